"""Both browsers, one after another: for what must hold in each."""

import shutil
import time

import pytest

from tests.browser.accessible import Reader
from tests.browser.driven import KINDS, Driven
from tests.site import DESK, Site, chromium
from tests.world import world_of

FRESH = 300  # seconds; a visit ends half an hour after its last page
WAYS = [f"{kind}{how}" for kind in KINDS for how in ("", " without scripts")]


def start(way, folder):
    kind, _, without = way.partition(" ")
    return Driven(kind, folder, script=not without)


@pytest.fixture(scope="module", params=KINDS)
def running(request, tmp_path_factory):
    with start(request.param, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module", params=WAYS)
def running_anyhow(request, tmp_path_factory):
    with start(request.param, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def driven(running):
    """Chromium, then Firefox, with scripts."""
    running.fresh()
    return running


@pytest.fixture
def anyhow(running_anyhow):
    """Both with and without scripts."""
    running_anyhow.fresh()
    return running_anyhow


@pytest.fixture(scope="session")
def lived_in(neutral, filled_database, tmp_path_factory):
    """Gives the folder of a site in which every page of tests/pages.py can be opened,
    and its world. After a while it is made anew: the visits in it end.
    """
    made_at, made = -FRESH, None

    def lately():
        nonlocal made_at, made
        if time.monotonic() - made_at > FRESH:
            folder = tmp_path_factory.mktemp("lived-in")
            shutil.copy(filled_database, folder)
            with Site(folder, neutral.url) as site:
                made_at, made = time.monotonic(), (folder, world_of(site))
        return made

    return lately


@pytest.fixture(scope="module")
def lived(lived_in, neutral, tmp_path_factory):
    """A copy of that site, running, and its world: what one module changes, no other
    sees.
    """
    there, world = lived_in()
    folder = tmp_path_factory.mktemp("lived") / "site"
    shutil.copytree(there, folder)
    with Site(folder, neutral.url) as site:
        yield site, world


@pytest.fixture(scope="module")
def reader(lived, tmp_path_factory):
    """Chromium in it."""
    folder = tmp_path_factory.mktemp("reader")
    with chromium(folder / "profile", viewport=DESK) as context:
        yield Reader(context, *lived)
