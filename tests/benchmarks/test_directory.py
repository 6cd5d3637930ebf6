"""Looking something up in a directory of 5,000 platforms with 50,000 links: the pages
as a visitor gets them. The queries are as many as in the directory that we ship.
"""

import random
import string

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.models import Channel, Domain, Platform
from directory.open_data import make_files

pytestmark = pytest.mark.usefixtures("db", "directory")

PLATFORMS, LINKS, SEED = 5_000, 50_000, 1
HOME, FOUND = reverse("directory:home"), reverse("directory:found")
FACT = {"source": "made up", "confidence": "medium", "checked_on": "2026-11-22"}
SEARCHES = {
    "a name": "instagram",
    "a slip of the hand": "isntagram",
    "a host": "fbcdn",
    "nothing": "qqqqzzzzqqqqxxxx",
    "a link": "https://www.instagram.com/p/1",
    "a site not in the list": "https://www.instagrm.com/p/1",
}


def word(chance):
    return "".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 14)))


def fill(count):
    """As many platforms, with ten links each: half hosts, half ways to reach them."""
    chance = random.Random(SEED)  # noqa: S311
    made = Platform.objects.bulk_create(
        Platform(
            slug=f"made-{n}",
            category="social",
            name=word(chance),
            aliases=[word(chance)],
            **FACT,
        )
        for n in range(count)
    )
    each = LINKS // PLATFORMS // 2
    Domain.objects.bulk_create(
        Domain(platform=platform, host=f"{word(chance)}-{n}.example")
        for platform in made
        for n in range(each)
    )
    Channel.objects.bulk_create(
        Channel(
            slug=f"{platform.slug}-other-{n}",
            platform=platform,
            kind=Channel.Kind.OTHER,
            url=f"https://{platform.slug}.example/{n}",
            evidence=Channel.Evidence.OFFICIAL,
            **FACT,
        )
        for platform in made
        for n in range(each)
    )


@pytest.fixture
def filled(benchmark, directory, db):
    """Whether all of them are there: few, if nothing is measured."""
    fill(PLATFORMS if benchmark.enabled else 20)


def look_up(client, what):
    return client.post(HOME, {"what": what}, follow=True)


@pytest.mark.parametrize("search", SEARCHES)
def test_looking_something_up(benchmark, client, filled, search):
    what = SEARCHES[search]
    response = benchmark(look_up, client, what)
    assert response.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        reverse("directory:platforms"),
        reverse("directory:platform", args=["instagram"]),
        reverse("directory:helplines"),
        reverse("directory:laws"),
    ],
)
def test_a_page(benchmark, client, filled, path):
    assert benchmark(client.get, path).status_code == 200


def test_all_of_it_as_data(benchmark, filled):
    assert benchmark.pedantic(make_files, rounds=3)


@pytest.mark.parametrize("search", SEARCHES)
def test_ten_times_as_many_take_as_many_queries(client, search):
    what = SEARCHES[search]
    fill(10)
    few = queries(client, what)
    Platform.objects.filter(slug__startswith="made-").delete()
    fill(100)
    assert queries(client, what) == few


def queries(client, what):
    look_up(client, what)
    with CaptureQueriesContext(connection) as captured:
        look_up(client, what)
    return len(captured)
