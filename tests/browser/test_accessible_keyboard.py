"""By keyboard alone: from the first question to a letter in a file, focus in sight."""

import re

import pytest

from tests.browser.accessible import OURS, STAFFS, ZOOMED
from tests.browser.test_journey import CASE, LETTERS, MOST_STEPS
from tests.pages import NOBODY
from tests.site import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST = 400  # stops on one page
# One of each kind of staff's: what to do next, a list, a form.
DESKS = ("admin:index", "admin:directory_law_changelist", "admin:directory_law_change")
AT_A_DESK = [page for page in STAFFS if page.route in DESKS]
# Where the focus is: which control, and how it is shown.
STOP = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const box = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const bar = document.querySelector(".bar, .leave-bar");
    const isOnTop = bar.contains(element) || element.matches(".skip");
    const from = isOnTop ? 0 : bar.getBoundingClientRect().bottom;
    const [line] = element.getClientRects(); // of a link that goes on, its first
    // Staff's wide tables scroll sideways; Chromium is content with a part in sight.
    const table = element.closest(".results")?.getBoundingClientRect();
    const [start, end] = table ? [table.left, table.right] : [0, innerWidth];
    const x = (Math.max(line.left, start) + Math.min(line.right, end)) / 2;
    const y = (Math.max(line.top, from) + Math.min(line.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return {
        tag: element.localName, name: element.name || "", type: element.type || "",
        value: element.value || "", checked: !!element.checked,
        words: element.textContent.trim(), href: element.href || "",
        isOpen: !!element.parentElement.open, inMain: !!element.closest("main"),
        options: [...(element.options || [])].map((option) => option.value),
        chosen: element.selectedIndex,
        isRinged: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        isSeen: top === element || element.contains(top)
            || top?.closest("label")?.control === element,
        // A long box for words shows the line where one types.
        isWhole: element.localName === "textarea" || box.height > innerHeight - from
            || (box.top >= from - 1 && box.bottom <= innerHeight + 1) };
}"""


@pytest.fixture(autouse=True)
def at_a_desk_again(reader):
    yield
    reader.page.set_viewport_size(DESK)


def tab(page, key="Tab"):
    """To the next control. Its focus is seen, with nothing over it (2.4.7, 2.4.11)."""
    page.keyboard.press(key)
    stop = page.evaluate(STOP)
    if stop:
        what = f"{page.url} <{stop['tag']}> {stop['name']} {stop['words'][:60]}"
        assert stop["isRinged"], f"no ring: {what}"
        assert stop["isSeen"], f"covered: {what}"
        assert stop["isWhole"], f"in part: {what}"
    return stop


def tab_to(page, is_it):
    for _ in range(MOST):
        stop = tab(page)
        if stop and is_it(stop):
            return stop
    raise AssertionError(("not reached", page.url))


def follow(page, words):
    """Tab to the link of the page with these words, and go there."""
    tab_to(page, lambda stop: stop["inMain"] and re.search(words, stop["words"]))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill_in(page, typed):
    """Go through the page's form as it comes, and press its first button."""
    for _ in range(MOST):
        stop = tab(page)
        if stop is None or not stop["inMain"]:
            continue
        if stop["type"] == "submit" and not stop["name"]:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        answer(page, stop, typed)
    raise AssertionError(("no button", page.url))


def answer(page, stop, typed):
    if stop["tag"] == "summary" and not stop["isOpen"]:
        page.keyboard.press("Enter")
    elif (value := typed.get(stop["name"])) is None:
        return
    elif stop["type"] == "checkbox":
        wanted = value == "on" or stop["value"] in value
        if wanted != stop["checked"]:
            page.keyboard.press("Space")
    elif stop["type"] == "radio":
        choose(page, value)
    elif stop["tag"] == "select":
        for _ in range(stop["options"].index(value) - stop["chosen"]):
            page.keyboard.press("ArrowDown")
    else:
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(value)


def choose(page, value):
    """The radio button of this value, by the arrow keys."""
    page.keyboard.press("Space")
    for _ in range(MOST):
        stop = page.evaluate(STOP)
        if stop["value"] == value and stop["checked"]:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError((page.url, value))


def through_the_guide(page):
    for _ in range(MOST_STEPS):
        if "/guide/plan/" in page.url:
            return
        fill_in(page, CASE["answers"].get(page.url.split("/")[-2], {}))
    raise AssertionError(page.url)


def through_the_letter(page):
    for _ in range(12):
        if page.get_by_role("link", name=re.compile("PDF")).count():
            return
        fill_in(page, CASE["typed"] | LETTERS[0]["typed"])
    raise AssertionError(page.url)


@pytest.mark.parametrize("size", [ZOOMED, DESK], ids=["at 400 %", "at a desk"])
def test_from_it_happened_to_a_letter_by_keyboard(reader, size):
    reader.enter(NOBODY)
    page = reader.go("/")
    page.set_viewport_size(size)
    follow(page, "Start the guide")
    through_the_guide(page)
    page.goto(reader.site.url + "/notes/")
    follow(page, "^(Add|Write)")
    incident = CASE["incidents"][0]
    told = {"links": "\n".join(incident["links"]), "worst": ["yes"]}
    fill_in(page, incident | told)
    page.goto(f"{reader.site.url}/letters/{LETTERS[0]['kind']}/")
    fill_in(page, {"site": LETTERS[0]["site"]})
    through_the_letter(page)
    tab_to(page, lambda stop: stop["inMain"] and "PDF" in stop["words"])
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("listed", [*OURS, *AT_A_DESK], ids=str)
def test_every_stop_is_in_sight_at_four_times_the_size(reader, listed):
    page = reader.open(listed)
    page.set_viewport_size(ZOOMED)
    first = tab(page)
    assert first["words"] == "Leave this site quickly"
    stops = 1 + stops_until_the_end(page, "Tab")
    assert stops > 10
    assert stops_until_the_end(page, "Shift+Tab") >= stops - 1


def stops_until_the_end(page, key):
    for number in range(MOST):
        if not tab(page, key):
            return number
    raise AssertionError(("a trap, or too many", page.url))


def test_what_lies_over_the_focus_would_be_noticed(reader):
    page = reader.go("/")
    page.set_viewport_size(PHONE)
    page.evaluate("document.querySelector('.bar').style.blockSize = '100vh'")
    with pytest.raises(AssertionError, match="covered"):
        tab_to(page, lambda stop: stop["inMain"])
