"""The list of pages is whole, and each page answers as the list says."""

import pytest
from django.urls import URLResolver, include, path, reverse
from django.urls.resolvers import RegexPattern

from helpcenter.bundles import BUNDLES
from tests.guide import tree
from tests.pages import (
    CLOSED,
    DATA,
    FILE,
    GONE,
    NOT_FOUND,
    PAGE,
    PAGES,
    POST,
    REDIRECT,
    one_each,
    routes,
)
from tests.world import world_of

ROUTES = dict(routes())
LISTED = {page.route: page for page in PAGES}


def test_every_route_is_on_the_list():
    missing = ROUTES.keys() - LISTED.keys()
    assert not missing, f"Put these into tests/pages.py: {sorted(missing)}"


def test_nothing_else_is_on_the_list():
    assert LISTED.keys() <= ROUTES.keys()
    assert len(PAGES) == len({str(page) for page in PAGES})


def test_the_walk_finds_a_route_that_nobody_listed():
    inner = [path("somewhere/<slug:id>/", lambda request: None, name="new")]
    resolver = URLResolver(RegexPattern(r"^"), [path("x/", include((inner, "app")))])
    assert dict(routes(resolver)) == {"app:new": ["id"]}


@pytest.mark.parametrize("page", one_each(PAGES), ids=str)
def test_each_gives_the_words_its_route_needs(page):
    assert page.template or set(page.words) == set(ROUTES[page.route])


STATUS = {403: CLOSED, 404: GONE, 405: POST}


def kind_of(answer):
    """The kind of page that this answer is; a status that no kind has as it is."""
    if answer.status_code in (301, 302, 303):
        return REDIRECT
    if answer.status_code != 200:
        return STATUS.get(answer.status_code, answer.status_code)
    if answer.get("Content-Disposition", "").startswith("attachment"):
        return FILE
    is_html = answer["Content-Type"].startswith("text/html")
    return PAGE if is_html else DATA


@pytest.mark.slow
def test_each_page_answers_as_its_kind_says(world):
    """One world for all: making it takes longer than opening them."""
    wrong = {}
    for page in [*PAGES, NOT_FOUND]:
        answer = world.client(page.who).get(page.path(world))
        if (kind := kind_of(answer)) != page.kind:
            wrong[str(page)] = kind
    assert wrong == {}


@pytest.mark.slow
def test_each_page_has_what_leaving_needs(world, settings):
    """The link, the script that is faster, the sheet without which Back shows the page
    again (helpcenter/privacy.py), and the dull title.
    """
    for page in [*(each for each in PAGES if each.kind == PAGE), NOT_FOUND]:
        answer = tree(world.client(page.who).get(page.path(world)))
        links = answer.xpath("//a[@data-leave]")
        ways = {(each.get("href"), each.get("data-leave")) for each in links}
        assert ways == {(reverse("guide:leave"), settings.NEUTRAL_URL)}, page
        sheets = answer.xpath("//link[@rel='stylesheet']/@href")
        assert reverse("fresh") in sheets, page
        scripts = [name_of(each) for each in answer.xpath("//script/@src")]
        assert {"leave.js", *BUNDLES} & {*scripts}, page
        assert answer.findtext(".//title") == settings.SITE_TITLE, page


def name_of(address):
    return address.rpartition("/")[2]


def test_each_bundle_of_scripts_can_leave():
    scripts = {name: parts for name, parts in BUNDLES.items() if name.endswith(".js")}
    assert scripts
    assert all("leave.js" in parts for parts in scripts.values())


@pytest.mark.browser
def test_a_browser_opens_the_pages_of_each(mortal_site, browser):
    """What a person made, and what staff may see, in a site that runs."""
    world = world_of(mortal_site)
    tab = browser.pages[0]
    for page in one_each([page for page in PAGES if page.kind == PAGE])[::12]:
        world.enter(browser, page.who, mortal_site.url)
        assert tab.goto(mortal_site.url + page.path(world)).status == 200, page
