"""Which incidents go into a paper or a copy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.chart import SHORT
from evidence.forms import in_a_line

GONE = _("One of these was deleted meanwhile. Please choose again.")
TOO_MANY = _("The page has room for three here. Please untick some.")


class PartsForm(forms.Form):
    incidents = forms.MultipleChoiceField(
        label=_("Which parts of what happened"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none ticked, all of them go in."),
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, *args, incidents, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("incidents", [(each.id, in_a_line(each)) for each in incidents])

    def offer(self, name, choices):
        """Without any choice there is no question."""
        self.fields[name].choices = choices
        if not choices:
            del self.fields[name]


class SummaryForm(forms.Form):
    """Which incidents are on the short list. Without a choice, we choose by rule."""

    recent = forms.MultipleChoiceField(
        label=_("The most recent"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Up to three. With none ticked, the last three by date are taken."),
    )
    worst = forms.MultipleChoiceField(
        label=_("The worst"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Up to three. With none ticked, those you marked are taken first, "
            "then the others as you wrote them down."
        ),
    )

    def __init__(self, *args, incidents, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(each.id, in_a_line(each)) for each in incidents]
        for field in self.fields.values():
            field.choices = choices
            field.error_messages["invalid_choice"] = GONE

    def clean_recent(self):
        return self.up_to_three("recent")

    def clean_worst(self):
        return self.up_to_three("worst")

    def up_to_three(self, name):
        chosen = self.cleaned_data[name]
        if len(chosen) > SHORT:
            raise forms.ValidationError(TOO_MANY)
        return chosen
