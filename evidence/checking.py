"""Whether rows and files agree, without any key: what `manage.py vault_check` finds.

It runs beside the site. Files are listed before rows, and a row is written before its
file, so that nothing which is arriving or leaving just now is found; what is suspicious
is looked at once more. A finding says a random name, never what is in it.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db import DatabaseError, connection

from evidence import custody
from evidence.models import CustodyRow, SealedFile
from helpcenter import vault


@dataclass(frozen=True)
class Finding:
    """Something wrong, and the random name of what it is wrong with."""

    words: str
    name: str

    def __str__(self):
        return f"{self.words}: {self.name}"


NO_FILE = "A row without its file"
NO_ROW = "A file without a row"
NOT_SEALED = "A file that is not sealed, or cut off"
BROKEN = "A custody log that was changed (case, line)"
DAMAGED = "The database is damaged"


def findings():
    """Yield all there are. Raises StoreAway."""
    if damaged := damage():
        yield Finding(DAMAGED, damaged)
        return  # what it says of files cannot be believed
    files = set(vault.store.names())
    yield from files_without_row(files)
    yield from rows_without_file(files)
    yield from unsealed_files(files)
    yield from broken_chains()


def damage():
    """What SQLite finds wrong with its own file; PostgreSQL has its own tools."""
    if connection.vendor != "sqlite":
        return ""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            words = cursor.fetchone()[0]
    except DatabaseError as error:
        words = str(error)
    return "" if words == "ok" else words.splitlines()[0]


def files_without_row(files):
    known = set(SealedFile.objects.values_list("pk", flat=True))
    for name in sorted(files - known):
        if vault.store.has(name):
            yield Finding(NO_ROW, name)


def rows_without_file(files):
    """Only of what is somebody's: what is arriving has no file yet."""
    claimed = SealedFile.objects.exclude(case=None)
    known = set(claimed.values_list("pk", flat=True))
    for name in sorted(known - files):
        if not vault.store.has(name) and claimed.filter(pk=name).exists():
            yield Finding(NO_FILE, name)


def unsealed_files(files):
    for name in sorted(files):
        try:
            head = vault.store.head(name, vault.LONGEST_HEADER)
        except FileNotFoundError:  # deleted meanwhile
            continue
        if not begins_sealed(head):
            yield Finding(NOT_SEALED, name)


def begins_sealed(head):
    try:
        return len(head) >= vault.header_size(head) + vault.SHORTEST_PAYLOAD
    except vault.Unreadable:
        return False


def broken_chains():
    rows = CustodyRow.objects.order_by("case", "number").iterator()
    for case, lines in groupby(rows, key=lambda row: row.case_id):
        try:
            custody.check_sealed(lines)
        except custody.BrokenChain as error:
            yield Finding(BROKEN, f"{case}, {error.args[0]}")


def tidy(finding):
    """Remove the file of such a finding. Returns whether there was one to remove."""
    if finding.words != NO_ROW:
        return False
    vault.store.delete(finding.name)
    return True
