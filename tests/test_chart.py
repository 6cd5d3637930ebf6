"""The chart: every word in every format, in one order, and the short list by rule."""

import csv
import io
import json
import re
from dataclasses import replace

import docx
import lxml.html
import pytest
from django.urls import reverse
from docx.oxml.ns import qn
from pypdf import PdfReader

from evidence import chart
from evidence.incidents import KIND, Incident, Link, in_order, totals
from evidence.paper import chart_document, summary_document
from helpcenter.documents import A4, LETTER, to_docx, to_pdf, to_text
from tests.test_incidents import kept, open_case, write

LINK = "https://www.chatter.example/p/Abc_123?x=1&y=2"
LONG_LINK = "https://pictures.example/" + "a/b-" * 1000
NASTY = [
    "=cmd()",
    "{{7*7}} {% now %}",
    "<script>alert(1)</script>",
    "</w:t></w:r>",
    "שלום מרחבא",
    "Zo\u0308e\u0351",
    "https://inside.example/words",
    "“Pay me”, he said; 200 $\nor else.",
]


def incident(made=0, **parts):
    given = {"id": f"{made:032}", "made": made, "happened": f"Text {made}."}
    return Incident(**given | parts)


def full_incident():
    """Every part filled, each with a word of its own."""
    return incident(
        date="2026-03-05",
        time="14:30",
        zone="Zoneword",
        when="Whenword",
        targets=(Link(LINK, "chatter"), Link(LONG_LINK)),
        place="Placeword",
        platform_name="Platformword",
        account="Accountword",
        label="Labelword",
        happened="\n".join(["Happenedword", *NASTY]),
        who="Whoword",
        witnesses="Witnessword",
        demanded="Demandedword",
        effect="Effectword",
        told="Toldword",
        worst=True,
    )


def texts(incidents):
    return [each.happened for each in incidents]


