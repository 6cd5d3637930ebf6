"""Many letters as one file: a ZIP with each of them in three formats, or one PDF.

In the ZIP a letter's files are called by its number, 01.pdf, those of its copy to read
01-es.pdf, and there is no list that would say which site is which: the page it is taken
from shows the numbers. It is made as it is sent, a few letters in memory at a time;
nothing is written to disk.
"""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from django.utils.translation import get_language

from helpcenter.documents import paper_for, to_docx, to_text
from helpcenter.documents.binder import Laid, bind, lay_out
from takedown.preview import document_of
from takedown.reading import reading_of

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the time of every file: when it was made is nobody's
PRIVATE = 0o600 << 16  # for programs that give files the rights they have in the ZIP
AT_ONCE = 6  # letters that are laid out together, on both cores
AHEAD = 2  # such portions, made before they are asked for


def zipped(letters, case):
    """Yield the ZIP of these letters, [(number, letter)]."""
    return zip_of(named(letters, case, get_language()))


def named(letters, case, language):
    """Yield (name, document): each letter, then its copy to read if there is one."""
    for number, kept in letters:
        yield number, document_of(kept, case)
        if copy := reading_of(kept, language):
            yield f"{number}-{language}", copy.document(case)


def zip_of(documents):
    """Yield the ZIP of these documents, [(name, document)]."""
    written = Written()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, document, pdf in laid_out(documents):
            add(archive, f"{name}.pdf", pdf)
            add(archive, f"{name}.docx", to_docx(document))
            add(archive, f"{name}.txt", to_text(document).encode())
            yield written.taken()
    yield written.taken()


def add(archive, name, data):
    entry = ZipInfo(name, LONG_AGO)
    entry.external_attr = PRIVATE
    archive.writestr(entry, data, ZIP_DEFLATED)


class Written:
    """What a ZIP is written to: it keeps each piece until it is taken."""

    def __init__(self):
        self.pieces = []

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self):
        """Nothing waits anywhere else."""

    def taken(self):
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def laid_out(documents):
    """Yield (name, document, its PDF). While one portion is used, the next ones are
    laid out in the processes of the pool.
    """
    waiting = deque()
    with ThreadPoolExecutor(1) as beside:
        for portion in batched(documents, AT_ONCE, strict=False):
            pages = beside.submit(lay_out, [document for _, document in portion])
            waiting.append((portion, pages))
            if len(waiting) > AHEAD:
                yield from together(*waiting.popleft())
        while waiting:
            yield from together(*waiting.popleft())


def together(portion, pages):
    for (name, document), pdf in zip(portion, pages.result(), strict=True):
        yield name, document, pdf


def bound(letters, case):
    """Yield one PDF: each letter begins on a new page and counts its own pages."""
    parts = [
        Laid(document_of(kept, case).source, title=number, has_own_numbers=True)
        for number, kept in letters
    ]
    paper = paper_for(case.facts.get("country"))
    return bind(parts, title=f"{timezone.localdate():%Y-%m}", paper=paper)
