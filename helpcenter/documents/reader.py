"""Turns a piece of HTML into the blocks that all formats are made from.

What decides the words is decided here, once: which spaces count, where a link is
spelled out beside its words, which way a paragraph runs.
"""

import re
from dataclasses import dataclass, replace

from helpcenter.documents import links
from helpcenter.documents.blocks import (
    DEEPEST,
    Cell,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    direction_of,
    language_direction,
)
from helpcenter.documents.html import Element, UnsupportedHTML, parse

SPACES = re.compile(r"[ \t\n\r\f]+")
PLAIN = Run("")
SHARES = {"narrow": 1, "": 2.5, "wide": 6}


@dataclass(frozen=True)
class Around:
    """What a block takes from the blocks it stands in."""

    direction: str
    is_fixed: bool = False  # by a dir attribute; otherwise each block finds its own
    language: str = ""
    depth: int = 0

    def of(self, element):
        """The same for what is inside this element."""
        chosen = element.attributes.get("dir", "")
        language = element.attributes.get("lang", self.language)
        if chosen in {"ltr", "rtl"}:
            return replace(self, direction=chosen, is_fixed=True, language=language)
        if self.is_fixed and not chosen:
            return replace(self, language=language)
        found = direction_of(element.text, self.direction)
        return replace(self, direction=found, is_fixed=False, language=language)


def read(source, language="en"):
    """The blocks of a piece of HTML, in order. Raises UnsupportedHTML."""
    around = Around(language_direction(language))
    return tuple(breaks_between(flow(parse(source), around)))


def breaks_between(blocks):
    """The blocks with page breaks only where something stands before and after."""
    pending, begun = None, False
    for block in blocks:
        if isinstance(block, PageBreak):
            pending = block
            continue
        if pending and begun:
            yield pending
        pending, begun = None, True
        yield block


def flow(element, around):
    """What stands in an element: blocks, and words that stand there by themselves."""
    words = Element("p")
    for child in element.children:
        if isinstance(child, Element) and child.tag in MAKE:
            yield from paragraph(words, around.of(words))
            words = Element("p")
            yield from MAKE[child.tag](child, around.of(child))
        else:
            words.children.append(child)
    yield from paragraph(words, around.of(words))


def paragraph(element, around):
    if runs := tuple(tidy(runs_of(element.children))):
        yield Paragraph(
            runs, element.tag, element.role, around.direction, around.language
        )


def listing(element, around):
    if around.depth == DEEPEST:
        raise UnsupportedHTML(f"<{element.tag}>: a list in a list, {DEEPEST + 1} deep")
    inside = replace(around, depth=around.depth + 1)
    items = (tuple(flow(item, inside.of(item))) for item in element.named("li"))
    if items := tuple(item for item in items if item):
        yield Listing(items, element.tag == "ol", around.depth, around.direction)


def table(element, around):
    head = [tr for part in element.named("thead") for tr in part.named("tr")]
    body = [
        tr
        for part in element.named("tbody", "tr")
        for tr in (part.named("tr") if part.tag == "tbody" else [part])
    ]
    captions = element.named("caption")
    refuse_misshapen(head, body, captions)
    if not body:
        return
    caption = [p for c in captions for p in paragraph(c, around.of(c))]
    yield Table(
        caption[0] if caption else None,
        tuple(row(tr, around) for tr in head),
        tuple(row(tr, around) for tr in body),
        widths((head or body)[0]),
        around.direction,
    )


def refuse_misshapen(head, body, captions):
    """Nothing may be lost because a table has more of something than we look at."""
    if len(captions) > 1:
        raise UnsupportedHTML("<caption> twice in a table")
    if len(head) > 1:
        raise UnsupportedHTML("<thead> of more than one row")
    counts = {len(tr.named("th", "td")) for tr in head + body}
    if len(counts) > 1 or counts == {0}:
        raise UnsupportedHTML(f"<tr> of {sorted(counts)} cells in one table")


def row(tr, around):
    return tuple(
        Cell(tuple(flow(cell, around.of(cell))), cell.tag == "th")
        for cell in tr.named("th", "td")
    )


def widths(tr):
    """Each column's share, from the first row: narrow 1, wide 6, the others 2.5."""
    shares = [SHARES[cell.role] for cell in tr.named("th", "td")]
    return tuple(share / sum(shares) for share in shares)


def quote(element, around):
    if blocks := tuple(flow(element, around)):
        yield Quote(blocks)


def rule(element, _):
    yield PageBreak() if element.role == "page" else Rule()


MAKE = {
    **dict.fromkeys(["h1", "h2", "h3", "p"], paragraph),
    **dict.fromkeys(["ul", "ol"], listing),
    "table": table,
    "blockquote": quote,
    "hr": rule,
}


def runs_of(children, marks=PLAIN):
    for child in children:
        if isinstance(child, str):
            yield marks._replace(text=SPACES.sub(" ", child))
        elif child.tag == "br":
            yield Run("\n")
        elif child.tag == "a":
            yield from link(child, marks)
        else:
            yield from runs_of(child.children, marks._replace(**{child.tag: True}))


def link(element, marks):
    """The words of a link and, unless they say so already, where it leads."""
    href = element.attributes.get("href", "")
    if place := links.place_in_binder(href):
        yield from runs_of(element.children, marks._replace(place=place))
        return
    marks = marks._replace(link=links.target(href))
    words = list(runs_of(element.children, marks))
    said = "".join(run.text for run in words).strip()
    if not said:
        yield marks._replace(text=links.spelled(href))
        return
    yield from words
    if href and not links.says_itself(said, href):
        yield marks._replace(text=f" ({links.spelled(href)})")


def tidy(runs):
    """The runs without spaces that would not show, and with none that are empty."""
    kept = []
    for run in runs:
        if not kept or kept[-1].text[-1] in " \n":
            run = run._replace(text=run.text.lstrip(" "))
        if run.text == "\n":
            trim(kept, " ")
        if run.text and (kept or run.text != "\n"):
            kept.append(run)
    trim(kept, " \n")
    return kept


def trim(runs, ends):
    """Take these characters off the end, and the runs that held nothing else."""
    while runs:
        text = runs[-1].text.rstrip(ends)
        if text:
            runs[-1] = runs[-1]._replace(text=text)
            return
        runs.pop()
