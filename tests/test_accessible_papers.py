"""Every paper of the site for who cannot see it: tagged, titled, in order.

An independent checker (pdfua) reads each PDF; what it leaves out of PDF/UA is asserted
here: order, headings, tables, lists, bookmarks. Word's files have real headings, heads
of tables and a language.
"""

import re
import subprocess
from functools import cache
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from pdfua import validate

from helpcenter.documents import Document, to_docx, to_pdf, to_text
from tests.documents.samples import ink
from tests.letter_facts import KINDS, TODAY, make_letter
from tests.pages import FILE, PAGES

LONG = 5  # pages; from here on bookmarks lead to the headings
# Nothing of the person or of this site; the binder is named by its month.
TITLE = re.compile(r"Notes|Letter|Plan|Numbers|Where to write|Laws: .+|\d{4}-\d{2}")
DRAWS_WORDS = {"Tj", "TJ", "'", '"'}
HEADINGS = {"/H1", "/H2", "/H3"}
STANDARD = {
    *("/Document", "/Part", "/Sect", "/Div", "/P", "/H1", "/H2", "/H3", "/L", "/LI"),
    *("/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption"),
    *("/BlockQuote", "/Link", "/Span", "/Em", "/Strong", "/Figure", "/NonStruct"),
}
INSIDE = {  # what may be right within what
    "/L": {"/LI", "/Caption", "/L"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
}


def files(extension):
    named = {"extension": extension}
    return [p for p in PAGES if p.kind == FILE and named.items() <= p.words.items()]


@cache
def letters_in(make):
    return [
        (kind, make(Document(make_letter(kind).compose(TODAY), title="Letter")))
        for kind in KINDS
    ]


def made(world, extension, make):
    """Each paper of the site with its name: those of pages, and each kind of letter."""
    for page in files(extension):
        yield str(page), got(world, page)
    yield from letters_in(make)


def got(world, page):
    answer = world.client(page.who).get(page.path(world))
    assert answer.status_code == 200, str(page)
    return b"".join(answer) if answer.streaming else answer.content


# --- PDF


@pytest.mark.slow
def test_every_pdf_can_be_heard(world, tmp_path):
    binder = next(page for page in PAGES if page.route == "evidence:binder-file")
    papers = [*made(world, "pdf", to_pdf), (str(binder), got(world, binder))]
    assert len(papers) > 30
    wrong = {name: found for name, data in papers if (found := faults(data, tmp_path))}
    assert wrong == {}


def faults(data, folder):
    """What is wrong with a PDF, in words."""
    file = folder / "paper.pdf"
    file.write_bytes(data)
    report = validate(str(file))
    said = [f"{each.rule_id}: {each.message}" for each in report.findings]
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            *filter(is_ours, said),
            *faults_of_whole(pdf),
            *faults_of_structure(pdf),
        ]


def is_ours(finding):
    """The binder holds what others made, and does not claim to be PDF/UA."""
    return not finding.startswith("UA-28-004")


def faults_of_whole(pdf):
    root = pdf.Root
    if not root.MarkInfo.Marked or not root.ViewerPreferences.DisplayDocTitle:
        yield "not marked as tagged, or its title not shown"
    if not str(root.get("/Lang", "")).startswith(("en", "es")):
        yield f"language {root.get('/Lang')}"
    if not TITLE.fullmatch(str(pdf.docinfo.get("/Title", ""))):
        yield f"title {pdf.docinfo.get('/Title')}"
    if len(pdf.pages) >= LONG and "/Outlines" not in root:
        yield f"{len(pdf.pages)} pages and no bookmarks"
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number}: the tab key does not follow the structure"
        if words := untagged(page):
            yield f"page {number}: {words} pieces of words in no element"


def untagged(page):
    """How many times words are drawn outside of marked content."""
    depth = found = 0
    for _, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        found += name in DRAWS_WORDS and depth == 0
    return found


