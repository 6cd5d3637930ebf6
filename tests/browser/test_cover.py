"""Covering parts of a picture: by mouse, by two presses, by keyboard, by numbers."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_upload import SHOT, choose, open_add
from tests.site import DESK

pytestmark = pytest.mark.browser
SHARP = 5000  # bytes; a blurred picture has fewer


def open_cover(page, site):
    open_add(page, site)
    choose(page, SHOT)
    page.get_by_role("link", name="Make a copy with parts covered").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Cover parts of Exhibit A"
    )


def numbers(page, part=1):
    return [
        page.get_by_label(f"{side} {part}", exact=True).input_value()
        for side in ("Left", "Top", "Width", "Height")
    ]


def near(found, wanted):
    return all(abs(float(a) - b) < 1.5 for a, b in zip(found, wanted, strict=True))


def parts(page):
    return page.locator("svg g rect")


def spot(page, left, top):
    """Where that is on the screen; left and top in percent of the picture."""
    page.locator("svg").scroll_into_view_if_needed()
    box = page.locator("svg").bounding_box()
    return box["x"] + box["width"] * left / 100, box["y"] + box["height"] * top / 100


def drag(page, start, end):
    page.mouse.move(*spot(page, *start))
    page.mouse.down()
    page.mouse.move(*spot(page, *end), steps=5)
    page.mouse.up()


def save(page):
    page.get_by_role("button", name="Save the copy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exhibit B")
    expect(page.get_by_role("main")).to_contain_text("A copy of Exhibit A")


def errors_of(page):
    """What the browser complains about, such as a breach of the CSP."""
    found = []
    page.on("console", lambda line: line.type == "error" and found.append(line.text))
    return found


def test_by_mouse(browser, site):
    page = browser.new_page()
    page.set_viewport_size({"width": DESK["width"], "height": 1400})
    wrong = errors_of(page)
    open_cover(page, site)
    drag(page, (10, 5), (60, 25))
    assert near(numbers(page), (10, 5, 50, 20))
    drag(page, (30, 15), (40, 35))  # on the part itself: it moves
    assert near(numbers(page), (20, 25, 50, 20))
    drag(page, (90, 80), (50, 60))
    assert near(numbers(page, 2), (50, 60, 40, 20))
    expect(parts(page)).to_have_count(2)
    save(page)
    assert wrong == []


def test_by_two_presses(browser, site):
    page = browser.new_page()
    page.set_viewport_size({"width": DESK["width"], "height": 1400})
    open_cover(page, site)
    page.mouse.click(*spot(page, 70, 40))
    expect(page.locator("[data-cover-status]")).to_have_text(
        "Now press on the opposite corner."
    )
    page.keyboard.press("Escape")
    page.mouse.click(*spot(page, 60, 30))
    page.mouse.click(*spot(page, 20, 10))
    assert near(numbers(page), (20, 10, 40, 20))
    page.mouse.click(*spot(page, 40, 20))  # on the part itself: nothing begins
    expect(page.locator("[data-cover-status]")).to_have_text("Part 1 is covered.")
    save(page)


def test_by_keyboard_alone(browser, site):
    page = browser.new_page()
    open_cover(page, site)
    page.get_by_role("button", name="Cover another part").focus()
    page.keyboard.press("Enter")
    expect(parts(page).first).to_be_focused()
    assert numbers(page) == ["25", "40", "50", "20"]
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    for _ in range(4):  # three times Shift alone would leave the site
        page.keyboard.press("Shift+ArrowDown")
    assert numbers(page) == ["27", "39", "49", "24"]
    expect(parts(page).first).to_have_accessible_name(
        "Part 1: left 27, top 39, width 49, height 24 percent"
    )
    for _ in range(60):
        page.keyboard.press("ArrowLeft")
    assert numbers(page)[0] == "0"
    page.keyboard.press("Delete")
    expect(parts(page)).to_have_count(0)
    assert numbers(page) == [""] * 4
    page.keyboard.press("Enter")  # the button has the focus again
    page.get_by_role("button", name="Save the copy").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Exhibit B")


def test_numbers_and_picture_are_the_same(browser, site):
    page = browser.new_page()
    open_cover(page, site)
    for side, typed in zip(
        ("Left", "Top", "Width", "Height"), ("12,5", "10", "30", "5"), strict=True
    ):
        page.get_by_label(f"{side} 1", exact=True).fill(typed)
    expect(parts(page)).to_have_attribute("x", "12.5%")
    page.keyboard.press("Enter")  # in a box: nothing is saved by accident
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cover parts")
    page.get_by_role("button", name="Clear part 1").click()
    expect(parts(page)).to_have_count(0)


def test_there_is_room_for_more_parts_and_then_no_more(browser, site):
    page = browser.new_page()
    open_cover(page, site)
    button = page.get_by_role("button", name="Cover another part")
    for _ in range(50):
        button.click()
    expect(parts(page)).to_have_count(50)
    assert numbers(page, 50) == ["25", "40", "50", "20"]
    button.click()
    expect(page.locator("[data-cover-status]")).to_contain_text("There can be 50 parts")
    expect(parts(page)).to_have_count(50)
    save(page)


def sizes_of_pictures(page):
    """In bytes, of each that comes from now on."""
    sizes = []

    def note(answer):
        if "picture.jpg" in answer.url:
            sizes.append(int(answer.headers["content-length"]))

    page.on("response", note)
    return sizes


def test_the_picture_is_shown_only_when_asked_for(browser, site):
    page = browser.new_page()
    sizes = sizes_of_pictures(page)
    open_cover(page, site)
    page.wait_for_load_state()
    blurred = len(sizes)
    assert blurred
    assert max(sizes) < SHARP
    page.get_by_role("button", name="Show the picture").click()
    expect(page.get_by_text("It is blurred")).to_have_count(0)
    page.wait_for_timeout(300)
    assert [size > SHARP for size in sizes[blurred:]] == [True]


def test_without_a_script_by_numbers(plain_browser, site):
    page = plain_browser.new_page()
    open_cover(page, site)
    for side, typed in zip(
        ("Left", "Top", "Width", "Height"), ("0", "0", "100", "12,5"), strict=True
    ):
        page.get_by_label(f"{side} 1", exact=True).fill(typed)
    page.keyboard.press("Enter")  # shows it first; saving is a press of its own
    drawn = page.locator("svg > rect")
    expect(drawn).to_have_count(1)
    svg, rect = page.locator("svg").bounding_box(), drawn.bounding_box()
    assert abs(rect["height"] / svg["height"] - 0.125) < 0.02
    page.get_by_role("button", name="More rows").click()
    assert numbers(page) == ["0", "0", "100", "12,5"]
    expect(page.get_by_label("Left 10", exact=True)).to_be_visible()
    save(page)


@pytest.mark.parametrize("kind", ["browser", "plain_browser"])
def test_it_fits_a_small_phone(request, kind, site):
    page = request.getfixturevalue(kind).new_page()
    open_cover(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
