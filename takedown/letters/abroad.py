"""What the letters under the laws of other countries share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.places import COUNTRIES, in_order
from takedown.letters import shared
from takedown.letters.elements import Element
from takedown.letters.fields import Choice
from takedown.letters.pages import Page
from takedown.letters.removal import Removal, says_why

POSTER = (
    _("The person who posted it"),
    _(
        "A site may tell them why it was taken down. The letter asks it to leave your "
        "name out. It is not bound by that."
    ),
)

REAL_NAME = _(
    "Use your real name here. If that is not safe, a lawyer or an advocate can sign "
    "for you."
)


def countries_in(codes):
    """The countries of this area that our directory knows, to choose from."""
    known = [(code, name) for code, name in COUNTRIES if code in codes]
    return [("", _("Choose one")), *in_order(known)]


class CountryPage(Page):
    slug = "country"
    title = _("Where you live")
    why = _("The words of the letter, and the laws we can offer, go by the country.")
    codes = ()
    country = Choice(
        label=_("Country"),
        widget=forms.Select,
        help_text=_("Not in the list? Leave it open. The letter works all the same."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries_in(self.codes)


class Abroad(Removal):
    """A letter to the site itself, unless its kind says something else."""

    group = "abroad"
    recipient_kind = "policy"
    hints = {"name": REAL_NAME, "email": shared.REPLY_ADDRESS}


def reason(id, asks):
    return Element(
        id,
        asks,
        _("One reason why it was not agreed to. A tick is enough."),
        "reasons",
        given=lambda letter: letter.has_reason,
        written=says_why,
    )
