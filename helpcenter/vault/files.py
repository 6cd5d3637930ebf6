"""Files, sealed while they arrive: plain age files, which the public `age` tool opens.

Nothing of a file is ever on a disk in clear. pyrage pulls what it seals, while files
arrive in pieces that are pushed: a thread stands between. Measured and tried before in
the security study, part 3.2, where each check below has its reason.
"""

import hashlib
import os
import secrets
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyrage
from pyrage import x25519

from helpcenter.vault.keys import Unreadable
from helpcenter.vault.pipes import Pipe, Stopped, Worker
from helpcenter.vault.store import private

AGE_HEADER = b"age-encryption.org/v1\n"
CHUNK = 2**16  # of age's payload; each has a tag, and the payload begins with a nonce
TAG, NONCE, MAC = 16, 16, 43
LONGEST_HEADER = 4096
SHORTEST_PAYLOAD = NONCE + TAG  # of an empty file


class NoRoom(OSError):
    """The disk is full, or could not be written: nothing was kept of the file."""


@dataclass(frozen=True)
class Digest:
    """What a file is known by: how many bytes, their SHA-256 and their CRC-32 (for
    ZIP files).
    """

    size: int
    sha256: str
    crc32: int


@dataclass(frozen=True)
class SealedFile:
    """A sealed file that lies in the folder of parts, not yet in the store."""

    part: Path
    digest: Digest


class Counter:
    """Counts and hashes what passes."""

    def __init__(self):
        self.size = self.crc32 = 0
        self._sha256 = hashlib.sha256()

    def update(self, piece):
        self.size += len(piece)
        self._sha256.update(piece)
        self.crc32 = zlib.crc32(piece, self.crc32)

    @property
    def digest(self):
        return Digest(self.size, self._sha256.hexdigest(), self.crc32)


# --- Sealing what is pushed


class Sealing:
    """One file on its way: write() its pieces, then finish() or abort()."""

    def __init__(self, folder, secret):
        """folder: where its sealed part is written; secret: of the case it is for."""
        recipient = x25519.Identity.from_str(secret).to_public()
        self._counter = Counter()
        self._pipe = Pipe()
        self._part = Path(folder) / f"{secrets.token_hex(16)}.part"
        self._file = _new_file(self._part)
        self._worker = Worker(self._seal, recipient)

    def _seal(self, recipient):
        try:
            pyrage.encrypt_io(self._pipe, self._file, [recipient])
        finally:
            self._pipe.stop()

    def write(self, piece):
        """Raises NoRoom, and keeps nothing then."""
        self._counter.update(piece)
        try:
            self._pipe.write(piece)
        except Stopped:
            self.abort()
            raise NoRoom from self._worker.error

    def finish(self):
        """The sealed file, safe on the disk. Raises NoRoom, and keeps nothing then."""
        try:
            self._pipe.end()
            self._worker.join()
            self._flush()
        except (OSError, Stopped, Unreadable) as error:
            self.abort()
            raise NoRoom from error
        return SealedFile(self._part, self._counter.digest)

    def _flush(self):
        if self._worker.error:
            raise OSError from self._worker.error
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        # pyrage says nothing when its last write fails (trap T3): the size tells.
        if self._part.stat().st_size != sealed_size(self._part, self._counter.size):
            raise OSError

    def abort(self):
        self._pipe.stop()
        self._worker.join()
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._part.unlink()


def _new_file(part):
    try:
        private(part.parent)
        number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        return os.fdopen(number, "wb")
    except OSError as error:
        raise NoRoom from error


def sealed_size(path, size):
    """How long the sealed file must be if it holds so many bytes."""
    with open(path, "rb") as file:
        return header_size(file.read(LONGEST_HEADER)) + payload_size(size)


def header_size(head):
    """Of an age file that begins so. Raises Unreadable."""
    mark = head.find(b"\n--- ")
    if not head.startswith(AGE_HEADER) or mark < 0:
        raise Unreadable("not a sealed file")
    return mark + len(b"\n--- ") + MAC + len(b"\n")


def payload_size(size):
    chunks = max(1, -(-size // CHUNK))
    return NONCE + size + chunks * TAG


# --- Opening, piece by piece


def unsealed(file, secret, size):
    """Yield the bytes of a sealed file in pieces, never one that was not checked.

    age authenticates each piece by itself and the end with the last one. The length is
    compared before the first piece, so that a file which was cut off yields nothing.
    Raises Unreadable: wrong key, cut off, damaged.
    """
    refuse_other_sizes(file, size)
    pipe = Pipe()
    worker = Worker(unseal_into, file, pipe, x25519.Identity.from_str(secret))
    try:
        yield from pipe.pieces()
    finally:
        pipe.stop()
        worker.join()
    if worker.error:
        raise Unreadable("wrong key or damaged") from None


def unseal_into(file, pipe, identity):
    try:
        pyrage.decrypt_io(file, pipe, [identity])
    finally:
        with suppress(Stopped):
            pipe.end()


def refuse_other_sizes(file, size):
    start = file.tell()
    head = file.read(LONGEST_HEADER)
    whole = file.seek(0, os.SEEK_END) - start
    file.seek(start)
    if whole != header_size(head) + payload_size(size):
        raise Unreadable("cut off, or not the file that was kept")
