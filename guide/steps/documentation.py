"""Saving proof. Nothing here that copies a picture is shown when is_minor."""

from guide.answers import Answers
from guide.steps.base import Part, Step, one_of, some_of

PART = Part("documentation", "Saving proof")


class Found(Step):
    slug = "found"
    part = PART
    title = "When did {they} find out?"
    why = "On the first day, a short list is enough."
    found = one_of(
        "When was that?",
        ("today", "Today"),
        ("days", "In the last few days"),
        ("weeks", "In the last few weeks"),
        ("longer", "Longer ago"),
        hint="About is fine.",
    )


class Save(Step):
    slug = "save"
    part = PART
    title = "What to save"
    why = "Proof helps with the police, with a court and with the sites themselves."
    minutes = "about 4 minutes"


class Capture(Step):
    slug = "capture"
    part = PART
    title = "How to save it"
    why = "Each device does it in its own way."
    minutes = "about 5 minutes"
    when = staticmethod(Answers.is_adult)
    devices = some_of(
        "Which of these can {they} use?",
        ("iphone", "iPhone or iPad"),
        ("android", "Android phone or tablet"),
        ("windows", "Windows computer"),
        ("mac", "Mac"),
        ("chromebook", "Chromebook"),
        ("other", "Something else"),
    )


class Keep(Step):
    slug = "keep"
    part = PART
    title = "Where to keep it"
    why = "Proof is only useful if it is still there, and only {they} can see it."
    minutes = "about 3 minutes"


class Hold(Step):
    slug = "hold"
    part = PART
    title = "Ask sites to keep their records"
    why = "Sites may have records of who did it, and delete them within weeks."
    minutes = "about 4 minutes"
    when = staticmethod(Answers.is_adult)


STEPS = (Found, Save, Capture, Keep, Hold)
