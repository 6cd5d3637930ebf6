"""Pictures: what is in them, a preview, and what goes on paper. Runs in the jail.

facts = {
    "format": JPEG, PNG, WEBP, GIF or HEIF,
    "width", "height": of the pixels as they are stored,
    "orientation": how they are still to be turned, 1 to 8 as in EXIF. HEIF: always 1,
        because decoding it turns it, and width and height are those of the upright one,
    "components": 1 for grey or palette to 4, "bits": of each, "frames": of a GIF etc.,
    "adobe_cmyk": whether its ink is stored the wrong way round,
    "taken": "2026-03-05T14:30:00" or with "+02:00", as the camera noted it, or "",
    "page": the same of the bytes that are printed: the original if no page form came,
}

Colour profiles are neither used nor passed on: colours of wide-gamut cameras come out
a little duller, on screen as on paper. The original keeps its own. Places are not read.
"""

import copy
import datetime
import re
import warnings
import zlib
from importlib import import_module
from io import BytesIO

from PIL import (
    GifImagePlugin,
    Image,
    ImageChops,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

# Pillow imports these when it first needs them, and in the jail it could not any more.
PLUGINS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
THEIR_NEEDS = (MpoImagePlugin, TiffImagePlugin, copy)
ALLOWED = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")  # with EPS it would run Ghostscript
MAX_PIXELS = 50_000_000
PREVIEW, BLURRED = 1600, 12  # pixels of the longest side

ORIENTATION, EXIF, TAKEN, TAKEN_OFFSET = 0x0112, 0x8769, 0x9003, 0x9011
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
OLDEST_PHOTOGRAPH = 1995  # a camera whose clock was never set says 1970 or 1980
A_DAY = datetime.timedelta(days=1)


def prepare(data):
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    # A camera's odd EXIF must not cost the person their preview; too many pixels must.
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    if data[4:8] == b"ftyp":
        # A thumbnail inside the file may show something else than the picture.
        heif = import_module("pillow_heif")
        heif.register_heif_opener(thumbnails=False, decode_threads=1)


def work(data):
    picture = open_picture(data)
    facts = facts_of(picture, data)
    if can_be_printed(picture, data):
        make_easy(picture)
        upright = turned(plain(picture), facts["orientation"])
        page_form = b""
    else:
        upright = turned(plain(picture), facts["orientation"])
        page_form = encoded(upright, "JPEG" if picture.format == "HEIF" else "PNG")
    facts["page"] = page_facts(facts, page_form and upright)
    return facts, [*small_ones(upright), page_form]


def open_picture(data):
    return Image.open(BytesIO(data), formats=[f for f in ALLOWED if f in Image.OPEN])


def small_ones(upright):
    """The preview and the blurred one. Changes the picture."""
    upright.thumbnail((PREVIEW, PREVIEW))
    preview = jpeg(upright, quality=82)
    upright.thumbnail((BLURRED, BLURRED))
    return preview, jpeg(upright, quality=50, optimize=True)


# --- Facts


def facts_of(picture, data):
    orientation, taken = exif_of(picture)
    # Several pictures for one photograph (MPO): the first is a JPEG like any other.
    is_jpeg = isinstance(picture, JpegImagePlugin.JpegImageFile)
    return {
        "format": "JPEG" if is_jpeg else picture.format,
        "width": picture.width,
        "height": picture.height,
        "orientation": orientation,
        "components": len(picture.getbands()),
        "bits": data[24] if picture.format == "PNG" else bits_of(picture),
        "frames": 1 if is_jpeg else getattr(picture, "n_frames", 1),
        "adobe_cmyk": is_jpeg and picture.mode == "CMYK" and "adobe" in picture.info,
        "taken": taken,
    }


def bits_of(picture):
    return picture.info.get("bit_depth", 8)


def exif_of(picture):
    """(orientation, when it was taken), as far as they can be read."""
    try:
        exif = picture.getexif()
        orientation = exif.get(ORIENTATION)
        taken = moment(exif.get_ifd(EXIF))
    except Exception:
        return 1, ""
    return orientation if orientation in TURNS else 1, taken


def moment(exif):
    try:
        noted = exif[TAKEN].strip("\0 ").replace(":", "-", 2)
        taken = datetime.datetime.fromisoformat(noted).replace(tzinfo=None)
    except (KeyError, AttributeError, ValueError):
        return ""
    if taken.year < OLDEST_PHOTOGRAPH or taken > datetime.datetime.now() + A_DAY:
        return ""
    offset = str(exif.get(TAKEN_OFFSET, "")).strip("\0 ")
    known = re.fullmatch(r"[+-](0\d|1[0-4]):[0-5]\d", offset)
    return taken.isoformat() + (offset if known else "")


def page_facts(facts, made):
    """Of the original, or of the picture that was made for the page."""
    if not made:
        names = ("format", "width", "height", "orientation", "components", "bits")
        return {n: facts[n] for n in names} | {"inverted": facts["adobe_cmyk"]}
    return {
        "format": "JPEG" if facts["format"] == "HEIF" else "PNG",
        "width": made.width,
        "height": made.height,
        "orientation": 1,
        "components": 3,
        "bits": 8,
        "inverted": False,
    }


# --- Whether a PDF can hold the original's own compressed bytes


def can_be_printed(picture, data):
    if picture.format == "PNG":
        return "transparency" not in picture.info and is_simple_png(data)
    return picture.format in ("JPEG", "MPO") and frame_marker(data) in SIMPLE_FRAMES


# Baseline, extended and progressive; lossless and arithmetic ones no PDF can hold.
SIMPLE_FRAMES = (0xC0, 0xC1, 0xC2)
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def frame_marker(jpeg):
    """How it is coded. Pillow has gone the same way to the frame before us."""
    at = 2
    while (marker := jpeg[at + 1]) not in FRAMES or jpeg[at] != 0xFF:
        is_segment = jpeg[at] == 0xFF and marker not in (0x00, 0xFF)
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4]) if is_segment else 1
    return marker


