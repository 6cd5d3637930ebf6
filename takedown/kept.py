"""The letters of the open case: sealed records of kind "letter".

Each part of a letter (a page of facts, or the words) counts its own changes, so that
two tabs on different parts never disturb each other, and two on the same part notice.

A letter keeps the paragraphs it was composed of. When we improve the words of its kind,
it goes on saying what it said, until the person changes its facts or takes the new
words.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence.cases import StaleRevision
from evidence.models import Record, new_id
from takedown.dates import today_for
from takedown.letters import LETTERS
from takedown.letters.paragraphs import Paper, as_kept, as_they_were

KIND = "letter"
WORDS = "words"  # the part that holds the changed paragraphs
# Asked once for the whole case: the letter follows, whatever it said before.
OF_THE_CASE = ("taken_by",)
TRIES = 20
OF_NO_KIND = _("A letter of an earlier kind")


class Stale(Exception):
    """The same part of the letter was saved in between. Nothing was written."""

    def __init__(self, kept):
        super().__init__("saved in between")
        self.kept = kept


@dataclass(frozen=True)
class Kept:
    """One letter as it is kept. A fact that is new since then is blank. A kind that is
    no more has no letter, only the words that were kept: see `as_composed`.
    """

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
    def is_known(self):
        """Whether we still have its kind."""
        return self.value["kind"] in LETTERS

    @property
    def is_of_earlier_version(self):
        """Our words for this kind were improved since it was composed."""
        return self.value["version"] != self.kind.version and "composed" in self.value

    @property
    def letter(self):
        """The letter, in the words it was composed in."""
        letter = self.in_new_words
        if self.is_of_earlier_version:
            letter.composed = self.value["composed"]
        return letter

    @property
    def as_composed(self):
        """Its words as they were kept, with the person's changes, whatever its kind."""
        composed = as_they_were(self.value.get("composed", []))
        edits = self.value["edits"]
        return Paper([each.edited(edits.get(each.key)) for each in composed])

    @property
    def title(self):
        return self.kind.title if self.is_known else OF_NO_KIND

    @property
    def service(self):
        """How it names the site or app, whatever its kind."""
        if self.is_known:
            return self.letter.service
        facts = self.value["facts"]
        named = facts.get("site") or facts.get("recipient_name")
        return named or gettext("[name of the site]")

    @property
    def in_new_words(self):
        """The letter in the words of the present version."""
        facts = with_case_facts(self.value["facts"], self.case_facts)
        return self.kind(facts, self.value["edits"])

    @property
    def platform_slug(self):
        return self.value["platform"]

    @property
    def token(self):
        """What names this letter for ever, also after it moved to another case."""
        return self.value.get("token", self.id)

    def mark(self, part):
        """How often this part was saved."""
        return self.value["marks"].get(part, 0)


def with_case_facts(facts, case_facts):
    told = {name: case_facts.get(name) for name in OF_THE_CASE}
    return facts | {name: v for name, v in told.items() if v}


def letters_of(case):
    """All letters of a kind we have in the open case, the newest first."""
    return [kept for kept in all_letters_of(case) if kept.is_known]


def letters_of_no_kind(case):
    """Those whose kind is no more: to be read, printed and deleted."""
    return [kept for kept in all_letters_of(case) if not kept.is_known]


def all_letters_of(case):
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
        "platform": platform_slug,
        "token": new_id(),
        "facts": facts,
        "edits": {},
        "marks": {},
    }
    return Kept.of(case.add(KIND, value | composed_now(kind, facts, case)), case)


def composed_now(kind, facts, case):
    """The letter's words as they are today, and of which version they are."""
    letter = kind(with_case_facts(facts, case.facts))
    paragraphs = letter.paragraphs(today_for(letter, case.facts))
    return {"version": kind.version, "composed": as_kept(paragraphs)}


def save_facts(case, id, part, mark, facts):
    """Save a page's facts. Raises Stale if that page was saved since it was opened. A
    letter with an earlier version's words keeps them if nothing was changed.
    """

    def change(kept):
        if kept.letter.facts | facts == kept.letter.facts:
            return {}
        told = kept.value["facts"] | facts
        return {"facts": told} | composed_now(kept.kind, told, case)

    return save(case, id, part, mark, change)


def save_words(case, id, mark, edits):
    """Save the changed paragraphs. Raises Stale."""
    return save(case, id, WORDS, mark, lambda kept: {"edits": edits})


def take_new_words(case, id, mark):
    """From now on the words of the present version. Raises Stale."""

    def change(kept):
        return composed_now(kept.kind, kept.value["facts"], case)

    return save(case, id, WORDS, mark, change)


def save(case, id, part, mark, change):
    """Save what change(kept) makes of the letter's value. Raises Stale."""
    for _try in range(TRIES):
        entry = case.get(KIND, id)
        kept = Kept.of(entry, case)
        if kept.mark(part) != mark:
            raise Stale(kept)
        marks = kept.value["marks"] | {part: mark + 1}
        value = kept.value | change(kept) | {"marks": marks}
        try:
            return Kept.of(case.change(KIND, id, value, entry.revision), case)
        except StaleRevision:
            continue  # another part was saved just now
    raise Stale(letter_of(case, id))
