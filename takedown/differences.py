"""What differs between our words and a person's own: taken out, added, left alone.

Word by word; sign by sign in scripts that put no space between words. Spaces are not
compared, the ends of lines are.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, ADDED = "same", "out", "added"
# Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese. Signs above and below a letter
# stay with it: they are what \w does not match in the blocks of the first five.
UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
TOKEN = re.compile(
    rf"\s*(?:[{UNSPACED}](?:(?!\w)[\u0e00-\u109f\u1780-\u17ff\u3099\u309a])*"
    rf"|[^\s{UNSPACED}]+)"
)
# What work() may come to. Then 500 words take milliseconds, and the slowest texts we
# could make up a quarter of a second. Beyond it, and where little was left alone, one
# reads the whole before and after.
MOST_WORK = 2_000_000
LEAST_ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Some words in a row, and what happened to them."""

    kind: str
    text: str

    @property
    def words(self):
        return self.text.lstrip()

    @property
    def gap(self):
        """What goes before the words, and needs no line through it or under it."""
        return self.text.removesuffix(self.words)


def differences(before, after):
    """The pieces of both texts, in order of reading."""
    old, new = (TOKEN.findall(text.strip()) for text in (before, after))
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    middle = compare(old[start : len(old) - end], new[start : len(new) - end])
    pieces = [
        same(old[:start], new[:start]),
        *middle,
        same(old[len(old) - end :], new[len(new) - end :]),
    ]
    return joined(each for each in pieces if each.text)


def alike(old, new):
    """How many words are the same from the start."""
    pairs = zip(compared(old), compared(new), strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other),
        min(len(old), len(new)),
    )


def compared(tokens):
    """Of what goes before a word, only the end of a line counts."""
    return [token.strip(" ") for token in tokens]


def compare(old, new):
    matcher = SequenceMatcher(None, compared(old), compared(new), autojunk=False)
    if work(matcher) > MOST_WORK or matcher.ratio() < LEAST_ALIKE:
        return [out(old), added(new)]
    return [
        piece
        for tag, i, j, k, m in matcher.get_opcodes()
        for piece in (
            [same(old[i:j], new[k:m])]
            if tag == "equal"
            else [out(old[i:j]), added(new[k:m])]
        )
    ]


def work(matcher):
    """At most how many steps difflib takes: it looks at every word and every pair of
    equal words, once for each run of words that it finds.
    """
    old, new = Counter(matcher.a), Counter(matcher.b)
    pairs = sum(count * new[word] for word, count in old.items())
    return (len(matcher.a) + pairs) * (old & new).total()


def same(old, new):
    """The space before a word from the text that has one: it may stand in the other at
    the very start.
    """
    words = (max(pair, key=len) for pair in zip(old, new, strict=True))
    return Piece(SAME, "".join(words))


def out(tokens):
    return Piece(OUT, "".join(tokens))


def added(tokens):
    return Piece(ADDED, "".join(tokens))


def joined(pieces):
    """Neighbors of one kind as one piece."""
    whole = []
    for piece in pieces:
        if whole and whole[-1].kind == piece.kind:
            piece = Piece(piece.kind, whole.pop().text + piece.text)
        whole.append(piece)
    return whole
