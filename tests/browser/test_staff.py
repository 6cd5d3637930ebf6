"""Two of us at work: the second factor, the worklist by keyboard, two to publish."""

import csv
import io
import re
import time
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from helpcenter.vault.codes import STEP, code_at
from tests.browser.test_routes import press
from tests.site import DESK

pytestmark = pytest.mark.browser
ROWS = 20
AS_RELEASED = ["0800 1111", "Hours: 24/7."]
WRONG = ["0800 555 0100", "Hours: from nine to five."]
SENTENCE = "a long sentence nobody guesses"
MAKE = """
from django.contrib.auth.models import Group, User
for name in ("ana", "ben"):
    user = User.objects.create_user(name, password="{sentence}", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=["editor", "publisher"]))
"""


@pytest.fixture
def staffed(mortal_site):
    mortal_site.manage("shell", "-c", MAKE.format(sentence=SENTENCE))
    return mortal_site


def log_in(page, site, name):
    """For the first time: set up the app, and leave with codes for paper."""
    page.goto(f"{site.url}/staff/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not fit together")
    assert fits(page)
    page.get_by_label("Password").fill(SENTENCE)
    page.keyboard.press("Enter")
    expect(page.locator("svg.qr")).to_be_visible()
    assert fits(page)
    key = page.locator("code.key").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill(code_at(key, int(time.time() // STEP)))
    page.keyboard.press("Enter")
    expect(page.locator(".paper-codes li")).to_have_count(10)
    press(page, page.get_by_role("link", name="I have written them down"))
    expect(page.get_by_role("heading", name="What to look at next")).to_be_visible()
    return key


def fits(page):
    """The page does not scroll sideways; a wide table may, within itself."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def alt(page, key):
    """An access key. Playwright's own keyboard leaves out the letter beside Alt."""
    session = page.context.new_cdp_session(page)
    pressed = {"key": key, "code": f"Key{key.upper()}", "modifiers": 1}
    pressed |= {"windowsVirtualKeyCode": ord(key.upper()), "unmodifiedText": key}
    for kind in ("keyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind} | pressed)
    session.detach()


def message(page):
    return page.locator(".messagelist li")


def open_row(page, site, what, name):
    page.goto(f"{site.url}/staff/directory/{what}/?q={name}")
    page.locator("#result_list tbody th a").first.click()
    return re.search(r"/(\d+)/change/", page.url)[1]


def look(page, site, what, name):
    pk = open_row(page, site, what, name)
    page.goto(f"{site.url}/staff/look/{what}/{pk}/")
    return pk


def elsewhere(site):
    """The same site by another name: a visit of its own in the same browser."""
    return SimpleNamespace(url=site.url.replace("app.", "desk."))


def test_two_of_us_keep_the_directory_true(plain_browser, staffed):
    ana, ben = plain_browser.new_page(), plain_browser.new_page()
    desk = elsewhere(staffed)
    log_in(ana, staffed, "ana")
    assert fits(ana)
    works_by_keyboard(ana)
    corrects_a_moved_link(ana, staffed)
    imports_fifty_changes(ana, staffed)
    pk = writes_a_draft(ana, staffed)
    log_in(ben, desk, "ben")
    people_read(ana, staffed, AS_RELEASED, WRONG)
    publishes(ben, "They wrote to us.")
    people_read(ana, staffed, WRONG, AS_RELEASED)
    puts_back(ben, desk, pk)
    people_read(ana, staffed, WRONG, AS_RELEASED)
    ana.goto(f"{staffed.url}/staff/")
    publishes(ana, "They did not write that.")
    people_read(ana, staffed, AS_RELEASED, WRONG)


def works_by_keyboard(page):
    alt(page, "g")
    expect(page.get_by_role("heading", name="What people see")).to_be_visible()
    assert fits(page)
    page.set_viewport_size(DESK)
    seen = []
    for _ in range(ROWS):  # one key for each row: it saves, and shows the next
        seen.append(page.url.partition("?")[0])
        alt(page, "w")
        expect(message(page)).to_contain_text("Your name and the day are saved")
        expect(page).not_to_have_url(re.compile(re.escape(seen[-1])))
    assert len(set(seen)) == ROWS
    before = page.url
    alt(page, "n")
    page.wait_for_url(lambda url: url != before)


def corrects_a_moved_link(page, site):
    look(page, site, "channel", "rules-and-policies/intimate-media")
    alt(page, "m")
    expect(page.get_by_label("Moved to")).to_be_focused()
    page.keyboard.type("help.x.com")
    page.keyboard.press("Enter")
    expect(message(page)).to_contain_text("Paste the whole new link")
    alt(page, "m")
    page.keyboard.type("https://help.x.com/moved-here")
    page.keyboard.press("Enter")
    expect(message(page)).to_contain_text("the new address is saved")
    page.goto(f"{site.url}/find/sites/x/")
    expect(page.locator('a[href="https://help.x.com/moved-here"]')).to_be_visible()


def imports_fifty_changes(page, site):
    """Take the channels away as CSV, change fifty notes, bring the file back."""
    page.goto(f"{site.url}/staff/exchange/channel/")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    free = [row for row in rows if row["kind"] in ("policy", "report")][:50]
    changed = io.StringIO(newline="")
    writer = csv.writer(changed)
    writer.writerow(["slug", "note"])
    writer.writerows([row["slug"], "Read again."] for row in free)
    file = {"name": "table.csv", "mimeType": "text/csv"}
    page.locator("input[type=file]").set_input_files(
        file | {"buffer": changed.getvalue().encode()}
    )
    press(page, page.get_by_role("button", name="Show what would change"))
    expect(page.get_by_text("0 new, 50 changed, 0 unchanged.")).to_be_visible()
    assert fits(page)
    press(page, page.get_by_role("button", name="Save all of these changes"))
    expect(message(page)).to_contain_text("50")


def writes_a_draft(page, site):
    pk = open_row(page, site, "helpline", "gb-childline")
    page.get_by_label("Hours").fill("from nine to five")
    page.locator("#id_phones-0-number").fill("0800 555 0100")
    page.locator("#id_phones-0-dial").fill("08005550100")
    page.get_by_label("Why do you change this?").fill("They wrote to us.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(message(page)).to_contain_text("Somebody else of us reads it")
    expect(page.get_by_text("You wrote this.")).to_be_visible()
    return pk


def publishes(page, why):
    press(page, page.get_by_role("link", name="2 changes wait"))
    expect(page.get_by_text(why)).to_be_visible()
    assert fits(page)
    press(page, page.get_by_role("button", name="Publish", exact=True))
    expect(message(page)).to_contain_text("published, now")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def people_read(page, site, these, not_those):
    page.goto(f"{site.url}/find/helplines/")
    page.get_by_label("Country").select_option("GB")
    page.get_by_role("button", name="Show helplines").click()
    line = page.locator(".card").filter(has=page.get_by_text("Childline", exact=True))
    for words in these:
        expect(line).to_contain_text(words)
    for words in not_those:
        expect(line).not_to_contain_text(words)


def puts_back(page, site, pk):
    """The helpline and its number, at once; for somebody else to publish."""
    page.goto(f"{site.url}/staff/directory/helpline/{pk}/history/")
    expect(page.get_by_text("from nine to five")).to_be_visible()
    assert fits(page)
    page.get_by_label("Why?").last.fill("They did not write that.")
    press(page, page.get_by_role("button", name="Put back what the release says"))
    expect(message(page)).to_contain_text("This version waits now")
    page.goto(f"{site.url}/staff/drafts/")
    expect(page.get_by_text("You wrote this.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
