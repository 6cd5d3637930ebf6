"""Covering parts of a picture: black in the copy, untouched in the original."""

import io
import math

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from evidence import cover_views, custody, files
from evidence.cover_forms import (
    HALF,
    MOST,
    NO_NUMBER,
    NO_SIZE,
    NOTHING,
    OUTSIDE,
    TOO_MANY,
    CoverForm,
)
from evidence.gate import FULL, NO_ROOM
from tests.exhibits import jpeg, pdf, png
from tests.test_incidents import open_case
from tests.test_uploads import begun, exhibits, send
from tests.words import Page, grade, length

BLACK, UPPER_HALF = (0, 0, 0), ("0", "0", "100", "50")


def added(client, data, name):
    """Somebody with this file as their Exhibit A."""
    send(begun(client), SimpleUploadedFile(name, data))
    return exhibits(client)[0]


@pytest.fixture
def picture(client, db):
    return added(client, png(), "shot.png")


def url_of(exhibit):
    return reverse("evidence:cover", args=[exhibit.id])


def numbers(*areas, first=1):
    sides = ("left", "top", "width", "height")
    return {
        f"{side}-{n}": number
        for n, area in enumerate(areas, first)
        for side, number in zip(sides, area, strict=True)
    }


def cover(client, exhibit, *areas, **more):
    return client.post(url_of(exhibit), numbers(*areas) | more)


def pixels(client, exhibit):
    data = files.read(open_case(client), exhibit.file)
    return Image.open(io.BytesIO(data))


# --- The copy


