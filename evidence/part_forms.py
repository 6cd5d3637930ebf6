"""Which incidents go into a paper or a copy."""

from django import forms

from evidence.forms import in_a_line

GONE = "One of these was deleted meanwhile. Please choose again."


class PartsForm(forms.Form):
    incidents = forms.MultipleChoiceField(
        label="Which parts of what happened",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With none ticked, all of them go in.",
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
