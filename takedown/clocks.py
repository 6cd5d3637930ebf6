"""How long a law gives whoever got a letter, and when that time is over.

Hours are counted by the clock that never jumps: 48 hours are 48 hours across a change
to summer time. Months are those of the calendar, where the letter was sent.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, timedelta


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
            return f"{self.hours} hours"
        return "one month" if self.months == 1 else f"{self.months} months"


def months_later(moment, months):
    """The same day of a later month; its last day where that is missing.

    So Regulation (EEC, Euratom) No 1182/71, art. 3(2)(c), counts months in EU law.
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
