"""Reads the little HTML that PDF, Word and text can all show alike, as a tree.

Whatever is outside it raises UnsupportedHTML, so that a template that one format could
not show fails its test, by name. The table of it is in this package's docstring.
Errors name tags, never the words between them: those are a person's.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from helpcenter.characters import clean_text
from helpcenter.documents import links

INLINE = {"strong", "em", "a", "br"}
LOOSE = {"p", "ul", "ol"}
CONTENT = {
    "body": {"h1", "h2", "h3", "table", "blockquote", "hr"} | LOOSE,
    "blockquote": LOOSE,
    "ul": {"li"},
    "ol": {"li"},
    "li": INLINE | LOOSE,
    "table": {"caption", "thead", "tbody", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "th": INLINE,
    "td": INLINE | LOOSE,
    **dict.fromkeys(["h1", "h2", "h3", "p", "caption"], INLINE),
    **dict.fromkeys(["strong", "em", "a"], INLINE),
}
EMPTY = {"br", "hr"}
BLOCKS = CONTENT.keys() - INLINE - {"body", "thead", "tbody", "tr"}
VALUES = {
    ("p", "class"): {
        *("sender", "recipient", "date", "subject", "signature", "note", "fine")
    },
    ("hr", "class"): {"page"},
    ("th", "class"): {"narrow", "wide"},
    ("th", "scope"): {"col", "row"},
    **{(tag, "dir"): {"ltr", "rtl", "auto"} for tag in BLOCKS},
}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# Left-to-right and right-to-left override: they make a line read as another one.
OVERRIDES = re.compile("[\u202d\u202e]")


class UnsupportedHTML(ValueError):
    """Something that not every format could show; the message names it."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def role(self):
        return self.attributes.get("class", "")

    @property
    def text(self):
        parts = (c if isinstance(c, str) else c.text for c in self.children)
        return "".join(parts)

    def named(self, *tags):
        """The children with one of these tags."""
        return [c for c in self.children if isinstance(c, Element) and c.tag in tags]


class Parser(HTMLParser):
    """Makes a tree and refuses what does not belong where it stands."""

    def __init__(self):
        super().__init__()
        self.open = [Element("body")]

    def handle_starttag(self, tag, attrs):
        parent = self.open[-1]
        if tag not in CONTENT.keys() | EMPTY or tag == "body":
            raise UnsupportedHTML(f"<{tag}>")
        if tag not in CONTENT[parent.tag]:
            raise UnsupportedHTML(f"<{tag}> in <{parent.tag}>")
        if tag in INLINE and any(element.tag == tag for element in self.open):
            raise UnsupportedHTML(f"<{tag}> in <{tag}>")
        element = Element(tag, attributes_of(tag, attrs))
        parent.children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        inside = self.open[-1].tag
        if tag != inside or inside == "body":
            raise UnsupportedHTML(f"</{tag}> in <{inside}>")
        self.open.pop()

    def handle_data(self, data):
        parent = self.open[-1]
        if "br" in CONTENT[parent.tag]:
            parent.children.append(data)
        elif data.strip():
            raise UnsupportedHTML(f"text in <{parent.tag}>")

    def refuse(self, _):
        raise UnsupportedHTML("a comment, declaration or instruction")

    handle_comment = handle_decl = handle_pi = unknown_decl = refuse

    def finish(self):
        self.close()
        if len(self.open) > 1:
            raise UnsupportedHTML(f"<{self.open[-1].tag}> is not closed")
        return self.open[0]


def attributes_of(tag, attrs):
    """The attributes by name, if the tag may have each of them with that value."""
    attributes = {name: value or "" for name, value in attrs}
    for name, value in attributes.items():
        if not is_allowed(tag, name, value):
            shown = f"{links.scheme_of(value)}:" if name == "href" else value
            raise UnsupportedHTML(f'<{tag} {name}="{shown}">')
    return attributes


def is_allowed(tag, name, value):
    if name == "href":
        return tag == "a" and links.may_lead(value)
    if name == "lang":
        return tag in BLOCKS and LANGUAGE.fullmatch(value)
    return value in VALUES.get((tag, name), ())


def parse(source):
    """The tree of a piece of HTML, with only what can be printed in it."""
    parser = Parser()
    parser.feed(OVERRIDES.sub("", clean_text(source)))
    return parser.finish()
