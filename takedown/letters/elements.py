"""What a letter must hold, by the ids under which a lawyer listed it.

An element is asked twice: of the facts (was it given?) and of the paper (is it still
there after somebody changed the words?).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from takedown.letters.paragraphs import flat


@dataclass(frozen=True)
class Element:
    """Several checks may share an id: each names its own gap and its own field."""

    id: str
    asks: str  # what the law, the form or the study asks, for staff and lawyers
    lacking: str  # what to tell the person when it is not there
    field: str = ""  # the fact that fills it; "@name" is that of whoever signs
    paragraph: str = ""  # where it stands in the letter
    given: Callable = lambda letter: True
    written: Callable = lambda letter, paper: True
    is_required: bool = True

    def find_missing(self, letter, paper):
        """What this letter lacks of the element, or None."""
        if not self.given(letter):
            return Missing(self, letter.field_named(self.field))
        return None if self.written(letter, paper) else Missing(self, "")


@dataclass(frozen=True)
class Missing:
    """An element that is not there. Without a field, the words were changed away."""

    element: Element
    field: str

    @property
    def id(self):
        return self.element.id

    @property
    def sentence(self):
        if self.field:
            return str(self.element.lacking)
        changed = gettext("It was in the words, and you changed them.")
        return f"{self.element.lacking} {changed}"


def given(*names):
    """All these facts were given."""
    return lambda letter: all(letter.facts[name] for name in names)


def says(*texts):
    """The paper holds all these words."""
    return lambda letter, paper: all(flat(text) in paper.words for text in texts)


def lists(name):
    """The paper holds each entry of this fact, as typed."""
    return lambda letter, paper: all(map(paper.holds, letter.facts[name]))


def signer_gave(part):
    return lambda letter: bool(getattr(letter.sender, part))


def shows_signer(*parts):
    """The paper holds one of these of whoever signs."""
    return lambda letter, paper: any(
        flat(getattr(letter.sender, part)) in paper.words for part in parts
    )


def shows_a_way_to_answer(letter, paper):
    sender = letter.sender
    ways = [*(way for _, way in sender.ways), sender.address]
    return not any(ways) or any(flat(way) in paper.words for way in ways if way)


def is_dated(letter, paper):
    return bool(paper.text("date"))


def is_addressed(letter, paper):
    return bool(paper.text("recipient"))
