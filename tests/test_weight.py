"""Pages stay light: HTML, CSS and JS together, compressed, under 30 KB."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.crawl import walk

LIMIT = 30 * 1024  # bytes; the goal is one round trip, 14 KB


def compressed(data):
    return len(gzip.compress(data, mtime=0))


def weight(page):
    """Bytes of the page and of every style sheet and script it names, compressed."""
    links = page.tree.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    static = [urlsplit(link).path for link in links if link != reverse("fresh")]
    files = [finders.find(path.removeprefix("/static/")) for path in static]
    contents = [Path(file).read_bytes() for file in files]
    return compressed(page.response.content) + sum(map(compressed, contents))


def test_every_page_is_light(client, directory, demo_case):
    weights = {page.path: weight(page) for page in walk(client, ["/"], ["/staff/"])}
    assert len(weights) > 40
    assert {path: size for path, size in weights.items() if size >= LIMIT} == {}


def test_nothing_comes_from_elsewhere(client, directory, demo_case):
    for page in walk(client, ["/"], ["/staff/"]):
        sources = page.tree.xpath("//@src | //link/@href | //@srcset | //@poster")
        assert [source for source in sources if urlsplit(source).netloc] == [], (
            page.path
        )
