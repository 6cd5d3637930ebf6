"""What more than one paper asks. Everything may stay empty: then the paper has a blank
in brackets.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from helpcenter.forms import LongTextField, TextField

DECL_US = "DECL-US"
DECL_ABROAD = "DECL-ABROAD"
EITHER = "either"


def line(label, hint=""):
    return TextField(label=label, required=False, help_text=hint)


def text(label, hint=""):
    widget = forms.Textarea(attrs={"class": "short", "rows": 3})
    return LongTextField(label=label, required=False, help_text=hint, widget=widget)


class NameForm(forms.Form):
    name = line(
        _("Your name"),
        _(
            "Or another name, if the court or office lets you use one. You can also "
            "leave it empty and write it by hand."
        ),
    )


class SafeContactForm(NameForm):
    contact = text(
        _("A safe way to reach you"),
        _(
            "A phone, email or address that the person who did this cannot open or "
            "see. It can be that of a helper."
        ),
    )
    unsafe = text(
        _("How not to reach you"),
        _("For example “no calls to my home”, or “no messages left”."),
    )


class SigningForm(NameForm):
    """For papers signed under 28 U.S.C. 1746, which has two forms."""

    signed_in = forms.ChoiceField(
        label=_("Where will it be signed?"),
        required=False,
        choices=[
            (DECL_US, _("In the United States, or in a territory of it")),
            (DECL_ABROAD, _("In another country")),
            (EITHER, _("I do not know yet")),
        ],
        widget=forms.RadioSelect,
        help_text=_("The words above the name differ."),
        error_messages={"invalid_choice": _("Choose one of these three.")},
    )
    place = line(_("Town and country where it is signed"), _("Some courts ask for it."))


def form_of_1746(told):
    """DECL_US, DECL_ABROAD or EITHER: as chosen, else by where they live."""
    if told.said.get("signed_in"):
        return told.said["signed_in"]
    country = told.facts.get("country")
    if not country:
        return EITHER
    return DECL_US if country == "US" else DECL_ABROAD
