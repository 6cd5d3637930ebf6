"""Reading and writing what one person typed: records of a kind, sealed.

A record is found by its id or, where there is only one of a name (the answer to a step,
the facts), by that name under the case's key, so that the table does not tell it.
Everything a person typed is inside the seal, the times and the name too.
"""

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import transaction
from django.http import Http404

from evidence.minors import of_minors
from evidence.models import Case, Record, new_id
from helpcenter import vault

log = logging.getLogger("helpcenter.records")
WITH_EVERY_PAGE = ("answer", "facts")  # kinds that come with the case in its one query


class StaleRevision(Exception):
    """Somebody saved in between, perhaps in another tab. Nothing was written."""

    def __init__(self, current):
        super().__init__("saved in between")
        self.current = current


class Gone(Http404):
    """The case was deleted meanwhile, from another browser: nothing can be kept."""


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


class Records:
    """All records of the case with this id and secret."""

    def __init__(self, case_id, secret, known=None):
        self._id = case_id
        self._key = vault.RowKey(secret, case_id)
        self._seen = {}  # kind: its entries, as long as nothing is written
        self._known = known  # rows that came with the case, as long as nothing is

    @property
    def id(self):
        return self._id

    @property
    def key(self):
        """Seals other texts of this case, each to its own place."""
        return self._key

    @property
    def _rows(self):
        return Record.objects.filter(case_id=self._id)

    # --- Reading

    def all(self, kind):
        """The entries of this kind, in the order they were made."""
        if kind not in self._seen:
            self._seen[kind] = self._entries(self._rows_of(kind))
        return list(self._seen[kind])

    def all_again(self, kind):
        """The same as they are now: after hold(), nobody changes them."""
        self._look_again(kind)
        return self.all(kind)

    def get(self, kind, id):
        """Raises Record.DoesNotExist."""
        entry = self._entry(self._rows.get(kind=kind, pk=id))
        if entry is None:
            raise Record.DoesNotExist
        return entry

    def named(self, kind, name):
        """The one entry of this name, or None."""
        id = self._id_of(kind, name)
        if kind in WITH_EVERY_PAGE or kind in self._seen:
            return next((e for e in self.all(kind) if e.id == id), None)
        row = self._rows.filter(kind=kind, pk=id).first()
        return row and self._entry(row)

    @property
    def facts(self):
        """What was typed once, for every letter and form."""
        entry = self.named("facts", "facts")
        return dict(entry.value) if entry else {}

    @property
    def is_empty(self):
        return not self._rows.exists()

    def _id_of(self, kind, name):
        return self._key.name(f"{kind}|{name}")

    def _rows_of(self, kind):
        if self._known is not None and kind in WITH_EVERY_PAGE:
            return [row for row in self._known if row.kind == kind]
        return self._rows.filter(kind=kind)

    def _entries(self, rows):
        entries = filter(None, map(self._entry, rows))
        return sorted(entries, key=lambda entry: (entry.made_at, entry.id))

    def _entry(self, row):
        """None where the row is damaged: one such must not hide all the others."""
        try:
            body = self._key.unseal(_place(row), row.sealed)
        except vault.Unreadable:
            log.error("A record is damaged, or not where it was made.")
            return None
        return Entry(
            id=row.pk,
            kind=row.kind,
            revision=row.revision,
            value=body["value"],
            saved_at=datetime.fromisoformat(body["saved"]),
            made_at=datetime.fromisoformat(body["made"]),
            name=body["name"],
        )

    # --- Writing: each write holds the case, so that two at once wait for each other

    def add(self, kind, value):
        """One more of this kind."""
        with transaction.atomic():
            self.hold()
            return self._insert(kind, new_id(), value)

    def put(self, kind, name, value):
        """Make or replace the entry of this name."""
        return self._make_or_pass(kind, name, lambda old: value)

    def remember(self, **facts):
        """Add these facts to the others, whoever else is adding some."""
        return self._make_or_pass("facts", "facts", lambda old: old | facts)

    def change(self, kind, id, value, revision):
        """Replace the value that was read at this revision.

        Raises StaleRevision if it has another one by now, or Record.DoesNotExist.
        """
        with transaction.atomic():
            self.hold()
            current = self.get(kind, id)
            if current.revision != revision:
                raise StaleRevision(current)
            return self._replace(current, value)

    def delete(self, kind, id):
        """Raises Record.DoesNotExist."""
        deleted, _ = self._rows.filter(kind=kind, pk=id).delete()
        self._look_again(kind)
        if not deleted:
            raise Record.DoesNotExist

    def bring(self, other):
        """Take over what another case holds; of an answer or a fact both have, the one
        that is here stays: see together(). The other case is not changed. Returns the
        new ids by the old ones.
        """
        with transaction.atomic():
            entries = other._entries(other._rows)
            taken = {entry.id: self._take_over(entry) for entry in entries}
            ids = {old: entry.id for old, entry in taken.items()}
            for entry in taken.values():
                self._rename(entry, ids)
            return ids

    def _rename(self, entry, ids):
        """What names other records by their ids names them by the new ones."""
        value = with_ids(entry.value, ids)
        if value != entry.value:
            self._replace(entry, value)

    def _take_over(self, entry):
        if entry.name:
            return self._fill_in(entry)
        return self.add(entry.kind, entry.value)

    def _fill_in(self, entry):
        if entry.kind in ("facts", "answer"):
            return self._make_or_pass(
                entry.kind, entry.name, lambda here: together(here, entry.value)
            )
        here = self.named(entry.kind, entry.name)
        return here or self.put(entry.kind, entry.name, entry.value)

    def hold(self):
        """Lock the case: on PostgreSQL its row; SQLite lets one write at a time."""
        if not Case.objects.select_for_update().filter(pk=self._id).exists():
            raise Gone

    def _make_or_pass(self, kind, name, change):
        """Make the named entry from nothing, or pass its value through change."""
        with transaction.atomic():
            self.hold()
            id = self._id_of(kind, name)
            row = self._rows.filter(kind=kind, pk=id).first()
            current = row and self._entry(row)
            if current:
                return self._replace(current, change(current.value))
            if row:  # damaged
                row.delete()
            return self._insert(kind, id, change({}), name)

    def _insert(self, kind, id, value, name=""):
        now = datetime.now(UTC)
        entry = Entry(id, kind, 1, value, saved_at=now, made_at=now, name=name)
        Record(id, self._id, kind, 1, self._sealed(entry)).save(force_insert=True)
        self._look_again(kind)
        return entry

    def _replace(self, current, value):
        entry = replace(
            current,
            revision=current.revision + 1,
            value=value,
            saved_at=datetime.now(UTC),
        )
        self._rows.filter(pk=entry.id).update(
            revision=entry.revision, sealed=self._sealed(entry)
        )
        self._look_again(entry.kind)
        return entry

    def _look_again(self, kind):
        self._seen.pop(kind, None)
        if kind in WITH_EVERY_PAGE:
            self._known = None

    def _sealed(self, entry):
        body = {
            "name": entry.name,
            "made": entry.made_at.isoformat(),
            "saved": entry.saved_at.isoformat(),
            "value": entry.value,
        }
        return self._key.seal(_place(entry), body)


def together(here, brought):
    """What is here, its gaps filled in, and never a minor forgotten."""
    filled = brought | {name: value for name, value in here.items() if value}
    return here | filled | of_minors(brought) | of_minors(here)


def with_ids(value, ids):
    """The value with every id in it, however deep, replaced by the new one."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, list):
        return [with_ids(part, ids) for part in value]
    if isinstance(value, dict):
        return {ids.get(k, k): with_ids(v, ids) for k, v in value.items()}
    return value


def _place(row_or_entry):
    return f"record|{row_or_entry.kind}|{row_or_entry.id}"
