"""What stands in for the rest of a file that breaks off while it goes into a ZIP.

By then the ZIP has said how long the file is and what its CRC-32 will be. So that one
damaged file does not spoil the whole copy, it is filled up with zeros and four bytes
that make the CRC-32 come out as announced. The copy names such a file as damaged.
"""

import zlib

ALL = 0xFFFFFFFF
PATCH = 4
PIECE = 2**16
TABLE = [zlib.crc32(bytes([255 ^ n])) ^ 0xFF000000 for n in range(256)]
BY_TOP = {entry >> 24: n for n, entry in enumerate(TABLE)}


def filling(size, crc32, wanted):
    """Yield so many bytes, four at least, that turn this CRC-32 into the wanted one."""
    zeros = size - PATCH
    while zeros:
        piece = bytes(min(zeros, PIECE))
        zeros -= len(piece)
        crc32 = zlib.crc32(piece, crc32)
        yield piece
    yield patch(crc32, wanted)


def patch(crc32, wanted):
    """The four bytes: CRC-32 run backwards from the wanted one."""
    register = wanted ^ ALL
    for _ in range(PATCH):
        at = BY_TOP[register >> 24]
        register = ((register ^ TABLE[at]) << 8 | at) & ALL
    return (register ^ crc32 ^ ALL).to_bytes(PATCH, "little")
