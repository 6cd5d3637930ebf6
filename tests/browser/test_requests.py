"""A letter that was sent, on a phone, by keyboard, without JavaScript."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.test_routes import press
from tests.browser.test_takedown import (
    LINK,
    begin,
    fits,
    through_the_small_pages,
    write_down,
)

pytestmark = pytest.mark.browser
ANSWER = "We see no violation."


def begin_letter(page, site):
    """A 48-hour request to Facebook that holds all it needs."""
    write_down(page, site)
    begin(page, site, "take-it-down")
    through_the_small_pages(page)


def test_letter_is_sent_followed_and_answered(plain_browser, site):
    page = plain_browser.new_page()
    begin_letter(page, site)
    tell_of_sending(page)
    tell_of_the_answer(page)
    tell_of_a_check(page)
    write_again(page)
    look_at_the_board(page, site)


def tell_of_sending(page):
    """It needs a time, and three days ago is longer than they have."""
    press(page, page.get_by_role("link", name="I sent this"))
    assert fits(page)
    press(page, page.get_by_role("button", name="I sent this"))
    expect(page.get_by_role("alert")).to_contain_text("Write when that was")
    then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=3)
    page.get_by_label("When did you send it?").fill(then.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("In which place is that the time?").first.select_option("UTC")
    page.get_by_label("By e-mail").check()
    press(page, page.get_by_role("button", name="I sent this"))
    expect(page.get_by_role("heading", name="Their time is over")).to_be_visible()
    assert fits(page)


def tell_of_the_answer(page):
    press(page, page.get_by_role("link", name="They answered, or do not answer"))
    page.get_by_label("They said no").check()
    page.get_by_label("Their answer, word for word").fill(ANSWER)
    assert fits(page)
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("blockquote")).to_contain_text(ANSWER)


def tell_of_a_check(page):
    page.get_by_role("link", name="Is it still up?").first.click()
    page.get_by_label("Still up").check()
    assert fits(page)
    press(page, page.get_by_role("button", name="Save"))


def write_again(page):
    press(page, page.get_by_role("button", name="Write again when 48 hours are over"))
    page.get_by_role("link", name="Go to the letter").click()
    article = page.get_by_role("article")
    expect(article).to_contain_text(ANSWER)
    expect(article).to_contain_text(LINK)


def look_at_the_board(page, site):
    page.goto(f"{site.url}/letters/requests/")
    assert fits(page)
    press(page, page.get_by_role("link", name="By link"))
    expect(page.get_by_role("heading", name=LINK)).to_be_visible()
