"""A letter as paragraphs that can each be changed, taken out or put back.

A letter's template names each of its paragraphs in a comment before it, <!--opening-->.
What a person typed is escaped in it, so a comment is always ours.
"""

import html
import re
from dataclasses import dataclass, replace

NAME = re.compile(r"<!--([a-z0-9-]+)-->")
FIRST_TAG = re.compile(r"<(p|h2|ul|ol)\b[^>]*>")
ENDS = re.compile(r"</li>\s*|<br>\s*")
TAG = re.compile(r"<[^>]+>")
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or one list: its name, and its HTML from the closed set."""

    key: str
    html: str
    original: str  # its text as composed from the facts
    is_changed: bool = False
    was: str = ""  # the original at the time of the change

    @property
    def is_outdated(self):
        """Changed by hand, and the facts say something else since."""
        return self.is_changed and self.was != self.original

    @property
    def label(self):
        return self.key.replace("-", " ").capitalize()

    @property
    def text(self):
        return text_of(self.html)

    @property
    def is_list(self):
        return self.html.startswith(("<ul", "<ol"))

    def edited(self, edit):
        """The same with a person's own words, as kept: {"text": …, "was": …}."""
        if not edit:
            return self
        return replace(
            self,
            html=html_of(edit["text"], self.html),
            is_changed=True,
            was=edit["was"],
        )


class Paper:
    """A composed letter: what is printed, and what is looked for in it."""

    def __init__(self, paragraphs):
        self.paragraphs = paragraphs
        self.html = "\n".join(each.html for each in paragraphs if each.html)
        self.words = flat(" ".join(each.text for each in paragraphs))

    def text(self, key):
        """The text of the paragraph of this name; empty when it was taken out."""
        return next((each.text for each in self.paragraphs if each.key == key), "")


def flat(text):
    """Text as compared: one kind of space, of apostrophe and of case."""
    return " ".join(text.replace(CURLY, "'").split()).casefold()


def split(source):
    """The paragraphs of a composed letter, in order."""
    _, *parts = NAME.split(source)
    return [
        Paragraph(key, body.strip(), text_of(body))
        for key, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def text_of(source):
    """Plain text: a line for each item, an empty line between paragraphs."""
    flat = re.sub(r"(?:[ \t\r\n]|&nbsp;)+", " ", source)
    broken = ENDS.sub("\n", flat).replace("</p>", "\n\n")
    lines = html.unescape(TAG.sub("", broken)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def html_of(text, like):
    """The text as HTML of the same kind as another paragraph; empty for no text."""
    if not text.strip():
        return ""
    opening, tag = "<p>", "p"
    if first := FIRST_TAG.search(like):
        opening, tag = first[0], first[1]
    if tag in ("ul", "ol"):
        items = (line.strip() for line in text.split("\n"))
        body = "".join(f"<li>{html.escape(item)}</li>" for item in items if item)
        return f"{opening}{body}</{tag}>"
    blocks = re.split(r"\n\s*\n", text.strip())
    return "".join(f"{opening}{broken_lines(block)}</{tag}>" for block in blocks)


def broken_lines(block):
    return "<br>".join(html.escape(line.strip()) for line in block.split("\n"))
