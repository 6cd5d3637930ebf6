"""security.txt says whom to tell of a weakness, or nothing at all."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from helpcenter.settings import day

PATH = "/.well-known/security.txt"


@pytest.fixture
def told(settings):
    """As whoever runs a site would set it."""
    settings.CONTACT_EMAIL = "security@example.org"
    settings.CONTACT_UNTIL = timezone.localdate() + timedelta(days=90)


def fields(answer):
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_it_has_what_rfc_9116_asks_for(db, client, told, settings):
    found = fields(client.get(PATH, secure=True))
    assert found["Contact"] == "mailto:security@example.org"
    ends = datetime.fromisoformat(found["Expires"])
    assert ends.date() == settings.CONTACT_UNTIL
    assert found["Canonical"] == f"https://testserver{PATH}"
    assert re.fullmatch(r"[a-z]{2}(, [a-z]{2})*", found["Preferred-Languages"])


def test_it_is_there_on_its_last_day_and_gone_after_it(db, client, told, settings):
    settings.CONTACT_UNTIL = timezone.localdate()
    assert client.get(PATH).status_code == 200
    settings.CONTACT_UNTIL -= timedelta(days=1)
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"), [("CONTACT_EMAIL", ""), ("CONTACT_UNTIL", None)]
)
def test_in_doubt_there_is_none(db, client, told, settings, name, value):
    setattr(settings, name, value)
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize(
    ("text", "last"), [("", None), ("2027-06-30", date(2027, 6, 30))]
)
def test_the_day_is_read_from_the_environment(monkeypatch, text, last):
    monkeypatch.setenv("CONTACT_UNTIL", text)
    assert day("CONTACT_UNTIL") == last


def test_what_is_no_day_stops_the_site_from_starting(monkeypatch):
    monkeypatch.setenv("CONTACT_UNTIL", "next summer")
    with pytest.raises(ImproperlyConfigured, match="YYYY-MM-DD"):
        day("CONTACT_UNTIL")
