"""Blocks -> the HTML that WeasyPrint lays out: made anew from what was read, so that
nothing reaches it but what the closed set allows.
"""

import re
from dataclasses import replace
from functools import singledispatch
from html import escape
from itertools import zip_longest

from helpcenter.documents import links
from helpcenter.documents.blocks import (
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    direction_of,
    language_direction,
)

# Laying out one word of n letters takes n² steps (100,000 letters: 200 s). Words longer
# than this are cut into boxes that may stand on lines of their own; links rarely are.
LONGEST_WORD = 400
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
# A link within a binder, and the room beside it for the number of the page.
PLACE = re.compile(
    r'<a class="place" href="([^"]*)"[^>]*>(.*?)</a>(<a class="room"[^>]*></a>)?'
)


def to_html(document):
    """The whole page as WeasyPrint reads it."""
    return whole(document, PLACE.sub(r"\2", content(document)))


def to_parts(documents, places):
    """Several documents as one, each a section named part0, part1, … Links to these
    places in the binder stay links; of others only the words stay.
    """
    sections = (
        element("section", content(document), f' id="part{number}"')
        for number, document in enumerate(documents)
    )
    targets = {escape(links.BINDER + place) for place in places}
    return whole(
        documents[0],
        PLACE.sub(
            lambda found: found[0 if found[1] in targets else 2], "".join(sections)
        ),
    )


def whole(document, body):
    language = document.language
    return (
        f'<!doctype html><html lang="{language}" dir="{language_direction(language)}">'
        f'<head><meta charset="utf-8"><title>{escape(document.name)}</title></head>'
        f"<body>{body}</body></html>"
    )


def content(document):
    """A letter without a heading has its subject for one."""
    blocks = document.blocks
    if not any(getattr(block, "tag", "") == "h1" for block in blocks):
        blocks = map(as_heading, blocks)
    return "".join(map(written, blocks))


def as_heading(block):
    is_subject = getattr(block, "role", "") == "subject"
    return replace(block, tag="h1") if is_subject else block


@singledispatch
def written(block):
    raise TypeError(type(block).__name__)


@written.register
def _(paragraph: Paragraph):
    role = f' class="{paragraph.role}"' if paragraph.role else ""
    return element(paragraph.tag, words(paragraph), facing(paragraph) + role)


@written.register
def _(listing: Listing):
    items = (element("li", *inside(item, listing.direction)) for item in listing.items)
    tag = "ol" if listing.ordered else "ul"
    depth = f' class="deep{listing.depth}"' if listing.depth else ""
    return element(tag, "".join(items), f' dir="{listing.direction}"{depth}')


@written.register
def _(table: Table):
    columns = "".join(f'<col style="width:{share:.2%}">' for share in table.widths)
    caption = written(table.caption) if table.caption else ""
    head = element("thead", rows(table.head, "col")) if table.head else ""
    body = element("tbody", rows(table.body, "row"))
    return element(
        "table",
        f"{caption}<colgroup>{columns}</colgroup>{head}{body}",
        f' dir="{table.direction}"',
    )


@written.register
def _(quote: Quote):
    return element("blockquote", "".join(map(written, quote.blocks)))


@written.register
def _(_: Rule):
    return "<hr>"


@written.register
def _(_: PageBreak):
    return '<hr class="page">'


def rows(cells_of_rows, scope):
    return "".join(
        element("tr", "".join(cell_html(cell, scope) for cell in cells))
        for cells in cells_of_rows
    )


def cell_html(cell, scope):
    content, attributes = inside(cell.blocks, "")
    if cell.is_header:
        return element("th", content, f'{attributes} scope="{scope}"')
    return element("td", content, attributes)


def inside(blocks, direction):
    """What stands in an item or cell, and its attributes: a single paragraph needs no
    element of its own, which halves the boxes of a table.
    """
    match blocks:
        case []:
            return "", ""
        case [Paragraph(role="") as only]:
            return words(only), facing(only)
        case _:
            facing_first = facing(blocks[0]) if isinstance(blocks[0], Paragraph) else ""
            return "".join(map(written, blocks)), facing_first or f' dir="{direction}"'


def facing(paragraph):
    language = f' lang="{paragraph.language}"' if paragraph.language else ""
    return f' dir="{paragraph.direction}"{language}'


def words(paragraph):
    return "".join(
        run_html(run, paragraph.direction) + room(run, following, paragraph.direction)
        for run, following in zip_longest(paragraph.runs, paragraph.runs[1:])
    )


def room(run, following, direction):
    """After the last words of a link within a binder: for the number of the page."""
    if not run.place or (following and following.place == run.place):
        return ""
    return f'<a class="room" href="{escape(links.BINDER + run.place)}#{direction}"></a>'


def run_html(run, direction):
    if run.text == "\n":
        return "<br>"
    html = escape(LONG_WORD.sub("\\g<0>\0", run.text)).replace("\0", "<wbr>")
    html = element("em", html) if run.em else html
    html = element("strong", html) if run.strong else html
    if run.place:
        href = escape(links.BINDER + run.place)
        return element("a", html, f' class="place" href="{href}"')
    if not run.link:
        return html
    facing_link = direction_of(run.text, direction)
    return element("a", html, f' href="{escape(run.link)}" dir="{facing_link}"')


def element(tag, content, attributes=""):
    return f"<{tag}{attributes}>{content}</{tag}>"
