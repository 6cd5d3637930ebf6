"""The custody log: what was done with each exhibit, when. Lines are only ever added.

Each line holds the hash of the one before it, so that a log which was taken along (in
the binder, in the digital copy) can be checked by anybody. The rows are chained once
more as they are sealed, so that `manage.py vault_check` can check them without a key.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evidence.models import CustodyRow
from helpcenter import vault

EVENTS = {  # code: what is printed
    "received": _("Received"),
    "described": _("Description changed"),
    "noted": _("Added without a file"),
    "viewed": _("Picture shown unblurred"),
    "taken": _("Original downloaded"),
    "covered": _("Copy with covered parts made"),
    "labelled": _("Label fixed"),
    "bound": _("Printed in a binder"),
    "copied": _("Put in a digital copy"),
    "brought": _("Brought back from a digital copy"),
    "moved": _("Taken over from an earlier visit"),
    "removed": _("Deleted"),
    "shared": _("Access given"),
    "sent": _("Letter sent"),
    "answered": _("Answer to a letter written down"),
    "followed": _("What came of a letter written down"),
}
FIRST = "0" * 64
PLACE = "custody|{}"


class BrokenChain(Exception):
    """A line is missing, changed, or not where it was written."""


@dataclass(frozen=True)
class Line:
    """One line of the log. `hash` covers all the others and the line before."""

    number: int
    at: str  # ISO 8601, UTC
    event: str
    exhibit: str  # its id; "" for the whole case
    details: dict  # plain JSON: what a reader may want to know, such as the SHA-256
    previous: str
    hash: str = ""

    @classmethod
    def of(cls, value):
        return cls(**value)

    @property
    def words(self):
        return EVENTS.get(self.event, self.event)

    @property
    def moment(self):
        return datetime.fromisoformat(self.at)

    def hashed(self):
        """SHA-256 of the line as JSON with sorted names, without its own hash."""
        value = {name: v for name, v in vars(self).items() if name != "hash"}
        text = json.dumps(value, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def note(case, event, exhibit="", **details):
    """Add a line. It is written with whatever else the transaction writes."""
    return note_all(case, [(event, exhibit, details)])


def note_all(case, events):
    """Add a line for each (event, exhibit, details), all at the same moment."""
    if not events:
        return
    with transaction.atomic():
        case.hold()
        last = rows_of(case.id).last()
        number = last.number if last else 0
        previous = hash_of(case.key, last)
        link = bytes(last.link) if last else b""
        rows = []
        for event, exhibit, details in events:
            number += 1
            line = new_line(number, event, exhibit, details, previous)
            sealed = case.key.seal(PLACE.format(number), vars(line))
            link = linked(link, case.id, number, sealed)
            previous = line.hash
            rows.append(CustodyRow(None, case.id, number, sealed, link))
        CustodyRow.objects.bulk_create(rows)


def hash_of(key, row):
    """What the next line names as the one before. A damaged line is found by check();
    it must not keep the person from adding to their notes.
    """
    try:
        return read(key, row).hash if row else FIRST
    except BrokenChain:
        return FIRST


def new_line(number, event, exhibit, details, previous):
    at = datetime.now(UTC).isoformat(timespec="seconds")
    line = Line(number, at, event, exhibit, details, previous)
    return Line(**vars(line) | {"hash": line.hashed()})


def linked(before, case_id, number, sealed):
    text = b"%s|%s|%d|%s" % (bytes(before), case_id.encode(), number, bytes(sealed))
    return hashlib.sha256(text).digest()


def rows_of(case_id):
    return CustodyRow.objects.filter(case_id=case_id).order_by("number")


def read(key, row):
    """Raises BrokenChain if it is not where it was written."""
    try:
        return Line.of(key.unseal(PLACE.format(row.number), row.sealed))
    except vault.Unreadable:
        raise BrokenChain(row.number) from None


def log_of(case):
    """All lines, in order; none without a case. Raises BrokenChain."""
    lines = [read(case.key, row) for row in rows_of(case.id)] if case else []
    check(lines)
    return lines


def readable_log(case):
    """(the lines as far as they are whole, number of the first that is not or 0)."""
    try:
        return log_of(case), 0
    except BrokenChain as error:
        broken = error.args[0]
    rows = rows_of(case.id).filter(number__lt=broken) if case else []
    return [read(case.key, row) for row in rows], broken


def check(lines):
    """Raises BrokenChain with the number of the first line that is not as written."""
    previous = FIRST
    for number, line in enumerate(lines, start=1):
        is_next = (line.number, line.previous) == (number, previous)
        if not is_next or line.hash != line.hashed():
            raise BrokenChain(number)
        previous = line.hash


def check_sealed(rows):
    """The same for the rows of one case as they are sealed, without a key."""
    before = b""
    for number, row in enumerate(rows, start=1):
        link = linked(before, row.case_id, row.number, row.sealed)
        if row.number != number or bytes(row.link) != link:
            raise BrokenChain(number)
        before = link
