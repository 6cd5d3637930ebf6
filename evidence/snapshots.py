"""Copies of the whole database, taken while it is in use, and putting one back.

SQLite copies itself; of PostgreSQL its own programs pg_dump and pg_restore do.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing

from django.core.management import call_command
from django.db import connection

from evidence.models import new_id
from helpcenter.models import SealedSession

NAME = "database-"  # what the names of copies begin with


class CannotCopy(Exception):
    """A program of the database is missing, or failed."""


def take(folder):
    """Copy the database into the folder, under a name of its own. Returns its path."""
    target = folder / f"{NAME}{new_id()}"
    target.touch(mode=0o600)
    {"sqlite": copy_sqlite, "postgresql": dump_postgresql}[connection.vendor](target)
    sync_file(target)
    return target


def copy_sqlite(target):
    """By SQLite's own means: a copied file would lack what is in its log."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def dump_postgresql(target):
    run_postgresql("pg_dump", "--format=custom", f"--file={target}")


def load(path):
    """Put such a copy in place of the database, and bring it up to this version."""
    {"sqlite": load_sqlite, "postgresql": load_postgresql}[connection.vendor](path)
    call_command("migrate", verbosity=0, interactive=False)
    SealedSession.objects.all().delete()


def load_sqlite(path):
    connection.ensure_connection()
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    ) as source:
        source.backup(connection.connection)
    connection.close()  # the next one sets again what is not kept in the file


def load_postgresql(path):
    connection.close()
    run_postgresql(
        "pg_restore",
        *["--clean", "--if-exists", "--single-transaction"],
        *["--no-owner", "--no-privileges", "--exit-on-error"],
        str(path),
    )


def run_postgresql(program, *options):
    """Its password goes by the environment, which other users cannot see."""
    words, environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    command = [program_called(program), *options, *words[1:-1], f"--dbname={words[-1]}"]
    environment = os.environ | (environment or {})
    if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603
        raise CannotCopy(f"{program} failed. Its own words are above.")


def program_called(name):
    path = shutil.which(name)
    if path is None:
        raise CannotCopy(f"{name} is not here. Install the client of PostgreSQL.")
    return path


def sync_file(path):
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
