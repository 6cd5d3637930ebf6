"""The forms of what happened. Anything may be left empty; nothing typed is refused
without a sentence that says what to do.
"""

import re
import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.incidents import Incident, looked_up
from evidence.links import NotLinks, read_links
from evidence.when import Unclear, date_words, read_date, read_time, time_words
from helpcenter.forms import LongTextField, TextField, clean_text

NOTHING = _(
    "There is nothing to save yet. One word, a date or a link is enough. "
    "All the other boxes can stay empty."
)
LOWER = ("links", "place", "who", "witnesses", "demanded", "told", "effect")
HIDDEN = ("rev", "tab", "draft")
TAB = re.compile(r"[0-9a-f]{16}")
ID = re.compile(r"[0-9a-f]{32}")


class LinksField(LongTextField):
    """One link a line. Cleans to (links, words that stood around them)."""

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_links(text)
        except NotLinks as error:
            raise forms.ValidationError(error.sentences) from None


class IncidentForm(forms.Form):
    """One incident, on one page. What was typed stays in the boxes whatever happens."""

    happened = LongTextField(
        label=_("What happened"),
        required=False,
        help_text=_(
            "In your own words, as long or short as you like. Keep the exact "
            "words of threats or messages if you can."
        ),
    )
    date = TextField(
        label=_("Date"),
        required=False,
        help_text=_("For example March 5, 2026. Only the month or the year is fine."),
    )
    when = TextField(
        label=_("When, in your own words"),
        required=False,
        help_text=_(
            "If you do not know the day, do not guess. "
            "“Last summer” or “the week after we moved” is fine."
        ),
    )
    links = LinksField(
        label=_("Links"),
        required=False,
        help_text=_("One on each line. We never open them."),
    )
    place = LongTextField(
        label=_("Where, in your own words"),
        required=False,
        help_text=_("If there is no link, such as a private message or a group."),
    )
    account = TextField(
        label=_("Account or name used there"),
        required=False,
        help_text=_(
            "Copy it exactly, with its profile link or number if there is one."
        ),
    )
    who = LongTextField(
        label=_("Who did it, and how you know"),
        required=False,
        help_text=_(
            "A name, a phone number, something only they knew. "
            "“I do not know” is fine too."
        ),
    )
    witnesses = LongTextField(
        label=_("Who else saw it"),
        required=False,
        help_text=_("People who saw it, told you about it, or were sent it."),
    )
    demanded = LongTextField(
        label=_("What was asked for, or paid"),
        required=False,
        help_text=_(
            "Money, pictures, going back, staying quiet. If you paid: how much, "
            "when, how, and to which account or number."
        ),
    )
    told = LongTextField(
        label=_("Who you told"),
        required=False,
        help_text=_("Police, the site, a school or job. Add report or ticket numbers."),
    )
    effect = LongTextField(
        label=_("What it did to you"),
        required=False,
        help_text=_(
            "Sleep, work, school, family, money. Some courts and forms ask this. "
            "Leave it for another day if you like."
        ),
    )
    time = TextField(
        label=_("Time"),
        required=False,
        help_text=_("For example 2:30 pm or 14:30."),
    )
    zone = TextField(
        label=_("Time zone"),
        required=False,
        help_text=_("If it matters: the place whose time it was, such as New York."),
    )
    platform = TextField(
        label=_("App or site"),
        required=False,
        help_text=_(
            "Leave it empty if you pasted a link. We can often tell from that."
        ),
    )
    label = TextField(
        label=_("Short name for the picture or video"),
        required=False,
        help_text=_("“Picture 1” is enough. You do not need to say what it shows."),
    )
    worst = forms.MultipleChoiceField(
        label=_("For the short list"),
        required=False,
        choices=[("yes", _("This is among the worst for me"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Police and helpers often ask for the worst ones first."),
    )
    # Read leniently by the properties below: a wrong one must never cost the text.
    rev = forms.CharField(required=False, widget=forms.HiddenInput)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        for name in LOWER:
            self.fields[name].widget.attrs["rows"] = 3

    @classmethod
    def opened(cls, incident=None, draft=None, **kwargs):
        """A form to type in: empty, with an incident, or with a draft put back."""
        typed = draft.typed if draft else typed_of(incident) if incident else {}
        revision = draft.revision if draft else incident.revision if incident else 0
        hidden = {"rev": revision, "tab": new_tab(), "draft": draft.id if draft else ""}
        return cls(initial=typed | hidden, **kwargs)

    # --- What is hidden in the page

    @property
    def revision(self):
        """The revision that was read; -1, which is never current, if unreadable."""
        text = str(self["rev"].value() or 0)
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1

    @property
    def tab_id(self):
        text = self["tab"].value() or ""
        return text if TAB.fullmatch(text) else new_tab()

    @property
    def replaces(self):
        text = self["draft"].value() or ""
        return text if ID.fullmatch(text) else ""

    # --- What was typed

    def typed(self):
        """Each box as it was typed, for a draft and for showing it again."""
        typed = {name: clean_text(self[name].value() or "") for name in TEXT_BOXES}
        return typed | {
            "worst": ["yes"] if "yes" in (self["worst"].value() or []) else []
        }

    def tidied(self):
        """What was typed, written as we would write it: to compare two versions."""
        return typed_of(self.incident()) if self.is_valid() else self.typed()

    def is_empty(self):
        """Whether every box is; a tick alone says nothing."""
        typed = self.typed()
        return not any(typed[name].strip() for name in TEXT_BOXES)

    def clean_date(self):
        return self.read("date", read_date, self.today)

    def clean_time(self):
        return self.read("time", read_time)

    def read(self, name, reader, *arguments):
        text = self.cleaned_data[name]
        try:
            return text and reader(text, *arguments)
        except Unclear as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        if not self.errors and self.is_empty():
            raise forms.ValidationError(NOTHING)
        links, words = self.cleaned_data.get("links", ([], []))
        place = self.cleaned_data.get("place", "")
        new = [line for line in words if line not in place]
        self.cleaned_data["links"] = links
        self.cleaned_data["place"] = "\n".join(filter(None, [place, *new]))
        return self.cleaned_data

    def incident(self):
        """What a valid form says, with the platforms looked up."""
        texts = {
            name: self.cleaned_data[name] for name in TEXT_BOXES if name != "links"
        }
        incident = Incident(**texts, worst=bool(self.cleaned_data["worst"]))
        return looked_up(incident, self.cleaned_data["links"])

    # --- How it is shown: one page, in groups; the later ones are folded when empty

    def groups(self):
        for title, is_folded, names in GROUPS:
            boxes = [self[name] for name in names]
            yield {
                "title": title,
                "is_folded": is_folded,
                "is_used": any(box.errors or box.value() for box in boxes),
                "boxes": boxes,
            }


BOXES = [name for name in IncidentForm.base_fields if name not in HIDDEN]
TEXT_BOXES = [name for name in BOXES if name != "worst"]
GROUPS = (  # title, whether it is folded while it is empty, boxes
    ("", False, ("happened",)),
    (_("When"), False, ("date", "when")),
    (_("Where"), False, ("links", "place", "account")),
    (_("Who did it"), True, ("who", "witnesses")),
    (_("What came of it"), True, ("demanded", "told", "effect")),
    (_("Smaller things"), True, ("time", "zone", "platform", "label")),
    ("", False, ("worst",)),
)


def new_tab():
    """A name for one open form, so that two tabs never write over each other."""
    return secrets.token_hex(8)


def typed_of(incident):
    """The boxes as they would be typed to say the same."""
    texts = {name: getattr(incident, name) for name in TEXT_BOXES if name != "links"}
    return texts | {
        "date": date_words(incident.date),
        "time": time_words(incident.time),
        "links": "\n".join(incident.links),
        "worst": ["yes"] if incident.worst else [],
    }


def in_a_line(incident):
    """Enough of an incident to know it by."""
    what = incident.happened or incident.label or incident.platform_name
    when = incident.when_words() or _("No date")
    return f"{incident.number}. {when}: {what}"[:90]
