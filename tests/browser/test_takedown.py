"""From what happened to a letter in hand: on a phone, without JavaScript."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.site import DESK, PHONE

pytestmark = pytest.mark.browser
LINK = "https://www.facebook.com/sam.fictitious/posts/1029384756"
MOST_PAGES = 12


def go_on(page):
    page.get_by_role("main").get_by_role("button").first.click()


def write_down(page, site):
    page.goto(f"{site.url}/notes/new/")
    page.locator("[name=happened]").fill("Sam put picture 1 on a public page.")
    page.locator("[name=links]").fill(LINK)
    page.get_by_role("button", name="Save", exact=True).click()


def say_adult(page):
    page.get_by_label("Yes, everyone was 18 or over").check()
    go_on(page)


def begin(page, site, kind):
    page.goto(f"{site.url}/letters/{kind}/")
    if page.get_by_label("Yes, everyone was 18 or over").count():
        say_adult(page)
    page.get_by_label("Site or app").select_option("platform:facebook")
    go_on(page)


def fits(page):
    """Nothing of the page is wider than the window."""
    inner = page.viewport_size["width"]
    boxes = (each.bounding_box() for each in page.locator("main *:visible").all())
    return all(box["x"] + box["width"] <= inner + 1 for box in boxes if box)


def answer(page):
    """Fill in one of the small pages of a letter."""
    if page.url.endswith("/consent/"):
        page.get_by_label("I never agreed that it could be published").check()
    if page.url.endswith("/from/"):
        page.get_by_label("Your name").fill("Robin Sample")
        page.get_by_label("Your e-mail address").fill("robin@example.org")
    if page.url.endswith("/sign/"):
        page.get_by_label("Type the name of whoever signs").fill("Robin Sample")


def through_the_small_pages(page):
    for _ in range(MOST_PAGES):
        if re.search(r"/mine/\w+/$", page.url):
            return
        assert fits(page), page.url
        answer(page)
        go_on(page)
    raise AssertionError(page.url)


def test_letter_is_in_hand_after_a_few_small_pages(plain_browser, site):
    page = plain_browser.new_page()
    write_down(page, site)
    begin(page, site, "take-it-down")
    through_the_small_pages(page)
    expect(page.get_by_role("main")).to_contain_text("It is complete.")
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Get it as PDF").click()
    file = download.value
    assert re.fullmatch(r"notes-\d{4}-\d\d\.pdf", file.suggested_filename)
    pdf = PdfReader(BytesIO(file.path().read_bytes()))
    text = "".join(each.extract_text() for each in pdf.pages)
    assert LINK in re.sub(r"\s", "", text)
    assert "/s/ Robin Sample" in text


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_words_are_changed_and_put_back_without_script(plain_browser, site, window):
    page = plain_browser.new_page()
    page.set_viewport_size(window)
    begin(page, site, "litigation-hold")
    page.get_by_role("link", name="Go to the letter").click()
    page.get_by_role("link", name="Change its words").click()
    assert fits(page)
    page.get_by_label("Plan").fill("Mine.")
    page.get_by_role("button", name="Save the words").click()
    expect(page.get_by_role("article")).to_contain_text("Mine.")
    expect(page.get_by_role("main")).to_contain_text("It is not complete yet")
    page.get_by_role("link", name="Look at the words").click()
    page.get_by_label("Put the original words back").check()
    page.get_by_role("button", name="Save the words").click()
    expect(page.get_by_role("article")).to_contain_text("considering legal action")


def test_text_can_be_copied_with_one_press(browser, site):
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    page = browser.new_page()
    begin(page, site, "platform-policy")
    page.get_by_role("link", name="Go to the letter").click()
    page.get_by_text("The text, to copy and paste").click()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("The letter as plain text").input_value()
    assert "To the team that handles reports:" in copied
