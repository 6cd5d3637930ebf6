"""Looking inside pictures: facts, previews, what is printed."""

import zlib

import pytest
from PIL import Image, ImageChops

from helpcenter import pictures
from tests.hostile import chunk, zeros
from tests.picture_files import (
    COLOURS,
    UPRIGHT,
    corners,
    exif,
    gradient,
    opened,
    quarters,
    saved,
)

every_orientation = pytest.mark.parametrize("orientation", UPRIGHT)


def look(picture, kind, **how):
    return pictures.look(saved(picture, kind, **how), "picture")


# --- Facts


def test_facts_of_a_photograph():
    taken = exif(6, "2026:03:05 14:30:00", "+02:00")
    assert look(quarters(), "JPEG", exif=taken).facts == {
        "format": "JPEG",
        "width": 160,
        "height": 120,
        "orientation": 6,
        "components": 3,
        "bits": 8,
        "frames": 1,
        "adobe_cmyk": False,
        "taken": "2026-03-05T14:30:00+02:00",
        "page": {
            "format": "JPEG",
            "width": 160,
            "height": 120,
            "orientation": 6,
            "components": 3,
            "bits": 8,
            "inverted": False,
        },
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_time_is_offered_and_the_place_is_not(kind):
    noted = exif(1, "2026:03:05 14:30:00")
    data = saved(quarters(), kind, exif=noted)
    assert opened(data).getexif().get_ifd(0x8825)[1] == "N"
    seen = pictures.look(data, "picture")
    assert seen.facts["taken"] == "2026-03-05T14:30:00"
    assert "41" not in str(seen.facts)
    for part in filter(None, (seen.preview, seen.blurred, seen.page_form)):
        assert not opened(part).getexif()


@pytest.mark.parametrize(
    ("noted", "offset", "taken"),
    [
        ("2026:03:05 14:30:00", "-11:30", "2026-03-05T14:30:00-11:30"),
        ("2026:03:05 14:30:00", "here", "2026-03-05T14:30:00"),
        ("1970:01:01 00:00:00", "", ""),
        ("2999:01:01 00:00:00", "", ""),
        ("2026:13:05 14:30:00", "", ""),
        ("0000:00:00 00:00:00", "", ""),
        ("yesterday", "", ""),
        ("", "", ""),
    ],
)
def test_only_a_time_that_can_be_is_offered(noted, offset, taken):
    assert look(quarters(), "JPEG", exif=exif(1, noted, offset)).facts["taken"] == taken


def test_odd_exif_does_not_cost_the_preview():
    odd = exif(6)[:60] + b"\xff" * 40
    seen = look(quarters(), "JPEG", exif=odd)
    assert sorted(corners(opened(seen.preview))) == sorted("rgbw")


def test_frames_are_counted_and_the_first_is_shown():
    frames = [quarters(), ImageChops.invert(quarters()), quarters("L")]
    seen = look(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert seen.facts["frames"] == 3
    assert corners(opened(seen.preview)) == corners(opened(seen.page_form)) == "rgbw"


def test_several_pictures_in_one_jpeg_are_the_first():
    seen = look(quarters(), "MPO", save_all=True, append_images=[quarters("L")])
    assert (seen.facts["format"], seen.facts["frames"]) == ("JPEG", 1)
    assert seen.page_form == b""


# --- Previews


@every_orientation
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_preview_is_upright(kind, orientation):
    seen = look(quarters(), kind, exif=exif(orientation))
    assert seen.facts["orientation"] == orientation
    assert corners(opened(seen.preview)) == UPRIGHT[orientation]


@every_orientation
def test_heic_is_turned_by_its_decoder_and_only_once(orientation):
    seen = look(quarters(), "HEIF", exif=exif(orientation), quality=90)
    page = opened(seen.page_form)
    assert seen.facts["orientation"] == seen.facts["page"]["orientation"] == 1
    assert (seen.facts["width"], seen.facts["height"]) == page.size
    assert corners(opened(seen.preview)) == corners(page) == UPRIGHT[orientation]


@pytest.mark.parametrize(
    ("size", "preview"),
    [
        ((3000, 1000), (1600, 533)),
        ((100, 50), (100, 50)),
        ((2, 9000), (1, 1600)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_preview_is_no_bigger_than_1600_and_never_enlarged(kind, size, preview):
    seen = look(Image.new("RGB", size, "red"), kind)
    assert opened(seen.preview).size == preview
    assert seen.page_form == b""


@pytest.mark.slow
def test_fifty_megapixels_are_read_and_no_more():
    assert look(Image.new("1", (7000, 7142)), "PNG").facts["height"] == 7142
    with pytest.raises(pictures.CannotRead):
        look(Image.new("1", (7000, 7143)), "PNG")


def test_blurred_one_is_tiny_and_has_nothing_else_inside():
    seen = look(gradient("RGB", (1200, 800)), "JPEG", exif=exif(6))
    blurred = opened(seen.blurred)
    assert blurred.size == (8, 12)
    assert len(seen.blurred) < 1024
    assert not blurred.getexif()


def test_notes_and_profiles_are_not_in_the_preview():
    seen = look(quarters(), "JPEG", comment=b"a secret", icc_profile=b"a profile")
    preview = opened(seen.preview)
    assert b"secret" not in seen.preview
    assert {"comment", "icc_profile", "exif"}.isdisjoint(preview.info)


@pytest.mark.parametrize("adobe", [True, False])
def test_ink_is_shown_as_it_is_meant(adobe):
    data = saved(quarters("CMYK"), "JPEG", quality=95)
    if not adobe:  # without the mark the same bytes mean the opposite
        mark = data.index(b"\xff\xee")
        data = data[:mark] + data[mark + 16 :]
    seen = pictures.look(data, "picture")
    shown = corners(opened(seen.preview))
    assert seen.facts["adobe_cmyk"] is seen.facts["page"]["inverted"] is adobe
    assert seen.facts["components"] == 4
    assert (shown == "rgbw") is adobe
    assert seen.page_form == b""


def test_grey_of_16_bits_keeps_its_shades():
    shades = b"".join((n * 257).to_bytes(2, "little") for n in range(256)) * 9
    seen = look(Image.frombytes("I;16", (256, 9), shades), "PNG")
    preview = opened(seen.preview)
    assert [preview.getpixel((n, 4))[0] for n in (0, 64, 128, 255)] == [0, 64, 128, 255]
    assert (seen.facts["bits"], seen.page_form) == (16, b"")


# --- What goes on paper


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_simple_png_is_printed_as_it_is(mode):
    seen = look(quarters(mode), "PNG")
    assert seen.page_form == b""
    assert seen.facts["page"]["format"] == "PNG"
    assert seen.facts["page"]["components"] == len(mode.replace("P", "1"))


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpeg_is_printed_as_it_is(mode, how):
    assert look(quarters(mode), "JPEG", **how).page_form == b""


@pytest.mark.parametrize("how", [{"transparency": (255, 0, 0)}, {}])
def test_one_colour_that_shines_through_becomes_white(how):
    seen = look(quarters(), "PNG", **how)
    assert corners(opened(seen.preview)) == ("wgbw" if how else "rgbw")
    assert bool(seen.page_form) is bool(how)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_page_form_has_the_very_pixels_on_white(kind):
    how = {"lossless": True, "exact": True} if kind == "WEBP" else {}
    picture = gradient("RGBA")
    seen = look(picture, kind, **how)
    expected = Image.new("RGB", picture.size, "white")
    expected.paste(picture, mask=picture)
    page = opened(seen.page_form)
    assert (page.format, page.mode, page.size) == ("PNG", "RGB", picture.size)
    assert page.tobytes() == expected.tobytes()
    assert seen.facts["page"] == {
        "format": "PNG",
        "width": 64,
        "height": 48,
        "orientation": 1,
        "components": 3,
        "bits": 8,
        "inverted": False,
    }


@pytest.mark.parametrize("mode", ["LA", "P"])
def test_page_form_of_palettes_and_grey_with_alpha(mode):
    picture = quarters(mode)
    seen = look(picture, "PNG", **({"transparency": 0} if mode == "P" else {}))
    assert opened(seen.page_form).mode == "RGB"


def test_turned_page_form_is_upright():
    seen = look(quarters("RGBA"), "PNG", exif=exif(6))
    assert seen.facts["orientation"] == 6
    assert seen.facts["page"]["orientation"] == 1
    assert corners(opened(seen.page_form)) == UPRIGHT[6]


def test_heic_is_printed_as_a_fine_jpeg_of_the_same_size():
    picture = gradient("RGB", (320, 240))
    data = saved(picture, "HEIF", quality=-1, chroma=444)
    page = opened(pictures.look(data, "picture").page_form)
    assert (page.format, page.size) == ("JPEG", picture.size)
    assert (
        max(high for _, high in ImageChops.difference(page, picture).getextrema()) < 9
    )


def test_png_whose_pixels_do_not_end_is_not_printed_as_it_is():
    data = saved(quarters(), "PNG")
    start = data.index(b"IDAT") - 4
    bomb = data[:start] + chunk(b"IDAT", zeros(64)) + data[-12:]
    seen = pictures.look(bomb, "picture")
    assert opened(seen.page_form).size == (160, 120)


def test_interlaced_png_is_made_anew():
    # Of one column, so that only the order of the rows is another: 0, 2, 1, 3.
    colours = [COLOURS[name] for name in "rgbw"]
    rows = b"".join(b"\0" + bytes(colours[row]) for row in (0, 2, 1, 3))
    head = saved(Image.new("RGB", (1, 4)), "PNG")[:28] + b"\1"
    chunks = ((b"IHDR", head[16:]), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    png = head[:8] + b"".join(chunk(*each) for each in chunks)
    page = opened(pictures.look(png, "picture").page_form)
    assert [page.getpixel((0, row)) for row in range(4)] == colours


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="kind"):
        pictures.look(b"", "film")
