"""A backup brings everything back, and nothing that was deleted since."""

import io
import json
import os
import threading
from contextlib import contextmanager, suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from evidence import backups, cases, custody, exhibits, files, snapshots
from evidence.cases import case_for, open_with
from evidence.models import Case, SealedFile
from evidence.snapshots import CannotCopy
from helpcenter import vault
from helpcenter.models import SealedSession
from tests.crowd import shared_database
from tests.test_cases import MARKER, saved, today, visit
from tests.test_files import DATA, away, kept_file  # noqa: F401 (a fixture)
from tests.test_store import bucket  # noqa: F401 (a fixture)


@pytest.fixture
def ground(transactional_db, tmp_path):
    """Programs of the database's own do not see what is not yet committed."""
    return tmp_path


@pytest.fixture
def crowd(ground):
    """Others can write meanwhile."""
    with shared_database(ground):
        yield


@pytest.fixture
def folder(ground):
    return ground / "backup"


@pytest.fixture
def words(ground):
    """Of kept notes with an incident, an exhibit and a custody log."""
    case = case_for(visit())
    case.add("incident", {"what": MARKER})
    kept_file(case)
    return case.keep()


@contextmanager
def elsewhere(settings, folder):
    """Another machine: no rows, and no files."""
    for case in Case.objects.all():
        Case.objects.filter(pk=case.pk).forget()
    SealedFile.objects.all().delete()
    settings.EXHIBIT_FOLDER = str(folder)
    options = {"location": str(folder)}
    sealed = settings.SEALED_FOLDER | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"sealed": sealed}
    yield


def backed_up(folder):
    return said("backup", str(folder))


def restored(folder, *options):
    return said("restore", str(folder), *options)


