"""Leaving in the middle of something: a file on its way, a file just saved; and what a
reopened tab shows.
"""

import time

import pytest

from tests.browser.driven import KINDS, Driven
from tests.browser.leaving import BUTTON, LEAVE, go_back, is_away, leave
from tests.exhibits import mp4
from tests.site import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY = "He wrote that he would post it."
MEGABYTE = 2**20
TABLES = ["helpcenter_sealedsession", "evidence_sealedfile"]


# --- Files


@pytest.fixture
def person(anyhow, lived):
    """Somebody with kept notes, in a browser."""
    site, world = lived
    sessions = site.sessions()
    anyhow.enter(world.tokens["person"], site.url)
    yield anyhow
    site.put_back(sessions)


def tabs(browser):
    """What is in each tab."""
    count = browser.run("return (await browser.pages()).length")
    html = "document.documentElement.outerHTML"
    return [browser.glimpse(html, n) for n in range(count)]


def test_file_on_its_way_is_stopped(person, lived, tmp_path):
    site, world = lived
    film = tmp_path / "film.mp4"
    film.write_bytes(mp4(50 * MEGABYTE))
    visits, files = (site.rows(table) for table in TABLES)
    person.open(f"{site.url}/notes/entry/{world.ids['incident']}/add/")
    person.run("await (await page.$('[type=file]')).uploadFile(path)", path=str(film))
    button = person.middle(BUTTON)
    with site.pausing():
        person.click("form[data-upload] button")
        time.sleep(1)
        person.click_at(button)
        if person.script:
            assert is_away(person)
    assert is_away(person)
    site.until_rows(TABLES[0], visits - 1)
    assert site.rows(TABLES[1]) == files


def test_after_a_file_was_saved(person, lived):
    """Firefox opens the paper in a tab of its own, which is not ours to close."""
    person.open(f"{lived[0].url}/guide/plan/")
    button = person.middle(BUTTON)
    person.click("main a[href$='/pdf/']")
    wait_for(lambda: any(person.saved.glob("*.pdf")))
    person.run("await (await browser.pages()).at(0).bringToFront()")
    person.run(
        "await (await browser.pages()).at(0).mouse.click(...place)", place=button
    )
    assert is_away(person, tab=0)
    assert not any(LEAVE in tab for tab in tabs(person))


# --- A tab that is opened again, as browsers do after a crash or when they are asked to


def write(browser, site):
    browser.open(f"{site.url}/notes/new/")
    browser.type("[name=happened]", STORY)
    browser.go("main form button")
    browser.open(f"{site.url}/notes/new/")
    browser.type("[name=happened]", STORY)
    time.sleep(3)  # it notes every second or so what is open


@pytest.mark.parametrize("kind", KINDS)
def test_a_tab_opened_again_after_leaving_shows_nothing(kind, site, tmp_path):
    with Driven(kind, tmp_path) as browser:
        write(browser, site)
        leave(browser)
        assert is_away(browser)
        time.sleep(4)
        browser.end_so_that_it_reopens()
    with Driven(kind, tmp_path, reopen=True) as browser:
        # It may have noted the dull page or not yet; then it asks us for a new one.
        wait_for(lambda: any("WEATHER" in t or LEAVE in t for t in tabs(browser)))
        assert not any(STORY in tab for tab in tabs(browser))
        go_back(browser)
        assert not any(STORY in tab for tab in tabs(browser))


@pytest.mark.parametrize("kind", KINDS)
def test_a_tab_opened_again_puts_nothing_back_that_was_typed(kind, site, tmp_path):
    with Driven(kind, tmp_path) as browser:
        write(browser, site)
        browser.end_so_that_it_reopens()
    with Driven(kind, tmp_path, reopen=True) as browser:
        wait_for(lambda: any("happened" in tab for tab in tabs(browser)))
        time.sleep(1)  # what is put back comes after the page
        box = "document.querySelector('[name=happened]')?.value"
        values = [browser.look(box, n) for n in range(len(tabs(browser)))]
        assert "" in values
        assert STORY not in values
