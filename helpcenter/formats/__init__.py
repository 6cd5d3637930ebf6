"""How days and moments are written in each language, where Django has another way."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def moment_words(moment):
    """ "Tuesday, November 24, 2026, at 3:10 p.m. (EST)", by the clock of its place."""
    return _("%(weekday)s, %(day)s, at %(time)s (%(zone)s)") % {
        "weekday": date_format(moment, "l"),
        "day": date_format(moment, "DATE_FORMAT"),
        "time": date_format(moment, "TIME_FORMAT"),
        "zone": date_format(moment, "T"),
    }
