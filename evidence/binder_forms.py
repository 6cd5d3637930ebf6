"""What a person may choose for a binder. Without a choice it holds all that is safe."""

from django import forms

from evidence.binder import Choices
from evidence.part_forms import GONE, PartsForm


class BinderForm(PartsForm):
    unsealed = forms.MultipleChoiceField(
        label="Print these all the same",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They may show an intimate picture. Unless you tick one, a page says "
        "that it is kept sealed, and the picture is not in the file at all.",
        error_messages={"invalid_choice": GONE},
    )
    with_log = forms.ChoiceField(
        label="List of what was done with each exhibit",
        choices=[("yes", "Put it in"), ("no", "Leave it out")],
        widget=forms.RadioSelect,
        required=False,
    )
    paper = forms.ChoiceField(
        label="Paper",
        choices=[
            ("letter", "Letter (United States, Canada)"),
            ("a4", "A4 (elsewhere)"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, covered, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(e.id, f"Exhibit {e.label}: {e.title}"[:90]) for e in covered]
        self.offer("unsealed", named)

    def chosen(self):
        """Plain JSON, for Choices.of()."""
        said = self.cleaned_data
        return {
            "incidents": said.get("incidents", []),
            "unsealed": said.get("unsealed", []),
            "with_log": said["with_log"] != "no",
            "paper": said["paper"],
        }


def typed_of(choices: Choices, paper):
    """The form as it would be filled in to say the same."""
    return {
        "incidents": choices.incidents,
        "unsealed": choices.unsealed,
        "with_log": "yes" if choices.with_log else "no",
        "paper": choices.paper or paper,
    }
