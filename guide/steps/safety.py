"""Safety first: the person, the device, and who it is about."""

from guide.steps.base import Part, Step, one_of, some_of

PART = Part("safety", "Safety first")


class Safe(Step):
    slug = "safe"
    part = PART
    title = "Are {they} safe right now?"
    why = "If somebody may get hurt, that comes before everything else here."
    danger = some_of(
        "Is any of this true right now?",
        ("hurt", "Somebody has threatened to hurt {them} or others"),
        ("near", "The person who did this knows where {they} are, or is coming"),
        ("tracked", "Somebody follows where {they} go, in person or by phone"),
        ("address", "{Their} home address or phone number was posted"),
        ("none", "None of these"),
    )


class Feelings(Step):
    slug = "feelings"
    part = PART
    title = "How are {they} holding up?"
    why = "This is a lot. If it is too much, somebody can talk with {them} today."
    feelings = one_of(
        "How is it right now?",
        ("okay", "Getting by"),
        ("hard", "Hard"),
        ("self-harm", "There are thoughts of suicide or self-harm"),
    )


class Device(Step):
    slug = "device"
    part = PART
    title = "Phone and accounts"
    why = "If somebody can see this screen, another device is safer for the next steps."
    watched = one_of(
        "Could somebody else see what {they} do on this device or in {their} accounts?",
        ("no", "No"),
        ("yes", "Yes"),
        ("unsure", "Not sure"),
    )
    lives_with = one_of(
        "Does the person who did this live with {them} or near {them}?",
        ("yes", "Yes"),
        ("no", "No"),
    )


class Helping(Step):
    slug = "helping"
    part = PART
    title = "Who is this for?"
    why = "The words of the guide change to fit. You can change this at any time."
    facts = ("helping",)
    helping = one_of(
        "Who needs this help?",
        ("self", "I do"),
        ("friend", "A friend, partner or relative"),
        ("parent", "My child"),
        ("advocate", "Somebody I help in my work"),
    )


class Age(Step):
    slug = "age"
    part = PART
    title = "Age in the picture"
    why = (
        "For pictures of anyone under 18 there are special ways to get help. "
        "Some of the usual advice would not be safe."
    )
    facts = ("under_18", "under_18_now")
    under_18 = one_of(
        "Was anyone in the picture under 18 when it was taken?",
        ("no", "No"),
        ("yes", "Yes"),
        ("unsure", "Not sure"),
        hint="This counts even if that person is an adult now.",
    )
    under_18_now = one_of(
        "Are {they} under 18 now?",
        ("yes", "Yes"),
        ("no", "No"),
    )

    def clean(self):
        """Who is under 18 now was so in the picture too. Letters look at that alone."""
        told = super().clean()
        if told.get("under_18_now") == "yes" and told.get("under_18") != "unsure":
            told["under_18"] = "yes"
        return told


STEPS = (Safe, Feelings, Device, Helping, Age)
