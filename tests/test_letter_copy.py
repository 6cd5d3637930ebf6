"""In a Spanish visit a letter stays English, with a copy to read beside it."""

import re
import zipfile
from io import BytesIO
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils.translation import override
from docx import Document as Word
from pypdf import PdfReader

from takedown.kept import as_kept, letter_of
from takedown.letters import LETTERS
from takedown.letters.paragraphs import Paper
from takedown.reading import reading_of
from tests.letter_facts import (
    EVERY_LETTER,
    EVERYTHING,
    KINDS,
    PERSON,
    PLACE,
    TODAY,
    WITH_LINKS,
    make_letter,
)
from tests.test_many_letters import content
from tests.test_takedown import (
    adult,
    begin,
    fill,
    open_case,
    send,
    show,
    taken,
    walk,
)
from tests.test_takedown import chatter as chatter
from tests.test_takedown import words as save_words
from tests.test_versions import NEW, OLD
from tests.test_versions import publish as publish

MARK = "Copia para leer. La carta que se envía es la que está en inglés."
AS_IT_IS = "La parte que sigue está aquí tal como está en la carta."
HELPERS = [(kind, voice) for kind, voice in EVERY_LETTER if voice != "self"]
every_kind = pytest.mark.parametrize("kind", LETTERS)
every_letter = pytest.mark.parametrize(("kind", "voice"), EVERY_LETTER)
every_format = pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])


@pytest.fixture
def client(chatter):
    return adult()


def letter_to(kind, voice="self"):
    if kind in KINDS:
        return make_letter(kind, voice)
    blank = LETTERS[kind].blank()
    return LETTERS[kind]({name: EVERYTHING.get(name, "") for name in blank})


def in_spanish(client):
    client.get("/?_language=es")
    return client


def in_english(client):
    client.get("/?_language=en")
    return client


def copied(kind, voice="self"):
    """The words of the letter's copy."""
    with override("es"):
        paragraphs = letter_to(kind, voice).paragraphs_to_read(TODAY)
    return "\n".join(each.text for each in paragraphs)


def copy_of(client, id, extension="txt", route="takedown:take-copy"):
    return client.get(reverse(route, args=[id, extension]))


def papers(response):
    """{language: words} of the letters on a page."""
    found = re.findall(
        r'<article class="paper" lang="(\w+)">(.*?)</article>',
        response.content.decode(),
        re.S,
    )
    return dict(found)


def change(client, id, **typed):
    """Change these paragraphs; the id of the letter."""
    save_words(client, id, **typed)
    return id


# --- The letter itself


@every_letter
def test_letter_is_the_same_bytes_in_a_spanish_visit(kind, voice):
    letter = make_letter(kind, voice)
    english = letter.compose(TODAY), letter.service
    with override("es"):
        assert (letter.compose(TODAY), letter.service) == english


@every_kind
def test_its_elements_are_found_in_a_spanish_visit(kind):
    letter = letter_to(kind)
    english = [each.id for each in letter.missing(letter.paper(TODAY))]
    with override("es"):
        paper = letter.paper(TODAY)
        assert [each.id for each in letter.missing(paper)] == english
        assert letter.breaches(paper) == []


@every_letter
def test_copy_to_read_breaks_no_rule_in_spanish(kind, voice):
    letter = letter_to(kind, voice)
    with override("es"):
        paper = Paper(letter.paragraphs_to_read(TODAY))
        assert letter.breaches(paper) == []


def test_what_is_missing_is_told_in_the_language_of_the_visit():
    letter = make_letter("take-it-down", reasons=[], consent_words="")
    with override("es"):
        (gap,) = letter.missing(letter.paper(TODAY))
        assert gap.sentence.startswith("Una razón")


@pytest.mark.parametrize("kind", ["litigation-hold", "delisting", "dsa", "ftc"])
def test_what_is_kept_is_the_same_whichever_language_it_was_made_in(client, kind):
    english, spanish = (
        letter_of(open_case(client), walk(visit(client), kind)).value
        for visit in (in_english, in_spanish)
    )
    for told_by_the_clock in ("token", "composed"):
        del english[told_by_the_clock], spanish[told_by_the_clock]
    assert english == spanish


