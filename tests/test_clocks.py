"""How long a law gives: across changes of the clock, leap days and short months."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from takedown.clocks import Clock

HOURS = Clock("a law", hours=48)
MONTH = Clock("a law", months=1)


def at(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("received", "zone", "due"),
    [
        ("2026-11-22T15:10", "America/New_York", "2026-11-24T15:10"),
        ("2026-03-07T12:00", "America/New_York", "2026-03-09T13:00"),  # one hour less
        ("2026-10-31T12:00", "America/New_York", "2026-11-02T11:00"),  # one hour more
        ("2026-03-28T12:00", "Europe/Paris", "2026-03-30T13:00"),
        ("2028-02-28T09:00", "UTC", "2028-03-01T09:00"),  # over a leap day
    ],
)
def test_hours_are_hours(received, zone, due):
    assert HOURS.due(at(received, zone)) == at(due, zone)
    assert HOURS.due(at(received, zone)).isoformat()[:16] == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-22T15:10", "2026-12-22T23:59"),
        ("2026-12-05T08:00", "2027-01-05T23:59"),
        ("2028-01-31T08:00", "2028-02-29T23:59"),
        ("2026-01-31T08:00", "2026-03-02T23:59"),  # February 28 is a Saturday
        ("2026-09-24T08:00", "2026-10-26T23:59"),  # and October 24, when clocks go back
        ("2026-10-22T08:00", "2026-11-23T23:59"),  # a Sunday
    ],
)
def test_a_month_ends_with_the_same_day_of_the_next_but_on_no_weekend(received, due):
    assert MONTH.due(at(received, "Europe/Berlin")) == at(due, "Europe/Berlin")


@pytest.mark.parametrize(
    ("clock", "words"),
    [(HOURS, "48 hours"), (MONTH, "one month"), (Clock("", months=3), "3 months")],
)
def test_it_says_how_long(clock, words):
    assert clock.words == words