CHANNELS = {0: 1, 2: 3, 3: 1}  # grey, RGB, palette; the others have alpha


def is_simple_png(png):
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    bits, colour, interlaced = png[24], png[25], png[28]
    if colour not in CHANNELS or interlaced:
        return False
    chunks = list(png_chunks(png))
    if colour == 3 and b"PLTE" not in dict(chunks):
        return False
    row = 1 + -(-width * CHANNELS[colour] * bits // 8)
    pixels = b"".join(body for name, body in chunks if name == b"IDAT")
    return inflates_to(pixels, height * row)


def png_chunks(png):
    at = 8
    while (name := png[at + 4 : at + 8]) not in (b"", b"IEND"):
        end = at + 8 + int.from_bytes(png[at : at + 4])
        yield name, png[at + 8 : end]
        at = end + 4


def inflates_to(data, size):
    """Whether it holds exactly so many bytes. A small picture can hide gigabytes that
    would burst the program of whoever reads the PDF.
    """
    inflater, seen = zlib.decompressobj(), 0
    try:
        while seen <= size and not inflater.eof:
            piece = inflater.decompress(data, 2**22)
            data, seen = inflater.unconsumed_tail, seen + len(piece)
            if not piece:
                break
    except zlib.error:
        return False
    return inflater.eof and seen == size


# --- Pixels


def make_easy(picture):
    """Let a big JPEG be decoded at half the size or less: a preview needs no more."""
    scale = PREVIEW / max(picture.size)
    picture.draft(None, tuple(max(1, round(side * scale)) for side in picture.size))


def plain(picture):
    """A new RGB picture of the same size with nothing of the file but its pixels; what
    shines through is white.
    """
    picture.load()
    if picture.mode == "CMYK" and "adobe" not in picture.info:
        picture = ImageChops.invert(picture)  # Pillow takes each for one of Adobe's
    if picture.mode.startswith("I"):
        picture = eight_bits(picture)
    sheet = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        sheet.paste(picture, mask=picture)
    else:
        sheet.paste(picture.convert("RGB"))
    return sheet


def eight_bits(picture):
    """Of a grey picture of 16: Pillow itself would make all but the darkest white."""
    upper_bytes = picture.tobytes("raw", "I;16B")[::2]
    return Image.frombytes("L", picture.size, upper_bytes)


def turned(picture, orientation):
    turn = TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def encoded(picture, kind):
    """PNG: lossless, and quick rather than small. JPEG: as near as JPEG comes."""
    if kind == "JPEG":
        return jpeg(picture, quality=95, subsampling=0)
    file = BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def jpeg(picture, **how):
    file = BytesIO()
    picture.save(file, "JPEG", **how)
    return file.getvalue()
