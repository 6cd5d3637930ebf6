"""The pages before use say what is true: each number on them is that of the setting."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.urls import reverse

from helpcenter import sessions, throttle
from tests.guide import text

SETTINGS = {"IDLE_SECONDS": 17 * 60, "SESSION_ABSOLUTE_SECONDS": 5 * 3600}
DAYS = 123
SAID = re.compile(r"\b(\d+) (minute|hour|day)s?\b")
TRUE = {("17", "minute"), ("5", "hour"), (str(DAYS), "day")}
PLACES = {
    reverse("guide:page", args=["privacy"]): {"minute", "hour", "day"},
    reverse("guide:page", args=["terms"]): {"day"},
    reverse("evidence:keep"): {"day"},
}
STATIC = project.BASE_DIR / "static"


def said_on(client, path):
    return set(SAID.findall(text(client.get(path))))


@pytest.mark.parametrize("path", PLACES)
def test_each_time_on_a_page_is_that_of_the_setting(db, client, settings, path):
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    settings.CASE_DAYS = DAYS
    said = said_on(client, path)
    assert said <= TRUE
    assert {unit for _, unit in said} == PLACES[path]


def test_a_visit_that_holds_something_is_told_when_it_ends(db, client, settings):
    settings.IDLE_SECONDS = SETTINGS["IDLE_SECONDS"]
    client.post("/guide/safe/", {"danger": ["none"]})
    assert ("17", "minute") in said_on(client, reverse("evidence:case"))


def life_of_the_key_of_networks(monkeypatch):
    """In seconds, as the cache is told."""
    told = []
    monkeypatch.setattr(throttle.cache, "add", lambda *args: told.append(args[-1]))
    monkeypatch.setattr(throttle.cache, "get", lambda *args: "a key")
    throttle._bucket("unlock", "203.0.113.0/24", 0)
    [seconds] = told
    return seconds


def test_times_in_words_are_those_of_the_code(db, client, monkeypatch):
    privacy = text(client.get(reverse("guide:page", args=["privacy"])))
    assert "to five minutes" in privacy
    assert timedelta(minutes=5) == sessions.STEP
    assert "thrown away within two days" in privacy
    life = timedelta(seconds=life_of_the_key_of_networks(monkeypatch))
    assert life == timedelta(days=2)


def test_times_in_scripts_are_those_that_are_told(db, client):
    safe = text(client.get(reverse("guide:page", args=["staying-safe"])))
    assert "three times, within five seconds" in safe
    leave = (STATIC / "leave.js").read_text()
    assert "presses.length === 3 && presses[2] - presses[0] < 5000" in leave
    warned = client.get("/").content.decode()
    assert "ends in about three minutes" in warned
    assert re.findall(
        r"\(idle - (\d)\) \* 60000", (STATIC / "idle.js").read_text()
    ) == ["3"]


def test_the_statement_names_how_to_reach_somebody(db, client, settings):
    page = reverse("guide:page", args=["accessibility"])
    assert "tell the people who gave you the address" in text(client.get(page))
    settings.CONTACT_EMAIL = "help@example.org"
    assert "Please write to help@example.org" in text(client.get(page))
