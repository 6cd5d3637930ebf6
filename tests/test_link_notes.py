"""Where links are pasted, a kind sentence says what is odd. None is ever opened."""

import html
import re
import socket

import pytest
from django.urls import reverse

from directory.models import Domain, Platform
from takedown.sites import sites_of, sites_of_lines
from takedown.situations import places_of
from tests.test_incidents import kept, write
from tests.test_takedown import adult, fill, open_case, show
from tests.test_takedown import chatter as chatter

pytestmark = pytest.mark.usefixtures("db")

HOME = reverse("directory:home")
SAID = {
    "https://bit.ly/3abc": "This is a short link.",
    "https://archive.ph/abc": "This is a copy in a web archive.",
    "http://abcdef234567.onion/": "This link opens only in the Tor Browser.",
    "http://192.0.2.7/a": "This link has a number where the name of a site would be.",
    "https://chatter.example.net.evil.example/": (
        "This link looks like chatter.example.net, but it leads to "
        "chatter.example.net.evil.example."
    ),
    "https://l.facebook.com/l.php?u=https://new.example/a": (
        "This link goes through another site. It leads to new.example."
    ),
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*arguments):
        raise AssertionError("a pasted link was opened")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def archive(chatter):
    proof = {"source": "test", "checked_on": "2026-01-01", "confidence": "high"}
    archive = Platform.objects.create(
        slug="archive-today", name="Archive", category="other", **proof
    )
    Domain.objects.create(platform=archive, host="archive.ph")
    return archive


