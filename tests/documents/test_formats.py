"""The three formats say the same, whatever is in them."""

from collections import Counter

import pytest
from django.template import Context, Template

from helpcenter.documents import Document, to_docx, to_pdf, to_text
from tests.documents.samples import (
    SCRIPTS,
    TABLE_HTML,
    docx_of,
    docx_words,
    ink,
    letter,
    pdf_labels,
    pdf_of,
    pdf_words,
    text_labels,
    text_words,
)

HOSTILE = {
    "NUL": "a\x00b",
    "vertical tab": "a\x0bb\x0cc",
    "lone surrogate": "a\ud800b\udfffc",
    "noncharacter": "a\uffff\ufffe\ufdd0b",
    "line separators": "a\u2028b\u2029c\x85d",
    "override": "abc \u202efed\u202c ghi",
    "isolates": "abc \u2068\u05e9\u05dc\u2069 \u200fghi",
    "combining marks": "Z" + "\u0351\u036b\u0343" * 300,
    "zero width": "a\u200b\u200c\u200d\ufeffb\u00adc",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 1️⃣ 🇺🇦",
    "a template": "{{7*7}} {% now %}",
    "a script": "<script>alert(1)</script>",
    "Word markup": "</w:t></w:r></w:p><w:p>",
    "an entity": "&amp;#0; &lt; &#xD800; ]]>",
    "CSS": "</style><style>@import 'file:///etc/passwd'",
    "a long link": "https://example.org/" + "a/b?c=" * 660,
    "a long word": "x" * 5000,
    "a long word without links": "ش" * 3000,
    "page": "Page 1 of 1",
}
LINKS = {
    "javascript": "javascript:alert(1)",
    "spaces": "https://example.org/a b\t\"c'<d>",
    "brackets": "https://[oops/",
    "no host": "https:///x",
    "percent": "https://example.org/%%%zz",
    "unicode": "https://مثال.example/é?ü=☺",
    "control": "https://example.org/\x00\x0b\ud800",
    "override": "https://example.org/\u202egpj.exe",
    "4,000 characters": "https://example.org/" + "a" * 4000,
    "credentials": "https://me:secret@example.org:99999/",
}
NOWHERE = {
    LINKS[name] for name in ("javascript", "brackets", "no host", "4,000 characters")
}
HOLDER = Template("""{% load paper %}
<h2>{{ words }}</h2><p class="subject">{{ words }}</p>
<p>Before {{ words }} <strong>{{ words }}</strong> after.</p>
<ul><li>{{ words }}</li></ul>
<table><tr><th>Link</th><td>{{ words|as_link }}</td></tr></table>""")


def holding(words):
    return letter(HOLDER.render(Context({"words": words})), title=words)


def test_every_format_says_the_same():
    written = ink(text_words(letter()))
    assert ink(pdf_words(letter())) == written
    assert ink(docx_words(letter())) == written


def test_numbers_of_lists_are_the_same_in_pdf_and_text():
    assert text_labels(letter()) == [
        *("1.", "2.", "a.", "b.", "i.", "ii.", "3."),
        *("1.", "2."),
    ]
    assert pdf_labels(letter()) == text_labels(letter())


def test_every_format_says_the_same_in_tables():
    document = letter(TABLE_HTML)
    assert ink(pdf_words(document)) == ink(docx_words(document))
    assert to_text(document) == (
        "What happened\n\n"
        "No. 1\nWhen: May 2026\nWhat: They wrote.\nTwice.\n\n"
        "No. 2\nWhat: Two parts\n- of it\n\n"
        "Name: Dana\nSigned:\n\n"
        "left | right\n"
    )


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_every_format_says_the_same_in_every_script(words):
    document = letter(f"<p>{words}</p><p>In English: {words}, 24-118820.</p>")
    written = Counter(ink(to_text(document)))
    assert Counter(ink(docx_words(document))) == written
    read = Counter(ink(pdf_words(document)))
    # Where one sign stands for several letters, they are read back in another number.
    assert sum((written - read).values()) <= sum(written.values()) * 0.2
    assert read["8"] == written["8"] > 0


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_document(words):
    document = holding(words)
    assert "Before" in to_text(document)
    assert pdf_words(document).count("Before") == 1
    assert ink("".join(p.text for p in docx_of(document).paragraphs)) == ink(
        text_words(letter(document.source.partition("<table>")[0]))
    )


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_no_link_breaks_a_document(link):
    document = holding(link)
    for page in pdf_of(document).pages:
        for annotation in page.get("/Annots", []):
            target = annotation.get_object()["/A"]["/URI"]
            assert target.startswith("https://")
            assert target.isascii()
            assert len(target) <= 2083
    targets = [
        relation.target_ref
        for relation in docx_of(document).part.rels.values()
        if relation.is_external
    ]
    assert all(t.startswith("https://") and len(t) <= 2083 for t in targets)
    assert len(targets) == (0 if link in NOWHERE else 1)


def test_a_character_that_no_font_has_breaks_nothing():
    document = holding("\U0003fffd \ue000 \U000e0fff")
    assert len(pdf_of(document).pages) == 1
    assert "\ue000" in docx_words(document)


def test_words_of_a_template_are_only_words():
    document = holding("{{7*7}} <script>alert(1)</script> </w:t>")
    text = to_text(document)
    assert "Before {{7*7}} <script>alert(1)</script> </w:t> {{7*7}}" in text
    assert pdf_words(document).count("</w:t>") == text.count("</w:t>") == 6
    assert "49" not in text


@pytest.mark.slow
@pytest.mark.parametrize("words", ["one more word, " * 13_333, "y" * 200_000])
def test_what_fills_a_whole_field_is_printed(words):
    document = letter(f"<p>{words}</p>")
    assert len(ink(to_text(document))) == len(ink(words))
    assert len(ink(docx_words(document))) == len(ink(words))
    assert len(ink(pdf_words(document))) == len(ink(words))


def test_a_million_characters_are_read_and_written():
    document = letter(f"<p>{'one more word, ' * 70_000}<br></p>" + "<p>a</p>" * 20)
    count = 70_000 * len("onemoreword,") + 20
    assert len(ink(to_text(document))) == len(ink(docx_words(document))) == count


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_the_same_document_is_the_same_bytes(make):
    assert make(letter()) == make(letter())


@pytest.mark.parametrize("make", [to_pdf, to_docx, to_text])
def test_an_empty_document_is_a_document(make):
    assert make(Document("", title="")) is not None
    assert to_text(Document("", title="")) == ""


def test_a_document_is_read_once():
    document = letter()
    assert document.blocks is document.blocks