def test_letter_begun_in_spanish_is_composed_and_sent_in_english(client):
    id = fill(in_spanish(client), "take-it-down")
    kept = letter_of(open_case(client), id)
    assert OLD in str(kept.value["composed"])
    sent = client.get(reverse("takedown:request", args=[send(client, id)]))
    value = sent.context["sent"].value
    assert value["title"] == "Ask for removal within 48 hours"
    assert OLD in str(value["paper"])


@every_format
def test_file_of_the_letter_stays_english(client, extension):
    id = fill(client, "take-it-down")
    words = words_of(taken(client, id, extension), extension)
    spanish = taken(in_spanish(client), id, extension)
    assert words_of(spanish, extension) == words
    assert "en" in language_of(spanish, extension)


def words_of(response, extension):
    if extension == "txt":
        return response.content.decode()
    file = BytesIO(response.content)
    if extension == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return "\n".join(each.text for each in Word(file).paragraphs)


def language_of(response, extension):
    """What the file says of itself; a text file says nothing."""
    file = BytesIO(response.content)
    if extension == "pdf":
        return PdfReader(file).trailer["/Root"]["/Lang"]
    if extension == "docx":
        return Word(file).core_properties.language
    return "en es"


# --- The copy


@every_kind
def test_copy_says_all_of_it_in_spanish(kind):
    """Only what was typed, or named in English by law, is the same in both."""
    letter = letter_to(kind)
    english = dict(as_kept(letter.paragraphs(TODAY)))
    with override("es"):
        spanish = dict(as_kept(letter.paragraphs_to_read(TODAY)))
    assert english.keys() == spanish.keys()
    same = {key for key, html in english.items() if html and html == spanish[key]}
    assert same <= {
        *("sender", "recipient", "links", "image-links", "result-links", "terms"),
        *("copies", "services", "used", "told", "evidence", "laws", "work"),
        *("answers", "copy", "finding", "in-own-words", "signature"),
    }


@pytest.mark.parametrize("kind", WITH_LINKS)
def test_copy_holds_the_same_links_once_each(kind):
    words = re.sub(r"\s", "", copied(kind))
    assert [words.count(link) for link in PLACE["links"]] == [1, 1]
    assert words.count("http") == len(letter_to(kind).every_link)


@every_letter
def test_complete_copy_has_no_gap_in_brackets(kind, voice):
    assert "[" not in copied(kind, voice)


@pytest.mark.parametrize(("kind", "voice"), HELPERS)
def test_copy_of_a_helpers_letter_holds_none_of_the_persons_contact_data(kind, voice):
    own = [line for fact in PERSON.values() for line in fact.split("\n")]
    words = copied(kind, voice)
    assert [line for line in own if line in words] == []


@every_kind
def test_page_shows_the_english_letter_then_its_copy(client, kind):
    id = fill(client, kind)
    (english,) = papers(show(client, id)).values()
    both = papers(show(in_spanish(client), id))
    assert list(both) == ["en", "es"]
    assert both["en"] == english
    assert "Copia para leer." in both["es"]


def test_there_is_no_copy_where_the_site_speaks_english(client):
    id = fill(client, "take-it-down")
    assert "to-read" not in show(client, id).content.decode()
    assert copy_of(client, id).status_code == 404
    request = send(client, id)
    assert copy_of(client, request, route="takedown:request-copy").status_code == 404


@every_format
def test_copy_is_taken_under_a_name_that_says_nothing(client, extension):
    id = fill(in_spanish(client), "take-it-down")
    response = copy_of(client, id, extension)
    name = re.search('filename="(.*)"', response["Content-Disposition"])[1]
    assert re.fullmatch(rf"notes-es-\d{{4}}-\d\d\.{extension}", name)
    words = " ".join(words_of(response, extension).split())
    assert words.startswith(MARK)
    assert "Al equipo que atiende las solicitudes de retiro:" in words
    assert "es" in language_of(response, extension)


def test_sheet_that_nobody_sends_has_a_mark_of_its_own(client):
    id = fill(in_spanish(client), "counter-notice")
    words = copy_of(client, id).content.decode()
    assert words.startswith("Copia para leer. La hoja misma está en inglés.")


