"""Searching all that a browser wrote on the disk, and unpacking what it packed.

Firefox packs its sessions with LZ4, and both caches hold answers as our server packs
pages, with gzip: a search of raw bytes would miss them. Chromium's stores pack with
snappy, which leaves a word as it is where it stands first.
"""

import zlib
from contextlib import suppress

MAGIC = b"mozLz40\0"


def lz4_block(data, expected):
    """One LZ4 block unpacked."""
    out, at = bytearray(), 0
    while at < len(data):
        token = data[at]
        size, at = extended(data, at + 1, token >> 4)
        out += data[at : at + size]
        at += size
        if at >= len(data):
            break
        offset = int.from_bytes(data[at : at + 2], "little")
        size, at = extended(data, at + 2, token & 15)
        for _ in range(size + 4):
            out.append(out[-offset])
    assert len(out) == expected
    return bytes(out)


def extended(data, at, size):
    """A length that goes on for as long as its bytes are full."""
    if size == 15:
        while True:
            size, at = size + data[at], at + 1
            if data[at - 1] != 255:
                break
    return size, at


def unpacked(data):
    """What the file holds, as it is and unpacked."""
    yield data
    if data.startswith(MAGIC):
        yield lz4_block(data[12:], int.from_bytes(data[8:12], "little"))
    start = data.find(b"\x1f\x8b\x08")
    while start >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(data[start:])
        start = data.find(b"\x1f\x8b\x08", start + 1)


def found(profile, words):
    """{word: names of the files that hold it}, for each that any holds."""
    hits = {}
    for path in sorted(profile.rglob("*")):
        with suppress(OSError):  # sockets, and links to nowhere
            if path.is_file():
                pieces = list(unpacked(path.read_bytes()))
                for word in words:
                    if any(holds(piece, word) for piece in pieces):
                        hits.setdefault(word, []).append(path.name)
    return hits


def holds(data, word):
    return any(word.encode(code) in data for code in ("utf-8", "utf-16-le"))
