"""Which files may be exhibits. Both must fit: the name's ending and how it begins.

What is inside is never trusted further: looking into a file is for helpcenter.pictures,
and an original leaves us only as a download. Sources: the formats' own specifications;
security study, part 5.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

HEAD = 4096  # bytes of a file that are looked at
HEIF = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
MAIL_HEADER = re.compile(
    rb"(?im)^(from|to|received|return-path|delivered-to|message-id|subject|date|"
    rb"mime-version|x-[a-z-]+|dkim-signature|authentication-results|"
    rb"snapshot-content-location|content-type):[ \t]"
)
TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # what no text has; \x1b is ANSI
MARKUP = re.compile(rb"(?i)<(!doctype|html|head|body|meta|title|script|div|!--)")


def begins(*marks):
    return lambda head: head.startswith(marks)


def has_brand(brands):
    """An ISO base media file of one of these brands (ISO/IEC 14496-12)."""
    return lambda head: (
        head[4:8] == b"ftyp"
        and (
            head[8:12] in brands
            or any(head[n : n + 4] in brands for n in range(16, 40, 4))
        )
    )


def is_media(head):
    return head[4:8] == b"ftyp" and head[8:12] not in HEIF


def is_movie(head):
    return is_media(head) or head[4:8] in QUICKTIME


def is_riff(kind):
    return lambda head: head[:4] == b"RIFF" and head[8:12] == kind


def is_mp3(head):
    return head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")


def is_text(head):
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16, as WhatsApp and Windows write
    return bool(head.strip()) and not TEXT.search(head)


def is_mail(head):
    return is_text(head) and bool(MAIL_HEADER.search(head))


def is_page(head):
    return bool(MARKUP.search(head.replace(b"\0", b"")))


@dataclass(frozen=True)
class FileType:
    words: str  # what we call it
    group: str  # picture, pdf, mail, text, video, audio or other: how it is shown
    endings: tuple[str, ...]
    fits: Callable[[bytes], bool]


TYPES = {
    "jpeg": FileType(
        _("JPEG picture"), "picture", ("jpg", "jpeg"), begins(b"\xff\xd8\xff")
    ),
    "png": FileType(
        _("PNG picture"), "picture", ("png",), begins(b"\x89PNG\r\n\x1a\n")
    ),
    "webp": FileType(_("WebP picture"), "picture", ("webp",), is_riff(b"WEBP")),
    "gif": FileType(
        _("GIF picture"), "picture", ("gif",), begins(b"GIF87a", b"GIF89a")
    ),
    "heic": FileType(_("HEIC picture"), "picture", ("heic", "heif"), has_brand(HEIF)),
    "tiff": FileType(
        _("TIFF picture"), "other", ("tif", "tiff"), begins(b"II*\0", b"MM\0*")
    ),
    "pdf": FileType("PDF", "pdf", ("pdf",), lambda head: b"%PDF-" in head[:1024]),
    "eml": FileType(_("Email"), "mail", ("eml",), is_mail),
    "msg": FileType(
        _("Outlook email"),
        "other",
        ("msg",),
        begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ),
    "txt": FileType(_("Text"), "text", ("txt",), is_text),
    "csv": FileType(_("Table (CSV)"), "text", ("csv",), is_text),
    "html": FileType(_("Saved web page"), "other", ("html", "htm"), is_page),
    "mhtml": FileType(_("Saved web page"), "other", ("mhtml", "mht"), is_mail),
    "warc": FileType(_("Web archive"), "other", ("warc",), begins(b"WARC/")),
    "warcgz": FileType(_("Web archive"), "other", ("gz",), begins(b"\x1f\x8b\x08")),
    "wacz": FileType(_("Web archive"), "other", ("wacz",), begins(b"PK\x03\x04")),
    "mp4": FileType(_("Video"), "video", ("mp4", "m4v"), is_media),
    "mov": FileType(_("Video"), "video", ("mov", "qt"), is_movie),
    "webm": FileType(_("Video"), "video", ("webm",), begins(b"\x1a\x45\xdf\xa3")),
    "m4a": FileType(_("Sound"), "audio", ("m4a",), is_media),
    "mp3": FileType(_("Sound"), "audio", ("mp3",), is_mp3),
    "ogg": FileType(_("Sound"), "audio", ("ogg", "oga", "opus"), begins(b"OggS")),
    "wav": FileType(_("Sound"), "audio", ("wav",), is_riff(b"WAVE")),
    "docx": FileType(_("Word document"), "other", ("docx",), begins(b"PK\x03\x04")),
    "zip": FileType(_("ZIP file"), "other", ("zip",), begins(b"PK\x03\x04")),
}
BY_ENDING = {ending: name for name, t in TYPES.items() for ending in t.endings}
ACCEPTED = ",".join(f".{ending}" for ending in BY_ENDING)  # for the file chooser


class Refused(ValueError):
    """We do not take this file. The message says what to do instead."""


UNKNOWN = _(
    "We do not take files of this kind. Save it as a PDF, or take a screenshot, and "
    "add that."
)
OTHER_INSIDE = _(
    "The name of this file says %(words)s, but it is something else inside, or it is "
    "damaged. Save it again from where you got it, or take a screenshot."
)
EMPTY = _(
    "This file is empty. Save it again from where you got it, then add that file."
)


def type_called(name):
    """The type that a file's name says. Raises Refused."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending == "gz" and not name.lower().endswith(".warc.gz"):
        raise Refused(UNKNOWN)
    if ending not in BY_ENDING:
        raise Refused(UNKNOWN)
    return BY_ENDING[ending]


def refuse_others(file_type, head):
    """Refuse a file that does not begin as its type does. Raises Refused."""
    if not head:
        raise Refused(EMPTY)
    if not TYPES[file_type].fits(head):
        raise Refused(OTHER_INSIDE % {"words": TYPES[file_type].words})
