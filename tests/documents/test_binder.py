"""The binder: every exhibit as it is, on pages that say which one it is."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from tempfile import NamedTemporaryFile
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image, ImageChops

from helpcenter.documents import (
    A4,
    LETTER,
    Document,
    UnsupportedHTML,
    to_docx,
    to_pdf,
    to_text,
)
from helpcenter.documents.binder import (
    BinderWords,
    Laid,
    Pages,
    Unavailable,
    bind,
    lay_out,
    pool,
)
from tests.documents.exhibits import (
    banded,
    cleaned,
    cornered,
    file_of,
    messages,
    pages,
    picture,
    screen,
    stored,
)

HOST = "https://binder.invalid/"
DPI = 96
UNREADABLE = "could not be read just now"
CHART = (
    "<h1>Chart</h1><table><thead><tr><th>No.</th><th>Shown by</th></tr></thead>"
    f"<tr><td>1</td><td><a href='{HOST}A'>Exhibit A</a></td></tr>"
    f"<tr><td>2</td><td><a href='{HOST}B'>Exhibit <strong>B</strong></a>, "
    f"<a href='{HOST}Z'>Exhibit Z</a></td></tr></table>"
)


def slip(letter):
    return Laid(
        f"<h1>Exhibit {letter}</h1>"
        f"<p>From <a href='{HOST}part/chart'>the chart</a>.</p>"
        "<table><thead><tr><th>What</th></tr></thead><tr><td>Words</td></tr></table>",
        key=letter,
        title=f"Exhibit {letter}",
        label=f"Exhibit {letter}",
        depth=1,
    )


def unavailable():
    raise Unavailable


def bound(parts, **options):
    return b"".join(bind(parts, title="Exhibits", **options))


@lru_cache(maxsize=4)  # keeps what was found in it alive
def opened(data):
    return pikepdf.open(BytesIO(data))


def run(command, data):
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def words_of(data):
    """The words of each page."""
    text = run(["pdftotext", "-layout", "-", "-"], data).decode()
    return text.split("\f")[:-1]


def looks(data, page=1, dpi=DPI):
    """A page as it looks."""
    command = ["pdftoppm", "-png", "-r", str(dpi), "-f", str(page), "-l", str(page)]
    return Image.open(BytesIO(run([*command, "-"], data))).convert("RGB")


def check(data):
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        run(["qpdf", "--check", file.name], b"")


def images(pdf):
    """The pictures of a PDF, each once, in order."""
    found = (
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    )
    return list(found)


@pytest.fixture(scope="module")
def parts():
    """A binder of every sort of part."""
    return [
        Laid("<h1>What happened</h1><p>שלום عالم and words.</p>", title="Cover"),
        Laid(CHART, key="part/chart", title="Chart", landscape=True),
        Laid("", title="Exhibits"),
        slip("A"),
        picture(messages(), "Exhibit A", alt="Größe (1)", fine="SHA-256 " + "ab" * 32),
        slip("B"),
        pages(cleaned((595, 842), (300, 200), (2000, 500)), 3, "Exhibit B"),
        slip("C"),
        picture(screen(), "Exhibit C"),
        picture(messages(1080, 9000), "Exhibit D"),
        pages(b"not a PDF", 2, "Exhibit E"),
    ]


@pytest.fixture(scope="module")
def binder(parts):
    return bound(parts)


# --- The whole


def test_the_file_is_sound(binder):
    check(binder)


def test_every_page_says_which_it_is(binder):
    pages_of_words = words_of(binder)
    count = len(opened(binder).pages)
    assert len(pages_of_words) == count
    for number, words in enumerate(pages_of_words, start=1):
        assert words.count(f"Page {number} of {count}") == 1


def test_exhibits_pages_carry_their_label(binder):
    tops = [words.strip().split("\n")[0].strip() for words in words_of(binder)]
    assert tops[3:9] == [
        *("Exhibit A", "Exhibit A", "Exhibit B"),
        *(f"Exhibit B, page {number} of 3" for number in (1, 2, 3)),
    ]


def test_the_label_stands_once_on_a_page(binder):
    assert words_of(binder)[4].count("Exhibit A") == 1


def test_links_lead_to_their_page(binder):
    pdf = opened(binder)
    found = [
        (page, pdf.pages.index(pikepdf.Page(link.Dest[0])) + 1)
        for page, item in enumerate(pdf.pages, start=1)
        for link in item.get("/Annots", ())
    ]
    chart = [(2, 4), (2, 4), *[(2, 6)] * (len(found) - 8)]
    assert found == [*chart, (4, 2), (4, 2), (6, 2), (6, 2), (10, 2), (10, 2)]


def test_the_number_of_the_page_stands_behind_a_link(binder):
    words = words_of(binder)
    assert re.findall(r"Exhibit (\w) +\(page (\d+)\)", words[1]) == [
        ("A", "4"),
        ("B", "6"),
    ]
    assert "the chart (page 2)" in words[3]
    assert "Exhibit A" in words[3]


def test_a_link_to_what_is_not_there_is_only_words(binder):
    assert "Exhibit Z" in words_of(binder)[1]
    assert words_of(binder)[1].count("(page") == 2


def test_bookmarks_lead_to_their_page(binder):
    pdf = opened(binder)
    with pdf.open_outline() as outline:
        tree = [
            (
                item.title,
                place(pdf, item),
                [(c.title, place(pdf, c)) for c in item.children],
            )
            for item in outline.root
        ]
    inside = [("Exhibit A", 4), ("Exhibit B", 6), ("Exhibit C", 10)]
    assert tree == [("Cover", 1, []), ("Chart", 2, []), ("Exhibits", 3, inside)]
    assert pdf.Root.PageMode == "/UseOutlines"


def place(pdf, item):
    return pdf.pages.index(pikepdf.Page(item.destination[0])) + 1


def test_nothing_tells_of_us_or_of_when(binder):
    everything = binder + b"".join(
        item.read_bytes()
        for item in opened(binder).objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image"
    )
    for word in (b"binder.invalid", b"WeasyPrint", b"Date", b"Producer", b"/ID ["):
        assert word not in everything


def test_the_file_has_its_title_and_language():
    pdf = opened(bound([Laid("<p>a</p>")], language="es"))
    assert str(pdf.Root.Lang) == "es"
    assert str(pdf.docinfo["/Title"]) == "Exhibits"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Exhibits"


def test_a_hostile_title_is_only_a_title():
    title = "</rdf:li> & (x) \\ \u202e\x00ü"
    pdf = opened(bound([Laid("<p>a</p>", title=title)], language="en"))
    with pdf.open_outline() as outline:
        assert outline.root[0].title.startswith("</rdf:li> & (x)")


def test_other_words_can_be_given():
    words = BinderWords(
        page="Seite {page} von {pages}",
        behind_link="(S. {page})",
        further_page="{label}, Seite {page} von {pages}",
        unavailable=("Diese Anlage ließ sich nicht lesen.",),
    )
    parts = [
        Laid(f"<p><a href='{HOST}A'>Anlage A</a></p>"),
        Laid("<p>Anlage</p>", key="A"),
        pages(b"", 2, "Anlage Ж"),
    ]
    found = words_of(bound(parts, words=words))
    assert "Anlage A (S. 2)" in found[0]
    assert "Anlage Ж, Seite 2 von 2" in found[3]
    assert "Diese Anlage ließ sich nicht lesen." in found[3]
    assert "Seite 4 von 4" in found[3]


@pytest.mark.parametrize("paper", [A4, LETTER])
def test_pages_have_the_paper_that_was_asked_for(paper, parts):
    points = [paper.width / 25.4 * 72, paper.height / 25.4 * 72]
    for page in opened(bound(parts, paper=paper)).pages:
        size = [float(side) for side in page.MediaBox[2:]]
        assert sorted(size) == pytest.approx(points, abs=0.01)


def test_the_same_parts_make_the_same_bytes(parts, binder):
    assert bound(parts) == binder


def test_two_parts_with_one_key_are_refused():
    with pytest.raises(ValueError, match="one key"):
        bind([Laid("<p>a</p>", key="A"), Laid("<p>b</p>", key="A")], title="a")


@pytest.mark.parametrize(
    "parts", [[], [Laid("<p>a</p>", key="A#b")], [Laid("<p>a</p>", key="é")]]
)
def test_nothing_to_bind_and_keys_no_link_can_hold_are_refused(parts):
    with pytest.raises(ValueError, match="binder"):
        bind(parts, title="a")


@pytest.mark.parametrize("count", [1, 2, 45])
def test_parts_without_words_have_a_page_too(count):
    parts = [Laid("", title=f"{number}") for number in range(count)]
    assert len(opened(bound(parts)).pages) == count


def test_what_paper_cannot_show_is_refused_before_anything_is_written():
    with pytest.raises(UnsupportedHTML, match="<img>"):
        bind([Laid("<img src='x'>")], title="a")


# --- Tags


def test_tags_and_marks_agree(binder):
    """Each mark on a page is in one element, which the tree of parents names; each link
    is in its element; each element is in its parent.
    """
    pdf = opened(binder)
    tree = parents(pdf)
    for item in pdf.pages:
        elements = list(tree[int(item.StructParents)])
        assert marks_on(item) == list(range(len(elements)))
        for mark, element in enumerate(elements):
            assert mark in marks_in(element, item)
        for link in item.get("/Annots", ()):
            assert links_in(tree[int(link.StructParent)]) == [link.objgen]


def parents(pdf):
    pairs = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, pairs[::2]), pairs[1::2], strict=True))


def marks_on(page):
    """The numbers of the page's marked contents."""
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            found.append(int(operands[1].MCID))
    return sorted(found)


