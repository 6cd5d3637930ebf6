"""Exhibits are added in a loop, and kill -9 comes at random: what was said to be saved
must be there, whole.

    python -m tests.kill.uploads 100      # kills; prints what it counted, as JSON
    python -m tests.kill.uploads 20 --careless   # with a fault: the harness finds it
"""

# ruff: noqa: E402 (the site is imported after it was set up)

import hashlib
import json
import os
import random
import sys
import tempfile
import time
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

from tests.kill import ground

ground.begin()

from django.db import connection

from evidence import cases, checking, exhibits, files
from evidence.cases import OpenCase
from evidence.exhibits import Exhibit
from evidence.files import Arriving, KeptFile
from evidence.models import Case, SealedFile
from helpcenter import vault

BIGGEST = 1_500_000  # bytes of a file
SOON, LATE = 0.1, 0.6  # seconds after which a child is killed
LONG_AGO = date(2026, 1, 1)
CHANCE = random.Random()  # noqa: S311


def random_file():
    whole = ground.MARKER * (BIGGEST // len(ground.MARKER))
    return whole[: CHANCE.randint(0, BIGGEST)]


def add(case, data):
    """As an upload does it."""
    arriving = Arriving(case.secret)
    for start in range(0, len(data), 2**16):
        arriving.write(data[start : start + 2**16])
    return named(case, arriving, arriving.finish())


def add_carelessly(case, data):
    """The record before the file: a fault that this harness must find."""
    arriving = Arriving(case.secret)
    arriving.write(data)
    sha256 = hashlib.sha256(data).hexdigest()
    kept = KeptFile(arriving.name, len(data), sha256, zlib.crc32(data))
    SealedFile(arriving.name, unclaimed_on=files.today()).save(force_insert=True)
    entry = named(case, arriving, kept)
    time.sleep(0.05)
    vault.store.keep(arriving.name, arriving._sealing.finish().part)
    return entry


def named(case, arriving, kept):
    exhibit = Exhibit(incident="", file=kept, file_type="txt", sha256=kept.sha256)
    return exhibits.add(case, exhibit, arriving)


def add_for_ever(case_id, secret, add):
    """Print each as soon as it is saved."""
    case = case_from(case_id, secret)
    with connection.cursor() as cursor:
        is_full = cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    while is_full:
        data = random_file()
        entry = add(case, data)
        print(entry.id, hashlib.sha256(data).hexdigest(), flush=True)


def case_from(case_id, secret):
    return OpenCase(Case.objects.get(pk=case_id), secret, {})


def killed(folder, kills, add):
    """(case id and secret, {id: SHA-256} of what was said to be saved)"""
    ground.make(folder)
    secret = vault.new_secret()
    case_id = Case.objects.create(expires_on=date(2999, 1, 1)).pk
    said = []
    for _ in range(kills):
        seconds = CHANCE.uniform(SOON, LATE)
        lines, _ = ground.killed_after(seconds, add_for_ever, case_id, secret, add)
        said += [line.split() for line in lines]
    return (case_id, secret), {id: sha for id, sha in said if len(sha) == 64}


def counted(folder, kills, add):
    case_key, said = killed(folder, kills, add)
    found = list(checking.findings())
    case = case_from(*case_key)
    there = {each.id: each for each in exhibits.exhibits_of(case)}
    whole = {id: each.sha256 for id, each in there.items() if is_whole(case, each)}
    counts = {
        "kills": kills,
        "acknowledged": len(said),
        "exhibits": len(there),
        "lost": len(said.items() - whole.items()),
        "corrupt": len(there) - len(whole),
        "rows without file": of_kind(found, checking.NO_FILE),
        "other findings": len(found) - of_kind(found, checking.NO_FILE),
        "in clear": len(ground.in_clear(folder)),
        "files of nobody": SealedFile.objects.filter(case=None).count(),
        "parts": len(parts()),
    }
    return counts | swept(len(there))


def is_whole(case, exhibit):
    try:
        data = files.read(case, exhibit.file)
    except (FileNotFoundError, files.Unreadable):
        return False
    return hashlib.sha256(data).hexdigest() == exhibit.sha256


def of_kind(found, words):
    return len([finding for finding in found if finding.words == words])


def parts():
    return list(files.parts_folder().glob("*.part"))


def swept(exhibits_there):
    """What is left after the sweeper came, some days later."""
    SealedFile.objects.filter(case=None).update(unclaimed_on=LONG_AGO)
    for part in parts():
        os.utime(part, (0, datetime(2026, 1, 1, tzinfo=UTC).timestamp()))
    cases.sweep()
    stray = len(parts()) + SealedFile.objects.filter(case=None).count()
    stored = len(list(vault.store.names()))
    left = stray + abs(stored - exhibits_there) + len(list(checking.findings()))
    return {"left after sweeping": left}


def main(kills="12", *options):
    way = add_carelessly if "--careless" in options else add
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(counted(Path(folder) / "site", int(kills), way)))


if __name__ == "__main__":
    main(*sys.argv[1:])
