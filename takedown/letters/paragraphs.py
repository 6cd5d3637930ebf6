"""A letter as paragraphs that can each be changed, taken out or put back.

A letter's template names each of its paragraphs in a comment before it, <!--opening-->.
What a person typed is escaped in it, so a comment is always ours.
"""

import html
import re
from dataclasses import dataclass, replace
from functools import cached_property

from takedown.differences import differences
from takedown.letters.labels import LABELS

NAME = re.compile(r"<!--([a-z0-9-]+)-->")
FIRST_TAG = re.compile(r"<(p|h2|ul|ol)\b[^>]*>")
ENDS = re.compile(r"</li>\s*|<br>\s*")
CITATION = re.compile(r"(\d+) (U\.S\.C\.) (§)")  # of a statute: stays on one line
TAG = re.compile(r"<[^>]+>")
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
SIGNS = ".,;:!?()[]<>\"'“”"  # that may stand before or after a link


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
    def differences(self):
        """What the person took out of our words and added to them, in pieces."""
        return differences(self.original, self.text)

    @property
    def label(self):
        return LABELS.get(self.key, self.key)

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

    def holds(self, text):
        """Whether it says this. A link has to stand there whole: /p/1 is not /p/12."""
        text = flat(text)
        if "/" in text and " " not in text:
            return text in self.tokens or text.strip(SIGNS) in self.tokens
        return text in self.words

    @cached_property
    def tokens(self):
        """Its words, with and without the signs around them."""
        words = self.words.split()
        return {*words, *(word.strip(SIGNS) for word in words)}

    @property
    def changed(self):
        """The paragraphs in a person's own words, and those taken out."""
        return [e for e in self.paragraphs if e.is_changed and (e.original or e.text)]

    def text(self, key):
        """The text of the paragraph of this name; empty when it was taken out."""
        return next((each.text for each in self.paragraphs if each.key == key), "")


def flat(text):
    """Text as compared: one kind of space, of apostrophe and of case."""
    return " ".join(text.replace(CURLY, "'").split()).casefold()


def split(source):
    """The paragraphs of a composed letter, in order."""
    _, *parts = NAME.split(CITATION.sub(r"\1&nbsp;\2&nbsp;\3", source))
    return [
        Paragraph(key, body.strip(), text_of(body))
        for key, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def as_kept(paragraphs):
    """Plain JSON: [[name, HTML], …]."""
    return [[each.key, each.html] for each in paragraphs]


def read_again(kept, date):
    """The same paragraphs from what was kept, with the date of today."""
    today = {"date": f'<p class="date">{html.escape(date)}</p>'}
    return as_they_were((key, today.get(key, source)) for key, source in kept)


def as_they_were(kept):
    """The paragraphs from what was kept, with the date that it had."""
    return [Paragraph(key, source, text_of(source)) for key, source in kept]


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
