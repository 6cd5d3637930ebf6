"""Keeping, and going on after the visit ended, in Chromium and on paper."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MINUTE = 60_000
STORY = "He wrote that he would post it.\nThen he did, on a Tuesday."


def keep(page, site):
    """Keep the notes of this visit; the six words."""
    page.goto(f"{site.url}/notes/kept/keep/")
    page.get_by_role("button", name="Show me six words").click()
    words = [word.strip() for word in page.locator("ol.words li").all_inner_texts()]
    page.get_by_role("link", name="I have written them down").click()
    for box in page.get_by_role("textbox").all():
        number = int(re.search(r"\d", box.get_attribute("name"))[0])
        box.fill(words[number - 1])
    page.get_by_role("button", name="Start using these words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your notes are kept")
    return " ".join(words)


def test_a_long_text_survives_the_end_of_the_visit_without_script(plain_browser, site):
    page = plain_browser.new_page()
    words = keep(page, site)
    page.goto(f"{site.url}/notes/new/")
    page.locator("[name=happened]").fill(STORY)
    plain_browser.clear_cookies()  # what an ended visit looks like
    page.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What you typed is still here"
    )
    page.get_by_role("button", name="Open my kept notes first").click()
    page.get_by_label("Your six words").fill("not the words")
    page.get_by_role("button", name="Open my notes").click()
    expect(page.get_by_role("alert")).to_contain_text("These words open no notes")
    page.get_by_label("Your six words").fill(words.upper())
    page.get_by_role("button", name="Open my notes").click()
    page.get_by_role("button", name="Go on with what I typed").click()
    page.goto(f"{site.url}/notes/")
    expect(page.get_by_role("main")).to_contain_text("on a Tuesday")


def test_a_visit_says_that_it_is_about_to_end(browser, site):
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{site.url}/notes/new/")
    page.locator("[name=happened]").fill(STORY)
    page.clock.run_for(26 * MINUTE)
    notice = page.locator("#idle")
    expect(notice).to_have_count(0)
    page.clock.run_for(2 * MINUTE)
    expect(notice).to_contain_text("in about three minutes")
    expect(page.get_by_role("status").filter(has_text="about three")).to_have_count(1)
    page.get_by_role("button", name="Keep going").click()
    expect(notice).to_have_count(0)
    page.clock.run_for(28 * MINUTE)
    expect(notice).to_contain_text("in about three minutes")
    page.clock.run_for(4 * MINUTE)
    expect(notice).to_contain_text("This visit has ended")
    assert page.locator("[name=happened]").input_value() == STORY


def test_saying_one_is_still_here_too_late_keeps_the_text(browser, site):
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{site.url}/notes/kept/keep/")
    page.clock.run_for(28 * MINUTE)
    browser.clear_cookies()
    page.get_by_role("button", name="Keep going").click()
    expect(page.locator("#idle")).to_contain_text("This visit has ended")


def test_a_server_that_is_gone_is_said_and_nothing_lost(browser, mortal_site):
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{mortal_site.url}/notes/kept/keep/")
    page.clock.run_for(28 * MINUTE)
    mortal_site.kill()
    page.get_by_role("button", name="Keep going").click()
    expect(page.locator("#idle")).to_contain_text("We cannot be reached right now")


def test_pages_without_a_form_say_nothing(browser, site):
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{site.url}/notes/kept/")
    page.clock.run_for(60 * MINUTE)
    expect(page.locator("#idle")).to_have_count(0)


def test_on_paper_there_are_the_words_and_nothing_else(browser, site, tmp_path):
    page = browser.new_page()
    page.goto(f"{site.url}/notes/kept/keep/")
    page.get_by_role("button", name="Show me six words").click()
    words = [word.strip() for word in page.locator("ol.words li").all_inner_texts()]
    page.pdf(path=tmp_path / "words.pdf")
    text = subprocess.run(
        ["pdftotext", tmp_path / "words.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert text.split() == [
        part for n, word in enumerate(words, 1) for part in (f"{n}.", word)
    ]
