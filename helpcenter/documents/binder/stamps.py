"""What is printed on every page by us: its number, the exhibit's label, small print.

The letters are those of print.css: WeasyPrint lays out an alphabet once in the life of
a process, and its font is taken from there. A letter that is not in it becomes "?".
"""

from functools import cache
from html import escape

from helpcenter.characters import clean_text
from helpcenter.documents.binder import copying, pool
from helpcenter.documents.binder.geometry import SIDE
from helpcenter.documents.binder.writer import numbers
from helpcenter.documents.paper import Document

RANGES = (  # Latin, Greek, Cyrillic, signs
    *((0x21, 0x7E), (0xA1, 0x17F), (0x384, 0x3CE), (0x400, 0x45F)),
    *((0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022)),
    *((0x2026, 0x2026), (0x20AC, 0x20AC), (0x2116, 0x2116)),
)
LETTERS = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
LABEL, NUMBER, FINE = 10.5, 9, 7.5  # sizes
LABEL_TOP, NUMBER_BOTTOM, FINE_BOTTOM = 34, 24, 38  # of base lines, from the edge
ARTIFACT = b"/Artifact<</Type/Pagination>>"


@cache
def alphabet():
    """A PDF with the font in it, and the glyph and the width of each letter."""
    letters = (letter for letter in LETTERS if letter.isprintable())
    words = f"<p>{' '.join(map(escape, letters))}</p>"
    [(data, _)] = pool.lay_out_parts([[Document(words, "")]], frozenset(), 1)
    return data, copying.glyphs(data)


def letters_of(words):
    """The glyph and the width, in thousandths, of each letter."""
    _, glyphs = alphabet()
    words = " ".join(clean_text(words).split())
    return [glyphs.get(letter, glyphs["?"]) for letter in words]


def width_of(words):
    """In em."""
    return sum(width for _, width in letters_of(words)) / 1000


class Stamps:
    """Draws words in one binder."""

    def __init__(self, writer):
        data, _ = alphabet()
        self.font = copying.copy_font(data, writer)
        self.resource = b"/Stamp %d 0 R" % self.font

    def line(self, words, size, x, y, room=None):
        """Words from x on, in so much room: what does not fit is left out."""
        letters = letters_of(words)
        if not letters:
            return b""
        if room and sum(width for _, width in letters) * size / 1000 > room:
            letters = shortened(letters, room * 1000 / size, *letters_of("…"))
        glyphs = "".join(f"{glyph:04x}" for glyph, _ in letters).encode()
        return b"BT /Stamp %b Tf %b Td <%b> Tj ET\n" % (
            *(numbers(size), numbers(x, y), glyphs),
        )

    def fitting(self, words, size, room):
        """This size, or the largest smaller one at which the words fit."""
        return min(size, room / (width_of(words) or 1))

    def centered(self, words, size, sheet, y):
        x = max(SIDE, (sheet.width - width_of(words) * size) / 2)
        return self.line(words, size, x, y, sheet.width - 2 * SIDE)

    def number(self, words, sheet):
        return marked(ARTIFACT, self.centered(words, NUMBER, sheet, NUMBER_BOTTOM))

    def label(self, words, sheet):
        return self.centered(words, LABEL, sheet, sheet.height - LABEL_TOP)

    def fine(self, words, sheet):
        return self.centered(words, FINE, sheet, FINE_BOTTOM)


def shortened(letters, room, dots):
    """As many letters as fit before three dots."""
    kept, used = [], dots[1]
    for letter in letters:
        used += letter[1]
        if used > room:
            break
        kept.append(letter)
    return [*kept, dots]


def marked(tag, content):
    return b"%b BDC\n%bEMC\n" % (tag, content) if content else b""
