"""Safety first: the person, the device, and who it is about."""

from django.utils.translation import gettext_lazy as _

from guide.steps.base import Part, Step, one_of, some_of

PART = Part("safety", _("Safety first"))


class Safe(Step):
    slug = "safe"
    part = PART
    title = _("Are {they} safe right now?")
    why = _("If somebody may get hurt, that comes before everything else here.")
    danger = some_of(
        _("Is any of this true right now?"),
        ("hurt", _("Somebody has threatened to hurt {them} or others")),
        ("near", _("The person who did this knows where {they} are, or is coming")),
        ("tracked", _("Somebody follows where {they} go, in person or by phone")),
        ("address", _("{Their} home address or phone number was posted")),
        ("none", _("None of these")),
    )


class Feelings(Step):
    slug = "feelings"
    part = PART
    title = _("How are {they} holding up?")
    why = _("This is a lot. If it is too much, somebody can talk with {them} today.")
    feelings = one_of(
        _("How is it right now?"),
        ("okay", _("Getting by")),
        ("hard", _("Hard")),
        ("self-harm", _("There are thoughts of suicide or self-harm")),
    )


class Device(Step):
    slug = "device"
    part = PART
    title = _("Phone and accounts")
    why = _(
        "If somebody can see this screen, another device is safer for the next steps."
    )
    watched = one_of(
        _(
            "Could somebody else see what {they} do on this device "
            "or in {their} accounts?"
        ),
        ("no", _("No")),
        ("yes", _("Yes")),
        ("unsure", _("Not sure")),
    )
    lives_with = one_of(
        _("Does the person who did this live with {them} or near {them}?"),
        ("yes", _("Yes")),
        ("no", _("No")),
    )


class Helping(Step):
    slug = "helping"
    part = PART
    title = _("Who is this for?")
    why = _("The words of the guide change to fit. You can change this at any time.")
    facts = ("helping",)
    helping = one_of(
        _("Who needs this help?"),
        ("self", _("I do")),
        ("friend", _("A friend, partner or relative")),
        ("parent", _("My child")),
        ("advocate", _("Somebody I help in my work")),
    )


class Age(Step):
    slug = "age"
    part = PART
    title = _("Age in the picture")
    why = _(
        "For pictures of anyone under 18 there are special ways to get help. "
        "Some of the usual advice would not be safe."
    )
    facts = ("under_18", "under_18_now")
    under_18 = one_of(
        _("Was anyone in the picture under 18 when it was taken?"),
        ("no", _("No")),
        ("yes", _("Yes")),
        ("unsure", _("Not sure")),
        hint=_("This counts even if that person is an adult now."),
    )
    under_18_now = one_of(
        _("Are {they} under 18 now?"),
        ("yes", _("Yes")),
        ("no", _("No")),
    )

    def clean(self):
        """Who is under 18 now was so in the picture too. Letters look at that alone."""
        told = super().clean()
        if told.get("under_18_now") == "yes" and told.get("under_18") != "unsure":
            told["under_18"] = "yes"
        return told


STEPS = (Safe, Feelings, Device, Helping, Age)
