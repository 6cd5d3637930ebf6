"""Files of a case: sealed on their way in, claimed by a record, removed when nobody's.

    row (nobody's) -> sealed part, on the disk -> in the store under its name
    -> the exhibit's record and the row's owner, in one transaction -> "saved" is said

Whatever dies in between leaves a sealed file that is nobody's, for `manage.py sweep`.
Which case a file belongs to is in the table; its key, size and hash are sealed.
"""

import logging
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from evidence.models import SealedFile, new_id
from helpcenter import vault
from helpcenter.vault import Digest, NoRoom, StoreAway, Unreadable

__all__ = ["Arriving", "Digest", "KeptFile", "NoRoom", "StoreAway", "Unreadable"]
# A day at least: what is nobody's may be arriving right now.
WAIT = timedelta(days=2)
log = logging.getLogger("helpcenter.files")


@dataclass(frozen=True)
class KeptFile:
    """A file in the store, as an exhibit's record knows it."""

    name: str
    size: int
    sha256: str
    crc32: int
    secret: str = ""  # of the case it was sealed for, if that was another one

    @property
    def value(self):
        return asdict(self)


def parts_folder():
    """Where sealed parts are written, on the same disk as the folder of files."""
    return Path(settings.EXHIBIT_FOLDER) / "parts"


def has_room(size=0):
    """Whether so many bytes may come without filling the disk."""
    folder = vault.private(parts_folder())
    return shutil.disk_usage(folder).free - size >= settings.KEEP_FREE_BYTES


class Arriving:
    """A file of nobody's until a record claims it; close() gives it up unless."""

    def __init__(self, secret):
        self.name = new_id()
        self.kept = None
        self._is_claimed = False
        self._sealing = vault.Sealing(parts_folder(), secret)

    def write(self, piece):
        """Raises NoRoom."""
        self._sealing.write(piece)

    def finish(self):
        """Put it in the store. Raises NoRoom or StoreAway, and keeps nothing then."""
        sealed = self._sealing.finish()
        try:
            SealedFile(self.name, unclaimed_on=today()).save(force_insert=True)
            vault.store.keep(self.name, sealed.part)
        except BaseException:
            sealed.part.unlink(missing_ok=True)
            raise
        self.kept = KeptFile(self.name, **asdict(sealed.digest))
        return self.kept

    def claim(self, case_id):
        """Say whose it is: in the transaction that writes the record which names it."""
        row = SealedFile.objects.filter(pk=self.name)
        if not row.update(case=case_id, unclaimed_on=None):
            raise StoreAway  # swept meanwhile: nothing may name a file that is gone
        self._is_claimed = True

    def close(self):
        """Give it up unless it was claimed."""
        if self.kept is None:
            self._sealing.abort()
        elif not self._is_claimed:
            let_go([self.name])

    def __del__(self):
        """Nobody tells an upload handler that the line broke: its end does."""
        if self.kept is None and hasattr(self, "_sealing"):
            self._sealing.abort()


def keep(secret, data):
    """Bring in what we made ourselves, such as a preview. Returns the Arriving."""
    arriving = Arriving(secret)
    try:
        arriving.write(data)
        arriving.finish()
    except BaseException:
        arriving.close()
        raise
    return arriving


# --- Reading


def pieces(case, kept):
    """Yield the file's bytes. Raises FileNotFoundError, StoreAway or Unreadable, the
    first two before the first piece.
    """
    with vault.store.open(kept.name) as file:
        yield from vault.unsealed(file, kept.secret or case.secret, kept.size)


def read(case, kept):
    """The whole file in memory: for pictures and papers, not for films."""
    return b"".join(pieces(case, kept))


# --- Removing


def disclaim(case_id, names):
    """Nobody's from now on, in the transaction that deletes their record."""
    SealedFile.objects.filter(pk__in=names, case=case_id).disclaim()


def remove(names):
    """Delete these files, then their rows: the other way round, a crash between would
    leave files that nobody knows of. What is somebody's stays. Raises StoreAway.
    """
    for name in names:
        row = SealedFile.objects.filter(pk=name, case=None)
        if row.exists():
            vault.store.delete(name)
            row.delete()


def let_go(names):
    """Remove them now; while the store is away they are left to the sweeper."""
    try:
        remove(names)
    except StoreAway:
        log.error("Files that are nobody's are left for the sweeper.")


def remove_unclaimed(before):
    """Remove what has been nobody's since before that day. Returns how many; what a
    store that is away keeps from going stays for the next time.
    """
    rows = SealedFile.objects.filter(unclaimed_on__lt=before)
    removed = 0
    try:
        for name in list(rows.values_list("name", flat=True)):
            remove([name])
            removed += 1
    except StoreAway:
        log.error("Files that are nobody's are left for the next sweep.")
    return removed


def remove_old_parts(now):
    """Remove sealed parts whose upload died longer than WAIT ago. Returns how many."""
    oldest = (now - WAIT).timestamp()
    return sum(removed_if_old(part, oldest) for part in parts_folder().glob("*.part"))


def removed_if_old(part, oldest):
    try:
        if part.stat().st_mtime >= oldest:
            return False
        part.unlink()
    except FileNotFoundError:  # its upload ended just now
        return False
    return True


def today():
    return datetime.now(UTC).date()
