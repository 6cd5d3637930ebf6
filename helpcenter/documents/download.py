"""Hands a document over as a file with a name that tells nobody anything."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from helpcenter.documents import to_docx, to_pdf, to_text

LONGEST_NAME = 40


class Format(NamedTuple):
    label: str
    content_type: str
    make: Callable


FORMATS = {
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "docx": Format(
        _("Word"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_docx,
    ),
    "txt": Format(_("Plain text"), "text/plain; charset=utf-8", to_text),
}


def download(document, extension, name="notes", today=None):
    """The answer that saves the document, as notes-2026-11.pdf for example.

    An extension that is not in FORMATS is a 404, so that it may stand in a URL. The
    name is the person's own choice or ours; what is not plain ASCII is left out of it.
    """
    if extension not in FORMATS:
        raise Http404
    kind = FORMATS[extension]
    named = file_name(extension, name, today)
    return as_file(kind.make(document), kind.content_type, named)


def as_file(content, content_type, named):
    """The answer that saves this under a name that file_name() made."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


def file_name(extension, name="notes", today=None):
    return f"{dull(name)}-{today or timezone.localdate():%Y-%m}.{extension}"


def dull(name):
    return slugify(name)[:LONGEST_NAME].strip("-_") or "notes"
