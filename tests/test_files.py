"""Files of a case: somebody's or nobody's, and gone when they are nobody's."""

import hashlib
import io
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from evidence import cases, exhibits, files, tombstones
from evidence.cases import case_for, case_of
from evidence.exhibits import Exhibit
from evidence.files import Arriving, NoRoom, StoreAway
from evidence.models import Case, CustodyRow, Record, SealedFile
from helpcenter import vault
from tests.exhibits import add_file
from tests.test_cases import saved, swept, today, visit
from tests.test_vault_files import files_at_most

DATA = b"MARKER-only-hers-to-read" * 4000


@pytest.fixture
def case(db):
    return case_for(visit())


def kept_file(case, data=DATA):
    """An exhibit with a file in the store."""
    return exhibits.exhibit_of(case, add_file(case, "", data, "txt"))


def on_disk(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def age_all(days):
    """What is nobody's became so this long ago."""
    SealedFile.objects.filter(case=None).update(
        unclaimed_on=today() - timedelta(days=days)
    )


@pytest.fixture
def away(settings, files_folder):
    """Call it to take the store away; call what it returns to bring it back."""

    def go():
        there, settings.STORAGES = (
            settings.STORAGES,
            settings.STORAGES | {"sealed": {"BACKEND": "tests.test_files.AwayStorage"}},
        )
        return lambda: setattr(settings, "STORAGES", there)

    return go


class AwayStorage:
    """Answers nothing."""

    def __getattr__(self, name):
        raise ConnectionError(name)


# --- Coming in


def test_a_file_is_nobodys_until_a_record_names_it(case, files_folder):
    arriving = Arriving(case.secret)
    assert not SealedFile.objects.exists()
    arriving.write(DATA)
    kept = arriving.finish()
    row = SealedFile.objects.get()
    assert (row.pk, row.case, row.unclaimed_on) == (kept.name, None, today())
    exhibits.add(case, Exhibit(incident="", file=kept, sha256=kept.sha256), arriving)
    row = SealedFile.objects.get()
    assert (row.case_id, row.unclaimed_on) == (case.id, None)
    arriving.close()
    assert on_disk(files_folder) == [kept.name]
    assert files.read(case, kept) == DATA
    assert kept.sha256 == hashlib.sha256(DATA).hexdigest()


def test_given_up_it_leaves_nothing(case, files_folder):
    half, whole = Arriving(case.secret), Arriving(case.secret)
    half.write(DATA)
    half.close()
    whole.write(DATA)
    whole.finish()
    whole.close()
    assert on_disk(files_folder) == []
    assert not SealedFile.objects.exists()


def test_the_end_of_a_broken_upload_leaves_nothing(case, files_folder):
    """Django lets go of an upload handler without a word."""
    arriving = Arriving(case.secret)
    arriving.write(DATA)
    assert on_disk(files_folder)
    del arriving
    assert on_disk(files_folder) == []


def test_a_full_disk_keeps_nothing(case, files_folder):
    arriving = Arriving(case.secret)
    with files_at_most(10_000), pytest.raises(NoRoom):
        write_whole(arriving, DATA)
    arriving.close()
    assert on_disk(files_folder) == []
    assert not SealedFile.objects.exists()


def write_whole(arriving, data):
    arriving.write(data)
    arriving.finish()


def test_a_store_that_is_away_keeps_nothing(case, files_folder, away):
    arriving = Arriving(case.secret)
    arriving.write(DATA)
    back = away()
    with pytest.raises(StoreAway):
        arriving.finish()
    arriving.close()
    assert on_disk(files_folder) == []
    back()
    age_all(days=3)
    assert files.remove_unclaimed(today() - files.WAIT) == 1
    assert not SealedFile.objects.exists()


def test_what_was_swept_meanwhile_is_named_by_no_record(case):
    arriving = Arriving(case.secret)
    kept = write_whole(arriving, DATA) or arriving.kept
    files.remove([kept.name])
    with pytest.raises(StoreAway):
        exhibits.add(case, Exhibit(incident="", file=kept), arriving)
    assert not Record.objects.filter(kind="exhibit").exists()
    assert not CustodyRow.objects.exists()


def test_what_we_made_ourselves_is_kept_or_not_at_all(case, files_folder):
    arriving = files.keep(case.secret, DATA)
    assert files.read(case, arriving.kept) == DATA
    arriving.close()
    with files_at_most(10_000), pytest.raises(NoRoom):
        files.keep(case.secret, DATA)
    assert on_disk(files_folder) == []


def test_there_is_room_only_above_a_mark(settings, db):
    assert files.has_room(1)
    settings.KEEP_FREE_BYTES = 2**60
    assert not files.has_room()


# --- Reading


def test_a_file_that_is_gone_away_or_damaged_is_told(case, files_folder, away):
    exhibit = kept_file(case)
    (path,) = files_folder.glob("??/*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(files.Unreadable):
        files.read(case, exhibit.file)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        files.read(case, exhibit.file)
    away()
    with pytest.raises(StoreAway):
        files.read(case, exhibit.file)


# --- Removing


def test_a_deleted_exhibit_takes_its_files_along(case, files_folder):
    stays, goes = kept_file(case), kept_file(case)
    exhibits.remove(case, [goes])
    assert on_disk(files_folder) == [stays.file.name]
    assert SealedFile.objects.get().pk == stays.file.name


def test_what_is_somebodys_is_never_removed(case, files_folder):
    exhibit = kept_file(case)
    files.remove([exhibit.file.name])
    assert on_disk(files_folder) == [exhibit.file.name]
    assert files.read(case, exhibit.file) == DATA


def test_what_is_nobodys_goes_after_its_days_and_not_before(case, files_folder):
    exhibit = kept_file(case)
    arriving = Arriving(case.secret)
    write_whole(arriving, DATA)
    for days, removed in ((0, 0), (2, 0), (3, 1)):
        age_all(days)
        assert f"{removed} files" in swept()
    assert on_disk(files_folder) == [exhibit.file.name]


def test_parts_of_uploads_that_died_go_after_their_days(db, files_folder):
    folder = files.parts_folder()
    folder.mkdir(parents=True)
    for name, days in (("old.part", 3), ("new.part", 1)):
        (folder / name).touch()
        long_ago = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        os.utime(folder / name, (long_ago, long_ago))
    assert "1 parts" in swept()
    assert on_disk(files_folder) == ["new.part"]
    assert not files.removed_if_old(folder / "ended meanwhile.part", 0)


def test_a_store_that_is_away_does_not_keep_a_case_from_going(
    case, files_folder, away, caplog
):
    exhibit = kept_file(case)
    case.keep()
    back = away()
    case.forget()
    assert not Case.objects.exists()
    assert not Record.objects.exists()
    assert SealedFile.objects.get().unclaimed_on == today()
    age_all(days=3)
    assert "0 files" in swept()
    assert "left for the next sweep" in caplog.text
    back()
    assert "1 files" in swept()
    assert exhibit.file.name not in on_disk(files_folder)
    assert tombstones.is_standing(case.id, tombstones.standing())
    assert list(files.parts_folder().iterdir()) == []


def test_an_expired_case_goes_with_its_files(case, files_folder):
    other = case_for(visit())
    stays = kept_file(other)
    kept_file(case)
    case.keep()
    Case.objects.filter(pk=case.id).update(expires_on=today())
    assert swept().startswith("Deleted: 0 cases")
    Case.objects.filter(pk=case.id).update(expires_on=today() - timedelta(days=1))
    assert swept().startswith("Deleted: 1 cases")
    assert Case.objects.get() == other.row
    assert SealedFile.objects.get().pk == stays.file.name
    assert files.read(other, stays.file) == DATA
    assert vault.store.has(stays.file.name)
    assert list(vault.store.names()) == [stays.file.name]


def test_a_visit_that_was_added_to_kept_notes_leaves_its_files_there(db):
    kept, request = case_for(visit()), visit()
    this = case_for(request)
    exhibit = kept_file(this)
    exhibits.bring(kept, this, kept.bring(this))
    case_of(saved(request)).forget()
    (brought,) = exhibits.exhibits_of(kept)
    assert brought.file.name == exhibit.file.name
    assert files.read(kept, brought.file) == DATA


# --- Marks of deleted cases


def test_a_kept_case_leaves_a_mark_and_a_visit_leaves_none(db):
    kept, only_visit = case_for(visit()), case_for(visit())
    kept.keep()
    kept.forget()
    only_visit.forget()
    assert tombstones.standing() == {hashlib.sha256(kept.id.encode()).hexdigest()}
    assert tombstones.days() == [str(today())]
    assert list(vault.store.names()) == []


def test_marks_go_when_no_backup_is_so_old(db):
    for days in (39, 40, 41):
        vault.store.mark(tombstones.folder_of(today() - timedelta(days)), "f" * 64)
    vault.store.mark("gone/not a day", "f" * 64)
    swept()
    standing = [d for d in tombstones.days() if vault.store.marks(f"gone/{d}")[1]]
    assert sorted(standing) == [str(today() - timedelta(days=d)) for d in (40, 39)]


# --- All of it (killed half-way: see tests/kill/)


def test_sweeping_tells_what_went(db):
    out = io.StringIO()
    call_command("sweep", stdout=out)
    assert out.getvalue() == "Deleted: 0 cases, 0 sessions, 0 files, 0 parts.\n"


def test_forgetting_one_does_not_touch_the_files_of_others(case, files_folder):
    other = case_for(visit())
    stays = kept_file(other)
    kept_file(case)
    cases.forget(Case.objects.filter(pk=case.id))
    assert on_disk(files_folder) == [stays.file.name]
