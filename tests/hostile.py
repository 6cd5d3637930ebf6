"""Files that were made to do harm, or that are not what they say: for the jail's tests,
and for whoever wants to upload them.

Nothing here is dangerous to keep: it is made while the tests run, never written down.
"""

import struct
import zipfile
import zlib
from functools import cache
from io import BytesIO

from PIL import Image

MIB = 2**20
SCRIPT = b"<script>alert(1)</script>"


def hostile_files():
    """Yield (name, bytes) of each; the big ones are made when their turn comes."""
    for name, make in CORPUS.items():
        yield name, make()


# --- Zeros, packed


@cache
def packed_mebibyte():
    """One of zeros, such that any number of them can follow one another."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)


def zeros(mebibytes):
    """A zlib stream that unfolds to so many, made in no time."""
    checksum = (mebibytes * MIB % 65521) << 16 | 1
    last = b"\x03\x00" + checksum.to_bytes(4)
    return b"\x78\xda" + packed_mebibyte() * mebibytes + last


# --- Pictures


@cache
def photo(kind, **how):
    file = BytesIO()
    noise = Image.effect_noise((800, 600), 60).convert("RGB")
    noise.save(file, kind, **how)
    return file.getvalue()


def photo_with_exif():
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "SecretPhoneMaker", "2026:01:02 03:04:05"
    return photo("JPEG", exif=exif.tobytes(), quality=90)


def chunk(name, body):
    checksum = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)


def png(width, height, pixels, colour=2, bits=8):
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )


def png_with_packed_text():
    text = chunk(b"zTXt", b"note\0\0" + zeros(300))
    whole = photo("PNG")
    after_head = 8 + 25
    return whole[:after_head] + text + whole[after_head:]


def gif_of_many_frames():
    """400 of 9 megapixels: one frame, again and again."""
    file = BytesIO()
    frames = [Image.new("P", (3000, 3000), colour) for colour in (1, 2)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    gif = file.getvalue()
    control = gif.rindex(b"\x21\xf9\x04")
    return gif[:control] + gif[control:-1] * 400 + b";"


# --- PDFs

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"


def pdf(*objects):
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out, starts = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(out))
    )


def pdf_that_does(entry, *more):
    """One page, and this in its catalog."""
    return pdf(CATALOG[:-2] + entry + b">>", PAGES, PAGE, *more)


def pdf_with_content(data, filters):
    page = PAGE[:-2] + b"/Contents 4 0 R>>"
    head = b"<</Length %d/Filter%b>>" % (len(data), filters)
    return pdf(CATALOG, PAGES, page, head + b"stream\n" + data + b"\nendstream")


def pdf_packed_twice():
    return pdf_with_content(zlib.compress(zeros(2000)), b"[/FlateDecode/FlateDecode]")


# --- Others


def zipped(**files):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return file.getvalue()


FTYP = b"\0\0\0\x18ftypmp42\0\0\0\0"

CORPUS = {
    # As they should be: these are read.
    "ok.jpg": photo_with_exif,
    "ok.png": lambda: photo("PNG"),
    "ok.webp": lambda: photo("WEBP"),
    "ok.pdf": lambda: pdf(CATALOG, PAGES, PAGE),
    # Small files, endless pixels.
    "bomb-1-bit.png": lambda: png(60_000, 60_000, zeros(430), colour=0, bits=1),
    "bomb-rgb.png": lambda: png(30_000, 30_000, zeros(2576)),
    "bomb-88-megapixels.png": lambda: png(9400, 9400, zeros(253)),
    "bomb-behind-small-size.png": lambda: png(100, 100, zeros(2000)),
    "bomb-text.png": png_with_packed_text,
    "bomb-frames.gif": gif_of_many_frames,
    # Not what they say, or two things at once.
    "svg.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg">%b</svg>' % SCRIPT,
    "svg-as.png": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert()"/>',
    "html-as.jpg": lambda: b"<!doctype html>" + SCRIPT,
    "gif-and-script.gif": lambda: b"GIF89a=1/*\1\0\1\0\x80" + bytes(50) + b"*/;alert()",
    "jpeg-and-html.jpg": lambda: photo_with_exif() + b"<html>" + SCRIPT,
    "png-and-zip.png": lambda: photo("PNG") + zipped(evil_html=SCRIPT),
    "eps-as.jpg": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EOF\n",
    "program-as.jpg": lambda: b"MZ\x90\0" + bytes(range(256)) * 2,
    "cut-off.jpg": lambda: photo_with_exif()[:20_000],
    "empty.jpg": lambda: b"",
    # Kinds of which we make no preview.
    "icon.ico": lambda: photo("ICO"),
    "picture.tiff": lambda: photo("TIFF"),
    "picture.bmp": lambda: photo("BMP"),
    "film.mp4": lambda: FTYP + b"mp42isom\0\0\0\x08free" + bytes(range(256)) * 20,
    "html-in-film.mp4": lambda: FTYP + SCRIPT,
    "macro.docx": lambda: zipped(word__document_xml="<x/>", word__vbaProject_bin="x"),
    # PDFs that do something by themselves.
    "script.pdf": lambda: pdf_that_does(b"/OpenAction<</S/JavaScript/JS(alert)>>"),
    "program.pdf": lambda: pdf_that_does(b"/OpenAction 4 0 R", b"<</S/Launch/F(x)>>"),
    "on-close.pdf": lambda: pdf_that_does(b"/AA<</WC<</S/JavaScript/JS(1)>>>>"),
    "address.pdf": lambda: pdf_that_does(b"/OpenAction<</S/URI/URI(http://evil/)>>"),
    "hidden-script.pdf": lambda: pdf_that_does(
        b"/Open#41ction<</S/J#61vaScript/JS()>>"
    ),
    # PDFs that never end.
    "bomb.pdf": lambda: pdf_with_content(zeros(400), b"/FlateDecode"),
    "bomb-packed-twice.pdf": pdf_packed_twice,
    "loop.pdf": lambda: pdf(CATALOG, PAGES.replace(b"[3", b"[2 0 R 3"), PAGE),
}
