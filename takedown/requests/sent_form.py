"""What the person tells of a letter that went out: when, how and to where."""

from dataclasses import asdict

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from evidence.when import date_words
from takedown.letters.fields import Choice, Line, Tick
from takedown.letters.zones import MOMENT, MomentField, ZoneField
from takedown.requests.parts import WAYS, Sent
from takedown.requests.told import Told

NO_TIME = _(
    "Write when that was, the day and the time. If you do not know the hour, write the "
    "latest that it can have been."
)
BEFORE_SENT = _(
    "It cannot reach them before it was sent. Please look at both times again."
)
BEFORE_INCIDENT = _(
    "This is before %(day)s, when it happened as you wrote it down. Please look at the "
    "day again. If it is right all the same, tick this box."
)


class SentForm(Told):
    """When, how and to where. Its exhibits are those of the case."""

    title = _("You sent this letter")
    why = _(
        "Write it down here, and we count the time they have. We keep the letter as it "
        "is now, word for word."
    )
    at = MomentField(
        label=_("When did you send it?"),
        help_text=_(
            "Do you not know the hour? Write the latest that it can have been. "
            "Then nobody can say that you were too early."
        ),
    )
    zone = ZoneField(label=_("In which place is that the time?"))
    how = Choice(label=_("How did you send it?"), choices=list(WAYS.items()))
    sent_to = Line(
        label=_("To which address or page"),
        help_text=_("An e-mail address, a postal address, or the name of the form."),
    )
    reference = Line(
        label=_("The number they gave you"),
        help_text=_("Leave it empty if there is none."),
    )
    received = MomentField(
        label=_("When did it reach them?"),
        help_text=_(
            "Only if you know, for example from a receipt. Else leave it empty."
        ),
    )
    exhibit = forms.ChoiceField(
        label=_("What shows that you sent it"),
        required=False,
        help_text=_(
            "One of the files you added, such as a picture of their “thank you” "
            "page. You can add it later."
        ),
    )
    sure = Tick(label=_("The day is right all the same"))

    def __init__(self, *args, exhibits, earliest="", **kwargs):
        """exhibits: those of the case; earliest: the day on which it happened first, as
        far as it is known, "2026-03-05" or less exact.
        """
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        choices = [(each.id, f"{each.label}: {each.title}") for each in exhibits]
        self.fields["exhibit"].choices = [
            ("", pgettext_lazy("no exhibit", "None")),
            *choices,
        ]
        if not exhibits:
            del self.fields["exhibit"]
        if not self.is_bound:
            del self.fields["sure"]

    def clean(self):
        facts = self.cleaned_data
        if not facts.get("at") and "at" not in self.errors:
            self.add_error("at", NO_TIME)
        self.need_zone("at", "received")
        at, received = self.moment_of("at"), self.moment_of("received")
        if at and received and received < at:
            self.add_error("received", BEFORE_SENT)
        self.ask_if_sure(at)
        self.moments = at, received
        return facts

    def ask_if_sure(self, at):
        if at is None or not is_before(at, self.earliest):
            del self.fields["sure"]
        elif not self.cleaned_data.get("sure"):
            words = date_words(self.earliest)
            self.add_error("sure", BEFORE_INCIDENT % {"day": words})

    def sent(self):
        at, received = self.moments
        facts = self.cleaned_data
        return Sent(
            at.isoformat(),
            facts["zone"],
            received.isoformat() if received else "",
            facts["how"],
            facts["sent_to"],
            facts["reference"],
            facts.get("exhibit", ""),
        )


def is_before(moment, earliest):
    """Whether it lies before this day, month or year."""
    return bool(earliest) and moment.date().isoformat()[: len(earliest)] < earliest


class CorrectForm(SentForm):
    title = _("Correct when or how you sent it")
    why = _("What you wrote before stays in the list below, beside the new one.")

    @classmethod
    def initial_of(cls, sent):
        received = sent.received_moment
        return asdict(sent) | {
            "sent_to": sent.to,
            "at": sent.moment.strftime(MOMENT),
            "received": received.strftime(MOMENT) if received else "",
        }

    def event(self):
        sent = asdict(self.sent())
        facts = self.cleaned_data
        return {
            "what": "corrected",
            "nonce": facts["nonce"],
            "sent": sent,
            "zone": sent["zone"],
        }
