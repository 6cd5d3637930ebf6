"""The one form of the guide's other pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms import countries_of_helplines


class CountryForm(forms.Form):
    """Whose helplines to show."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=countries_of_helplines,
        error_messages={
            "required": _("Choose a country from the list."),
            "invalid_choice": _("Choose a country from the list."),
        },
    )