def test_copy_in_no_such_format_is_404(client):
    id = fill(in_spanish(client), "take-it-down")
    assert copy_of(client, id, "exe").status_code == 404


def test_copy_of_somebody_elses_letter_is_not_there(client, chatter):
    id = fill(client, "take-it-down")
    assert copy_of(in_spanish(adult()), id).status_code == 404


def test_copy_of_a_barred_letter_is_not_made(client):
    id = fill(in_spanish(client), "dmca")
    open_case(client).remember(taken_by="other")
    assert copy_of(client, id).status_code == 403


# --- What the person changed, and what we changed


def test_own_words_stand_in_the_copy_as_they_were_typed_with_a_note(client):
    id = fill(client, "take-it-down")
    change(client, id, p_greeting="Dear <all>,", p_anything_else="One more thing.")
    html = papers(show(in_spanish(client), id))["es"]
    assert html.count(AS_IT_IS) == 2
    assert f'{AS_IT_IS}</p><p lang="en">Dear &lt;all&gt;,</p>' in html
    assert f'{AS_IT_IS}</p><p lang="en">One more thing.</p>' in html
    assert "Al equipo" not in html
    assert "Declaración de buena fe" in html


def test_paragraph_that_was_taken_out_is_not_in_the_copy(client):
    id = change(client, fill(client, "take-it-down"), p_consent="")
    words = copy_of(in_spanish(client), id).content.decode()
    assert "no es consentir" not in words
    assert AS_IT_IS not in words


@pytest.mark.parametrize("is_sent", [False, True])
def test_letter_in_earlier_words_is_copied_as_far_as_we_have_them(
    client, publish, is_sent
):
    id = fill(client, "take-it-down")
    request = send(client, id)
    publish()
    route = "takedown:request-copy" if is_sent else "takedown:take-copy"
    copy = copy_of(in_spanish(client), request if is_sent else id, route=route)
    words = copy.content.decode()
    assert f"{AS_IT_IS}\n\n{OLD}" in words
    assert NEW not in words
    assert words.count(AS_IT_IS) == 1
    assert "Declaración de buena fe" in words


@pytest.mark.parametrize("kind", [k for k in KINDS if not LETTERS[k].follows])
def test_letter_that_was_sent_has_its_copy_with_the_date_of_then(client, kind):
    request = send(client, change(client, fill(client, kind), p_closing="Regards,"))
    page = client.get(reverse("takedown:request", args=[request]))
    (english,) = papers(page).values()
    both = papers(in_spanish(client).get(page.request["PATH_INFO"]))
    assert both["en"] == english
    assert both["es"].count(AS_IT_IS) == 1  # but for the closing, all is translated
    assert re.search(r"\d de \w+ de 20\d\d", both["es"])


def test_request_of_a_kind_that_is_no_more_has_no_copy(client):
    request = send(client, fill(client, "take-it-down"))
    # Put back by patch.dict in its place: the order of LETTERS is that of the pages.
    with patch.dict(LETTERS):
        del LETTERS["take-it-down"]
        response = copy_of(in_spanish(client), request, route="takedown:request-copy")
    assert response.status_code == 404


# --- Many at once


def names_in_zip(client, id):
    typed = {"letters": [id], "file": "zip"}
    response = client.post(reverse("takedown:take-many"), typed)
    return zipfile.ZipFile(BytesIO(content(response)))


def test_zip_holds_each_copy_beside_its_letter(client):
    id = fill(client, "take-it-down")
    formats = ("pdf", "docx", "txt")
    letters = {f"01.{each}" for each in formats}
    assert set(names_in_zip(client, id).namelist()) == letters
    archive = names_in_zip(in_spanish(client), id)
    assert set(archive.namelist()) == letters | {f"01-es.{each}" for each in formats}
    assert archive.read("01-es.txt").decode().startswith(MARK)
    assert OLD in archive.read("01.txt").decode()


def test_copy_is_asked_for_by_language_wherever_it_is_made(client):
    """A ZIP is written when the view is over, and with it the visit's language."""
    kept = letter_of(open_case(client), begin(client, "litigation-hold"))
    assert reading_of(kept, "en") is None
    with override("en"):
        assert reading_of(kept, "es").language == "es"
