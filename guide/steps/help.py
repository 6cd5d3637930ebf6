"""Who can help."""

from django.utils.translation import gettext_lazy as _

from guide.steps.base import Part, Step

PART = Part("help", _("Who can help"))


class People(Step):
    slug = "people"
    part = PART
    title = _("People who can help")
    why = _("Nobody has to do this alone.")
    minutes = _("about 5 minutes")


class Police(Step):
    slug = "police"
    part = PART
    title = _("Talking to the police")
    why = _("Going is {their} choice. Going prepared makes it easier.")
    minutes = _("about 5 minutes")


class Lawyers(Step):
    slug = "lawyers"
    part = PART
    title = _("Lawyers")
    why = _("Some lawyers help for free or for little.")
    minutes = _("about 3 minutes")


STEPS = (People, Police, Lawyers)
