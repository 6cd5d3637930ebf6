"""No word is lost: two at once, an ended visit, a restarted server, a dead browser."""

import pytest

from tests.browser.driven import KINDS, Driven
from tests.browser.leaving import press
from tests.site import wait_for

pytestmark = pytest.mark.browser
SAVE = "main form[method=post] button"
LONG = "He wrote to me again, and then again. " * 4000  # 152,000 characters


def open_notes(browser, site):
    browser.open(f"{site.url}/notes/")
    return browser.glimpse()


def is_checked(browser, url):
    browser.open(url)
    return browser.look("!!document.querySelector('main [type=radio]:checked')")


def keep(browser, site):
    """Put this visit's notes under six words; the words."""
    browser.open(f"{site.url}/notes/kept/keep/")
    browser.go(SAVE)
    lines = browser.look("document.querySelector('ol.words').innerText").split()
    words = [line for line in lines if line.isalpha()]
    assert len(words) == 6
    browser.go("main a.button")
    for name in browser.look(
        "[...document.querySelectorAll('main [name^=word-]')].map((each) => each.name)"
    ):
        browser.type(f"[name={name}]", words[int(name[-1]) - 1])
    browser.go(SAVE)
    assert "Your notes are kept" in browser.glimpse()
    return " ".join(words)


def open_with(browser, words):
    browser.type("[name=words]", words)
    press(browser, "Enter")
    wait_for(lambda: "Your notes are open" in browser.glimpse())


# --- Two at the same instant


AT_ONCE = """
    const open = await Promise.all(urls.map(async ([url, ...steps]) => {
      const tab = await browser.newPage();
      await tab.goto(url);
      await tab.evaluate(fill, steps);
      return tab;
    }));
    await Promise.all(open.map((tab) => Promise.all([
      tab.waitForNavigation(), tab.evaluate(send)])));
"""
FILL = """([selector, text]) => {
  const box = document.querySelector(selector);
  if (text) box.value = text; else box.checked = true;
}"""


def send_at_once(browser, *forms):
    """Fill a box of each page, (address, box, text or nothing), then send all."""
    browser.run(
        AT_ONCE.replace("fill", FILL).replace(
            "send", "() => document.querySelector('main form[method=post]').submit()"
        ),
        urls=forms,
    )


def test_first_answers_of_a_visit_sent_at_once_are_all_kept(driven, site):
    """The very first ones: there is no case yet that they could go into."""
    steps = [f"{site.url}/guide/{slug}/" for slug in ("helping", "taken", "feelings")]
    driven.open(steps[0])
    send_at_once(driven, *([step, "main [type=radio]"] for step in steps))
    assert [is_checked(driven, step) for step in steps] == [True] * 3


def test_texts_sent_at_once_are_all_kept(driven, site):
    texts = ["The first text.", "The second text.", "The third text."]
    new = f"{site.url}/notes/new/"
    driven.open(new)
    send_at_once(driven, *([new, "[name=happened]", text] for text in texts))
    shown = open_notes(driven, site)
    assert [text for text in texts if text not in shown] == []


# --- What ends in between


def test_a_visit_that_ended_keeps_the_words_through_unlocking(anyhow, site):
    words = keep(anyhow, site)
    anyhow.open(f"{site.url}/notes/new/")
    anyhow.type("[name=happened]", "Typed when the visit had ended.")
    anyhow.forget()
    anyhow.go(SAVE)
    assert "What you typed is still here" in anyhow.glimpse()
    anyhow.go("main form:nth-of-type(2) button")  # open my notes first
    open_with(anyhow, words.upper())
    anyhow.go(SAVE)
    assert "Typed when the visit had ended." in open_notes(anyhow, site)


def test_each_step_is_kept_while_the_server_restarts(anyhow, mortal_site):
    steps = [f"{mortal_site.url}/guide/{slug}/" for slug in ("feelings", "helping")]
    for step in steps:
        anyhow.open(step)
        mortal_site.kill()
        mortal_site.start()
        anyhow.click("main [type=radio]")
        anyhow.go(SAVE)
    assert [is_checked(anyhow, step) for step in steps] == [True] * 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_text_survives_the_browser_and_opens_with_six_words(
    kind, site, tmp_path
):
    with Driven(kind, tmp_path / "first") as browser:
        words = keep(browser, site)
        browser.open(f"{site.url}/notes/new/")
        browser.type("[name=happened]", "First. ")
        browser.run(
            "await page.evaluate((text) => document.execCommand("
            "'insertText', false, text), text)",
            text=LONG,
        )
        saved = "document.querySelector('[data-autosave-status]').innerText"
        wait_for(lambda: browser.glimpse(saved).startswith("Saved"))
        browser.kill()
    with Driven(kind, tmp_path / "second") as browser:
        browser.open(f"{site.url}/notes/kept/open/")
        open_with(browser, words)
        browser.open(f"{site.url}/notes/new/")
        browser.go("main section li a")
        value = browser.look("document.querySelector('[name=happened]').value")
    assert value.strip() == f"First. {LONG}".strip()


# --- Staff


def test_staff_logged_out_while_typing_go_on_after_logging_in(anyhow, lived):
    site, world = lived
    anyhow.enter(world.tokens["editor"], site.url)
    anyhow.open(f"{site.url}/staff/directory/law/{world.ids['law']}/change/")
    anyhow.type("[name=summary]", "Typed by staff. ")
    anyhow.forget()
    anyhow.go("#law_form [name=_save]")
    assert "You are logged out" in anyhow.glimpse()
    anyhow.enter(world.tokens["editor"], site.url)  # as another tab would
    anyhow.go("#content-main [type=submit]")
    assert "We could not take it at once." in anyhow.glimpse()
    anyhow.go("#content-main [type=submit]")
    assert "Typed by staff." in anyhow.glimpse()
