"""Checking a copy in Chromium: it finds what was changed, and sends nothing."""

import hashlib
import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BIG = bytes(range(256)) * 2**12
GOOD = "All files are as they were when the copy was made."


def copy(compression=zipfile.ZIP_STORED, zip64=False, **new):
    """A copy as a ZIP; new: other bytes for a file, or None to leave it out."""
    payload = {"data/chart.csv": b"a,b\n", "data/exhibits/A-é.jpg": BIG}
    lines = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in payload.items()
    ).encode()
    tags = f"{hashlib.sha256(lines).hexdigest()}  manifest-sha256.txt\n".encode()
    lists = {"manifest-sha256.txt": lines, "tagmanifest-sha256.txt": tags}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in (payload | lists | new).items():
            if data is None:
                continue
            with file.open(f"notes/{name}", "w", force_zip64=zip64) as entry:
                entry.write(data)
    return out.getvalue()


@pytest.fixture
def page(browser, site):
    page = browser.new_page()
    page.goto(f"{site.url}/notes/copy/check/")
    return page


def check(page, data):
    """Choose this file. Returns what the page then says."""
    file = {"name": "notes.zip", "mimeType": "application/zip", "buffer": data}
    page.get_by_label("The copy (ZIP file)").set_input_files(file)
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile("^(All|Not all|This)"))
    return said.inner_text(), page.locator("[data-found] li").all_inner_texts()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("zip64", [False, True])
def test_a_whole_copy_is_found_whole(page, compression, zip64):
    assert check(page, copy(compression, zip64)) == (GOOD, [])


def test_one_byte_flipped_is_named(page):
    data = bytearray(copy())
    data[data.index(BIG) + 1000] ^= 1
    said, found = check(page, bytes(data))
    assert said == "Not all files are as they were:"
    assert found == ["Changed: data/exhibits/A-é.jpg"]


def test_missing_and_extra_files_are_named(page):
    new = {"data/chart.csv": None, "data/exhibits/<b>.txt": b"x", ".DS_Store": b"x"}
    _, found = check(page, copy(**new))
    assert found == ["Missing: data/chart.csv", "Put in later: data/exhibits/<b>.txt"]


def test_a_changed_list_is_named(page):
    line = f"{hashlib.sha256(b'x').hexdigest()}  data/chart.csv\n"
    new = {"data/chart.csv": b"x", "manifest-sha256.txt": line.encode()}
    _, found = check(page, copy(**new))
    assert "Changed: manifest-sha256.txt" in found


@pytest.mark.parametrize("data", [b"", b"hello", copy()[:-30], copy()[1000:]])
def test_what_is_no_copy_is_told(page, data):
    said, found = check(page, data)
    assert said == "This is not a copy in a ZIP file, or it is damaged."
    assert found == []


def test_nothing_is_sent(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    check(page, copy())
    assert [url for url in asked if not url.endswith("/icon.svg")] == []


def test_without_scripts_it_says_how(plain_browser, site):
    page = plain_browser.new_page()
    page.goto(f"{site.url}/notes/copy/check/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("sha256sum -c manifest-sha256.txt")
    expect(page.get_by_label("The copy (ZIP file)")).to_be_hidden()


def test_saving_a_copy_and_checking_it(browser, site, tmp_path):
    """The whole way: written down, saved, and found whole."""
    page = browser.new_page()
    page.goto(f"{site.url}/notes/new/")
    page.locator("[name=happened]").fill("He wrote that he would post it.")
    page.get_by_role("button", name="Save").first.click()
    page.goto(f"{site.url}/notes/copy/")
    page.get_by_role("button", name="Make the copy").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the copy").click()
    path = tmp_path / "copy.zip"
    download.value.save_as(path)
    page.get_by_role("link", name="Check the copy after saving").click()
    assert check(page, path.read_bytes()) == (GOOD, [])