def rows_of(content):
    """The rows of a CSV below its headings."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]


# --- The page


def test_an_empty_chart_invites_calmly(client, db):
    page = client.get(reverse("evidence:chart")).content.decode()
    assert reverse("evidence:incident-new") in page
    assert "no hurry" in page
    assert "chart-paper" not in page
    assert reverse("evidence:chart-paper", args=["pdf"]) not in page


def test_the_chart_shows_each_incident_once_in_order(client, db):
    write(client, happened="Later.", date="2026-03")
    write(client, happened="Undated.", when="around last summer")
    write(client, happened="Earlier.", date="2025")
    page = client.get(reverse("evidence:chart"))
    shown = [each.happened for each in page.context["incidents"]]
    assert shown == ["Earlier.", "Later.", "Undated."]
    tree = lxml.html.fromstring(page.content)
    headings = [h.text_content() for h in tree.xpath("//ol//h3")]
    assert headings == ["1. 2025", "2. March 2026", "3. around last summer"]


def test_links_are_words_to_copy_and_tell_nobody_where_one_came_from(client, db):
    write(client, links=LINK)
    tree = lxml.html.fromstring(client.get(reverse("evidence:chart")).content)
    assert [each.text_content() for each in tree.find_class("copy")] == [LINK]
    (link,) = tree.xpath(f"//a[@href='{LINK}']")
    assert {"noreferrer", "noopener", "nofollow"} <= set(link.get("rel").split())


def test_nothing_of_another_site_is_loaded(client, db):
    write(client, links=LINK)
    tree = lxml.html.fromstring(client.get(reverse("evidence:chart")).content)
    loaded = tree.xpath("//*[@src]/@src | //link/@href | //form/@action")
    assert all(re.match("/[^/]|data:", url) for url in loaded)


def test_a_long_text_is_folded_and_whole(client, db):
    words = "word " * 1000 + "end."
    write(client, happened=words)
    tree = lxml.html.fromstring(client.get(reverse("evidence:chart")).content)
    (folded,) = tree.xpath("//ol//details")
    assert words in folded.text_content()


def test_places_are_counted():
    names = ["Tube", "Chatter", "", "Chatter"]
    incidents = [Incident(platform_name=name) for name in names]
    assert totals(incidents) == [("Chatter", 2), ("Tube", 1)]


def test_it_says_when_it_is_kept_for_this_visit_only(client, db):
    write(client)
    page = client.get(reverse("evidence:chart")).content.decode()
    assert "this visit only" in page
    open_case(client).keep()
    page = client.get(reverse("evidence:chart")).content.decode()
    assert "this visit only" not in page


@pytest.mark.parametrize("name", ["evidence:chart", "evidence:summary", "evidence:new"])
def test_more_incidents_take_no_more_queries(
    client, db, name, django_assert_max_num_queries
):
    path = reverse(name if name != "evidence:new" else "evidence:incident-new")
    write(client)
    queries = []
    for _ in range(2):
        with django_assert_max_num_queries(8) as context:
            assert client.get(path).status_code == 200
        queries.append(len(context))
        case = open_case(client)
        for made in range(29):
            case.add(KIND, incident(made).value)
    assert queries[0] == queries[1]


# --- The short list

A, B, C, D = "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([A], [0]),
        ([A, B, C, D], [3, 2, 1]),
        ([D, C, B, A], [0, 1, 2]),
        ([A, "", B], [2, 0, 1]),
        (["", "", "", ""], [3, 2, 1]),
        ([A, "", "", B], [3, 0, 2]),
        ([A, A, A, A], [3, 2, 1]),
        (["2026", B, "2026-02"], [1, 2, 0]),
    ],
)
def test_the_most_recent_are_the_last_three_by_date(dates, expected):
    incidents = in_order(incident(n, date=each) for n, each in enumerate(dates))
    assert [each.made for each in chart.most_recent(incidents)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("", [0, 1, 2]),
        ("3", [3, 0, 1]),
        ("13", [1, 3, 0]),
        ("0123", [0, 1, 2]),
        ("321", [1, 2, 3]),
    ],
)
def test_the_worst_are_the_marked_ones_then_the_persons_order(marked, expected):
    dates = [D, C, B, A]
    incidents = in_order(
        incident(n, date=each, worst=str(n) in marked) for n, each in enumerate(dates)
    )
    assert [each.made for each in chart.worst(incidents)] == expected
    again = in_order(reversed(incidents))
    assert [each.made for each in chart.worst(again)] == expected


def test_the_person_decides(client, db):
    for n in range(5):
        write(client, happened=f"Text {n}.", date=f"2026-0{n + 1}-01")
    first, second, *_ = kept(client)
    chosen = {"recent": [first.id], "worst": [second.id, first.id]}
    response = client.post(reverse("evidence:summary"), chosen)
    assert response.status_code == 302
    page = client.get(reverse("evidence:summary")).context
    assert texts(page["recent"]) == ["Text 0."]
    assert texts(page["worst"]) == ["Text 0.", "Text 1."]
    client.post(reverse("evidence:incident-delete", args=[first.id]))
    page = client.get(reverse("evidence:summary")).context
    assert texts(page["recent"]) == ["Text 4.", "Text 3.", "Text 2."]
    client.post(reverse("evidence:summary"), {})
    page = client.get(reverse("evidence:summary")).context
    assert texts(page["worst"]) == ["Text 1.", "Text 2.", "Text 3."]


def test_four_are_too_many_and_none_is_taken(client, db):
    for n in range(4):
        write(client, happened=f"Text {n}.")
    ids = [each.id for each in kept(client)]
    response = client.post(reverse("evidence:summary"), {"worst": ids})
    assert "room for three" in response.content.decode()
    page = client.get(reverse("evidence:summary")).context
    assert len(page["worst"]) == 3


def test_an_incident_of_nobody_cannot_be_chosen(client, db):
    write(client)
    response = client.post(reverse("evidence:summary"), {"worst": ["a" * 32]})
    assert "deleted meanwhile" in response.content.decode()


def test_without_incidents_there_is_no_short_list(client, db):
    response = client.get(reverse("evidence:summary"))
    assert response["Location"] == reverse("evidence:chart")
    path = reverse("evidence:summary-paper", args=["pdf"])
    assert client.get(path).status_code == 404


# --- Formats


def letters(text):
    """Without white space and bullets, which each format has its own of."""
    return re.sub(r"[\s\u00ad•]+", "", text)


def words_of_docx(content):
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(node.text for node in body.iter(qn("w:t")))


def words_of_pdf(content):
    """Without the number of the page and the table's headings, which come again."""
    pages = PdfReader(io.BytesIO(content)).pages
    text = "".join(letters(page.extract_text()) for page in pages)
    again = r"Page\d+of\d+|" + letters("".join(str(name) for name, _ in chart.COLUMNS))
    return re.sub(again, "", text)


MARKERS = (
    *("Zoneword", "Whenword", "Placeword", "Platformword", "Accountword", "Labelword"),
    *("Happenedword", "Whoword", "Witnessword", "Demandedword", "Effectword"),
    *("Toldword", "Amongtheworst", "March5,2026,2:30pm", "=cmd()", "{{7*7}}", "</w:t>"),
    *("<script>alert(1)</script>", letters(LINK)),
)


def all_words(document):
    """What each kind of paper says, without white space."""
    yield letters(to_text(document))
    yield letters(words_of_docx(to_docx(document)))
    yield words_of_pdf(to_pdf(document))


def test_paper_has_every_word():
    for words in all_words(chart_document([full_incident()])):
        assert [each for each in MARKERS if each not in words] == []


def test_a_long_link_is_whole_on_paper():
    document = chart_document([Incident(targets=(Link(LONG_LINK),))])
    for words in all_words(document):
        assert letters(LONG_LINK) in words


