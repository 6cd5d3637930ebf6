"""Pages stay light: what a browser fetches for each, compressed as the site does it."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import lxml.html
from django.contrib.staticfiles import finders

from tests.pages import NOBODY, PAGE, PAGES, PERSON, of

ROUND_TRIP = 14 * 1024  # bytes of HTML, CSS and JS: what arrives before a first answer
OF_A_CASE = 30 * 1024  # a page as long as somebody's story
REQUESTS = 4
LOADED = "//link[@rel='stylesheet']/@href | //script/@src | //img/@src"


def loaded(tree):
    """The addresses that a browser asks for besides the page, without being told to."""
    return [urlsplit(link).path for link in tree.xpath(LOADED)]


def weight(page, tree):
    """Bytes of the page and of every style sheet and script it names."""
    names = [path for path in loaded(tree) if path.startswith("/static/")]
    files = [finders.find(path.removeprefix("/static/")) for path in names]
    sizes = [len(brotli.compress(Path(file).read_bytes())) for file in files]
    return len(gzip.compress(page, mtime=0)) + sum(sizes)


def weighed(world, who):
    """{page: (bytes, requests)} of all pages that these reach first."""
    answers = {
        str(page): world.client(who).get(page.path(world)).content
        for page in of(who)
        if page.kind == PAGE and not page.route.startswith("admin:")
    }
    trees = {name: lxml.html.fromstring(page) for name, page in answers.items()}
    return {
        name: (weight(answers[name], tree), 1 + len(loaded(tree)))
        for name, tree in trees.items()
    }


def test_a_public_page_comes_in_one_round_trip(world):
    pages = weighed(world, NOBODY)
    assert len(pages) > 50
    assert {name: each for name, each in pages.items() if each[0] > ROUND_TRIP} == {}
    assert {name: each for name, each in pages.items() if each[1] > REQUESTS} == {}


def test_a_page_of_a_case_is_light_too(world):
    pages = weighed(world, PERSON)
    assert len(pages) > 50
    assert {name: each for name, each in pages.items() if each[0] > OF_A_CASE} == {}


def test_nothing_comes_from_elsewhere(world):
    """On no page of anybody's, staff's too."""
    for page in (each for each in PAGES if each.kind == PAGE):
        answer = world.client(page.who).get(page.path(world))
        tree = lxml.html.fromstring(answer.content)
        sources = tree.xpath("//@src | //link/@href | //@srcset | //@poster")
        assert sources, page
        assert [each for each in sources if urlsplit(each).netloc] == [], page
