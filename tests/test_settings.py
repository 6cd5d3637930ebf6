"""Runs with no environment; refuses to start in production without its secrets."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECRETS = {
    "SECRET_KEY": "a1b2c3d4e5" * 6,
    "SITE_SALT": "salt" * 10,
    "ALLOWED_HOSTS": "example.org",
}


def check(*words, **environment):
    """Run manage.py check with this environment and no other."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_runs_with_no_environment():
    assert check().returncode == 0


def test_production_with_its_secrets_is_clean():
    result = check("--deploy", "--fail-level=WARNING", PRODUCTION="True", **SECRETS)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_to_start_without(name):
    others = {key: value for key, value in SECRETS.items() if key != name}
    result = check(PRODUCTION="True", **others)
    assert result.returncode != 0
    assert f"{name} must be set in production" in result.stderr


def test_production_refuses_debug():
    result = check(PRODUCTION="True", DEBUG="True", **SECRETS)
    assert result.returncode != 0
    assert "DEBUG shows what people typed" in result.stderr


def test_every_variable_is_explained():
    source = (ROOT / "helpcenter/settings.py").read_text()
    read = set(re.findall(r'(?:env\.\w+|secret)\(\s*"([A-Z_]+)"', source))
    example = (ROOT / ".env.example").read_text()
    explained = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert read == explained - {"TEST_DATABASE_URL", "TEST_CACHE_URL"}