def test_the_copy_is_black_where_it_was_covered(client, picture):
    response = cover(client, picture, UPPER_HALF)
    original, copy = exhibits(client)
    assert response.url == reverse("evidence:exhibit", args=[copy.id])
    image = pixels(client, copy).convert("RGB")
    width, height = image.size
    assert image.crop((0, 0, width, height // 2)).getcolors() == [
        (width * (height // 2), BLACK)
    ]
    below = (0, height // 2 + 1, width, height)
    untouched = pixels(client, original).convert("RGB").crop(below)
    assert image.crop(below).tobytes() == untouched.tobytes()


def test_the_original_stays_as_it_came(client, picture):
    cover(client, picture, UPPER_HALF)
    original, _ = exhibits(client)
    assert original == picture
    assert files.read(open_case(client), original.file) == png()


def test_the_copy_is_an_exhibit_of_its_own(client, picture):
    cover(client, picture, UPPER_HALF)
    _, copy = exhibits(client)
    assert (copy.incident, copy.original, copy.kind) == (
        picture.incident,
        picture.id,
        picture.kind,
    )
    assert (copy.file_type, copy.file_name) == ("png", "covered-copy.png")
    assert copy.sha256 == copy.file.sha256 != picture.sha256
    assert copy.intimate == ""
    assert copy.blurred
    assert copy.preview
    page = client.get(reverse("evidence:exhibit", args=[copy.id])).content.decode()
    assert "with parts covered" in page


def test_what_was_done_is_in_the_log(client, picture):
    cover(client, picture, UPPER_HALF, ("0", "90", "5", "5"))
    copy = exhibits(client)[1]
    lines = custody.log_of(open_case(client))
    assert [(line.event, line.exhibit) for line in lines] == [
        ("received", picture.id),
        ("received", copy.id),
        ("covered", picture.id),
    ]
    assert lines[-1].details == {"areas": 2, "copy": copy.id}


def test_parts_are_those_of_the_upright_picture(client, db):
    turned = added(client, jpeg(orientation=6), "turned.jpg")
    cover(client, turned, ("0", "0", "100", "50"))
    copy = exhibits(client)[1]
    assert (copy.file_type, copy.file_name) == ("jpeg", "covered-copy.jpg")
    image = pixels(client, copy).convert("RGB")
    assert image.width > image.height
    assert max(image.getpixel((image.width - 5, 5))) < 10
    assert min(image.getpixel((5, image.height - 5))) > 50
    drawing = client.get(url_of(turned)).context["drawing"]
    assert (drawing["width"], drawing["height"]) == image.size


# --- The numbers


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        (("10", "20", "30", "40"), (0.1, 0.2, 0.3, 0.4)),
        (("12,5", " 0.5 ", ".5", "7."), (0.125, 0.005, 0.005, 0.07)),
        (("10 %", "0%", "100%", "1%"), (0.1, 0, 0.9, 0.01)),
        (("-10", "-5", "20", "10"), (0, 0, 0.1, 0.05)),
        (("90", "95", "500", "500"), (0.9, 0.95, 0.1, 0.05)),
        (("0", "0", "1" + "0" * 300, "100"), (0, 0, 1, 1)),
        (("\u0661\u0660", "\u0662\u0660", "30", "40"), (0.1, 0.2, 0.3, 0.4)),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, area):
    form = CoverForm(numbers(typed))
    assert form.must_cover(), form.errors
    (found,) = form.areas
    assert all(map(math.isclose, found, area)), found


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (("ten", "0", "10", "10"), {"left-1": [NO_NUMBER]}),
        (
            ("1e2", "nan", "inf", "1_0"),
            {name: [NO_NUMBER] for name in numbers([""] * 4)},
        ),
        (("9" * 400, "0", "10", "10"), {"left-1": [NO_NUMBER]}),
        (("0", "", "10", "10"), {"top-1": [HALF]}),
        (("0", "0", "0", "10"), {"width-1": [NO_SIZE]}),
        (("0", "0", "10", "-3"), {"height-1": [NO_SIZE]}),
        (("100", "0", "10", "10"), {"left-1": [OUTSIDE]}),
        (("0", "-20", "10", "10"), {"top-1": [OUTSIDE]}),
        (("", "", "", ""), {"__all__": [NOTHING]}),
    ],
)
def test_what_cannot_be_covered_is_told_and_stays(client, picture, typed, errors):
    response = cover(client, picture, typed)
    form = response.context["form"]
    assert form.errors == errors
    assert [box.value() for box in form.rows()[0]] == list(typed)
    assert len(exhibits(client)) == 1


def test_one_wrong_row_keeps_the_copy_from_being_made(client, picture):
    response = cover(client, picture, UPPER_HALF, ("0", "0", "x", "1"))
    assert response.context["form"].errors == {"width-2": [NO_NUMBER]}
    assert len(exhibits(client)) == 1


def test_fifty_parts_are_covered_and_more_are_refused_as_a_whole(client, picture):
    fifty = [("1", str(n), "1", "1") for n in range(MOST)]
    assert len(CoverForm(numbers(*fifty)).rows()) == MOST
    response = cover(client, picture, *fifty, ("1", "99", "1", "1"))
    assert response.context["form"].errors == {"__all__": [TOO_MANY]}
    assert len(exhibits(client)) == 1
    cover(client, picture, *fifty)
    assert custody.log_of(open_case(client))[-1].details["areas"] == MOST


# --- Without a script


def test_the_parts_are_drawn_over_the_picture(client, picture):
    response = cover(client, picture, ("10", "20", "30", "40"), look="")
    page = response.content.decode()
    rect = '<rect x="10.0000%" y="20.0000%" width="30.0000%" height="40.0000%"/>'
    assert page.count("<rect") == 1
    assert rect in page
    assert len(exhibits(client)) == 1


def test_more_rows_keep_what_was_typed(client, picture):
    assert len(client.get(url_of(picture)).context["form"].rows()) == 5
    form = cover(client, picture, UPPER_HALF, more="").context["form"]
    assert len(form.rows()) == 10
    assert [box.value() for box in form.rows()[0]] == list(UPPER_HALF)
    assert not form.errors
    seventh = numbers(UPPER_HALF, first=7)
    assert len(client.post(url_of(picture), seventh).headers["Location"])


# --- Who sees what


def is_sharp(client, exhibit):
    url = reverse("evidence:exhibit-preview", args=[exhibit.id])
    return max(Image.open(io.BytesIO(client.get(url).content)).size) > 20


def test_the_picture_is_blurred_until_asked_for(client, picture):
    assert "It is blurred" in client.get(url_of(picture)).content.decode()
    assert not is_sharp(client, picture)
    page = cover(client, picture, show="").content.decode()
    assert "It is blurred" not in page
    assert is_sharp(client, picture)
    assert not is_sharp(client, picture)
    assert custody.log_of(open_case(client))[-1].event == "viewed"


def test_it_stays_in_sight_while_parts_are_chosen_and_no_longer(client, picture):
    cover(client, picture, show="")
    assert is_sharp(client, picture)
    cover(client, picture, UPPER_HALF, look="")
    assert is_sharp(client, picture)
    client.get(url_of(picture))
    assert not is_sharp(client, picture)
    cover(client, picture, UPPER_HALF, look="")
    assert not is_sharp(client, picture)
    events = [line.event for line in custody.log_of(open_case(client))]
    assert events == ["received", "viewed"]


def test_a_picture_said_to_be_harmless_is_shown(client, picture):
    said = {"intimate": "no", "rev": picture.revision}
    client.post(reverse("evidence:exhibit", args=[picture.id]), said)
    assert "It is blurred" not in client.get(url_of(picture)).content.decode()
    assert is_sharp(client, picture)


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_nothing_is_shown_or_copied_where_somebody_may_be_under_18(
    client, picture, answer
):
    open_case(client).remember(under_18=answer)
    page = client.get(url_of(picture)).content.decode()
    assert "You are not in trouble" in page
    assert "<svg" not in page
    for more in ({}, {"show": ""}, {"look": ""}):
        assert cover(client, picture, UPPER_HALF, **more).status_code == 403
    assert len(exhibits(client)) == 1
    assert [line.event for line in custody.log_of(open_case(client))] == ["received"]


def test_another_persons_picture_is_not_there(client, picture):
    other = begun(Client())
    assert other.get(url_of(picture)).status_code == 404
    assert cover(other, picture, UPPER_HALF).status_code == 404
    assert len(exhibits(client)) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", pdf()), ("a.txt", b"words"), ("a.jpg", b"\xff\xd8\xff")],
)
def test_what_is_no_readable_picture_has_no_such_page(client, db, name, data):
    exhibit = added(client, data, name)
    assert client.get(url_of(exhibit)).status_code == 404
    assert cover(client, exhibit, UPPER_HALF).status_code == 404


