"""The main pages in a language that runs from right to left (tests/pseudo.py): nothing
is wrong with them, and what is in English, typed or a number reads in its own order.
"""

import shutil

import pytest

from tests import pseudo
from tests.browser.accessible import Reader, wrong
from tests.browser.test_accessible_reflow import runs_out
from tests.looks import MAIN, speak_pseudo
from tests.pages import PERSON, Page
from tests.site import PHONE, Site, chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# The texts that stand on one line, their first letter to the right of their last.
REVERSED = """(which) => [...document.querySelectorAll(which)].filter((element) => {
    const node = element.firstChild, text = node?.nodeType === 3 ? node.data : "";
    if (text.trim().length < 2 || !element.checkVisibility()) return false;
    const letter = (at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    const first = letter(text.search(/\\S/)), last = letter(text.trimEnd().length - 1);
    return first.top === last.top && first.left > last.left;
}).map((element) => element.textContent)"""
NUMBER, LINK = '[href^="tel:"]', "main li bdi"
WAY = "(element) => getComputedStyle(element).direction"
TURN_ROUND = "(element) => { element.style.direction = 'rtl'; }"
SAY = "(element, words) => { element.textContent = words; }"


@pytest.fixture(scope="module")
def reader(lived_in, neutral, tmp_path_factory):
    there, world = lived_in()
    folder = tmp_path_factory.mktemp("right-to-left")
    shutil.copytree(there, folder / "site")
    site = Site(folder / "site", neutral.url)
    speak_pseudo(site, folder)
    spoken = {"viewport": PHONE, "locale": pseudo.LANGUAGE}
    with site, chromium(folder / "profile", **spoken) as context:
        yield Reader(context, site, world)


@pytest.mark.parametrize("name", MAIN)
def test_main_page_is_right_from_right_to_left(reader, name):
    route, words = MAIN[name]
    page = reader.open(Page(route, PERSON, words=words))
    assert page.evaluate(WAY, page.query_selector("main")) == "rtl"
    assert wrong(page) == []
    assert runs_out(page) == []
    assert page.evaluate(REVERSED, f'[lang="en"], {NUMBER}') == []


def test_number_with_spaces_is_not_turned_round(reader):
    page = reader.open(Page("directory:helplines", PERSON))
    page.locator(NUMBER).first.evaluate(SAY, "13 11 14")
    assert page.evaluate(REVERSED, NUMBER) == []
    page.locator(NUMBER).first.evaluate(TURN_ROUND)
    assert page.evaluate(REVERSED, NUMBER) == ["13 11 14"]


def test_links_of_a_request_are_not_turned_round(reader):
    route, words = MAIN["request"]
    page = reader.open(Page(route, PERSON, words=words))
    links = [text for text in page.locator(LINK).all_text_contents() if "://" in text]
    assert len(links) > 2
    ways = page.locator(LINK).evaluate_all(f"(all) => all.map({WAY})")
    assert set(ways) == {"ltr"}
    assert page.evaluate(REVERSED, LINK) == []


def test_english_letter_runs_as_english_does(reader):
    route, words = MAIN["letter"]
    page = reader.open(Page(route, PERSON, words=words))
    assert page.locator('.paper[lang="en"]').evaluate(WAY) == "ltr"


@pytest.mark.parametrize(
    ("words", "is_hebrew"), [("Hello, שלום!", False), ("שלום, Hello!", True)]
)
def test_what_was_typed_runs_as_it_begins(reader, words, is_hebrew):
    page = reader.open(Page("evidence:chart", PERSON))
    page.locator(".typed p").first.evaluate(SAY, words)
    assert (words in page.evaluate(REVERSED, ".typed p")) == is_hebrew
