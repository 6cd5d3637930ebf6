"""Whatever somebody types or pastes is printed as typed, in every format, or refused
with a sentence that says what to do. Nothing of it runs, breaks or gets lost.
"""

import html
import re
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Word
from pypdf import PdfReader

from helpcenter.documents import Document, to_docx, to_pdf, to_text
from helpcenter.forms import clean_text
from takedown.forms import WordsForm
from takedown.letters import LETTERS
from takedown.letters.fields import PICTURE_REFUSED
from tests.crawl import Page, filled, text_fields
from tests.letter_facts import KINDS, TODAY, WITH_LINKS, make_letter
from tests.test_takedown import adult, fill
from tests.test_takedown import chatter as chatter

HOSTILE = {
    "spaces": "   \n \t ",
    "controls": "before\x00\x01\x0b\x0c\x1b\x7f\x85 after",
    "lone surrogates": "before \ud800\udfff after",
    "noncharacters": "a\uffff b\ufdd0 c",
    "right to left": "مرحبا שלום \u202eabc\u202c",
    "combining": "Z" + "\u0351\u036b\u0343" * 50,
    "emoji and Thai": "\U0001f469\u200d\U0001f52c ภาพของฉัน",
    "template": "{{7*7}} {% csrf_token %} {{ letter }}",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!--sender--><!--links--> --> <!--",
    "Word markup": "</w:t></w:r></w:p>&amp;<w:p>",
    "formula": '=cmd|" /C calc"!A0 @SUM(1)',
    "javascript link": "javascript:alert(document.cookie)",
    "long link": "https://example.org/" + "a" * 4000 + "?x=1&y=<2>#é",
    "long word": "w" * 990,
    "entities": "&lt;b&gt; &nbsp; &#x27; &copy;",
    "markdown": "**a** _b_ [c](https://example.org) `d`",
}
NEVER_TYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\uffff\ufdd0]")
every_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
every_kind = pytest.mark.parametrize("kind", KINDS)
EACH_IN_A_PDF = list(zip(KINDS * 5, HOSTILE.values(), strict=False))
# What is typed as a picture, in the ways browsers and mail programs copy one.
PICTURES = [
    "data:image/png;base64,iVBORw0KGgo=",
    "see DATA:image/jpeg;base64,/9j/4AAQ and tell me",
    "data:video/mp4;base64,AAAA",
    "data:application/octet-stream;base64,AAAA",
    "data:;base64,AAAA",
]


def text_boxes(page):
    """The names of the boxes of a page in which one types."""
    return [
        name
        for name, field in page.base_fields.items()
        if hasattr(field.widget, "input_type") is False
        or field.widget.input_type == "text"
        if not hasattr(field, "choices")
    ]


def first_kind_with(page):
    return next(kind for kind in KINDS if page in LETTERS[kind].pages)


PAGES = {page: first_kind_with(page) for k in KINDS for page in LETTERS[k].pages}
BOXES = [
    (kind, page, name) for page, kind in PAGES.items() for name in text_boxes(page)
]
every_box = pytest.mark.parametrize(
    ("kind", "page", "name"), BOXES, ids=[name for _, _, name in BOXES]
)


def form_of(kind, page, data, voice="self"):
    letter = make_letter(kind, voice)
    return page(data, letter=letter, initial=letter.facts)


def voice_of(name):
    helpers = {"attorney": "attorney", "advocate": "advocate", "shown": "advocate"}
    return helpers.get(name.split("_")[0], "self")


def sent(kind, page, name, text):
    """The page with this text in one box, as it comes in."""
    data = {name: text, "attorney_is_lawyer": "on"}
    form = form_of(kind, page, data, voice_of(name))
    form.is_valid()
    return form


def cleaned(kind, page, name, text):
    """What the page makes of the text in this box; None if it refuses it."""
    return sent(kind, page, name, text).cleaned_data.get(name)


def ink(text):
    """What is visible on the paper: no spaces, marks of lists or invisible signs."""
    text = re.sub(r"^\s*(?:[-•]|\d+\.)\s*", "", text, flags=re.MULTILINE)
    return re.sub(r"[\s\u200d\u202a-\u202e\u2066-\u2069\u00ad]", "", text)


def hostile_letter(kind, text):
    """A letter with this in every box that takes it."""
    boxes = [(page, n) for page in LETTERS[kind].pages for n in text_boxes(page)]
    facts = {name: cleaned(kind, page, name, text) for page, name in boxes}
    facts |= {"name": "Robin", "signature": "Robin"}
    return make_letter(kind, **{n: v for n, v in facts.items() if v})


def document(kind, text):
    return Document(hostile_letter(kind, text).compose(TODAY), title="Letter")


