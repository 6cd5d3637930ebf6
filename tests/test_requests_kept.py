"""Letters that were sent go into the binder and the digital copy, and come back."""

from io import BytesIO

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from evidence.binder import Choices
from evidence.binder_forms import typed_of
from takedown.requests.store import request_of, requests_of
from tests.copies import brought, copy_of, entries_of
from tests.test_takedown import (
    LINKS,
    adult,
    fill,
    open_case,
    send,
    write_down,
)
from tests.test_takedown import chatter as chatter

ANSWER = "We do not see a violation."


@pytest.fixture
def client(chatter):
    """Somebody with an incident, a letter that was sent, and an answer."""
    client = adult()
    write_down(client, LINKS[0], date="2026-11-01")
    request = send(client, fill(client, "take-it-down", links=LINKS[:1]))
    url = reverse("takedown:request-event", args=[request, "answer"])
    client.post(url, {"status": "refused", "answer": ANSWER, "nonce": ""})
    return client


def binder_of(client, **choices):
    typed = {k: v for k, v in typed_of(Choices(), "letter").items() if v}
    client.post(reverse("evidence:binder"), typed | choices)
    response = client.get(reverse("evidence:binder-file"))
    return PdfReader(BytesIO(b"".join(response.streaming_content)))


def words_of(pdf):
    return " ".join(" ".join(p.extract_text() for p in pdf.pages).split())


def test_binder_holds_the_list_and_each_packet_with_bookmarks(client):
    pdf = binder_of(client)
    titles = [each.title for each in flat(pdf.outline)]
    assert "Letters sent" in titles
    assert any(title.startswith("Ask for removal within") for title in titles)
    words = words_of(pdf)
    assert ANSWER in words
    assert "To the team that handles removal requests" in words
    assert "Answer to a letter written down" in words  # in its custody log


def flat(outline):
    for each in outline:
        yield from flat(each) if isinstance(each, list) else [each]


@pytest.mark.parametrize("how", ["left out", "one incident", "under 18"])
def test_binder_holds_none_of_it_where_it_should_not(client, how):
    case = open_case(client)
    choices = {}
    if how == "left out":
        choices = {"with_letters": "no"}
    if how == "one incident":
        write_down(client, LINKS[1])
        choices = {"incidents": [case.all("incident")[0].id]}
    if how == "under 18":
        case.remember(under_18="yes")
    words = words_of(binder_of(client, **choices))
    assert ANSWER not in words
    assert "Letters sent" not in words


def test_case_without_requests_has_no_such_part(chatter):
    client = adult()
    write_down(client, LINKS[0])
    assert "Letters sent" not in words_of(binder_of(client))


def test_copy_holds_list_packets_and_calendar(client):
    files = entries_of(copy_of(client))
    names = {name.split("/letters/")[1] for name in files if "/letters/" in name}
    assert names >= {"requests.pdf", "requests.txt", "requests.ics"}
    assert {"sent-1-take-it-down.pdf", "sent-1-take-it-down.txt"} <= names
    (calendar,) = (data for name, data in files.items() if name.endswith(".ics"))
    assert Calendar.from_ical(calendar).walk("VEVENT") == []  # its time is over
    (text,) = (data for name, data in files.items() if name.endswith("requests.txt"))
    assert ANSWER in text.decode()


def test_copy_for_somebody_else_holds_none_of_it(client):
    data = copy_of(client, rest="no")
    assert not [name for name in entries_of(data) if "/letters/" in name]
    assert ANSWER.encode() not in data


def test_requests_come_back_from_a_copy_as_they_were(client):
    (before,) = requests_of(open_case(client))
    case, _ = brought(copy_of(client))
    (after,) = requests_of(case)
    assert after.value == before.value | {"letter": after.letter_token}
    assert after.letter_token == case.all("letter")[0].value["token"]
    assert after.due == before.due
    assert request_of(case, after.id).status == "refused"


def test_summary_for_the_police_offers_whom_was_told(client):
    form = client.get(reverse("evidence:paper", args=["overview"])).context["form"]
    told = form.initial["told"]
    assert told.startswith("Chatter: Ask for removal within 48 hours, sent ")
    client.post(reverse("evidence:paper", args=["overview"]), {"told": "Only them."})
    form = client.get(reverse("evidence:paper", args=["overview"])).context["form"]
    assert form.initial["told"] == "Only them."
