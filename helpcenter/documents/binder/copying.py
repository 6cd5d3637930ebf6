"""Takes objects out of other PDFs, with new numbers. The only module here with pikepdf.

Streams keep their bytes. Everything else is written by qpdf in one plain way, in which
references can be told from words by a pattern.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from math import isfinite

import pikepdf

from helpcenter.documents.binder.parts import Unavailable

REFERENCE = re.compile(
    rb"\([^\\()]*(?:\\.[^\\()]*)*\)|<[0-9a-f]*>|\b(\d+) (\d+) R\b", re.DOTALL
)
MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")
HEADER = re.compile(rb"\(\d+-\d+-\d+\)")  # WeasyPrint's name of a cell
LARGEST = 20_000  # points; a form's side
OUTSIDE = {"/Catalog", "/Page", "/Pages"}  # never belong to what is copied
# What an object said about another document's structure.
STRUCTURE = ("/StructParent", "/StructParents")
WRONG = (
    *(pikepdf.PdfError, AttributeError, IndexError, KeyError, OverflowError),
    *(RuntimeError, TypeError, ValueError),
)


class Copier:
    """Copies objects of one PDF. `known` has those that are already in the binder."""

    def __init__(self, pdf, writer, known=()):
        self.pdf, self.writer = pdf, writer
        self.numbers = dict(known)
        self.waiting = []

    def number(self, original):
        """The new number of an object, by its old number and generation."""
        if original not in self.numbers:
            self.numbers[original] = self.writer.new()
            self.waiting.append(original)
        return self.numbers[original]

    def copy(self, item):
        """Write an indirect object and all that it refers to. Gives its number."""
        number = self.number(item.objgen)
        while self.waiting:
            original = self.waiting.pop()
            self.put(self.numbers[original], self.pdf.get_object(original))
        return number

    def put(self, number, item):
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") in OUTSIDE:
            self.writer.put(number, b"null")
            return
        if not isinstance(item, pikepdf.Stream):
            self.writer.put(number, self.renumbered(item))
            return
        data, entries = item.read_raw_bytes(), item.stream_dict
        for name in ("/Length", *STRUCTURE):
            if name in entries:
                del entries[name]
        self.writer.put_stream(number, self.renumbered(entries)[2:-2], data)

    def renumbered(self, item):
        return REFERENCE.sub(self.renamed, item.unparse(resolved=True))

    def renamed(self, found):
        if not found[1]:
            return found[0]
        return b"%d 0 R" % self.number((int(found[1]), int(found[2])))


# --- Pages that WeasyPrint laid out


@dataclass
class Link:
    """A link on a page: where to, its box (left, bottom, right, top), its numbers."""

    uri: str
    box: tuple[float, float, float, float]
    number: int
    element: int
    original: pikepdf.Object
    parent: pikepdf.Object


class LaidOut(Copier):
    """One PDF by pdf.parts_to_pdf, with its structure; `number` tells it from others.
    The page numbers given to methods count its own pages, from 0.
    """

    def __init__(self, data, writer, tags, number):
        pdf = pikepdf.open(BytesIO(data))
        structure = pdf.Root.StructTreeRoot
        [document] = structure.K
        super().__init__(pdf, writer, {document.objgen: tags.document})
        self.prefix = b"(%d." % number
        self.pages = [page.obj for page in pdf.pages]
        pairs = list(structure.ParentTree.Nums)
        self.parents = dict(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
        self.elements = defaultdict(list)
        for element in document.K:
            self.elements[element.Pg.objgen].append(element)

    def renamed(self, found):
        """Cells name their headers by numbers that other parts have too."""
        if HEADER.fullmatch(found[0]):
            return self.prefix + found[0][1:]
        return super().renamed(found)

    def place(self, page, number):
        """Say what number a page has in the binder."""
        self.numbers[self.pages[page].objgen] = number

    def contents(self, page):
        return self.copy(self.pages[page].Contents)

    @cached_property
    def resources(self):
        """The entries of all its pages, and those of the fonts."""
        found = self.pages[0].Resources
        others = (
            name.encode() + b" " + self.renumbered(found[name])
            for name in found.keys()  # noqa: SIM118 (iterating gives keys and values)
            if name != "/Font"
        )
        return b" ".join(others), self.renumbered(found.Font)[2:-2]

    def links(self, page):
        return [self.link(found) for found in self.pages[page].get("/Annots", ())]

    def link(self, found):
        self.numbers[found.objgen] = self.writer.new()
        parent = self.parents[int(found.StructParent)]
        x0, y0, x1, y1 = map(float, found.Rect)
        return Link(
            str(found.A.URI),
            (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)),
            self.numbers[found.objgen],
            self.number(parent.objgen),
            found,
            parent,
        )

    def mark(self, page, link):
        """The number of a new marked content of this page, in the link's element."""
        contents = self.parents[int(self.pages[page].StructParents)]
        contents.append(link.parent)
        link.parent.K.append(len(contents) - 1)
        return len(contents) - 1

    def copy_link(self, link, key):
        """Write a link as it is, with another key in the tree of parents."""
        link.original.StructParent = key
        self.writer.put(link.number, self.renumbered(link.original))

    def copy_structure(self, page):
        """Write the elements of a page. Gives those right under the document, and
        those of its marked contents.
        """
        item = self.pages[page]
        contents = self.parents[int(item.StructParents)]
        return (
            [self.copy(element) for element in self.elements[item.objgen]],
            [self.copy(element) for element in contents],
        )


