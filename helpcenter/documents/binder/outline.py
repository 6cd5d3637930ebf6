"""Bookmarks: a tree made from titles and how deep each stands."""

from dataclasses import dataclass, field

from helpcenter.documents.binder.writer import text


@dataclass
class Bookmark:
    title: str
    depth: int
    page: int  # the number of its object
    number: int
    inside: list["Bookmark"] = field(default_factory=list)


def write_outline(writer, entries):
    """Of titles, depths and pages, in order. Gives the number of the whole."""
    root = Bookmark("", -1, 0, writer.new())
    path = [root]
    for title, depth, page in entries:
        while path[-1].depth >= max(depth, 0):
            path.pop()
        bookmark = Bookmark(title, max(depth, 0), page, writer.new())
        path[-1].inside.append(bookmark)
        path.append(bookmark)
    write_inside(writer, root)
    writer.put(root.number, b"<</Type/Outlines%b>>" % ends(root, len(root.inside)))
    return root.number


def write_inside(writer, parent):
    """Bookmarks are closed: a reader opens those within them."""
    beside = [None, *parent.inside, None]
    for before, bookmark, after in zip(beside, beside[1:], beside[2:], strict=False):
        write_inside(writer, bookmark)
        writer.put(
            bookmark.number,
            b"<</Title%b/Parent %d 0 R/Dest[%d 0 R/Fit]%b%b%b>>"
            % (
                *(text(bookmark.title), parent.number, bookmark.page),
                b"/Prev %d 0 R" % before.number if before else b"",
                b"/Next %d 0 R" % after.number if after else b"",
                ends(bookmark, -len(bookmark.inside)),
            ),
        )


def ends(bookmark, count):
    if not bookmark.inside:
        return b""
    first, last = bookmark.inside[0].number, bookmark.inside[-1].number
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count)
