"""What a document consists of, once it is read: PDF, Word and text are made from this.

The reader (html.py) makes blocks; page.py, docx.py and text.py write them.
"""

import unicodedata
from dataclasses import dataclass
from string import ascii_lowercase
from typing import NamedTuple

DEEPEST = 3  # lists within lists
RTL_LANGUAGES = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
ROMAN = {
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}


class Run(NamedTuple):
    """Some words that look the same. A line break is a run of its own, "\\n"."""

    text: str
    strong: bool = False
    em: bool = False
    link: str = ""  # where it leads: ASCII, at most 2,083 characters
    place: str = ""  # the part of a binder that it leads to, by its key


@dataclass(frozen=True)
class Paragraph:
    """`tag` is p, h1, h2, h3 or caption; `role` the class of a p, such as "sender"."""

    runs: tuple[Run, ...]
    tag: str = "p"
    role: str = ""
    direction: str = "ltr"
    language: str = ""

    @property
    def text(self):
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Listing:
    """A list: each item is a tuple of paragraphs and lists. `depth` starts at 0."""

    items: tuple[tuple["Paragraph | Listing", ...], ...]
    ordered: bool = False
    depth: int = 0
    direction: str = "ltr"


@dataclass(frozen=True)
class Cell:
    blocks: tuple[Paragraph | Listing, ...]
    is_header: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of equally many cells; `widths` are each column's share of the whole."""

    caption: Paragraph | None
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    direction: str = "ltr"


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Paragraph | Listing, ...]


@dataclass(frozen=True)
class Rule:
    pass


@dataclass(frozen=True)
class PageBreak:
    pass


def direction_of(text, otherwise):
    """Which way the text runs: as its first letter does (HTML's dir=auto)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return otherwise


def language_direction(language):
    return "rtl" if language.split("-")[0].lower() in RTL_LANGUAGES else "ltr"


def label(number, depth):
    """What stands before an item: "2.", "b." within that, "ii." within that."""
    return f"{(str, letters, roman)[depth % DEEPEST](number)}."


def letters(number):
    """a, b … z, aa, bb … as Word counts."""
    times, place = divmod(number - 1, len(ascii_lowercase))
    return ascii_lowercase[place] * (times + 1)


def roman(number):
    written = ""
    for value, numeral in ROMAN.items():
        written += numeral * (number // value)
        number %= value
    return written
