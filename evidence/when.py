"""Dates and times as people write them, never made more exact than they are.

They are read in every language of the site at once, whichever is shown.

A date is kept as "2026-03-05", "2026-03" or "2026", so that text order is date order; a
time as "14:30". Everything vaguer stays in the person's own words, in another field.
"""

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Unclear(ValueError):
    """It is not one day or time. Its words tell the person what to do."""


MONTHS = (  # by number, each as it may be written
    *(("january", "enero"), ("february", "febrero"), ("march", "marzo")),
    *(("april", "abril"), ("may", "mayo"), ("june", "junio"), ("july", "julio")),
    *(("august", "agosto"), ("september", "septiembre", "setiembre")),
    *(("october", "octubre"), ("november", "noviembre"), ("december", "diciembre")),
)
# Said on the way to a date, without changing it. "of" and "the": the 5th of March.
IGNORED = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:of|the)\b"
    r"|\b(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\b|\b(?:el|del?)\b"
    r"|(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)\.?[ºo]\b"
)
FIRST = re.compile(r"\bprimero\b")
# Said of a time. 12 at night is said of both ends of it, so that is asked about.
SPOKEN = (
    (re.compile(r"^a las? "), ""),
    (re.compile(r"\bnoon\b|\bmediod[ií]a\b"), "12 pm"),
    (re.compile(r"\bmidnight\b|\bmedianoche\b"), "12 am"),
    (re.compile(r"^(?!12)(.+) de la (?:madrugada|mañana)$"), r"\1 am"),
    (re.compile(r"^(?!12)(.+) de la (?:tarde|noche)$"), r"\1 pm"),
)
LONGEST = 60  # characters; a longer text is a story, not a date
OLDEST = 1900
A_DAY = datetime.timedelta(days=1)

NOT_A_DATE = _(
    "Write a date such as March 5, 2026, or only a month or a year. "
    "If you are not sure, leave this empty and use your own words below."
)
NO_SUCH_DAY = _(
    "This day is not in the calendar. Please look at it again, or leave it empty."
)
WHICH_MONTH = _(
    "This could be two different days. Please write the month as a word, "
    "such as March 5, 2026."
)
SHORT_YEAR = _("Please write the year with four digits, such as 2026.")
NOT_YET = _("This day has not come yet. Please check the year.")
NOT_A_TIME = _(
    "Write a time such as 2:30 pm or 14:30. If you are not sure, leave it empty."
)
WHICH_HALF = _(
    "Was this in the morning or the afternoon? Write 2:30 am, 2:30 pm or 14:30."
)


def read_date(text, today):
    """Read "March 5, 2026", "5.3.2026", "2026-03-05", "March 2026" or "2026".

    Raise Unclear when it cannot be one day, month or year that has come. A day ahead of
    ours is allowed: it may be tomorrow where they are.
    """
    words, numbers = split(text)
    year, *rest = with_month_word(words, numbers) if words else with_numbers(numbers)
    if year < 100:
        raise Unclear(SHORT_YEAR)
    date = existing(year, *rest)
    if date > (today + A_DAY).isoformat()[: len(date)]:
        raise Unclear(NOT_YET)
    return date


def split(text):
    """The words and the numbers of a date; the rest is only there to part them."""
    if len(text) > LONGEST:
        raise Unclear(NOT_A_DATE)
    text = IGNORED.sub(" ", FIRST.sub("1", text.lower()))
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    return re.findall(r"[^\W\d_]+", text), numbers


def with_month_word(words, numbers):
    """Year, month and, if there is one, day."""
    if len(words) != 1 or len(numbers) not in (1, 2):
        raise Unclear(NOT_A_DATE)
    month = month_named(words[0])
    day, year = sorted(numbers) if len(numbers) == 2 else (None, numbers[0])
    return (year, month, day) if day is not None else (year, month)


def month_named(word):
    for number, names in enumerate(MONTHS, start=1):
        if len(word) >= 3 and any(name.startswith(word) for name in names):
            return number
    raise Unclear(NOT_A_DATE)


def with_numbers(numbers):
    """Year, then month and day as far as they are given."""
    if len(numbers) == 1:
        return numbers
    if len(numbers) == 2:
        return sorted(numbers, reverse=True)
    if len(numbers) != 3:
        raise Unclear(NOT_A_DATE)
    if numbers[0] >= OLDEST:
        return numbers
    return numbers[2], *day_and_month(*numbers[:2])


def day_and_month(first, second):
    """Month and day of 24/11 or 11/24. 3/5 is two days, depending on the country."""
    if first > 12:
        return second, first
    if second > 12 or first == second:
        return first, second
    raise Unclear(WHICH_MONTH)


def existing(year, month=None, day=None):
    """The date in its kept form, if the calendar has it."""
    try:
        date = datetime.date(year, month or 1, day if day is not None else 1)
    except (ValueError, OverflowError):
        date = None
    if date is None or year < OLDEST or month == 0:
        raise Unclear(NO_SUCH_DAY)
    return date.isoformat()[: 10 if day is not None else 7 if month is not None else 4]


def read_time(text):
    """Read "2:30 pm", "2 pm", "14:30", "noon". Raise Unclear."""
    text = text.strip().lower()
    for pattern, plain in SPOKEN:
        text = pattern.sub(plain, text)
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?\s?m\.?)?", text)
    if not found:
        raise Unclear(NOT_A_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > (12 if half else 23) or (half and not hour):
        raise Unclear(NOT_A_TIME)
    if not half and 0 < hour < 12 and not found[1].startswith("0"):
        raise Unclear(WHICH_HALF)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}"


def date_words(date):
    """ "March 5, 2026", "March 2026" or "2026", in the language that is shown."""
    if "-" not in date:
        return date
    year, month, *day = map(int, date.split("-"))
    form = "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT"
    return date_format(datetime.date(year, month, *(day or [1])), form)


def time_words(time):
    """ "2:30 pm" for "14:30"."""
    if not time:
        return ""
    hour, minute = time.split(":")
    half = _("%(time)s pm") if int(hour) >= 12 else _("%(time)s am")
    return half % {"time": f"{int(hour) % 12 or 12}:{minute}"}
