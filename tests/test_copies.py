"""The digital copy: taken along, checked by other people's programs, brought back."""

import csv
import hashlib
import io
import json
import re
import struct
import subprocess
import zipfile
import zlib
from datetime import date

import bagit
import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evidence import custody, exhibits, files, minors
from evidence.cases import case_for
from evidence.copies import bag, contents, keys, names, reading, unpacking
from evidence.copies.bring import CannotBring, bring_back
from evidence.copies.earlier import earlier_logs, readable_logs
from evidence.copies.filler import filling
from evidence.copies.records import all_records
from evidence.exhibits import Exhibit, exhibits_of
from evidence.models import Record, SealedFile
from helpcenter import vault
from tests.exhibits import add_file, jpeg, samples
from tests.test_cases import visit
from tests.test_incidents import kept, open_case, write
from tests.words import Page, grade, length

COPY, TAKE = "evidence:copy", "evidence:copy-take"
BACK, CHECK = "evidence:copy-back", "evidence:copy-check"
# bagit itself calls re.sub() in the old way.
pytestmark = pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning")
SOME = [each for each in samples() if each[0] in ("jpeg", "gif", "pdf", "mp4", "eml")]
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
def owner(client, db):
    """Somebody with two incidents, and files of some types."""
    write(client, happened=FORMULA, date="March 5, 2026")
    write(
        client, happened="He posted it.", date="2026-03-07", links="https://a.example/1"
    )
    case = open_case(client)
    first, second = (incident.id for incident in kept(client))
    for number, (file_type, name, data) in enumerate(SOME):
        incident = first if number % 2 else second
        said = {"intimate": "" if number else "no", "shows": f"Exhibit {number}"}
        add_file(case, incident, data, file_type, name, **said)
    exhibits.add(case, Exhibit(incident=first, shows="Only words", sha256="a" * 64))
    minors.answer(case, first, "no")
    return client


@pytest.fixture
def small(client, db):
    """Somebody with one incident, a picture and a text."""
    write(client)
    case = open_case(client)
    (incident,) = kept(client)
    add_file(case, incident.id, jpeg(), "jpeg", "IMG 1.jpg", intimate="no")
    add_file(case, incident.id, b"words " * 30_000, "txt", "chat.txt")
    return client


def taken(client, **choices):
    """The response that streams the copy."""
    assert client.post(reverse(COPY), choices).status_code == 302
    return client.post(reverse(TAKE))


def copy_of(client, **choices):
    return b"".join(taken(client, **choices).streaming_content)


def unpacked(data, folder):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        file.extractall(folder)
    (top,) = folder.iterdir()
    return top


def entries_of(data):
    """{name from the top of the bag: its bytes}"""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name.partition("/")[2]: file.read(name) for name in file.namelist()}


