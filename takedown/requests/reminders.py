"""The calendar file: when the time of a request is over. RFC 5545.

A calendar is often seen by others, on a shared screen or a family's account. So no
entry says what it is about, and the file names neither this site nor any other.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _
from icalendar import Alarm, Calendar, Event

TITLE = _("Reminder")
WORDS = _("Look at your notes.")
A_MOMENT = timedelta(minutes=15)


def calendar_of(requests):
    """The bytes of a calendar: when the time ends of each request that waits."""
    calendar = Calendar()
    calendar.add("prodid", "-//notes//EN")
    calendar.add("version", "2.0")
    for request in requests:
        ahead = [due for due in request.dues if not due.is_over(datetime.now(UTC))]
        for due in ahead if request.is_waiting else ():
            calendar.add_component(entry_of(request, due))
    return calendar.to_ical()


def entry_of(request, due):
    entry = Event()
    entry.add("uid", uid_of(request, due))
    entry.add("dtstamp", datetime.now(UTC))
    entry.add("dtstart", due.at.astimezone(UTC))
    entry.add("duration", A_MOMENT)
    entry.add("summary", str(TITLE))
    entry.add("description", str(WORDS))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    entry.add_component(alarm())
    return entry


def alarm():
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(TITLE))
    alarm.add("trigger", timedelta(0))
    return alarm


def uid_of(request, due):
    """The same for the same time limit, so that a second import replaces the first. It
    cannot be traced back to the request.
    """
    named = f"reminder|{request.id}|{due.clock.law}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]
