"""“This link did not work”, sent by a browser without scripts: there is no token, so
what the browser says of itself must be enough.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_report_is_taken_from_a_real_browser_without_scripts(site, plain_browser):
    page = plain_browser.new_page()
    page.goto(f"{site.url}/find/sites/instagram/")
    before = site.rows("directory_linkreport")
    page.get_by_text("This link did not work").first.click()
    page.get_by_role("button", name="It did not open").first.click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert site.rows("directory_linkreport") == before + 1
    page.get_by_role("link", name="Back to Instagram").click()
    told = page.get_by_text("You told us that this link did not work.")
    expect(told).to_be_visible()
