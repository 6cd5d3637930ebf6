"""Whoever searches the browser's files finds no word that was typed or shown: after
leaving, after the browser died with a page open, after it was closed.
"""

import gzip
import time

import pytest

from tests.browser.driven import KINDS, Driven
from tests.browser.leaving import LEAVE, is_away, leave
from tests.browser.profile import MAGIC, found

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY, HELD, LINK = "MarkerStory", "MarkerNotSent", "https://chat.example/MarkerLink"
CONTROL = "MarkerElsewhere"
NEVER = [STORY, HELD, LINK, LEAVE, "MarkerStaff"]


def live(browser, site, neutral):
    """Type elsewhere, where it leaves traces; then read and type on pages of ours."""
    browser.open(f"{neutral.url}form")
    browser.type("textarea", CONTROL)  # and stay there
    browser.open_tab(f"{site.url}/staff/login/")
    browser.type("[name=username]", "MarkerStaff")
    browser.type("[name=password]", "MarkerStaff too")
    browser.go("main [type=submit]")
    browser.open(f"{site.url}/notes/new/")
    browser.type("[name=happened]", STORY)
    browser.type("[name=links]", LINK)
    browser.go("main form button")
    browser.open(f"{site.url}/notes/")
    assert STORY in browser.glimpse()
    browser.open(f"{site.url}/notes/new/")
    browser.type("[name=happened]", HELD)
    time.sleep(4)  # it writes what it notes of open pages every second or so


def leave_and_die(browser):
    leave(browser)
    assert is_away(browser)
    time.sleep(2)
    browser.kill()


@pytest.mark.parametrize("end", [leave_and_die, Driven.kill, Driven.close])
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_in_the_files(kind, end, site, neutral, tmp_path):
    with Driven(kind, tmp_path) as browser:
        live(browser, site, neutral)
        end(browser)
        time.sleep(1)
        hits = found(tmp_path, [*NEVER, CONTROL])
    assert hits.keys() == {CONTROL}, hits


# --- The search itself

PACKED = {
    "plain": b"xx" + CONTROL.encode() + b"yy",
    "wide": CONTROL.encode("utf-16-le"),
    "cached": b"head" + gzip.compress(b"said: " + CONTROL.encode()) + b"tail",
    # LZ4: "Marker", then those six again, then the rest.
    "session": MAGIC + b"\x15\0\0\0" + b"\x62Marker\x06\0" + b"\x90Elsewhere",
}


@pytest.mark.parametrize("how", PACKED)
def test_the_search_finds_a_word_however_it_was_packed(tmp_path, how):
    assert how == "plain" or CONTROL.encode() not in PACKED[how]
    (tmp_path / how).write_bytes(PACKED[how])
    assert found(tmp_path, [*NEVER, CONTROL]) == {CONTROL: [how]}
