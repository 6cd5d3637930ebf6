"""Hands a document over as a file with a name that tells nobody anything."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.text import slugify

from helpcenter.documents import to_docx, to_pdf, to_text

LONGEST_NAME = 40


class Format(NamedTuple):
    label: str
    content_type: str
    make: Callable


FORMATS = {
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_docx,
    ),
    "txt": Format("Plain text", "text/plain; charset=utf-8", to_text),
}


def download(document, extension, name="notes", today=None):
    """The answer that saves the document, as notes-2026-11.pdf for example.

    An extension that is not in FORMATS is a 404, so that it may stand in a URL. The
    name is the person's own choice or ours; what is not plain ASCII is left out of it.
    """
    if extension not in FORMATS:
        raise Http404
    kind = FORMATS[extension]
    response = HttpResponse(kind.make(document), content_type=kind.content_type)
    file_name = f"{dull(name)}-{today or timezone.localdate():%Y-%m}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


def dull(name):
    return slugify(name)[:LONGEST_NAME].strip("-_") or "notes"
