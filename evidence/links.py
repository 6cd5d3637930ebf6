"""Links as people paste them, one a line. Nothing here ever opens one."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from directory.notes import APP
from directory.prose import ENDS, LINK
from directory.recognise import examine, recognise

# A line of these can act on a page or read a disk: never kept as something to press.
ACTING = re.compile(
    r"\s*(?:javascript|vbscript|data|file|blob|about)\s*:", re.IGNORECASE
)
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
HOST = r"[^\s@/?#:]+\.[^\s@/?#:.\d]{2,}(?::\d+)?"
BARE = re.compile(rf"{HOST}(?:[/?#]\S*)?")

IN_AN_APP = _("Line %(number)d: %(sentence)s")
OTHER_START = _(
    "Line %(number)d starts with “%(start)s:”. Only links that start with https:// or "
    "http:// can go here. The next box takes any words."
)
NO_LINK = _(
    "Line %(number)d is not a link: “%(line)s”. A link starts with https://. The next "
    "box takes any words."
)


class NotLinks(ValueError):
    """Some lines are no links. One sentence for each tells the person what to do."""

    def __init__(self, sentences):
        super().__init__("not links")
        self.sentences = sentences


def read_links(text):
    """Return the links in their order, without doubles, and the words around them.

    Text shared from an app ("Look at this! https://...") gives both. Raise NotLinks
    when a line holds no link.
    """
    links, words, wrong = [], [], []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        found = links_in(line)
        if line and not found:
            wrong.append(complaint(number, line))
        links += found
        words += words_around(line) if found else []
    if wrong:
        raise NotLinks(wrong)
    return list(dict.fromkeys(links)), words


def links_in(line):
    """The links of one line."""
    if ACTING.match(line):
        return []
    if LINK.fullmatch(line):
        return whole([line])
    found = LINK.findall(line)
    if found:
        return whole(link.rstrip(ENDS) for link in found)
    return whole([f"https://{line}"]) if is_bare(line) else []


def is_bare(line):
    """Whether it is a link without its https://, not a file's name or a sentence."""
    if not BARE.fullmatch(line):
        return False
    return "/" in line or line.lower().startswith("www.") or bool(recognise(line))


def whole(links):
    """Those that have a host; the way a link begins is always in small letters."""
    kept = []
    for link in links:
        scheme, rest = link.split("://", 1)
        if host_of(link):
            kept.append(f"{scheme.lower()}://{rest}")
    return kept


def host_of(link):
    try:
        return urlsplit(link).hostname
    except ValueError:
        return None


def words_around(line):
    """What a line says besides its links, unless it is only a list's number or dash."""
    if not LINK.search(line):
        return []
    rest = " ".join(LINK.sub(" ", line).split())
    return [rest] if re.search(r"[^\W\d_]", rest) else []


def complaint(number, line):
    """One sentence on a line that is no link, saying where its words can go."""
    shown = line if len(line) <= 40 else f"{line[:40]}…"
    scheme = SCHEME.match(line)
    if scheme and (found := examine(line)).note == APP:
        return IN_AN_APP % {"number": number, "sentence": found.sentence}
    if scheme:
        return OTHER_START % {"number": number, "start": scheme[1][:20]}
    return NO_LINK % {"number": number, "line": shown}
