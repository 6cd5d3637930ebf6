"""Forms for everybody: errors that are told and found, words that can be pasted."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import LISTED, OURS, wrong
from tests.browser.test_journey import CASE, LETTERS, enter, save
from tests.pages import NOBODY, PERSON

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ENDS = ("evidence:close", "evidence:delete", "evidence:incident-delete")
ENDS += ("evidence:exhibit-delete", "takedown:delete", "takedown:request-delete")
FORMS = [page for page in OURS if page.route not in ENDS]
FORMS += [page for page in LISTED if page.route == "admin:login"]
# Empties the page's form or fills every box with what none of them asks for.
FILL = """(form, words) => {
    form.noValidate = true;
    for (const box of form.elements) {
        if (/radio|checkbox/.test(box.type)) box.checked = false;
        else if (box.type === "file" || box.type === "hidden") continue;
        else if (box.localName === "select") box.selectedIndex = 0;
        else if (/input|textarea/.test(box.localName)) box.value = words;
    }
    form.removeAttribute("data-autosave");
}"""
# What can be filled in; other forms are one button.
POSTED = 'main form[method="post"]:has(input:not([type="hidden"]), select, textarea)'
BUTTON = "button[name=save], button:not([type=button])"
HAS_FOCUS = """(id) =>
    document.querySelector(id).contains(document.activeElement)"""
# Whether something in the box, or the group it is in, is described by an error.
TELLS_WHY = """(box) =>
    [box.closest("fieldset") || box, box, ...box.querySelectorAll("*")].some(
        (each) => /error/.test(each.getAttribute("aria-describedby")))"""
LONG = "Longwordwithoutanyspace" * 12 + " and then words, " * 60


def post(page, words):
    """Send the page's main form, empty or with these words in each box."""
    form = page.locator(POSTED).first
    form.evaluate(FILL, words)
    with page.expect_navigation():
        form.evaluate(
            "(form, it) => form.requestSubmit(form.querySelector(it))", BUTTON
        )


@pytest.fixture(scope="module")
def told():
    """Whether errors were told, by the route of each page that was tried."""
    return {}


@pytest.mark.parametrize("words", ["", "@@ 99:99"], ids=["empty", "wrong"])
@pytest.mark.parametrize("listed", FORMS, ids=str)
def test_errors_are_told_where_one_is(reader, listed, words, told):
    page = reader.open(listed)
    told.setdefault(listed.route, False)
    if not page.locator(POSTED).count():
        return
    post(page, words)
    if not page.locator(".errors").count():
        return
    told[listed.route] = True
    assert wrong_by_day_and_night(page) == []
    expect(page.locator(".errors")).to_be_focused()
    for link in page.locator(".errors a").all():
        box = page.locator(link.get_attribute("href"))
        expect(box).to_have_count(1)
    leads_to_the_box(page)


def wrong_by_day_and_night(page):
    return [line for way in ("light", "dark") for line in wrong(page, way)]


def leads_to_the_box(page):
    """The first error's link, by keyboard. The box says that it is wrong, and why."""
    link = page.locator(".errors a").first
    if not link.count():
        return
    id = link.get_attribute("href")
    link.press("Enter")
    assert page.evaluate(HAS_FOCUS, id), id
    assert page.locator(id).evaluate(TELLS_WHY), id


def test_errors_were_told_on_most_kinds_of_forms(told):
    """So that the test above does not pass because nothing was refused."""
    if told.keys() != {listed.route for listed in FORMS}:
        pytest.skip("The test above did not run for each page.")
    assert sum(told.values()) > 12, told
    assert told["admin:login"]


def test_errors_are_told_in_a_form_of_staff_s(reader):
    """Django's own way: a note above, and each error at its box."""
    add = "admin:directory_helpline_add"
    page = reader.open(next(page for page in LISTED if page.route == add))
    post(page, "")
    expect(page.locator(".errornote")).to_be_visible()
    assert wrong_by_day_and_night(page) == []
    boxes = page.locator("[aria-invalid=true]").all()
    assert boxes
    assert all(box.evaluate(TELLS_WHY) for box in boxes)


def test_long_words_break_nothing(reader):
    reader.enter(NOBODY)
    page = reader.go("/notes/new/")
    for name in ("happened", "account", "who", "witnesses"):
        box = page.locator(f"main form [name={name}]")
        box.evaluate("(box, words) => box.value = words", LONG)
    page.locator("[name=links]").fill("https://example.org/" + "a" * 900)
    save(page)
    expect(reader.go("/notes/").get_by_role("main")).to_contain_text(LONG[:100])
    for path in ("/notes/", "/letters/", "/letters/routes/", "/guide/plan/"):
        page = reader.go(path)
        assert wrong(page, "on a phone") == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path


def test_words_can_be_pasted(reader):
    """3.3.8: nobody has to remember or to type them off."""
    reader.enter(NOBODY)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.go("/notes/kept/open/")
    boxes = page.get_by_role("textbox").all()
    assert boxes
    for box in boxes:
        page.evaluate("words => navigator.clipboard.writeText(words)", "six words")
        box.focus()
        page.keyboard.press("Control+v")
        expect(box).to_have_value("six words")
    page = reader.go("/staff/login/")
    box = page.get_by_label("Password")
    box.focus()
    page.keyboard.press("Control+v")
    expect(box).to_have_value("six words")
    assert box.get_attribute("autocomplete") == "current-password"


def test_what_was_told_is_not_asked_again(reader):
    """3.3.7: another letter knows who writes it, and how they are reached."""
    reader.enter(PERSON)
    page = reader.go(f"/letters/{LETTERS[1]['kind']}/")
    enter(page, {"site": LETTERS[1]["site"]})
    save(page)
    told = CASE["letters"][0]["typed"]
    name = page.locator('main form [name="name"]')
    for _ in range(12):
        if name.count():
            break
        save(page)
    expect(name).to_have_value(told["name"])
    email = page.locator('main form [name="email"]')
    expect(email).to_have_value(told["email"])


@pytest.fixture
def no_scripts(reader):
    """None arrives, though the browser would run them."""
    reader.context.route("**/*.js", lambda route: route.abort())
    yield
    reader.context.unroute("**/*.js")


def test_errors_take_the_focus_without_scripts(reader, no_scripts):
    reader.enter(NOBODY)
    page = reader.go("/notes/kept/open/")
    assert not page.evaluate(
        "performance.getEntriesByType('resource')"
        ".some((each) => each.name.endsWith('.js') && each.responseStatus)"
    )
    post(page, "")
    expect(page.locator(".errors")).to_be_focused()