def kids(element):
    kids = element.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def marks_in(element, page):
    for kid in kids(element):
        if isinstance(kid, int):
            assert element.Pg.objgen == page.objgen
            yield kid
        elif kid.get("/Type") == "/MCR" and kid.Pg.objgen == page.objgen:
            yield int(kid.MCID)


def links_in(element):
    return [
        kid.Obj.objgen
        for kid in kids(element)
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"
    ]


def test_elements_know_their_parents(binder):
    root = opened(binder).Root.StructTreeRoot
    [document] = root.K
    assert document.S == "/Document"
    assert document.P.objgen == root.objgen
    waiting, kinds = [document], []
    while waiting:
        element = waiting.pop()
        kinds.append(str(element.S))
        for kid in kids(element):
            if not isinstance(kid, int) and "/S" in kid:
                assert kid.P.objgen == element.objgen
                waiting.append(kid)
    assert kinds.count("/Figure") == 6
    assert kinds.count("/Table") == 4


def test_an_exhibit_is_a_section_with_heading_figure_and_small_print(binder):
    sections = [
        [str(kid.S) for kid in kids(item)]
        for item in opened(binder).objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/S") == "/Sect"
        and "/Figure" in [kid.S for kid in kids(item)]
    ]
    assert sections == [
        ["/H2", "/Figure", "/P"],
        ["/H2", "/Figure", "/Figure", "/Figure"],
        ["/H2", "/Figure"],
        ["/H2", "/Figure"],
    ]


