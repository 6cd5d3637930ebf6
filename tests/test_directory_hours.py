"""Open now: said only where the hours say so without a guess."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.hours import openness, spans_of
from directory.models import Helpline
from directory.places import NAMES
from directory.zones import ZONES, zone_of


def at(day, clock):
    """A moment of the week that began on Monday, November 23, 2026, in UTC."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23 + day, hour, minute, tzinfo=UTC)


def told(hours, moment, country="GB", region=""):
    line = Helpline(hours=hours, country=country, region=region)
    found = openness(line, moment)
    return {(True, False): "open", (False, True): "closed"}.get(
        (found.open, found.closed)
    )


@pytest.mark.parametrize(
    ("hours", "day", "clock", "is_now"),
    [
        ("weekdays 9:00-17:00", 0, "09:00", "open"),
        ("weekdays 9:00-17:00", 4, "16:59", "open"),
        ("weekdays 9:00-17:00", 4, "17:00", "closed"),
        ("weekdays 9:00-17:00", 5, "10:00", "closed"),
        ("Monday-Friday 10:00-16:00", 2, "12:00", "open"),
        ("every day 9:00-23:00", 6, "22:00", "open"),
        ("daily 7:00-22:00", 6, "06:59", "closed"),
        ("Mon-Thu 8:00-20:00, Fri 8:00-15:00", 4, "14:00", "open"),
        ("Mon-Thu 8:00-20:00, Fri 8:00-15:00", 4, "16:00", "closed"),
        ("Sat-Mon 8:00-20:00", 6, "12:00", "open"),
        ("Sat-Mon 8:00-20:00", 1, "12:00", "closed"),
        ("daily 20:00-0:00", 0, "23:30", "open"),
        ("Fri 20:00-4:00", 5, "03:00", "open"),
        ("Fri 20:00-4:00", 4, "03:00", "closed"),
        ("24/7", 3, "03:00", "open"),
    ],
)
def test_hours_that_are_clear_tell_whether_it_is_open(hours, day, clock, is_now):
    assert told(hours, at(day, clock)) == is_now


@pytest.mark.parametrize(
    "hours",
    [
        "",
        "weekdays",
        "office hours",
        "24/7 (not confirmed)",
        "24/7 (reported)",
        "weekdays 9:00-17:00 (not confirmed)",
        "09:00 to 05:00",
        "weekdays 9:00-17:00; chat 24/7",
        "weekdays 9:00-25:00",
        "weekdays 9-17",
        "fridge 9:00-17:00, ",
        "9:00-17:00",
    ],
)
def test_hours_that_leave_a_doubt_tell_nothing(hours):
    assert told(hours, at(2, "12:00")) is None


def test_a_country_of_several_clocks_tells_nothing_but_day_and_night():
    assert told("weekdays 9:00-17:00", at(2, "18:00"), "US") is None
    assert told("24/7", at(2, "18:00"), "US") == "open"


def test_the_clock_is_the_line_s_own_and_is_told():
    line = Helpline(hours="weekdays 9:00-17:00", country="IN")
    found = openness(line, at(2, "04:00"))
    assert found.open
    assert "It is 09:30 there." in found.words
    assert openness(line, at(2, "12:00")).closed


def test_summer_time_is_known():
    line = Helpline(hours="weekdays 9:00-17:00", country="GB")
    assert openness(line, datetime(2026, 7, 1, 8, 30, tzinfo=UTC)).open
    assert openness(line, datetime(2026, 12, 1, 8, 30, tzinfo=UTC)).closed


@pytest.mark.parametrize(
    ("hours", "is_said"),
    [
        ("evenings", True),
        ("", False),
        ("web tool", False),
        ("daily (not confirmed)", 0),
    ],
)
def test_to_check_is_said_where_it_helps(hours, is_said):
    found = openness(Helpline(hours=hours, country="GB"), at(2, "12:00"))
    assert found.please_check is bool(is_said)


def test_the_hours_of_the_release_are_read_as_meant(db, directory):
    clear = {
        line.hours for line in Helpline.objects.all() if spans_of(line.hours.lower())
    }
    assert "Mon-Thu 8:00-20:00, Fri 8:00-15:00" in clear
    assert [hours for hours in clear if "confirmed" in hours or ";" in hours] == []


def test_the_places_are_ours_and_have_a_clock():
    assert set(ZONES) <= set(NAMES)
    assert [ZoneInfo(zone) for zone in ZONES.values()]


# Whose clock


@pytest.mark.parametrize(
    ("country", "hour"), [("PT", "09:30"), ("ES", "08:30"), ("NZ", "20:30")]
)
def test_a_country_with_islands_goes_by_its_mainland(country, hour):
    line = Helpline(hours="daily 9:00-9:45", country=country)
    found = openness(line, at(2, hour))
    assert found.open
    assert "It is 09:30 there." in found.words


def test_the_part_of_a_country_tells_the_clock_if_it_has_one():
    noon = at(2, "17:30")  # in New York
    assert told("weekdays 9:00-17:00", noon, "US", "US-NY") == "open"
    assert told("weekdays 9:00-12:00", noon, "US", "US-NY") == "closed"
    assert told("weekdays 9:00-17:00", at(2, "18:30"), "US", "US-CA") == "open"
    assert told("weekdays 9:00-17:00", noon, "CA", "CA-NS") == "open"
    for place in ("US-TX", "US-FL", "CA-BC", "CA-ON", "AU-NSW"):
        assert zone_of(place) == ""
        assert told("weekdays 9:00-17:00", noon, place[:2], place) is None


@pytest.mark.parametrize(
    ("hours", "country", "clock"),
    [
        ("weekdays 9:00-17:00 Pacific", "US", "09:30"),
        ("weekdays 9:00-17:00 Pacific time", "CA", "09:30"),
        ("Mon-Thu 8:00-20:00, Fri 8:00-15:00 ET", "US", "12:30"),
        ("weekdays 14:00-18:00 Brasília", "BR", "14:30"),
    ],
)
def test_hours_that_name_their_clock_are_told_by_it(hours, country, clock):
    found = openness(Helpline(hours=hours, country=country), at(2, "17:30"))
    assert found.open
    assert f"It is {clock} there." in found.words


@pytest.mark.parametrize(
    ("hours", "country"),
    [
        ("weekdays 9:00-17:00 Pacific (not confirmed)", "US"),
        ("weekdays 9:00-17:00 Somewhere", "US"),
        ("weekdays 9:00-17:00 Pacific", "BR"),
        ("weekdays 9:00-17:00 Pacific", "GB"),
    ],
)
def test_a_clock_that_we_do_not_know_is_not_guessed(hours, country):
    assert told(hours, at(2, "17:30"), country) is None


def test_who_has_another_clock_is_told_by_theirs_too():
    line = Helpline(hours="weekdays 10:00-18:00 Pacific", country="US")
    found = openness(line, at(2, "20:00"), "US-NY")
    assert found.words.endswith("On your clock (New York) it stays open until 21:00.")
    found = openness(line, at(5, "03:00"), "NZ")  # Friday evening there
    assert found.closed
    assert found.words.endswith(
        "On your clock (New Zealand) it opens on Tuesday at 07:00."
    )


@pytest.mark.parametrize("place", ["", "US", "US-TX", "US-CA", "ZZ", "INT"])
def test_the_same_clock_or_none_adds_nothing(place):
    line = Helpline(hours="weekdays 10:00-18:00 Pacific", country="US")
    assert "your clock" not in openness(line, at(2, "20:00"), place).words
