"""The case somebody has open: reading and writing what they typed, sealed.

A case is made by the first thing somebody saves, for this visit only. Keeping it puts
its secret under six words. The session holds [case id, secret, mark]; the mark changes
with the words, so that new words close the case in every other browser at once.
One mechanism for everything typed: a record of some kind, found by id or by a name.
Records of WITH_EVERY_PAGE come with the case in its one query.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import FilteredRelation, Q
from django.http import Http404

from evidence.models import Case, Record, new_id
from helpcenter import vault

SESSION_KEY = "case"
WITH_EVERY_PAGE = ("answer", "facts")
log = logging.getLogger("helpcenter.cases")


class StaleRevision(Exception):
    """Somebody saved in between, perhaps in another tab. Nothing was written."""

    def __init__(self, current):
        super().__init__("saved in between")
        self.current = current


class Gone(Http404):
    """The case was deleted meanwhile, from another browser: there is nothing to keep."""


@dataclass(frozen=True)
class Entry:
    """A record, readable."""

    id: str
    kind: str
    revision: int
    value: dict
    saved_at: datetime
    made_at: datetime
    name: str = ""


# --- Which case is open


def case_of(request):
    """The case open in this session, or None. One query, once a request."""
    if not hasattr(request, "open_case"):
        request.open_case = _read(request.session)
    return request.open_case


def case_for(request):
    """The same, or a new case for this visit only. For POST: a GET keeps nothing."""
    if case_of(request) is None:
        request.open_case = _begin(request.session)
    return request.open_case


def _read(session):
    held = session.get(SESSION_KEY)
    if held is None:
        return None
    case_id, secret, mark = held
    rows = list(_with_records(case_id))
    if not rows or mark != _mark(rows[0][1]):
        return None
    case = Case(case_id, *rows[0][:3])
    records = [Record(r[3], case_id, *r[4:]) for r in rows if r[3]]
    return OpenCase(case, secret, session, records)


def _with_records(case_id):
    """(locator, wrapped, expires_on, id, kind, revision, sealed), one for each record;
    without one, the last four are None.
    """
    usual = FilteredRelation("record", condition=Q(record__kind__in=WITH_EVERY_PAGE))
    columns = ("id", "kind", "revision", "sealed")
    return (
        Case.objects.filter(pk=case_id, expires_on__gte=_today())
        .annotate(usual=usual)
        .values_list(
            "locator", "wrapped", "expires_on", *(f"usual__{c}" for c in columns)
        )
    )


def _begin(session):
    """A case for this visit. If two requests begin at once, both get the same one."""
    stale = session.get(SESSION_KEY)
    # No session may outlive it, wherever midnight falls.
    days = 1 + settings.SESSION_ABSOLUTE_SECONDS // 86400
    case = Case.objects.create(expires_on=_today() + timedelta(days=days))
    mine = [case.id, vault.new_secret(), _mark(None)]
    if session.swap(SESSION_KEY, stale, mine) != mine:
        case.delete()
        return _read(session)
    return OpenCase(case, mine[1], session, [])


def open_with(session, words):
    """Open the case of these words in this session; None if there is no such case.

    Takes equally long either way. Raises vault.Busy.
    """
    locator, wrap_key = vault.stretch(words)
    case = Case.objects.filter(locator=locator, expires_on__gte=_today()).first()
    if case is None:
        return None
    try:
        secret = vault.unwrap(case.wrapped, wrap_key)
    except vault.Unreadable:
        log.error("A case was found whose secret is damaged.")
        return None
    case.expires_on = _kept_until()
    Case.objects.filter(pk=case.pk).update(expires_on=case.expires_on)
    session.cycle_key()
    session[SESSION_KEY] = [case.id, secret, _mark(case.wrapped)]
    return OpenCase(case, secret, session)


def close(request):
    """Forget the key in this browser. What is kept stays."""
    request.session.pop(SESSION_KEY, None)
    request.session.cycle_key()
    request.open_case = None


def leave(request):
    """End the visit. What was only for this visit goes at once."""
    case = case_of(request)
    if case and not case.is_kept:
        case.forget()
    request.session.flush()
    request.open_case = None


def _today():
    return datetime.now(UTC).date()


def _kept_until():
    return _today() + timedelta(days=settings.CASE_DAYS)


def _mark(wrapped):
    return hashlib.sha256(bytes(wrapped or b"")).hexdigest()[:16]


# --- The open case


@dataclass(frozen=True)
class Lock:
    """Six words not yet in force, and what they make of the case's secret."""

    words: str
    locator: bytes
    wrapped: bytes


