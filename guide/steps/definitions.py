"""What happened: the words for it, and which of it this is."""

from guide.answers import Answers
from guide.steps.base import Part, Step, one_of, some_of

PART = Part("definitions", "What happened")


class Words(Step):
    slug = "words"
    part = PART
    title = "Words for what happened"
    why = "It can help to have a name for it, when {they} talk to others."
    minutes = "about 5 minutes"


class Happened(Step):
    slug = "happened"
    part = PART
    title = "What has happened?"
    why = "Each of these has its own way to get help. More than one can be true."
    happened = some_of(
        "What has happened so far?",
        ("threatened", "Somebody threatens to share a picture, video or recording"),
        ("posted", "It was posted online"),
        ("sent", "It was sent to people privately"),
        ("not-sure-where", "{They} heard that it is out, but not where"),
        ("made-fake", "A fake was made, and may not have been shared"),
        ("other", "Something else that is not sexual"),
    )


class Threat(Step):
    slug = "threat"
    part = PART
    title = "About the threat"
    why = "What to do next depends on who threatens and what that person wants."
    when = staticmethod(Answers.is_threatened)
    demand = some_of(
        "What does the person who threatens want?",
        ("money", "Money or gift cards"),
        ("sex", "Sex or a meeting"),
        ("pictures", "More pictures or videos"),
        ("stay", "For {them} to stay together or come back"),
        ("silence", "For {them} to keep quiet"),
        ("other", "Something else"),
    )
    from_whom = one_of(
        "Who makes the threat?",
        ("known", "Somebody {they} know"),
        ("stranger", "Somebody {they} only met online"),
        ("unsure", "Not sure"),
    )
    paid = one_of(
        "Has anything been paid?",
        ("no", "No"),
        ("yes", "Yes"),
        hint="Many people pay at first. There is still something to do.",
    )


class Picture(Step):
    slug = "picture"
    part = PART
    title = "About the picture"
    why = "Real or fake, made with consent or without: each gives other rights."
    facts = ("altered",)
    when = staticmethod(Answers.is_about_a_picture)
    altered = one_of(
        "Is it real, or a fake that looks or sounds like {them}?",
        ("real", "Real"),
        ("fake", "Fake or changed"),
        ("unsure", "Not sure"),
        hint="You never need to describe it.",
    )
    media = some_of(
        "What is it?",
        ("picture", "A picture"),
        ("video", "A video"),
        ("audio", "A voice or sound recording"),
    )
    got_it = one_of(
        "How did that person get it?",
        ("agreed", "{They} agreed to make it or share it, but never to this"),
        ("hidden", "With a hidden camera, or in secret"),
        ("hacked", "By breaking into a device or account"),
        ("assault", "By recording an assault"),
        ("stolen", "By taking it from somewhere without asking"),
        ("fake", "By making a fake"),
        ("unsure", "Not sure"),
    )


class Contacts(Step):
    slug = "contacts"
    part = PART
    title = "Address or phone posted"
    why = "If people can find {them}, that needs care of its own."
    contacts_posted = one_of(
        "Was {their} address, workplace, phone number or e-mail posted?",
        ("yes", "Yes"),
        ("no", "No"),
        ("unsure", "Not sure"),
    )


STEPS = (Words, Happened, Threat, Picture, Contacts)
