"""What happened: the words for it, and which of it this is."""

from django.utils.translation import gettext_lazy as _

from guide.answers import Answers
from guide.steps.base import Part, Step, one_of, some_of

PART = Part("definitions", _("What happened"))


class Words(Step):
    slug = "words"
    part = PART
    title = _("Words for what happened")
    why = _("It can help to have a name for it, when {they} talk to others.")
    minutes = _("about 5 minutes")


class Happened(Step):
    slug = "happened"
    part = PART
    title = _("What has happened?")
    why = _("Each of these has its own way to get help. More than one can be true.")
    happened = some_of(
        _("What has happened so far?"),
        ("threatened", _("Somebody threatens to share a picture, video or recording")),
        ("posted", _("It was posted online")),
        ("sent", _("It was sent to people privately")),
        ("not-sure-where", _("{They} heard that it is out, but not where")),
        ("made-fake", _("A fake was made, and may not have been shared")),
        ("other", _("Something else that is not sexual")),
    )


class Threat(Step):
    slug = "threat"
    part = PART
    title = _("About the threat")
    why = _("What to do next depends on who threatens and what that person wants.")
    when = staticmethod(Answers.is_threatened)
    demand = some_of(
        _("What does the person who threatens want?"),
        ("money", _("Money or gift cards")),
        ("sex", _("Sex or a meeting")),
        ("pictures", _("More pictures or videos")),
        ("stay", _("For {them} to stay together or come back")),
        ("silence", _("For {them} to keep quiet")),
        ("other", _("Something else")),
    )
    from_whom = one_of(
        _("Who makes the threat?"),
        ("known", _("Somebody {they} know")),
        ("stranger", _("Somebody {they} only met online")),
        ("unsure", _("Not sure")),
    )
    paid = one_of(
        _("Has anything been paid?"),
        ("no", _("No")),
        ("yes", _("Yes")),
        hint=_("Many people pay at first. There is still something to do."),
    )


class Picture(Step):
    slug = "picture"
    part = PART
    title = _("About the picture")
    why = _("Real or fake, made with consent or without: each gives other rights.")
    facts = ("altered",)
    when = staticmethod(Answers.is_about_a_picture)
    altered = one_of(
        _("Is it real, or a fake that looks or sounds like {them}?"),
        ("real", _("Real")),
        ("fake", _("Fake or changed")),
        ("unsure", _("Not sure")),
        hint=_("You never need to describe it."),
    )
    media = some_of(
        _("What is it?"),
        ("picture", _("A picture")),
        ("video", _("A video")),
        ("audio", _("A voice or sound recording")),
    )
    got_it = one_of(
        _("How did that person get it?"),
        ("agreed", _("{They} agreed to make it or share it, but never to this")),
        ("hidden", _("With a hidden camera, or in secret")),
        ("hacked", _("By breaking into a device or account")),
        ("assault", _("By recording an assault")),
        ("stolen", _("By taking it from somewhere without asking")),
        ("fake", _("By making a fake")),
        ("unsure", _("Not sure")),
    )


class Contacts(Step):
    slug = "contacts"
    part = PART
    title = _("Address or phone posted")
    why = _("If people can find {them}, that needs care of its own.")
    contacts_posted = one_of(
        _("Was {their} address, workplace, phone number or e-mail posted?"),
        ("yes", _("Yes")),
        ("no", _("No")),
        ("unsure", _("Not sure")),
    )


STEPS = (Words, Happened, Threat, Picture, Contacts)
