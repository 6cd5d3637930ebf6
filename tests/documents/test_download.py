"""A download tells nobody anything, and is kept by nobody."""

import datetime
from io import BytesIO

import docx
import pytest
from django.http import Http404
from pypdf import PdfReader

from helpcenter.documents.download import FORMATS, download
from helpcenter.documents.links import anchor
from tests.documents.samples import letter

DAY = datetime.date(2026, 11, 22)
NAMES = {
    "notes": "notes",
    "My Letter to Chatter": "my-letter-to-chatter",
    'a"\r\nSet-Cookie: b/../../c': "a-set-cookie-bc",
    "../../etc/passwd": "etcpasswd",
    "письмо": "notes",
    "": "notes",
    "-": "notes",
    "x" * 300: "x" * 40,
}


@pytest.mark.parametrize("extension", FORMATS)
def test_a_download_is_a_file_with_a_neutral_name(extension):
    response = download(letter(), extension, today=DAY)
    expected = f'attachment; filename="notes-2026-11.{extension}"'
    assert response.headers["Content-Disposition"] == expected
    assert response.headers["Content-Type"] == FORMATS[extension].content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_each_format_is_what_it_says():
    pdf, word, text = (
        download(letter(), extension).content for extension in ("pdf", "docx", "txt")
    )
    assert "Dana" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert docx.Document(BytesIO(word)).paragraphs[0].text.startswith("Dana")
    assert text.decode().startswith("Dana")
    assert list(FORMATS) == ["pdf", "docx", "txt"]


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_a_name_is_plain(name, shown):
    header = download(letter(), "txt", name, DAY).headers["Content-Disposition"]
    assert header == f'attachment; filename="{shown}-2026-11.txt"'


@pytest.mark.parametrize("extension", ["", "exe", "PDF", "pdf/", "html"])
def test_another_format_is_not_found(extension):
    with pytest.raises(Http404):
        download(letter(), extension)


def test_what_was_typed_as_a_link_is_one_only_if_paper_may_carry_it():
    link = " https://a.example/?b=c&d=<e> "
    escaped = "https://a.example/?b=c&amp;d=&lt;e&gt;"
    assert anchor(link) == f'<a href="{escaped}">{escaped}</a>'
    assert anchor("javascript:alert('1')") == "javascript:alert(&#x27;1&#x27;)"
    assert anchor("/a") == "/a"
