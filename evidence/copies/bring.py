"""The way back: a copy becomes an empty case again, with everything as it was.

Files are sealed as they come out of the ZIP, and belong to nobody until the end; then
one transaction writes all records and claims them. Whatever is wrong before leaves
nothing. A file that is not what it was is named and left out: it is no evidence.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from evidence import chart, custody, exhibits, file_types, gate, intake
from evidence.copies import contents, earlier, names
from evidence.copies.arrival import Arrival
from evidence.copies.reading import log_of, moved
from evidence.copies.unpacking import NOT_A_COPY, CannotBring
from evidence.drafts import drafts_of
from evidence.exhibits import KEPT, Exhibit, exhibits_of
from evidence.file_types import Refused
from evidence.files import NoRoom, StoreAway
from evidence.incidents import KIND as INCIDENT
from evidence.incidents import incidents_of, totals
from evidence.paper import chart_document

__all__ = ["CannotBring", "Result", "bring_back"]
NOT_EMPTY = _(
    "Your notes hold something already. Close or delete them first, so that the copy "
    "does not mix with them. Nothing was added."
)
NO_LOG = _("The list of what was done with each file is not in this copy.")
BROKEN_LOG = _(
    "In the list of what was done with each file, line %(number)d is not as it was "
    "written."
)
# What reading what somebody else wrote may raise: no copy of ours does.
SENSELESS = (
    ArithmeticError,
    AttributeError,
    IndexError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
    Http404,
)


@dataclass
class Result:
    """What came back, and what is not as it was when the copy was made."""

    incidents: int = 0
    exhibits: int = 0
    files: int = 0
    is_minor: bool = False  # then no file was taken
    changed: list[str] = field(default_factory=list)  # file names
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)  # not taken: see minors.py
    notes: list[str] = field(default_factory=list)  # sentences

    @property
    def is_whole(self):
        differing = self.changed or self.missing or self.extra
        return not (differing or self.unasked or self.notes)


def bring_back(case, opened, key=""):
    """Bring a copy into the open, empty case. opened() gives its pieces, from the first
    on each time. key: the text of the key file of an encrypted one. Returns the Result.
    Raises CannotBring with a sentence for the person; nothing is kept then.
    """
    if not case.is_empty:
        raise CannotBring(NOT_EMPTY)
    arrival = Arrival(case)
    try:
        arrival.read(opened, key)
        result, ids = settle(case, arrival)
    except NoRoom:
        raise CannotBring(gate.NO_ROOM) from None
    except StoreAway:
        raise CannotBring(gate.AWAY) from None
    finally:
        arrival.close()
    for id in ids:
        intake.prepare(case, id)
    return result


def settle(case, arrival):
    """Write everything at once. Returns the result and the ids of those with files."""
    try:
        with transaction.atomic():
            case.hold()
            if not case.is_empty:
                raise CannotBring(NOT_EMPTY)
            settling = Settling(case, arrival)
            settling.all()
            rehearse(case)
    except CannotBring:
        raise
    except SENSELESS:
        raise CannotBring(NOT_A_COPY) from None
    return settling.result, settling.with_files


class Settling:
    """Writes what arrived into the case."""

    def __init__(self, case, arrival):
        self.case, self.arrival = case, arrival
        self.result = Result(is_minor=arrival.is_minor)
        self.ids, self.events, self.with_files = {}, [], []

    def all(self):
        self.compare()
        for record in self.arrival.records:
            self.write(record)
        self.keep_log()
        custody.note_all(self.case, self.events)

    def compare(self):
        found = self.arrival.differences()
        self.result.changed, self.result.missing, self.result.extra = found

    def write(self, record):
        """One record, under the new ids of what it names."""
        ids = self.ids | {("revision", record.id): record.revision}
        here = moved(record, ids)
        if record.kind == exhibits.KIND:
            entry = self.write_exhibit(here)
        elif here.name:
            entry = self.case.put(here.kind, here.name, here.value)
        else:
            entry = self.case.add(here.kind, here.value)
        self.ids[record.id] = entry.id
        self.ids["revision", record.id] = record.revision
        self.result.incidents += record.kind == INCIDENT

    def write_exhibit(self, record):
        value = {name: v for name, v in record.value.items() if name in KEPT}
        arriving = self.file_of(record)
        if arriving is None:
            value["file_type"] = ""
        exhibit = Exhibit(**value | {"file": arriving and arriving.kept})
        entry = self.case.add(exhibits.KIND, exhibit.value)
        self.events.append(("brought", entry.id, exhibits.of_file(exhibit)))
        self.result.exhibits += 1
        if arriving:
            arriving.claim(self.case.id)
            self.with_files.append(entry.id)
            self.result.files += 1
        return entry

    def file_of(self, record):
        """The file of this exhibit if it may come and is what it was, or None."""
        if record.id not in self.arrival.allowed:
            self.leave_out(record.path)
            return None
        arriving = self.arrival.sealed.get(record.path)
        if arriving is None:
            return None
        is_same = arriving.kept.sha256 == record.value.get("sha256")
        if is_same and self.fits(record):
            return arriving
        if record.path not in self.result.changed:
            self.result.changed.append(record.path)
        return None

    def leave_out(self, path):
        if path in self.arrival.hashes and not self.result.is_minor:
            self.result.unasked.append(path)

    def fits(self, record):
        head = self.arrival.heads[record.path]
        try:
            file_types.refuse_others(record.value.get("file_type", ""), head)
        except (KeyError, Refused):
            return False
        return True

    def keep_log(self):
        """The old log stays as it was, beside the one that begins now."""
        data = self.arrival.texts.get(names.LOG)
        if data is None:
            self.result.notes.append(NO_LOG)
            return
        lines, logs, broken = log_of(data)
        for log in logs:
            ids = {old: self.ids.get(new, new) for old, new in log["ids"].items()}
            earlier.keep(self.case, log["lines"], ids, log["broken"])
        ids = {old: new for old, new in self.ids.items() if isinstance(old, str)}
        earlier.keep(self.case, lines, ids, broken)
        if broken:
            self.result.notes.append(BROKEN_LOG % {"number": broken})


def rehearse(case):
    """Do what the pages do with all that came: what cannot be shown is not taken."""
    incidents = incidents_of(case)
    chart.to_csv(incidents)
    chart_document(incidents).blocks  # noqa: B018
    totals(incidents)
    for entry in case.all("summary"):
        chart.short_lists(incidents, entry.value)
    [each.kind_words for each in exhibits_of(case, incidents)]
    drafts_of(case)
    for _paper in contents.papers_of(case):
        pass
