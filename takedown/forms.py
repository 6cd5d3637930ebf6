"""The forms around a letter: how old, which site, and every paragraph as a box."""

from django import forms

from directory.models import Platform
from helpcenter.forms import LongTextField
from takedown.letters.fields import Line, Tick, refuse_pictures
from takedown.sites import Site

CHOOSE = "Choose a site, or type its name."
CHILD_NOW = (
    "Your answers in the guide say “under 18 now”. Was that a mistake? Then change it "
    "there first, on the page “Age in the picture”."
)
ONE_LINE = 90  # characters; longer text gets a box of several lines


class AgeForm(forms.Form):
    """Asked once, before the first letter. The answer is a fact of the case."""

    under_18 = forms.ChoiceField(
        label="Was everyone in the picture 18 or over when it was taken?",
        choices=[
            ("no", "Yes, everyone was 18 or over"),
            ("yes", "No, somebody was under 18"),
            ("unsure", "I am not sure"),
        ],
        widget=forms.RadioSelect,
        help_text="It does not matter how old they are now.",
        error_messages={
            "required": "Choose one. “I am not sure” is a good answer too.",
            "invalid_choice": "Choose one of the three answers.",
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

    site = forms.ChoiceField(label="Site or app", required=False)
    other = Line(
        label="Or type its name",
        max_length=200,
        help_text="For a site that is not in the list.",
    )

    def __init__(self, *args, sites, **kwargs):
        super().__init__(*args, **kwargs)
        self.sites = {site.key: site for site in sites}
        self.fields["site"].choices = self.choices()
        self.fields["site"].error_messages["invalid_choice"] = CHOOSE

    def choices(self):
        yield "", "Choose one"
        if self.sites:
            yield "From what you wrote down", [*map(in_words, self.sites.values())]
        rows = Platform.objects.shown().order_by("name").values_list("slug", "name")
        yield (
            "All sites we know",
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


def in_words(site):
    """A choice with what was written down, so that one can tell them apart."""
    count = len(site.links)
    links = "no link" if not count else f"{count} link{'s' if count > 1 else ''}"
    return site.key, f"{site.name} ({links})"


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
    """Each paragraph in a box. An empty box takes the paragraph out."""

    def __init__(self, *args, paragraphs, **kwargs):
        super().__init__(*args, **kwargs)
        self.paragraphs = [each for each in paragraphs if is_offered(each)]
        for each in self.paragraphs:
            self.fields[f"p-{each.key}"] = box(each)
            if each.is_changed:
                self.fields[f"reset-{each.key}"] = Tick(
                    label="Put the original words back",
                )

    def edits(self):
        """What to keep: only paragraphs that differ from what the facts say. A box
        that was not in the page that was sent is left as it is.
        """
        edits = {}
        for each in self.paragraphs:
            text = self.cleaned_data[f"p-{each.key}"].strip()
            if f"p-{each.key}" not in self.data:
                text = each.text
            is_back = self.cleaned_data.get(f"reset-{each.key}")
            if text != each.original and not is_back:
                was = each.was if text == each.text else each.original
                edits[each.key] = {"text": text, "was": was}
        return edits

    def differences(self, paper):
        """(label, saved text) of each paragraph that was saved differently."""
        return [
            (each.label, paper.text(each.key))
            for each in self.paragraphs
            if paper.text(each.key) != self.cleaned_data[f"p-{each.key}"].strip()
        ]


def is_offered(paragraph):
    return paragraph.html or paragraph.is_changed or paragraph.key == "anything-else"


def box(paragraph):
    """A line for a line, several lines for more."""
    is_short = len(paragraph.original) < ONE_LINE and "\n" not in paragraph.original
    is_heading = paragraph.key.endswith(("heading", "subject", "greeting", "date"))
    widget = forms.TextInput if is_short and is_heading else forms.Textarea
    hints = {"anything-else": "Here you can add something of your own."}
    field = LongTextField(
        label=paragraph.label,
        required=False,
        max_length=60_000,
        initial=paragraph.text,
        widget=widget,
        validators=[refuse_pictures],
        help_text=hints.get(
            paragraph.key, "One on each line." if paragraph.is_list else ""
        ),
    )
    rows = sum(1 + len(line) // 70 for line in paragraph.text.split("\n"))
    field.widget.attrs |= {"rows": min(max(rows, 2), 12), "class": "short"}
    return field


class CopyForm(forms.Form):
    """The letter's text in a box, to be selected and pasted somewhere else."""

    text = forms.CharField(
        label="The letter as plain text",
        widget=forms.Textarea(attrs={"readonly": True, "rows": 10, "data-copy": ""}),
        help_text="Select it all, copy it, and paste it into the site's own form.",
    )
