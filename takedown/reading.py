"""A copy to read: an English letter in the language of the visit, beside it.

It is composed from the same facts by the same template, and says at its top that it is
not what is sent. A paragraph that does not say what our words of today say stands in it
as it is in the letter: the person changed it, or it was sent in earlier words.
"""

import re
from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from helpcenter.documents import Document, paper_for
from takedown.dates import today_for
from takedown.letters import LETTERS
from takedown.letters.paragraphs import as_kept, text_of
from takedown.requests.parts import Sent

SENT_IN = "en"
BLOCK = re.compile(r"<(p|h2|ul|ol)\b")  # of ours: what was typed is escaped


@dataclass(frozen=True)
class Reading:
    """The copy, in one language, of one letter."""

    html: str
    language: str

    @property
    def name(self):
        """Of its file: it tells nobody anything."""
        return f"notes-{self.language}"

    def document(self, case):
        size = paper_for(case.facts.get("country"))
        with override(self.language):
            return Document(self.html, _("Letter"), self.language, size)


def reading_of(kept, language=None):
    """Of a kept letter as it stands today. None where the site speaks English."""
    letter = kept.in_new_words
    today = today_for(letter, kept.case_facts)
    shown = as_kept(kept.letter.paper(today).paragraphs)
    return reading(letter, shown, today, language or get_language())


def reading_of_request(sent):
    """Of a letter as it was sent. None too for a kind that is no more."""
    kind = LETTERS.get(sent.kind_slug)
    if kind is None:
        return None
    then = Sent(**sent.value["sent"]).moment.date()
    return reading(kind(sent.facts), sent.value["paper"], then, get_language())


def reading(letter, shown, today, language):
    """`shown`: the letter's paragraphs, (name, HTML). `letter`: in words of today."""
    if language == SENT_IN:
        return None
    english = dict(as_kept(letter.paragraphs(today)))
    with override(language):
        ours = dict(as_kept(letter.paragraphs_to_read(today)))
        parts = [
            ours[key] if is_same(html, english.get(key, "")) else as_it_is(html)
            for key, html in shown
            if html
        ]
        html = "\n".join([note(f"<strong>{mark_of(letter)}</strong>"), *parts])
    return Reading(html, language)


def is_same(html, other):
    return text_of(html) == text_of(other)


def mark_of(letter):
    if letter.is_sheet:
        return _("Copy to read. The sheet itself is in English.")
    return _("Copy to read. The letter that is sent is the one in English.")


def as_it_is(html):
    """A paragraph of the English letter, with a line that says so."""
    told = note(_("The next part stands here as it is in the letter."))
    return told + marked(html)


def marked(html):
    """The letter's own language on each of its blocks, for a paper in another one."""
    return BLOCK.sub(rf'<\1 lang="{SENT_IN}"', html)


def note(text):
    return f'<p class="note">{text}</p>'
