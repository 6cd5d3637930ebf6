"""kill -9 at any moment loses nothing that was said to be saved, and leaves nothing.

KILLS=100 .venv/bin/python -m pytest tests/kill    # kills more often
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("KILLS", "12"))


def printed(*words):
    run = subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()[-3000:]
    return json.loads(run.stdout)


def test_no_file_that_was_said_to_be_saved_is_lost():
    counts = printed("tests.kill.uploads", KILLS)
    print(counts)
    assert counts["acknowledged"] > KILLS
    for none in ("lost", "corrupt", "rows without file", "other findings", "in clear"):
        assert counts[none] == 0
    assert counts["files of nobody"] + counts["parts"] > 0  # it died in the middle
    assert counts["left after sweeping"] == 0


def test_the_harness_finds_files_that_come_after_their_record():
    counts = printed("tests.kill.uploads", 12, "--careless")
    assert counts["rows without file"] > 0


def test_a_sweep_that_was_killed_anywhere_ends_the_same():
    told = printed("tests.kill.sweeps")
    assert told["same"]
    assert 8 <= told["steps"] <= 40
    assert told["whole"]["rows"] == [1, 2, 2]
    assert len(told["whole"]["files"]) == len(told["whole"]["stored"]) == 2
    assert len(told["whole"]["marks"]) == 1


def test_a_restore_that_was_killed_anywhere_ends_the_same():
    told = printed("tests.kill.restores")
    assert told["same"]
    assert told["steps"] >= 10
    assert told["whole"]["locators"] == ["00"]
    assert len(told["whole"]["stored"]) == 1
    assert told["whole"]["wrong"] == []
