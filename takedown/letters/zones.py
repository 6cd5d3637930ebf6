"""A moment and the place whose clock told it."""

import datetime
import re

from django import forms

from takedown.letters.fields import NOT_IN_THE_LIST, Line

ZONES = [
    ("America/New_York", "US Eastern (New York)"),
    ("America/Chicago", "US Central (Chicago)"),
    ("America/Denver", "US Mountain (Denver)"),
    ("America/Phoenix", "Arizona (Phoenix)"),
    ("America/Los_Angeles", "US Pacific (Los Angeles)"),
    ("America/Anchorage", "Alaska (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
    ("America/Puerto_Rico", "Puerto Rico"),
    ("Pacific/Guam", "Guam"),
    ("America/Halifax", "Canada Atlantic (Halifax)"),
    ("America/Toronto", "Canada Eastern (Toronto)"),
    ("America/Vancouver", "Canada Pacific (Vancouver)"),
    ("America/Mexico_City", "Mexico City"),
    ("America/Bogota", "Bogota, Lima"),
    ("America/Sao_Paulo", "Sao Paulo"),
    ("America/Argentina/Buenos_Aires", "Buenos Aires"),
    ("Europe/London", "London, Dublin"),
    ("Europe/Paris", "Paris, Berlin, Rome, Madrid"),
    ("Europe/Athens", "Athens, Helsinki, Kyiv"),
    ("Europe/Istanbul", "Istanbul"),
    ("Africa/Lagos", "Lagos"),
    ("Africa/Cairo", "Cairo"),
    ("Africa/Johannesburg", "Johannesburg"),
    ("Africa/Nairobi", "Nairobi"),
    ("Asia/Dubai", "Dubai"),
    ("Asia/Karachi", "Karachi"),
    ("Asia/Kolkata", "India"),
    ("Asia/Dhaka", "Dhaka"),
    ("Asia/Bangkok", "Bangkok, Jakarta, Hanoi"),
    ("Asia/Manila", "Manila"),
    ("Asia/Shanghai", "China"),
    ("Asia/Tokyo", "Tokyo, Seoul"),
    ("Australia/Perth", "Perth"),
    ("Australia/Sydney", "Sydney, Melbourne"),
    ("Pacific/Auckland", "New Zealand"),
    ("UTC", "UTC"),
]
MOMENT = "%Y-%m-%dT%H:%M"
FORMATS = (MOMENT, "%Y-%m-%d %H:%M", "%B %d, %Y %I:%M %p", "%B %d, %Y, %I:%M %p")
YEARS = range(2000, 2100)
STRANGE_YEAR = "Please check the year. Write it like this: 2026-11-24 15:10."
NO_MOMENT = (
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


class ZoneField(forms.ChoiceField):
    def __init__(self, **kwargs):
        choices = [("", "Choose a place"), *ZONES]
        super().__init__(required=False, choices=choices, **kwargs)
        self.error_messages["invalid_choice"] = NOT_IN_THE_LIST
