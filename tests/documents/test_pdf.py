"""PDF: for eyes and ears alike, with nothing of ours in it and nothing fetched."""

import logging
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from helpcenter.documents import A4, LETTER, Document, paper_for, pdf, to_pdf
from tests.documents.samples import LETTER_HTML, SCRIPTS, TABLE_HTML, letter, pdf_of

ARABIC = "<p>السيد المدير، أطلب حذف الصور فورا.</p>"
MARKER = "the contents of a file on the server"
ATTACKS = {
    "attachment": '<link rel="attachment" href="{}">',
    "linked attachment": '<a rel="attachment" href="{}">a</a>',
    "stylesheet": '<link rel="stylesheet" href="{}">',
    "picture": '<img alt="a" src="{}">',
    "object": '<object data="{}">a</object>',
    "background": '<p style="background: url({})">a</p>',
    "import": "<style>@import '{}';</style>",
    "font": "<style>@font-face {{ font-family: x; src: url('{}') }} "
    "p {{ font-family: x }}</style>",
}


class Listener(HTTPServer):
    """A server on this machine that counts who asks."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = 0


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(MARKER.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def listener():
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def secret_file(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text(MARKER)
    return file


def everything_in(pdf_bytes):
    """Each object of a PDF, its streams unpacked, in one piece."""
    reader = PdfReader(BytesIO(pdf_bytes))
    parts = [pdf_bytes]
    for number in {*reader.xref[0], *reader.xref_objStm}:
        held = reader.get_object(number)
        parts.append(repr(held).encode())
        if hasattr(held, "get_data"):
            parts.append(held.get_data())
    return b"\n".join(parts)


def attack(kind, url):
    return f'<html lang="en"><title>a</title><body>{ATTACKS[kind].format(url)}<p>a</p>'


@pytest.mark.parametrize("kind", ATTACKS)
def test_nothing_is_fetched_from_the_network(kind, listener):
    html = attack(kind, f"http://127.0.0.1:{listener.server_port}/a")
    pdf.printed(html, pdf.page_rule(A4, "", " / "))
    assert listener.asked == 0


@pytest.mark.parametrize("kind", ATTACKS)
def test_no_file_is_read(kind, secret_file):
    made = pdf.printed(attack(kind, secret_file.as_uri()), "")
    assert MARKER.encode() not in everything_in(made)


def test_stock_weasyprint_would_fetch_and_read(listener, secret_file):
    """So that the two tests above have something to refuse."""
    made = HTML(string=attack("attachment", secret_file.as_uri())).write_pdf()
    assert MARKER.encode() in everything_in(made)
    url = f"http://127.0.0.1:{listener.server_port}/a"
    HTML(string=attack("stylesheet", url)).write_pdf()
    assert listener.asked == 1


def test_it_is_tagged_for_screen_readers():
    reader = pdf_of(letter(LETTER_HTML + TABLE_HTML, language="en-US"))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfuaid:part="1"' in metadata
    assert reader.pages[0]["/Tabs"] == "/S"
    kinds = set(tags_of(root["/StructTreeRoot"]))
    assert kinds >= {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Link"}
    assert kinds >= {"/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption"}
    assert "/BlockQuote" in kinds


def tags_of(node):
    node = getattr(node, "get_object", lambda: node)()
    if isinstance(node, list):
        for child in node:
            yield from tags_of(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        yield from tags_of(node.get("/K", []))


def test_headings_are_bookmarks():
    first, (ask, (where,), second) = pdf_of(letter()).outline
    titles = [entry.title for entry in (first, ask, where, second)]
    assert titles == ["Request", "What I ask", "Where", "Second page"]


def test_its_title_is_the_document_s_own():
    reader = pdf_of(letter(title=" My <b>\n\x00letter\ud800 "))
    assert reader.metadata.title == "My <b> letter"
    assert dict(reader.metadata) == {"/Title": "My <b> letter"}


def test_it_says_nothing_of_who_made_it_or_when():
    made = to_pdf(letter())
    inside = everything_in(made).lower()
    for trace in [b"weasyprint", b"pydyf", b"helpcenter", b"python", b"django"]:
        assert trace not in inside
    assert b"date" not in re.sub(rb"november 22, 2026", b"", made.lower())
    assert "/ID" not in PdfReader(BytesIO(made)).trailer


def test_every_page_has_its_number():
    pages = [page.extract_text() for page in pdf_of(letter()).pages]
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 3" in page
    (arabic,) = pdf_of(letter(ARABIC, language="ar")).pages
    assert "1 / 1" in arabic.extract_text()
    assert "Page" not in arabic.extract_text()


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        (A4, (595, 842)),
        (LETTER, (612, 792)),
        (A4.landscape, (842, 595)),
        (LETTER.landscape, (792, 612)),
    ],
)
def test_it_is_on_the_paper_that_was_asked_for(paper, size):
    box = pdf_of(Document("<p>a</p>", "a", paper=paper)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize(
    ("country", "paper"), [("US", LETTER), ("", LETTER), (None, LETTER), ("DE", A4)]
)
def test_paper_is_that_of_the_country(country, paper):
    assert paper_for(country) == paper


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script_has_its_letters(words, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        to_pdf(letter(f"<h2>{words}</h2><p>{words} <em>{words}</em></p>"))
    assert [r.message for r in caplog.records if "notdef" in r.message] == []


def test_a_letter_that_no_font_has_would_be_noticed(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        to_pdf(letter("<p>\U0003fffd</p>"))
    assert any("notdef" in record.message for record in caplog.records)


def test_what_somebody_wrote_is_not_logged(caplog):
    to_pdf(letter("<p>\U0003fffd</p>"))
    assert caplog.records == []


def test_every_font_is_inside():
    reader = pdf_of(letter("".join(f"<p>{words}</p>" for words in SCRIPTS.values())))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    inside = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert len(inside) > 10
    for font in inside:
        descriptor = font["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_figures_are_not_drawn_as_emoji():
    """Pango takes them from the emoji font as soon as a style sheet names it."""
    fonts = {}
    (page,) = pdf_of(letter("<p>24-118820 السيد 3 🙂 7</p>")).pages
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: fonts.update(
            {character: font["/BaseFont"] for character in text if font}
        )
    )
    assert all("Noto-Serif" in fonts[figure] for figure in "2418037")
    assert "Emoji" in fonts["🙂"]


def test_an_emoji_is_made_ready_once(monkeypatch):
    monkeypatch.setattr(pdf, "EMOJI", {})
    monkeypatch.setattr(pdf, "MOST_EMOJI", 2)
    to_pdf(letter("<p>" + "🙂 " * 200 + "👍</p>"))
    assert len(pdf.EMOJI) == 2
    to_pdf(letter("<p>🎈</p>"))
    assert len(pdf.EMOJI) == 1


def test_the_head_of_a_long_table_is_on_each_of_its_pages():
    row = f"<tr><td>a</td><td>{'words ' * 60}</td></tr>"
    head = "<thead><tr><th class='narrow'>Number</th><th>What</th></tr></thead>"
    pages = pdf_of(letter(f"<table>{head}{row * 30}</table>")).pages
    assert len(pages) > 2
    assert all("Number" in page.extract_text() for page in pages)


def test_a_row_longer_than_a_page_loses_nothing():
    words = " ".join(f"word{n}" for n in range(1500))
    table = f"<table><tr><td>a</td><td>{words}</td></tr><tr><td>b</td><td>end</td></tr>"
    pages = pdf_of(letter(f"{table}</table>")).pages
    text = " ".join(page.extract_text() for page in pages)
    assert re.findall(r"word\d+", text) == words.split()
    assert "end" in text


def test_a_signature_stays_with_the_words_before_it():
    for lines in range(24, 33):
        source = "<p>a</p>" * lines + "<p>Sincerely</p><p class='signature'>Dana</p>"
        texts = [page.extract_text() for page in pdf_of(letter(source)).pages]
        assert any("Sincerely" in text and "Dana" in text for text in texts)


def test_a_long_link_stays_on_the_paper():
    link = "https://example.org/" + "a_b-c?d=" * 200
    source = f"<p>{link}</p><table><tr><td>a</td><td>{link}</td></tr></table>"
    (page, *_) = pdf_of(letter(source)).pages
    edge = float(page.mediabox.width) - 25 / 25.4 * 72
    ends = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: ends.append(tm[4] * cm[0] + cm[4])
    )
    assert 0 < max(ends) < edge
    for page in pdf_of(letter(f"<p><a href='{link}'>{link}</a></p>")).pages:
        for annotation in page.get("/Annots", []):
            assert annotation.get_object()["/Rect"][2] <= edge + 1
