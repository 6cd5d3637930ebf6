"""Which part stands on which pages. To know it, words are laid out here."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from helpcenter.documents.binder import pool
from helpcenter.documents.binder.geometry import picture_pages
from helpcenter.documents.binder.parts import Laid, Pages, Picture
from helpcenter.documents.binder.stamps import width_of
from helpcenter.documents.paper import Document

# Laid out in one piece: small parts share the overhead, and both cores have work.
MOST_PARTS, MOST_LETTERS = 20, 20_000
KEY = re.compile(r"[A-Za-z0-9/_-]+")  # what a link holds as it is
PAGES_OF_WORDS = 2  # about, of a part, before it is laid out


@dataclass(frozen=True)
class Group:
    """Parts that were laid out together: their PDF, the number of its pages."""

    data: bytes
    pages: int


@dataclass(frozen=True)
class Slot:
    """A part and its pages in the binder, from 0."""

    part: Laid | Picture | Pages
    first: int
    count: int
    # Of words: their group and their first page in it. Of a picture: what is shown.
    made: Any = None


class Plan:
    """Raises UnsupportedHTML, and ValueError if there are no pages, or if two parts
    have one key or one has more in it than letters, digits and /_-.
    """

    def __init__(self, parts, title, language, paper, words):
        self.parts, self.title, self.language = tuple(parts), title, language
        self.paper, self.words = paper, words
        keys = [part.key for part in self.laid if part.key]
        if len(keys) != len(set(keys)):
            raise ValueError("two parts of a binder with one key")
        if not all(map(KEY.fullmatch, keys)):
            raise ValueError("the key of a part of a binder")
        self.shown = {
            number: picture_pages(part, paper)
            for number, part in enumerate(self.parts)
            if isinstance(part, Picture)
        }
        self.room = self.room_behind_links()
        self.slots = list(self.arranged(self.lay_out(frozenset(keys))))
        self.pages = sum(slot.count for slot in self.slots)
        if not self.pages:
            raise ValueError("a binder without pages")
        self.places = {
            slot.part.key: slot.first
            for slot in self.slots
            if isinstance(slot.part, Laid) and slot.part.key
        }

    @property
    def laid(self):
        return [part for part in self.parts if isinstance(part, Laid)]

    def room_behind_links(self):
        """In em: for as many digits as the number of pages may have."""
        about = len(self.laid) * PAGES_OF_WORDS
        about += sum(map(len, self.shown.values()))
        about += sum(part.count for part in self.parts if isinstance(part, Pages))
        page = "0" * max(2, len(str(about)))
        return round(width_of(self.words.behind_link.format(page=page)) + 0.35, 2)

    def lay_out(self, places):
        """For each part of words in order: its group, first page, number of pages."""
        groups = grouped(self.laid)
        documents = [[self.document(part) for _, part in group] for group in groups]
        results = pool.lay_out_parts(documents, places, self.room)
        found = {}
        for group, (data, starts) in zip(groups, results, strict=True):
            made = Group(data, starts[-1])
            for (number, _), start, end in zip(group, starts, starts[1:], strict=False):
                found[number] = made, start, end - start
        return [found[number] for number in sorted(found)]

    def document(self, part):
        paper = self.paper.landscape if part.landscape else self.paper
        return Document(part.source, self.title, self.language, paper)

    def arranged(self, laid):
        laid = iter(laid)
        counts = []
        for number, part in enumerate(self.parts):
            if isinstance(part, Laid):
                group, start, count = next(laid)
                counts.append((part, count, (group, start)))
            elif isinstance(part, Picture):
                shown = self.shown[number]
                counts.append((part, len(shown), shown))
            else:
                counts.append((part, part.count, None))
        firsts = accumulate((count for _, count, _ in counts), initial=0)
        for (part, count, made), first in zip(counts, firsts, strict=False):
            yield Slot(part, first, count, made)


def grouped(parts):
    """Lists of parts, with their numbers, that are laid out together: some of those
    that stand alike, in order.
    """
    alike = defaultdict(list)
    for number, part in enumerate(parts):
        alike[part.landscape].append((number, part))
    return list(chain.from_iterable(map(portions, alike.values())))


def portions(parts):
    portion, letters = [], 0
    for number, part in parts:
        letters += len(part.source)
        if portion and (letters > MOST_LETTERS or len(portion) == MOST_PARTS):
            yield portion
            portion, letters = [], len(part.source)
        portion.append((number, part))
    if portion:
        yield portion
