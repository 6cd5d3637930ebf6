"""Blocks -> Word. The only module that imports python-docx.

How it looks is in word/: the parts of an empty document, as text, so that nothing of
python-docx's own template (its author, thumbnail, 160 styles) is handed over.
"""

import unicodedata
from functools import cache, singledispatchmethod
from io import BytesIO
from itertools import groupby, zip_longest
from operator import itemgetter
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from helpcenter.documents.blocks import (
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    language_direction,
)

SKELETON = Path(__file__).with_name("word")
STYLES = {
    "h1": "Heading1",
    "h2": "Heading2",
    "h3": "Heading3",
    "caption": "Caption",
    "sender": "Sender",
    "recipient": "Recipient",
    "date": "LetterDate",
    "subject": "Subject",
    "signature": "LetterSignature",
    "note": "Note",
    "fine": "FinePrint",
}
BULLETS = 1  # the w:num in word/numbering.xml that bulleted lists share
NUMBERED = (
    1  # the w:abstractNum there that each numbered list gets a w:num of its own of
)
INDENT, DEEPER = 567, 454  # of a list and of one within it, as there; 1/20 point
SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# Word checks no spelling in a language without a region.
REGIONS = {"en": "en-US", "es": "es-US"}
EAST_ASIAN = {"zh", "ja", "ko"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the time of every part: when it was made is nobody's


def to_docx(document):
    """The document for Word, the same bytes for the same document."""
    writer = Writer(document)
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        writer.is_kept_with_next = getattr(following, "role", "") == "signature"
        writer.write(block)
    return writer.finished()


@cache
def skeleton():
    """An empty document of word/, packed."""
    files = sorted(path for path in SKELETON.rglob("*") if path.is_file())
    return packed((f.relative_to(SKELETON).as_posix(), f.read_bytes()) for f in files)


def packed(parts):
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts:
            archive.writestr(ZipInfo(name, LONG_AGO), content, ZIP_DEFLATED)
    return file.getvalue()


class Writer:
    """Adds blocks to one Word file."""

    def __init__(self, document):
        self.file = docx.Document(BytesIO(skeleton()))
        self.is_new_page = self.is_kept_with_next = False
        self.set_paper(document.paper)
        self.set_properties(document)

    def set_paper(self, paper):
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
        if paper.width > paper.height:
            section.orientation = WD_ORIENT.LANDSCAPE
        for side in ("top", "right", "bottom", "left"):
            setattr(section, f"{side}_margin", Mm(paper.margin))
        self.width = Mm(paper.width - 2 * paper.margin)

    def set_properties(self, document):
        properties = self.file.core_properties
        properties.title, properties.language = document.name, document.language
        defaults = self.file.styles.element.find(f".//{qn('w:lang')}")
        set_language(defaults, document.language)
        footer = self.file.sections[0].footer.paragraphs[0]
        for run, words in zip(footer.runs, document.page_words, strict=True):
            run.text = words

    @singledispatchmethod
    def write(self, block, place=None, style=None):
        """Add a block to the document, or to a cell, its paragraphs in this style."""
        raise TypeError(type(block).__name__)

    @write.register
    def _(self, paragraph: Paragraph, place=None, style=None):
        named = STYLES.get(paragraph.role or paragraph.tag)
        self.fill(self.paragraph(named or style, place), paragraph)

    @write.register
    def _(self, listing: Listing, place=None, style=None):
        number = self.new_number() if listing.ordered else BULLETS
        for item in listing.items:
            marked = False
            for block in item:
                if isinstance(block, Listing):
                    self.write(block, place, style)
                    continue
                self.write_item(block, place, listing, None if marked else number)
                marked = True

    def write_item(self, paragraph, place, listing, number):
        """A paragraph of an item: the first has the list's mark, others line up."""
        style = "ListNumber" if listing.ordered else "ListBullet"
        added = self.paragraph(style if number else "ListContinue", place)
        if number:
            added.append(numbering(number, listing.depth))
        else:
            added.append(word("ind", left=INDENT + DEEPER * listing.depth))
        self.fill(added, paragraph)

    @write.register
    def _(self, table: Table, place=None, style=None):
        if table.caption:
            self.write(table.caption)
        elif self.is_new_page:
            self.paragraph("AfterTable")
        added = self.file.add_table(0, len(table.widths))
        added._tbl.tblStyle_val = "TableGrid"
        added.autofit = False
        if table.direction == "rtl":
            added._tbl.tblPr.insert(1, word("bidiVisual"))
        for column, share in zip(added.columns, table.widths, strict=True):
            column.width = round(self.width * share)
        for cells in table.head:
            self.write_row(added, cells, word("cantSplit"), word("tblHeader"))
        for cells in table.body:
            self.write_row(added, cells, word("cantSplit"))
        self.paragraph("AfterTable")  # else Word would join two tables

    def write_row(self, table, cells, *properties):
        row = table.add_row()  # table.cell(i, j) would take a minute for 400 rows
        row._tr.get_or_add_trPr().extend(properties)
        for place, cell in zip(row.cells, cells, strict=True):
            style = "TableHead" if cell.is_header else "TableText"
            if cell.is_header:
                place._tc.get_or_add_tcPr().append(shade())
            place._tc.clear_content()
            for block in cell.blocks:
                self.write(block, place, style)
            if not cell.blocks:
                self.paragraph(style, place)  # else Word calls the file damaged

    @write.register
    def _(self, quote: Quote, place=None, style=None):
        for block in quote.blocks:
            self.write(block, place, "Quote")

    @write.register
    def _(self, _: Rule, place=None, style=None):
        self.paragraph("Rule")

    @write.register
    def _(self, _: PageBreak, place=None, style=None):
        self.is_new_page = True

    def paragraph(self, style, place=None):
        """A new paragraph's properties."""
        added = (place or self.file).add_paragraph()
        properties = added._p.get_or_add_pPr()
        if style:
            added._p.style = style
        if self.is_kept_with_next:
            properties.append(word("keepNext"))
        if self.is_new_page:
            properties.append(word("pageBreakBefore"))
            self.is_new_page = False
        return properties

    def new_number(self):
        """Of a list that counts from 1 again."""
        num = self.file.part.numbering_part.element.add_num(NUMBERED)
        for depth in range(3):
            num.add_lvlOverride(depth).add_startOverride(1)
        return num.numId

    def fill(self, properties, paragraph):
        """Add the words of a paragraph after its properties."""
        if paragraph.direction == "rtl":
            properties.insert_element_before(word("bidi"), "w:ind")
        for link, runs in groupby(paragraph.runs, key=itemgetter(3)):
            place = self.hyperlink(properties.getparent(), link)
            for run in runs:
                for text, side in by_side(run.text, paragraph.direction):
                    add_run(place, run, text, side, paragraph.language)

    def hyperlink(self, paragraph, link):
        """Where runs that lead there go: a link in the paragraph, or the paragraph."""
        if not link:
            return paragraph
        element = OxmlElement("w:hyperlink")
        relation = self.file.part.relate_to(
            link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        element.set(qn("r:id"), relation)
        paragraph.append(element)
        return element

    def finished(self):
        file = BytesIO()
        self.file.save(file)
        with ZipFile(file) as archive:
            return packed((name, archive.read(name)) for name in archive.namelist())


def word(tag, **attributes):
    """An element of Word's own, its attributes too."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def numbering(number, depth):
    element = word("numPr")
    element.extend([word("ilvl", val=depth), word("numId", val=number)])
    return element


def shade():
    return word("shd", val="clear", color="auto", fill="EEEEEE")


def add_run(place, run, text, side, language):
    element = OxmlElement("w:r")
    element.text = text
    marks = [
        word("rStyle", val="Hyperlink") if run.link else None,
        *((word("b"), word("bCs")) if run.strong else ()),
        *((word("i"), word("iCs")) if run.em else ()),
        word("rtl") if side == "rtl" else None,
        set_language(word("lang"), language) if language else None,
    ]
    if marks := [mark for mark in marks if mark is not None]:
        element.get_or_add_rPr().extend(marks)
    place.append(element)


def set_language(element, language):
    """Word keeps three: of Latin, of East Asian and of right-to-left words."""
    primary = language.split("-")[0].lower()
    attribute = "eastAsia" if primary in EAST_ASIAN else "val"
    attribute = "bidi" if language_direction(language) == "rtl" else attribute
    element.set(qn(f"w:{attribute}"), REGIONS.get(language, language))
    return element


def by_side(text, direction):
    """The text in pieces that run one way; neutral ones go with what is before them."""
    if text.isascii():
        return [(text, "ltr")]
    sides = []
    for character in text:
        direction = SIDES.get(unicodedata.bidirectional(character), direction)
        sides.append((character, direction))
    return [
        ("".join(character for character, _ in piece), side)
        for side, piece in groupby(sides, key=itemgetter(1))
    ]
