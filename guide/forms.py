"""The one form of the guide's other pages."""

from django import forms

from directory.forms import countries_of_helplines


class CountryForm(forms.Form):
    """Whose helplines to show."""

    country = forms.ChoiceField(
        label="Country",
        choices=countries_of_helplines,
        error_messages={
            "required": "Choose a country from the list.",
            "invalid_choice": "Choose a country from the list.",
        },
    )
