"""Somebody takes all there is of a site: they can read nothing.

tests/marked_site.py fills every form of a new site, in a process of its own, and dies
without tidying up. Here the raw files are searched: the database and its write-ahead
log, sealed files, temporary ones, the log, the cache, the headers of answers. The
search itself is tested too.
"""

import base64
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.pages import CHIEF, NOBODY, PAGES, PERSON, STAFF

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
MARK = "mq7zvexmark4wkq"  # found nowhere by chance, and taken by any box
# At least these must have been typed, and must be there.
VIEWS = {
    *("guide:step", "evidence:incident-new", "evidence:incident", "takedown:page"),
    *("evidence:exhibit-add", "evidence:exhibit", "evidence:exhibit-show"),
    *("evidence:cover", "takedown:sent", "takedown:request-event"),
}
KINDS = {"answer", "draft", "exhibit", "facts", "incident", "letter", "request"}
NEVER_FAILS = {"guide:leave"}  # it leads away, whatever happens


@pytest.fixture(scope="module")
def loot(tmp_path_factory):
    """The folder of a filled site, and what must not be found in it."""
    folder = tmp_path_factory.mktemp("stolen")
    (folder / "tmp").mkdir()
    with (folder / "log").open("wb") as log:
        run = subprocess.run(
            [sys.executable, "-m", "tests.marked_site", MARK],
            cwd=ROOT,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=log,
            check=False,
        )
    assert run.returncode == 0, (folder / "log").read_text()[-3000:]
    return SimpleNamespace(folder=folder, **json.loads(run.stdout))


def environment(folder):
    mine = {
        "DJANGO_SETTINGS_MODULE": "helpcenter.settings",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "CACHE_URL": "locmemcache://",
        "EXHIBIT_FOLDER": f"{folder}/exhibits",
        "SITE_SALT": "only for this test",
        "TMPDIR": f"{folder}/tmp",  # noqa: S108
    }
    return {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"} | mine


def found(folder, text):
    """The files of the folder that hold the text, in any way it may be written."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(way in file.read_bytes() for way in ways_of(text))
    ]


def ways_of(text):
    plain = text.encode()
    yield plain
    yield plain.upper()
    yield plain.hex().encode()
    yield text.encode("utf-16-le")
    for shift in range(3):  # base64 depends on where in the text it begins
        yield base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4]


def test_there_was_much_to_steal(loot):
    """Else finding nothing would prove nothing."""
    assert set(loot.taken) >= VIEWS
    assert set(loot.marked) >= KINDS
    assert set(loot.types) >= {"txt", "jpeg", "eml"}
    assert "eml" in loot.looked_into  # of a picture's own data only its day is noted
    assert "answered" in loot.told  # with the answer pasted
    assert (loot.folder / "db.sqlite3-wal").stat().st_size > 100_000
    assert found(loot.folder, "Instagram")  # what is public is readable


def test_each_kind_of_loot_is_there(loot):
    """The log tells of every failure, the cache counts tries, files are sealed."""
    log = (loot.folder / "log").read_text()
    for view in {page.route for page in PAGES if is_named(page)} - NEVER_FAILS:
        assert f"{view} 500" in log, view
    assert "RuntimeError" in log
    assert "throttle|" in (loot.folder / "cache").read_text()
    assert "Content-Disposition" in (loot.folder / "headers").read_text()
    sealed = [each for each in (loot.folder / "exhibits").rglob("*") if each.is_file()]
    assert any(b"age-encryption.org" in each.read_bytes() for each in sealed)


def test_every_route_has_failed_with_the_mark_in_its_hands(loot):
    """As nobody, and as who may open it: a new route is broken too."""
    every = {page.route: page.who in STAFF for page in PAGES}
    theirs = {page.route for page in PAGES if page.who == PERSON}
    assert set(loot.broken[NOBODY]) == every.keys() - NEVER_FAILS
    assert set(loot.broken[PERSON]) == theirs
    assert set(loot.broken[CHIEF]) == {route for route in every if every[route]}


def is_named(page):
    """Its route has a name of ours, which the log tells."""
    return not page.template


def test_nothing_of_a_person_is_readable(loot):
    for text in loot.never:
        assert found(loot.folder, text) == []


def test_not_even_two_of_the_words_stand_together(loot):
    words = loot.never[1].split()
    assert len(words) == 6
    for pair in pairwise(words):
        assert found(loot.folder, " ".join(pair)) == []


def test_no_address_is_anywhere(loot):
    assert found(loot.folder, "203.0.113") == []


@pytest.mark.parametrize("way", range(7))
def test_the_search_finds_what_is_not_sealed(loot, way):
    """However somebody might write it by mistake."""
    careless = list(ways_of(MARK))[way]
    file = loot.folder / "tmp" / "careless"
    file.write_bytes(b"xx" + careless + b"yy")
    assert found(loot.folder, MARK) == ["tmp/careless"]
    file.unlink()


def test_the_search_finds_an_unsealed_row(loot, tmp_path):
    """A copy of the database, with one record written as it is."""
    for part in ("db.sqlite3", "db.sqlite3-wal"):
        (tmp_path / part).write_bytes((loot.folder / part).read_bytes())
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute(
            "UPDATE evidence_record SET sealed = ?", [json.dumps({"what": MARK})]
        )
        database.commit()
    assert found(tmp_path, MARK)
