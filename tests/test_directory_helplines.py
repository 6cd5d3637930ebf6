"""Helplines by language, voice and hour, a card of them, and what is not called."""

import io
import re
from datetime import UTC, datetime
from itertools import groupby

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from directory.lines import lines_for
from directory.models import Helpline, Resource
from tests.test_directory_pages import HELPLINES, HOME, LAWS, main_of, post, text_of

pytestmark = pytest.mark.usefixtures("db", "directory")


def lines_shown(client, **asked):
    page = main_of(post(client, HELPLINES, **asked))
    return re.findall(r'<li class="card"><p><strong>(.*?)</strong>', page)


def test_who_cannot_speak_sees_only_lines_that_need_no_voice(client):
    everything = lines_shown(client, country="US")
    silent = lines_shown(client, country="US", only=["silent"])
    assert 0 < len(silent) < len(everything)
    names = Helpline.objects.filter(text_chat="").values_list("name", flat=True)
    assert not set(silent) & set(names)


def test_text_and_chat_come_first_within_a_kind():
    chosen = {"country": "US", "language": "", "only": []}
    lines = lines_for(chosen, [], timezone.now())
    for _, kind in groupby(lines, key=lambda line: (line.country, line.kind)):
        have_text = [bool(line.text_chat) for line in kind]
        assert have_text == sorted(have_text, reverse=True)
    assert {bool(line.text_chat) for line in lines} == {True, False}


def test_a_language_leaves_out_lines_that_do_not_speak_it(client):
    spanish = lines_shown(client, country="US", language="Spanish")
    assert "The Trevor Project" in lines_shown(client, country="US")
    trevor = Helpline.objects.get(name="The Trevor Project")
    assert ("The Trevor Project" in spanish) == ("Spanish" in trevor.languages)
    Helpline.objects.filter(pk=trevor.pk).update(languages=["Klingon"])
    assert "The Trevor Project" not in lines_shown(
        client, country="US", language="Spanish"
    )
    Helpline.objects.filter(pk=trevor.pk).update(languages=["many languages"])
    assert "The Trevor Project" in lines_shown(client, country="US", language="Spanish")


def test_a_line_that_is_closed_says_so_and_can_be_left_out(client, monkeypatch):
    night = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # a Wednesday
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    name = "Revenge Porn Helpline (SWGfL)"
    words = text_of(post(client, HELPLINES, country="GB"))
    assert "Closed now, by these hours. It is 02:00 there." in words
    assert name in words
    assert name not in lines_shown(client, country="GB", only=["open"])
    assert "Samaritans (UK)" in lines_shown(client, country="GB", only=["open"])


def test_hours_that_say_nothing_sure_are_to_be_checked(client):
    Helpline.objects.filter(name="Samaritans (UK)").update(hours="mostly evenings")
    page = main_of(post(client, HELPLINES, country="GB"))
    card = page[page.index("Samaritans (UK)") :].split("<li")[0]
    assert "Hours: mostly evenings. Please check if it is open." in card
    assert "Open now" not in card


def test_who_has_another_clock_is_told_by_theirs(client, monkeypatch):
    noon = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)  # in Los Angeles
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    Helpline.objects.filter(name="Trans Lifeline").update(
        hours="Monday-Friday 10:00-18:00 Pacific"
    )
    post(client, LAWS, place="US-NY")
    for url in (HELPLINES, reverse("directory:resources")):
        Helpline.objects.filter(name="Trans Lifeline").update(
            kind="lgbtq" if url == HELPLINES else "legal"
        )
        words = text_of(client.get(url))
        assert "It is 12:00 there." in words
        assert "On your clock (New York) it stays open until 21:00." in words
    words = text_of(post(client, HOME, what="Trans Lifeline"))
    assert "On your clock (New York) it stays open until 21:00." in words


def test_a_line_that_costs_money_is_not_endorsed(client):
    Helpline.objects.filter(name="Samaritans (UK)").update(cost="paid")
    words = text_of(post(client, HELPLINES, country="GB"))
    assert "Cost: paid. Not endorsed by us." in words
    assert words.count("Not endorsed") == 1


# The card


def card(client, name="card", extension="txt"):
    url = reverse("directory:helpline-card", args=[name, extension])
    return client.get(url)


def test_the_card_has_the_first_lines_and_the_emergency_number(client):
    post(client, HELPLINES, country="GB")
    text = card(client).content.decode()
    assert text.startswith("Numbers")
    assert text.index("999") < text.index("0345 6000 459") < text.index("116 123")
    assert text.count("Hours:") <= 8


def test_the_card_without_names_names_nobody(client):
    post(client, HELPLINES, country="GB")
    text = card(client, "numbers").content.decode()
    assert "0345 6000 459" in text
    names = Helpline.objects.filter(country="GB").values_list("name", flat=True)
    assert [name for name in names if name in text] == []
    assert "Helpline" not in text


def test_the_card_is_a_neutral_file_and_one_page(client):
    for country in ("US", "GB", "DE", "IN"):
        post(client, HELPLINES, country=country)
        response = card(client, extension="pdf")
        assert 'filename="notes-' in response["Content-Disposition"]
        pdf = PdfReader(io.BytesIO(response.content))
        assert len(pdf.pages) == 1
        assert pdf.metadata.title == "Numbers"


def test_without_lines_there_is_no_card(client):
    Helpline.objects.all().update(shown=False)
    assert card(client)["Location"] == HELPLINES


@pytest.mark.parametrize("path", ["other.pdf", "card.exe"])
def test_another_card_is_not_found(client, path):
    assert client.get(f"{HELPLINES}{path}").status_code == 404


# Tools, lists, people


def test_resources_are_what_is_no_line_to_call(client):
    words = text_of(client.get(reverse("directory:resources")))
    assert "StopNCII.org" in words
    assert "Be careful with money." in words
    assert "Victim advocates and social workers" in words
    assert "National Domestic Violence Hotline" not in words
    assert "DomainTools" not in words


def test_each_resource_says_how_sure_we_are_and_who_looked_when(client):
    Resource.objects.filter(slug="advocates").update(
        checked_by="ana", checked_on="2026-11-23", url="https://a.example/"
    )
    page = main_of(client.get(reverse("directory:resources")))
    rows = page.split("Good to know of")[1].split("<li>")[1:]
    assert rows
    others = [row for row in rows if "Victim advocates" not in row]
    [ours] = [row for row in rows if "Victim advocates" in row]
    assert "From sources that agree. We opened the link on November 23, 2026." in ours
    for row in others:
        assert "From " in row
        assert "Collected on November 22, 2026. We have not" in row
    assert "We did not open each of them again" not in page


def test_resources_nobody_confirmed_or_that_were_taken_off_are_not_shown(client):
    Resource.objects.filter(slug="advocates").update(confidence="low")
    Helpline.objects.filter(name="StopNCII.org").update(shown=False)
    words = text_of(client.get(reverse("directory:resources")))
    assert "Victim advocates" not in words
    assert "StopNCII.org" not in words
    assert "IMAlive" not in words
