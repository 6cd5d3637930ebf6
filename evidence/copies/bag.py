"""A BagIt 1.0 bag (RFC 8493) in a ZIP, as it streams. The only module with stream-zip.

Nothing is compressed: pictures are already, and so the length is known beforehand. The
lists of hashes come last, because they are made of what has passed. Each file is
compared with the SHA-256 it was kept with before its last piece leaves.
"""

import hashlib
import zlib
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time

from stream_zip import NO_COMPRESSION_32, NO_COMPRESSION_64, stream_zip

from evidence.copies import names
from evidence.copies.filler import PATCH, filling
from evidence.files import StoreAway, Unreadable

HASHES = {"sha256": 64, "sha512": 128}  # how long each is in hex
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO = (
    "Bagging-Date: {today:%Y-%m-%d}\n"
    "External-Description: Notes\n"
    "Payload-Oxum: {size}.{count}\n"
)
# data/FILES.txt: one line for each exhibit, equally long however it went.
WHOLE, DAMAGED, MISSING, LEFT_OUT = "whole", "damaged", "missing", "left out"
MOST_32 = 2**32 - 2**24  # bytes of a ZIP in the older form, which more programs read
MOST_FILES_32 = 2**16 - 16
BROKEN = (OSError, StoreAway, Unreadable)
READABLE = 0o644
BLOCK = 2**20  # bytes hashed at once: the threads take turns less often
AHEAD = 3  # blocks that may have left before their reckoning is done


@dataclass(frozen=True)
class Part:
    """A file that goes in. open() gives its bytes in pieces."""

    name: str  # from the top of the bag: "data/chart.csv"
    size: int
    crc32: int
    sha256: str
    open: Callable[[], Iterable[bytes]]


def part_of(name, data):
    """A part of bytes that are in memory."""
    digest = hashlib.sha256(data).hexdigest()
    return Part(name, len(data), zlib.crc32(data), digest, lambda: iter([data]))


class Bag:
    """The parts under data/, and `left`: (MISSING or LEFT_OUT, what) of other files."""

    def __init__(self, folder, parts, left, today):
        self.folder, self.parts, self.left, self.today = folder, parts, left, today
        self.passed = {}  # name: its Passing
        self.damaged = set()

    # --- The length of the ZIP

    @property
    def size(self):
        """Of the whole ZIP, in bytes."""
        wide = self.is_wide
        once = 98 if wide else 22  # the end of the list of files
        each = (30 + 20 + 46 + 28) if wide else (30 + 46)
        return once + sum(
            each + 2 * len(f"{self.folder}/{name}") + size for name, size in self.sizes
        )

    @property
    def is_wide(self):
        """Whether it needs the form for big ZIPs."""
        whole = sum(size + 200 + 2 * len(name) for name, size in self.sizes)
        return whole > MOST_32 or len(self.sizes) > MOST_FILES_32

    @property
    def sizes(self):
        """(name, size) of each file in the ZIP: all are known before it begins."""
        payload = [(part.name, part.size) for part in self.payload]
        tags = [("bagit.txt", len(BAGIT)), ("bag-info.txt", len(self.info))]
        lists = [
            (names.MANIFEST.format(name), listed(payload, length))
            for name, length in HASHES.items()
        ]
        tag_lists = [
            (names.TAG_MANIFEST.format(name), listed(tags + lists, length))
            for name, length in HASHES.items()
        ]
        return tags + payload + lists + tag_lists

    @property
    def payload(self):
        return [*self.parts, part_of(names.FILES, self.file_list())]

    @property
    def info(self):
        size = sum(part.size for part in self.payload)
        said = {"today": self.today, "size": size, "count": len(self.payload)}
        return INFO.format(**said).encode()

    # --- The ZIP

    def pieces(self):
        """Yield the ZIP."""
        pool = ThreadPoolExecutor(1)
        at = datetime.combine(self.today, time())
        method = NO_COMPRESSION_64 if self.is_wide else NO_COMPRESSION_32
        files = (
            (
                f"{self.folder}/{part.name}",
                at,
                READABLE,
                method(part.size, part.crc32),
                self.passing(part, pool),
            )
            for part in self.in_order()
        )
        try:
            yield from stream_zip(files, chunk_size=BLOCK, extended_timestamps=False)
        finally:
            pool.shutdown()

    def in_order(self):
        """Each part when its turn comes: the last ones tell of those before."""
        yield part_of("bagit.txt", BAGIT)
        yield part_of("bag-info.txt", self.info)
        yield from self.parts
        yield part_of(names.FILES, self.file_list())
        payload = [name for name in self.passed if name.startswith(names.DATA)]
        for kind in HASHES:
            yield self.manifest(names.MANIFEST, kind, payload)
        tags = [name for name in self.passed if not name.startswith(names.DATA)]
        for kind in HASHES:
            yield self.manifest(names.TAG_MANIFEST, kind, tags)

    def manifest(self, name, kind, listed_names):
        lines = (f"{self.passed[each].hash(kind)}  {each}\n" for each in listed_names)
        return part_of(name.format(kind), "".join(lines).encode())

    def file_list(self):
        exhibits = [p.name for p in self.parts if p.name.startswith(names.EXHIBITS)]
        lines = [
            (DAMAGED if name in self.damaged else WHOLE, name) for name in exhibits
        ]
        return "".join(f"{how:9}{what}\n" for how, what in lines + self.left).encode()

    def passing(self, part, pool):
        """Yield the part's bytes, and remember what they were."""
        passing = Passing(part, pool)
        yield from passing.pieces()
        self.passed[part.name] = passing
        if passing.is_damaged:
            self.damaged.add(part.name)


