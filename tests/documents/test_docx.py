"""Word: real headings, lists, tables and links, and nothing of ours in it."""

import re
import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from pypdf import PdfReader

from helpcenter.documents import A4, LETTER, Document, to_docx
from tests.documents.samples import (
    SCRIPTS,
    TABLE_HTML,
    docx_of,
    docx_words,
    ink,
    letter,
)

HEBREW = "\u05e9\u05dc\u05d5\u05dd"
SOFFICE = shutil.which("soffice")
# The order that the standard (ISO 29500-1, 17.3.1.26 and 17.3.2.28) wants them in.
PARAGRAPH_ORDER = "pStyle keepNext pageBreakBefore numPr bidi ind"
RUN_ORDER = "rStyle b bCs i iCs rtl lang"


def parts_of(document):
    with ZipFile(BytesIO(to_docx(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styles(document):
    return [
        paragraph.style.name
        for paragraph in docx_of(document).paragraphs
        if paragraph.text
    ]


def numbers(document):
    """(list, depth, words) of each paragraph that has a number or bullet."""
    for paragraph in docx_of(document).paragraphs:
        properties = paragraph._p.pPr.numPr
        if properties is not None:
            yield properties.numId.val, properties.ilvl.val, paragraph.text


def test_each_block_has_its_style():
    source = (
        "<h1>a</h1><h2>a</h2><h3>a</h3><p>a</p><p class='sender'>a</p>"
        "<p class='date'>a</p><p class='recipient'>a</p><p class='subject'>a</p>"
        "<p class='note'>a</p><p class='signature'>a</p><p class='fine'>a</p>"
        "<ul><li>a</li></ul><ol><li><p>a</p><p>a</p></li></ol>"
        "<blockquote><p>a</p></blockquote>"
    )
    headings = ["Heading 1", "Heading 2", "Heading 3", "Normal", "Sender"]
    blocks = ["Letter Date", "Recipient", "Subject", "Note", "Letter Signature"]
    lists = ["Fine Print", "List Bullet", "List Number", "List Continue", "Quote"]
    assert styles(letter(source)) == headings + blocks + lists


def test_each_numbered_list_counts_from_one():
    listed = (
        "<ol><li>a<ol><li>b</li></ol></li></ol><ul><li>c</li></ul><ol><li>d</li></ol>"
    )
    (one, depth, _), (two, deeper, _), (bullets, *_), (three, *_) = numbers(
        letter(listed)
    )
    assert (depth, deeper) == (0, 1)
    assert len({one, two, bullets, three}) == 4
    numbering = docx_of(letter(listed)).part.numbering_part.element
    for number in (one, two, three):
        starts = numbering.num_having_numId(number).iter(qn("w:startOverride"))
        assert [start.val for start in starts] == [1, 1, 1]


def test_links_are_links():
    file = docx_of(letter())
    links = [link for p in file.paragraphs for link in p.hyperlinks]
    assert [(link.text, link.address) for link in links] == [
        ("dana@example.org", "mailto:dana@example.org"),
        ("chatter.example/p/1?a=b&c=d", "https://chatter.example/p/1?a=b&c=d"),
        (
            "the agency's page (https://www.ftc.gov/take-it-down)",
            "https://www.ftc.gov/take-it-down",
        ),
        ("(217) 555-0100", "tel:+12175550100"),
    ]
    assert all(run.style.name == "Hyperlink" for link in links for run in link.runs)


def test_bold_and_italic_hold_in_every_script():
    (paragraph,) = docx_of(letter("<p><strong>a<em>b</em></strong>c</p>")).paragraphs
    bold, both, plain = paragraph.runs
    assert (bold.bold, bold.font.cs_bold, bold.italic) == (True, True, None)
    assert (both.bold, both.italic, both.font.cs_italic) == (True, True, True)
    assert (plain.bold, plain.italic) == (None, None)


def test_tables_are_tables():
    chart, facts, plain = docx_of(letter(TABLE_HTML)).tables
    assert [[cell.text for cell in row.cells] for row in chart.rows] == [
        ["No.", "When", "What"],
        ["1", "May 2026", "They wrote.\nTwice."],
        ["2", "", "Two parts\nof it"],
    ]
    assert chart.style.name == "Table Grid"
    head, *body = (row._tr.trPr for row in chart.rows)
    assert head.find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:tblHeader")) is None for row in body)
    assert all(row.find(qn("w:cantSplit")) is not None for row in [head, *body])
    assert not chart.autofit
    width = LETTER.width - 50
    narrow, normal, wide = (column.width / Mm(width) for column in chart.columns)
    assert (narrow, normal, wide) == pytest.approx((1 / 9.5, 2.5 / 9.5, 6 / 9.5), 0.01)
    assert facts.rows[0].cells[0].paragraphs[0].style.name == "Table Head"
    assert plain.rows[0].cells[0].paragraphs[0].style.name == "Table Text"


def test_tables_do_not_run_into_each_other_or_the_end():
    body = docx_of(letter(TABLE_HTML)).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")


def test_a_new_page_begins_with_what_is_after_the_break():
    source = "<p>a</p><hr class='page'><h2>b</h2><hr class='page'>" + TABLE_HTML
    file = docx_of(
        letter(source + "<hr class='page'><table><tr><td>c</td></tr></table>")
    )
    before = [
        (p.text, p.style.name)
        for p in file.paragraphs
        if p.paragraph_format.page_break_before
    ]
    assert before == [
        ("b", "Heading 2"),
        ("What happened", "Caption"),
        ("", "After Table"),
    ]


def test_a_signature_stays_with_the_words_before_it():
    source = "<p>a</p><p>Sincerely</p><p class='signature'>Dana</p>"
    kept = [
        p.paragraph_format.keep_with_next for p in docx_of(letter(source)).paragraphs
    ]
    assert kept == [None, True, None]


@pytest.mark.parametrize(
    ("paper", "orientation"),
    [(A4, WD_ORIENT.PORTRAIT), (LETTER.landscape, WD_ORIENT.LANDSCAPE)],
)
def test_it_is_on_the_paper_that_was_asked_for(paper, orientation):
    (section,) = docx_of(Document("<p>a</p>", "a", paper=paper)).sections
    millimeters = (
        section.page_width.mm,
        section.page_height.mm,
        section.left_margin.mm,
    )
    assert millimeters == pytest.approx((paper.width, paper.height, paper.margin), 0.1)
    assert section.orientation == orientation


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Page 1 of 1"), ("ar", "1 / 1")]
)
def test_every_page_has_its_number(language, words):
    parts = parts_of(letter("<p>a</p>", language=language))
    footer = parts["word/footer1.xml"].decode()
    assert re.sub(r"<[^>]+>|^\s+|\n", "", footer, flags=re.M).strip() == words
    assert 'w:instr=" PAGE "' in footer
    assert 'w:instr=" NUMPAGES "' in footer


def test_right_to_left_paragraphs_are_so_in_word():
    source = (
        f"<p>{HEBREW} abc 12</p><p>abc {HEBREW}</p>"
        "<ul dir='rtl'><li><p>1</p><p>2</p></li></ul>"
        f"<table dir='rtl'><tr><td>{HEBREW}</td></tr></table>"
    )
    file = docx_of(letter(source))
    first, second, item, further, _ = file.paragraphs
    assert [p._p.pPr.find(qn("w:bidi")) is not None for p in (first, second)] == [1, 0]
    assert [p._p.pPr.find(qn("w:bidi")) is not None for p in (item, further)] == [1, 1]
    assert [(run.text, run.font.rtl) for run in first.runs] == [
        (f"{HEBREW} ", True),
        ("abc 12", None),
    ]
    assert [(run.text, run.font.rtl) for run in second.runs] == [
        ("abc ", None),
        (HEBREW, True),
    ]
    (table,) = file.tables
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None


@pytest.mark.parametrize(
    ("language", "kind", "value"),
    [
        ("en", "val", "en-US"),
        ("es-MX", "val", "es-MX"),
        ("ja", "eastAsia", "ja"),
        ("he", "bidi", "he"),
    ],
)
def test_spelling_is_checked_in_the_language_of_the_words(language, kind, value):
    styles_part = docx_of(letter("<p>a</p>", language=language)).styles.element
    assert styles_part.find(f".//{qn('w:lang')}").get(qn(f"w:{kind}")) == value
    (paragraph,) = docx_of(letter(f"<p lang='{language}'>a</p>")).paragraphs
    assert paragraph._p.find(f".//{qn('w:lang')}").get(qn(f"w:{kind}")) == value


def test_properties_come_in_the_order_of_the_standard():
    source = (
        f"<p>a</p><hr class='page'><ul><li><p>{HEBREW}</p>"
        f"<p lang='he'>{HEBREW}<strong><em><a href='https://a.example'>{HEBREW}</a></em>"
        "</strong></p></li></ul><p>a</p><hr class='page'><p>a</p>"
        "<p class='signature'>a</p>"
    )
    body = docx_of(letter(source)).element.body
    checked = 0
    for tag, order in [("w:pPr", PARAGRAPH_ORDER), ("w:rPr", RUN_ORDER)]:
        for properties in body.iter(qn(tag)):
            found = [child.tag.rpartition("}")[2] for child in properties]
            assert found == sorted(found, key=order.split().index)
            checked += len(found) > 1
    assert checked > 5


def test_its_title_is_the_document_s_own():
    properties = docx_of(letter(title=f" My\n\x00letter {'x' * 300}")).core_properties
    assert properties.title.startswith("My letter xxx")
    assert (properties.author, properties.comments) == ("", "")
    assert (properties.created, properties.modified) == (None, None)
    assert properties.last_modified_by == ""


def test_it_says_nothing_of_who_made_it_or_when():
    parts = parts_of(letter())
    everything = b"\n".join([*parts.values(), *(n.encode() for n in parts)]).lower()
    for trace in [
        b"python",
        b"helpcenter",
        b"print.css",
        b"thumbnail",
        b"rsid",
        b"<!--",
    ]:
        assert trace not in everything
    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/footer1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    }
    with ZipFile(BytesIO(to_docx(letter()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }


def test_every_style_that_is_used_is_there():
    parts = parts_of(letter(letter().source + TABLE_HTML))
    used = set(re.findall(rb'<w:[prt]Style w:val="(\w+)"', parts["word/document.xml"]))
    used |= set(re.findall(rb'<w:tblStyle w:val="(\w+)"', parts["word/document.xml"]))
    there = set(re.findall(rb'w:styleId="(\w+)"', parts["word/styles.xml"]))
    assert len(used) > 12
    assert used <= there


@pytest.mark.slow
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_it_opens_in_libreoffice(tmp_path):
    source = letter().source + TABLE_HTML
    source += "".join(f"<p>{words}</p>" for words in SCRIPTS.values())
    document = letter(source)
    (tmp_path / "a.docx").write_bytes(to_docx(document))
    subprocess.run(
        [
            *(SOFFICE, "--headless", "--convert-to", "pdf", "--outdir", tmp_path),
            *(f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",),
            tmp_path / "a.docx",
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    pages = PdfReader(tmp_path / "a.pdf").pages
    read = ink("".join(page.extract_text() for page in pages))
    for line in docx_words(document).splitlines():
        if line.isascii():
            assert ink(line) in read
    assert "2.Searchforidenticalcopies" in read
    assert "1.Thislistbeginsatoneagain" in read
    assert f"Page1of{len(pages)}" in read
