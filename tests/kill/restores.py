"""A restore is killed before each thing it writes, and runs again: what comes back is
the same, and what was deleted since stays deleted.

    python -m tests.kill.restores         # prints what it did, as JSON
"""

# ruff: noqa: E402 (the site is imported after it was set up)

import json
import os
import tempfile
from datetime import date
from pathlib import Path

from tests.kill import ground

ground.begin()

from evidence import backups, cases, checking, exhibits, files
from evidence.cases import OpenCase
from evidence.exhibits import Exhibit
from evidence.models import Case
from helpcenter import vault


def fill(folder, backup):
    """Two cases are in the backup; one of them was deleted since."""
    ground.make(folder)
    for number in range(2):
        row = Case(locator=bytes([number]) * 32, wrapped=b"x", expires_on=date.max)
        row.save()
        case = OpenCase(row, vault.new_secret(), {})
        arriving = files.keep(case.secret, ground.MARKER * 100)
        exhibits.add(case, Exhibit(incident="", file=arriving.kept), arriving)
    backups.back_up(backup)
    cases.forget(Case.objects.filter(pk=case.id))


def restore(steps, backup):
    with steps.counted():
        backups.restore(backup, force=True)


def state():
    return {
        "locators": [
            bytes(each).hex()[:2] for (each,) in Case.objects.values_list("locator")
        ],
        "stored": sorted(vault.store.names()),
        "wrong": list(map(str, checking.findings())),
    }


def killed_at(folder, step):
    """Also the store was lost, but for its marks, so that files come back too."""
    ground.copy(folder / "first", folder / str(step))
    for name in list(vault.store.names()):
        vault.store.delete(name)
    status = ground.ended(restore, ground.Steps(step), folder / "backup")
    assert os.WIFSIGNALED(status) == bool(step)
    backups.restore(folder / "backup", force=True)
    return state()


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        fill(folder / "first", folder / "backup")
        whole = killed_at(folder, 0)
        steps = count_of(folder)
        ends = [killed_at(folder, step) for step in range(1, steps + 1)]
    print(json.dumps({"steps": steps, "whole": whole, "same": ends == [whole] * steps}))


def count_of(folder):
    ground.copy(folder / "first", folder / "count")
    for name in list(vault.store.names()):
        vault.store.delete(name)
    _, out = ground.child(restore, ground.Steps(), folder / "backup")
    os.wait()
    with open(out) as lines:
        return int(lines.read())


if __name__ == "__main__":
    main()
