"""Break one protection after another in a copy of the work tree, and see who notices.

script/mutations            all of them
script/mutations NAME...    only these

What came of it goes into docs/mutations.md. There the others stay as they were.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutations import MUTATIONS, PARTS
from tests.mutations.row import ROOT

LEFT_BEHIND = (
    ".git",
    ".venv",
    "var",
    "node_modules",
    "__pycache__",
    ".env",
    ".*_cache",
)
LINKED = (".venv", "tests/browser/node_modules")
OF_THE_MACHINE = ("DATABASE_URL", "CACHE_URL", "PRODUCTION", "DEBUG", "CI")
AS_IT_SHOULD, SURVIVED, NOT_RUN = "failed as it should", "SURVIVED", "not run yet"
# A test notices by what it says, by what never comes, or by what refuses behind what
# was broken; not by code that is broken.
NOTICED = re.compile(
    r"assert |AssertionError|Failed: |TimeoutError|CHECK constraint|UpdateError|"
    r"ConnectionRefusedError"
)
# The second: a file that was still on its way when pytest had said all.
FAILING = (1, -signal.SIGABRT)
SUMMARY = re.compile(r"^(?:FAILED|ERROR) tests/(.+?)(?: - (.*))?$", re.MULTILINE)
DOCS = ROOT / "docs" / "mutations.md"
HEAD = """\
# Protections, broken on purpose

`script/mutations` breaks each of these in a copy of the work tree, one after another,
runs the one test that must notice, and puts it back. It wrote this table. What it
changes is in `tests/mutations/`. Before that, all these tests passed.
"""


def copy_tree(folder):
    """The work tree as it is, committed or not, in this folder."""
    shutil.copytree(
        ROOT,
        folder,
        ignore=shutil.ignore_patterns(*LEFT_BEHIND),
        dirs_exist_ok=True,
    )
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    (folder / "var" / "static").mkdir(mode=0o700, parents=True)


def run_tests(folder, tests, *options):
    """What pytest answered: (its exit code, what it printed)."""
    names = [f"tests/{test}" for test in tests]
    usual = ["-q", "-rfE", "--tb=no", "-p", "no:cacheprovider"]
    environment = {k: v for k, v in os.environ.items() if k not in OF_THE_MACHINE}
    done = subprocess.run(
        [".venv/bin/python", "-m", "pytest", *usual, *options, *names],
        cwd=folder,
        env=environment | {"COLUMNS": "300"},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout


def failing_already(folder, mutations):
    """The tests that fail, or cannot be run, with nothing broken."""
    code, said = run_tests(folder, sorted({each.test for each in mutations}))
    if code not in (0, 1):
        sys.exit(f"The tests cannot be run:\n{said}")
    return {name for name, _ in SUMMARY.findall(said)}


def outcome_of(folder, mutation, failing):
    if problem := mutation.problem(folder):
        return problem
    if any(mutation.test in (each, each.partition("[")[0]) for each in failing):
        return "fails with nothing broken"
    put_back = mutation.apply(folder)
    try:
        return judged(*run_tests(folder, [mutation.test], "-x"))
    finally:
        put_back()


def judged(code, said):
    if code == 0:
        return SURVIVED
    reasons = [reason for _, reason in SUMMARY.findall(said)]
    last = said.strip().splitlines()[-1:]
    if code in FAILING and reasons and "error" not in last[0]:
        known = NOTICED.search(reasons[0])
        return AS_IT_SHOULD if known else f"broke instead: {reasons[0]}"
    return f"could not be run: {' '.join([*reasons, *last])}"


def chosen(names):
    known = {each.name: each for each in MUTATIONS}
    if unknown := set(names) - known.keys():
        sys.exit(f"There is no such protection here: {', '.join(sorted(unknown))}")
    return [known[name] for name in names] or MUTATIONS


def table_of(outcomes):
    """The document: a table for each part. Outcomes by the beginning of their line."""
    lines = [HEAD]
    for part, rows in PARTS.items():
        lines += [f"## {part}\n", "| protection | where | test | outcome |"]
        lines += ["| --- | --- | --- | --- |"]
        lines += [f"{row.line} {outcomes.get(row.line, NOT_RUN)} |" for row in rows]
        lines.append("")
    return "\n".join(lines)


def outcomes_in(table):
    """What the document says, by the beginning of its lines."""
    cells = [line.rsplit("|", 2) for line in table.splitlines() if line[:1] == "|"]
    return {f"{line}|": outcome.strip() for line, outcome, _ in cells}


def write_down(outcomes):
    """The file is read anew: another run may have written meanwhile."""
    before = outcomes_in(DOCS.read_text()) if DOCS.exists() else {}
    now = {
        each.line: outcomes[each.name] for each in MUTATIONS if each.name in outcomes
    }
    DOCS.write_text(table_of(before | now))


def main(names):
    mutations, outcomes = chosen(names), {}
    with tempfile.TemporaryDirectory(prefix="mutations-") as name:
        folder = Path(name)
        copy_tree(folder)
        failing = failing_already(folder, mutations)
        for each in mutations:
            outcomes[each.name] = outcome_of(folder, each, failing)
            print(
                f"{each.protection} | {each.test} | {outcomes[each.name]}", flush=True
            )
    write_down(outcomes)
    missed = [name for name, said in outcomes.items() if said != AS_IT_SHOULD]
    print(f"{len(outcomes) - len(missed)} of {len(outcomes)} were noticed.", *missed)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
