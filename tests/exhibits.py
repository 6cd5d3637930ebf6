"""Files as people have them, for tests: small, real, each of its kind."""

import io
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from evidence import exhibits, files
from evidence.exhibits import Exhibit
from evidence.intake import prepare
from evidence.minors import ASKED


def screenshot(number=1, size=(540, 1170), mode="RGB"):
    """Bubbles of a chat, different for each number."""
    picture = Image.new("RGB", size, (238, 235, 228))
    draw = ImageDraw.Draw(picture)
    draw.text((20, 20), f"Chat {number}   23:{number % 60:02d}", fill=(0, 0, 0))
    for row in range(8):
        left = 30 if row % 2 else 180
        top = 80 + row * 120
        box = (left, top, left + 320, top + 80)
        draw.rounded_rectangle(
            box, 20, fill=(255, 255, 255) if row % 2 else (0, 120, 200)
        )
        draw.text(
            (left + 20, top + 30), f"Message {row} of chat {number}", fill=(10, 10, 10)
        )
    return picture.convert(mode)


def saved(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def jpeg(number=1, orientation=1):
    exif = Image.Exif()
    exif[274] = orientation
    exif[306] = "2026:03:05 18:03:22"
    exif.get_ifd(0x8769)[36867] = "2026:03:05 18:03:22"
    return saved(screenshot(number), "JPEG", quality=90, exif=exif)


def png(number=1, mode="RGB"):
    return saved(screenshot(number, mode=mode), "PNG")


def pdf(pages=3):
    out = io.BytesIO()
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
        )
    )
    for number in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        words = b"BT /F1 24 Tf 72 700 Td (Letter, page %d) Tj ET" % (number + 1)
        page.Contents = document.make_stream(words)
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )
    document.save(out)
    return out.getvalue()


EMAIL = b"""From: Somebody <somebody@example.org>
To: me@example.org
Date: Thu, 05 Mar 2026 21:14:00 -0500
Subject: =?utf-8?q?You_will_pay_=E2=82=AC500?=
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Send 500 or I post them.
<img src="http://tracker.example/x.png">
"""
CHAT = "".join(
    f"[05/03/2026, 21:{n % 60:02d}] M.: message number {n}\n" for n in range(120)
).encode()
TABLE = b"date,who,what\n2026-03-05,M.,posted\n2026-03-06,M.,=cmd|' /C calc'!A0\n"


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("_chat.txt", CHAT)
    return out.getvalue()


def mp4(size):
    """The head of a film, and nothing after it."""
    return b"\0\0\0\x18ftypmp42\0\0\0\0isomiso2".ljust(size)


def samples():
    """(type, file name, bytes) of one file of every type."""
    box = b"\0\0\0\x18ftyp%b\0\0\0\0isomiso2\0\0\0\x08free" + b"\1" * 500
    yield "jpeg", "IMG_1.jpg", jpeg(1, orientation=6)
    yield "png", "Screenshot 2.png", png(2)
    yield "png", "Screenshot 3.png", png(3, "RGBA")
    yield "webp", "4.webp", saved(screenshot(4), "WEBP")
    yield "gif", "5.gif", saved(screenshot(5), "GIF")
    yield "heic", "IMG_6.HEIC", heic(6)
    yield "tiff", "7.tif", saved(screenshot(7), "TIFF")
    yield "png", "long 8.png", saved(screenshot(8, size=(540, 4000)), "PNG")
    yield "pdf", "letter.pdf", pdf()
    yield "eml", "threat.eml", EMAIL
    yield "msg", "threat.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    yield "txt", "WhatsApp chat.txt", CHAT
    yield "csv", "list.csv", TABLE
    yield "html", "page.html", b"<!doctype html><title>x</title><script>1</script>"
    yield (
        "mhtml",
        "page.mhtml",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx",
    )
    yield "warc", "page.warc", b"WARC/1.0\r\nWARC-Type: response\r\n"
    yield "wacz", "page.wacz", archive()
    yield "mp4", "video.mp4", box % b"mp42"
    yield "mov", "video.mov", box % b"qt  "
    yield "webm", "video.webm", b"\x1a\x45\xdf\xa3" + b"\1" * 500
    yield "m4a", "voice.m4a", box % b"M4A "
    yield "mp3", "voice.mp3", b"ID3" + b"\0" * 500
    yield "ogg", "voice.ogg", b"OggS" + b"\0" * 500
    yield "wav", "voice.wav", b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 500
    yield "docx", "statement.docx", archive()
    yield "zip", "export.zip", archive()


def heic(number=1):

    register_heif_opener()
    return saved(screenshot(number), "HEIF", quality=80)


def add_file(case, incident, data, file_type, name="a file", **said):
    """An exhibit as an upload makes it: after the answer about age. Returns its id."""
    if incident and not case.named(ASKED, incident):
        case.put(ASKED, incident, {"under_18": "no"})
    arriving = files.Arriving(case.secret)
    arriving.write(data)
    kept = arriving.finish()
    exhibit = Exhibit(
        incident=incident,
        file=kept,
        file_type=file_type,
        file_name=name,
        received=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=sha256(data).hexdigest(),
        **said,
    )
    entry = exhibits.add(case, exhibit, arriving)
    prepare(case, entry.id)
    return entry.id
