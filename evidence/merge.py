"""Two versions of one incident side by side: two tabs, or a save from elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.forms import BOXES, IncidentForm, typed_of
from helpcenter.forms import LongTextField

LONG_BOXES = tuple(
    name
    for name, field in IncidentForm.base_fields.items()
    if isinstance(field, LongTextField)
)
KEEP_SHORT = [("mine", _("Keep mine")), ("saved", _("Keep the saved one"))]
KEEP_LONG = [*KEEP_SHORT, ("both", _("Keep both, one after the other"))]


class MergeForm(IncidentForm):
    """Two versions of one incident. For each box in which they differ, the person says
    which to keep, or changes theirs until it says both.
    """

    def __init__(self, *args, saved, **kwargs):
        super().__init__(*args, **kwargs)
        self.saved = saved
        self.theirs = typed_of(saved)
        mine = self.typed()
        self.differing = [name for name in BOXES if mine[name] != self.theirs[name]]
        for name in self.differing:
            self.ask_about(name)

    def ask_about(self, name):
        box = self.fields[name]
        self[name].help_text = ""  # the one that is shown, not box.help_text
        box.widget.attrs["aria-label"] = _("%(label)s: yours") % {"label": box.label}
        self.fields[f"keep_{name}"] = forms.ChoiceField(
            label=_("%(label)s: which one to keep") % {"label": box.label},
            choices=KEEP_LONG if name in LONG_BOXES else KEEP_SHORT,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose which one to keep.")},
        )

    def clean(self):
        self.cleaned_data = super().clean()
        for name in self.differing:
            choice = self.cleaned_data.get(f"keep_{name}", "mine")
            self.cleaned_data[name] = self.kept(name, choice)
            if choice == "saved":
                self.errors.pop(name, None)
        return self.cleaned_data

    def kept(self, name, choice):
        mine, saved = self.cleaned_data.get(name), value_of(self.saved, name)
        if choice == "mine":
            return mine
        if choice == "saved":
            return saved
        if name == "links":
            return list(dict.fromkeys([*saved, *mine]))
        return "\n\n".join(filter(None, [saved, mine]))

    def pairs(self):
        """(box with this version, the saved words, choice) for each difference."""
        for name in self.differing:
            saved = self.theirs[name]
            words = self.fields[name].choices[0][1] if saved == ["yes"] else saved
            yield self[name], words, self[f"keep_{name}"]

    def same(self):
        """The boxes that need no choice, to carry along."""
        return [self[name] for name in BOXES if name not in self.differing]


def value_of(incident, name):
    """What the box of this name would clean to for this incident."""
    if name == "worst":
        return ["yes"] if incident.worst else []
    return getattr(incident, name)