@every_text
def test_every_box_takes_it_as_typed_or_says_what_to_do(text):
    typed = " ".join(NEVER_TYPED.sub("", text).split())
    for kind, page, name in BOXES:
        form = sent(kind, page, name, text)
        if name in form.errors:
            assert form[name].value() == text
            assert re.search(r"longer than one box|like this", form.errors[name][0])
        else:
            value = form.cleaned_data[name]
            lines = value if isinstance(value, list) else [value]
            assert " ".join("\n".join(lines).split()) == typed


@every_text
@every_kind
def test_text_and_word_file_say_the_same(kind, text):
    whole = document(kind, text)
    word = "\n".join(p.text for p in Word(BytesIO(to_docx(whole))).paragraphs)
    assert ink(word) == ink(to_text(whole))


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "text"), EACH_IN_A_PDF, ids=HOSTILE)
def test_pdf_can_be_made_and_is_whole(kind, text):
    pages = PdfReader(BytesIO(to_pdf(document(kind, text)))).pages
    assert len(pages) >= 1
    texts = [page.extract_text() for page in pages]
    if kind == "follow-up":  # its signature stands before the copy of the first request
        assert any("/s/ Robin" in text for text in texts)
    else:
        assert "Robin" in texts[-1]


@every_text
@every_kind
def test_nothing_typed_becomes_markup(kind, text):
    html = hostile_letter(kind, text).compose(TODAY)
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags <= {"p", "br", "h2", "ul", "ol", "li", "hr"}
    assert "<!--" not in html
    assert ("{{7*7}}" in html) == ("7*7" in text)


@every_text
@every_kind
def test_every_paragraph_takes_it(kind, text):
    paragraphs = make_letter(kind).paper(TODAY).paragraphs
    form = WordsForm(
        {f"p-{each.key}": text for each in paragraphs}, paragraphs=paragraphs
    )
    assert form.is_valid(), form.errors
    letter = make_letter(kind, edits=form.edits())
    assert "<script" not in letter.compose(TODAY)
    said = to_text(Document(letter.compose(TODAY), title="Letter"))
    assert ("alert(1)" in said) == ("alert(1)" in text)


@pytest.mark.parametrize("picture", PICTURES[:2])
@every_box
def test_picture_written_as_text_is_refused_in_plain_words(kind, page, name, picture):
    form = sent(kind, page, name, picture)
    assert form.errors[name] == [PICTURE_REFUSED]
    assert form[name].value() == picture


@pytest.mark.parametrize("picture", PICTURES)
def test_picture_is_refused_in_changed_words_too(picture):
    paragraphs = make_letter("dmca").paper(TODAY).paragraphs
    form = WordsForm({"p-opening": picture}, paragraphs=paragraphs)
    assert form.errors["p-opening"] == [PICTURE_REFUSED]


@every_box
def test_a_megabyte_is_kept_in_the_box_with_a_sentence(kind, page, name):
    story = "word " * 200_000
    form = sent(kind, page, name, story)
    assert "longer than one box can hold" in form.errors[name][0]
    assert form[name].value() == story


@every_kind
def test_no_page_takes_a_file(kind):
    for page in LETTERS[kind].pages:
        assert not any(
            field.widget.needs_multipart_form for field in page.base_fields.values()
        )


@pytest.mark.parametrize("kind", WITH_LINKS)
def test_five_hundred_links_once_each_in_order(kind):
    links = [f"https://chatter.example.net/p/{n}?a=1&b=2" for n in range(500)]
    where = next(p for p in LETTERS[kind].pages if p.slug == "where")
    value = cleaned(kind, where, "links", "\r\n".join([*links, *reversed(links)]))
    assert value == links
    letter = make_letter(kind, links=links, copies=[])
    text = to_text(Document(letter.compose(TODAY), title="L"))
    assert re.findall(r"https://chatter\S+", text) == links


@pytest.mark.parametrize(
    ("kind", "text"), [pair for pair in EACH_IN_A_PDF if "\ud800" not in pair[1]]
)
def test_every_page_of_the_site_takes_it(chatter, kind, text):
    client = adult()
    id = fill(client, kind)
    paths = [reverse(f"takedown:{name}", args=[id]) for name in ("words", "delete")]
    begin = "requests" if LETTERS[kind].follows else "letter"
    named = [] if LETTERS[kind].follows else [kind]
    paths += [reverse(f"takedown:{begin}", args=named), reverse("takedown:age")]
    pages = [page.slug for page in LETTERS[kind].pages]
    paths += [reverse("takedown:page", args=[id, page]) for page in pages]
    for path in sorted(paths, key=lambda path: "delete" in path):
        for action, form in Page(path, client.get(path)).forms():
            response = client.post(action, filled(form, text))
            assert response.status_code in (200, 302), path
            assert b"<script>alert" not in response.content
            if response.status_code == 200 and text.strip() and text_in(form):
                assert html.escape(clean_text(text).split()[0])[:20] in response.text


def text_in(form):
    return [name for name in text_fields(form) if name != "text"]
