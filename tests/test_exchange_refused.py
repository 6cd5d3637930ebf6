"""Files that staff bring in and that cannot be used: each is refused with a sentence
that names the row and the column, and nothing of it is saved.
"""

import io
import json
import tracemalloc
import zipfile

import openpyxl
import pytest
from django.contrib.auth.models import User

from directory.exchange import formats
from directory.exchange.plans import Plan
from directory.exchange.refusals import MOST_ROWS, Refused
from directory.exchange.workbooks import MOST_UNPACKED
from directory.models import Change, Channel, Domain, Helpline, Law, Phone, Platform
from directory.shipping import load
from tests.exchange import apply, csv_of, log_in, problems_on, refusal_on, upload

pytestmark = pytest.mark.usefixtures("db", "directory")


@pytest.fixture
def staff(client):
    log_in(client, User.objects.create_superuser("ana"))
    return client


def problems(model, data):
    plan = Plan(model, formats.read(data, model))
    return [str(problem) for problem in plan.problems]


def refusal(model, data):
    with pytest.raises(Refused) as error:
        Plan(model, formats.read(data, model))
    return str(error.value)


def book_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


TYPES, STRINGS = "[Content_Types].xml", "xl/sharedStrings.xml"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_rows(texts, before=b""):
    """A workbook with one column, its XML written by hand."""
    row = '<row r="{}"><c r="A{}" t="inlineStr"><is><t>{}</t></is></c></row>'
    rows = "".join(row.format(n, n, text) for n, text in enumerate(texts, start=1))
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    part = "xl/worksheets/sheet1.xml"
    return with_part(book_of(["slug"]), part, before + sheet.encode())