# --- The font of stamps


def glyphs(data):
    """Of the font with most letters on the first page: the number of the glyph and its
    width in thousandths, by letter.
    """
    pdf = pikepdf.open(BytesIO(data))
    font = main_font(pdf)
    widths = widths_of(font.DescendantFonts[0].W)
    pairs = MAPPED.findall(font.ToUnicode.read_bytes())
    found = ((int(glyph, 16), chr(int(letter, 16))) for glyph, letter in pairs)
    return {letter: (glyph, widths[glyph]) for glyph, letter in found if glyph}


def main_font(pdf):
    fonts = pdf.pages[0].Resources.Font.as_dict().values()
    return max(fonts, key=lambda font: len(font.ToUnicode.read_bytes()))


def widths_of(pairs):
    """WeasyPrint writes them as: first glyph, [widths], next first glyph, …"""
    pairs = list(pairs)
    return {
        int(first) + place: float(width)
        for first, widths in zip(pairs[::2], pairs[1::2], strict=True)
        for place, width in enumerate(widths)
    }


def copy_font(data, writer):
    pdf = pikepdf.open(BytesIO(data))
    return Copier(pdf, writer).copy(main_font(pdf))


# --- A PDF exhibit


class Forms:
    """The forms of a cleaned PDF. Raises Unavailable if they are not as announced."""

    def __init__(self, data, count, writer):
        try:
            self.pdf = pikepdf.open(BytesIO(data))
            self.forms = list(self.pdf.Root.Forms)
            self.boxes = [box_of(form) for form in self.forms]
        except WRONG as error:
            raise Unavailable from error
        if len(self.forms) != count:
            raise Unavailable
        self.copier = Copier(self.pdf, writer)

    def copy(self, place):
        """The number of this form's object in the binder, and its box."""
        try:
            return self.copier.copy(self.forms[place]), self.boxes[place]
        except WRONG as error:
            raise Unavailable from error


def box_of(form):
    """Left, bottom, right and top of what a form shows, its matrix applied."""
    if not isinstance(form, pikepdf.Stream) or form.Subtype != "/Form":
        raise ValueError
    x0, y0, x1, y1 = map(float, form.BBox)
    matrix = pikepdf.Matrix(*map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0))))
    corners = [matrix.transform((x, y)) for x in (x0, x1) for y in (y0, y1)]
    box = (*map(min, zip(*corners, strict=True)), *map(max, zip(*corners, strict=True)))
    sides = box[2] - box[0], box[3] - box[1]
    if not (all(map(isfinite, box)) and all(0 < side <= LARGEST for side in sides)):
        raise ValueError
    return box
