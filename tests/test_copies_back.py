"""The digital copy, brought back: everything as it was, and what differs is named."""

import hashlib
import json
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from evidence import custody, files, minors
from evidence.copies import contents, keys, names
from evidence.copies.bring import CannotBring
from evidence.copies.earlier import earlier_logs, readable_logs
from evidence.copies.records import all_records
from evidence.exhibits import exhibits_of
from evidence.models import SealedFile
from tests.copies import (
    BACK,
    SOME,
    brought,
    changed,
    copy_of,
    entries_of,
    packed,
    relisted,
    with_records,
    without_ids,
)
from tests.exhibits import jpeg
from tests.test_incidents import kept, open_case

# bagit itself calls re.sub() in the old way.
pytestmark = pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning")


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
    small, files_folder, is_turned, monkeypatch
):
    data = copy_of(small)  # while nobody had said so
    monkeypatch.setattr(files, "Arriving", no_file)

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


def no_file(secret):
    """In the place of files.Arriving: none is begun, not even to be given up later."""
    assert not secret, "a file was about to be sealed"


def never_asked(chart):
    chart["records"] = [r for r in chart["records"] if r["kind"] != minors.ASKED]


def asked_of_another(chart):
    (answer,) = (r for r in chart["records"] if r["kind"] == minors.ASKED)
    answer["name"] = "f" * 32


@pytest.mark.parametrize("change", [never_asked, asked_of_another])
def test_no_file_comes_back_without_the_answer_about_age(small, monkeypatch, change):
    """The same as of a file that is uploaded, whoever made the copy."""
    data = with_records(copy_of(small), change)
    listed = [names.exhibit_name(each) for each in exhibits_of(open_case(small))]
    monkeypatch.setattr(files, "Arriving", no_file)
    case, result = brought(data)
    assert result.unasked == listed
    assert (result.exhibits, result.files, result.is_whole) == (2, 0, False)
    assert not any(each.all_files for each in exhibits_of(case))


def test_the_answer_about_age_opens_for_its_incident_alone(owner):
    first = kept(owner)[0].id

    def keep_one(chart):
        asked = [r for r in chart["records"] if r["kind"] == minors.ASKED]
        gone = [r for r in asked if r["name"] != first]
        chart["records"] = [r for r in chart["records"] if r not in gone]

    data = with_records(copy_of(owner), keep_one)
    mine = exhibits_of(open_case(owner))
    _, result = brought(data)
    others = [each for each in mine if each.file and each.incident != first]
    assert result.unasked == [names.exhibit_name(each) for each in others]
    assert others
    assert result.files == len(SOME) - len(others)


def test_files_whose_incident_is_gone_come_back(small):
    """With the answer that was given for it."""
    case = open_case(small)
    case.delete("incident", kept(small)[0].id)
    _, result = brought(copy_of(small))
    assert result.is_whole
    assert result.files == 2


def test_the_page_names_what_it_left_out(small):
    data = with_records(copy_of(small), never_asked)
    name = names.exhibit_name(exhibits_of(open_case(small))[0])
    upload = SimpleUploadedFile("notes.zip", data)
    page = Client().post(reverse(BACK), {"copy": upload}).content.decode()
    assert "the question about age has no answer in the copy" in page
    assert name in page


def test_notes_that_hold_something_are_not_mixed(small):
    data = copy_of(small)
    with pytest.raises(CannotBring, match="hold something already"):
        brought(data, case=open_case(small))


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
