"""Looking things up by name: what is found, in which order, in how few queries."""

import re

import pytest
from django.urls import reverse

from directory.matching import LONGEST, close, fitting, fold, wanted_in
from directory.models import Domain, Helpline, Law, Platform
from directory.search import platforms_like, search

pytestmark = pytest.mark.usefixtures("db", "directory")

HOME = reverse("directory:home")


def slugs(text):
    return [platform.slug for platform in search(text).platforms]


def codes(text):
    return [place.code for place in search(text).places]


def names(text):
    return [line.name for line in search(text).helplines]


# --- Matching


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ok.ru", "okru"),
        ("  TikTok ", "tiktok"),
        ("Odnokl\u00e1ssniki", "odnoklassniki"),
        ("Stra\u00dfe", "strasse"),
        ("\uff34\uff49\uff4b", "tik"),
        ("4 chan!", "4chan"),
        ("_\u202e-", ""),
    ],
)
def test_a_name_is_the_same_however_it_is_written(text, folded):
    assert fold(text) == folded


def test_what_is_too_long_for_a_name_is_none():
    assert wanted_in("a" * LONGEST) == "a" * LONGEST
    assert wanted_in("a" * (LONGEST + 1)) == ""
    assert wanted_in(" " * 1000 + "a") == ""


def test_the_name_itself_comes_first_then_its_beginning_then_its_middle():
    named = [("asnap", 3), ("snapchat", 2), ("snap", 1), ("other", 0)]
    assert fitting("snap", named) == [1, 2, 3]
    assert fitting("sn", named) == [2, 1]
    assert fitting("s", named) == []


def test_the_closest_name_comes_first_and_what_is_far_not_at_all():
    named = [("facebooks", 2), ("facebook", 1), ("tinder", 0)]
    assert close("facebok", named) == [1, 2]
    assert close("fa", named) == []


# --- Platforms


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("isntagram", "instagram"),
        ("Instagramm", "instagram"),
        ("FACEBOK", "facebook"),
        ("watsapp", "whatsapp"),
        ("snap chat", "snapchat"),
        ("tidner", "tinder"),
        ("onlyfan", "onlyfans"),
        ("twiter", "x"),
        ("fbcdn", "facebook"),
        ("redd", "reddit"),
    ],
)
def test_a_platform_is_found_in_spite_of_a_slip(text, slug):
    assert slugs(text)[0] == slug


@pytest.mark.parametrize("text", ["", " ", "qqqqzzzz", "\u202e", "!!!", "z"])
def test_what_is_no_name_finds_nothing(text):
    assert not search(text)


def test_hidden_platforms_and_hosts_are_not_found():
    Platform.objects.filter(slug="instagram").update(shown=False)
    assert "instagram" not in slugs("instagram") + slugs("cdninstagram")
    Domain.objects.filter(host="fbcdn.net").update(shown=False)
    assert slugs("fbcdn") == []


def test_at_most_a_dozen_are_shown():
    Platform.objects.bulk_create(
        Platform(
            slug=f"same-{n}",
            name=f"Same {n}",
            checked_on="2026-11-22",
            source="made up",
            confidence="medium",
        )
        for n in range(30)
    )
    assert len(slugs("same")) == 12


# --- Places and helplines


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("France", "FR"),
        ("frnace", "FR"),
        ("new york", "US-NY"),
        ("Quebec", "CA-QC"),
        ("UK", "GB"),
        ("usa", "US"),
        ("ny", "US-NY"),
        ("Calfornia", "US-CA"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(text, code):
    assert codes(text)[0] == code


def test_a_place_leads_to_what_we_hold_about_it(client):
    response = client.post(HOME, {"what": "France"}, follow=True)
    page = response.content.decode()
    assert response.request["PATH_INFO"] == reverse("directory:found")
    for name, field in [("helplines", "country"), ("laws", "place")]:
        action = reverse(f"directory:{name}")
        form = re.search(f'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)[0]
        assert re.search(f'type="hidden" name="{field}" value="FR"', form)
    laws = client.post(reverse("directory:laws"), {"place": "FR"}, follow=True)
    assert "Code penal, art. 226-2-1" in laws.content.decode()


def test_a_place_without_laws_has_no_button_to_them(client):
    Law.objects.filter(place="FR").update(shown=False)
    page = client.post(HOME, {"what": "France"}, follow=True).content.decode()
    assert f'action="{reverse("directory:helplines")}"' in page
    assert f'action="{reverse("directory:laws")}"' not in page


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("trevor", "The Trevor Project"),
        ("the trevr project", "The Trevor Project"),
        ("Stop NCII", "StopNCII.org"),
    ],
)
def test_a_helpline_is_found_by_its_name(text, name):
    assert name in names(text)


def test_a_helpline_that_is_found_is_shown_with_its_number(client):
    page = client.post(HOME, {"what": "trevor project"}, follow=True).content.decode()
    assert "START to 678-678" in page


def test_a_helpline_nobody_confirmed_is_not_found():
    assert names("imalive") == []
    Helpline.objects.update(confidence="low")
    assert names("trevor") == []


# --- A link with a slip in it


def test_a_host_that_is_nearly_known_is_asked_about(client):
    response = client.post(HOME, {"what": "https://www.instagrm.com/p/1"}, follow=True)
    page = response.content.decode()
    assert response.request["PATH_INFO"] == reverse("directory:unknown-site")
    assert "Is there a slip in the link?" in page
    assert reverse("directory:platform", args=["instagram"]) in page


@pytest.mark.parametrize("host", ["example.net", "facebook.com.evil.example", "y.com"])
def test_another_host_is_not_taken_for_one_of_ours(host):
    assert platforms_like(host) == []


# --- The visit


def test_what_was_looked_for_is_in_the_sealed_session_alone(client):
    response = client.post(HOME, {"what": "google"}, follow=True)
    assert [url for url, _ in response.redirect_chain] == [reverse("directory:found")]
    client.get(reverse("guide:leave"))
    assert "google" not in client.get(reverse("directory:found")).content.decode()


@pytest.mark.parametrize("text", ["google", "isntagram", "fbcdn", "France", "trevor"])
def test_a_search_takes_few_queries(text, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        search(text)
