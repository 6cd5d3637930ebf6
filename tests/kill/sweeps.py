"""The sweeper is killed before each thing it writes, deletes or renames, one after the
other, and runs again: it must end as if nothing had happened.

    python -m tests.kill.sweeps           # prints what it did, as JSON
"""

# ruff: noqa: E402 (the site is imported after it was set up)

import json
import os
import tempfile
from datetime import date
from pathlib import Path

from tests.kill import ground

ground.begin()

from evidence import cases, exhibits, files, tombstones
from evidence.cases import OpenCase
from evidence.exhibits import Exhibit
from evidence.models import Case, CustodyRow, Record, SealedFile
from helpcenter import vault

LONG_AGO = date(2026, 1, 1)


def fill(folder):
    """A case that stays, and one that expired, each with two exhibits."""
    ground.make(folder)
    for number, day in enumerate((date(2999, 1, 1), LONG_AGO)):
        row = Case(locator=bytes([number]) * 32, wrapped=b"x", expires_on=day)
        row.save()
        case = OpenCase(row, vault.new_secret(), {})
        for _ in range(2):
            arriving = files.keep(case.secret, ground.MARKER * 100)
            exhibits.add(case, Exhibit(incident="", file=arriving.kept), arriving)
            arriving.close()


def sweep(steps):
    with steps.counted():
        cases.sweep()


def state():
    """All there is, some days later."""
    cases.sweep()
    SealedFile.objects.filter(case=None).update(unclaimed_on=LONG_AGO)
    cases.sweep()
    return {
        "rows": [model.objects.count() for model in (Case, Record, CustodyRow)],
        "files": sorted(SealedFile.objects.values_list("pk", "case")),
        "stored": sorted(vault.store.names()),
        "marks": sorted(tombstones.standing()),
    }


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        fill(folder / "first")
        ground.copy(folder / "first", folder / "whole")
        _, out = ground.child(sweep, ground.Steps())
        os.wait()
        with open(out) as lines:
            steps = int(lines.read())
        ends = [killed_at(folder, step) for step in range(1, steps + 1)]
        ground.stand_on(folder / "whole")
        whole = state()
    print(json.dumps({"steps": steps, "whole": whole, "same": ends == [whole] * steps}))


def killed_at(folder, step):
    ground.copy(folder / "first", folder / str(step))
    status = ground.ended(sweep, ground.Steps(step))
    assert os.WIFSIGNALED(status)
    return state()


if __name__ == "__main__":
    main()