def words_of(response):
    main = re.search("<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


# --- The chart


@pytest.mark.parametrize(("link", "sentence"), SAID.items())
def test_the_chart_says_it_beside_the_link(client, chatter, link, sentence):
    write(client, links=f"https://chatter.example.net/1\n{link}")
    assert kept(client)[0].links == ["https://chatter.example.net/1", link]
    words = words_of(client.get(reverse("evidence:chart")))
    assert f"{link} Open {sentence}" in words
    assert words.count("This link") + words.count("This is a") == 1


def test_many_links_take_as_many_queries_as_one(
    client, chatter, django_assert_max_num_queries
):
    for n in range(3):
        write(client, links=f"https://bit.ly/{n}\nhttps://chatter.example.net/{n}")
    with django_assert_max_num_queries(8):
        words = words_of(client.get(reverse("evidence:chart")))
    assert words.count("This is a short link.") == 3


def test_what_a_link_wraps_is_kept_as_its_platform(client, chatter):
    write(client, links="https://href.li/?https://chatter.example.net/1")
    (incident,) = kept(client)
    assert incident.links == ["https://href.li/?https://chatter.example.net/1"]
    assert incident.platform_slug == "chatter"


def test_a_link_into_an_app_is_refused_with_what_to_do(client):
    response = write(client, links="https://a.example/\ninstagram://user?username=a")
    (error,) = response.context["form"].errors["links"]
    assert error.startswith("Line 2: This link opens an app, not a web page.")
    assert "instagram://user" in response.context["form"].typed()["links"]
    assert kept(client) == []


def test_a_short_link_is_on_no_site_even_if_its_host_is_one_s_own(client, chatter):
    Domain.objects.create(platform=chatter, host="t.co")
    write(client, links="https://t.co/abc")
    (incident,) = kept(client)
    assert [each.platform for each in incident.targets] == [""]
    assert (incident.platform_slug, incident.platform_name) == ("", "")
    assert "https://t.co/abc Open This is a short link." in words_of(
        client.get(reverse("evidence:chart"))
    )
    (site,) = sites_of(open_case(client))
    assert (site.key, site.slug) == ("host:t.co", "")


def test_the_ways_for_a_short_link_say_that_it_leads_anywhere(client, chatter):
    Domain.objects.create(platform=chatter, host="t.co")
    client = adult(client)
    write(client, links="https://t.co/abc\nhttps://t.co/def")
    write(client, links="https://chatter.example.net/1")
    short, plain = (
        words_of(client.get(reverse("takedown:place", args=[place.id])))
        for place in places_of(open_case(client))
    )
    assert short.count("This is a short link. It does not say where it leads") == 1
    assert "Ways for t.co" in short
    assert "short link" not in plain


def test_a_short_link_told_to_the_guide_is_on_no_site(chatter):
    Domain.objects.create(platform=chatter, host="t.co")
    (site,) = sites_of_lines(["https://t.co/abc"])
    assert (site.key, site.slug) == ("host:t.co", "")


# --- A letter


@pytest.mark.parametrize(("link", "sentence"), SAID.items())
def test_a_letter_says_it_before_it_is_sent(client, archive, link, sentence):
    client = adult(client)
    id = fill(client, "take-it-down", links=["https://chatter.example.net/1", link])
    ((odd, why),) = show(client, id).context["odd_links"]
    assert odd == link
    assert why.startswith(sentence)


def test_a_wrapped_link_of_another_site_is_said_to_be_one(client, archive):
    client = adult(client)
    Platform.objects.filter(slug="archive-today").update(name="Other")
    Domain.objects.filter(host="archive.ph").update(host="other.example")
    link = "https://href.li/?https://other.example/1"
    id = fill(client, "take-it-down", links=[link])
    ((odd, why),) = show(client, id).context["odd_links"]
    assert (odd, why[:17]) == (link, "This is on Other.")


def test_a_letter_says_that_a_short_link_leads_anywhere(client, chatter):
    Domain.objects.create(platform=chatter, host="t.co")
    client = adult(client)
    id = fill(client, "take-it-down", links=["https://t.co/abc"])
    ((odd, why),) = show(client, id).context["odd_links"]
    assert odd == "https://t.co/abc"
    assert why.startswith("This is a short link.")


def test_an_archive_is_not_told_to_ask_itself(client, chatter):
    Domain.objects.create(platform=chatter, host="archive.ph")
    client = adult(client)
    id = fill(client, "take-it-down", links=["https://archive.ph/abc"])
    assert show(client, id).context["odd_links"] == []


# --- Find a site


def find(client, what):
    return client.post(HOME, {"what": what}, follow=True)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("https://bit.ly/3abc", "This is a short link."),
        ("it is on https://bit.ly/3abc", "This is a short link."),
        ("https://href.li/?" * 9 + "https://x.example/", "This link goes through"),
        ("intent://new.example/#Intent;end", "This link opens an app"),
        ("marie@somewhere.example", "This is an e-mail address"),
        ("file:///a.jpg", "This is a file on one device."),
        ("chatter.example.net/1 and https://b.example/", "There is more than one link"),
    ],
)
def test_what_cannot_be_looked_up_says_what_to_do(client, chatter, what, sentence):
    response = find(client, what)
    assert response.request["PATH_INFO"] == HOME
    assert sentence in words_of(response)
    assert "Nothing you typed is lost." in words_of(response)
    assert html.escape(what) in response.content.decode()


@pytest.mark.parametrize(("link", "sentence"), [*SAID.items()][2:])
def test_the_page_of_an_unknown_site_says_it(client, chatter, link, sentence):
    response = find(client, link)
    assert response.request["PATH_INFO"] == reverse("directory:unknown-site")
    assert sentence in words_of(response)


@pytest.mark.parametrize(
    "what",
    [
        "https://archive.ph/abc",
        "look: https://archive.ph/abc!",
        "archive.ph/abc and archive.ph/def",
    ],
)
def test_the_archive_says_to_ask_it_too(client, archive, what):
    response = find(client, what)
    path = reverse("directory:platform", args=["archive-today"])
    assert response.request["PATH_INFO"] == path
    assert "So ask the archive to remove it too." in words_of(response)


@pytest.mark.parametrize(
    "what",
    [
        "https://chatter.example.net/1",
        "https://href.li/?https://chatter.example.net/1",
        "look at chatter.example.net please",
        "@marie on Chatter",
    ],
)
def test_whatever_names_the_site_leads_to_it(client, chatter, what):
    response = find(client, what)
    path = reverse("directory:platform", args=["chatter"])
    assert response.request["PATH_INFO"] == path


def test_what_staff_took_off_is_not_found_by_its_link_in_words(client, chatter):
    Platform.objects.filter(slug="chatter").update(shown=False)
    for what in ("see https://chatter.example.net/1", "@marie on Chatter"):
        assert "Chatter</h1>" not in find(client, what).content.decode()
