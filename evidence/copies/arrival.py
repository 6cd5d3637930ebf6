"""What comes out of a copy: words into memory, files sealed into the store."""

import hashlib

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
from evidence.minors import ASKED, MAYBE

LIST, TAG_LIST = (form.format("sha256") for form in names.LISTS)
TEXTS = (names.CHART, names.LOG, LIST, TAG_LIST)
LONGEST_TEXT = 32 * MEGABYTE
LOOK_AGAIN = 64 * MEGABYTE  # so often it is asked whether the disk has room


class Arrival:
    """Everything that came, and is nobody's yet. close() gives up what nobody took."""

    def __init__(self, case):
        self.secret = case.secret
        self.texts, self.sealed, self.heads, self.hashes = {}, {}, {}, {}
        self.records, self.wanted = [], None  # until data/chart.json was read
        self.is_minor = False
        self.size = self.asked_at = 0

    def read(self, pieces, key):
        """Raises CannotBring, NoRoom or StoreAway."""
        for name, chunks in entries(pieces, key):
            self.take(name, chunks)
        if names.CHART not in self.texts or LIST not in self.texts:
            raise CannotBring(NOT_A_COPY)

    def take(self, name, chunks):
        if name in TEXTS:
            self.texts[name] = b"".join(self.hashed(name, chunks, LONGEST_TEXT))
        elif self.may_take(name):
            self.seal(name, chunks)
        else:
            for _ in self.hashed(name, chunks):
                pass
        if name == names.CHART:
            self.look_at_chart()

    def look_at_chart(self):
        self.records = records_of(self.texts[names.CHART])
        self.wanted = {each.path for each in self.records if each.path}
        self.is_minor = any(map(tells_of_a_minor, self.records))

    def may_take(self, name):
        is_wanted = self.wanted is None or name in self.wanted
        return name.startswith(names.EXHIBITS) and is_wanted and not self.is_minor

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