def said(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def refused(folder, *options):
    with pytest.raises(CommandError) as error:
        restored(folder, *options)
    return str(error.value)


def paths(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def sealed_in(folder):
    return list((folder / "files").glob("??/*"))


# --- There and back


def test_all_comes_back_in_an_empty_place(words, folder, ground, settings):
    before = open_with(visit(), words)
    (exhibit,) = exhibits.exhibits_of(before)
    log = custody.log_of(before)
    backed_up(folder)
    with elsewhere(settings, ground / "other"):
        assert open_with(visit(), words) is None
        text = restored(folder)
        case = open_with(visit(), words)
        assert case.all("incident")[0].value == {"what": MARKER}
        assert exhibits.exhibits_of(case) == [exhibit]
        assert files.read(case, exhibit.file) == DATA
        assert custody.log_of(case) == log
        call_command("vault_check", stdout=io.StringIO())
    assert text == "Back: 1 cases, 1 files. Deleted again: 0 cases.\n"


def test_it_says_what_is_in_it_and_what_is_not(words, folder):
    text = backed_up(folder)
    assert text.startswith("Kept: the database and 1 files. Deleted meanwhile: 0 files")
    assert "Not in it: SITE_SALT. Keep that in another place." in text


def test_nothing_in_it_can_be_read(words, folder, settings):
    settings.SITE_SALT = "the salt of this site"
    backed_up(folder)
    everything = b"".join(path.read_bytes() for path in paths(folder))
    for text in (MARKER, DATA[:24].decode(), words, settings.SITE_SALT):
        assert text.encode() not in everything
    assert {path.stat().st_mode & 0o077 for path in folder.rglob("*")} == {0}
    assert folder.stat().st_mode & 0o077 == 0


def test_a_file_on_the_same_disk_takes_no_room(words, folder):
    backed_up(folder)
    (path,) = sealed_in(folder)
    assert path.stat().st_ino == vault.store.path(path.name).stat().st_ino


def test_from_a_store_that_is_elsewhere_it_is_copied(words, folder, monkeypatch):
    """As from a bucket, or where the disk is another one."""

    def link(*args):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", link)
    backed_up(folder)
    (path,) = sealed_in(folder)
    assert path.stat().st_ino != vault.store.path(path.name).stat().st_ino
    assert path.read_bytes() == vault.store.path(path.name).read_bytes()
    vault.store.delete(path.name)
    restored(folder, "--force")
    assert vault.store.path(path.name).read_bytes() == path.read_bytes()


# --- Each night


def test_what_is_there_is_not_copied_again(words, folder):
    backed_up(folder)
    (path,) = sealed_in(folder)
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.rename(path)  # no link any more: copied again, it would be one
    number = path.stat().st_ino
    backed_up(folder)
    assert path.stat().st_ino == number


def test_it_holds_one_state_and_nothing_that_is_gone(words, folder):
    case = open_with(visit(), words)
    gone = kept_file(case)
    backed_up(folder)
    assert len(sealed_in(folder)) == 2
    exhibits.remove(case, [gone])
    backed_up(folder)
    assert gone.file.name not in [path.name for path in sealed_in(folder)]
    assert len(list(folder.glob("database-*"))) == 1


def test_what_is_nobodys_is_not_in_it(words, folder):
    arriving = files.keep(vault.new_secret(), DATA)
    backed_up(folder)
    assert len(sealed_in(folder)) == 1
    arriving.close()


def test_from_a_bucket_into_a_folder(bucket, ground, folder, settings):  # noqa: F811
    case = case_for(visit())
    exhibit, words = kept_file(case), case.keep()
    backed_up(folder)
    (path,) = sealed_in(folder)
    assert path.read_bytes().startswith(vault.AGE_HEADER)
    with elsewhere(settings, ground / "other"):
        restored(folder)
        assert files.read(open_with(visit(), words), exhibit.file) == DATA


def test_one_that_fails_leaves_the_one_before_whole(words, folder, away):  # noqa: F811
    backed_up(folder)
    before = {path: path.read_bytes() for path in paths(folder)}
    with pytest.raises(OSError, match="not a folder"):
        fail_half_way(folder)
    assert before.items() <= {p: p.read_bytes() for p in paths(folder)}.items()
    restored(folder, "--force")
    assert backed_up(folder)
    assert len(list(folder.glob("database-*"))) == 1


def fail_half_way(folder):
    """As if it was killed when the database was copied."""
    snapshots.take(folder)
    raise OSError("not a folder")


def test_a_store_that_is_away_is_said(words, folder, away):  # noqa: F811
    away()
    with pytest.raises(CommandError, match="The store does not answer"):
        backed_up(folder)
    assert not (folder / backups.MANIFEST).exists()


def test_nothing_is_brought_back_while_the_store_is_away(words, folder, away):  # noqa: F811
    backed_up(folder)
    back = away()
    assert "The store does not answer" in refused(folder, "--force")
    back()
    assert open_with(visit(), words)


def test_a_program_that_is_missing_or_fails_is_said(db, monkeypatch, capfd):
    with pytest.raises(CannotCopy, match="false failed"):
        snapshots.run_postgresql("false")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotCopy, match="pg_dump is not here"):
        snapshots.run_postgresql("pg_dump")


# --- While somebody writes


def writing(work, while_running):
    """Run the second while the first is repeated in a thread of its own."""
    stop, errors = threading.Event(), []

    def repeat():
        try:
            while not stop.is_set():
                work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        while_running()
    finally:
        stop.set()
        thread.join()
    assert not errors


def back_up_until(folder, files):
    """Again and again, until one began when this many were kept: not by the clock."""
    already = 0
    while already < files:
        already = SealedFile.objects.exclude(case=None).count()
        backed_up(folder)


def rows_without_file(folder, settings, place):
    """Of what was kept in a backup, as another machine sees it."""
    with elsewhere(settings, place):
        restored(folder)
        out = io.StringIO()
        with suppress(CommandError):
            call_command("vault_check", stdout=out)
        claimed = SealedFile.objects.exclude(case=None).count()
        return claimed, out.getvalue().count("A row without its file")


def test_each_row_in_it_has_its_file_though_somebody_writes(
    crowd, words, folder, ground, settings
):
    case = open_with(visit(), words)
    writing(lambda: kept_file(case), lambda: back_up_until(folder, files=6))
    claimed, lost = rows_without_file(folder, settings, ground / "other")
    assert claimed >= 6
    assert lost == 0


def test_files_before_the_database_would_lose_some(
    crowd, words, folder, ground, settings
):
    """The wrong order, so that the test above is known to be able to fail."""
    case = open_with(visit(), words)

    def wrong():
        while SealedFile.objects.count() < 5:
            pass
        folder.mkdir()
        sizes = backups.copy_files(folder / "files", backups.names_kept())
        more = SealedFile.objects.count() + 3
        while SealedFile.objects.count() < more:
            pass
        database = snapshots.take(folder)
        manifest = backups.Manifest(
            database.name,
            snapshots.sha256_of(database),
            connection.vendor,
            backups.salt_mark(),
            str(today()),
            sizes,
        )
        (folder / backups.MANIFEST).write_text(json.dumps(vars(manifest)))

    writing(lambda: kept_file(case), wrong)
    _, lost = rows_without_file(folder, settings, ground / "other")
    assert lost > 0


# --- Deleted stays deleted


def test_what_was_deleted_since_is_deleted_again(words, folder, files_folder):
    stays = case_for(visit())
    stays.add("incident", {"what": MARKER})
    stays_words = stays.keep()
    backed_up(folder)
    open_with(visit(), words).forget()
    assert list(vault.store.names()) == []
    text = restored(folder, "--force")
    assert text == "Back: 1 cases, 1 files. Deleted again: 1 cases.\n"
    assert open_with(visit(), words) is None
    assert open_with(visit(), stays_words).id == stays.id
    assert list(vault.store.names()) == []
    assert not SealedFile.objects.exists()


def test_also_on_another_machine_that_knows_it_only_from_a_later_backup(
    words, folder, ground, settings
):
    """The database of an older one, the marks of the newest."""
    backed_up(folder)
    older = {path: path.read_bytes() for path in paths(folder)}
    open_with(visit(), words).forget()
    backed_up(folder)
    for path, data in older.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    with elsewhere(settings, ground / "other"):
        assert "Deleted again: 1 cases" in restored(folder)
        assert open_with(visit(), words) is None


def test_marks_that_were_taken_down_are_in_no_backup(words, folder):
    vault.store.mark("gone/2026-01-01", "f" * 64)
    backed_up(folder)
    assert len(list((folder / "files" / "gone").glob("*/*"))) == 1
    cases.sweep()
    backed_up(folder)
    assert list((folder / "files" / "gone").glob("*/*")) == []


def test_nobodys_visit_comes_back(words, folder):
    request = visit()
    request.session["csrf"] = "token"
    request = saved(request)
    backed_up(folder)
    assert SealedSession.objects.exists()
    restored(folder, "--force")
    assert not SealedSession.objects.exists()


# --- Refused, and told


def test_what_is_there_is_not_replaced_unasked(words, folder):
    backed_up(folder)
    later = case_for(visit())
    later_words = later.keep()
    assert "Use --force" in refused(folder)
    assert open_with(visit(), later_words)
    restored(folder, "--force")
    assert open_with(visit(), later_words) is None
    assert open_with(visit(), words)


def test_another_salt_is_told_and_opens_nothing(words, folder, settings):
    backed_up(folder)
    settings.SITE_SALT = "another one"
    text = restored(folder, "--force")
    assert "SITE_SALT is not the one this backup was made with." in text
    assert open_with(visit(), words) is None


def test_the_right_salt_is_not_remarked_upon(words, folder):
    backed_up(folder)
    assert "SITE_SALT" not in restored(folder, "--force")


def test_a_folder_without_a_backup_is_refused(ground):
    assert refused(ground / "nowhere") == "There is no whole backup in this folder."


@pytest.mark.parametrize(
    ("part", "value", "words_said"),
    [
        ("version", 2, "by another version"),
        ("vendor", "oracle", "is for oracle"),
        ("sha256", "0" * 64, "is damaged"),
        ("database", "database-gone", "no whole backup"),
        ("unknown", 1, "no whole backup"),
    ],
)
def test_what_is_not_as_it_was_made_is_refused(words, folder, part, value, words_said):
    backed_up(folder)
    path = folder / backups.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {part: value}))
    assert words_said in refused(folder, "--force")
    assert open_with(visit(), words)


@pytest.mark.parametrize("is_cut", [True, False])
def test_a_file_that_is_not_whole_in_it_is_named(
    words, folder, ground, settings, is_cut
):
    backed_up(folder)
    (path,) = sealed_in(folder)
    data = path.read_bytes()
    path.unlink()
    if is_cut:
        path.write_bytes(data[:-1])
    with elsewhere(settings, ground / "other"):
        text = restored(folder)
        assert open_with(visit(), words)
    assert f"This file was not whole in the backup: {path.name}" in text


def test_a_file_that_went_while_it_was_made_is_left_out(words, folder):
    """Its row may have been copied already; whoever deleted it will not miss it."""
    (name,) = backups.names_kept()
    vault.store.delete(name)
    assert "Deleted meanwhile: 1 files" in backed_up(folder)
