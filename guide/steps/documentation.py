"""Saving proof. Nothing here that copies a picture is shown when is_minor."""

from django.utils.translation import gettext_lazy as _

from guide.answers import Answers
from guide.steps.base import Part, Step, one_of, some_of

PART = Part("documentation", _("Saving proof"))


class Found(Step):
    slug = "found"
    part = PART
    title = _("When did {they} find out?")
    why = _("On the first day, a short list is enough.")
    found = one_of(
        _("When was that?"),
        ("today", _("Today")),
        ("days", _("In the last few days")),
        ("weeks", _("In the last few weeks")),
        ("longer", _("Longer ago")),
        hint=_("About is fine."),
    )


class Save(Step):
    slug = "save"
    part = PART
    title = _("What to save")
    why = _("Proof helps with the police, with a court and with the sites themselves.")
    minutes = _("about 4 minutes")


class Capture(Step):
    slug = "capture"
    part = PART
    title = _("How to save it")
    why = _("Each device does it in its own way.")
    minutes = _("about 5 minutes")
    when = staticmethod(Answers.is_adult)
    devices = some_of(
        _("Which of these can {they} use?"),
        ("iphone", _("iPhone or iPad")),
        ("android", _("Android phone or tablet")),
        ("windows", _("Windows computer")),
        ("mac", _("Mac")),
        ("chromebook", _("Chromebook")),
        ("other", _("Something else")),
    )


class Keep(Step):
    slug = "keep"
    part = PART
    title = _("Where to keep it")
    why = _("Proof is only useful if it is still there, and only {they} can see it.")
    minutes = _("about 3 minutes")


class Hold(Step):
    slug = "hold"
    part = PART
    title = _("Ask sites to keep their records")
    why = _("Sites may have records of who did it, and delete them within weeks.")
    minutes = _("about 4 minutes")
    when = staticmethod(Answers.is_adult)


STEPS = (Found, Save, Capture, Keep, Hold)