def listed(files, length):
    """How long a list of the hashes of these files is."""
    return sum(length + len("  ") + len(name) + len("\n") for name, _ in files)


def blocks(pieces):
    """The same bytes in bigger pieces."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


class Passing:
    """One part on its way. Half of the reckoning is done beside, in another thread,
    and goes on while the next part passes.
    """

    def __init__(self, part, pool):
        self.part, self.pool = part, pool
        self.size = self.crc32 = 0
        self.sha256, self.sha512 = hashlib.sha256(), hashlib.sha512()
        self.beside = deque()
        self.is_damaged = False

    def pieces(self):
        """One piece is held back, so that there is room to fill up a broken file."""
        held, source, before = b"", self.part.open(), self.sha256
        try:
            for piece in blocks(source):
                if held:
                    yield self.passed(held)
                before = self.sha256.copy()
                self.sha256.update(piece)
                held = piece
        except BROKEN:
            self.is_damaged = True
        finally:
            getattr(source, "close", int)()
        if not self.is_damaged and self.is_whole_with(held):
            yield self.passed(held)
        else:
            self.is_damaged, self.sha256 = True, before
            yield from self.filled_up()

    def is_whole_with(self, last):
        is_long = self.size + len(last) == self.part.size
        return is_long and self.sha256.hexdigest() == self.part.sha256

    def filled_up(self):
        rest = self.part.size - self.size
        if rest < PATCH:
            raise Unreadable("broke off in its last bytes")
        self.wait()
        for piece in filling(rest, self.crc32, self.part.crc32):
            self.sha256.update(piece)
            yield self.passed(piece)

    def passed(self, piece):
        self.beside.append(self.pool.submit(self.reckon, piece))
        if len(self.beside) > AHEAD:
            self.beside.popleft().result()
        self.size += len(piece)
        return piece

    def reckon(self, piece):
        self.crc32 = zlib.crc32(piece, self.crc32)
        self.sha512.update(piece)

    def wait(self):
        while self.beside:
            self.beside.popleft().result()

    def hash(self, kind):
        """In hex; kind is one of HASHES."""
        self.wait()
        return getattr(self, kind).hexdigest()