def test_figures_say_what_they_show(binder):
    figures = [
        str(item.Alt)
        for item in opened(binder).objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
    ]
    assert "Größe (1)" in figures
    assert "A paper 2/3" in figures


def test_headers_of_cells_have_names_of_their_own(binder):
    names = [
        str(item.ID)
        for item in opened(binder).objects
        if isinstance(item, pikepdf.Dictionary) and "/ID" in item
    ]
    assert len(names) == len(set(names)) == 5


# --- Pictures


def test_jpegs_keep_their_bytes(binder, tmp_path):
    jpegs = [item for item in images(opened(binder)) if item.Filter == "/DCTDecode"]
    assert [bytes(item.read_raw_bytes()) for item in jpegs] == [
        messages(),
        messages(1080, 9000),
    ]
    (tmp_path / "a.pdf").write_bytes(binder)
    subprocess.run(["pdfimages", "-all", "a.pdf", "x"], cwd=tmp_path, check=True)
    drawn = {file.read_bytes() for file in tmp_path.glob("x-*.jpg")}
    assert drawn == {messages(), messages(1080, 9000)}


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_pngs_keep_their_pixels(mode):
    image = cornered(mode=mode)
    data = bound([picture(file_of(image, "PNG"))])
    check(data)
    [found] = images(opened(data))
    shown = pikepdf.PdfImage(found).as_pil_image().convert("RGB")
    assert not ImageChops.difference(shown, image.convert("RGB")).getbbox()


