"""What more than one test file needs: two options, the running site, the browser."""

import secrets
import shutil
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TestCase, TransactionTestCase
from django.test.utils import override_settings
from django.utils import timezone

from directory.changes import PlannedMiddleware
from directory.shipping import MODELS, load
from guide.demo import live_through
from guide.visitor import Visitor
from tests.copies import write_proof, write_two_files
from tests.site import NeutralSite, Site, chromium
from tests.world import make_world, small_case

DATABASE_FIXTURES = {"db", "transactional_db", "client_db", "django_db_setup"}


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="Run only what touches the database (to repeat it on another one).",
    )
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="Write the letters' snapshots anew. Read the difference as prose.",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-database"):
        return
    items[:], left_out = (
        [item for item in items if touches_database(item)],
        [item for item in items if not touches_database(item)],
    )
    config.hook.pytest_deselected(items=left_out)


def touches_database(item):
    """Whether it asks for the database in this process. Browser and other subprocess
    tests make their own and are left out.
    """
    case = getattr(item, "cls", None)
    return (
        bool(DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())))
        or item.get_closest_marker("django_db") is not None
        or (isinstance(case, type) and issubclass(case, TestCase | TransactionTestCase))
    )


@pytest.fixture(autouse=True)
def empty_cache():
    """Nothing that one test put into the cache is found by another."""
    cache.clear()


@contextmanager
def exhibits_in(folder):
    """No test keeps an exhibit where the site of this machine keeps its own."""
    options = {"OPTIONS": {"location": str(folder)}}
    with override_settings(
        EXHIBIT_FOLDER=str(folder),
        KEEP_FREE_BYTES=0,
        STORAGES=settings.STORAGES | {"sealed": settings.SEALED_FOLDER | options},
    ):
        yield folder


@pytest.fixture(autouse=True)
def nothing_planned(monkeypatch):
    """As after the first request of the day, which looks for what is due."""
    monkeypatch.setattr(PlannedMiddleware, "done_for", timezone.localdate())


@pytest.fixture(autouse=True)
def files_folder(tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "exhibits" / secrets.token_hex(8)
    with exhibits_in(folder):
        yield folder


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker):
    """The directory of this release, loaded once for the tests of a module. What a
    test changes in it (with `db`) is undone after the test.
    """
    with django_db_blocker.unblock():
        load()
    yield
    with django_db_blocker.unblock():
        for model in reversed(MODELS):
            model.objects.all().delete()


@pytest.fixture
def demo_case(db, directory, client):
    """The fictitious person, who has used all of the site in this client's session, in
    fewer places: four incidents, and few letters. Gives the ids of their letters and of
    those they sent.
    """
    return live_through(Visitor(client), small_case())


@pytest.fixture
def world(db, directory, client):
    """Where every page of tests/pages.py can be opened. See tests/world.py."""
    return make_world(client)


@pytest.fixture(scope="session")
def neutral():
    """The dull site that leaving leads to."""
    with NeutralSite() as neutral:
        yield neutral


@pytest.fixture(scope="session")
def filled_database(neutral, tmp_path_factory):
    """A database file with the directory in it, to be copied: making it takes long."""
    folder = tmp_path_factory.mktemp("database")
    with Site(folder, neutral.url):
        pass
    return folder / "db.sqlite3"


@pytest.fixture(scope="session")
def site(neutral, filled_database, tmp_path_factory):
    """The real site on a port of its own, with the directory loaded."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(filled_database, folder)
    with Site(folder, neutral.url) as site:
        yield site


@pytest.fixture
def mortal_site(neutral, filled_database, tmp_path):
    """A site of one's own, to kill."""
    shutil.copy(filled_database, tmp_path)
    with Site(tmp_path, neutral.url) as site:
        yield site


@pytest.fixture
def browser(tmp_path):
    """Chromium with a profile of its own and its back-forward cache on."""
    with chromium(tmp_path / "profile") as context:
        yield context


@pytest.fixture
def plain_browser(tmp_path):
    """The same with JavaScript off."""
    with chromium(tmp_path / "plain", java_script_enabled=False) as context:
        yield context


@pytest.fixture
def owner(client, db):
    """Somebody with two incidents, and files of some types."""
    return write_proof(client)


@pytest.fixture
def small(client, db):
    """Somebody with one incident, a picture and a text."""
    return write_two_files(client)
