"""Blocks -> plain text, for pasting into a platform's own form or an e-mail.

It has to survive proportional letters and lost spaces: a table becomes one
"Column: value" line per cell, a list keeps its "- " or "1. ".
"""

from functools import singledispatch

from helpcenter.documents.blocks import (
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    label,
)

RULE = "-" * 20


def to_text(document):
    """The document as plain text; ends with a line end, unless it is empty."""
    parts = [written(block) for block in document.blocks]
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n" if text else ""


def lines(blocks):
    """Blocks that belong together, without empty lines between them."""
    return "\n".join(written(block) for block in blocks)


@singledispatch
def written(block):
    raise TypeError(type(block).__name__)


@written.register
def _(paragraph: Paragraph):
    return paragraph.text


@written.register
def _(listing: Listing):
    return "\n".join(
        beside(label(number, listing.depth) if listing.ordered else "-", lines(item))
        for number, item in enumerate(listing.items, start=1)
    )


def beside(mark, text):
    """The mark, the text, and the text's further lines under its first."""
    return f"{mark} " + text.replace("\n", "\n" + " " * (len(mark) + 1))


@written.register
def _(table: Table):
    columns = [lines(cell.blocks) for row in table.head for cell in row]
    rows = [row_text(row, columns) for row in table.body]
    caption = [table.caption.text] if table.caption else []
    between = "\n\n" if columns else "\n"
    return "\n\n".join([*caption, between.join(row for row in rows if row)])


def row_text(row, columns):
    """A row under its columns' names, or after its own name, or side by side."""
    values = [lines(cell.blocks) for cell in row]
    if columns:
        named = zip(columns, values, strict=True)
        return "\n".join(named_value(name, value) for name, value in named if value)
    if row[0].is_header:
        return named_value(values[0], " | ".join(values[1:]))
    return " | ".join(values)


def named_value(name, value):
    if not name or not value:
        return f"{name}{value}"
    separator = " " if name.endswith((":", "?", ".")) else ": "
    return f"{name}{separator}{value}"


@written.register
def _(quote: Quote):
    text = "\n\n".join(written(block) for block in quote.blocks)
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


@written.register
def _(_: Rule):
    return RULE


@written.register
def _(_: PageBreak):
    return ""
