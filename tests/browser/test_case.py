"""Keeping, and going on after the visit ended, in Chromium and on paper."""

import subprocess

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MINUTE = 60_000
STORY = "He wrote that he would post it.\nThen he did, on a Tuesday."


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
    assert len(words) == 6
    page.pdf(path=tmp_path / "words.pdf")
    text = subprocess.run(
        ["pdftotext", tmp_path / "words.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert text.split() == [
        part for n, word in enumerate(words, 1) for part in (f"{n}.", word)
    ]
