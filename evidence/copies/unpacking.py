"""A ZIP as it arrives, entry by entry, in flat memory. The only module with
stream-unzip.

Nothing is believed: neither names nor sizes, and a small file that would unpack to a
huge one is given up in time. Names are never used as paths on a disk of ours.
"""

from contextlib import contextmanager
from itertools import chain
from struct import error as StructError

from django.utils.translation import gettext_lazy as _
from stream_unzip import UnzipError, stream_unzip

from evidence.files import Unreadable
from helpcenter import vault

MEGABYTE = 2**20
MOST_ENTRIES = 20_000
ALWAYS = 256 * MEGABYTE  # so much may come out of any ZIP
RATIO = 100  # beyond, at most so many times as much as went in
LONGEST_NAME = 1000  # bytes
# What systems add by themselves when somebody packs a folder again.
NOT_THEIRS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


class CannotBring(ValueError):
    """The copy is not taken. The message tells the person what to do."""


NOT_A_COPY = _(
    "This file is not a copy from this site, or it is damaged. Choose the ZIP file as "
    "you saved it. Nothing was added."
)
CUT_OFF = _(
    "This copy ends too early, or it is damaged. Save it again from where you keep it. "
    "Nothing was added."
)
ODD_PACKING = _(
    "This ZIP was packed in a way we cannot read. Unpack it, and pack the folder with "
    "the ZIP program of your system. Nothing was added."
)
ODD_NAME = _(
    "This ZIP has a file with a name that no copy of ours has. Use the ZIP as you "
    "saved it. Nothing was added."
)
TWICE = _(
    "This ZIP has two files of one name. Use the ZIP as you saved it. Nothing was "
    "added."
)
TOO_MUCH = _("There is more in this ZIP than we can take. Nothing was added.")
NO_KEY = _(
    "This copy is encrypted. Put the text of its key file into the box. It starts with "
    "AGE-SECRET-KEY. Nothing was added."
)
WRONG_KEY = _(
    "This key does not open this copy, or the copy is damaged. Look for the key file "
    "that was saved with it. Nothing was added."
)


class Counted:
    """Counts what passes of the packed file."""

    def __init__(self, pieces):
        self.pieces, self.size = iter(pieces), 0

    def __iter__(self):
        for piece in self.pieces:
            self.size += len(piece)
            yield piece


def unlocked(pieces, key):
    """The pieces of the ZIP, opened with the key if it is an age file. Raises
    CannotBring.
    """
    pieces = iter(pieces)
    head = b""
    while len(head) < len(vault.AGE_HEADER) and (piece := next(pieces, b"")):
        head += piece
    pieces = chain([head], pieces)
    if not head.startswith(vault.AGE_HEADER):
        return pieces
    if not key.strip():
        raise CannotBring(NO_KEY)
    try:
        return vault.opened_stream(pieces, vault.identity_of(key))
    except Unreadable:
        raise CannotBring(WRONG_KEY) from None


def entries(pieces, key=""):
    """Yield (name from the top of the bag, its bytes in pieces) for each file in the
    ZIP. Each must be read to its end. Raises CannotBring.
    """
    with in_words():
        yield from limited(Counted(unlocked(pieces, key)))


@contextmanager
def in_words():
    """What goes wrong while unpacking becomes a sentence."""
    try:
        yield
    except Unreadable:
        raise CannotBring(WRONG_KEY) from None
    except (UnzipError, StructError, KeyError, EOFError) as error:
        raise CannotBring(sentence_of(error)) from None


def sentence_of(error):
    kind = type(error).__name__
    if kind.startswith(("Unsupported", "NotStream", "Missing")):
        return ODD_PACKING
    return NOT_A_COPY if kind == "UnexpectedSignatureError" else CUT_OFF


def limited(packed):
    names, top, out = Names(), Top(), [0]
    for raw, _size, pieces in stream_unzip(packed):
        name = names.plain(raw)
        if name.endswith("/") or is_not_theirs(name):
            for _ in counted(pieces, packed, out):
                pass
            continue
        yield top.below(name), counted(pieces, packed, out)


def counted(pieces, packed, out):
    """The pieces, as long as all that came out is in proportion to what went in."""
    with in_words():
        for piece in pieces:
            out[0] += len(piece)
            if out[0] > ALWAYS + RATIO * packed.size:
                raise CannotBring(TOO_MUCH)
            yield piece


class Names:
    """Lets plain names through, each once, and not too many."""

    def __init__(self):
        self.seen = set()

    def plain(self, raw):
        """The name in a local header. Raises CannotBring."""
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            raise CannotBring(ODD_NAME) from None
        if not is_plain(name) or len(raw) > LONGEST_NAME:
            raise CannotBring(ODD_NAME)
        if name.casefold() in self.seen:
            raise CannotBring(TWICE)
        self.seen.add(name.casefold())
        if len(self.seen) > MOST_ENTRIES:
            raise CannotBring(TOO_MUCH)
        return name


def is_plain(name):
    parts = name.removesuffix("/").split("/")
    is_path = not any(part in ("", ".", "..") for part in parts)
    return is_path and name.isprintable() and not set(name) & set('\\:"|<>*?')


def is_not_theirs(name):
    return any(part in NOT_THEIRS or part[:2] == "._" for part in name.split("/"))


class Top:
    """Takes the one folder off in which the bag lies, if it does."""

    def __init__(self):
        self.folder = None

    def below(self, name):
        first, slash, rest = name.partition("/")
        if self.folder is None:
            self.folder = first if slash and first != "data" else ""
        if not self.folder:
            return name
        if first != self.folder or not slash:
            raise CannotBring(ODD_NAME)
        return rest
