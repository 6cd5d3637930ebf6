"""Files are sealed while they arrive, whole or not at all, and open only whole."""

import io
import os
import re
import resource
import subprocess
import sys
import threading
from contextlib import contextmanager

import pyrage
import pytest
from pyrage import x25519

from helpcenter import vault
from helpcenter.vault import NoRoom, Sealing, Unreadable
from helpcenter.vault.files import payload_size

CHUNK = 2**16
MARKER = b"MARKER-only-hers-to-read"
SECRET = vault.new_secret()
SIZES = [0, 1, 65_535, 65_536, 65_537, 3 * CHUNK, 5_000_011]


def sealed(folder, data, secret=SECRET, piece=CHUNK):
    """The sealed file of these bytes, that came in pieces of such a size."""
    sealing = Sealing(folder, secret)
    for start in range(0, len(data), piece):
        sealing.write(data[start : start + piece])
    return sealing.finish()


def opened(part, size, secret=SECRET):
    with open(part, "rb") as file:
        return b"".join(vault.unsealed(file, secret, size))


def refused(blob, size, secret=SECRET):
    """What came out of it before it was refused."""
    out = []
    with pytest.raises(Unreadable):
        out.extend(vault.unsealed(io.BytesIO(blob), secret, size))
    return b"".join(out)


# --- There and back


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_as_it_was(tmp_path, size):
    data = os.urandom(size)
    kept = sealed(tmp_path, data)
    assert opened(kept.part, size) == data
    assert kept.digest.size == size


@pytest.mark.parametrize("piece", [1, 1000, CHUNK + 1, 10**6])
def test_in_whatever_pieces_it_came(tmp_path, piece):
    data = os.urandom(3000 if piece == 1 else 300_000)
    assert opened(sealed(tmp_path, data, piece=piece).part, len(data)) == data


def test_its_digest_is_known(tmp_path):
    digest = sealed(tmp_path, b"123456789").digest
    assert digest.size == 9
    assert digest.crc32 == 0xCBF43926  # the check value of CRC-32
    assert digest.sha256.startswith("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65f")


@pytest.mark.parametrize("size", SIZES)
def test_the_age_command_opens_it_with_the_secret_of_the_case(tmp_path, size):
    data = os.urandom(size)
    kept = sealed(tmp_path, data)
    key = tmp_path / "key"
    key.write_text(SECRET)
    run = ["age", "--decrypt", "--identity", key, kept.part]
    assert subprocess.run(run, capture_output=True, check=True).stdout == data


# --- What was changed


@pytest.fixture
def blob(tmp_path):
    """A sealed file of 200,000 bytes."""
    return sealed(tmp_path, MARKER + b"x" * (200_000 - len(MARKER))).part.read_bytes()


@pytest.mark.parametrize("less", [1, 16, CHUNK, 100_000, 200_100])
def test_nothing_comes_out_of_a_file_that_was_cut_off(blob, less):
    assert refused(blob[:-less], 200_000) == b""


def test_nor_where_a_piece_ends_exactly_there(blob):
    head = len(blob) - payload_size(200_000)
    assert refused(blob[: head + 16 + 2 * (CHUNK + 16)], 200_000) == b""


@pytest.mark.parametrize("more", [b"x", b"x" * CHUNK])
def test_nothing_comes_out_of_a_file_that_was_added_to(blob, more):
    assert refused(blob + more, 200_000) == b""


def test_nothing_comes_out_with_another_key(blob):
    assert refused(blob, 200_000, vault.new_secret()) == b""


def test_nothing_comes_out_of_another_file(blob, tmp_path):
    assert refused(blob, 199_999) == b""
    assert refused(b"", 0) == b""
    assert refused(b"GIF89a" * 1000, 6000) == b""


@pytest.mark.parametrize("place", [30, 150, -1, -70_000, -190_000])
def test_a_changed_byte_is_noticed(blob, place):
    changed = bytearray(blob)
    changed[place] ^= 1
    out = refused(bytes(changed), 200_000)
    assert len(out) < 200_000  # and no piece that was changed:
    assert (MARKER + b"x" * 200_000).startswith(out)


# --- A full disk


