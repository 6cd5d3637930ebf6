"""Runs with no environment; refuses to start in production without its secrets."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

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
    read = set(re.findall(r'(?:env\.\w+|secret|day)\(\s*"([A-Z_]+)"', source))
    example = (ROOT / ".env.example").read_text()
    explained = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert read == explained - {"TEST_DATABASE_URL", "TEST_CACHE_URL"}


def test_what_only_tests_need_is_not_installed():
    """On a server there is nothing that runs tests or asks for what they keep."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    only_tests = {re.match(r"[\w-]+", each)[0] for each in groups["dev"]}
    pins = (ROOT / "script/requirements/production.txt").read_text()
    installed = set(re.findall(r"^([\w.-]+)==", pins, re.MULTILINE))
    assert installed
    assert installed & only_tests == set()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../helpcenter/settings.py",
        "/static/%2e%2e/db.sqlite3",
        "/static//etc/passwd",
        "/static/..%2f..%2fpyproject.toml",
        "/static/",
        "/static/admin/",
        "/.git/config",
        "/var/secret_key",
    ],
)
def test_only_what_is_static_is_served(path, db):
    """By WhiteNoise, which knows its files before anybody asks."""
    answer = call_wsgi(path)
    assert answer == 404
    assert call_wsgi("/static/tokens.css") == 200


def call_wsgi(path):
    """The status of a bare request: a client of Django's would tidy the address."""
    seen = []
    environ = RequestFactory().get("/").environ | {"PATH_INFO": unquote(path)}
    body = WSGIHandler()(environ, lambda status, headers: seen.append(status))
    body.close()
    return int(seen[0][:3])
