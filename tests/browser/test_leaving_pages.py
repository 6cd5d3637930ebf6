"""Leaving from each page of the one list (tests/pages.py), staff's too: the way out is
in sight, first, uncovered, and leads away; no page writes into the browser's stores.
"""

from pathlib import Path

import pytest

from tests.browser.leaving import is_away, leave, press
from tests.pages import NOT_FOUND, PAGE, PAGES, one_each
from tests.site import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LISTED = [*(page for page in one_each(PAGES) if page.kind == PAGE), NOT_FOUND]
# A phone; a desk at 400 %; a phone with its keyboard on the screen, upright and lying.
VIEWS = [tuple(PHONE.values()), (320, 256), (320, 300), (568, 140)]
IN_PAGE = Path(__file__).with_name("in_page.js").read_text().rstrip()


def by_skip_link(browser):
    browser.look("document.querySelector('a[data-leave]').focus()")
    press(browser, "Enter")


def by_shift(browser):
    press(browser, *["Shift"] * 3)


def covered(browser):
    """Where the way out cannot be pressed."""
    found = {}
    for view in [*VIEWS, VIEWS[0]]:  # and as it was
        browser.resize(view)
        if told := browser.look(f"{IN_PAGE}.covered()"):
            found[str(view)] = told
    return found


def wrong_with(browser):
    """What is not as promised on the page that is open."""
    wrong = {
        "title": browser.look("document.title") != "Notes",
        "covered": covered(browser),
        "stored": browser.script and browser.look(f"{IN_PAGE}.stored()"),
        "another stop is first": not browser.look(f"{IN_PAGE}.leavesFirst()"),
    }
    return {what: told for what, told in wrong.items() if told}


def test_from_each_page(running_anyhow, lived):
    browser, (site, world), wrong = running_anyhow, lived, {}
    ways = [leave, by_skip_link, by_shift] if browser.script else [leave]
    for number, page in enumerate(LISTED):
        sessions = site.sessions()
        browser.fresh()
        browser.enter(world.tokens.get(page.who), site.url)
        browser.open(site.url + page.path(world))
        way = ways[number % len(ways)]
        if told := wrong_with(browser):
            wrong[str(page)] = told
        way(browser)
        assert is_away(browser), (page, way.__name__, wrong)
        if page.who in world.tokens:
            site.until_rows("helpcenter_sealedsession", len(sessions) - 1)
        site.put_back(sessions)
    assert wrong == {}
