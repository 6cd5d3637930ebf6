"""The parts of a request: when and how it was sent, when a time ends, what came later.

Every moment is kept with its place, so that it is told in the person's own time.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from evidence.when import date_words
from helpcenter.formats import moment_words
from takedown.clocks import Clock
from takedown.letters.zones import read_again

STATUSES = {
    "sent": _("Sent, no answer yet"),
    "acknowledged": _("They confirmed it"),
    "removed": _("Taken down"),
    "partly": _("Taken down in part"),
    "refused": _("They said no"),
    "no-answer": _("They do not answer"),
    "denied": _("They say it is gone, but it is up"),
    "reposted": _("It is back"),
    "closed": pgettext_lazy("request", "Closed"),
}
# Something is still owed: a no, or a day without it, ends no time that a law gives.
WAITING = {
    *("sent", "acknowledged", "partly", "no-answer", "denied"),
    *("refused", "reposted"),
}
ANSWERS = ("acknowledged", "removed", "partly", "refused", "no-answer")
WAYS = {  # how it was sent
    "form": _("On their own form or page"),
    "app": _("In the app"),
    "email": _("By e-mail"),
    "post": _("By post"),
    "hand": _("Handed over"),
    "other": _("Another way"),
}
UP = {"yes": _("still up"), "no": _("gone"), "unsure": _("not sure")}


@dataclass(frozen=True)
class Sent:
    """When, how and to where it was sent."""

    at: str  # ISO 8601 with offset
    zone: str  # "America/New_York"
    received: str = ""  # the same; "" if nobody knows
    how: str = ""
    to: str = ""
    reference: str = ""
    exhibit: str = ""  # the id of the exhibit that shows it was sent

    @property
    def moment(self):
        return read_again(self.at, self.zone)

    @property
    def received_moment(self):
        return read_again(self.received, self.zone) if self.received else None

    @property
    def begins(self):
        """When a clock begins: as it reached them. What went by post arrives later, and
        nobody knows when; all else is there at once. None where it is not known.
        """
        if self.received:
            return self.received_moment
        return None if self.how == "post" else self.moment

    @property
    def how_words(self):
        return WAYS.get(self.how, "")


@dataclass(frozen=True)
class Due:
    """The end of a time that a law gives."""

    clock: Clock
    at: datetime

    def is_over(self, now):
        return now >= self.at

    @property
    def words(self):
        return moment_words(self.at)


@dataclass(frozen=True)
class Event:
    """Something that happened after it was sent, in the order it was written down."""

    value: dict
    zone: str

    @property
    def what(self):
        return self.value["what"]

    @property
    def at(self):
        """When it happened; None if nobody said."""
        text = self.value.get("at")
        return read_again(text, self.zone) if text else None

    @property
    def at_words(self):
        return moment_words(self.at) if self.at else ""

    @property
    def noted_at(self):
        """When it was written down, in the same place."""
        return read_again(self.value["noted"], self.zone)

    @property
    def words(self):
        return self.value.get("words", "")

    @property
    def reference(self):
        return self.value.get("reference", "")

    @property
    def title(self):
        if self.what == "answered":
            return STATUSES.get(self.value["status"], _("They wrote"))
        return TITLES[self.what]

    @property
    def links(self):
        """(link, what was seen there) of a check; (link, "") of where it is back."""
        seen = self.value.get("seen", {})
        return [(link, UP[answer]) for link, answer in seen.items() if answer] + [
            (link, "") for link in self.value.get("links", ())
        ]

    @property
    def days(self):
        """When it was gone and when it was back, as told."""
        gone, back = self.value.get("gone"), self.value.get("back")
        days = [_("Gone: %(day)s") % {"day": date_words(gone)}] if gone else []
        days += [_("Back: %(day)s") % {"day": date_words(back)}] if back else []
        return ". ".join(days)


TITLES = {
    "checked": _("Looked if it is still up"),
    "back": _("It is back"),
    "closed": pgettext_lazy("request", "Closed"),
    "opened": _("Opened again"),
    "corrected": _("When or how it was sent was corrected"),
}
