"""The forms around a letter: how old, which site, and every paragraph as a box."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.models import Platform
from helpcenter.forms import LongTextField
from takedown.engines import ENGINES, GOOGLE
from takedown.letters.fields import (
    NOT_IN_THE_LIST,
    Choice,
    Line,
    Tick,
    refuse_pictures,
)
from takedown.sites import Site

CHOOSE = _("Choose a site, or type its name.")
CHILD_NOW = _(
    "Your answers in the guide say “under 18 now”. Was that a mistake? Then change it "
    "there first, on the page “Age in the picture”."
)
ONE_LINE = 90  # characters; longer text gets a box of several lines


class AgeForm(forms.Form):
    """Asked once, before the first letter. The answer is a fact of the case."""

    under_18 = forms.ChoiceField(
        label=_("Was everyone in the picture 18 or over when it was taken?"),
        choices=[
            ("no", _("Yes, everyone was 18 or over")),
            ("yes", _("No, somebody was under 18")),
            ("unsure", _("I am not sure")),
        ],
        widget=forms.RadioSelect,
        help_text=_("It does not matter how old they are now."),
        error_messages={
            "required": _("Choose one. “I am not sure” is a good answer too."),
            "invalid_choice": _("Choose one of the three answers."),
        },
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, facts=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.facts = facts or {}

    def clean_under_18(self):
        answer = self.cleaned_data["under_18"]
        if answer == "no" and self.facts.get("under_18_now") == "yes":
            raise forms.ValidationError(CHILD_NOW)
        return answer


class SiteForm(forms.Form):
    """Which site the letter goes to: of the incidents, of the directory, or any."""

    site = forms.ChoiceField(label=_("Site or app"), required=False)
    other = Line(
        label=_("Or type its name"),
        max_length=200,
        help_text=_("For a site that is not in the list."),
    )

    def __init__(self, *args, sites, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = {site.key: site for site in sites}
        self.fields["site"].choices = self.choices()
        self.fields["site"].error_messages["invalid_choice"] = CHOOSE

    def choices(self):
        yield "", _("Choose one")
        if self.sites:
            yield _("From what you wrote down"), [*map(in_words, self.sites.values())]
        rows = Platform.objects.shown().order_by("name").values_list("slug", "name")
        yield (
            _("All sites we know"),
            [
                (f"platform:{slug}", name)
                for slug, name in rows
                if f"platform:{slug}" not in self.sites
            ],
        )

    def clean(self):
        facts = self.cleaned_data
        if not self.errors and not (facts["site"] or facts["other"].strip()):
            self.add_error("site", CHOOSE)
        return facts

    def chosen(self):
        """A typed name wins over the list: it is the more deliberate of the two."""
        key, other = self.cleaned_data["site"], self.cleaned_data["other"].strip()
        if other:
            return Site(f"name:{other}", other)
        if key in self.sites:
            return self.sites[key]
        name = dict(self.fields["site"].choices[-1][1])[key]
        return Site(key, name, key.removeprefix("platform:"))


class EngineForm(forms.Form):
    """Which search engine the letter goes to, and about which links."""

    engine = Choice(
        label=_("Which search engine?"),
        choices=list(ENGINES.items()),
        initial=GOOGLE,
        help_text=_("Begin with the one where you saw it. You can make one for each."),
    )
    site = forms.ChoiceField(
        label=_("Which links should it hide?"),
        required=False,
        help_text=_("You can add links and take some out on the next pages."),
    )

    def __init__(self, *args, sites, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = {site.key: site for site in sites}
        choices = [("", _("All that I wrote down")), *map(in_words, sites)]
        self.fields["site"].choices = choices
        self.fields["site"].error_messages["invalid_choice"] = NOT_IN_THE_LIST

    def clean_engine(self):
        return self.cleaned_data["engine"] or GOOGLE

    def chosen(self):
        """The site; None for all of them."""
        return self.sites.get(self.cleaned_data["site"])


def in_words(site):
    """A choice with what was written down, so that one can tell them apart."""
    return site.key, f"{site.name} ({links_in_words(site)})"


def links_in_words(site):
    count = len(site.links)
    words = ngettext("%(count)d link", "%(count)d links", count)
    return words % {"count": count} if count else str(_("no link"))


class MarkForm(forms.Form):
    """How often a part was saved when its page was opened."""

    mark = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, request, mark):
        """As it was sent, or as it is now."""
        return cls(request.POST) if request.method == "POST" else cls.fresh(mark)

    @classmethod
    def fresh(cls, mark):
        return cls(initial={"mark": mark})

    @property
    def number(self):
        """Never a real one if it is unreadable: both versions will be shown."""
        return self.cleaned_data["mark"] if self.is_valid() else -1


class WordsForm(forms.Form):
    """Each paragraph in a box. An empty box takes the paragraph out. Beside each box
    stands a mark of what the page showed in it: facts may have changed meanwhile, and a
    box that nobody touched must not bring the old ones back.
    """

    def __init__(self, *args, paragraphs, **kwargs):
        super().__init__(*args, **kwargs)
        self.paragraphs = [each for each in paragraphs if is_offered(each)]
        for each in self.paragraphs:
            self.fields[f"p-{each.key}"] = box(each)
            self.fields[f"shown-{each.key}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=mark_of(each.text)
            )
            if each.is_changed:
                self.fields[f"reset-{each.key}"] = Tick(
                    label=_("Put the original words back"),
                )

    def rows(self):
        """(box, its mark, paragraph, tick that puts our words back or None)."""
        for each in self.paragraphs:
            tick = self[f"reset-{each.key}"] if each.is_changed else None
            yield self[f"p-{each.key}"], self[f"shown-{each.key}"], each, tick

    def edits(self):
        """What to keep: only paragraphs that differ from what the facts say."""
        edits = {}
        for each in self.paragraphs:
            text = self.typed(each)
            is_back = self.cleaned_data.get(f"reset-{each.key}")
            if text != each.original and not is_back:
                was = each.was if text == each.text else each.original
                edits[each.key] = {"text": text, "was": was}
        return edits

    def typed(self, paragraph):
        """What is in its box. One that nobody touched, or that was not in the page that
        was sent, is left as it is.
        """
        text = self.cleaned_data[f"p-{paragraph.key}"].strip()
        is_untouched = self.cleaned_data[f"shown-{paragraph.key}"] == mark_of(text)
        is_sent = f"p-{paragraph.key}" in self.data
        return text if is_sent and not is_untouched else paragraph.text

    def differences(self, paper):
        """(label, saved text) of each paragraph that was saved differently."""
        return [
            (each.label, paper.text(each.key))
            for each in self.paragraphs
            if paper.text(each.key) != self.cleaned_data[f"p-{each.key}"].strip()
        ]


def mark_of(text):
    """Tells one text from another. As long as the ids of ours, which are never shown
    as something that somebody typed: see helpcenter/carried.py.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def is_offered(paragraph):
    return paragraph.html or paragraph.is_changed or paragraph.key == "anything-else"


