"""Known weaknesses of packages stop the tests; having nobody to ask does not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLEAN = {"name": "one", "version": "1", "vulns": []}
WEAK = {"name": "two", "version": "1", "vulns": [{"id": "PYSEC-2026-1"}]}
UNKNOWN = {"name": "three", "skip_reason": "Dependency not found"}


@pytest.fixture
def audit(tmp_path):
    """script/audit with a pip-audit that prints this."""

    def run(printed):
        (tmp_path / "said").write_text(printed)
        program = tmp_path / "pip-audit"
        program.write_text(f"#!/bin/sh\ncat {tmp_path}/said\n")
        program.chmod(0o755)
        return subprocess.run(
            [sys.executable, ROOT / "script" / "audit", "requirements.txt"],
            env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def known(*packages):
    return json.dumps({"dependencies": packages})


def test_a_known_weakness_fails_and_is_named(audit):
    done = audit(known(CLEAN, WEAK, UNKNOWN))
    assert (done.returncode, done.stdout) == (
        1,
        "Known weaknesses: two PYSEC-2026-1\n",
    )


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        (known(CLEAN), "No weakness is known of 1 packages."),
        (known(CLEAN, UNKNOWN), "Of 1 nothing could be learned."),
        ("", "Nobody could be asked"),
        ("cannot connect", "Nobody could be asked"),
    ],
)
def test_else_it_goes_on_and_says_what_it_learned(audit, printed, says):
    done = audit(printed)
    assert done.returncode == 0
    assert says in done.stdout
