"""Reads pages as a person would: what they say, in which sentences, how hard it is."""

import re
from html.parser import HTMLParser

import textstat
from textstat.textstat import textstatistics

INLINE = {"a", "abbr", "b", "em", "i", "span", "strong"}
UNSEEN = {"form", "footer", "head", "header", "nav", "script", "style"}
# Copied or dialed, not read.
NOT_READ = (
    (
        re.compile(r"https?://\S+|\b(?:[\w-]+\.)+(?:com|org|gov|uk|ca|au|in)\b\S*"),
        "link",
    ),
    (re.compile(r"\(arXiv [^)]*\)"), ""),
    (re.compile(r"\b\d[\d -]{5,}\d\b"), "number"),
)
SPANISH = textstatistics()  # one of its own: the other counts as in English
SPANISH.set_lang("es")
QUOTED = re.compile(r'"[^"]*"')


class Page(HTMLParser):
    """Its blocks of text in order, the tags it uses and where its links go."""

    def __init__(self, html):
        super().__init__()
        self.blocks = [""]
        self.tags = set()
        self.links = []
        self._unseen = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name == "href"]
        self._unseen += tag in UNSEEN
        self._next_block(tag)

    def handle_endtag(self, tag):
        self._unseen -= tag in UNSEEN
        self._next_block(tag)

    def _next_block(self, tag):
        if tag not in INLINE:
            self.blocks.append("")

    def handle_data(self, data):
        if not self._unseen:
            self.blocks[-1] += data

    @property
    def sentences(self):
        return [sentence for block in self.blocks for sentence in sentences_of(block)]


def sentences_of(block):
    """The sentences of a block; a heading or a list item is one without a full stop."""
    words = " ".join(block.split())
    ends = r'(?:(?<=[.?!])|(?<=[.?!]"))\s+(?=["(¿\w])'
    return [sentence for sentence in re.split(ends, words) if sentence]


def length(sentence):
    """In words."""
    return len(re.findall(r"[\w'-]+", sentence))


def grade(sentences):
    """The school year that can read it, after Flesch and Kincaid."""
    return textstat.flesch_kincaid_grade(as_read(sentences))


def ease(sentences):
    """How easy it is in Spanish, after Fernández Huerta: 60 is plain, 100 easy."""
    return SPANISH.fernandez_huerta(as_read(sentences))


def as_read(sentences):
    """One text, each sentence with its full stop, without what nobody reads."""
    text = " ".join(s if s[-1] in ".?!" else f"{s.rstrip(':;,')}." for s in sentences)
    for pattern, word in NOT_READ:
        text = pattern.sub(word, text)
    return text
