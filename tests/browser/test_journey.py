"""The main job in a real browser with scripts off: on a phone, then at a desk."""

import re
import zipfile

import pytest
from pypdf import PdfReader

from guide.demo import read_case
from tests.site import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CASE = read_case()
LINK = CASE["incidents"][1]["links"][0]
MOST_STEPS = 60
LETTERS = [each for each in CASE["letters"] if each["site"] == "platform:reddit"]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request, plain_browser, site):
    page = plain_browser.pages[0]
    page.set_viewport_size(request.param)
    page.goto(site.url)
    return page


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def enter(page, typed):
    """Fill the boxes of the page's form that have these names, as fingers would."""
    for name, value in typed.items():
        boxes = page.locator(f'main form [name="{name}"]:not([type=hidden])')
        if boxes.count():
            unfold(boxes.first)
            enter_one(page, boxes.first, name, value)


def unfold(box):
    """Open the folded part that a box lies in."""
    if not box.is_visible():
        box.locator("xpath=ancestor::details[1]/summary").click()


def enter_one(page, box, name, value):
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(value)
    elif value == "on":  # a box that stands alone
        box.check()
    elif box.get_attribute("type") in ("radio", "checkbox"):
        for each in value if isinstance(value, list) else [value]:
            page.locator(f'main form [name="{name}"][value="{each}"]').check()
    else:
        box.fill(value)


def save(page):
    with page.expect_navigation():
        page.locator("main form[method=post] button").first.click()
    assert_it_fits(page)


def assert_it_fits(page):
    """Nothing runs off the side, there is one h1, and one can leave."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, (page.url, wide)
    assert page.locator("h1").count() == 1, page.url
    assert page.locator("header .leave").is_visible(), page.url


def walk_through_the_guide(page):
    """Answer each step as it comes, to the plan. Returns the steps' slugs."""
    follow(page, "Start the guide")
    slugs = []
    while "/guide/plan/" not in page.url:
        slugs.append(page.url.split("/")[-2])
        assert len(slugs) < MOST_STEPS, slugs
        enter(page, CASE["answers"].get(slugs[-1], {}))
        save(page)
    return slugs


def write_down(page, incident):
    follow(page, re.compile("^Add|^Write"))
    typed = incident | {"links": "\n".join(incident.get("links", []))}
    typed["worst"] = ["yes"] if incident.get("worst") else []
    enter(page, typed)
    save(page)


def make_letter(page, letter):
    page.goto(page.url.split("/letters/")[0] + f"/letters/{letter['kind']}/")
    enter(page, {"site": letter["site"]})
    save(page)
    for _ in range(12):
        if page.get_by_role("link", name=re.compile("PDF")).count():
            return
        enter(page, letter["typed"])
        save(page)
    raise AssertionError(page.url)


def take(page, name):
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role(
            "link", name=re.compile(name)
        ).first.click()
    assert re.fullmatch(r"notes-\d{4}-\d{2}\.\w+", download.value.suggested_filename)
    return download.value.path()


def words_of(path, kind):
    if kind == "Word":
        xml = zipfile.ZipFile(path).read("word/document.xml").decode()
        return re.sub("<[^>]+>", "", xml)
    if kind == "PDF":
        return "".join(page.extract_text() for page in PdfReader(path).pages)
    return path.read_text()


def test_from_it_happened_to_a_letter(page, site):
    steps = walk_through_the_guide(page)
    assert set(CASE["answers"]) <= set(steps)
    assert "Report it to Reddit" in page.locator("main").inner_text()

    page.goto(site.url + "/notes/")
    assert len(LETTERS) == 3
    for incident in CASE["incidents"][:2]:
        write_down(page, incident)
        page.goto(site.url + "/notes/")
    assert page.locator("main").inner_text().count(LINK) == 1

    page.goto(site.url + "/letters/")
    for letter in LETTERS:
        make_letter(page, letter)
        for kind in ("PDF", "Word", "text"):
            words = words_of(take(page, kind), kind)
            assert re.sub(r"\s", "", words).count(LINK) == 1, (letter["kind"], kind)


def test_a_page_can_be_used_from_the_keyboard_alone(page):
    follow(page, "Start the guide")
    page.locator("main form [name=danger]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/feelings/")
    page.goto(page.url.replace("feelings", "safe"))
    assert page.locator("main form [name=danger]").first.is_checked()