def box(paragraph):
    """A line for a line, several lines for more."""
    is_short = len(paragraph.original) < ONE_LINE and "\n" not in paragraph.original
    is_heading = paragraph.key.endswith(("heading", "subject", "greeting", "date"))
    widget = forms.TextInput if is_short and is_heading else forms.Textarea
    hints = {"anything-else": _("Here you can add something of your own.")}
    field = LongTextField(
        label=paragraph.label,
        required=False,
        max_length=60_000,
        initial=paragraph.text,
        widget=widget,
        validators=[refuse_pictures],
        help_text=hints.get(
            paragraph.key, _("One on each line.") if paragraph.is_list else ""
        ),
    )
    rows = sum(1 + len(line) // 70 for line in paragraph.text.split("\n"))
    attrs = {"rows": min(max(rows, 2), 12), "class": "short", "lang": "en"}
    field.widget.attrs |= attrs
    return field


def copying(words):
    """Attributes of a box beside which copy.js puts a button that says these words."""
    return {"data-copy": words, "data-copied": _("Copied")}


class CopyForm(forms.Form):
    """The letter's text in a box, to be selected and pasted somewhere else."""

    text = forms.CharField(
        label=_("The letter as plain text"),
        widget=forms.Textarea(
            {"readonly": True, "rows": 10, "lang": "en"} | copying(_("Copy the text"))
        ),
        help_text=_("Select it all, copy it, and paste it into the site's own form."),
    )
