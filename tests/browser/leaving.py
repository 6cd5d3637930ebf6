"""How a person leaves, and what can be seen of us afterwards."""

from contextlib import suppress

from tests.browser.driven import Failed
from tests.site import wait_for

LEAVE = "Leave this site quickly"
BUTTON = "a.leave[data-leave]"


def leave(browser):
    browser.click(BUTTON)


def press(browser, *keys):
    browser.run(
        "for (const key of keys) await page.keyboard.press(key)", keys=list(keys)
    )


def is_away(browser, tab=-1):
    """Whether the dull site is there, at once or soon."""
    with suppress(TimeoutError):
        return wait_for(lambda: "WEATHER" in browser.glimpse(tab=tab))
    return False


def html_of(browser):
    """All that is in the newest tab. One that cannot be read was not seen empty."""
    return wait_for(lambda: browser.glimpse("document.documentElement.outerHTML"))


def shows_us(browser):
    return LEAVE in html_of(browser)


def go_back(browser):
    """To what the browser still has. Where it has nothing, nothing happens."""
    with suppress(Failed):
        browser.run("await page.goBack({timeout: 1500, waitUntil: 'load'})")
    browser.run("await new Promise((done) => setTimeout(done, 300))")