def part_of(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(name)


def with_part(data, name, content):
    """The workbook with this part in it, instead of any of that name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


# --- Cells


GOOD_URL = "https://x.com/help"
LINK = "This is not a web address that we can show. Begin it with https://."
HTML = "This holds HTML. Please write plain words."


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://x.com",
        "//evil.example/",
        "\\\\evil.example/",
        "data:text/html,x",
        "ftp://x.com/",
        "/evil",
        "x.com/help",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    file = csv_of(["slug", "url"], ["x-dmca", GOOD_URL], ["x-policy", url])
    assert problems(Channel, file) == [f"Row 3, column url: {LINK}"]


@pytest.mark.parametrize("text", ["javascript:x", "fine\n//evil.example", "data:a/b,"])
def test_no_text_holds_what_could_be_pressed(text):
    file = csv_of(["slug", "note"], ["x-policy", text])
    assert problems(Channel, file) == [f"Row 2, column note: {LINK}"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a <b>word</b>", "<!-- x -->", "<IMG src=x>"]
)
def test_html_is_refused(text):
    file = csv_of(["slug", "note"], ["x-policy", text])
    assert problems(Channel, file) == [f"Row 2, column note: {HTML}"]


def test_angles_that_are_no_html_are_fine():
    file = csv_of(["slug", "note"], ["x-policy", "Open <server>/about if 1 < 2."])
    assert problems(Channel, file) == []


@pytest.mark.parametrize(
    ("model", "row", "column", "sentence"),
    [
        (Platform, {"slug": "x", "name": ""}, "name", "This cannot be empty."),
        (
            Platform,
            {"slug": "x", "name": "a" * 121},
            "name",
            "This is too long. The most is 120 characters.",
        ),
        (
            Platform,
            {"slug": "x", "status": "gone"},
            "status",
            "Use one of: active, closed.",
        ),
        (Platform, {"slug": "x", "shown": "perhaps"}, "shown", "Write yes or no."),
        (
            Platform,
            {"slug": "x", "supports_ncmec": "perhaps"},
            "supports_ncmec",
            "Write yes or no, or leave it empty if we do not know.",
        ),
        (
            Channel,
            {"slug": "x-policy", "platform": "nobody"},
            "platform",
            "There is no platform “nobody”. Add it first, then come back.",
        ),
        (
            Channel,
            {"slug": "x-policy", "email": "nobody"},
            "email",
            "This is not an e-mail address.",
        ),
        (
            Domain,
            {"host": "not a host", "path": "", "platform": "x"},
            "host",
            "Write the host alone, such as example.com.",
        ),
        (
            Domain,
            {"host": "new.example", "path": "//evil", "platform": "x"},
            "path",
            "A path starts with one /, as in /messages.",
        ),
        (
            Helpline,
            {"slug": "gb-childline", "country": "XX"},
            "country",
            "This is not a code we know. Look in other rows how it is written.",
        ),
        (
            Phone,
            {"helpline": "gb-childline", "position": "1", "dial": "call me"},
            "dial",
            "Digits, * and # only, with + in front if any.",
        ),
        (
            Phone,
            {"helpline": "gb-childline", "position": "first"},
            "position",
            "Write a whole number, such as 1.",
        ),
        (
            Phone,
            {"helpline": "gb-childline", "position": "\u0663"},
            "position",
            "Write a whole number, such as 1.",
        ),
        (Law, {"slug": "us-military", "source": ""}, "source", "This cannot be empty."),
        (
            Law,
            {"slug": "us-military", "as_of": "Feb-26"},
            "as_of",
            "Write a year (2026), a year and month (2026-02), or memory.",
        ),
    ],
)
def test_each_wrong_cell_is_named_with_what_to_do(model, row, column, sentence):
    said = problems(model, csv_of(list(row), list(row.values())))
    assert said == [f"Row 2, column {column}: {sentence}"]


def test_rules_over_more_than_one_column_hold():
    file = csv_of(["slug", "status"], ["x", "closed"])
    said = "Row 2: Say what to do instead: this one is closed."
    assert problems(Platform, file) == [said]
    file = csv_of(["slug", "shown"], ["bbm-guide-2021-1", "yes"])
    said = "Row 2: What the 2021 guide had is never shown."
    assert problems(Channel, file) == [said]


def test_a_new_row_without_what_it_needs_is_refused():
    said = problems(Channel, csv_of(["slug", "kind"], ["new-one", "policy"]))
    assert set(said) == {
        f"Row 2, column {name}: This cannot be empty."
        for name in ("platform", "source")
    } | {
        "Row 2, column confidence: This cannot be empty.",
        "Row 2, column evidence: This cannot be empty.",
    }


# --- Letters and digits that a spreadsheet program lost


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Zürich", "Z\ufffdrich"),
        ("Zürich", "ZÃ¼rich"),
        ("日本", "??"),
        ("Zürich, 日本", "Zürich, ??"),
        ("Zürich", "Z?rich"),
    ],
)
def test_lost_letters_are_seen(before, after):
    Helpline.objects.filter(slug="gb-childline").update(hours=before)
    (said,) = problems(Helpline, csv_of(["slug", "hours"], ["gb-childline", after]))
    assert said.startswith("Row 2, column hours: Some letters of this text were lost")


def test_a_question_is_no_lost_letter():
    Helpline.objects.filter(slug="gb-childline").update(hours="Zürich")
    file = csv_of(["slug", "hours"], ["gb-childline", "Zürich? Genève!"])
    assert problems(Helpline, file) == []


@pytest.mark.parametrize(
    ("before", "after"), [("08001111", "8001111"), ("+254722178177", "254722178177")]
)
def test_what_a_spreadsheet_takes_off_in_front_is_seen(before, after):
    Phone.objects.filter(helpline__slug="gb-childline").update(dial=before)
    names = ["helpline", "position", "dial"]
    (said,) = problems(Phone, csv_of(names, ["gb-childline", "1", after]))
    assert said.startswith("Row 2, column dial: A spreadsheet program")
    assert before in said


def test_a_shortened_number_is_seen():
    names = ["helpline", "position", "number"]
    (said,) = problems(Phone, csv_of(names, ["gb-childline", "1", "2.54723E+11"]))
    assert "shortened this number" in said


# --- Rows


def test_a_row_that_is_there_twice_is_refused():
    file = csv_of(["slug", "name"], ["x", "X"], ["bing", "Bong"], ["x", "Y"])
    assert problems(Platform, file) == [
        "Row 4, column slug: This is the same row as row 2. Keep one of them."
    ]


def test_a_domain_of_two_platforms_is_refused_and_both_are_named():
    names = ["host", "path", "platform"]
    assert problems(Domain, csv_of(names, ["www.x.com", "", "bing"])) == [
        "Row 2, column platform: x.com belongs to X (Twitter) already, and this row "
        "gives it to Bing. A domain has one site."
    ]
    file = csv_of(names, ["new.example", "", "x"], ["NEW.example", "", "bing"])
    assert problems(Domain, file) == [
        "Row 3, column platform: new.example belongs to X (Twitter) already, and this "
        "row gives it to Bing. A domain has one site.",
        "Row 3, column host: This is the same row as row 2. Keep one of them.",
    ]


def test_one_wrong_row_among_fifty_stops_all(staff):
    slugs = list(Channel.objects.filter(kind="policy").values_list("slug", flat=True))
    rows = [[slug, "https://x.com/rules"] for slug in slugs[:49]]
    file = csv_of(["slug", "url"], *rows, ["x-report", "javascript:x"])
    response = upload(staff, "channel", file)
    assert problems_on(response) == [f"Row 51, column url: {LINK}"]
    assert not Channel.objects.filter(url="https://x.com/rules").exists()
    assert load().kept == {}


def test_no_more_than_a_hundred_problems_are_listed(staff):
    slugs = Channel.objects.values_list("slug", flat=True)[:120]
    file = csv_of(["slug", "url"], *([slug, "//x"] for slug in slugs))
    said = problems_on(upload(staff, "channel", file))
    assert len(said) == 101
    assert said[-1] == "And 20 more."


def test_what_was_typed_is_shown_as_text(staff):
    file = csv_of(["slug", "note"], ["x-policy", '<script>"&amp;'])
    page = upload(staff, "channel", file).content.decode()
    assert "&lt;script&gt;&quot;&amp;amp;" in page
    assert "<script>&quot;" not in page
    assert '<script>"' not in page


# --- Files


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file holds no rows."),
        (b"\n\n", "This file holds no rows."),
        (b"name\nX\n", "This file lacks the column “slug”."),
        (b"slug,color\nx,red\n", "columns we do not know: “color”."),
        (b"slug,name,name\nx,a,b\n", "These columns are there twice: “name”."),
        (b'slug,name\nx,"a\n', "Row 2 of this file cannot be read"),
        (b'slug,name\nx,"a"b\n', "Row 2 of this file cannot be read"),
        (b"slug,name\nx,a,b\n", "Row 2 of this file cannot be read"),
        (b"slug,name\nx\n", "Row 2 of this file cannot be read"),
        (b"slug,name\nx," + b"a" * 200_000, "Row 2 of this file cannot be read"),
        (b"," * 200 + b"\n", "goes on after its rows"),
        (b"slug,name\nx,\xe9t\xe9\n", "Line 2 of this file is not UTF-8."),
        ("slug,name\nx,é\n".encode() + b"y,\xfc\n", "Line 3 of this file is not UTF-8"),
        ("slug,name\nx,y\n".encode("utf-16-le"), "cannot be read as text"),
        ("slug,name\nx,日\n".encode("utf-32"), "cannot be read as text"),
        (b"\xff\xfeabc", "cannot be read as text"),
        (b"slug,name\nx,a\0b\n", "cannot be read as text"),
        (b"%PDF-1.7", "This file is no table."),
        (b"<html><table>", "This file is no table."),
        (b"\x89PNG\r\n\x1a\n", "This file is no table."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
        (b"PK\x03\x04nonsense", "cannot be read as a workbook"),
        (b"{}", "must be a list of rows"),
        (b"[1]", "must be a list of rows"),
        (b"[", "not JSON that we can read"),
        (b"[" * 100_000, "not JSON that we can read"),
        (b'[{"slug": NaN}]', "not JSON that we can read"),
        (b'[{"slug": ' + b"9" * 5000 + b"}]", "not JSON that we can read"),
        (b'[{"name": "X"}]', "lacks the column “slug”"),
        (b'[{"slug": "x", "color": 1}]', "columns we do not know: “color”."),
        (b'[{"slug": "x", "slug": "y"}]', "there twice: “slug”"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_files_that_are_no_table_of_ours_are_refused(staff, data, said):
    response = upload(staff, "platform", data)
    assert said in refusal_on(response)


@pytest.mark.parametrize("value", [{"a": 1}, 1.5, [1], [["a"]], [None]])
def test_json_that_is_no_text_is_refused(value):
    data = json.dumps([{"slug": "x", "name": value}]).encode()
    (said,) = problems(Platform, data)
    assert said.startswith("Row 1, column name: Write a text")


def test_a_file_may_be_too_big_and_none_may_be_chosen(staff, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000
    said = refusal_on(upload(staff, "platform", b"slug\n" + b"x" * 20_000))
    assert said.startswith("This file is too big.")
    url = "/staff/exchange/platform/"
    assert refusal_on(staff.post(url, {})) == "Choose a file first."


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_a_hundred_thousand_rows_are_refused_without_being_kept(extension):
    data = many_rows(extension, 100_000)
    tracemalloc.start()
    said = refusal(Platform, data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said.startswith(f"This file has more than {MOST_ROWS:,} rows")
    assert most < 60 * 2**20


def many_rows(extension, count):
    if extension == "json":
        return b"[" + b",".join([b'{"slug":"x"}'] * count) + b"]"
    if extension == "csv":
        return b"slug,name\n" + b"x,y\n" * count
    return with_rows(["slug"] + ["x"] * count)


def test_as_many_rows_as_we_take_are_read():
    rows = [["a", f"/{n}"] for n in range(MOST_ROWS)]
    assert len(list(formats.read(csv_of(["host", "path"], *rows), Domain))) == MOST_ROWS
    file = csv_of(["host", "path"], *rows, ["a", "/last"])
    assert "more than 2,000 rows" in refusal(Domain, file)


def test_a_plan_too_long_for_its_page_is_refused(staff, monkeypatch):
    monkeypatch.setattr("directory.exchange.applying.LONGEST", 100)
    response = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    assert refusal_on(response).startswith("This is too much for one go")


def test_more_changes_than_one_person_can_look_at_are_refused(staff):
    names = ["host", "path", "platform"]
    rows = [[f"h{n}.example", "", "x"] for n in range(501)]
    assert upload(staff, "domain", csv_of(names, *rows[:500])).status_code == 200
    response = upload(staff, "domain", csv_of(names, *rows))
    assert "the most is 500 new or changed rows" in refusal_on(response)


def test_an_old_preview_is_refused(staff, monkeypatch):
    shown = upload(staff, "platform", csv_of(["slug", "name"], ["x", "X"]))
    monkeypatch.setattr("directory.exchange.applying.VALID", -1)
    assert "Too much time went by." in refusal_on(apply(staff, "platform", shown))
    assert not Change.objects.exists()


# --- Workbooks


def test_a_formula_and_an_error_in_a_workbook_are_named():
    data = book_of(
        ["slug", "name"], ["x", '=HYPERLINK("http://evil")'], ["bing", "#N/A"]
    )
    assert problems(Platform, data) == [
        "Row 2, column name: This cell holds a formula. Write its result in its place.",
        "Row 3, column name: This cell holds an error of the spreadsheet. Write what "
        "should stand there.",
    ]


def test_a_cell_that_may_have_been_cut_is_named():
    (said,) = problems(Platform, book_of(["slug", "notes"], ["x", "a" * 32_767]))
    assert "Some of it may be missing." in said


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other files"),
        ("xl/connections.xml", "links to other sources"),
        ("xl/embeddings/object.bin", "other files inside it"),
        ("xl/activeX/activeX1.xml", "controls"),
    ],
)
def test_a_workbook_with_what_could_run_is_refused(name, what):
    data = with_part(book_of(["slug"], ["x"]), name, b"x")
    assert f"This workbook holds {what}." in refusal(Platform, data)


def test_one_long_text_in_many_cells_is_too_much():
    rows = [[f"x-{n}", "x" * 32_000] for n in range(400)]
    assert "unpacks to far more" in refusal(Channel, book_of(["slug", "note"], *rows))


def test_a_column_named_very_often_is_refused_at_once():
    names = ["slug"] * 90
    assert "are there twice: “slug”" in refusal(Channel, csv_of(names, names))


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked():
    zeros = b"\0" * (MOST_UNPACKED + 1)
    data = with_part(book_of(["slug"], ["x"]), "xl/worksheets/sheet1.xml", zeros)
    assert len(data) < 100_000
    tracemalloc.start()
    assert "unpacks to far more" in refusal(Platform, data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2 * 2**20


def test_a_workbook_that_lies_about_its_size_is_refused():
    zeros = b" " * 200_000
    data = with_part(book_of(["slug"], ["x"]), "xl/worksheets/sheet1.xml", zeros)
    size = len(zeros).to_bytes(4, "little")
    assert "cannot be read as a workbook" in refusal(
        Platform, data.replace(size, (100).to_bytes(4, "little"))
    )


def test_a_workbook_of_very_many_parts_is_refused():
    data = book_of(["slug"], ["x"])
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as parts:
        for number in range(300):
            parts.writestr(f"xl/media/{number}", b"")
    assert "unpacks to far more" in refusal(Platform, out.getvalue())


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    + b"]>"
)


@pytest.mark.parametrize("text", ["&a;", "&j;"])
def test_entities_in_the_cells_of_a_workbook_are_not_followed(text):
    data = with_rows(["slug", text], before=ENTITIES)
    assert "cannot be read as a workbook" in refusal(Platform, data)


def test_entities_in_the_texts_that_cells_share_are_not_followed():
    types = part_of(book_of(["slug"]), TYPES).decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    added = f'<Override PartName="/{STRINGS}" ContentType="{kind}.sharedStrings+xml"/>'
    if STRINGS not in types:
        types = types.replace("</Types>", f"{added}</Types>")
    data = with_part(book_of(["slug"]), TYPES, types)
    texts = f'<sst xmlns="{SHEET}"><si><t>%s</t></si></sst>'
    assert list(formats.read(with_part(data, STRINGS, texts % "a"), Platform)) == []
    data = with_part(data, STRINGS, ENTITIES + (texts % "&j;").encode())
    assert "cannot be read as a workbook" in refusal(Platform, data)


def test_a_file_of_the_machine_is_not_read_into_a_workbook():
    evil = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    )
    said = refusal(Platform, with_rows(["slug", "&a;"], before=evil))
    assert "cannot be read as a workbook" in said


@pytest.mark.parametrize("cell", ["A99999999", "ZZZ2", "A25000"])
def test_a_sheet_that_goes_on_and_on_is_refused(cell):
    number = cell.strip("AZ")
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr">'
    sheet += f'<is><t>slug</t></is></c></row><row r="{number}"><c r="{cell}"><v>1</v>'
    sheet += "</c></row></sheetData></worksheet>"
    part = "xl/worksheets/sheet1.xml"
    data = with_part(book_of(["slug"], ["x"]), part, sheet)
    assert "goes on after its rows" in refusal(Platform, data)


def test_a_workbook_with_more_than_one_sheet_or_of_another_kind_is_refused():
    book = openpyxl.Workbook()
    book.create_sheet("more")
    assert "more than one sheet" in refusal(Platform, saved(book))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "cannot be read as a workbook" in refusal(Platform, out.getvalue())


def test_a_row_with_more_cells_than_names_is_refused():
    data = book_of(["slug", "name"], ["x", "X", "what is this?"])
    assert "Row 2 has more cells than the top row" in refusal(Platform, data)