class OpenCase:
    def __init__(self, row, secret, session, usual=None):
        self.row = row
        self._secret = secret
        self._key = vault.RowKey(secret, row.pk)
        self._session = session
        self._read = {}  # kind: its entries, for this request
        if usual is not None:
            for kind in WITH_EVERY_PAGE:
                self._read[kind] = self._entries(r for r in usual if r.kind == kind)

    @property
    def is_kept(self):
        return self.row.is_kept

    @property
    def expires_on(self) -> date:
        return self.row.expires_on

    @property
    def _records(self):
        return Record.objects.filter(case_id=self.row.pk)

    # --- Reading

    def all(self, kind):
        """The entries of this kind, in the order they were made."""
        if kind not in self._read:
            self._read[kind] = self._entries(self._records.filter(kind=kind))
        return list(self._read[kind])

    def get(self, kind, id):
        """Raises Record.DoesNotExist."""
        return self._entry(self._records.get(kind=kind, pk=id))

    def named(self, kind, name):
        """The one entry of this name, or None."""
        id = self._id_of(kind, name)
        if kind in self._read:
            return next((e for e in self._read[kind] if e.id == id), None)
        record = self._records.filter(kind=kind, pk=id).first()
        return record and self._entry(record)

    @property
    def facts(self):
        """What was typed once, for every letter and form."""
        entry = self.named("facts", "facts")
        return dict(entry.value) if entry else {}

    def _id_of(self, kind, name):
        return self._key.name(f"{kind}|{name}")

    def _entries(self, records):
        return sorted(map(self._entry, records), key=lambda e: (e.made_at, e.id))

    def _entry(self, record):
        body = self._key.unseal(_place(record.kind, record.pk), record.sealed)
        return Entry(
            id=record.pk,
            kind=record.kind,
            revision=record.revision,
            value=body["value"],
            saved_at=datetime.fromisoformat(body["saved"]),
            made_at=datetime.fromisoformat(body["made"]),
            name=body["name"],
        )

    # --- Writing

    def add(self, kind, value):
        """One more of this kind."""
        with transaction.atomic():
            self._hold()
            return self._insert(kind, new_id(), value)

    def put(self, kind, name, value):
        """Make or replace the entry of this name."""
        return self._merge(kind, name, lambda old: value)

    def change(self, kind, id, value, revision):
        """Replace the value that was read at this revision.

        Raises StaleRevision if it has another one by now, or Record.DoesNotExist.
        """
        current = self.get(kind, id)
        if current.revision == revision and (saved := self._replace(current, value)):
            return saved
        raise StaleRevision(self.get(kind, id))

    def remember(self, **facts):
        """Add these facts to the others, whoever else is adding some."""
        return self._merge("facts", "facts", lambda old: old | facts)

    def delete(self, kind, id):
        """Raises Record.DoesNotExist."""
        deleted, _ = self._records.filter(kind=kind, pk=id).delete()
        self._read.pop(kind, None)
        if not deleted:
            raise Record.DoesNotExist

    def _hold(self):
        """Lock the case: on PostgreSQL its row; SQLite lets one write at a time."""
        if not Case.objects.select_for_update().filter(pk=self.row.pk).exists():
            raise Gone

    def _merge(self, kind, name, change):
        """Make the named entry, or pass its value through change, as one step."""
        with transaction.atomic():
            self._hold()
            id = self._id_of(kind, name)
            record = self._records.filter(kind=kind, pk=id).first()
            if record is None:
                return self._insert(kind, id, change({}), name)
            current = self._entry(record)
            return self._replace(current, change(current.value))

    def _insert(self, kind, id, value, name=""):
        at = datetime.now(UTC)
        entry = Entry(id, kind, 1, value, saved_at=at, made_at=at, name=name)
        Record.objects.create(
            pk=id, case_id=self.row.pk, kind=kind, sealed=self._sealed(entry)
        )
        self._read.pop(kind, None)
        return entry

    def _replace(self, current, value):
        """The new entry; None if it was changed since it was read."""
        entry = Entry(
            **vars(current)
            | {
                "revision": current.revision + 1,
                "value": value,
                "saved_at": datetime.now(UTC),
            }
        )
        same = self._records.filter(pk=current.id, revision=current.revision)
        written = same.update(revision=entry.revision, sealed=self._sealed(entry))
        self._read.pop(current.kind, None)
        return entry if written else None

    def _sealed(self, entry):
        body = {
            "name": entry.name,
            "made": entry.made_at.isoformat(),
            "saved": entry.saved_at.isoformat(),
            "value": entry.value,
        }
        return self._key.seal(_place(entry.kind, entry.id), body)

    def bring(self, other):
        """Take over what another open case holds, and end that one. Where both have
        the same answer or fact, the one that is here stays.
        """
        for record in Record.objects.filter(case_id=other.row.pk):
            entry = other._entry(record)
            if not entry.name:
                self.add(entry.kind, entry.value)
            elif entry.kind == "facts":
                self._merge("facts", "facts", lambda old, new=entry.value: new | old)
            else:
                self._merge(
                    entry.kind, entry.name, lambda old, new=entry.value: old or new
                )
        other.forget()

    # --- Keeping and ending

    def propose(self):
        """Six new words for this case. Nothing changes until they are accepted."""
        words = vault.new_words()
        locator, wrap_key = vault.stretch(words)
        return Lock(words, locator, vault.wrap(self._secret, wrap_key))

    def accept(self, locator, wrapped):
        """From now on these words open the case, and no earlier ones do."""
        row = Case(self.row.pk, locator, wrapped, _kept_until())
        row.save(force_update=True)
        self.row = row
        self._session[SESSION_KEY] = [row.pk, self._secret, _mark(wrapped)]

    def keep(self):
        """Keep the case under six new words: returns them. Raises vault.Busy."""
        lock = self.propose()
        self.accept(lock.locator, lock.wrapped)
        return lock.words

    change_words = keep

    def forget(self):
        """Delete everything at once: the key first, so that a crash half-way leaves
        only what nobody can read.
        """
        Case.objects.filter(pk=self.row.pk).update(locator=None, wrapped=None)
        self._records.delete()
        Case.objects.filter(pk=self.row.pk).delete()
        if self._session.get(SESSION_KEY, [None])[0] == self.row.pk:
            del self._session[SESSION_KEY]


def _place(kind, id):
    return f"record|{kind}|{id}"