def test_csv_has_every_word():
    (row,) = rows_of(chart.to_csv([full_incident()]))
    words = letters("".join(row))
    assert [each for each in (*MARKERS, LONG_LINK) if each not in words] == []
    assert row[-1] == "2026-03-05"


def test_json_has_every_word_and_can_be_read_back(client, db):
    data = json.loads(chart.to_json([full_incident()]))
    assert (data["format"], data["version"]) == ("chart", 1)
    (value,) = data["incidents"]
    entry = open_case_of(client).add(KIND, value)
    assert Incident.of(entry).value == full_incident().value


def open_case_of(client):
    write(client)
    return open_case(client)


def test_approximate_dates_stay_as_they_are():
    approximate = incident(when="around last summer, I think July")
    words = to_text(chart_document([approximate]))
    assert "around last summer, I think July" in words
    assert not re.search(r"20\d\d", words)


def test_links_in_the_pdf_can_be_followed():
    pdf = to_pdf(chart_document([full_incident()]))
    targets = {
        annotation.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(pdf)).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert LINK in targets


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d"]
)
def test_no_cell_of_the_csv_is_a_formula(start):
    nasty = f"{start}cmd|' /C calc'!A0"
    parts = dict.fromkeys(["happened", "when", "platform_name", "who", "told"], nasty)
    (row,) = rows_of(chart.to_csv([incident(**parts)]))
    assert [cell for cell in row if cell.startswith(start)] == []
    assert row[3] == f"'{nasty}"


def test_the_csv_says_that_it_is_unicode():
    assert chart.to_csv([incident(happened="žluťoučký 中")]).startswith(b"\xef\xbb\xbf")


def test_one_incident_of_many_lines_is_one_row():
    (row,) = rows_of(chart.to_csv([incident(happened='a\n"b"\n,c')]))
    assert row[3] == 'a\n"b"\n,c'


@pytest.mark.parametrize("paper", [A4, LETTER])
@pytest.mark.parametrize("count", [1, 6, 30])
def test_the_short_list_is_one_page(paper, count):
    parts = ("happened", "who", "told", "when", "place", "account", "platform_name")
    long = replace(
        full_incident(),
        **dict.fromkeys(parts, "wide words " * 900),
        targets=(Link("https://a.example/" + "a" * 140), Link(LONG_LINK)),
    )
    incidents = in_order(
        replace(long, id=str(n), made=n, worst=n < 3) for n in range(count)
    )
    pdf = to_pdf(summary_document(incidents, {}, paper))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_the_short_list_tells_each_once_and_names_the_rest():
    incidents = in_order(incident(n, date=f"2026-0{n + 1}-01") for n in range(4))
    words = " ".join(to_text(summary_document(incidents, {})).split())
    assert [words.count(f"Text {n}.") for n in range(4)] == [1, 1, 1, 1]
    assert "No. 2, No. 3: see above." in words
    assert "It has 4 in all" in words


def test_links_that_are_not_on_the_short_list_are_counted():
    targets = (Link(LONG_LINK), Link(LINK), Link("https://b.example/"))
    words = to_text(summary_document([incident(targets=targets)], {}))
    assert LINK in words
    assert LONG_LINK not in words
    assert "and 2 more links" in words


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt", "csv", "json"])
def test_files_come_under_a_name_that_says_nothing(client, db, extension):
    write(client)
    response = client.get(reverse("evidence:chart-paper", args=[extension]))
    assert response.status_code == 200
    name = rf'attachment; filename="?notes-20\d\d-\d\d\.{extension}"?'
    assert re.fullmatch(name, response["Content-Disposition"])
    assert "no-store" in response["Cache-Control"]
    content = response.getvalue() if response.streaming else response.content
    assert b"helpcenter" not in content.lower()


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_the_short_list_can_be_taken(client, db, extension):
    write(client)
    response = client.get(reverse("evidence:summary-paper", args=[extension]))
    assert response.status_code == 200
    assert f".{extension}" in response["Content-Disposition"]


@pytest.mark.parametrize("name", ["evidence:chart-paper", "evidence:summary-paper"])
def test_other_formats_are_not_found(client, db, name):
    write(client)
    assert client.get(reverse(name, args=["exe"])).status_code == 404


def test_an_empty_chart_on_paper_says_so(client, db):
    response = client.get(reverse("evidence:chart-paper", args=["txt"]))
    assert "Nothing is written down yet." in response.content.decode()


def test_paper_is_of_the_size_they_have(client, db):
    write(client)
    for country, width in [("DE", 842), ("US", 792)]:
        open_case(client).remember(country=country)
        content = client.get(reverse("evidence:chart-paper", args=["pdf"])).content
        page = PdfReader(io.BytesIO(content)).pages[0]
        assert round(float(page.mediabox.width)) == width
