"""The ways for a place: on a phone, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_takedown import LINK, fits, say_adult, write_down

pytestmark = pytest.mark.browser


def press(page, control):
    """By keyboard alone."""
    control.focus()
    expect(control).to_be_focused()
    page.keyboard.press("Enter")


def test_letter_is_begun_from_the_ways_for_its_place(plain_browser, site):
    page = plain_browser.new_page()
    write_down(page, site)
    page.goto(f"{site.url}/letters/routes/")
    say_adult(page)
    assert fits(page)
    press(page, page.get_by_role("link", name="Facebook"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Facebook")
    for folded in page.locator("main summary").all():
        press(page, folded)
    assert fits(page)
    press(page, page.get_by_role("button", name="keep its records"))
    page.get_by_role("link", name="Go to the letter").click()
    expect(page.get_by_role("article")).to_contain_text(LINK)


def test_answers_change_the_ways(plain_browser, site):
    page = plain_browser.new_page()
    write_down(page, site)
    page.goto(f"{site.url}/letters/routes/")
    say_adult(page)
    page.get_by_role("link", name="Facebook").click()
    ways = page.locator("ol.cards h3")
    expect(ways.filter(has_text="Ask Google to hide it")).to_have_count(1)
    page.get_by_label("Only those who got it as a private message").check()
    press(page, page.get_by_role("button", name="Save and show the ways"))
    expect(ways.filter(has_text="Ask Google to hide it")).to_have_count(0)
    assert page.get_by_label("Only those who got it as a private message").is_checked()
