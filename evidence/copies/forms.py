"""What a person may choose for a digital copy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.part_forms import PartsForm
from helpcenter import vault
from helpcenter.forms import LongTextField, TextField

NOT_A_READER = _(
    "This is not an age address. It starts with age1 and has 62 letters and "
    "digits. Ask whoever gets the copy to send it again."
)
NO_READER = _("Put in the age address of whoever gets the copy, or choose another way.")


class CopyForm(PartsForm):
    covered = forms.ChoiceField(
        label=_("Pictures that may be intimate"),
        choices=[
            ("yes", _("Put them in: the copy is for me")),
            ("no", _("Leave them out: it is for somebody else")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    rest = forms.ChoiceField(
        label=_("Your answers, your letters, and what you began to type"),
        choices=[
            ("yes", _("Put them in: the copy is for me")),
            ("no", _("Leave them out: it is for somebody else")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    lock = forms.ChoiceField(
        label=_("Who can open it"),
        choices=[
            ("no", _("Anybody who has the file")),
            ("own", _("Only who has a key file, which I save next")),
            ("other", _("Only somebody else, such as my lawyer")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Opening an encrypted copy takes a program: age, or one that knows "
            "age files."
        ),
    )
    reader = TextField(
        label=_("Their age address"),
        required=False,
        help_text=_(
            "Only for the last choice. They send it to you. It starts with age1."
        ),
    )

    def clean(self):
        said = super().clean()
        if said.get("lock") == "other" and "reader" not in self.errors:
            self.check_reader(said.get("reader", ""))
        return said

    def check_reader(self, text):
        if not text.strip():
            self.add_error("reader", NO_READER)
            return
        try:
            vault.reader_of(text)
        except vault.Unreadable:
            self.add_error("reader", NOT_A_READER)


class BackForm(forms.Form):
    """Beside the file itself."""

    key = LongTextField(
        label=_("The key, if the copy is encrypted"),
        required=False,
        help_text=_("Open the key file and paste what is in it."),
    )
