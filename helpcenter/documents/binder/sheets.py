"""The pages of a binder as a tree. Their numbers are known before they are written."""

from helpcenter.documents.binder.writer import numbers, references

BRANCH = 64  # pages under one node of the tree


class Sheets:
    def __init__(self, writer, pages):
        self.writer, self.pages = writer, pages
        self.root = writer.new()
        self.nodes = writer.new(-(-pages // BRANCH))
        self.first = writer.new(pages)

    def number(self, place):
        """Of the object of the page at this place, from 0."""
        return self.first + place

    def put(self, place, sheet, contents, resources, links=()):
        """Write a page: the numbers of its contents and links, entries of resources."""
        annotations = b"/Annots" + references(links) if links else b""
        self.writer.put(
            self.number(place),
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b]/Contents%b/Resources<<%b>>"
            b"/Tabs/S/StructParents %d%b>>"
            % (
                self.nodes + place // BRANCH,
                numbers(sheet.width, sheet.height),
                references(contents),
                resources,
                place,
                annotations,
            ),
        )

    def finish(self):
        starts = range(0, self.pages, BRANCH)
        for node, start in enumerate(starts):
            end = min(start + BRANCH, self.pages)
            kids = references(map(self.number, range(start, end)))
            entries = self.root, end - start, kids
            self.writer.put(
                self.nodes + node,
                b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%b>>" % entries,
            )
        nodes = references(self.nodes + node for node in range(len(starts)))
        self.writer.put(
            self.root, b"<</Type/Pages/Count %d/Kids%b>>" % (self.pages, nodes)
        )
