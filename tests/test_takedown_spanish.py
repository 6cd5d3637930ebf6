"""Ways, letters sent and the board in Spanish; what is kept and sent stays English."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from evidence import custody
from takedown import review
from takedown.clocks import Clock
from takedown.letters import LETTERS
from takedown.letters.abroad import countries_in
from takedown.requests.parts import STATUSES, TITLES, UP, WAYS
from takedown.requests.store import requests_of
from takedown.requests.views import EVENTS
from takedown.routes import ROUTES
from tests.test_reading_spanish import check_words
from tests.test_requests import clock as clock
from tests.test_review import day_after as day_after
from tests.test_route_pages import the_place
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    adult,
    fill,
    follow,
    letter,
    open_case,
    send,
    show,
    text_of,
    write_down,
)
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import sentences
from tests.words import ease, length, sentences_of

AT = "2026-11-24T03:10"
DUE = "jueves 26 de noviembre de 2026, 3:10 a.m. (EST)"
SPANISH = re.compile("[áéíóúñ¿]")


@pytest.fixture
def client(chatter):
    """Somebody whose browser asks for Spanish."""
    return adult(Client(headers={"accept-language": "es"}))


@pytest.fixture
def spanish():
    with translation.override("es"):
        yield


def page(client, name, *args):
    return text_of(client.get(reverse(f"takedown:{name}", args=args)))


def sent(client, kind="take-it-down", **told):
    """A letter that was sent; the id of its request."""
    return send(client, fill(client, kind), **({"at": AT} | told))


def made(client):
    return requests_of(open_case(client))[0]


def tell(client, id, word, **told):
    url = reverse("takedown:request-event", args=[id, word])
    return client.post(url, {"nonce": ""} | told)


# --- The ways


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_way_is_told_in_plain_spanish(route, spanish):
    texts = [route.title, route.why, route.can, route.cannot]
    texts += [route.how_long, route.sees_name]
    said = [s for text in texts for s in sentences_of(str(text))]
    assert all("{" not in sentence and "%" not in sentence for sentence in said)
    check_words([s for s in said if "Porn Helpline" not in s])
    assert ease(said) >= 60


def test_what_was_measured_names_its_month_in_spanish(spanish):
    odds = ROUTES["dmca"].odds
    assert odds.when == "septiembre de 2024"
    assert str(odds.text).startswith("En X, todo lo reportado")


def test_two_sentences_in_a_row_follow_the_language():
    way = ROUTES["hold-email"].cannot
    assert str(way) == (
        "It is a request and no order. It takes nothing down. "
        "The US 48-hour law does not cover e-mail."
    )
    with translation.override("es"):
        assert str(way).startswith("Es un pedido y no una orden.")
        assert str(way).endswith("no incluye el correo electrónico.")


def test_list_of_places_counts_in_spanish(client):
    write_down(client, *LINKS[:2], ELSEWHERE)
    said = page(client, "routes")
    assert "Maneras de lograr que la retiren, lugar por lugar" in said
    assert "2 enlaces." in said
    assert "1 enlace." in said
    assert "Primero, pedir al sitio que conserve sus registros" in said


def test_page_of_a_place_asks_and_answers_in_spanish(client):
    write_down(client, LINKS[0])
    said = text_of(client.get(the_place(client)))
    assert "Maneras para Chatter" in said
    assert "¿Quién puede verla ahí?" in said
    assert "Reportarlo en la aplicación o en el sitio" in said
    assert "Cómo reportarlo en Chatter" in said
    assert "It can" not in said


# --- A letter that was sent


def test_request_says_until_which_hour_they_have_time(client, clock):
    clock.moment = clock.moment.replace(day=25)
    said = page(client, "request", sent(client))
    assert f"Tienen plazo hasta el {DUE}." in said
    assert "Es un plazo de 48 horas (" in said
    assert "desde que la envió" in said
    assert "Enviada, sin respuesta todavía" in said


def test_request_says_when_their_time_is_over(client, clock):
    clock.moment = clock.moment.replace(day=27)
    said = page(client, "request", sent(client))
    assert "Su plazo ya pasó" in said
    assert f"Eso era hasta el {DUE}." in said
    assert "Escribir otra vez" in said


def test_board_tells_status_and_time_in_spanish(client, clock):
    clock.moment = clock.moment.replace(day=27)
    sent(client)
    said = page(client, "requests")
    assert "Enviadas: 1. Aún abiertas: 1. Con el plazo ya pasado: 1 ." in said
    assert f"Su plazo terminó el {DUE}." in said
    assert "Cartas que envió" in said


def test_printed_board_is_in_spanish_too(client, clock):
    sent(client, how="email")
    url = reverse("takedown:requests-file", args=["txt"])
    said = " ".join(client.get(url).content.decode().split())
    assert "Cartas enviadas" in said
    assert "Por correo electrónico" in said
    assert f"desde que se envió: hasta el {DUE}" in said


def test_packet_has_spanish_around_the_english_letter(client, clock):
    url = reverse("takedown:request-file", args=[sent(client), "txt"])
    said = " ".join(client.get(url).content.decode().split())
    assert "La carta tal como se envió" in said
    assert "November 24, 2026" in said


def test_answers_are_told_and_shown_in_spanish(client, clock):
    id = sent(client)
    assert tell(client, id, "answer", status="refused").status_code == 302
    assert "Dijeron que no" in page(client, "request", id)
    tell(client, id, "back", gone="2026-11-24", back="2026-11-25")
    said = page(client, "request", id)
    assert "Ya no estaba: 24 de noviembre de 2026" in said
    assert "Volvió: 25 de noviembre de 2026" in said


def test_refusals_are_in_spanish(client):
    refused = tell(client, sent(client), "answer", status="")
    assert "Elija qué respondieron." in text_of(refused)


def test_calendar_entry_names_nothing_in_spanish_either(client, clock):
    clock.moment = clock.moment.replace(day=25)
    url = reverse("takedown:request-calendar", args=[sent(client)])
    entry = client.get(url).content.decode()
    assert "SUMMARY:Recordatorio" in entry
    assert "DESCRIPTION:Mire sus notas." in entry


@pytest.mark.parametrize("words", [STATUSES, WAYS, UP, TITLES])
def test_each_code_has_its_words(words, spanish):
    for code, said in words.items():
        with translation.override("en"):
            english = str(said)
        assert str(said) != english, code


EVERY_PAGE = ("letters", "routes", "many", "many-made", "take-many", "requests", "age")


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_page_reads_plainly_in_spanish(client, name):
    write_down(client, LINKS[0])
    fill(client, "take-it-down")
    read_plainly(client.get(reverse(f"takedown:{name}"), follow=True))


@pytest.mark.parametrize("how", ["email", "post"])
def test_pages_of_a_request_read_plainly_in_spanish(client, how):
    write_down(client, LINKS[0])
    request = sent(client, how=how)
    for name in ("request", "request-correct", "request-delete"):
        read_plainly(client.get(reverse(f"takedown:{name}", args=[request])))
    for word in EVENTS:
        url = reverse("takedown:request-event", args=[request, word])
        read_plainly(client.get(url))


def read_plainly(page):
    said = [s for s in sentences(page) if "Chatter Media" not in s]
    check_words(said)
    assert ease(said) >= 60
    assert [s for s in said if length(s) > 25] == []


# --- What is kept, and what goes out


@pytest.mark.parametrize("kind", ["take-it-down", "host-notice", "delisting"])
def test_what_was_sent_is_kept_in_english(client, kind):
    tell(client, sent(client, kind, how="email"), "answer", status="removed")
    value = made(client).value
    assert value["title"] == str(LETTERS[kind].title)
    assert value["usual"] == str(LETTERS[kind].usual)
    assert not SPANISH.search(json.dumps(value, ensure_ascii=False))
    with translation.override("es"):
        assert made(client).title == str(LETTERS[kind].title) != value["title"]


def test_custody_log_is_kept_in_english(client):
    tell(client, sent(client), "answer", status="refused")
    lines = custody.log_of(open_case(client))[-2:]
    assert [line.event for line in lines] == ["sent", "answered"]
    assert {line.details["letter"] for line in lines} == {
        str(LETTERS["take-it-down"].title)
    }
    assert lines[-1].details["what"] == "They said no"


def test_letter_that_follows_begins_with_english_facts(client):
    id = follow(client, sent(client), "follow-up")
    facts = letter(client, id).facts
    assert facts["first_sent"] == "Tuesday, November 24, 2026, at 3:10 a.m. (EST)"
    assert facts["first_due"] == "Thursday, November 26, 2026, at 3:10 a.m. (EST)"


def test_new_letter_tells_its_dates_in_english(client):
    write_down(client, LINKS[0], date="2026-03-05")
    url = reverse("takedown:letter", args=["take-it-down"])
    client.post(url, {"site": "platform:chatter"})
    assert letter(client).facts["seen"] == ["March 5, 2026"]


def test_parts_to_copy_have_spanish_names_and_english_words(client):
    html = show(client, fill(client, "ftc")).content.decode()
    assert 'data-copied="Copiado"' in html
    assert "Copiar: Qué resultó" in html
    assert "The images were not removed." in html
    sending = show(client, fill(client, "take-it-down")).context["sending"]
    boxes = [*sending.parts, *sending.envelope]
    assert {box.field.widget.attrs["lang"] for box in boxes} == {"en"}


def test_countries_to_choose_from_stand_in_the_order_of_spanish(spanish):
    names = [str(name) for _, name in countries_in({"DE", "FR", "ES"})]
    assert names == ["Elija uno", "Alemania", "España", "Francia"]


# --- Beside them


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (Clock("", hours=48), "48 horas"),
        (Clock("", hours=1), "1 hora"),
        (Clock("", months=1), "un mes"),
        (Clock("", months=3), "3 meses"),
    ],
)
def test_length_of_a_time_in_spanish(clock, words, spanish):
    assert clock.words == words


def test_staff_are_told_in_spanish_what_to_read_again(spanish, day_after):
    (note,) = review.notes()
    assert note.startswith("Cartas que había que releer antes del 22 de mayo de 2027: ")
    assert " y " in note


def test_many_letters_are_made_and_taken_in_spanish(client):
    write_down(client, LINKS[0])
    assert "Hacer muchas cartas a la vez" in page(client, "many")
    fill(client, "take-it-down")
    fill(client, "take-it-down", signature="")
    said = page(client, "take-many")
    assert "Llevarse muchas cartas" in said
    assert re.search(r"\(incompleta: falta(n \d+ cosas| 1 cosa)\)", said)
