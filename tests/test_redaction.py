"""Copies with black parts: what is covered is gone, and the rest is as it was."""

import pytest

from helpcenter import pictures
from tests.picture_files import (
    UPRIGHT,
    corners,
    exif,
    gradient,
    opened,
    quarters,
    saved,
)

METADATA = {"exif": exif(6, "2026:03:05 14:30:00"), "icc_profile": b"a profile"}


@pytest.mark.parametrize(
    ("kind", "copy"),
    [
        ("PNG", "PNG"),
        ("GIF", "PNG"),
        ("WEBP", "PNG"),
        ("JPEG", "JPEG"),
        ("HEIF", "JPEG"),
    ],
)
def test_covered_parts_are_black_and_nothing_else_of_the_file_is_left(kind, copy):
    how = {} if kind in ("GIF", "HEIF") else METADATA
    data = saved(quarters(), kind, **how)
    redacted = pictures.redact(data, [(0, 0, 0.5, 0.5)])
    picture = opened(redacted)
    upright = UPRIGHT[6 if how else 1]
    assert picture.format == copy
    assert sorted(picture.size) == [120, 160]
    assert corners(picture) == "k" + upright[1:]
    assert not picture.getexif()
    assert {"exif", "icc_profile", "comment"}.isdisjoint(picture.info)


def test_each_other_pixel_is_as_it_was():
    picture = gradient("RGB", (100, 80))
    areas = [(0.101, 0.101, 0.2, 0.2), (0.9, 0.9, 0.5, 0.5), (-1, 0.5, 1.005, 0.01)]
    copy = opened(pictures.redact(saved(picture, "PNG"), areas))
    expected = picture.copy()
    # Each pixel that an area touches, and none outside of the picture.
    for box in ((10, 8, 31, 25), (90, 72, 100, 80), (0, 40, 1, 41)):
        expected.paste("black", box)
    assert copy.tobytes() == expected.tobytes()


def test_what_was_see_through_hides_nothing():
    picture = gradient("RGBA")
    picture.putalpha(0)
    copy = opened(pictures.redact(saved(picture, "PNG"), [(0, 0, 0.1, 0.1)]))
    assert {c for _, c in copy.getcolors()} == {(0, 0, 0), (255, 255, 255)}


@pytest.mark.parametrize(
    "areas",
    [
        [],
        [(0, 0, 0, 0.5)],
        [(0, 0, 0.5, -0.1)],
        [(1, 0, 0.5, 0.5)],
        [(-0.5, 0, 0.5, 0.5)],
        [(0, 0, float("nan"), 0.5)],
        [(0, 0, 0.5, float("inf"))],
        [(0, 0, 0.5, 0.5), (0, 2, 0.1, 0.1)],
    ],
)
def test_areas_that_cover_nothing_are_refused(areas):
    with pytest.raises(ValueError, match="covers nothing"):
        pictures.redact(saved(quarters(), "PNG"), areas)
