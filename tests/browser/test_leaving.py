"""Leaving is instant and really leaves: JavaScript or not, server alive or dead."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.site import PHONE

pytestmark = pytest.mark.browser
PAGES = ["/", "/guide/safe/", "/guide/plan/", "/now/", "/find/", "/notes/", "/letters/"]
LEAVE = "Leave this site quickly"


def open_page(browser, site, path="/"):
    page = browser.pages[0] if browser.pages else browser.new_page()
    page.goto(site.url + path)
    return page


def weather(page):
    expect(page.get_by_text("WEATHER")).to_be_visible()
    return True


def shows_us(page):
    try:
        return LEAVE in page.content()
    except Error:
        return False


def the_button(page):
    return page.get_by_role("banner").get_by_role("link", name=LEAVE)


def go_back(page):
    with suppress(Error):  # the page that asks is gone before it can answer
        page.evaluate("history.back()")
    page.wait_for_timeout(700)


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("path", PAGES)
def test_the_button_leaves(browser, site, path):
    page = open_page(browser, site, path)
    the_button(page).click(no_wait_after=True)
    assert weather(page)


@pytest.mark.parametrize("path", PAGES)
def test_the_button_leaves_without_javascript(plain_browser, site, path):
    page = open_page(plain_browser, site, path)
    the_button(page).click(no_wait_after=True)
    assert weather(page)
    assert plain_browser.cookies() == []


def test_the_neutral_site_is_not_told_where_one_came_from(browser, site, neutral):
    page = open_page(browser, site)
    neutral.referrers.clear()
    the_button(page).click(no_wait_after=True)
    assert weather(page)
    assert set(neutral.referrers) == {None}


def test_the_first_tab_stop_leaves(plain_browser, site):
    page = open_page(plain_browser, site, "/guide/safe/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(LEAVE)
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert weather(page)


def test_shift_three_times_leaves(browser, site):
    page = open_page(browser, site, "/guide/safe/")
    press_shift(page, 3)
    assert weather(page)


def test_shift_that_changed_another_key_is_typing(browser, site):
    page = open_page(browser, site, "/guide/safe/")
    for key in ["Shift+A", "Shift+B", "Shift+C", "Shift+D"]:
        page.keyboard.press(key)
    press_shift(page, 2)
    page.wait_for_timeout(300)
    assert shows_us(page)


def test_escape_does_not_leave(browser, site):
    page = open_page(browser, site, "/guide/safe/")
    for _ in range(4):
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert shows_us(page)


def test_all_tabs_leave_together(browser, site):
    page = open_page(browser, site)
    others = [browser.new_page() for _ in range(2)]
    for other in others:
        other.goto(site.url + "/guide/safe/")
    page.bring_to_front()
    the_button(page).click(no_wait_after=True)
    for each in [page, *others]:
        assert weather(each)


def test_leaving_works_with_the_server_gone(browser, mortal_site):
    page = open_page(browser, mortal_site, "/guide/safe/")
    mortal_site.kill()
    the_button(page).click(no_wait_after=True)
    assert weather(page)


def test_leaving_ends_the_visit_and_what_was_kept_for_it(browser, mortal_site):
    page = open_page(browser, mortal_site, "/guide/helping/")
    page.get_by_label("A friend").check()
    page.get_by_role("button", name="Save and go on").click()
    assert mortal_site.rows("evidence_case") == 1
    the_button(page).click(no_wait_after=True)
    assert weather(page)
    page.wait_for_timeout(500)
    assert mortal_site.rows("evidence_case") == 0
    assert mortal_site.rows("evidence_record") == 0
    assert mortal_site.rows("helpcenter_sealedsession") == 0


@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_back_after_leaving_shows_nothing(request, kind, mortal_site):
    context = request.getfixturevalue(kind)
    page = open_page(context, mortal_site, "/guide/safe/")
    the_button(page).click(no_wait_after=True)
    assert weather(page)
    # With the server alive it would send a fresh page, and this would prove nothing.
    mortal_site.kill()
    go_back(page)
    assert not shows_us(page)


@pytest.mark.parametrize("path", ["/", "/guide/safe/", "/find/"])
@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_back_after_the_address_bar_shows_nothing(
    request, kind, mortal_site, neutral, path
):
    context = request.getfixturevalue(kind)
    page = open_page(context, mortal_site, path)
    page.goto(neutral.url)
    mortal_site.kill()
    go_back(page)
    assert not shows_us(page)


@pytest.mark.parametrize("path", PAGES)
def test_the_button_is_in_sight_and_uncovered(browser, site, path):
    page = open_page(browser, site, path)
    page.set_viewport_size(PHONE)
    height = page.evaluate("document.documentElement.scrollHeight")
    for y in range(0, height, 400):
        page.evaluate("y => scrollTo(0, y)", y)
        box = the_button(page).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        on_top = page.evaluate(
            "({x, y, width, height}) => "
            "document.elementFromPoint(x + width / 2, y + height / 2).textContent",
            box,
        )
        assert on_top == LEAVE


def test_every_page_has_the_same_dull_title(browser, site):
    page = open_page(browser, site)
    for path in PAGES:
        page.goto(site.url + path)
        assert page.title() == "Notes"
        assert not re.search("help|image|abuse", page.title(), re.IGNORECASE)
