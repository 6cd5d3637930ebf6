"""Every kind of letter as it is in the code, for lawyers and staff: docs/letters.md."""

from takedown.letters import LETTERS

HEAD = """# The letters

Written by `manage.py list_letters > docs/letters.md`: do not edit. What is marked REQ
is required by the law, the form or our study of them; what is marked REC, recommended.
“Effective” is the day from which the law that a letter cites applies, where the study
names one. Nobody has reviewed a letter unless “Reviewed” says who.
"""


def list_letters():
    """The whole of docs/letters.md."""
    sections = [line for kind in LETTERS.values() for line in section(kind)]
    return "\n".join([HEAD, *table(), *sections]) + "\n"


def table():
    yield row(COLUMNS)
    yield row("---" for _ in COLUMNS)
    for kind in LETTERS.values():
        yield row(of_kind(kind) for of_kind in COLUMNS.values())


def row(cells):
    return f"| {' | '.join(str(each).replace('|', '\\|') for each in cells)} |"


def section(kind):
    yield from ("", f"## {kind.slug}", "", f"{kind.title}. {kind.purpose}", "")
    yield from dict.fromkeys(
        f"- `{each.id}` {grade(each)}: {each.asks}" for each in kind.elements
    )


def grade(element):
    return "REQ" if element.is_required else "REC"


# --- What stands in the table


def link(kind):
    return f"[{kind.slug}](#{kind.slug})"


def elements(kind):
    return ", ".join(dict.fromkeys(f"{e.id} {grade(e)}" for e in kind.elements))


def recipient(kind):
    """Whoever reads it first; of a platform, also which of its desks."""
    first, _ = kind.readers[0]
    has_desk = kind.is_to_site and kind.recipient_kind
    return f"{first} (desk: {kind.recipient_kind})" if has_desk else first


def readers(kind):
    return "; ".join(str(who) for who, _ in kind.readers)


def how_long(kind):
    return f"{kind.clock.words} ({kind.clock.law})" if kind.clock else kind.usual


COLUMNS = {
    "Kind": link,
    "Elements": elements,
    "Goes to": recipient,
    "Who sees the name": readers,
    "How long it takes": how_long,
    "Law": lambda kind: kind.law,
    "Version": lambda kind: str(kind.version),
    "Effective": lambda kind: str(kind.effective or ""),
    "Reviewed": lambda kind: kind.reviewed or "",
    "Review by": lambda kind: str(kind.review_by),
}
