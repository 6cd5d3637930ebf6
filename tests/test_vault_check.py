"""manage.py vault_check finds each thing that can be wrong, and nothing else."""

import io
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from evidence import checking, custody, files
from evidence.cases import case_for
from evidence.files import Arriving
from evidence.models import CustodyRow, SealedFile, new_id
from helpcenter import vault
from tests.crowd import shared_database
from tests.test_cases import MARKER, today, visit
from tests.test_files import DATA, away, kept_file  # noqa: F401 (away is a fixture)


@pytest.fixture
def case(db):
    """With an exhibit, so that there is much to be wrong."""
    case = case_for(visit())
    case.add("incident", {"what": MARKER})
    kept_file(case)
    custody.note(case, "viewed")
    return case


def checked(*options):
    """What it printed, and whether all was right."""
    out, words, status = io.StringIO(), "", 0
    try:
        call_command("vault_check", *options, stdout=out)
    except CommandError as error:
        words, status = str(error), error.returncode
    return out.getvalue() + words, status == 0


def wrong(*options):
    text, is_right = checked(*options)
    assert not is_right
    assert text.endswith("Found wrong: 1.")
    assert MARKER not in text
    return text.splitlines()[0]


def the_file(folder):
    (path,) = folder.glob("??/*")
    return path


def stray(data):
    """Put a file into the store that no row knows. Returns its name."""
    name, sealing = new_id(), vault.Sealing(files.parts_folder(), vault.new_secret())
    sealing.write(data)
    vault.store.keep(name, sealing.finish().part)
    return name


def test_nothing_is_found_where_nothing_is_wrong(case):
    arriving = Arriving(case.secret)
    arriving.write(DATA)
    SealedFile.objects.create(name=new_id(), unclaimed_on=today())  # just arriving
    vault.store.mark("gone/2026-01-01", "f" * 64)
    assert checked() == ("Found wrong: 0.\n", True)
    arriving.close()


def test_nothing_is_found_where_nothing_is(db):
    assert checked() == ("Found wrong: 0.\n", True)


def test_a_row_without_its_file_is_found(case, files_folder):
    name = the_file(files_folder).name
    the_file(files_folder).unlink()
    assert wrong() == f"A row without its file: {name}"


def test_a_file_without_a_row_is_found_and_removed_when_asked(case, files_folder):
    name = stray(DATA)
    assert wrong() == f"A file without a row: {name}"
    text, is_right = checked("--tidy")
    assert (text, is_right) == (
        f"A file without a row: {name} (removed)\nFound wrong: 0.\n",
        True,
    )
    assert not vault.store.has(name)
    assert the_file(files_folder)
    assert checked() == ("Found wrong: 0.\n", True)


@pytest.mark.parametrize(
    "data", [b"", MARKER.encode() * 100, vault.AGE_HEADER, b"\xff\xd8\xff" * 9000]
)
def test_a_file_that_is_not_sealed_is_found(case, files_folder, data):
    the_file(files_folder).write_bytes(data)
    name = the_file(files_folder).name
    assert wrong() == f"A file that is not sealed, or cut off: {name}"


def test_a_file_that_is_cut_off_in_its_header_is_found(case, files_folder):
    path = the_file(files_folder)
    whole = path.read_bytes()
    for size in (100, vault.header_size(whole), vault.header_size(whole) + 31):
        path.write_bytes(whole[:size])
        assert wrong().startswith("A file that is not sealed, or cut off")


def test_tidying_keeps_what_somebody_may_want_back(case, files_folder):
    """It removes what has no row, and nothing else."""
    the_file(files_folder).write_bytes(b"damaged")
    wrong("--tidy")
    assert the_file(files_folder).read_bytes() == b"damaged"


def test_a_broken_custody_log_is_found(case):
    CustodyRow.objects.filter(number=1).update(sealed=b"\x01" + b"x" * 300)
    assert wrong() == f"A custody log that was changed (case, line): {case.id}, 1"


def test_a_removed_line_of_the_custody_log_is_found(case):
    custody.note(case, "viewed")
    CustodyRow.objects.filter(number=2).delete()
    assert wrong() == f"A custody log that was changed (case, line): {case.id}, 2"


def test_everything_wrong_is_told(case, files_folder):
    the_file(files_folder).unlink()
    stray(DATA)
    CustodyRow.objects.filter(number=1).delete()
    text, _ = checked()
    assert len(text.splitlines()) == 4
    assert text.endswith("Found wrong: 3.")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite checks itself")
def test_a_damaged_database_is_found(transactional_db, tmp_path):
    with shared_database(tmp_path):
        for n in range(50):
            case_for(visit()).add("incident", {"n": str(n) * 1000})
        connection.close()
        damage(tmp_path / "db.sqlite3")
        text, is_right = checked()
    assert not is_right
    assert text.startswith("The database is damaged: ")


def damage(path):
    """One page of the table that holds records."""
    with closing(sqlite3.connect(path)) as database:
        ((root,),) = database.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'evidence_record'"
        )
        ((size,),) = database.execute("PRAGMA page_size")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\0" * 100)


def test_a_store_that_is_away_is_said(case, away):  # noqa: F811
    away()
    text, is_right = checked()
    assert not is_right
    assert text == "The store does not answer. Try again later."


def test_what_came_while_it_looked_is_not_found(case):
    """Files were listed before, and rows after."""
    before = set(vault.store.names())
    kept_file(case)
    assert list(checking.rows_without_file(before)) == []
    assert list(checking.files_without_row(before)) == []


def test_what_went_while_it_looked_is_not_found(case, files_folder):
    before = set(vault.store.names())
    case.forget()
    assert list(checking.files_without_row(before)) == []
    assert list(checking.rows_without_file(before)) == []
    assert list(checking.unsealed_files(before)) == []
