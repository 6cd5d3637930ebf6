"""The letters of a case, for its digital copy (see CASE_PAPERS in the settings)."""

from evidence.minors import is_minor
from helpcenter.documents import to_pdf, to_text
from takedown.kept import letters_of
from takedown.preview import document_of


def papers_of(case):
    """Yield (file name, bytes) of each letter that may be made, the oldest first."""
    if is_minor(case):
        return
    for number, kept in enumerate(reversed(letters_of(case)), start=1):
        if kept.letter.bar:
            continue
        document = document_of(kept, case)
        name = f"{number}-{kept.kind.slug}"
        yield f"{name}.pdf", to_pdf(document)
        yield f"{name}.txt", to_text(document).encode()
