"""Sending files with JavaScript: one after another, none lost, nothing sent twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.exhibits import jpeg, mp4, png

pytestmark = pytest.mark.browser
ADD = re.compile(r"/notes/entry/\w+/add/$")
TEXT = {"name": "chat.txt", "mimeType": "text/plain", "buffer": b"His words."}
PROGRAM = {"name": "run.exe", "mimeType": "application/x-dosexec", "buffer": b"MZ"}
SHOT = {"name": "shot.png", "mimeType": "image/png", "buffer": png(2)}
MEGABYTE = 2**20
REMEMBER_WHAT_IS_SAID = """() => {
  window.said = [];
  const look = () => {
    const words = document.getElementById("upload-status").textContent;
    if (said.at(-1) !== words) said.push(words);
  };
  const all = {childList: true, subtree: true, characterData: true};
  new MutationObserver(look).observe(document.body, all);
}"""


def film(size=3 * MEGABYTE):
    return {"name": "film.mp4", "mimeType": "video/mp4", "buffer": mp4(size)}


def open_add(page, site):
    """The page that takes files, for a new incident of an adult."""
    page.goto(f"{site.url}/notes/new/")
    page.locator("[name=happened]").fill("He posted picture 1.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{site.url}/notes/")
    page.get_by_role("link", name="Add proof").first.click()
    page.get_by_label("No, everyone was 18 or older").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Files")).to_be_visible()


def choose(page, *files):
    page.get_by_label("Files").set_input_files(list(files))
    page.get_by_role("button", name="Add the files").click(no_wait_after=True)


def is_post(request):
    return request.method == "POST" and bool(ADD.search(request.url))


def sent(page):
    """The posts with a file that go out of the page from now on."""
    requests = []
    page.on("request", lambda each: is_post(each) and requests.append(each))
    return requests


def holding(page):
    """The posts of files are held back until released: routes to continue or abort."""
    held = []
    page.route(ADD, lambda route: held.append(route))
    return held


def kept(page, site):
    """What the list of exhibits says of each file."""
    page.goto(f"{site.url}/notes/items/")
    return page.locator("main .card .facts").all_inner_texts()


def status(page):
    return page.get_by_role("status").filter(has_text=re.compile("end|[Ss]av|sent"))


def until(page, condition):
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It did not happen.")


def test_one_file_leads_to_its_exhibit(browser, site):
    page = browser.new_page()
    open_add(page, site)
    posts = sent(page)
    choose(page, TEXT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Exhibit A")
    expect(page.get_by_role("main")).to_contain_text("His words.")
    assert [post.headers["accept"] for post in posts] == ["application/json"]


def test_several_files_go_one_after_another(browser, site):
    page = browser.new_page()
    open_add(page, site)
    held = holding(page)
    choose(page, TEXT, SHOT, film())
    for number in range(3):
        until(page, lambda count=number + 1: len(held) == count)
        page.wait_for_timeout(300)
        assert len(held) == number + 1
        held[number].continue_()
    expect(page).not_to_have_url(ADD)
    texts = kept(page, site)
    assert len(texts) == 3
    assert "3.0" in texts[2]


def test_what_is_refused_is_named_and_costs_nothing_else(browser, site):
    page = browser.new_page()
    open_add(page, site)
    choose(page, TEXT, PROGRAM, SHOT)
    expect(status(page)).to_have_text("Saved: 2. These are not:")
    lines = page.get_by_role("log").get_by_role("listitem")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("run.exe: We do not take files of this kind.")
    page.get_by_role("link", name="See what is saved").click()
    assert len(kept(page, site)) == 2


def test_a_file_that_is_too_big_is_never_sent(browser, site):
    page = browser.new_page()
    open_add(page, site)
    posts = sent(page)
    page.locator("form[data-upload]").evaluate(
        "form => form.dataset.maxBytes = 2 * 2 ** 20"
    )
    choose(page, film(), TEXT)
    expect(status(page)).to_have_text("Saved: 1. These are not:")
    expect(page.get_by_role("log")).to_contain_text("The most is 2048 MB.")
    assert len(posts) == 1


def test_it_says_how_far_it_is_without_chatting(browser, site):
    page = browser.new_page()
    open_add(page, site)
    held = holding(page)
    page.evaluate(REMEMBER_WHAT_IS_SAID)
    choose(page, TEXT, film())
    until(page, lambda: len(held) == 1)
    first = "Sending file 1 of 2. Please keep this page open."
    expect(status(page)).to_have_text(first)
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_accessible_name(first)
    held[0].continue_()
    until(page, lambda: len(held) == 2)
    expect(page.locator(".upload")).to_contain_text("of 3.0 MB")
    assert bar.evaluate("bar => bar.max") == 3 * MEGABYTE
    said = [each for each in page.evaluate("said") if each]  # an empty one is not heard
    assert said == [first, first.replace("1", "2", 1)]
    held[1].continue_()
    expect(page).not_to_have_url(ADD)


def test_the_person_can_stop_and_send_the_rest_later(browser, site):
    page = browser.new_page()
    open_add(page, site)
    held = holding(page)
    choose(page, TEXT, film(), SHOT)
    until(page, lambda: len(held) == 1)
    held[0].continue_()
    until(page, lambda: len(held) == 2)
    page.get_by_role("button", name="Stop sending").click()
    expect(status(page)).to_have_text("Sending has stopped. Saved: 1. Not saved: 2.")
    page.wait_for_timeout(500)
    assert len(held) == 2  # nothing is tried again by itself
    page.unroute(ADD)
    rest = page.get_by_role("button", name="Send the rest")
    expect(rest).to_be_focused()
    rest.click()
    expect(page).not_to_have_url(ADD)
    assert len(kept(page, site)) == 3


def test_a_broken_connection_is_told_and_loses_no_other_file(browser, site):
    page = browser.new_page()
    open_add(page, site)
    held = holding(page)
    choose(page, TEXT, SHOT)
    until(page, lambda: len(held) == 1)
    held[0].abort("connectionreset")
    expect(page.get_by_role("log")).to_contain_text("chat.txt: The connection broke")
    page.wait_for_timeout(500)
    assert len(held) == 1
    page.unroute(ADD)
    page.get_by_role("button", name="Send the rest").click()
    expect(page).not_to_have_url(ADD)
    assert len(kept(page, site)) == 2


def test_a_closed_gate_is_told_and_the_files_stay_chosen(browser, site):
    page = browser.new_page()
    open_add(page, site)
    page.route(
        ADD, lambda route: route.fulfill(status=503, json={"sentence": "No room now."})
    )
    choose(page, TEXT, SHOT)
    expect(page.get_by_role("log")).to_have_text("chat.txt: No room now.")
    expect(page.get_by_role("button", name="Send the rest")).to_be_visible()


def test_a_visit_that_has_ended_is_told(browser, site):
    page = browser.new_page()
    open_add(page, site)
    browser.clear_cookies()
    choose(page, TEXT)
    expect(page.get_by_role("log")).to_contain_text("This visit may have ended")


def test_leaving_stops_the_sending_at_once(browser, mortal_site):
    page = browser.new_page()
    open_add(page, mortal_site)
    held, failed = holding(page), []
    page.on("requestfailed", lambda request: failed.append(request.url))
    # Even where the dull site is slow to come up.
    page.route(re.compile("weather"), lambda route: None)
    choose(page, film(), TEXT)
    until(page, lambda: len(held) == 1)
    leave = page.get_by_role("banner").get_by_role("link", name="Leave")
    leave.click(no_wait_after=True)
    until(page, lambda: any(ADD.search(url) for url in failed))
    page.wait_for_timeout(500)
    assert len(held) == 1
    assert mortal_site.rows("evidence_sealedfile") == 0


def test_without_a_script_all_go_at_once(plain_browser, site):
    page = plain_browser.new_page()
    open_add(page, site)
    choose(
        page, TEXT, SHOT, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    )
    expect(page).not_to_have_url(ADD)
    assert len(kept(page, site)) == 3
