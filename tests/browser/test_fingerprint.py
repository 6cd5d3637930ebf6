"""A file's fingerprint is computed in the browser, and the file never leaves it."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_upload import open_add

pytestmark = pytest.mark.browser
MARKER = b"MARKER-of-the-file"
BIG = 70 * 2**20
SIZES = [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 4 * 2**20 + 1]
IN_SLICES = """async ([size, step]) => {
  const bytes = Uint8Array.from({length: size}, (_, n) => (n * 7) % 251);
  const sum = new Sha256();
  for (let at = 0; at < size; at += step) sum.update(bytes.subarray(at, at + step));
  return sum.hex();
}"""


def open_page(page, site):
    open_add(page, site)
    page.get_by_role("link", name="add only its fingerprint").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Add proof that stays with you"
    )


@pytest.mark.parametrize("size", [0, 1, BIG])
def test_the_fingerprint_is_that_of_the_file(browser, site, tmp_path, size):
    page = browser.new_page()
    open_page(page, site)
    path = tmp_path / "my video.mp4"
    path.write_bytes((MARKER * (size // len(MARKER) + 1))[:size])
    requests = []
    page.on("request", lambda request: requests.append(request))
    page.get_by_label("Choose the file").set_input_files(path)
    told = page.get_by_role("status").filter(has_text="in the box below")
    expect(told).to_be_visible(timeout=60_000)
    hex = hashlib.sha256(path.read_bytes()).hexdigest()
    expect(page.get_by_label("Fingerprint (SHA-256)")).to_have_value(hex)
    assert requests == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("The file stayed with you")
    expect(page.get_by_role("main")).to_contain_text(hex)
    bodies = [request.post_data_buffer or b"" for request in requests]
    assert any(hex.encode() in body for body in bodies)
    assert not any(MARKER in body or b"my video" in body for body in bodies)


def test_our_own_sum_is_right_at_every_edge(browser, site):
    page = browser.new_page()
    open_page(page, site)
    for size in SIZES:
        data = bytes((n * 7) % 251 for n in range(size))
        for step in {max(1, size // 3), 61, 64, 77} if size < 10_000 else {2**20 + 7}:
            found = page.evaluate(IN_SLICES, [size, step])
            assert found == hashlib.sha256(data).hexdigest(), (size, step)


def test_the_page_goes_on_while_a_big_file_is_read(browser, site, tmp_path):
    page = browser.new_page()
    open_page(page, site)
    path = tmp_path / "big"
    path.write_bytes(bytes(BIG))
    page.get_by_label("Choose the file").set_input_files(path)
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_label("What it is").fill("typed meanwhile")
    (tmp_path / "small").write_bytes(b"small")
    page.get_by_label("Choose the file").set_input_files(tmp_path / "small")
    box = page.get_by_label("Fingerprint (SHA-256)")
    expect(box).to_have_value(hashlib.sha256(b"small").hexdigest())
    page.wait_for_timeout(1500)  # the first must not come after the second
    expect(box).to_have_value(hashlib.sha256(b"small").hexdigest())
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_a_file_that_cannot_be_read_is_told(browser, site, tmp_path):
    page = browser.new_page()
    open_page(page, site)
    page.evaluate(
        "() => { Blob.prototype.arrayBuffer = () => Promise.reject(new Error()); }"
    )
    (tmp_path / "a").write_bytes(b"a")
    page.get_by_label("Choose the file").set_input_files(tmp_path / "a")
    expect(page.get_by_text("could not read this file")).to_be_visible()
    expect(page.get_by_text("sha256sum")).to_be_visible()


def test_the_file_input_can_send_nothing(browser, site):
    page = browser.new_page()
    open_page(page, site)
    for name in ("name", "form"):
        chooser = page.get_by_label("Choose the file")
        assert not chooser.evaluate(f"input => input.{name}")


def test_without_a_script_the_page_tells_how(plain_browser, site):
    page = plain_browser.new_page()
    open_page(page, site)
    expect(page.locator("input[type=file]")).to_have_count(0)
    expect(page.get_by_text("certutil -hashfile")).to_be_visible()
    sum = hashlib.sha256(MARKER).hexdigest()
    page.get_by_label("Fingerprint (SHA-256)").fill(f"{sum.upper()}  my video.mp4")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(sum))
    assert "my video" not in page.content()
