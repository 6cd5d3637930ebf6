"""Writes the binder: its parts in order, then what leads to them."""

from html import escape

from django.utils.translation import override

from helpcenter.documents.binder import exhibits
from helpcenter.documents.binder.outline import write_outline
from helpcenter.documents.binder.parts import BinderWords, Laid, Pages, Picture
from helpcenter.documents.binder.plan import Plan
from helpcenter.documents.binder.sheets import Sheets
from helpcenter.documents.binder.stamps import Stamps
from helpcenter.documents.binder.tags import Tags
from helpcenter.documents.binder.words import Words
from helpcenter.documents.binder.writer import Writer, text
from helpcenter.documents.paper import A4, Document

METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def bind(parts, *, title, language="en", paper=A4, words=None):
    """The PDF in chunks, as it is made. Words are laid out at once, before the first
    chunk is asked for; each exhibit is opened when its turn has come.

    `title` is for the file's properties. Raises UnsupportedHTML, and ValueError when
    there are no pages or the keys are wrong. What an `open` raises other than
    Unavailable ends the file in the middle.
    """
    with override(language):
        plan = Plan(parts, title, language, paper, words or BinderWords())
    return Binder(plan).chunks()


class Binder:
    """What all parts are written with."""

    def __init__(self, plan):
        self.plan, self.writer = plan, Writer()
        self.stamps = Stamps(self.writer)
        self.tags = Tags(self.writer, plan.pages)
        self.sheets = Sheets(self.writer, plan.pages)

    def chunks(self):
        for _ in self.written():
            yield from self.writer.taken()

    def written(self):
        """Stops wherever what is written so far may be handed on."""
        words = Words(self)
        for slot in self.plan.slots:
            match slot.part:
                case Laid():
                    yield from words.write(slot)
                case Picture():
                    yield from exhibits.write_picture(self, slot)
                case Pages():
                    yield from exhibits.write_forms(self, slot)
        self.finish()
        yield

    def number(self, place, sheet, pages=0):
        """What is drawn at the foot of the page at this place, of so many pages."""
        pages = pages or self.plan.pages
        words = self.plan.words.page.format(page=place + 1, pages=pages)
        return self.stamps.number(words, sheet)

    def finish(self):
        self.sheets.finish()
        self.tags.finish()
        document = Document("", self.plan.title, self.plan.language)
        root = self.writer.put_new(
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R"
            b"/Lang%b/MarkInfo<</Marked true>>%b"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>"
            % (
                *(self.sheets.root, self.tags.root, self.metadata(document.name)),
                *(text(document.language), self.outline()),
            )
        )
        info = self.writer.put_new(b"<</Title%b>>" % text(document.name))
        self.writer.finish(root, info)

    def metadata(self, title):
        content = METADATA.format(title=escape(title)).encode()
        entries = b"/Type/Metadata/Subtype/XML"
        return self.writer.put_stream(self.writer.new(), entries, content)

    def outline(self):
        """The entries of the catalog for the bookmarks."""
        entries = [
            (slot.part.title, slot.part.depth, self.sheets.number(slot.first))
            for slot in self.plan.slots
            if isinstance(slot.part, Laid) and slot.part.title
        ]
        if not entries:
            return b""
        number = write_outline(self.writer, entries)
        return b"/Outlines %d 0 R/PageMode/UseOutlines" % number
