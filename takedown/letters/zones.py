"""A moment and the place whose clock told it."""

import datetime
import re
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from takedown.letters.fields import NOT_IN_THE_LIST, Line

ZONES = [
    ("America/New_York", _("US Eastern (New York)")),
    ("America/Chicago", _("US Central (Chicago)")),
    ("America/Denver", _("US Mountain (Denver)")),
    ("America/Phoenix", _("Arizona (Phoenix)")),
    ("America/Los_Angeles", _("US Pacific (Los Angeles)")),
    ("America/Anchorage", _("Alaska (Anchorage)")),
    ("Pacific/Honolulu", _("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", _("Puerto Rico")),
    ("Pacific/Guam", _("Guam")),
    ("America/Halifax", _("Canada Atlantic (Halifax)")),
    ("America/Toronto", _("Canada Eastern (Toronto)")),
    ("America/Vancouver", _("Canada Pacific (Vancouver)")),
    ("America/Mexico_City", _("Mexico City")),
    ("America/Bogota", _("Bogota, Lima")),
    ("America/Sao_Paulo", _("Sao Paulo")),
    ("America/Argentina/Buenos_Aires", _("Buenos Aires")),
    ("Europe/London", _("London, Dublin")),
    ("Europe/Paris", _("Paris, Berlin, Rome, Madrid")),
    ("Europe/Athens", _("Athens, Helsinki, Kyiv")),
    ("Europe/Istanbul", _("Istanbul")),
    ("Africa/Lagos", _("Lagos")),
    ("Africa/Cairo", _("Cairo")),
    ("Africa/Johannesburg", _("Johannesburg")),
    ("Africa/Nairobi", _("Nairobi")),
    ("Asia/Dubai", _("Dubai")),
    ("Asia/Karachi", _("Karachi")),
    ("Asia/Kolkata", _("India")),
    ("Asia/Dhaka", _("Dhaka")),
    ("Asia/Bangkok", _("Bangkok, Jakarta, Hanoi")),
    ("Asia/Manila", _("Manila")),
    ("Asia/Shanghai", _("China")),
    ("Asia/Tokyo", _("Tokyo, Seoul")),
    ("Australia/Perth", _("Perth")),
    ("Australia/Sydney", _("Sydney, Melbourne")),
    ("Pacific/Auckland", _("New Zealand")),
    ("UTC", _("UTC")),
]
MOMENT = "%Y-%m-%dT%H:%M"
FORMATS = (MOMENT, "%Y-%m-%d %H:%M", "%B %d, %Y %I:%M %p", "%B %d, %Y, %I:%M %p")
YEARS = range(2000, 2100)
STRANGE_YEAR = _("Please check the year. Write it like this: 2026-11-24 15:10.")
NO_SUCH_HOUR = _(
    "On that day the clocks there jumped ahead, over this hour. "
    "Please look at the time again, or at the place."
)
NO_MOMENT = _(
    "Write the day and the time like this: 2026-11-24 15:10. "
    "If you are not sure, leave it empty."
)


class MomentField(Line):
    """A day and a time on somebody's clock. Cleans to "2026-11-24T15:10"."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def clean(self, value):
        text = super().clean(value)
        return text and read_moment(text)


def read_moment(text):
    text = re.sub(r"(\d:\d\d):\d\d(\.\d+)?$", r"\1", text.strip())
    for format in FORMATS:
        try:
            moment = datetime.datetime.strptime(text, format)
        except ValueError:
            continue
        if moment.year in YEARS:
            return moment.strftime(MOMENT)
        raise forms.ValidationError(STRANGE_YEAR)
    raise forms.ValidationError(NO_MOMENT)


def moment_in(text, zone):
    """The moment that "2026-11-24T15:10" is in this zone, aware.

    An hour that a clock shows twice, in autumn, is the later one: a deadline must never
    be told too early. Raises ValidationError for an hour that it skips, in spring.
    """
    there = ZoneInfo(zone)
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=there, fold=1)
    again = moment.astimezone(datetime.UTC).astimezone(there)
    if again.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise forms.ValidationError(NO_SUCH_HOUR)
    return moment


def read_again(text, zone):
    """An aware moment from what isoformat() wrote, in this zone."""
    return datetime.datetime.fromisoformat(text).astimezone(ZoneInfo(zone))


class ZoneField(forms.ChoiceField):
    def __init__(self, **kwargs):
        choices = [("", _("Choose a place")), *ZONES]
        super().__init__(required=False, choices=choices, **kwargs)
        self.error_messages["invalid_choice"] = NOT_IN_THE_LIST
