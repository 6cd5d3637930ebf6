"""What a screen reader is told of each page, by the browser's accessibility tree."""

from collections import Counter
from typing import NamedTuple

import pytest

from tests.browser.accessible import LISTED, OURS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMED = {
    *("link", "button", "textbox", "searchbox", "combobox", "listbox", "checkbox"),
    *("radio", "spinbutton", "DisclosureTriangle", "image", "progressbar", "Date"),
    *("navigation", "region", "radiogroup", "log"),
}
ONCE = ("banner", "main", "contentinfo")


class Node(NamedTuple):
    role: str
    name: str
    level: int
    url: str


def tree(page):
    """All that is not hidden from a screen reader, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return [read(node) for node in in_order(nodes[0], by_id) if not node["ignored"]]


def in_order(node, by_id):
    yield node
    for child in node.get("childIds", []):
        if child in by_id:
            yield from in_order(by_id[child], by_id)


def read(node):
    more = {each["name"]: each["value"].get("value") for each in node["properties"]}
    role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
    return Node(role, name.strip(), more.get("level", 0), more.get("url", ""))


def jumps(levels):
    """Where a heading is more than one level below the one before it."""
    pairs = zip([0, *levels], levels, strict=False)
    return [(before, level) for before, level in pairs if level > before + 1]


@pytest.mark.parametrize("listed", LISTED, ids=str)
def test_it_is_told_whole_and_in_order(reader, listed):
    is_told_whole(tree(reader.open(listed)), is_ours=listed in OURS)


def is_told_whole(nodes, *, is_ours):
    roles = Counter(node.role for node in nodes)
    assert {role: roles[role] for role in ONCE} == dict.fromkeys(ONCE, 1)
    named = NAMED | {"table"} if is_ours else NAMED  # Django's have none
    assert [node for node in nodes if node.role in named and not node.name] == []
    ways = [node.name for node in nodes if node.role == "navigation"]
    assert len(ways) == len(set(ways)), ways
    levels = [node.level for node in nodes if node.role == "heading"]
    assert levels.count(1) == 1, levels
    assert jumps(levels) == [], levels


@pytest.mark.parametrize("listed", OURS, ids=str)
def test_links_that_sound_alike_lead_to_one_place(reader, listed):
    assert ambiguous(reader.open(listed)) == {}


def ambiguous(page):
    """Links of the page itself that have one name and lead to different places."""
    links = page.locator("main a[href]:not(nav *)").evaluate_all(
        """(links) => links.map((link) => [
            (link.getAttribute("aria-label") || link.textContent).trim(), link.href])"""
    )
    leads = {}
    for name, href in links:
        leads.setdefault(name, set()).add(href)
    return {name: to for name, to in leads.items() if len(to) > 1}


def test_links_that_lead_apart_would_be_noticed(reader):
    page = reader.go("/")
    page.evaluate(
        "document.querySelector('main').innerHTML += '<a href=/a>x</a><a href=/b>x</a>'"
    )
    assert ambiguous(page).keys() == {"x"}


def test_help_is_always_in_the_same_place(reader):
    """3.2.6: the way out first of all, and the same list of help at the foot."""
    first = foot(reader.open(OURS[0]))
    assert first[0] == "Help right now"
    others = {str(listed): foot(reader.open(listed)) for listed in OURS}
    assert {name for name, each in others.items() if each != first} == set()


def foot(page):
    assert page.get_by_role("link").first.inner_text() == "Leave this site quickly"
    links = page.get_by_role("navigation", name="All parts").get_by_role("link")
    return links.all_inner_texts()


def test_a_jump_of_headings_would_be_noticed():
    assert jumps([1, 2, 3, 2, 3, 1]) == []
    assert jumps([1, 3, 2]) == [(1, 3)]
    assert jumps([2]) == [(0, 2)]
