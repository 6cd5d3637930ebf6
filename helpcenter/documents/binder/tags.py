"""The structure that tells a screen reader what is what, for the binder as a whole."""

from itertools import count

from helpcenter.documents.binder.writer import references


class Tags:
    """Gathers the elements of all parts under one Document element.

    A page's StructParents is its place in the binder; those of links come after.
    """

    def __init__(self, writer, pages):
        self.writer, self.keys = writer, count(pages)
        self.root, self.document = writer.new(), writer.new()
        self.elements = []  # right under the Document
        self.parents = {}  # the parent tree

    def page(self, place, elements):
        """The elements of a page's marked contents, in the order of their numbers."""
        array = self.writer.put_new(references(elements))
        self.parents[place] = b"%d 0 R" % array

    def link(self, element):
        """The StructParent for a link that is in this element."""
        key = next(self.keys)
        self.parents[key] = b"%d 0 R" % element
        return key

    def element(self, kind, parent, content, more=b"", number=None):
        """Write an element with this kind and content. Gives its number."""
        return self.writer.put(
            number or self.writer.new(),
            b"<</Type/StructElem/S/%b/P %d 0 R/K %b%b>>"
            % (kind, parent, content, more),
        )

    def finish(self):
        tree = b" ".join(b"%d %b" % pair for pair in sorted(self.parents.items()))
        parents = self.writer.put_new(b"<</Nums[%b]>>" % tree)
        kids = references(self.elements)
        self.element(b"Document", self.root, kids, number=self.document)
        self.writer.put(
            self.root,
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R"
            b"/ParentTreeNextKey %d>>"
            % (self.document, parents, max(self.parents, default=-1) + 1),
        )


def marks(contents):
    """The content of an element that is on several pages: page and mark of each."""
    return b"[%b]" % b" ".join(
        b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % content for content in contents
    )
