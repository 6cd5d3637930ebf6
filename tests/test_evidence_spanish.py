"""Evidence in Spanish: asked, shown and printed in it, and kept as in English."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import bagit
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from pypdf import PdfReader

from evidence import custody, when
from evidence.copies import names
from evidence.exhibits import exhibits_of
from evidence.incidents import Incident, Link, in_order
from evidence.paper import summary_document
from helpcenter.documents import LETTER, Document, to_pdf
from tests.copies import brought, copy_of, entries_of, unpacked, without_ids
from tests.exhibits import add_file, jpeg
from tests.guide import text, tree
from tests.test_incidents import NEW, kept, open_case, write
from tests.test_uploads import begun, send
from tests.words import ease, sentences_of

pytestmark = pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning")
LINK = "https://a.example/" + "a" * 60
TODAY = date(2026, 11, 22)
SCRIPTS = sorted((settings.BASE_DIR / "static").glob("*.js"))
TYPED = {
    "happened": "Publicó la imagen 1.",
    "date": "5 de marzo de 2026",
    "time": "2:30 de la tarde",
}


def visitor(language):
    return Client(headers={"accept-language": language})


@pytest.fixture
def visit(db):
    """Somebody whose browser asks for Spanish."""
    return visitor("es")


@pytest.fixture
def ana(visit):
    """Somebody with one incident and two exhibits, all of it typed in Spanish."""
    return told_in(visit, **TYPED)


def told_in(client, **typed):
    write(client, **typed)
    (incident,) = kept(client)
    client.post(reverse("evidence:exhibit-add", args=[incident.id]), {"under_18": "no"})
    case = open_case(client)
    add_file(case, incident.id, jpeg(), "jpeg", "IMG 1.jpg", intimate="no")
    add_file(case, incident.id, b"palabras", "txt", "chat.txt", shows="Su mensaje")
    return client


def opened(data):
    """(its language, its words) of a PDF."""
    pdf = PdfReader(BytesIO(data))
    words = " ".join(page.extract_text() for page in pdf.pages)
    return pdf.root_object["/Lang"], " ".join(words.split())


def paper(client, slug, language=""):
    url = reverse("evidence:paper-file", args=[slug, "pdf"])
    return opened(client.get(url, {"in": language} if language else {}).content)


# --- Typed and asked


def test_the_form_asks_and_corrects_in_spanish(visit):
    page = tree(visit.get(reverse(NEW)))
    assert page.get("lang") == "es"
    assert "Con sus propias palabras" in page.text_content()
    assert "In your own words" not in page.text_content()
    answer = visit.post(reverse(NEW), TYPED | {"date": "30 de febrero de 2026"})
    said = text(answer)
    assert "Fecha: Este día no está en el calendario." in said
    assert "Publicó la imagen 1." in said
    assert "This day is not" not in said


def test_what_is_wrong_with_a_link_is_said_in_spanish(visit):
    said = text(visit.post(reverse(NEW), {"links": "no sé"}))
    assert "La línea 1 no es un enlace: “no sé”." in said


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        ("5 de marzo de 2026", "2026-03-05"),
        ("el jueves 5 de marzo del 2026", "2026-03-05"),
        ("miércoles, 1.º de abril de 2026", "2026-04-01"),
        ("primero de enero de 2026", "2026-01-01"),
        ("15 ago 2025", "2025-08-15"),
        ("setiembre de 2025", "2025-09"),
        ("March 5, 2026", "2026-03-05"),
    ],
)
def test_dates_of_both_languages_are_read_in_each(typed, kept_as, language):
    with override(language):
        assert when.read_date(typed, TODAY) == kept_as
        assert when.read_date(when.date_words(kept_as), TODAY) == kept_as


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        ("a las 2:30 de la tarde", "14:30"),
        ("2:30 p. m.", "14:30"),
        ("7 de la mañana", "07:00"),
        ("mediodía", "12:00"),
        ("medianoche", "00:00"),
    ],
)
def test_times_of_both_languages_are_read_in_each(typed, kept_as, language):
    with override(language):
        assert when.read_time(typed) == kept_as
        assert when.read_time(when.time_words(kept_as)) == kept_as


def test_twelve_at_night_is_asked_about():
    for typed in ("12 de la noche", "12:30 de la mañana"):
        with pytest.raises(when.Unclear):
            when.read_time(typed)


def test_a_refused_file_is_told_in_spanish(visit):
    client = begun(visit)
    answer = send(client, SimpleUploadedFile("x.exe", b"MZ"), accept="application/json")
    (refused,) = answer.json()["refused"]
    assert refused["sentence"].startswith("No recibimos archivos de este tipo.")


def test_what_a_script_says_stands_in_the_page(visit):
    """In the page it is translated; a script with words of its own is not."""
    assert len(SCRIPTS) > 5
    for file in SCRIPTS:
        code = re.sub(r"^\s*//.*$", "", file.read_text(), flags=re.M)
        assert re.findall(r"[\"'`][A-Z][a-z]+ [a-z]+", code) == [], file.name
    assert 'data-saved="Guardado: {time}"' in visit.get(reverse(NEW)).text


# --- Kept


def test_the_same_is_kept_whatever_the_language(db):
    english = told_in(visitor("en"), **TYPED | {"date": "March 5, 2026"})
    spanish = told_in(visitor("es"), **TYPED)
    for client in (english, spanish):
        client.post(reverse("evidence:binder"), {"with_log": "yes"})
        b"".join(client.get(reverse("evidence:binder-file")).streaming_content)
    assert values(english) == values(spanish)
    assert lines(english) == lines(spanish)


def values(client):
    found = json.dumps(without_ids(open_case(client)))
    return re.sub(r"[0-9a-f]{32}|\d{4}-\d\d-\d\dT[\d:+]+", "", found)


def lines(client):
    return [(line.event, line.details) for line in custody.log_of(open_case(client))]


def test_a_date_is_shown_in_the_language_of_the_visit(ana):
    assert kept(ana)[0].date == "2026-03-05"
    assert "5 de marzo de 2026, 2:30 p. m." in text(ana.get(reverse("evidence:chart")))
    ana.get("/?_language=en")
    assert "March 5, 2026, 2:30 pm" in text(ana.get(reverse("evidence:chart")))


def test_the_log_is_shown_in_spanish_from_its_codes(ana):
    page = reverse("evidence:custody")
    assert "Recibido, Anexo A" in text(ana.get(page))
    assert [event for event, _ in lines(ana)] == ["received", "received"]
    ana.get("/?_language=en")
    assert "Received, Exhibit A" in text(ana.get(page))


# --- On paper


def test_the_chart_is_in_spanish_and_says_so(ana):
    url = reverse("evidence:chart-paper", args=["pdf"])
    language, words = opened(ana.get(url).content)
    assert language == "es"
    for said in ("Lo que pasó", "5 de marzo de 2026", "Página 1 de 1", "A quién avisé"):
        assert said in words
    language, words = opened(ana.get(url, {"in": "en"}).content)
    assert language == "en"
    assert "March 5, 2026" in words
    assert TYPED["happened"] in words


def test_an_unknown_language_is_the_usual_one(ana):
    url = reverse("evidence:chart-paper", args=["pdf"])
    assert opened(ana.get(url, {"in": "xx"}).content)[0] == "es"


def test_in_an_english_visit_nothing_is_asked(db):
    client = told_in(visitor("en"))
    assert "?in=" not in client.get(reverse("evidence:chart")).text
    assert "?in=" not in client.get(reverse("evidence:paper", args=["statement"])).text
    assert (
        "language" not in client.get(reverse("evidence:binder")).context["form"].fields
    )
    assert paper(client, "statement", "es")[0] == "en"


def test_the_longest_short_list_is_one_page_in_spanish():
    parts = ("happened", "who", "told", "when", "place", "account", "platform_name")
    long = Incident(date="2026-09-30", **dict.fromkeys(parts, "palabras anchas " * 900))
    incidents = in_order(
        replace(long, id=str(n), made=n, worst=n < 3, targets=(Link(LINK), Link(LINK)))
        for n in range(6)
    )
    with override("es"):
        data = to_pdf(summary_document(incidents, {}, LETTER))
    assert len(PdfReader(BytesIO(data)).pages) == 1


@pytest.mark.parametrize("slug", ["statement", "numbers", "overview"])
def test_papers_for_an_office_are_english_with_a_spanish_one_to_read(ana, slug):
    links = tree(ana.get(reverse("evidence:paper", args=[slug]))).xpath(
        "//a[contains(@href, '?in=')]/@href"
    )
    assert [link[-2:] for link in links[::3]] == ["en", "es"]
    language, words = paper(ana, slug)
    assert language == "en"
    assert "copia para leer" not in words
    language, words = paper(ana, slug, "es")
    assert language == "es"
    assert "Esta es una copia para leer." in words


def test_typed_words_are_the_same_in_both(ana):
    for language in ("en", "es"):
        words = paper(ana, "statement", language)[1]
        assert TYPED["happened"] in words
        assert "Su mensaje" in words
    assert "Declaro bajo pena de perjurio" in words


@pytest.mark.parametrize("slug", ["sheet", "blank"])
def test_ones_own_papers_are_in_the_language_of_the_visit(ana, slug):
    assert paper(ana, slug)[0] == "es"


@pytest.mark.parametrize(
    ("chosen", "language", "said"),
    [
        ({}, "en", ("Exhibit A", "Page 1 of", "List of hashes")),
        ({"language": "es"}, "es", ("Anexo A", "Página 1 de", "Lista de huellas")),
    ],
)
def test_the_binder_is_in_the_language_chosen_for_it(ana, chosen, language, said):
    ana.post(reverse("evidence:binder"), chosen)
    answer = ana.get(reverse("evidence:binder-file"))
    found, words = opened(b"".join(answer.streaming_content))
    assert found == language
    for each in said:
        assert each in words


def test_pages_are_numbered_in_the_language_of_the_document():
    words = {code: Document("", "", code).page_words for code in ("en-US", "es", "ar")}
    assert words == {
        "en-US": ("Page ", " of "),
        "es": ("Página ", " de "),
        "ar": ("", " / "),
    }


# --- The digital copy


def test_a_copy_made_in_spanish_checks_and_comes_back_in_english(ana, tmp_path):
    data = copy_of(ana)
    assert bagit.Bag(str(unpacked(data, tmp_path))).validate()
    with override("en"):
        case, result = brought(data)
    assert result.is_whole
    assert (result.incidents, result.exhibits, result.files) == (1, 2, 2)
    assert without_ids(case) == without_ids(open_case(ana))
    assert [each.label for each in exhibits_of(case)] == ["A", "B"]


def test_what_programs_read_in_a_copy_is_in_no_language(ana):
    entries = entries_of(copy_of(ana))
    chart = json.loads(entries[names.CHART])
    assert chart["format"] == "chart"
    assert set(chart["incidents"][0]) >= {"happened", "date", "worst"}
    assert entries[names.FILES].startswith(b"whole")
    log = json.loads(entries[names.LOG])
    assert {line["event"] for line in log["lines"]} == {
        "received",
        "labelled",
        "copied",
    }


def test_its_readme_is_in_both_languages(ana):
    readme = entries_of(copy_of(ana))[names.README].decode()
    assert readme.index("QUÉ ES ESTO") < readme.index("WHAT THIS IS")
    assert max(map(len, readme.splitlines())) <= 80


def test_what_is_offered_for_an_office_is_in_its_language(ana, settings):
    settings.CASE_TOLD = [f"{__name__}.told_in_words"]
    page = ana.get(reverse("evidence:paper", args=["overview"])).content.decode()
    assert "Letters sent" in page
    assert "Cartas enviadas" not in page


def told_in_words(case):
    yield gettext("Letters sent")


# --- How it reads


def test_pages_are_plain_in_spanish(ana):
    slow = []
    for name in ("chart", "summary", "exhibits", "papers", "binder", "copy", "case"):
        main = tree(ana.get(reverse(f"evidence:{name}"))).xpath("//main")[0]
        blocks = [each.text_content() for each in main.xpath(".//p | .//li")]
        said = [part for block in blocks for part in sentences_of(block)]
        if ease(said) < 65:
            slow.append((name, ease(said)))
    assert slow == []