def test_pngs_of_sixteen_bits_keep_their_pixels():
    image = Image.frombytes("I;16", (256, 200), bytes(range(256)) * 400)
    data = bound([picture(file_of(image, "PNG"))])
    check(data)
    [found] = images(opened(data))
    assert found.BitsPerComponent == 16
    assert found.read_bytes() == image.tobytes("raw", "I;16B")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(orientation):
    data = file_of(stored(cornered(), orientation), quality=95)
    page = looks(bound([picture(data, orientation=orientation)]))
    left, top, right, bottom = shown_box(page)
    assert (right - left, bottom - top) == pytest.approx((400, 300), abs=3)
    colors = {
        "red": page.getpixel((left + 20, top + 20)),
        "lime": page.getpixel((right - 20, top + 20)),
        "blue": page.getpixel((left + 20, bottom - 20)),
    }
    assert {name: nearest(color) for name, color in colors.items()} == {
        name: name for name in colors
    }


def shown_box(page):
    """Where colors stand on a page."""
    saturation = page.convert("HSV").getchannel("S").point(lambda s: 255 * (s > 120))
    return saturation.getbbox()


def nearest(color):
    names = {(255, 0, 0): "red", (0, 255, 0): "lime", (0, 0, 255): "blue"}
    best = min(
        names, key=lambda c: sum(abs(a - b) for a, b in zip(c, color, strict=True))
    )
    return names[best]


def test_small_pictures_are_not_made_larger():
    page = looks(bound([picture(file_of(cornered(100, 80)))]))
    left, top, right, bottom = shown_box(page)
    assert (right - left, bottom - top) == pytest.approx((100, 80), abs=2)


