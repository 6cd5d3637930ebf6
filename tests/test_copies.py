"""The digital copy, taken along: other people's programs check and open it."""

import csv
import hashlib
import io
import json
import re
import subprocess
import zipfile
import zlib

import bagit
import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from evidence import custody, exhibits, files
from evidence.copies import bag, keys, names
from evidence.copies.bring import NO_LOG
from evidence.copies.filler import filling
from evidence.exhibits import Exhibit, exhibits_of
from helpcenter import vault
from tests.copies import (
    BACK,
    CHECK,
    COPY,
    FORMULA,
    SOME,
    TAKE,
    brought,
    chart_in,
    copy_of,
    entries_of,
    taken,
    unpacked,
)
from tests.exhibits import samples
from tests.test_incidents import kept, open_case, write
from tests.words import Page, grade, length

# bagit itself calls re.sub() in the old way.
pytestmark = pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning")

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
    made, sent = len(demo_case.every_letter), len(demo_case.requests)
    assert len(letters) == 2 * (made + sent + 1) + 1  # the list, and the calendar
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


def test_a_copy_for_somebody_else_holds_nothing_that_was_not_chosen(client, demo_case):
    case = open_case(client)
    case.put("summary", "summary", {"words": "Only for me."})
    (chosen, *_), (exhibit, *_) = kept(client), exhibits_of(case)
    client.post(reverse("evidence:exhibit-file", args=[exhibit.id]))
    whole = entries_of(copy_of(client))
    entries = entries_of(copy_of(client, incidents=[chosen.id], rest="no"))
    records = json.loads(entries[names.CHART])["records"]
    assert {each["kind"] for each in records} <= {"incident", "exhibit", "pictured"}
    assert b"Only for me." in whole[names.CHART]
    assert names.LOG in whole
    assert names.LOG not in entries
    assert not [name for name in entries if name.startswith(names.LETTERS)]
    labels = {each.label for each in exhibits_of(case) if each.incident == chosen.id}
    table = csv.DictReader(io.StringIO(entries[names.LOG_TABLE].decode("utf-8-sig")))
    assert labels
    assert {row["Exhibit"] for row in table} == labels
    assert "letters" not in entries[names.README].decode()


@pytest.mark.parametrize(
    ("covered", "said"), [("yes", "in it, too"), ("no", "left out")]
)
def test_before_saving_it_is_said_if_intimate_pictures_are_in_it(owner, covered, said):
    owner.post(reverse(COPY), {"rest": "no", "covered": covered})
    page = owner.get(reverse(TAKE)).content.decode()
    assert f"Pictures that may be intimate are {said}." in page


def test_such_a_copy_comes_back_and_says_what_it_lacks(owner):
    _, result = brought(copy_of(owner, rest="no"))
    assert (result.incidents, result.files) == (2, len(SOME))
    assert result.notes == [NO_LOG]


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


# --- Pages


def test_without_notes_there_is_nothing_to_copy(client, db):
    assert client.get(reverse(COPY)).url == reverse("evidence:chart")
    assert client.get(reverse(TAKE)).status_code == 302
    assert client.post(reverse(TAKE)).status_code == 302


def test_nothing_streams_that_was_not_asked_for(small):
    assert small.post(reverse(TAKE)).url == reverse(COPY)


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
