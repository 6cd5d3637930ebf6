"""What a person says of an exhibit, and the question of age before files come in."""

from django import forms

from evidence.exhibits import KINDS
from helpcenter.forms import LongTextField, TextField

UNSAID = "unsaid"  # a browser would send "on" for a choice without a value


class AgeForm(forms.Form):
    """Asked again before any file of an incident."""

    under_18 = forms.ChoiceField(
        label="Was anyone in the pictures or videos under 18 when they were made?",
        choices=[
            ("no", "No, everyone was 18 or older"),
            ("yes", "Yes"),
            ("unsure", "I am not sure"),
        ],
        widget=forms.RadioSelect,
        help_text="If there is no person in your file, choose the first.",
        error_messages={"required": "Choose one of the three."},
    )


class ExhibitForm(forms.Form):
    """Everything may stay empty."""

    shows = LongTextField(
        label="What it is",
        required=False,
        help_text="For example “His message with the threat”. You do not need to say "
        "what a picture of you shows.",
    )
    intimate = forms.ChoiceField(
        label="Does it show an intimate picture?",
        required=False,
        choices=[(UNSAID, "Not said"), ("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        help_text="Unless you say no, it is blurred here and left out on paper.",
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=list(KINDS.items()))
    link = LongTextField(
        label="Where it was",
        required=False,
        help_text="The link, or the app and account. We never open it.",
    )
    captured_when = TextField(
        label="When it was saved",
        required=False,
        help_text="As exact as you know. Add the time zone if you can.",
    )
    captured_by = TextField(
        label="Who saved it",
        required=False,
        help_text="For example “I did”, or the name of who sent it to you.",
    )
    captured_with = TextField(
        label="With what",
        required=False,
        help_text="The phone, computer or program, such as “my phone, Android 14”.",
    )
    note = LongTextField(label="Anything else", required=False)
    rev = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("shows", "link", "note"):
            self.fields[name].widget.attrs["class"] = "short"

    @classmethod
    def of(cls, exhibit):
        typed = {name: getattr(exhibit, name) for name in SAID}
        return cls.put_back(typed, exhibit.revision)

    @classmethod
    def put_back(cls, typed, revision):
        """With these words, as a form to type in."""
        intimate = typed["intimate"] or UNSAID
        return cls(initial=typed | {"intimate": intimate, "rev": revision})

    def clean_intimate(self):
        said = self.cleaned_data["intimate"]
        return "" if said == UNSAID else said

    @property
    def revision(self):
        """The revision that was read; -1, which is never current, if unreadable."""
        text = str(self["rev"].value() or "")
        return int(text) if text.isdecimal() and len(text) < 10 else -1

    def said(self):
        return {name: self.cleaned_data[name] for name in SAID}

    def differing(self, saved):
        """(label, saved words) of what another tab saved differently."""
        for name in SAID:
            theirs = getattr(saved, name)
            if theirs and theirs != self.cleaned_data[name]:
                yield self.fields[name].label, theirs


SAID = [name for name in ExhibitForm.base_fields if name != "rev"]
