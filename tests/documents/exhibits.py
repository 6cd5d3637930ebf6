"""Exhibits to bind: pictures that look like a phone's, and cleaned PDFs."""

from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from helpcenter.documents.binder import Pages, Picture

COMPONENTS = {"1": 1, "L": 1, "P": 1, "I;16": 1, "RGB": 3, "CMYK": 4}
ORIENTATION = 0x112  # in EXIF
TURNED = {  # what a camera stores that was held otherwise, by EXIF orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def file_of(image, kind="JPEG", **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def picture(data, label="Exhibit A", orientation=1, **options):
    """The part that binds this file, as its own header tells it."""
    with Image.open(BytesIO(data)) as image:
        return Picture(
            lambda: data,
            image.format,
            image.width,
            image.height,
            COMPONENTS[image.mode],
            orientation,
            label=label,
            alt=options.pop("alt", "A picture"),
            **options,
        )


def stored(image, orientation):
    """As a file with this EXIF orientation holds it."""
    return image.transpose(TURNED[orientation]) if orientation > 1 else image


def cornered(width=400, height=300, mode="RGB"):
    """White, with red, green and blue corners: left top, right top, left bottom."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    side = min(width, height) // 4
    draw.rectangle((0, 0, side, side), "red")
    draw.rectangle((width - side, 0, width, side), "lime")
    draw.rectangle((0, height - side, side, height), "blue")
    return image.convert(mode)


@cache
def messages(width=1080, height=2340, seed=1):
    """A screenshot of messages as JPEG, about 1 MB: noise is what fills photographs."""
    image = Image.effect_noise((width, height), 18 + seed % 9).convert("RGB")
    draw = ImageDraw.Draw(image)
    for number, top in enumerate(range(60, height - 160, 200)):
        left = 40 if number % 2 else width // 3
        draw.rounded_rectangle((left, top, left + width // 2, top + 150), 30, "white")
        words = f"Message {number} of {seed}"
        draw.text((left + 30, top + 40), words, "black", font_size=44)
    return file_of(image, quality=80)


@cache
def photo(seed=1):
    """Twelve megapixels, about 2 MB, held upright: stored on its side."""
    grain = Image.effect_noise((1008, 756), 40 + seed % 9).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return file_of(grain.resize((4032, 3024)), quality=80, exif=exif)


@cache
def grainy_screen(seed=1):
    """A screenshot as PNG of about 1.5 MB."""
    return file_of(
        Image.effect_noise((1080, 2340), 1 + seed / 99).convert("RGB"), "PNG"
    )


def screen(width=1080, height=2340):
    """The same as PNG, on plain ground."""
    image = Image.new("RGB", (width, height), "#dde")
    draw = ImageDraw.Draw(image)
    for top in range(60, height - 160, 200):
        draw.rounded_rectangle((40, top, width - 300, top + 150), 30, "white")
        draw.text((70, top + 40), f"At {top}", "black", font_size=44)
    return file_of(image, "PNG")


def banded(width, bands, height):
    """A long picture of so many bands, each a little lighter, so high."""
    image = Image.new("L", (width, bands * height))
    draw = ImageDraw.Draw(image)
    for band in range(bands):
        shade = 40 + band * 200 // bands
        draw.rectangle((0, band * height, width, band * height + height), shade)
    return image


def cleaned(*sizes, matrix=None, content=None):
    """A cleaned PDF with a form of each size: red at its left lower corner."""
    pdf = pikepdf.new()
    pdf.Root.Forms = Array(
        [
            pdf.make_stream(
                content
                or b"1 0 0 rg 0 0 20 20 re f 0 G 1 1 %d %d re S" % (w - 2, h - 2),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, w, h]),
                Matrix=Array(matrix or [1, 0, 0, 1, 0, 0]),
                Resources=Dictionary(),
                StructParents=7,
            )
            for w, h in sizes
        ]
    )
    file = BytesIO()
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def pages(data, count, label="Exhibit P", **options):
    return Pages(lambda: data, count, label, alt="A paper", **options)