def faults_of_structure(pdf):
    elements = list(walk(pdf.Root.StructTreeRoot.K[0]))
    kinds = [str(element.S) for element in elements]
    yield from sorted(f"{kind} is no standard tag" for kind in set(kinds) - STANDARD)
    yield from jumps([int(kind[2]) for kind in kinds if kind in HEADINGS])
    for element in elements:
        yield from faults_of(element)


def walk(element):
    yield element
    for kid in kids(element):
        if is_element(kid):
            yield from walk(kid)


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def kids(element):
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def jumps(levels):
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"a heading of level {level} after one of level {before}"


def faults_of(element):
    kind = str(element.S)
    inside = {str(kid.S) for kid in kids(element) if is_element(kid)}
    if kind in INSIDE and not inside <= INSIDE[kind]:
        yield f"{inside - INSIDE[kind]} in {kind}"
    if kind == "/Figure" and not str(element.get("/Alt", "")):
        yield "a picture without words for it"
    if kind == "/TH" and "/Scope" not in repr(element.get("/A", "")):
        yield "a head of a table that does not say of what"


def test_what_is_wrong_with_a_pdf_would_be_found(tmp_path):
    pdf = pikepdf.open(BytesIO(to_pdf(Document("<h1>a</h1><p>b</p>", title="Notes"))))
    pdf.Root.StructTreeRoot.K[0].K[0].S = pikepdf.Name.H3
    del pdf.Root.Lang
    data = BytesIO()
    pdf.save(data)
    found = " ".join(faults(data.getvalue(), tmp_path))
    assert "level 3 after one of level 0" in found
    assert "language None" in found
    assert "UA-06-001" in found


def test_a_long_paper_has_bookmarks():
    source = "".join(f"<h2>Part {n}</h2>" + "<p>words</p>" * 60 for n in range(9))
    with pikepdf.open(BytesIO(to_pdf(Document(source, title="Notes")))) as pdf:
        assert len(pdf.pages) >= LONG
        with pdf.open_outline() as outline:
            assert len(outline.root) == 9


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_read_in_its_order(kind, tmp_path):
    """By its structure, as a screen reader goes; not by where its words stand."""
    document = Document(make_letter(kind).compose(TODAY), title="Letter")
    file = tmp_path / "letter.pdf"
    file.write_bytes(to_pdf(document))
    command = ["pdfinfo", "-struct-text", file]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    said = "".join(re.findall(r'^ *"(.*)"', told, flags=re.MULTILINE))
    assert words(said) == words(to_text(document))


def words(text):
    """Without the signs that each format puts before an item of a list."""
    return re.sub(r"[-•◦▪]", "", ink(text))


# --- Word


@pytest.mark.slow
def test_every_word_file_can_be_heard(world):
    papers = list(made(world, "docx", to_docx))
    assert len(papers) > 30
    wrong = {
        name: found for name, data in papers if (found := list(faults_of_word(data)))
    }
    assert wrong == {}


def faults_of_word(data):
    file = docx.Document(BytesIO(data))
    if not TITLE.fullmatch(file.core_properties.title):
        yield f"title {file.core_properties.title}"
    language = file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val"), "")
    if not language.startswith(("en-", "es")):
        yield f"language {language}"
    levels = [level_of(each.style) for each in file.paragraphs if each.text]
    yield from jumps([level for level in levels if level])
    for table in file.tables:
        yield from faults_of_table(table)


def level_of(style):
    """Of a heading, as Word's list of headings and a screen reader tell it."""
    level = style.element.find(f".//{qn('w:outlineLvl')}")
    return 0 if level is None else int(level.get(qn("w:val"))) + 1


def faults_of_table(table):
    """With three columns or more the first row is said again on each page."""
    first = table.rows[0]._tr
    is_head = first.trPr is not None and first.trPr.find(qn("w:tblHeader")) is not None
    if len(table.columns) > 2 and not is_head:
        yield f"a table without a head: {table.rows[0].cells[0].text[:40]}"
