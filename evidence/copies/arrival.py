"""What comes out of a copy: words into memory, files sealed into the store.

Before any file is sealed, the chart was read, wherever it stands in the ZIP: it says of
which incidents somebody answered that nobody pictured was under 18.
"""

import hashlib
from contextlib import closing

from django.conf import settings

from evidence import file_types, files, gate
from evidence.copies import names
from evidence.copies.bag import HASHES
from evidence.copies.reading import records_of
from evidence.copies.unpacking import (
    MEGABYTE,
    NOT_A_COPY,
    TOO_MUCH,
    CannotBring,
    entries,
)
from evidence.files import NoRoom
from evidence.minors import ASKED, MAYBE, lets_files_in

LIST, TAG_LIST = (form.format("sha256") for form in names.LISTS)
TEXTS = (names.LOG, LIST, TAG_LIST)
LONGEST_TEXT = 32 * MEGABYTE
LOOK_AGAIN = 64 * MEGABYTE  # so often it is asked whether the disk has room


class Arrival:
    """Everything that came, and is nobody's yet. close() gives up what nobody took."""

    def __init__(self, case):
        self.secret = case.secret
        self.texts, self.sealed, self.heads, self.hashes = {}, {}, {}, {}
        self.records, self.is_minor = [], False
        self.allowed, self.wanted = set(), set()  # exhibits by id; their files by name
        self.size = self.asked_at = 0

    def read(self, opened, key):
        """opened() gives the pieces from the first on: files may stand before the chart
        where somebody packed the copy again. Raises CannotBring, NoRoom or StoreAway.
        """
        with closing(entries(opened(), key)) as found:
            self.look_for_chart(found)
        for name, chunks in entries(opened(), key):
            self.take(name, chunks)
        if LIST not in self.texts:
            raise CannotBring(NOT_A_COPY)

    def look_for_chart(self, found):
        for name, chunks in found:
            if name == names.CHART:
                text = b"".join(self.hashed(name, chunks, LONGEST_TEXT))
                return self.look_at_chart(text)
            exhaust(chunks)
        raise CannotBring(NOT_A_COPY)

    def take(self, name, chunks):
        if name in TEXTS:
            self.texts[name] = b"".join(self.hashed(name, chunks, LONGEST_TEXT))
        elif self.may_take(name):
            self.seal(name, chunks)
        else:
            exhaust(self.hashed(name, chunks))

    def look_at_chart(self, text):
        self.records = records_of(text)
        self.is_minor = any(map(tells_of_a_minor, self.records))
        asked = [each for each in self.records if each.kind == ASKED]
        adults = {each.name for each in asked if lets_files_in(each)}
        found = [e for e in self.records if e.path and e.value["incident"] in adults]
        if not self.is_minor:
            self.allowed = {each.id for each in found}
            self.wanted = {each.path for each in found}

    def may_take(self, name):
        return name.startswith(names.EXHIBITS) and name in self.wanted

    def seal(self, name, chunks):
        if len(self.sealed) >= gate.MOST_FILES:
            raise CannotBring(TOO_MUCH)
        arriving = self.sealed[name] = files.Arriving(self.secret)
        head = b""
        for piece in self.hashed(name, chunks, settings.EXHIBIT_MAX_BYTES):
            if len(head) < file_types.HEAD:
                head += piece[: file_types.HEAD - len(head)]
            self.look_for_room(len(piece))
            arriving.write(piece)
        self.heads[name] = head
        arriving.finish()

    def look_for_room(self, size):
        self.size += size
        if self.size > settings.CASE_MAX_BYTES:
            raise CannotBring(gate.FULL)
        if self.size >= self.asked_at:
            self.asked_at = self.size + LOOK_AGAIN
            if not files.has_room():
                raise NoRoom

    def hashed(self, name, chunks, most=None):
        """The chunks; their SHA-256 is remembered."""
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            size += len(chunk)
            if most is not None and size > most:
                raise CannotBring(TOO_MUCH)
            digest.update(chunk)
            yield chunk
        self.hashes[name] = digest.hexdigest()

    def close(self):
        """Also what was claimed by a transaction that then was taken back."""
        for arriving in self.sealed.values():
            arriving.close()
        files.remove([each.name for each in self.sealed.values()])

    # --- Against the lists of hashes

    def differences(self):
        """(changed, missing, extra): names of files, against the lists in the copy."""
        listed = listed_in(self.texts[LIST])
        tags = listed_in(self.texts.get(TAG_LIST, b""))
        both = tags | listed
        changed = [n for n, h in both.items() if self.hashes.get(n, h) != h]
        missing = [name for name in both if name not in self.hashes]
        known = both.keys() | TAGS | LISTS
        return changed, missing, [name for name in self.hashes if name not in known]


def exhaust(chunks):
    for _ in chunks:
        pass


TAGS = {"bagit.txt", "bag-info.txt"}
LISTS = {form.format(kind) for form in names.LISTS for kind in HASHES}


def listed_in(data):
    """{name: hex} of a list as sha256sum writes it. Raises CannotBring."""
    try:
        lines = data.decode().splitlines()
    except UnicodeDecodeError:
        raise CannotBring(NOT_A_COPY) from None
    pairs = (line.partition(" ") for line in lines if line.strip())
    return {name.lstrip(" *"): digest.lower() for digest, _, name in pairs}


def tells_of_a_minor(record):
    return record.kind in (ASKED, "facts") and record.value.get("under_18") in MAYBE
