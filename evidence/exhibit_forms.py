"""What a person says of an exhibit, and the question of age before files come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.exhibits import KINDS
from helpcenter.forms import LongTextField, TextField

UNSAID = "unsaid"  # a browser would send "on" for a choice without a value


class AgeForm(forms.Form):
    """Asked again before any file of an incident."""

    under_18 = forms.ChoiceField(
        label=_("Was anyone in the pictures or videos under 18 when they were made?"),
        choices=[
            ("no", _("No, everyone was 18 or older")),
            ("yes", _("Yes")),
            ("unsure", _("I am not sure")),
        ],
        widget=forms.RadioSelect,
        help_text=_("If there is no person in your file, choose the first."),
        error_messages={"required": _("Choose one of the three.")},
    )


class ExhibitForm(forms.Form):
    """Everything may stay empty."""

    shows = LongTextField(
        label=_("What it is"),
        required=False,
        help_text=_(
            "For example “His message with the threat”. You do not need to say "
            "what a picture of you shows."
        ),
    )
    intimate = forms.ChoiceField(
        label=_("Does it show an intimate picture?"),
        required=False,
        choices=[(UNSAID, _("Not said")), ("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        help_text=_("Unless you say no, it is blurred here and left out on paper."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=list(KINDS.items())
    )
    link = LongTextField(
        label=_("Where it was"),
        required=False,
        help_text=_("The link, or the app and account. We never open it."),
    )
    captured_when = TextField(
        label=_("When it was saved"),
        required=False,
        help_text=_("As exact as you know. Add the time zone if you can."),
    )
    captured_by = TextField(
        label=_("Who saved it"),
        required=False,
        help_text=_("For example “I did”, or the name of who sent it to you."),
    )
    captured_with = TextField(
        label=_("With what"),
        required=False,
        help_text=_("The phone, computer or program, such as “my phone, Android 14”."),
    )
    note = LongTextField(label=_("Anything else"), required=False)
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
