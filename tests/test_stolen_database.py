"""Somebody takes the database, its write-ahead log and the logs: they can read nothing.

tests/marked_site.py fills every form of a new site, in a process of its own, and dies
without tidying up. Here the raw files are searched. The search itself is tested too.
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

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
MARK = "mq7zvexmark4wkq"  # found nowhere by chance, and taken by any box
# At least these must have been typed, and must be there.
VIEWS = {
    *("guide:step", "evidence:incident-new", "evidence:incident", "takedown:page"),
    *("evidence:exhibit-add", "evidence:exhibit"),
}
KINDS = {"answer", "draft", "exhibit", "incident", "letter"}


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
    assert "facts" in loot.kinds
    assert (loot.folder / "db.sqlite3-wal").stat().st_size > 100_000
    assert found(loot.folder, "Instagram")  # what is public is readable


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
