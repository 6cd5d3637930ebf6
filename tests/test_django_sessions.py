"""Django's own tests of session stores and of the session middleware, run on ours.

They come with Django's source only: script/django-source fetches the pinned version.
The ones that cannot hold for a sealed store are named, each with the reason.
"""

import importlib
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from unittest import SkipTest

import pytest
from django.conf import global_settings
from django.test import TestCase, override_settings

from helpcenter.sessions import SessionStore

SOURCE = Path(__file__).parent.parent / "var" / "django-source"
AS_DJANGO_SHIPS = {
    name: getattr(global_settings, name)
    for name in dir(global_settings)
    if name.startswith("SESSION_")
} | {"SESSION_ENGINE": "helpcenter.sessions", "SESSION_ABSOLUTE_SECONDS": 86400 * 365}

BY_CLEAR_KEY = "looks the row up by the cookie's value, which is not in the table"
NO_MANAGER = "uses the manager that makes rows without a cookie; ours has no such thing"
LEFT_OUT = {
    "test_session_str": "shows the cookie's value as the row's name",
    "test_session_get_decoded": BY_CLEAR_KEY,
    "test_sessionmanager_save": NO_MANAGER,
    "test_clearsessions_command": (
        "needs django.contrib.sessions installed; see test_sessions.py and sweep"
    ),
    "test_decode_failure_logged_to_security": (
        "hands text to decode; ours takes bytes and logs the same, see test_sessions.py"
    ),
    "test_decode_serializer_exception": "signs, instead of sealing, what it decodes",
    "test_empty_session_saved": "looks a row up and decodes it without a cookie",
}


@contextmanager
def stand_ins(names):
    """Modules the tests import for stores that we do not have installed."""
    for name in names:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(Session=None, SessionStore=None)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def djangos_tests():
    """The module of tests; where it is missing, tests that say so (and fail on CI)."""
    if not (SOURCE / "sessions_tests").is_dir():
        kinds = ("DatabaseSessionTests", "SessionMiddlewareTests")
        return SimpleNamespace(**dict.fromkeys(kinds, Missing))
    sys.path.insert(0, str(SOURCE))
    try:
        with stand_ins(["django.contrib.sessions.models", "sessions_tests.models"]):
            tests = importlib.import_module("sessions_tests.tests")
        tests.DatabaseSession = SessionStore  # one test of the middleware makes its own
        return tests
    finally:
        sys.path.remove(str(SOURCE))


class Missing(TestCase):
    __test__ = False

    def test_the_source_is_here(self):
        if os.environ.get("CI") == "true":
            self.fail("Run script/django-source first.")
        raise SkipTest("Django's source is not here: script/django-source brings it.")


tests = djangos_tests()


@override_settings(**AS_DJANGO_SHIPS)
class SealedStoreTests(tests.DatabaseSessionTests):
    __test__ = True
    backend = SessionStore
    session_engine = "helpcenter.sessions"


@override_settings(**AS_DJANGO_SHIPS)
class MiddlewareTests(tests.SessionMiddlewareTests):
    __test__ = True


def leave_out(case):
    for name, reason in LEFT_OUT.items():
        if hasattr(case, name):
            setattr(case, name, pytest.mark.skip(reason=reason)(getattr(case, name)))


leave_out(SealedStoreTests)
leave_out(MiddlewareTests)


def test_nothing_is_left_out_that_is_not_there():
    if tests.DatabaseSessionTests is Missing:
        pytest.skip("Django's source is not here: script/django-source brings it.")
    there = {*dir(tests.DatabaseSessionTests), *dir(tests.SessionMiddlewareTests)}
    assert set(LEFT_OUT) <= there
