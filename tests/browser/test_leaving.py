"""Leaving is instant and really leaves: in Chromium and Firefox, with scripts or not,
the server alive or dead.
"""

import socket
import time

import pytest

from tests.browser.leaving import (
    LEAVE,
    go_back,
    html_of,
    is_away,
    leave,
    press,
    shows_us,
)

pytestmark = pytest.mark.browser
SAFE = "/guide/safe/"


# --- The ways


def test_button_leaves(anyhow, site):
    anyhow.open(site.url + SAFE)
    leave(anyhow)
    assert is_away(anyhow)
    assert anyhow.run("return await browser.cookies()") == []


def test_first_tab_stop_leaves(anyhow, site):
    anyhow.open(site.url + SAFE)
    press(anyhow, "Tab")
    assert anyhow.look("document.activeElement.innerText") == LEAVE
    box = anyhow.look("document.activeElement.getBoundingClientRect().toJSON()")
    assert box["top"] >= 0
    assert box["height"] > 0
    press(anyhow, "Enter")
    assert is_away(anyhow)


def test_shift_three_times_leaves(driven, site):
    driven.open(site.url + SAFE)
    press(driven, *["Shift"] * 3)
    assert is_away(driven)


def test_shift_three_times_leaves_out_of_a_text(driven, site):
    driven.open(f"{site.url}/notes/new/")
    driven.type("[name=happened]", "He")
    press(driven, *["Shift"] * 3)
    assert is_away(driven)


def hold_shift(browser, do):
    browser.run(
        f"await page.keyboard.down('Shift'); {do}; await page.keyboard.up('Shift')"
    )


@pytest.mark.parametrize(
    "do", ["await page.keyboard.press('KeyA')", "await page.mouse.click(5, 300)"]
)
def test_shift_that_changed_something_is_no_wish_to_leave(driven, site, do):
    driven.open(site.url + SAFE)
    for _ in range(4):
        hold_shift(driven, do)
    press(driven, *["Shift"] * 2)
    hold_shift(driven, do)
    press(driven, "Shift")
    time.sleep(0.3)
    assert shows_us(driven)


def test_shift_three_times_in_more_than_five_seconds_stays(driven, site):
    driven.open(site.url + SAFE)
    for pause in (0, 2.6, 2.6):
        time.sleep(pause)
        press(driven, "Shift")
    time.sleep(0.3)
    assert shows_us(driven)
    press(driven, *["Shift"] * 2)
    assert is_away(driven)


def test_escape_stays(driven, site):
    driven.open(site.url + SAFE)
    press(driven, *["Escape"] * 4)
    time.sleep(0.3)
    assert shows_us(driven)


# --- Everything leaves, whatever happens to the server


def test_all_tabs_leave_together(driven, site):
    driven.open(site.url)
    driven.open_tab(site.url + SAFE)
    driven.open_tab(f"{site.url}/notes/new/")
    leave(driven)
    assert [is_away(driven, tab) for tab in range(3)] == [True] * 3


def test_it_works_with_the_server_gone(driven, mortal_site):
    driven.open(mortal_site.url + SAFE)
    mortal_site.kill()
    leave(driven)
    assert is_away(driven)


def test_it_ends_the_visit_and_deletes_what_was_kept_for_it(anyhow, mortal_site):
    anyhow.open(f"{mortal_site.url}/guide/helping/")
    anyhow.click("main [type=radio]")
    anyhow.go("main form button")
    assert mortal_site.rows("evidence_case") == 1
    leave(anyhow)
    assert is_away(anyhow)
    for table in ("evidence_case", "evidence_record", "helpcenter_sealedsession"):
        mortal_site.until_rows(table, 0)


def test_the_dull_site_is_not_told_where_one_came_from(anyhow, site, neutral):
    anyhow.open(site.url)
    neutral.referrers.clear()
    leave(anyhow)
    assert is_away(anyhow)
    assert set(neutral.referrers) == {None}


# --- What the page shows in between


WHAT_IS_SHOWN = """
    const shown = [];
    page.on("console", (line) => shown.push(line.text()));
    await page.evaluate(() => {
      new MutationObserver(() => {
        const {title, documentElement} = document;
        console.log("shown:" + title + documentElement.innerText);
      }).observe(document.documentElement, {childList: true});
    });
    for (const key of ["Shift", "Shift", "Shift"]) await page.keyboard.press(key);
    await new Promise((done) => setTimeout(done, 1000));
    return shown.filter((text) => text.startsWith("shown:"));
"""


def test_it_blanks_page_and_title_first(driven, site):
    """Even where the dull site never comes up. A tab without any title would show our
    address.
    """
    driven.open(site.url + SAFE)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        driven.look(
            "document.querySelectorAll('[data-leave]').forEach((link) =>"
            f" (link.dataset.leave = 'http://weather.localhost:{port}/'))"
        )
        assert driven.run(WHAT_IS_SHOWN) == ["shown:\u200b"]


# --- Back, with the server dead: alive it would send a fresh page, which proves nothing


def test_pages_of_others_come_back_as_they_were(driven, neutral):
    """Otherwise the tests of Back below prove nothing."""
    driven.open(neutral.url)
    driven.look("document.body.append('TYPED HERE')")
    driven.open(f"{neutral.url}other")
    go_back(driven)
    assert "TYPED HERE" in driven.glimpse()


def test_back_after_leaving_shows_nothing(anyhow, mortal_site):
    anyhow.open(f"{mortal_site.url}/find/")
    anyhow.open(mortal_site.url + SAFE)
    leave(anyhow)
    assert is_away(anyhow)
    mortal_site.kill()
    for _ in range(2):
        go_back(anyhow)
        assert not shows_us(anyhow)


@pytest.mark.parametrize("path", ["/", SAFE, "/find/", "/notes/new/", "/staff/"])
def test_back_after_the_address_bar_shows_nothing(anyhow, mortal_site, neutral, path):
    anyhow.open(mortal_site.url + path)
    anyhow.open(neutral.url)
    mortal_site.kill()
    go_back(anyhow)
    assert not shows_us(anyhow)


def test_a_page_that_a_browser_kept_all_the_same_blanks_itself(driven, mortal_site):
    driven.open(mortal_site.url + SAFE)
    mortal_site.kill()
    driven.look(
        "void dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    )
    time.sleep(0.5)
    assert not shows_us(driven)


def test_back_to_the_site_alive_finds_an_ended_visit(anyhow, site):
    anyhow.open(f"{site.url}/notes/new/")
    anyhow.type("[name=happened]", "He wrote to me.")
    anyhow.go("main form button")
    anyhow.open(f"{site.url}/notes/")
    assert "He wrote to me." in anyhow.glimpse()
    leave(anyhow)
    assert is_away(anyhow)
    for _ in range(3):
        go_back(anyhow)
        assert "He wrote to me." not in html_of(anyhow)


def test_the_page_one_left_from_is_not_in_the_way_back(driven, site):
    driven.open(f"{site.url}/find/")
    driven.open(site.url + SAFE)
    leave(driven)
    assert is_away(driven)
    go_back(driven)
    assert driven.look("location.pathname") == "/find/"


def test_every_page_has_the_same_dull_title(driven, site):
    for path in ("/", SAFE, "/guide/plan/", "/now/", "/find/", "/notes/", "/staff/"):
        driven.open(site.url + path)
        assert driven.look("document.title") == "Notes"
