"""The letters of the open case: sealed records of kind "letter".

Each part of a letter (a page of facts, or the words) counts its own changes, so that
two tabs on different parts never disturb each other, and two on the same part notice.
"""

from dataclasses import dataclass
from datetime import datetime

from evidence.cases import StaleRevision
from evidence.models import Record
from takedown.letters import LETTERS

KIND = "letter"
WORDS = "words"  # the part that holds the changed paragraphs
# Asked once for the whole case: the letter follows, whatever it said before.
OF_THE_CASE = ("taken_by",)
TRIES = 20


class Stale(Exception):
    """The same part of the letter was saved in between. Nothing was written."""

    def __init__(self, kept):
        super().__init__("saved in between")
        self.kept = kept


@dataclass(frozen=True)
class Kept:
    """One letter as it is kept. A kind or a fact that is new since then is blank."""

    id: str
    value: dict
    saved_at: datetime
    case_facts: dict

    @classmethod
    def of(cls, entry, case):
        return cls(entry.id, entry.value, entry.saved_at, case.facts)

    @property
    def kind(self):
        return LETTERS[self.value["kind"]]

    @property
    def letter(self):
        told = {name: self.case_facts.get(name) for name in OF_THE_CASE}
        facts = self.value["facts"] | {name: v for name, v in told.items() if v}
        return self.kind(facts, self.value["edits"])

    @property
    def platform_slug(self):
        return self.value["platform"]

    def mark(self, part):
        """How often this part was saved."""
        return self.value["marks"].get(part, 0)


def letters_of(case):
    """All letters of the open case, the newest first; none without a case."""
    entries = case.all(KIND) if case else []
    return [Kept.of(entry, case) for entry in reversed(entries)]


def letter_of(case, id):
    """Raises Record.DoesNotExist."""
    if case is None:
        raise Record.DoesNotExist
    return Kept.of(case.get(KIND, id), case)


def begin(case, kind, facts, platform_slug=""):
    """A new letter of this kind."""
    value = {
        "kind": kind.slug,
        "version": kind.version,
        "platform": platform_slug,
        "facts": facts,
        "edits": {},
        "marks": {},
    }
    return Kept.of(case.add(KIND, value), case)


def save_facts(case, id, part, mark, facts):
    """Save a page's facts. Raises Stale if that page was saved since it was opened."""
    return save(case, id, part, mark, lambda value: {"facts": value["facts"] | facts})


def save_words(case, id, mark, edits):
    """Save the changed paragraphs. Raises Stale."""
    return save(case, id, WORDS, mark, lambda value: {"edits": edits})


def save(case, id, part, mark, change):
    """Save what change makes of the letter's value. Raises Stale."""
    for _ in range(TRIES):
        entry = case.get(KIND, id)
        kept = Kept.of(entry, case)
        if kept.mark(part) != mark:
            raise Stale(kept)
        marks = kept.value["marks"] | {part: mark + 1}
        value = kept.value | change(kept.value)
        value |= {"marks": marks, "version": kept.kind.version}
        try:
            return Kept.of(case.change(KIND, id, value, entry.revision), case)
        except StaleRevision:
            continue  # another part was saved just now
    raise Stale(letter_of(case, id))