def packed(entries, method=zipfile.ZIP_STORED, top="notes-2026-11/"):
    """As a person packs a folder again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in entries.items():
            file.writestr(top + name, data)
    return out.getvalue()


def changed(data, method=zipfile.ZIP_STORED, **new):
    """The copy with other files in it; names as in `new`, or None to leave one out."""
    entries = entries_of(data) | new
    return packed({n: d for n, d in entries.items() if d is not None}, method)


def pieces_of(data, size=10_000):
    return (data[at : at + size] for at in range(0, len(data), size))


def empty_case():
    return case_for(visit())


def brought(data, key="", case=None):
    """(the case, the result) of bringing it back."""
    case = case or empty_case()
    return case, bring_back(case, pieces_of(data), key)


def chart_in(data):
    return json.loads(entries_of(data)[names.CHART])


def with_records(data, change):
    """The copy with other records in its chart.json, and with its hash in order."""
    entries = entries_of(data)
    chart = json.loads(entries[names.CHART])
    change(chart)
    return relisted(entries | {names.CHART: json.dumps(chart).encode()})


def relisted(entries):
    lists = {name for name in entries if "manifest-" in name}
    lines = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in entries.items()
        if name.startswith("data/")
    )
    rest = {name: data for name, data in entries.items() if name not in lists}
    return packed(rest | {"manifest-sha256.txt": lines.encode()})


# --- What is in it


def test_any_bagit_program_finds_it_whole(owner, tmp_path):
    top = unpacked(copy_of(owner), tmp_path)
    assert bagit.Bag(str(top)).validate()


@pytest.mark.parametrize("kind", ["sha256", "sha512"])
def test_the_systems_own_tools_find_it_whole(owner, tmp_path, kind):
    top = unpacked(copy_of(owner), tmp_path)
    command = [f"{kind}sum", "--strict", "-c"]
    for name in (f"manifest-{kind}.txt", f"tagmanifest-{kind}.txt"):
        subprocess.run([*command, name], cwd=top, check=True, capture_output=True)


def test_one_byte_flipped_is_named(owner, tmp_path):
    top = unpacked(copy_of(owner), tmp_path)
    file = next((top / "data/exhibits").glob("B-*"))
    data = bytearray(file.read_bytes())
    data[10] ^= 1
    file.write_bytes(data)
    command = ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"]
    said = subprocess.run(command, cwd=top, capture_output=True, text=True)
    assert said.returncode
    assert said.stdout == f"data/exhibits/{file.name}: FAILED\n"


def test_originals_are_there_byte_for_byte(owner):
    case, (incident, _) = open_case(owner), kept(owner)
    for file_type, name, data in samples():
        arriving = files.keep(case.secret, data)
        exhibit = Exhibit(incident.id, file=arriving.kept, file_type=file_type)
        exhibits.add(case, exhibits.replace(exhibit, file_name=name), arriving)
    entries = entries_of(copy_of(owner))
    for exhibit in (each for each in exhibits_of(case) if each.file):
        name = names.exhibit_name(exhibit)
        assert entries.pop(name) == files.read(case, exhibit.file)
    assert not [name for name in entries if name.startswith(names.EXHIBITS)]


def test_the_length_is_announced(owner, monkeypatch):
    response = taken(owner)
    data = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(data)
    assert response["Content-Encoding"] == "identity"
    assert re.fullmatch(
        r'attachment; filename="notes-\d{4}-\d\d\.zip"', response["Content-Disposition"]
    )
    monkeypatch.setattr(bag, "MOST_32", 100)  # now in the form for big ones
    response = taken(owner)
    data = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(data)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_all_records_and_no_key_are_in_it(owner):
    case = open_case(owner)
    keys.new_key(case)
    text = entries_of(copy_of(owner))[names.CHART].decode()
    assert FORMULA in text
    assert "https://a.example/1" in text
    for secret in ("AGE-SECRET", case.secret, case.id):
        assert secret not in text
    for exhibit in exhibits_of(case):
        for file in exhibit.all_files:
            assert file.name not in text


def test_spreadsheets_reckon_nothing(owner):
    case = open_case(owner)
    (first, *_) = exhibits_of(case)
    changed = exhibits.replace(first, shows=FORMULA, note="+1", link="@x")
    exhibits.describe(case, changed, first.revision)
    entries = entries_of(copy_of(owner))
    tables = [name for name in entries if name.endswith(".csv") and "/exh" not in name]
    tables += ["data/exhibits.csv"]
    cells = [
        cell
        for name in tables
        for row in csv.reader(io.StringIO(entries[name].decode("utf-8-sig")))
        for cell in row
    ]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("../../etc/passwd.txt", "A-etcpasswd.txt"),
        ("..\\con.txt", "A-con.txt"),
        ("a\nb\x00c.txt", "A-a-bc.txt"),
        ("🙂.txt", "A.txt"),
        ("\u202egpj.txt", "A-gpj.txt"),
        ("-rf *.txt", "A-rf.txt"),
        ("x" * 300 + ".exe.txt", "A-" + "x" * 60 + ".txt"),
        ("", "A.txt"),
    ],
)
def test_names_in_it_are_harmless(name, becomes):
    exhibit = Exhibit("", label="A", file_name=name, file_type="txt")
    assert names.exhibit_name(exhibit) == f"data/exhibits/{becomes}"


def test_the_names_are_neutral(small):
    data = copy_of(small)
    top = zipfile.ZipFile(io.BytesIO(data)).namelist()[0].partition("/")[0]
    assert re.fullmatch(r"notes-\d{4}-\d\d", top)
    entries = entries_of(data)
    info = entries["bag-info.txt"].decode()
    assert "External-Description: Notes\n" in info
    payload = [d for name, d in entries.items() if name.startswith("data/")]
    assert f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}\n" in info
    assert "helpcenter" not in info + entries["data/README.txt"].decode().lower()


def test_letters_made_so_far_are_in_it(client, demo_case):
    entries = entries_of(copy_of(client))
    letters = [name for name in entries if name.startswith(names.LETTERS)]
    assert len(letters) == 2 * len(demo_case)
    for name in letters:
        begin = b"%PDF" if name.endswith(".pdf") else b""
        assert entries[name].startswith(begin)
        assert entries[name]


def test_labels_are_fixed_and_it_is_written_down_before(small):
    taken(small)  # not a byte of it is read
    case = open_case(small)
    assert [each.fixed_label for each in exhibits_of(case)] == ["A", "B"]
    events = [line.event for line in custody.log_of(case)]
    assert events[-4:] == ["labelled", "labelled", "copied", "copied"]


# --- What is left out


def test_only_what_was_chosen(owner):
    first, second = kept(owner)
    data = copy_of(owner, incidents=[second.id])
    chart = chart_in(data)
    assert [each["happened"] for each in chart["incidents"]] == ["He posted it."]
    ids = {each["id"] for each in chart["records"]}
    assert second.id in ids
    assert first.id not in ids
    other = {e.id for e in exhibits_of(open_case(owner)) if e.incident == first.id}
    assert other
    assert not other & ids
    assert not [each for each in chart["records"] if each["name"] == first.id]


def test_pictures_that_may_be_intimate_stay_out_if_so_chosen(owner):
    data = copy_of(owner, covered="no")
    entries = entries_of(data)
    case = open_case(owner)
    covered = [each for each in exhibits_of(case) if each.is_covered]
    assert covered
    for each in covered:
        assert names.exhibit_name(each) not in entries
        assert f"left out {names.exhibit_name(each)}" in entries[names.FILES].decode()
    assert len([name for name in entries if name.startswith(names.EXHIBITS)]) == (
        len(SOME) - len(covered)
    )


def test_by_default_they_are_in(owner):
    entries = entries_of(copy_of(owner))
    for each in exhibits_of(open_case(owner)):
        assert not each.file or names.exhibit_name(each) in entries


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_no_file_where_somebody_may_be_under_18(owner, answer):
    open_case(owner).remember(under_18=answer)
    assert "words only" in owner.get(reverse(COPY)).content.decode()
    data = copy_of(owner)
    entries = entries_of(data)
    assert not [name for name in entries if name.startswith(names.EXHIBITS)]
    assert not [name for name in entries if name.startswith(names.LETTERS)]
    assert "NO FILES ARE IN THIS COPY" in entries[names.README].decode()
    assert "blurred" not in entries[names.CHART].decode()
    assert "He posted it." in entries[names.CHART].decode()


# --- Files that cannot be read


def path_of(exhibit):
    return vault.store.path(exhibit.file.name)


def test_a_file_that_is_gone_is_named_and_the_rest_is_whole(small, tmp_path):
    first, second = exhibits_of(open_case(small))
    path_of(first).unlink()
    data = copy_of(small)
    top = unpacked(data, tmp_path)
    assert bagit.Bag(str(top)).is_valid()
    entries = entries_of(data)
    name = names.exhibit_name(first)
    assert name not in entries
    assert f"missing: {name}" in entries[names.README].decode()
    assert f"missing  {name}\n" in entries[names.FILES].decode()
    assert f"whole    {names.exhibit_name(second)}\n" in entries[names.FILES].decode()


def test_a_file_cut_off_before_is_left_out(small):
    _, second = exhibits_of(open_case(small))
    path = path_of(second)
    path.write_bytes(path.read_bytes()[:-5])
    assert names.exhibit_name(second) not in entries_of(copy_of(small))


@pytest.mark.parametrize("at", [-1, 100_000, 500])
def test_a_file_that_breaks_on_the_way_is_told(small, tmp_path, at):
    """The ZIP and the bag stay valid, and nobody can take the file for whole."""
    _, second = exhibits_of(open_case(small))
    path = path_of(second)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    response = taken(small)
    copy = b"".join(response.streaming_content)
    assert len(copy) == int(response["Content-Length"])
    assert bagit.Bag(str(unpacked(copy, tmp_path))).is_valid()
    entries = entries_of(copy)
    name = names.exhibit_name(second)
    assert f"damaged  {name}\n" in entries[names.FILES].decode()
    assert hashlib.sha256(entries[name]).hexdigest() != second.sha256
    case, result = brought(copy)
    assert result.changed == [name]
    assert [bool(each.file) for each in exhibits_of(case)] == [True, False]
    assert exhibits_of(case)[1].sha256 == second.sha256


def test_a_file_that_is_not_what_was_recorded_is_told(small):
    case = open_case(small)
    first, _ = exhibits_of(case)
    other = files.keep(case.secret, b"x" * first.file.size)
    wrong = exhibits.replace(first.file, name=other.kept.name)
    case.change(
        "exhibit", first.id, exhibits.replace(first, file=wrong).value, first.revision
    )
    other.claim(case.id)
    entries = entries_of(copy_of(small))
    assert f"damaged  {names.exhibit_name(first)}" in entries[names.FILES].decode()


@pytest.mark.parametrize("size", [4, 5, 1000, 200_000])
def test_a_filling_has_the_size_and_crc_that_were_announced(size):
    before = b"what came before"
    filled = b"".join(filling(size, zlib.crc32(before), 0x12345678))
    assert len(filled) == size
    assert zlib.crc32(before + filled) == 0x12345678


# --- Encrypted


def test_age_opens_it_with_the_key_of_this_copy(small, tmp_path):
    response = taken(small, lock="own")
    assert response["Content-Disposition"].endswith('.zip.age"')
    (tmp_path / "copy.age").write_bytes(b"".join(response.streaming_content))
    key = small.post(reverse(TAKE), {"key": key_on(small)})
    assert key["Content-Disposition"] == 'attachment; filename="notes-key.txt"'
    (tmp_path / "key").write_bytes(key.content)
    command = ["age", "-d", "-i", "key", "copy.age"]
    opened = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert zipfile.ZipFile(io.BytesIO(opened.stdout)).testzip() is None


def key_on(client):
    """Of the button on the page."""
    page = lxml.html.fromstring(client.get(reverse(TAKE)).content)
    (button,) = page.xpath("//button[@name='key']")
    return button.get("value")


def test_each_copy_has_a_key_of_its_own_and_all_stay(small):
    copy_of(small, lock="own")
    copy_of(small, lock="own")
    first, second = keys.keys_of(open_case(small))
    assert first.identity != second.identity
    page = small.get(reverse(COPY)).content.decode()
    assert first.reader in page
    assert second.reader in page
    assert "AGE-SECRET" not in page


def test_a_key_of_somebody_else_is_not_there(small):
    copy_of(small, lock="own")
    other = Client()
    write(other)
    mine = keys.keys_of(open_case(small))[0].id
    assert other.post(reverse(TAKE), {"key": mine}).status_code == 404


def test_for_a_lawyer_only_the_lawyer_opens_it(small, tmp_path):
    made = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True)
    (tmp_path / "key").write_text(made.stdout)
    reader = re.search("age1[0-9a-z]+", made.stdout)[0]
    (tmp_path / "copy").write_bytes(copy_of(small, lock="other", reader=reader))
    command = ["age", "-d", "-i", "key", "copy"]
    opened = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert zipfile.ZipFile(io.BytesIO(opened.stdout)).testzip() is None
    assert keys.keys_of(open_case(small)) == []


@pytest.mark.parametrize(
    ("reader", "said"),
    [("lawyer@example.org", "not an age address"), ("", "Put in the age address")],
)
def test_an_address_that_is_none_is_told(small, reader, said):
    response = small.post(reverse(COPY), {"lock": "other", "reader": reader})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert small.post(reverse(TAKE)).status_code == 302


# --- Brought back


def without_ids(case):
    """All values of the case, with ids told by their place instead of their letters."""
    entries = by_kind(each for each in all_records(case) if each.kind != "earlier-log")
    place = {entry.id: n for n, entry in enumerate(entries)}
    return [
        (entry.kind, place.get(entry.name), reading.with_ids(tidied(entry), place))
        for entry in entries
    ]


def by_kind(entries):
    return sorted(entries, key=lambda entry: (entry.kind, entry.made_at))


def tidied(entry):
    """Without the names of blobs, which are new. What was made of a file is only there
    or not: a PDF that is made twice differs.
    """
    value = dict(entry.value)
    if value.get("file"):
        value["file"] = value["file"] | {"name": "", "secret": ""}
    for name in ("preview", "page_form"):
        if name in value:
            value[name] = bool(value[name])
    return value


def test_it_comes_back_equal(owner):
    data = copy_of(owner)
    mine = open_case(owner)
    case, result = brought(data)
    assert result.is_whole
    assert (result.incidents, result.files) == (2, len(SOME))
    assert without_ids(case) == without_ids(mine)
    ids = {entry.id for entry in all_records(mine)}
    assert not ids & {entry.id for entry in all_records(case)}


def test_files_and_previews_come_back(owner):
    data = copy_of(owner)
    mine = open_case(owner)
    case, _ = brought(data)
    pairs = zip(exhibits_of(mine), exhibits_of(case), strict=True)
    for old, new in pairs:
        assert (old.label, old.received) == (new.label, new.received)
        assert bool(old.preview) == bool(new.preview)
        if old.file:
            assert files.read(case, new.file) == files.read(mine, old.file)
            assert new.file.name != old.file.name


def test_a_copy_of_it_says_the_same(owner):
    first = copy_of(owner)
    case, _ = brought(first)
    found = contents.Contents(case, contents.Choices(), date.today())
    again = entries_of(b"".join(found.bag().pieces()))
    before = entries_of(first)
    same = [n for n in before if n.startswith((names.EXHIBITS, "data/chart.csv"))]
    assert {n: before[n] for n in same} == {n: again[n] for n in same}
    assert json.loads(again[names.LOG])["earlier"]


def test_letters_facts_and_drafts_come_back(client, demo_case):
    case, result = brought(copy_of(client))
    assert result.is_whole
    mine = open_case(client)
    assert case.facts == mine.facts
    assert without_ids(case) == without_ids(mine)


def test_custody_goes_on_and_the_old_log_stays(small):
    data = copy_of(small)
    old = [vars(line) for line in custody.log_of(open_case(small))]
    case, _ = brought(data)
    (log,) = earlier_logs(case)
    assert log["lines"] == old
    assert [line.event for line in custody.log_of(case)] == ["brought"] * 2
    labels = {each.id: each.label for each in exhibits_of(case)}
    ((rows, broken),) = readable_logs(case, labels)
    assert not broken
    assert {label for _, label in rows} == {"A", "B"}


def test_packed_again_by_a_person(owner):
    data = copy_of(owner)
    entries = dict(sorted(entries_of(data).items(), reverse=True))
    entries |= {".DS_Store": b"x", "__MACOSX/._a": b"y"}
    for top in ("my stuff/", ""):
        _, result = brought(packed(entries, zipfile.ZIP_DEFLATED, top))
        assert result.is_whole


def test_an_encrypted_copy_comes_back_with_its_key(small):
    data = copy_of(small, lock="own")
    (key,) = keys.keys_of(open_case(small))
    for text in (key.identity, key.file.decode()):
        _, result = brought(data, text)
        assert result.is_whole


def test_what_differs_is_named(small):
    data = copy_of(small)
    first, second = map(names.exhibit_name, exhibits_of(open_case(small)))
    _, result = brought(
        changed(
            data,
            **{
                first: entries_of(data)[first] + b"!",
                second: None,
                "data/exhibits/C-new.jpg": jpeg(3),
                "data/chart.csv": b"other",
            },
        )
    )
    assert sorted(result.changed) == sorted([first, "data/chart.csv"])
    assert result.missing == [second]
    assert result.extra == ["data/exhibits/C-new.jpg"]
    assert (result.exhibits, result.files) == (2, 0)


def test_a_changed_list_of_hashes_is_named(small):
    data = copy_of(small)
    entries = entries_of(data)
    name = names.exhibit_name(exhibits_of(open_case(small))[0])
    old, new = entries[name], jpeg(9)
    text = entries["manifest-sha256.txt"].decode()
    text = text.replace(*(hashlib.sha256(d).hexdigest() for d in (old, new)))
    _, result = brought(
        changed(data, **{name: new, "manifest-sha256.txt": text.encode()})
    )
    assert sorted(result.changed) == sorted([name, "manifest-sha256.txt"])
    assert result.files == 1


def test_a_changed_log_is_named(small):
    entries = entries_of(copy_of(small))
    log = json.loads(entries[names.LOG])
    log["lines"][1]["at"] = "2020-01-01T00:00:00+00:00"
    entries[names.LOG] = json.dumps(log).encode()
    case, result = brought(relisted(entries))
    assert "line 2 is not as it was written" in result.notes[0]
    assert earlier_logs(case)[0]["broken"] == 2


@pytest.mark.parametrize("is_turned", [False, True])
def test_no_file_comes_back_where_somebody_may_be_under_18(
    small, files_folder, is_turned
):
    data = copy_of(small)  # while nobody had said so

    def say(chart):
        value = {"under_18": "unsure"}
        fact = {"kind": "facts", "name": "facts", "id": "f" * 32, "revision": 1}
        chart["records"].append(fact | {"value": value})

    before = SealedFile.objects.count()
    data = with_records(data, say)
    if is_turned:  # the files come before what forbids them
        data = packed(dict(reversed(entries_of(data).items())))
    case, result = brought(data)
    assert result.is_minor
    assert (result.exhibits, result.files) == (2, 0)
    assert not any(each.all_files for each in exhibits_of(case))
    assert SealedFile.objects.count() == before
    assert minors.is_minor(case)


def test_notes_that_hold_something_are_not_mixed(small):
    data = copy_of(small)
    with pytest.raises(CannotBring, match="hold something already"):
        brought(data, case=open_case(small))


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
    data = with_records(copy_of(client), set_first("letter", kind="nonsense"))
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


# --- Pages


def test_without_notes_there_is_nothing_to_copy(client, db):
    assert client.get(reverse(COPY)).url == reverse("evidence:chart")
    assert client.get(reverse(TAKE)).status_code == 302
    assert client.post(reverse(TAKE)).status_code == 302


def test_nothing_streams_that_was_not_asked_for(small):
    assert small.post(reverse(TAKE)).url == reverse(COPY)


def test_the_page_brings_it_back(small, client):
    data = copy_of(small)
    other = Client()
    upload = SimpleUploadedFile("notes.zip", data)
    response = other.post(reverse(BACK), {"copy": upload})
    assert "Your copy is back" in response.content.decode()
    assert len(kept(other)) == 1
    rows = SealedFile.objects.filter(case=None)
    assert not rows.exists()


def test_the_page_says_why_not(small):
    upload = SimpleUploadedFile("notes.zip", packed({"a": b"b"}))
    page = small.post(reverse(BACK), {"copy": upload})
    assert "hold something already" in page.content.decode()
    assert "Choose the file first" in small.post(reverse(BACK)).content.decode()


def test_the_words_are_plain(small):
    copy_of(small, lock="own")
    for name in (COPY, TAKE, CHECK, BACK):
        html = small.get(reverse(name)).content.decode()
        sentences = Page(html).sentences
        assert [each for each in sentences if length(each) > 20] == []
        assert grade(sentences) < 8, name
        assert "!" not in " ".join(sentences)


def test_all_its_pieces_are_named_in_the_readme(owner):
    entries = entries_of(copy_of(owner))
    readme = entries[names.README].decode()
    for tool in ("sha256sum -c", "shasum -a 256", "certutil", "Get-FileHash", "age -d"):
        assert tool in readme
    assert all(len(line) <= 80 for line in readme.splitlines())
    for name in entries:
        if name.startswith("data/") and name.count("/") == 1 and "README" not in name:
            assert name in readme or name == names.LOG
