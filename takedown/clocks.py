"""How long a law gives whoever got a letter, and when that time is over.

Hours are counted by the clock that never jumps: 48 hours are 48 hours across a change
to summer time. Months are those of the calendar, where the letter was sent.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SATURDAY = 5


@dataclass(frozen=True)
class Clock:
    """From receipt: hours or calendar months."""

    law: str  # as cited on the page
    hours: int = 0
    months: int = 0

    def due(self, received):
        """When the time is over: aware, in the zone of `received`."""
        if self.hours:
            end = received.astimezone(UTC) + timedelta(hours=self.hours)
            return end.astimezone(received.tzinfo)
        return months_later(received, self.months)

    @property
    def words(self):
        if self.hours:
            words = ngettext("%(count)d hour", "%(count)d hours", self.hours)
            return words % {"count": self.hours}
        if self.months == 1:
            return _("one month")
        return _("%(count)d months") % {"count": self.months}


def months_later(moment, months):
    """The end of the same day of a later month, or of its last day where that is
    missing; of the next Monday, where that is a Saturday or a Sunday.

    So Regulation (EEC, Euratom) No 1182/71, art. 3(2)(c) and (4), counts months in EU
    law. Holidays are not known here: they can only make it later.
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    last = moment.replace(year=year, month=month + 1, day=day, hour=23, minute=59)
    is_weekend = last.weekday() >= SATURDAY
    return last + timedelta(days=7 - last.weekday() if is_weekend else 0)
