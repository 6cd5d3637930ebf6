"""Whether a line is open now, told only where its hours say so without a guess.

Hours are words of the directory: "weekdays 9:00-17:00". They are read by the clock of
the line (see zones.py), and told by that of the person too where we know it. A clock
that we do not know, hours that nobody confirmed, or anything else than days and times:
then we do not know.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.places import place_name
from directory.zones import zone_and_hours, zone_of

ALWAYS = "24/7"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GROUPS = {"weekdays": range(5), "daily": range(7), "every day": range(7)}
DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
SPAN = re.compile(
    rf"(?P<days>{'|'.join(GROUPS)}|(?P<first>{DAY})(?:-(?P<last>{DAY}))?) "
    r"(?P<start>\d\d?:\d\d)-(?P<end>\d\d?:\d\d)"
)
OPEN = gettext_lazy(
    "Open now, by these hours. It is %(clock)s there. On a holiday it may differ."
)
CLOSED = gettext_lazy(
    "Closed now, by these hours. It is %(clock)s there. On a holiday it may differ."
)
OPEN_HERE = gettext_lazy("On your clock (%(place)s) it stays open until %(clock)s.")
CLOSED_HERE = gettext_lazy(
    "On your clock (%(place)s) it opens on %(day)s at %(clock)s."
)
# Says so itself, or is a page, which is always there.
NO_HOURS = re.compile(r"not confirmed|web|online|site|e?mail")


@dataclass(frozen=True)
class Openness:
    """Open, closed (both false: we do not know), and how to say it."""

    open: bool = False
    closed: bool = False
    words: str = ""
    please_check: bool = False  # the hours may mean that it is closed now


def openness(line, now, place=""):
    """Whether the line is open at this moment, as far as its hours tell. `place` is
    where the person is: a country or a part of it.
    """
    zone, hours = zone_and_hours(line)
    if hours == ALWAYS:
        return Openness(open=True, words=_("Open now, day and night."))
    spans = spans_of(hours)
    if not spans or not zone:
        return Openness(please_check=bool(hours) and not NO_HOURS.search(hours))
    there = now.astimezone(ZoneInfo(zone))
    start, end = next_opening(spans, there)
    is_open = start <= there
    words = [
        (OPEN if is_open else CLOSED) % {"clock": f"{there:%H:%M}"},
        words_here(place, end if is_open else start, is_open),
    ]
    return Openness(is_open, not is_open, " ".join(filter(None, words)))


def words_here(place, change, is_open):
    """When it closes or opens by the person's clock; "" if that is the same clock."""
    if not (zone := zone_of(place)):
        return ""
    here = change.astimezone(ZoneInfo(zone))
    if here.utcoffset() == change.utcoffset():
        return ""
    return (OPEN_HERE if is_open else CLOSED_HERE) % {
        "place": place_name(place),
        "day": date_format(here, "l"),
        "clock": f"{here:%H:%M}",
    }


def spans_of(hours):
    """[(days, start, end)], or none at all if any part of it is something else."""
    parts = [SPAN.fullmatch(part.strip()) for part in hours.split(",")]
    try:
        return [span(part) for part in parts] if all(parts) else []
    except ValueError:  # 25:00
        return []


def span(part):
    return days_of(part), clock_time(part["start"]), clock_time(part["end"])


def days_of(part):
    if part["days"] in GROUPS:
        return set(GROUPS[part["days"]])
    first = DAYS.index(part["first"][:3])
    last = DAYS.index((part["last"] or part["first"])[:3])
    return {day % 7 for day in range(first, last + 1 + 7 * (last < first))}


def clock_time(text):
    return datetime.strptime(text, "%H:%M").time()


def next_opening(spans, there):
    """(start, end) of the opening that is now or comes next, on the line's clock."""
    return min(each for each in openings(spans, there) if there < each[1])


def openings(spans, there):
    """From yesterday on for a week. An end before the start is in the night after."""
    for ahead in range(-1, 8):
        date = there.date() + timedelta(ahead)
        for days, start, end in spans:
            if date.weekday() in days:
                last = date + timedelta(end <= start)
                yield (
                    datetime.combine(date, start, there.tzinfo),
                    datetime.combine(last, end, there.tzinfo),
                )