# --- When it cannot be done


def test_a_picture_that_is_too_big_is_told(client, picture, monkeypatch):
    monkeypatch.setattr(cover_views, "LARGEST", 10)
    for response in (client.get(url_of(picture)), cover(client, picture, UPPER_HALF)):
        assert "Cover it on your device" in response.content.decode()
    assert len(exhibits(client)) == 1


def test_a_full_case_is_told_and_the_numbers_stay(client, picture, settings):
    settings.CASE_MAX_BYTES = 10
    response = cover(client, picture, UPPER_HALF)
    assert response.status_code == 413
    assert str(FULL) in response.content.decode()
    assert [box.value() for box in response.context["form"].rows()[0]] == list(
        UPPER_HALF
    )


def test_a_full_disk_is_told(client, picture, settings):
    settings.KEEP_FREE_BYTES = 2**60
    response = cover(client, picture, UPPER_HALF)
    assert response.status_code == 503
    assert str(NO_ROOM) in response.content.decode()


@pytest.mark.parametrize("fault", ["gone", "damaged"])
def test_an_original_that_cannot_be_read_is_told(client, picture, files_folder, fault):
    (path,) = files_folder.rglob(picture.file.name)
    path.unlink() if fault == "gone" else path.write_bytes(b"not sealed by us")
    response = cover(client, picture, UPPER_HALF)
    assert "could not be covered" in response.content.decode()
    assert len(exhibits(client)) == 1


def test_the_words_are_plain(client, picture):
    page = Page(client.get(url_of(picture)).content.decode())
    sentences = [each for each in page.sentences if not each.isdecimal()]
    assert len(sentences) > 8
    assert [line for line in sentences if length(line) > 20] == []
    assert grade(sentences) < 8
