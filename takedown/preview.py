"""A kept letter as it is shown: composed for today, with what to look at before it
goes out.
"""

from django.utils.translation import gettext as _

from directory.notes import ARCHIVE, REDIRECT
from directory.recognise import examine_all, host_of
from helpcenter.documents import Document, paper_for, to_text
from takedown.dates import today_for
from takedown.forms import CopyForm, MarkForm
from takedown.kept import WORDS, letters_of
from takedown.letters.litigation_hold import LitigationHold
from takedown.reading import reading_of
from takedown.review import overdue_since
from takedown.sending import Sending, form_of
from takedown.sites import directory_says


def draft_of(kept, case):
    """The composed letter of today, paragraph by paragraph; of a kind that is no more,
    as it was kept.
    """
    if not kept.is_known:
        return kept.as_composed
    letter = kept.letter
    return letter.paper(today_for(letter, case.facts))


def document_of(kept, case):
    return paper_document(draft_of(kept, case), case)


def paper_document(paper, case):
    size = paper_for(case.facts.get("country"))
    return Document(paper.html, title="Letter", paper=size)


def preview_of(kept, case):
    letter, paper = kept.letter, draft_of(kept, case)
    missing, breaches = letter.missing(paper), letter.breaches(paper)
    document, says = paper_document(paper, case), directory_says(kept)
    return {
        "kept": kept,
        "letter": letter,
        "paper": paper,
        "missing": [(each, page_of(letter, each)) for each in missing],
        "helpful": [(e, page_of(letter, e)) for e in letter.missing(paper, False)],
        "breaches": breaches,
        "is_ready": not missing and not breaches,
        "odd_links": list(odd_links(kept)),
        "changed": paper.changed,
        "words_mark": MarkForm.fresh(kept.mark(WORDS)),
        "overdue": overdue_since(letter),
        "outdated": [each for each in paper.paragraphs if each.is_outdated],
        "copy": CopyForm(initial={"text": to_text(document)}),
        "sending": Sending.of(letter, paper, document),
        "their_form": form_of(says["known"]),
        "reading": reading_of(kept),
    } | says


def sending_of(kept, case):
    """What helps to send it; None for a sheet that goes to nobody."""
    paper = draft_of(kept, case)
    return Sending.of(kept.letter, paper, paper_document(paper, case))


def page_of(letter, missing):
    """The page with the field that is missing, or None if it is in the words."""
    return letter.page_of(missing.field) if missing.field else None


def odd_links(kept):
    """(line, what to know) of what is no plain link, or is one of another site."""
    for link in examine_all(kept.letter.every_link):
        slug, theirs = slug_of(link), is_theirs(link, kept)
        is_alien = kept.kind.has_site and not theirs
        if link.note not in ("", REDIRECT) and not (theirs and link.note == ARCHIVE):
            yield link.text, link.sentence
        elif slug and is_alien:
            told = _("This is on %(site)s. Each site should get only its own links.")
            yield link.text, told % {"site": link.platform.name}
        elif link.note == REDIRECT:
            yield link.text, link.sentence
        elif link.host and is_alien:
            told = _("We do not know if this is on %(site)s. Please look once more.")
            yield link.text, told % {"site": kept.letter.service}


def slug_of(link):
    return link.platform.slug if link.platform else ""


def is_theirs(link, kept):
    """Whether it is on the site of the letter, as far as its address tells."""
    if slug_of(link) or kept.platform_slug:
        return slug_of(link) == kept.platform_slug
    host = host_of(kept.letter.facts.get("site", ""))
    return not host or f".{link.host}".endswith(f".{host}")


def holds_for(case, kept):
    """The letters of this case that ask the same site to keep its records."""
    return [
        each
        for each in letters_of(case)
        if each.kind is LitigationHold and each.letter.service == kept.letter.service
    ]
