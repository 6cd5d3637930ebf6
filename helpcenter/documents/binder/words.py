"""The pages of words in a binder: laid out by WeasyPrint, stamped and linked by us."""

from helpcenter.documents.binder.copying import LaidOut
from helpcenter.documents.binder.geometry import sheet_of
from helpcenter.documents.binder.stamps import ARTIFACT, marked, width_of
from helpcenter.documents.binder.writer import numbers, text
from helpcenter.documents.links import place_in_binder

BEFORE_NUMBER = 0.25  # em
# WeasyPrint turns the page's axes and never turns them back.
SAVE, RESTORE = b"q", b"Q\n"


class Words:
    """Writes parts of words. Keeps a group of parts open until its last one."""

    def __init__(self, binder):
        self.binder = binder
        self.save = binder.writer.put_stream(binder.writer.new(), b"", SAVE)
        self.open, self.opened = {}, 0  # by whether the pages are landscape

    def write(self, slot):
        group, start = slot.made
        laid = self.laid_out(group, slot.part.landscape)
        for page in range(slot.count):
            laid.place(start + page, self.binder.sheets.number(slot.first + page))
        for page in range(slot.count):
            self.write_page(slot, laid, start + page, slot.first + page)
            yield
        if start + slot.count == group.pages:
            del self.open[slot.part.landscape]

    def laid_out(self, group, landscape):
        if landscape not in self.open:
            self.opened += 1
            self.open[landscape] = LaidOut(
                group.data, self.binder.writer, self.binder.tags, self.opened
            )
        return self.open[landscape]

    def write_page(self, slot, laid, page, place):
        binder = self.binder
        sheet = sheet_of(binder.plan.paper, slot.part.landscape)
        links = laid.links(page)
        drawn = [self.write_link(laid, page, link) for link in links]
        top, marks = laid.copy_structure(page)
        binder.tags.elements += top
        binder.tags.page(place, marks)
        label = marked(ARTIFACT, binder.stamps.label(slot.part.label, sheet))
        stamp = binder.writer.put_stream(
            binder.writer.new(),
            b"",
            RESTORE + b"".join(drawn) + label + self.number(slot, place, sheet),
        )
        others, fonts = laid.resources
        resources = b"%b/Font<<%b%b>>" % (others, fonts, binder.stamps.resource)
        contents = [self.save, laid.contents(page), stamp]
        numbers = [link.number for link in links]
        binder.sheets.put(place, sheet, contents, resources, numbers)

    def number(self, slot, place, sheet):
        if slot.part.has_own_numbers:
            return self.binder.number(place - slot.first, sheet, slot.count)
        return self.binder.number(place, sheet)

    def write_link(self, laid, page, link):
        """Write a link. Gives what is drawn on the page for it."""
        key = self.binder.tags.link(link.element)
        to, _, direction = place_in_binder(link.uri).partition("#")
        if not to:
            laid.copy_link(link, key)
            return b""
        target = self.binder.plan.places[to]
        words = self.binder.plan.words.behind_link.format(page=target + 1)
        self.binder.writer.put(
            link.number,
            b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/Contents%b"
            b"/Dest[%d 0 R/Fit]/StructParent %d>>"
            % (
                *(numbers(*link.box), text(words)),
                *(self.binder.sheets.number(target), key),
            ),
        )
        if not direction:
            return b""
        drawn = self.draw_number(words, link.box, direction)
        return marked(b"/Span<</MCID %d>>" % laid.mark(page, link), drawn)

    def draw_number(self, words, box, direction):
        """The room is one em high and stands on the line, behind the link's words: at
        their left in a line that runs to the left.
        """
        x, y, right, top = box
        size, space = top - y, BEFORE_NUMBER * (top - y)
        size = self.binder.stamps.fitting(words, size, right - x - space)
        if direction == "rtl":
            x = right - 2 * space - width_of(words) * size
        return self.binder.stamps.line(words, size, x + space, y)
