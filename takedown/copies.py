"""The letters of a case, and what came of those that were sent, for its digital copy
(see CASE_PAPERS in the settings).
"""

from evidence.minors import is_minor
from helpcenter.documents import to_pdf, to_text
from takedown.kept import all_letters_of
from takedown.preview import document_of
from takedown.requests.board import ordered
from takedown.requests.papers import list_document, packet_document
from takedown.requests.reminders import calendar_of
from takedown.requests.store import requests_of


def papers_of(case):
    """Yield (file name, bytes) of each letter that may be made, the oldest first, then
    of each that was sent. A copy that comes back is tried by making them, too.
    """
    if is_minor(case):
        return
    for number, kept in enumerate(reversed(all_letters_of(case)), start=1):
        if not kept.is_known:
            yield from both(f"{number}-letter", document_of(kept, case))
        elif not kept.letter.bar:
            yield from both(f"{number}-{kept.kind.slug}", document_of(kept, case))
    requests = requests_of(case)
    if not requests:
        return
    yield from both("requests", list_document(ordered(requests), case))
    yield "requests.ics", calendar_of(requests)
    for number, sent in enumerate(reversed(requests), start=1):
        yield from both(f"sent-{number}-{sent.kind_slug}", packet_document(sent, case))


def both(name, document):
    yield f"{name}.pdf", to_pdf(document)
    yield f"{name}.txt", to_text(document).encode()
