"""The forms of staff's pages for rows: the key that stays, why, and what was seen.

A form brings along the facts as they were when it was opened. If somebody else saved
meanwhile, what only they changed is kept. What both changed is shown, both ways, and
nothing is saved until the second has chosen.
"""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.looks import LOOKED
from directory.models import Domain
from directory.recognise import clean_host
from directory.rows import differing
from directory.shipping import default_of, plain
from helpcenter.forms import LongTextField

BOTH_CHANGED = _(
    "Somebody else changed this while you had it open. They saved: “%(theirs)s”. Yours "
    "is in the box. Save again to keep yours, or copy theirs into the box first."
)


class SeenField(forms.CharField):
    """The facts as this form showed them, in JSON. Never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False

    def to_python(self, value):
        try:
            seen = json.loads(value or "null")
        except ValueError:
            seen = None
        return seen if isinstance(seen, dict) else None


class WhyField(LongTextField):
    widget = forms.Textarea(attrs={"rows": 2, "cols": 80})

    def has_changed(self, initial, data):
        return False


class KeptKeyForm(forms.ModelForm):
    """A row keeps its key. A release would bring the old one again, and its history
    would break in two.
    """

    seen = SeenField(required=False, label="")
    why = WhyField(
        required=False,
        label=_("Why do you change this?"),
        max_length=2000,
        help_text=_("A sentence for who reads the history, or publishes this."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        for name in set(self.instance.KEY) & set(self.fields):
            self.fields[name].disabled = True
        self.now = facts_of(self.instance)
        self.initial["seen"] = json.dumps(self.now, sort_keys=True)

    def clean(self):
        given = super().clean()
        seen = given.get("seen")
        if self.instance.pk is None or seen is None:
            return given
        both = [
            name for name in self.changed_meanwhile(seen) if self.settle(name, seen)
        ]
        for name in both:
            self.choose(name, seen)
        if both:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = json.dumps(seen, sort_keys=True)
        return given

    def changed_meanwhile(self, seen):
        """Of the fields of this form: those that somebody else changed since."""
        names = differing(type(self.instance), seen, self.now)
        return [
            name
            for name in names
            if name in self.cleaned_data and not self.fields[name].disabled
        ]

    def settle(self, name, seen):
        """Keep theirs where this form left the field alone. Whether that fails."""
        each = self.instance._meta.get_field(name)
        mine = in_json(each, self.cleaned_data[name])
        if mine == seen.get(name, default_of(each)):
            self.cleaned_data[name] = getattr(self.instance, name)
            return False
        return mine != self.now.get(name, default_of(each))

    def choose(self, name, seen):
        each = self.instance._meta.get_field(name)
        theirs = self.now.get(name, default_of(each))
        self.add_error(name, BOTH_CHANGED % {"theirs": in_words(theirs)})
        seen[name] = theirs


def facts_of(row):
    return {name: value for name, value in plain(row).items() if name not in LOOKED}


def in_json(each, value):
    """As shipping.plain writes it."""
    if each.is_relation:
        return list(value.natural_key()) if value else None
    return value


def in_words(value):
    if isinstance(value, list):
        return ", ".join(map(str, value)) or str(_("nothing"))
    if isinstance(value, bool):  # 1, the place of a number to call, is no yes
        return str(_("yes") if value else _("no"))
    return str(_("unknown")) if value is None else str(value) or str(_("nothing"))


class LawForm(KeptKeyForm):
    class Meta:
        help_texts = {
            "source": _(
                "Where this was read. Printed on the sheet of laws and in the open "
                "data."
            )
        }


class DomainForm(KeptKeyForm):
    def clean_host(self):
        host = clean_host(self.cleaned_data["host"])
        if not host:
            raise forms.ValidationError(_("Write the host alone, such as example.com."))
        return host.removeprefix("www.")

    def clean(self):
        given = super().clean()
        key = {"host": given.get("host"), "path": given.get("path", "")}
        others = Domain.objects.exclude(pk=self.instance.pk).select_related("platform")
        if other := others.filter(**key).first():
            said = _("%(domain)s belongs to %(site)s already.")
            names = {"domain": other, "site": other.platform}
            self.add_error("host", said % names)
        return given
