"""Backups: the database, then the sealed files it names, into a folder.

    DIR/manifest.json       which database file, sizes of files, the salt's mark
    DIR/database-<random>   SQLite's own file, or what pg_dump wrote
    DIR/files/ab/<name>     sealed files, never changed: kept from the backup before
    DIR/files/gone/<day>/…  marks of deleted cases (evidence/tombstones.py)

The database comes first: a file is in the store before its row is claimed, so that each
row which was copied has its file. The other way round some would not. The manifest is
put in place at the very end: until then the backup before is whole.

Nothing in it can be read without the six words and SITE_SALT, which must be kept
elsewhere; so a mark tells whether it is the same salt.
"""

import hashlib
import hmac
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from evidence import cases, snapshots, tombstones
from evidence.files import parts_folder, today
from evidence.models import Case, SealedFile, new_id
from helpcenter import vault
from helpcenter.vault.store import sync

FILES, MANIFEST = "files", "manifest.json"
VERSION = 1


class BadBackup(Exception):
    """Not a backup, of another version or database, damaged; or it may not go here."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    database: str  # name of its file
    sha256: str  # of that file
    vendor: str  # "sqlite" or "postgresql"
    salt: str  # see salt_mark()
    made: str  # the day
    files: dict  # name: size of the sealed file
    gone: list = field(default_factory=list)  # deleted while the backup was made
    version: int = VERSION


@dataclass(frozen=True)
class Restored:
    """What a restore did."""

    cases: int
    files: int
    missing: list  # names of files that the backup had lost, or has cut off
    deleted_again: int
    is_same_salt: bool


def salt_mark():
    """Tells one SITE_SALT from another. Short, so that nobody can guess a weak salt
    by it: one in four thousand million others has the same.
    """
    key = settings.SITE_SALT.encode()
    return hmac.new(key, b"helpcenter backup v1", hashlib.sha256).hexdigest()[:8]


# --- Making one


def back_up(folder):
    """Put a backup into the folder, in place of the one before. Returns its Manifest.
    Raises StoreAway, CannotCopy or OSError; the one before is whole then.
    """
    folder = vault.private(Path(folder))
    database = snapshots.take(folder)
    names = names_kept()
    sizes = copy_files(folder / FILES, names)
    copy_marks(folder / FILES)
    manifest = Manifest(
        database=database.name,
        sha256=snapshots.sha256_of(database),
        vendor=connection.vendor,
        salt=salt_mark(),
        made=str(today()),
        files=sizes,
        gone=sorted(set(names) - set(sizes)),
    )
    write_whole(folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
    remove_others(folder, manifest)
    return manifest


def names_kept():
    """Of the files which are somebody's. Others are arriving, or going."""
    return list(SealedFile.objects.exclude(case=None).values_list("pk", flat=True))


def copy_files(target, names):
    """Sizes by name. Those which somebody deleted just now are left out."""
    sizes = {}
    for name in names:
        path = path_in(target, name)
        with suppress(FileNotFoundError):
            if not path.exists():
                copy_out(name, path)
            sizes[name] = path.stat().st_size
    for folder in {path_in(target, name).parent for name in sizes}:
        sync(folder)
    return sizes


def path_in(folder, name):
    return folder / name[:2] / name


def copy_out(name, path):
    """As another name of the same file on this disk, or else as a copy."""
    vault.private(path.parent)
    source = vault.store.path(name)
    if source and is_linked(source, path):
        return
    with vault.store.open(name) as file:
        write_whole(path, iter(lambda: file.read(2**20), b""))


def is_linked(source, path):
    """Raises FileNotFoundError."""
    try:
        os.link(source, path)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one that knows no links
        return False
    return True


def write_whole(path, pieces):
    """A file that is whole or not there."""
    fresh = path.with_name(f"{path.name}.new")
    pieces = [pieces] if isinstance(pieces, bytes) else pieces
    with open(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
    ) as out:
        for piece in pieces:
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    fresh.rename(path)
    sync(path.parent)


def copy_marks(target):
    """The very same marks as in the store, so that what is old goes here too."""
    shutil.rmtree(target / tombstones.FOLDER, ignore_errors=True)
    for day in tombstones.days():
        folder = vault.private(target / tombstones.folder_of(day))
        for mark in vault.store.marks(tombstones.folder_of(day))[1]:
            (folder / mark).touch(mode=0o600)


def remove_others(folder, manifest):
    """What is deleted on the site must not live on in its backup."""
    for database in folder.glob(f"{snapshots.NAME}*"):
        if database.name != manifest.database:
            database.unlink()
    for path in (folder / FILES).glob("??/*"):
        if path.name not in manifest.files:
            path.unlink()


# --- Bringing one back


def restore(folder, force=False):
    """Put the backup in place of what is here. Returns what was Restored.

    Raises BadBackup, and nothing was changed then; StoreAway or CannotCopy. Files come
    first, the database second and deleting last; killed half-way, it may be run again
    with force.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if not force and is_used():
        raise BadBackup(
            "There is something in this database. Use --force to replace it."
        )
    missing = [
        name
        for name, size in manifest.files.items()
        if not bring_in(path_in(folder / FILES, name), size)
    ]
    bring_marks(folder / FILES)
    snapshots.load(folder / manifest.database)
    return Restored(
        deleted_again=delete_again(),
        cases=Case.objects.count(),
        files=len(manifest.files) - len(missing),
        missing=missing,
        is_same_salt=manifest.salt == salt_mark(),
    )


def read_manifest(folder):
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_bytes()))
        is_whole = snapshots.sha256_of(folder / manifest.database) == manifest.sha256
    except (OSError, ValueError, TypeError):
        raise BadBackup("There is no whole backup in this folder.") from None
    if manifest.version != VERSION:
        raise BadBackup("This backup was made by another version of this program.")
    if manifest.vendor != connection.vendor:
        raise BadBackup(
            f"This backup is for {manifest.vendor}. Set DATABASE_URL to it."
        )
    if not is_whole:
        raise BadBackup("The database in this backup is damaged.")
    return manifest


def is_used():
    """Whether somebody's notes, files or account are here."""
    tables = connection.introspection.table_names()
    models = (Case, SealedFile, get_user_model())
    return any(
        model._meta.db_table in tables and model.objects.exists() for model in models
    )


def bring_in(path, size):
    """Put a sealed file into the store, if it is not there. Returns whether it is."""
    if vault.store.has(path.name):
        return True
    if not path.exists() or path.stat().st_size != size:
        return False
    part = vault.private(parts_folder()) / f"{new_id()}.part"
    if not is_linked(path, part):
        shutil.copyfile(path, part)
        snapshots.sync_file(part)
    vault.store.keep(path.name, part)
    return True


def bring_marks(source):
    for mark in (source / tombstones.FOLDER).glob("*/*"):
        vault.store.mark(tombstones.folder_of(mark.parent.name), mark.name)


def delete_again():
    """Delete what was deleted since the backup was made. Returns how many cases."""
    marks = tombstones.standing()
    ids = Case.objects.values_list("pk", flat=True)
    gone = [id for id in ids if tombstones.is_standing(id, marks)]
    return cases.forget(Case.objects.filter(pk__in=gone))
