"""What the person tells of what came of it: an answer, what is still up, what is back.

Nothing here opens a link: only the person looks.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.when import Unclear, read_date
from takedown.letters.fields import Choice, Line, Lines, Words
from takedown.letters.zones import MOMENT, MomentField, ZoneField
from takedown.requests.parts import ANSWERS, STATUSES
from takedown.requests.told import Told

FEW_LINKS = 10  # as many as get a row of buttons each; more get a short list
NO_ANSWER = _("Choose what they answered. “Something else” is fine too.")
NONE_SEEN = _("Choose an answer for one link or more. “Not sure” is a good answer too.")
BACK_TOO_SOON = _(
    "It cannot be back before it was gone. Please look at both days again."
)
BEFORE_SENT = _(
    "This is before you sent the letter: %(moment)s. Please look at it again, or leave "
    "it empty."
)
NOTHING_TOLD = _("Write the day when you saw it again. A month or a year is fine too.")


class EventForm(Told):
    """Something that happened after it was sent, and when."""

    what = ""
    needs_time = False
    at = MomentField(label=_("When was that?"), help_text=_("It may stay empty."))
    zone = ZoneField(label=_("In which place is that the time?"))

    def __init__(self, *args, request, **kwargs):
        """request: the Request that it is about."""
        super().__init__(*args, **kwargs)
        self.request = request
        zone = request.sent.zone
        now = datetime.now(ZoneInfo(zone)).strftime(MOMENT)
        self.initial = {"zone": zone, "at": now} | self.initial

    def clean(self):
        self.need_zone("at")
        self.moment = self.moment_of("at")
        if self.moment and self.moment < self.request.sent.moment:
            sent = {"moment": self.request.sent_words}
            self.add_error("at", BEFORE_SENT % sent)
        return self.cleaned_data

    def event(self):
        """What is kept of it."""
        zone = self.cleaned_data.get("zone") or self.request.sent.zone
        return {
            "what": self.what,
            "nonce": self.cleaned_data["nonce"],
            "at": self.moment.isoformat() if self.moment else "",
            "zone": zone,
        } | self.told()

    def told(self):
        return {}


class AnswerForm(EventForm):
    what = "answered"
    title = _("What they answered")
    why = _(
        "Paste their answer, so that it is kept with its date. If they do not answer, "
        "you can write that down too."
    )
    status = Choice(
        label=_("What did they say?"),
        choices=[
            *((code, STATUSES[code]) for code in ANSWERS),
            ("message", _("Something else")),
        ],
    )
    answer = Words(
        label=_("Their answer, word for word"),
        help_text=_("Copy it from the e-mail or the page. Leave out any picture."),
        max_length=60_000,
    )
    reference = Line(
        label=_("The number they gave you"),
        help_text=_("Leave it empty if there is none."),
    )
    field_order = ["status", "answer", "reference", "at", "zone"]

    def clean_status(self):
        if not self.cleaned_data["status"]:
            raise forms.ValidationError(NO_ANSWER)
        return self.cleaned_data["status"]

    def told(self):
        facts = self.cleaned_data
        told = {name: facts[name] for name in ("status", "reference")}
        return told | {"words": facts["answer"]}


class CheckForm(EventForm):
    what = "checked"
    title = _("Is it still up?")
    why = _(
        "We never open a link, and we show no picture. Look only if you want to. "
        "Or ask somebody you trust to look."
    )
    copies = Lines(
        label=_("Links to copies you found since"),
        help_text=_("One on each line. Leave it empty if there are none."),
    )
    same = Choice(
        label=_("The same for all of them?"),
        choices=[("yes", _("All are still up")), ("no", _("All are gone"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = [*self.request.links, *self.request.copies] or [""]
        if len(self.places) == 1:
            del self.fields["same"]
        is_few = len(self.places) <= FEW_LINKS
        answers = {f"link-{n}": seen_field(p, is_few) for n, p in self.numbered}
        self.fields = answers | self.fields
        self.order_fields(["nonce", "same", *answers, "copies", "at", "zone"])

    @property
    def numbered(self):
        return enumerate(self.places)

    def clean(self):
        facts = super().clean()
        same = facts.get("same", "")
        self.seen = {
            place: facts.get(f"link-{n}") or same for n, place in self.numbered
        }
        self.seen = {place: answer for place, answer in self.seen.items() if answer}
        if not self.seen and not facts.get("copies"):
            self.add_error(None, NONE_SEEN)
        return facts

    def told(self):
        return {"seen": self.seen, "copies": self.cleaned_data["copies"]}


def seen_field(place, is_few):
    choices = [("yes", _("Still up")), ("no", _("Gone")), ("unsure", _("Not sure"))]
    label = place or _("What the letter is about")
    if is_few:
        return Choice(label=label, choices=choices)
    blank = [("", _("Not looked at")), *choices]
    return Choice(label=label, choices=blank, widget=forms.Select)


class BackForm(EventForm):
    what = "back"
    title = _("It is back")
    why = _(
        "This is not your doing, and it happens. Both days are kept, so that you can "
        "show it. The request is open again."
    )
    gone = Line(
        label=_("The day it was gone"),
        help_text=_("As well as you know. A month or a year is fine too."),
    )
    back = Line(label=_("The day you saw it again"))
    links = Lines(
        label=_("Where it is now"),
        help_text=_("One link on each line. We never open them."),
    )
    more = Words(label=_("Anything else about it"), max_length=2_000)
    at = zone = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("links", self.request.links)
        self.fields["more"].widget.attrs["rows"] = 3

    def clean_gone(self):
        return self.day("gone")

    def clean_back(self):
        if not self.cleaned_data["back"]:
            raise forms.ValidationError(NOTHING_TOLD)
        return self.day("back")

    def day(self, name):
        text = self.cleaned_data[name]
        try:
            return text and read_date(text, datetime.now(UTC).date())
        except Unclear as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        self.moment = None
        gone, back = (self.cleaned_data.get(name) or "" for name in ("gone", "back"))
        length = min(len(gone), len(back))
        if length and back[:length] < gone[:length]:
            self.add_error("back", BACK_TOO_SOON)
        return self.cleaned_data

    def told(self):
        facts = self.cleaned_data
        told = {name: facts[name] for name in ("gone", "back", "links")}
        return told | {"words": facts["more"]}


class CloseForm(EventForm):
    """Close it, or open it again."""

    what = "closed"
    title = _("Close this request")
    why = _(
        "It goes to the end of your list, and no time is counted any more. Nothing is "
        "deleted. You can open it again at any time."
    )
    button = _("Close it")
    at = zone = None

    def clean(self):
        self.moment = None
        return self.cleaned_data


class OpenForm(CloseForm):
    what = "opened"
    title = _("Open this request again")
    why = _("It comes back into your list as it was.")
    button = _("Open it again")
