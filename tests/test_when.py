"""Dates and times as people write them: never made more exact, never guessed."""

from datetime import date

import pytest

from evidence import when
from evidence.when import date_words, read_date, read_time, time_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("2026-03-05", "2026-03-05", "March 5, 2026"),
        ("March 5, 2026", "2026-03-05", "March 5, 2026"),
        ("5 March 2026", "2026-03-05", "March 5, 2026"),
        ("5 mar 2026", "2026-03-05", "March 5, 2026"),
        ("the 5th of March 2026", "2026-03-05", "March 5, 2026"),
        ("Thursday, March 5th, 2026", "2026-03-05", "March 5, 2026"),
        ("Sept 1 2025", "2025-09-01", "September 1, 2025"),
        ("24/11/2025", "2025-11-24", "November 24, 2025"),
        ("11/24/2025", "2025-11-24", "November 24, 2025"),
        ("24.11.2025", "2025-11-24", "November 24, 2025"),
        ("3/3/2026", "2026-03-03", "March 3, 2026"),
        ("2026/3/5", "2026-03-05", "March 5, 2026"),
        (
            "\u0662\u0660\u0662\u0666-\u0660\u0663-\u0660\u0665",
            "2026-03-05",
            "March 5, 2026",
        ),
        ("March 2026", "2026-03", "March 2026"),
        ("3/2026", "2026-03", "March 2026"),
        ("2026-03", "2026-03", "March 2026"),
        ("2025", "2025", "2025"),
        ("29 February 2024", "2024-02-29", "February 29, 2024"),
        ("November 23, 2026", "2026-11-23", "November 23, 2026"),  # tomorrow, elsewhere
        ("November 2026", "2026-11", "November 2026"),
    ],
)
def test_dates_are_read_as_written(text, kept, shown):
    assert read_date(text, TODAY) == kept
    assert date_words(kept) == shown
    assert read_date(shown, TODAY) == kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-02-30", when.NO_SUCH_DAY),
        ("February 30, 2026", when.NO_SUCH_DAY),
        ("29 February 2026", when.NO_SUCH_DAY),
        ("31/2/2026", when.NO_SUCH_DAY),
        ("0 March 2026", when.NO_SUCH_DAY),
        ("2026-00", when.NO_SUCH_DAY),
        ("2026-13", when.NO_SUCH_DAY),
        ("13/2026", when.NO_SUCH_DAY),
        ("March 5, 1066", when.NO_SUCH_DAY),
        ("99999999999", when.NO_SUCH_DAY),
        ("3/5/2026", when.WHICH_MONTH),
        ("March 5", when.SHORT_YEAR),
        ("24/11/25", when.SHORT_YEAR),
        ("March 5, 2062", when.NOT_YET),
        ("December 2026", when.NOT_YET),
        ("2027", when.NOT_YET),
        ("around March 5, 2026", when.NOT_A_DATE),
        ("last summer", when.NOT_A_DATE),
        ("ma 2026", when.NOT_A_DATE),
        ("March 5, 2026, 14:30", when.NOT_A_DATE),
        ("2026-03-05T14:30:00", when.NOT_A_DATE),
        ("??", when.NOT_A_DATE),
        ("=cmd()", when.NOT_A_DATE),
        ("2026" * 50_000, when.NOT_A_DATE),
    ],
)
def test_what_is_not_one_day_is_asked_about(text, sentence):
    with pytest.raises(when.Unclear) as refused:
        read_date(text, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("14:30", "14:30", "2:30 pm"),
        ("2:30 pm", "14:30", "2:30 pm"),
        ("2.30PM", "14:30", "2:30 pm"),
        ("2:30 p.m.", "14:30", "2:30 pm"),
        ("2 am", "02:00", "2:00 am"),
        ("02:30", "02:30", "2:30 am"),
        ("0:05", "00:05", "12:05 am"),
        ("12:05", "12:05", "12:05 pm"),
        ("12 am", "00:00", "12:00 am"),
        ("noon", "12:00", "12:00 pm"),
        ("midnight", "00:00", "12:00 am"),
        ("23", "23:00", "11:00 pm"),
    ],
)
def test_times_are_read_as_written(text, kept, shown):
    assert read_time(text) == kept
    assert time_words(kept) == shown
    assert read_time(shown) == kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2:30", when.WHICH_HALF),
        ("7", when.WHICH_HALF),
        ("25:00", when.NOT_A_TIME),
        ("14:61", when.NOT_A_TIME),
        ("14:30 pm", when.NOT_A_TIME),
        ("0:30 am", when.NOT_A_TIME),
        ("evening", when.NOT_A_TIME),
        ("2:3", when.NOT_A_TIME),
    ],
)
def test_what_is_not_one_time_is_asked_about(text, sentence):
    with pytest.raises(when.Unclear) as refused:
        read_time(text)
    assert str(refused.value) == sentence


def test_no_time_is_no_words():
    assert time_words("") == ""
