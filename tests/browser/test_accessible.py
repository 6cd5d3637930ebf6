"""axe-core finds nothing on any page, however it is shown."""

import pytest
from PIL import Image

from tests.browser.accessible import LISTED, WAYS, contrast, contrast_of, wrong

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("listed", LISTED, ids=str)
def test_nothing_is_wrong_however_it_is_shown(reader, listed):
    page = reader.open(listed)
    assert [line for way in WAYS for line in wrong(page, way)] == []


def test_axe_would_find_what_is_wrong(reader):
    """So that the test above has something to refuse."""
    page = reader.go("/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x><input>'")
    found = " ".join(wrong(page))
    assert "violations image-alt" in found
    assert "violations label" in found


def test_pale_letters_would_be_found(reader):
    page = reader.go("/")
    page.evaluate("document.querySelector('main p').style.color = '#aaa'")
    assert "color-contrast" in " ".join(wrong(page))


def test_contrast_is_that_of_the_standard():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    picture = Image.new("RGB", (60, 20), "white")
    picture.paste("#777", (5, 5, 15, 15))
    look = {"box": [0, 0, 60, 20], "isEmpty": False, "ink": "rgb(0, 0, 0)"}
    assert contrast_of(look, picture) == pytest.approx(4.48, abs=0.01)
    assert contrast_of(look | {"isEmpty": True}, picture) == pytest.approx(21)