@contextmanager
def files_at_most(size):
    """No file may grow beyond it, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Full(io.RawIOBase):
    """Takes so many bytes."""

    def __init__(self, room):
        super().__init__()
        self.room, self.failed = room, 0

    def writable(self):
        return True

    def write(self, piece):
        if len(piece) > self.room:
            self.failed += 1
            raise OSError(28, "No space left on device")
        self.room -= len(piece)
        return len(piece)


def test_pyrage_still_hides_that_its_last_write_failed():
    """Why the size is compared. If this fails, pyrage was mended: be glad."""
    recipient = x25519.Identity.from_str(SECRET).to_public()
    data = b"x" * 5000
    full = Full(len(pyrage.encrypt(data, [recipient])) - 100)
    pyrage.encrypt_io(io.BytesIO(data), full, [recipient])
    assert full.failed


# What age's own part takes at least; pyrage adds some random bytes to it.
SHORTEST_HEADER = 181


@pytest.mark.parametrize("size", [0, 100, 5000, 70_000, 200_000])
@pytest.mark.parametrize("lacking", [1, 17, 100, 9000, 10**6])
def test_a_full_disk_refuses_and_leaves_nothing(tmp_path, size, lacking):
    whole = payload_size(size) + SHORTEST_HEADER
    with files_at_most(max(0, whole - lacking)), pytest.raises(NoRoom):
        sealed(tmp_path, b"x" * size)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_noticed_while_a_big_file_arrives(tmp_path):
    """And not only when all of it came."""
    written = []
    with files_at_most(10**6), pytest.raises(NoRoom):
        write_for_ever(Sealing(tmp_path, SECRET), written)
    assert len(written) * CHUNK < 5 * 10**6
    assert list(tmp_path.iterdir()) == []
    assert not others()


def write_for_ever(sealing, written):
    while True:
        sealing.write(b"x" * CHUNK)
        written.append(CHUNK)


def test_no_folder_can_be_made(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NoRoom):
        Sealing(tmp_path / "file" / "parts", SECRET)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 2 MB, where we may make one."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", tmp_path]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("Only root can mount a small disk.")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


def test_what_a_small_disk_took_is_whole(small_disk):
    taken, refusals = [], 0
    for number in range(80):
        data = os.urandom(10_000 + number * 1000)
        try:
            taken.append((data, sealed(small_disk, data)))
        except NoRoom:
            refusals += 1
    assert taken
    assert refusals
    for data, kept in taken:
        assert opened(kept.part, len(data)) == data
    assert len(list(small_disk.iterdir())) == len(taken)


# --- Nothing in clear, nothing telling, nothing left


def test_nothing_is_on_the_disk_in_clear_at_any_time(tmp_path):
    sealing = Sealing(tmp_path, SECRET)
    seen = 0
    for _ in range(60):
        sealing.write(MARKER * 2000)
        for path in tmp_path.rglob("*"):
            assert MARKER not in path.read_bytes()
            seen = max(seen, path.stat().st_size)
    sealing.finish()
    assert seen > 10**6
    (part,) = tmp_path.iterdir()
    assert MARKER not in part.read_bytes()


def test_names_are_random_and_only_ours_to_read(tmp_path):
    folder = tmp_path / "files" / "parts"
    parts = [sealed(folder, b"the same").part for _ in range(3)]
    assert len({part.name for part in parts}) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}\.part", part.name) for part in parts)
    assert all(part.stat().st_mode & 0o777 == 0o600 for part in parts)
    for made in (folder, folder.parent):
        assert made.stat().st_mode & 0o777 == 0o700
    assert parts[0].read_bytes() != parts[1].read_bytes()


def others():
    """Threads beside this one that are ours."""
    return [thread for thread in threading.enumerate() if hasattr(thread, "work")]


def test_giving_up_leaves_nothing(tmp_path):
    sealing = Sealing(tmp_path, SECRET)
    sealing.write(b"x" * 10**6)
    sealing.abort()
    sealing.abort()
    assert list(tmp_path.iterdir()) == []
    assert not others()
    with pytest.raises(NoRoom):
        sealing.write(b"x")


def test_a_bad_secret_leaves_nothing(tmp_path):
    with pytest.raises(pyrage.IdentityError):
        Sealing(tmp_path, "AGE-SECRET-KEY-1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pieces", [0, 1, 3])
def test_a_reader_who_stops_half_way_leaves_no_thread(tmp_path, pieces):
    kept = sealed(tmp_path, b"x" * 5_000_000)
    with open(kept.part, "rb") as file:
        reading = vault.unsealed(file, SECRET, 5_000_000)
        for _ in range(pieces):
            next(reading)
        reading.close()
    assert not others()


MEMORY = """
import resource, sys, tempfile
from helpcenter import vault
size, secret = int(sys.argv[1]), vault.new_secret()
piece = b"x" * 65536
with tempfile.TemporaryDirectory() as folder:
    sealing = vault.Sealing(folder, secret)
    for _ in range(size // len(piece)):
        sealing.write(piece)
    kept = sealing.finish()
    with open(kept.part, "rb") as file:
        assert sum(map(len, vault.unsealed(file, secret, size))) == size
    stream = vault.sealed_stream((piece for _ in range(size // len(piece))),
                                 vault.new_copy_key()[1])
    assert sum(map(len, stream)) > size
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_memory_stays_flat():
    """Kilobytes, for one megabyte and for three hundred."""
    small, big = (
        int(
            subprocess.run(
                [sys.executable, "-c", MEMORY, str(size * 2**20)],
                env=os.environ | {"PYTHONPATH": "."},
                capture_output=True,
                check=True,
            ).stdout
        )
        for size in (1, 300)
    )
    assert big - small < 15_000


# --- Copies for whoever holds a key


def test_a_copy_is_an_age_file_for_its_key(tmp_path):
    identity, recipient = vault.new_copy_key()
    stream = vault.sealed_stream(iter([MARKER] * 10_000), recipient)
    (tmp_path / "copy").write_bytes(b"".join(stream))
    (tmp_path / "key").write_text(identity)
    run = ["age", "-d", "-i", tmp_path / "key", tmp_path / "copy"]
    out = subprocess.run(run, capture_output=True, check=True).stdout
    assert out == MARKER * 10_000
    assert not others()


def test_a_recipient_may_be_typed():
    typed = str(vault.new_copy_key()[1])
    assert str(vault.reader_of(f" {typed}\n")) == typed
    for wrong in ("", "age1", typed[:-1], SECRET):
        with pytest.raises(Unreadable):
            vault.reader_of(wrong)


def test_a_copy_nobody_waits_for_leaves_no_thread(tmp_path):
    """Also where it is made from a sealed file, which has one of its own."""
    kept = sealed(tmp_path, b"x" * 5_000_000)
    with open(kept.part, "rb") as file:
        reading = vault.unsealed(file, SECRET, 5_000_000)
        copy = vault.sealed_stream(reading, vault.new_copy_key()[1])
        next(copy)
        copy.close()
        assert not others()


def test_what_went_wrong_under_a_copy_is_told():
    def failing():
        yield b"x" * 100_000
        raise vault.StoreAway

    with pytest.raises(vault.StoreAway):
        list(vault.sealed_stream(failing(), vault.new_copy_key()[1]))
    assert not others()
