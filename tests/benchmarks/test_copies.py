"""The digital copy as it streams, beside cp and openssl of the same bytes.

COPY_BENCH_MB says how big the files are together: 256 by default, in files of 4 MB. The
goal is at most 1.5 times as long as cp and SHA-256 (performance.md), without the
opening of the seal; with it, cp and both digests that a bag lists stand beside it.
"""

import hashlib
import os
import secrets
import zlib
from datetime import date
from functools import partial

import pytest

from evidence import files
from evidence.copies.bag import Bag, Part
from helpcenter import vault
from tests.benchmarks.beside import beside, cp_and_openssl

MEGABYTES = int(os.environ.get("COPY_BENCH_MB", "256"))
EACH = 4
PIECE = 2**16  # as the seal is opened
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    paths = [folder / f"{number}.jpg" for number in range(MEGABYTES // EACH)]
    for path in paths:
        path.write_bytes(secrets.token_bytes(EACH * 2**20))
    return paths


def read(path):
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            yield piece


def part_of(number, data, opened):
    digest = hashlib.sha256(data).hexdigest()
    name = f"data/exhibits/{number}.jpg"
    return Part(name, len(data), zlib.crc32(data), digest, opened)


def stream(parts, target):
    """Write the copy as a browser would save it."""
    bag = Bag("notes-2026-11", parts, [], TODAY)
    with target.open("wb", buffering=0) as file:
        for piece in bag.pieces():
            file.write(piece)
    assert target.stat().st_size == bag.size
    assert not bag.damaged


def test_streaming_of_plain_files(benchmark, sources, tmp_path):
    parts = [
        part_of(n, path.read_bytes(), partial(read, path))
        for n, path in enumerate(sources)
    ]
    beside(
        benchmark,
        lambda: stream(parts, tmp_path / "copy.zip"),
        lambda: cp_and_openssl(sources, tmp_path),
        name="cp and sha256",
    )


def test_streaming_of_sealed_files(benchmark, db, sources, tmp_path):
    secret = vault.new_secret()
    arriving = [files.keep(secret, path.read_bytes()) for path in sources]
    parts = [
        part_of(n, path.read_bytes(), partial(unsealed, each.kept, secret))
        for n, (path, each) in enumerate(zip(sources, arriving, strict=True))
    ]
    beside(
        benchmark,
        lambda: stream(parts, tmp_path / "copy.zip"),
        lambda: cp_and_openssl(sources, tmp_path, ("sha256", "sha512")),
        name="cp, sha256 and sha512",
    )
    for each in arriving:
        each.close()


def unsealed(kept, secret):
    with vault.store.open(kept.name) as file:
        yield from vault.unsealed(file, secret, kept.size)
