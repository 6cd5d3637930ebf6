"""A PDF file written from its beginning to its end, object by object."""

from array import array
from decimal import Decimal

CHUNK = 1 << 16  # small objects are handed on together
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Writer:
    """Keeps where each object begins. What is written waits to be taken()."""

    def __init__(self):
        self.offsets = array("Q", [0])  # by number; 0: not written
        self.position = 0
        self.waiting = []
        self.add(HEADER)

    def add(self, *pieces):
        self.waiting += pieces
        self.position += sum(map(len, pieces))

    def new(self, count=1):
        """The number of an object to be written later, or the first of so many."""
        self.offsets.extend([0] * count)
        return len(self.offsets) - count

    def put(self, number, body):
        self.offsets[number] = self.position
        self.add(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def put_new(self, body):
        return self.put(self.new(), body)

    def put_stream(self, number, entries, *pieces):
        """A stream in pieces, which are not copied. `entries` are its dictionary's."""
        length = sum(map(len, pieces))
        self.offsets[number] = self.position
        self.add(
            b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, length),
            *pieces,
            b"\nendstream\nendobj\n",
        )
        return number

    def taken(self):
        """What was written since the last time, in chunks that are worth sending."""
        waiting, self.waiting = self.waiting, []
        small = bytearray()
        for piece in waiting:
            if len(piece) < CHUNK:
                small += piece
            if len(small) >= CHUNK or (small and len(piece) >= CHUNK):
                yield bytes(small)
                small.clear()
            if len(piece) >= CHUNK:
                yield bytes(piece)
        if small:
            yield bytes(small)

    def finish(self, root, info):
        """The table of objects. One that was never written is null."""
        for number, offset in enumerate(self.offsets[1:], start=1):
            if not offset:
                self.put(number, b"null")
        start, size = self.position, len(self.offsets)
        self.add(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        self.add(b"".join(b"%010d 00000 n \n" % place for place in self.offsets[1:]))
        self.add(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (size, root, info),
            b"startxref\n%d\n%%%%EOF\n" % start,
        )


def references(numbers):
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)


def numbers(*values):
    """Lengths in points, as PDF writes them."""
    return b" ".join(b"%g" % round(Decimal(value), 3) for value in values)


def text(words):
    """A string for the reader: ASCII as it is, else UTF-16."""
    if words.isascii() and words.isprintable():
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})".encode()
    return b"<feff%b>" % words.encode("utf-16-be").hex().encode()
