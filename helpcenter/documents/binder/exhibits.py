"""The pages of exhibits in a binder: pictures, the pages of PDFs, words in their place.

On its first page an exhibit's label and small print are read aloud; on further ones
they are only there for the eye.
"""

from helpcenter.documents.binder.copying import Forms
from helpcenter.documents.binder.geometry import form_page, sheet_of
from helpcenter.documents.binder.parts import Unavailable
from helpcenter.documents.binder.pictures import image_object
from helpcenter.documents.binder.stamps import ARTIFACT, marked
from helpcenter.documents.binder.tags import marks
from helpcenter.documents.binder.writer import numbers, references, text

HEADING = b"H2"
LINE = 18  # points from one line of words to the next
SIZE = 12  # of words that stand for an exhibit
FROM_TOP = 160


class Exhibit:
    """Writes the pages of one exhibit, in a section of the structure."""

    def __init__(self, binder, slot):
        self.binder, self.slot, self.part = binder, slot, slot.part
        self.section = binder.writer.new()
        self.elements = []  # of the section

    def add(self, kind, content, more=b""):
        """Add an element to the section: a heading at its beginning."""
        element = self.binder.tags.element(kind, self.section, content, more)
        place = 0 if kind == HEADING else len(self.elements)
        self.elements.insert(place, element)
        return element

    def write_page(self, number, sheet, drawn, resources, element):
        """Write the exhibit's page of this number, from 0. What is drawn is marked 0,
        and belongs to this element.
        """
        binder, place = self.binder, self.slot.first + number
        elements = [element]
        label = binder.stamps.label(self.label(number), sheet)
        fine = binder.stamps.fine(self.part.fine, sheet)
        if number == 0:
            fine = self.read_aloud(b"P", fine, elements)
            label = self.read_aloud(HEADING, label, elements)
        else:
            label, fine = marked(ARTIFACT, label), marked(ARTIFACT, fine)
        contents = binder.writer.put_stream(
            binder.writer.new(), b"", label, drawn, fine, binder.number(place, sheet)
        )
        resources += b"/Font<<%b>>" % binder.stamps.resource
        binder.sheets.put(place, sheet, [contents], resources)
        binder.tags.page(place, elements)

    def read_aloud(self, kind, stamp, elements):
        """What is drawn for a stamp on the first page, as an element of its own."""
        if not stamp:
            return b""
        page, mark = self.binder.sheets.number(self.slot.first), len(elements)
        elements.append(self.add(kind, marks([(page, mark)])))
        return marked(b"/%b<</MCID %d>>" % (kind, mark), stamp)

    def label(self, number):
        if not self.part.label or self.slot.count == 1:
            return self.part.label
        return self.binder.plan.words.further_page.format(
            label=self.part.label, page=number + 1, pages=self.slot.count
        )

    def finish(self):
        tags = self.binder.tags
        kids = references(self.elements)
        tags.element(b"Sect", tags.document, kids, number=self.section)
        tags.elements.append(self.section)


def write_picture(binder, slot):
    exhibit = Exhibit(binder, slot)
    try:
        entries, pieces = image_object(slot.part)
    except Unavailable:
        write_missing(exhibit, 0)
    else:
        image = binder.writer.put_stream(binder.writer.new(), entries, *pieces)
        pages = range(slot.first, slot.first + slot.count)
        on_pages = marks([(binder.sheets.number(place), 0) for place in pages])
        figure = exhibit.add(b"Figure", on_pages, alternative(slot.part.alt))
        resources = b"/XObject<</Shown %d 0 R>>" % image
        for number, shown in enumerate(slot.made):
            exhibit.write_page(number, shown.sheet, draw(shown), resources, figure)
    exhibit.finish()
    yield


def write_forms(binder, slot):
    exhibit, number = Exhibit(binder, slot), 0
    try:
        forms = Forms(slot.part.open(), slot.part.count, binder.writer)
        for number in range(slot.count):
            write_form(exhibit, number, *forms.copy(number))
            yield
    except Unavailable:
        write_missing(exhibit, number)
    exhibit.finish()
    yield


def write_form(exhibit, number, form, box):
    shown = form_page(box, exhibit.binder.plan.paper)
    page = exhibit.binder.sheets.number(exhibit.slot.first + number)
    alt = alternative(f"{exhibit.part.alt} {number + 1}/{exhibit.slot.count}".strip())
    figure = exhibit.add(b"Figure", marks([(page, 0)]), alt)
    resources = b"/XObject<</Shown %d 0 R>>" % form
    exhibit.write_page(number, shown.sheet, draw(shown), resources, figure)


def write_missing(exhibit, start):
    """The pages that were promised, from this one on, with words that say why nothing
    else is there.
    """
    sheet = sheet_of(exhibit.binder.plan.paper)
    stamps = exhibit.binder.stamps
    lines = (
        stamps.centered(words, SIZE, sheet, sheet.height - FROM_TOP - LINE * number)
        for number, words in enumerate(exhibit.binder.plan.words.unavailable)
    )
    drawn = marked(b"/P<</MCID 0>>", b"".join(lines))
    for number in range(start, exhibit.slot.count):
        page = exhibit.binder.sheets.number(exhibit.slot.first + number)
        said = exhibit.add(b"P", marks([(page, 0)]))
        exhibit.write_page(number, sheet, drawn, b"", said)


def alternative(words):
    return b"/Alt" + text(words)


def draw(shown):
    return marked(
        b"/Figure<</MCID 0>>",
        b"q %b re W n %b cm /Shown Do Q\n"
        % (numbers(*shown.clip), numbers(*shown.matrix)),
    )
