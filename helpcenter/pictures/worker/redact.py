"""A copy of a picture with parts of it black. Runs in the jail.

The whole is decoded, covered and coded anew: nothing of the file remains but the pixels
that may be seen. Areas are fractions of the upright picture.
"""

import math

from picture import encoded, exif_of, open_picture, plain, prepare, turned

__all__ = ["prepare", "work"]
WITHOUT_LOSS = ("PNG", "GIF", "WEBP")


def work(data, areas):
    picture = open_picture(data)
    orientation, _ = exif_of(picture)
    copy = turned(plain(picture), orientation)
    for area in areas:
        copy.paste("black", box(copy.size, *area))
    return {}, [encoded(copy, "PNG" if picture.format in WITHOUT_LOSS else "JPEG")]


def box(size, left, top, width, height):
    """Every pixel that the area touches, even by a little."""
    right, bottom = left + width, top + height
    return (
        max(0, math.floor(left * size[0])),
        max(0, math.floor(top * size[1])),
        min(size[0], math.ceil(right * size[0])),
        min(size[1], math.ceil(bottom * size[1])),
    )
