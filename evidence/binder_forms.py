"""What a person may choose for a binder. Without a choice it holds all that is safe."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.binder import Choices
from evidence.paper import language_for, languages_for
from evidence.part_forms import GONE, PartsForm


class BinderForm(PartsForm):
    unsealed = forms.MultipleChoiceField(
        label=_("Print these all the same"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "They may show an intimate picture. Unless you tick one, a page says "
            "that it is kept sealed, and the picture is not in the file at all."
        ),
        error_messages={"invalid_choice": GONE},
    )
    with_log = forms.ChoiceField(
        label=_("List of what was done with each exhibit"),
        choices=[("yes", _("Put it in")), ("no", _("Leave it out"))],
        widget=forms.RadioSelect,
        required=False,
    )
    with_letters = forms.ChoiceField(
        label=_("Letters you sent, and what came of them"),
        choices=[("yes", _("Put them in")), ("no", _("Leave them out"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("They go only into a binder with everything that happened."),
    )
    language = forms.ChoiceField(
        label=_("Language of the binder"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "English is for an office that reads English. What you wrote stays as "
            "you wrote it."
        ),
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[
            ("letter", _("Letter (United States, Canada)")),
            ("a4", _("A4 (elsewhere)")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, covered, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(e.id, f"{e.called}: {e.title}"[:90]) for e in covered]
        self.offer("unsealed", named)
        languages = languages_for(office=True)
        self.offer("language", list(languages.items()) if len(languages) > 1 else [])

    def chosen(self):
        """Plain JSON, for Choices.of()."""
        said = self.cleaned_data
        return {
            "incidents": said.get("incidents", []),
            "unsealed": said.get("unsealed", []),
            "with_log": said["with_log"] != "no",
            "with_letters": said["with_letters"] != "no",
            "paper": said["paper"],
            "language": said.get("language", ""),
        }


def typed_of(choices: Choices, paper):
    """The form as it would be filled in to say the same."""
    return {
        "incidents": choices.incidents,
        "unsealed": choices.unsealed,
        "with_log": "yes" if choices.with_log else "no",
        "with_letters": "yes" if choices.with_letters else "no",
        "paper": choices.paper or paper,
        "language": language_for(choices.language, office=True),
    }
