"""Marks of kept cases that were deleted, so that no backup brings one back.

They stand in the store, because a restore replaces the database: gone/<day>/<SHA-256 of
the case's random id>. They tell on which day how many kept cases went, and no more.
Put up before the case is deleted: if that is killed half-way, the case which somebody
wanted gone, or which had expired, may be deleted by a restore. The other way round it
would come back.
"""

import hashlib
import logging
import os
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from evidence.files import StoreAway, parts_folder
from helpcenter import vault

FOLDER = "gone"
KEPT_FOR = timedelta(days=40)  # longer than any backup is kept
WAITING = ".gone"  # ending of a mark on this machine, until the store is back
log = logging.getLogger("helpcenter.tombstones")


def put_up(case_ids):
    """Mark these cases as gone. Never keeps anybody from deleting: while the store is
    away the marks wait on this machine for tidy().
    """
    for mark in map(mark_of, case_ids):
        try:
            vault.store.mark(folder_of(today()), mark)
        except StoreAway:
            _let_wait(mark)


def is_standing(case_id, marks):
    """Whether the case is one of these, as standing() returned them."""
    return mark_of(case_id) in marks


def standing():
    """The marks of all cases that must stay gone. Raises StoreAway."""
    return {mark for day in days() for mark in vault.store.marks(folder_of(day))[1]}


def days():
    return [day for day in vault.store.marks(FOLDER)[0] if _date(day)]


def tidy(now):
    """Put up what waited, and take down what is older than any backup."""
    try:
        _put_up_waiting()
        for day in days():
            if _date(day) < now - KEPT_FOR:
                _take_down(folder_of(day))
    except StoreAway:
        log.error("Marks of deleted cases are left for the next sweep.")


def mark_of(case_id):
    return hashlib.sha256(case_id.encode()).hexdigest()


def folder_of(day):
    return f"{FOLDER}/{day}"


def today():
    return datetime.now(UTC).date()


def _date(day):
    with suppress(ValueError):
        return date.fromisoformat(day)


def _take_down(folder):
    for mark in vault.store.marks(folder)[1]:
        vault.store.unmark(folder, mark)


def _let_wait(mark):
    try:
        path = vault.private(parts_folder()) / f"{mark}{WAITING}"
        path.touch(mode=0o600)
        os.utime(path, (0, 0))
    except OSError:
        log.error("A deleted case could not be marked: an old backup would bring it.")


def _put_up_waiting():
    for path in parts_folder().glob(f"*{WAITING}"):
        vault.store.mark(folder_of(today()), path.stem)
        path.unlink(missing_ok=True)
