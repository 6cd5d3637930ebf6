"""Copies that are not taken: nothing of them stays, and a sentence says why."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest

from evidence import custody
from evidence.copies import keys, names, unpacking
from evidence.copies.bring import CannotBring
from evidence.exhibits import exhibits_of
from evidence.models import Record, SealedFile
from helpcenter import vault
from tests.copies import (
    brought,
    changed,
    copy_of,
    empty_case,
    entries_of,
    packed,
    relisted,
    with_records,
)
from tests.exhibits import jpeg
from tests.test_incidents import open_case

# --- Refused: each with a sentence, and nothing of it stays


def refused(data, key=""):
    """The sentence."""
    rows, count = SealedFile.objects.count(), Record.objects.count()
    case = empty_case()
    with pytest.raises(CannotBring) as caught:
        brought(data, key, case)
    assert case.is_empty
    assert (SealedFile.objects.count(), Record.objects.count()) == (rows, count)
    assert custody.log_of(case) == []
    return str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        *("../a", "a/../../b", "/etc/passwd", "a\\b", "..\\b", "C:\\x", "a\x00b"),
        *("./a", "a//b", "a\nb", "\u202ea", "x" * 1100),
    ],
)
def test_tricks_with_paths(small, name):
    good = copy_of(small)
    (at, *_) = zipfile.ZipFile(io.BytesIO(good)).infolist()
    trick = raw_entry(name.encode(), b"x")
    assert refused(trick + good[at.header_offset :]) == unpacking.ODD_NAME


def raw_entry(name, data, size=None, crc=None):
    """A stored file, as it stands in a ZIP."""
    size = len(data) if size is None else size
    crc = zlib.crc32(data) if crc is None else crc
    return (
        struct.pack(
            "<4sHHHHHIIIHH",
            *(b"PK\x03\x04", 20, 0x800, 0, 0, 0, crc, size, size, len(name), 0),
        )
        + name
        + data
    )


def test_two_files_of_one_name(small):
    good = copy_of(small)
    once = raw_entry(b"notes-2026-11/data/x", b"1")
    again = raw_entry(b"notes-2026-11/DATA/X", b"2")
    assert refused(once + again + good) == unpacking.TWICE


def test_lying_sizes(small):
    good = copy_of(small)
    assert refused(raw_entry(b"notes/a", b"x", size=2**31) + good) in SENTENCES
    assert refused(raw_entry(b"notes/a", b"abc", crc=1) + good) in SENTENCES
    deflated = bytearray(packed({"a": b"x" * 1000}, zipfile.ZIP_DEFLATED))
    deflated[22:26] = struct.pack("<I", 5)
    assert refused(bytes(deflated)) in SENTENCES


SENTENCES = {
    unpacking.NOT_A_COPY,
    unpacking.CUT_OFF,
    unpacking.ODD_PACKING,
    unpacking.TOO_MUCH,
    unpacking.ODD_NAME,
}


def test_a_bomb_is_given_up_in_time(small, monkeypatch):
    monkeypatch.setattr(unpacking, "ALWAYS", 2**20)
    bomb = changed(
        copy_of(small),
        zipfile.ZIP_DEFLATED,
        **{"data/exhibits/Z-bomb.txt": bytes(50 * 2**20)},
    )
    assert refused(bomb) == unpacking.TOO_MUCH


def test_a_hundred_thousand_files(small):
    many = b"".join(raw_entry(b"n/%d" % n, b"") for n in range(100_000))
    assert refused(many) == unpacking.TOO_MUCH


def test_more_than_a_case_may_hold(small, settings):
    data = copy_of(small)
    settings.CASE_MAX_BYTES = 1000
    assert "no more room" in refused(data)
    settings.CASE_MAX_BYTES, settings.EXHIBIT_MAX_BYTES = 2**40, 1000
    assert refused(data) == unpacking.TOO_MUCH


def test_a_full_disk(small, settings):
    data = copy_of(small)
    settings.KEEP_FREE_BYTES = 2**60
    assert "no room for this file right now" in refused(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x03\x04", b"hello" * 100, b"PK\x05\x06" + bytes(18), jpeg()],
)
def test_what_is_no_zip(db, data):
    assert refused(data) in SENTENCES


def test_a_zip_of_something_else(db):
    assert refused(packed({"holiday.jpg": jpeg()})) == unpacking.NOT_A_COPY


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_off_anywhere(small, share):
    data = copy_of(small)
    assert refused(data[: int(len(data) * share)]) in SENTENCES


def test_a_zip_with_a_password(small):
    entry = bytearray(raw_entry(b"notes/a", b"x" * 20))
    entry[6] |= 1
    assert refused(bytes(entry)) == unpacking.ODD_PACKING


def test_encrypted_without_or_with_a_wrong_key(small):
    data = copy_of(small, lock="own")
    other, _ = vault.new_copy_key()
    assert refused(data) == unpacking.NO_KEY
    assert refused(data, "not a key") == unpacking.WRONG_KEY
    assert refused(data, other) == unpacking.WRONG_KEY
    (key,) = keys.keys_of(open_case(small))
    assert refused(data[:-10], key.identity) in {*SENTENCES, unpacking.WRONG_KEY}


def set_first(kind, /, **value):
    def change(chart):
        (row, *_) = (row for row in chart["records"] if row["kind"] == kind)
        row["value"] |= value

    return change


def set_row(**parts):
    return lambda chart: chart["records"][0].update(parts)


@pytest.mark.parametrize(
    "change",
    [
        lambda chart: chart.update(format="other"),
        lambda chart: chart.update(records=5),
        lambda chart: chart.update(records=[5]),
        lambda chart: chart["records"].append(chart["records"][0]),
        set_row(id="../x"),
        set_row(kind="Bad kind"),
        set_row(kind="x" * 17),
        set_row(name=5),
        set_row(name="x" * 301),
        set_row(revision="1"),
        set_row(value=[]),
        set_first("incident", date="never"),
        set_first("incident", date=5),
        set_first("incident", time="late"),
        set_first("incident", happened=["x"]),
        set_first("incident", happened="\ud800"),
        set_first("incident", happened="x" * 200_001),
        set_first("incident", targets=[{"url": "javascript:x", "platform": ""}]),
        set_first("incident", targets="x"),
        set_first("incident", worst="yes"),
        set_first("exhibit", kind="nonsense"),
        set_first("exhibit", file_type="exe"),
        set_first("exhibit", fixed_label="a/b"),
        set_first("exhibit", fixed_label="B"),
        set_first("exhibit", path=7),
        set_first("incident", extra=[[[[[[[[[[1]]]]]]]]]]),
    ],
)
def test_records_that_could_not_be_shown(small, change):
    data = with_records(copy_of(small), change)
    assert refused(data) == unpacking.NOT_A_COPY


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"a": NaN}', b"9" * 5000]
)
def test_json_that_is_none(small, text):
    data = changed(copy_of(small), **{names.CHART: text})
    assert refused(data) == unpacking.NOT_A_COPY


def test_a_newer_version_is_told(small):
    data = with_records(copy_of(small), lambda chart: chart.update(version=2))
    assert "newer version" in refused(data)


@pytest.mark.parametrize("name", [names.CHART, "manifest-sha256.txt"])
def test_a_copy_without_its_heart(small, name):
    assert refused(changed(copy_of(small), **{name: None})) == unpacking.NOT_A_COPY


def test_letters_that_make_no_sense(client, demo_case):
    data = with_records(copy_of(client), set_first("letter", facts="nonsense"))
    assert refused(data) == unpacking.NOT_A_COPY


def test_a_file_of_another_kind_inside_is_no_exhibit(small):
    data = copy_of(small)
    name = names.exhibit_name(exhibits_of(open_case(small))[0])
    page = b"<!doctype html><script>1</script>"
    entries = entries_of(data) | {name: page}
    data = relisted(entries)
    digest = hashlib.sha256(page).hexdigest()
    _, result = brought(with_records(data, set_first("exhibit", sha256=digest)))
    assert result.changed == [name]
    assert result.files == 1
