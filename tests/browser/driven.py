"""Chromium or Firefox, driven the same way by puppeteer (tests/browser/drive.mjs).

    with Driven("firefox", tmp_path) as browser:
        browser.open(site.url)
        browser.run("await page.click(link)", link="header .leave")

Playwright drives Chromium alone here: its Firefox is one that Debian does not have.
"""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from tests.site import (
    CHROMIUM_ARGS,
    CHROMIUM_PATH,
    NOT_SWITCHED_OFF,
    PHONE,
    wait_for,
)

FOLDER = Path(__file__).parent
CHROMIUM = {
    "browser": "chrome",
    "executablePath": CHROMIUM_PATH,
    "args": CHROMIUM_ARGS,
    "ignoreDefaultArgs": NOT_SWITCHED_OFF,
}
# What puppeteer and WebDriver change for the sake of tests, as everybody has it.
AS_AT_HOME = {
    "remote.prefs.recommended": False,
    "fission.bfcacheInParent": True,
    "browser.sessionhistory.max_total_viewers": -1,
    "browser.sessionstore.resume_from_crash": True,
    "toolkit.startup.max_resumed_crashes": 3,
    "browser.sessionstore.interval": 1000,  # milliseconds; at home 15,000
    "browser.pagethumbnails.capturing_disabled": False,
    "signon.rememberSignons": True,
    "network.cookie.sameSite.laxByDefault": True,
}
FIREFOX = {"browser": "firefox", "executablePath": "/usr/bin/firefox-esr"}
KINDS = ["chromium", "firefox"]
PATIENCE = 60_000  # milliseconds


class Failed(AssertionError):
    """What the browser or its driver said."""


class Driven:
    """One browser. `script`: pages may run JavaScript. `reopen`: with the tabs that it
    had. What it saves goes into the folder `saved`, beside its profile.
    """

    def __init__(self, kind, profile, script=True, reopen=False):
        self.is_firefox, self.script, self.reopen = kind == "firefox", script, reopen
        self.saved = Path(f"{profile}-saved")
        chosen = self.firefox() if self.is_firefox else self.chromium()
        if self.reopen:  # or an empty page would come instead
            chosen = chosen | {"ignoreDefaultArgs": [*NOT_SWITCHED_OFF, "about:blank"]}
        self.options = chosen | {
            "userDataDir": str(profile),
            "defaultViewport": PHONE,
            "protocolTimeout": 2 * PATIENCE,
        }

    def chromium(self):
        again = ["--restore-last-session"] if self.reopen else []
        saving = {"policy": "allow", "downloadPath": str(self.saved)}
        more = {"args": CHROMIUM_ARGS + again, "downloadBehavior": saving}
        return CHROMIUM | more

    def firefox(self):
        preferences = AS_AT_HOME | {
            "javascript.enabled": self.script,
            "browser.startup.page": 3 if self.reopen else 0,
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.saved),
        }
        return FIREFOX | {"extraPrefsFirefox": preferences}

    def __enter__(self):
        self.driver = subprocess.Popen(
            ["node", FOLDER / "drive.mjs", json.dumps(self.options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self.answer()
        if not self.reopen:
            self.fresh()
        return self

    def __exit__(self, *error):
        self.close()
        self.driver.stdin.close()
        self.driver.wait()
        self.driver.stdout.close()

    def answer(self):
        told = json.loads(self.driver.stdout.readline() or '{"error": "It is gone."}')
        if "error" in told:
            raise Failed(told["error"])
        return told["value"]

    def run(self, code, **words):
        """Run JavaScript in the driver, where `page` is the newest tab."""
        self.driver.stdin.write(json.dumps({"code": code, "words": words}) + "\n")
        self.driver.stdin.flush()
        return self.answer()

    def fresh(self):
        """A tab without a past, alone, without cookies."""
        self.run("""
            const tabs = await browser.pages();
            await browser.newPage();
            for (const tab of tabs) await tab.close();
        """)
        self.forget()
        self.settle_in()

    def settle_in(self):
        self.run(f"page.setDefaultTimeout({PATIENCE})")
        if not self.script and not self.is_firefox:
            self.run("await page.setJavaScriptEnabled(false)")

    def enter(self, token, url):
        """Go on with a visit, by the value of its cookie; None is no visit."""
        if token:
            cookie = {"name": "s", "value": token, "domain": urlsplit(url).hostname}
            self.run("await browser.setCookie({...cookie, path: '/'})", cookie=cookie)

    def forget(self):
        """Lose the cookies, as an ended visit does."""
        self.run("await browser.deleteCookie(...(await browser.cookies()))")

    def open(self, url):
        self.run("await page.goto(url)", url=url)

    def open_tab(self, url):
        self.run("await browser.newPage()")
        self.settle_in()
        self.open(url)

    def look(self, expression, tab=-1):
        """What this expression is in the page."""
        return self.run(
            "return await (await browser.pages()).at(tab).evaluate(expression)",
            expression=expression,
            tab=tab,
        )

    def glimpse(self, expression="document.documentElement.innerText", tab=-1):
        """The same; nothing while one page gives way to another."""
        with suppress(Failed):
            return self.look(expression, tab) or ""
        return ""

    def resize(self, view):
        """Give pages as much room as (width, height)."""
        width, height = view
        self.run("await page.setViewport({width, height})", width=width, height=height)

    # Not page.click: it runs code in the page that waits, and without scripts for ever.
    def middle(self, selector):
        """Where its middle is on the screen, to which it is brought."""
        return self.run(
            """return await page.evaluate((selector) => {
              const element = document.querySelector(selector);
              element.scrollIntoView({block: "center", behavior: "instant"});
              const box = element.getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            }, selector)""",
            selector=selector,
        )

    def click_at(self, place):
        self.run("await page.mouse.click(...place)", place=place)

    def click(self, selector):
        """With the mouse, on whatever is there."""
        place = self.middle(selector)
        time.sleep(0.2)  # Firefox takes the mouse for where it was before it scrolled
        self.click_at(place)

    def go(self, selector):
        """Press this button or link by the keyboard; wait for the page that comes."""
        old = "document.documentElement.id"
        self.look(f"{old} = 'old'")
        self.run(
            "await page.evaluate((it) => document.querySelector(it).focus(), selector);"
            "await page.keyboard.press('Enter')",
            selector=selector,
        )
        wait_for(lambda: self.glimpse(f"{old} + document.readyState") == "complete")

    def type(self, selector, text):
        self.click(selector)
        self.run("await page.keyboard.type(text)", text=text)

    def kill(self):
        """As when the power goes."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def end_so_that_it_reopens(self):
        """Chromium reopens what was open when it was closed; Firefox, when it died."""
        self.kill() if self.is_firefox else self.close()

    def close(self):
        with suppress(Failed, BrokenPipeError):
            self.run("await browser.close()")
