"""A kept letter as it is shown: composed for today, with what to look at before it
goes out.
"""

from directory.recognise import is_link, recognise_all
from helpcenter.documents import Document, paper_for, to_text
from takedown.dates import today_for
from takedown.forms import CopyForm
from takedown.kept import letters_of
from takedown.letters.litigation_hold import LitigationHold
from takedown.sites import directory_says


def draft_of(kept, case):
    """The composed letter of today, paragraph by paragraph."""
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
    document = paper_document(paper, case)
    return {
        "kept": kept,
        "letter": letter,
        "paper": paper,
        "missing": [(each, page_of(letter, each)) for each in missing],
        "helpful": [(e, page_of(letter, e)) for e in letter.missing(paper, False)],
        "breaches": breaches,
        "is_ready": not missing and not breaches,
        "odd_links": list(odd_links(kept)),
        "outdated": [each for each in paper.paragraphs if each.is_outdated],
        "copy": CopyForm(initial={"text": to_text(document)}),
    } | directory_says(kept)


def page_of(letter, missing):
    """The page with the field that is missing, or None if it is in the words."""
    return letter.page_of(missing.field) if missing.field else None


def odd_links(kept):
    """(line, what to know) of what is no link, or is one of another site."""
    links = kept.letter.facts.get("links", ())
    for link, platform in zip(links, recognise_all(links), strict=True):
        if not is_link(link):
            yield link, "This does not look like a web link."
        elif kept.kind.has_site and platform and platform.slug != kept.platform_slug:
            yield (
                link,
                f"This is on {platform.name}. Each site should get only its own links.",
            )


def holds_for(case, kept):
    """The letters of this case that ask the same site to keep its records."""
    return [
        each
        for each in letters_of(case)
        if each.kind is LitigationHold and each.letter.service == kept.letter.service
    ]