@pytest.mark.parametrize("inverted", [False, True])
def test_cmyk_looks_as_it_should(inverted):
    image = Image.new("CMYK", (200, 200), (0, 255, 255, 0))  # red
    if not inverted:  # Pillow writes what it has as Adobe's programs do
        image = ImageChops.invert(image)
    page = looks(bound([picture(file_of(image, quality=95), inverted=inverted)]))
    red, green, blue = page.getpixel((page.width // 2, 150))
    assert red > 180
    assert green < 80
    assert blue < 80


def test_wide_pictures_lie():
    data = bound([picture(file_of(cornered(1920, 1080))), picture(messages())])
    turned, upright = (page.MediaBox for page in opened(data).pages)
    assert turned[2] > turned[3]
    assert upright[2] < upright[3]


def test_a_long_picture_goes_on_over_pages_readably_and_whole():
    bands = 60
    image = banded(1080, bands, 200)
    data = bound([picture(file_of(image, quality=95))])
    pdf = opened(data)
    assert len(images(pdf)) == 1
    assert len(pdf.pages) == 5
    seen = []
    for page in range(1, 6):
        found = looks(data, page)
        column = found.convert("L").crop(
            (found.width // 2, 60, found.width // 2 + 1, found.height - 70)
        )
        seen.append([v for v, _ in pairwise(column.get_flattened_data()) if v < 250])
    shades = [40 + band * 200 // bands for band in range(bands)]
    for shade in shades:
        assert any(abs(v - shade) <= 2 for column in seen for v in column)
    for before, after in pairwise(seen):
        assert after[0] <= before[-1] + 1  # nothing is left out between pages
    width = shown_width(looks(data, 1))
    assert width > 100 / 25.4 * DPI  # wider than the phone it was read on


def shown_width(page):
    row = page.convert("L").crop((0, 200, page.width, 201))
    return sum(value < 250 for value in row.get_flattened_data())


def test_no_page_has_only_a_sliver_of_a_picture():
    for height in range(2400, 12_000, 400):
        made = opened(bound([picture(file_of(Image.new("L", (1080, height), 128)))]))
        last = shown_height(made.pages[-1])
        assert last > 30


def shown_height(page):
    """How high the part of a picture is that shows on this page, in points."""
    return next(
        float(operands[3])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "re"
    )


def test_an_endless_picture_stays_on_forty_pages():
    data = bound([picture(file_of(Image.new("L", (8, 60_000), 128)))])
    assert len(opened(data).pages) == 40


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0\x00\x00",
        b"\xff\xd8" + b"\xff" * 50,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 40,
        file_of(cornered(401, 300)),
        file_of(cornered(mode="L")),
        file_of(cornered().convert("RGBA"), "PNG"),
        file_of(cornered(), "GIF"),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_file_that_is_not_the_picture_becomes_a_page_that_says_so(data, kind):
    part = picture(file_of(cornered(), kind))
    made = bound([replace(part, open=lambda: data)])
    check(made)
    assert UNREADABLE in words_of(made)[0]
    assert not images(opened(made))


# --- What cannot be read


def test_an_exhibit_that_cannot_be_read_keeps_its_pages_and_numbers():
    gone = replace(picture(messages(1080, 9000), "Exhibit A"), open=unavailable)
    data = bound([slip("A"), gone, Pages(unavailable, 3, "Exhibit P"), slip("B")])
    check(data)
    words = words_of(data)
    assert sum(UNREADABLE in page for page in words) == 4 + 3
    assert "Exhibit A, page 4 of 4" in words[4]
    assert "Exhibit B" in words[8]
    assert "Page 9 of 9" in words[8]


def test_bytes_that_are_no_pdf_become_pages_that_say_so(binder):
    assert sum(UNREADABLE in page for page in words_of(binder)) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        cleaned((100, 100)),
        cleaned((100, 100), (0, 100)),
        cleaned((100, 100), (100, 90_000)),
        cleaned((100, 100), (100, 100), matrix=[0, 0, 0, 0, 0, 0]),
        cleaned((100, 100), (100, 100), matrix=[1, 0]),
        cleaned((100, 100), (100, 100))[:300],
        file_of(cornered(), "PDF"),
    ],
)
def test_a_pdf_that_is_not_as_announced_becomes_pages_that_say_so(data):
    made = bound([pages(data, 2)])
    check(made)
    assert [UNREADABLE in page for page in words_of(made)] == [True, True]


# --- PDF exhibits


def test_pages_of_a_pdf_stand_whole_and_are_never_made_larger():
    data = bound([pages(cleaned((595, 842), (300, 200), (2000, 500)), 3)])
    scales = []
    for page in opened(data).pages:
        [matrix] = [
            [float(v) for v in operands]
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "cm"
        ]
        scales.append(round(matrix[0], 3))
        assert matrix[0] == matrix[3]
    assert scales == [pytest.approx(0.859, abs=0.02), 1, pytest.approx(0.379, abs=0.01)]
    boxes = [page.MediaBox for page in opened(data).pages]
    assert [box[2] > box[3] for box in boxes] == [False, True, True]


def test_a_turned_form_stands_as_its_matrix_says():
    turned = cleaned((400, 300), matrix=[0, -1, 1, 0, 0, 400])  # a quarter clockwise
    page = looks(bound([pages(turned, 1)]))
    left, top, _right, _bottom = page.convert("HSV").getchannel("S").getbbox()
    assert page.height > page.width
    box = ImageChops.invert(page.convert("L")).crop((0, 60, page.width, 700)).getbbox()
    assert top < 60 + box[1] + 40  # what was at the left bottom is at the left top
    assert left < box[0] + 20


def test_forms_keep_the_bytes_of_their_streams():
    exhibit = cleaned((100, 100), content=b"0 0 10 10 re f % \xff\x00 12 0 R ) (")
    made = opened(bound([pages(exhibit, 1)]))
    forms = [
        item
        for item in made.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
    ]
    original = opened(exhibit).Root.Forms[0].read_raw_bytes()
    assert [form.read_raw_bytes() for form in forms] == [original]
    assert "/StructParents" not in forms[0]


def test_what_a_form_refers_to_comes_along_and_no_page_or_catalog_does():
    with opened(cleaned((100, 100))) as pdf:
        form = pdf.Root.Forms[0]
        inner = pdf.make_stream(b"q Q", Type=pikepdf.Name.XObject)
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(JS="app.alert(1)")
        form.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary({"/a b(": inner}),
            Words=pikepdf.String("7 0 R (\\) 8 0 R"),
            Self=form,
            Page=pdf.pages[0].obj,
            Root=pdf.Root,
        )
        file = BytesIO()
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = bound([pages(file.getvalue(), 1)])
    check(data)
    assert b"app.alert" not in data
    [page] = opened(data).pages
    found = page.Resources.XObject.Shown
    assert found.Resources.XObject["/a b("].read_bytes() == b"q Q"
    assert str(found.Resources.Words) == "7 0 R (\\) 8 0 R"
    assert found.Resources.Self.objgen == found.objgen
    assert found.Resources.get("/Page") is None
    assert found.Resources.get("/Root") is None


# --- As it goes


def test_it_streams_as_it_goes():
    seen = []

    def reader(number):
        def read():
            seen.append(number)
            return messages()

        return read

    some = picture(messages())
    chunks = bind(
        [replace(some, open=reader(number)) for number in range(5)], title="a"
    )
    assert seen == []
    assert next(chunks).startswith(b"%PDF-1.7")
    assert len(seen) <= 1
    for _ in chunks:
        assert len(seen) <= 5
    assert seen == [0, 1, 2, 3, 4]


PEAK = """
import django
django.setup()
import re, sys
from tests.documents.exhibits import messages, picture
from helpcenter.documents.binder import Laid, bind
if __name__ == "__main__":
    data, last = messages(), {}
    part = picture(data)
    fields = {**part.__dict__, "open": lambda: bytes(bytearray(data))}
    parts = []
    for number in range(int(sys.argv[1])):
        parts += [Laid("<p>A slip.</p>", f"{number}"), type(part)(**fields)]
    size = sum(map(len, bind(parts, title="a")))
    # Not ru_maxrss: it begins with what the process that started this one took.
    status = open("/proc/self/status").read()
    print(size, int(re.search("VmHWM:\\s*([0-9]+)", status)[1]) // 1024)
"""


@pytest.mark.slow
def test_memory_stays_flat():
    peaks = {}
    for count in (10, 300):
        command = [sys.executable, "-c", PEAK, str(count)]
        size, peaks[count] = map(int, run(command, b"").split())
        assert size > count * len(messages())
    assert peaks[300] < peaks[10] + 20
    assert peaks[300] < 200


# --- The same words elsewhere


SEE = f"<p>See <a href='{HOST}A'>Exhibit A</a>.</p>"


@pytest.mark.parametrize("make", [to_pdf, to_text])
def test_elsewhere_such_links_are_only_words(make):
    plain = Document("<p>See Exhibit A.</p>", title="a")
    assert make(Document(SEE, title="a")) == make(plain)


def test_in_word_such_links_are_only_words():
    with ZipFile(BytesIO(to_docx(Document(SEE, title="a")))) as file:
        parts = [file.read(name).decode() for name in file.namelist()]
    assert "See Exhibit A." in "".join(re.sub("<[^>]*>", "", part) for part in parts)
    assert not any("binder.invalid" in part for part in parts)


def test_in_a_line_that_runs_to_the_left_the_number_stands_at_the_left():
    parts = [
        Laid(f"<p dir='rtl'>שלום <a href='{HOST}A'>מוצג</a></p>"),
        Laid("<p>a</p>", key="A"),
    ]
    first = opened(bound(parts)).pages[0]
    words, room = (sorted(map(float, link.Rect[::2])) for link in first.Annots)
    assert room[1] == pytest.approx(words[0], abs=1)


# --- The processes


def test_lay_out_gives_what_to_pdf_gives():
    documents = [Document(f"<p>Letter {n}</p>", title="a") for n in range(5)]
    assert lay_out(documents) == [to_pdf(document) for document in documents]


def test_a_killed_process_is_replaced():
    lay_out([Document("<p>a</p>", title="a")])
    for process in list(pool.POOL.executor._processes):
        os.kill(process, signal.SIGKILL)
    assert lay_out([Document("<p>a</p>", title="a")])


def test_processes_are_exchanged_after_some_jobs(monkeypatch):
    monkeypatch.setattr(pool, "MOST_JOBS", 1)
    documents = [Document("<p>a</p>", title="a")] * 2
    lay_out(documents)
    before = pool.POOL.executor
    lay_out(documents)
    assert pool.POOL.executor is not before


ORPHAN = """
import os, signal
import django
from helpcenter.documents import Document
from helpcenter.documents.binder import lay_out, pool
if __name__ == "__main__":
    django.setup()
    lay_out([Document("<p>a</p>", title="a")] * 2)
    print(*pool.POOL.executor._processes, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_end_with_who_started_them():
    result = subprocess.run(
        [sys.executable, "-c", ORPHAN], capture_output=True, check=False
    )
    processes = result.stdout.split()
    assert processes
    for _ in range(50):
        if not any(os.path.exists(f"/proc/{int(number)}") for number in processes):
            break
        time.sleep(0.1)
    else:
        pytest.fail("a process is still there")
