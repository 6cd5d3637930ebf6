"""Staff who were logged out while typing: nothing they typed is lost."""

import time

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from directory.models import Change, Law
from directory.rows import key_name
from helpcenter.login import IDLE, SEEN
from tests.staff import enter, member

NOTE = "Read it <b>again</b> & asked the clerk."


@pytest.fixture
def ana(db):
    return member("ana", "editor")


@pytest.fixture
def desk(ana):
    """A browser of Ana's, logged in."""
    return enter(Client(enforce_csrf_checks=True), ana)


def form_of(response, action=None):
    """The names and values of the form that a page has for this address."""
    page = lxml.html.fromstring(response.content)
    (form,) = [f for f in page.forms if f.action == action] if action else page.forms
    return dict(form.fields)


def change(client, law):
    """The form of a law as it is, with a note typed into it."""
    page = client.get(reverse("admin:directory_law_change", args=[law.pk]))
    tree = lxml.html.fromstring(page.content)
    typed = dict(next(f for f in tree.forms if f.get("id") == "law_form").fields)
    return {k: v or "" for k, v in typed.items()} | {"summary": NOTE, "_save": "Save"}


def end_the_visit(client):
    client.cookies.clear()


def be_idle(client):
    """As where visits last longer than those of staff may."""
    session = client.session
    session[SEEN] = int(time.time()) - IDLE - 60
    session.save()


@pytest.fixture
def law(db, directory):
    return Law.objects.order_by("pk").first()


@pytest.mark.parametrize("out", [end_the_visit, be_idle])
def test_what_was_typed_waits_until_one_is_in_again(desk, ana, law, out):
    path = reverse("admin:directory_law_change", args=[law.pk])
    typed = change(desk, law)
    out(desk)
    waiting = desk.post(path, typed)
    assert waiting.status_code == 403
    held = form_of(waiting, path)
    assert held["summary"] == NOTE
    end_the_visit(desk)  # as logging in does
    enter(desk, ana)
    # Its token is of before the log-in: the page comes once more, and takes it then.
    again = desk.post(path, held)
    assert again.status_code == 403
    assert b"Log in again" not in again.content
    assert desk.post(path, form_of(again, path)).status_code == 302
    (waits_for_a_second,) = Change.objects.filter(row=key_name(law))
    assert NOTE in str(vars(waits_for_a_second))


def test_passwords_do_not_wait_in_the_page(desk):
    end_the_visit(desk)
    typed = {
        "old_password": "the old sentence",
        "new_password1": "the new sentence",
        "new_password2": "the new sentence",
        "note": "kept",
    }
    waiting = desk.post(reverse("admin:password_change"), typed)
    assert b"sentence" not in waiting.content
    assert b"kept" in waiting.content


def test_files_must_be_chosen_again(desk):
    end_the_visit(desk)
    file = SimpleUploadedFile("laws.csv", b"secret cells")
    path = reverse("exchange:page", args=["law"])
    waiting = desk.post(path, {"file": file, "note": "mine"})
    assert waiting.status_code == 403
    assert b"choose them again" in waiting.content
    assert b"secret cells" not in waiting.content


def test_logging_in_too_late_begins_anew_and_shows_no_password(db):
    typed = {"username": "ana", "password": "a long sentence"}
    client = Client(enforce_csrf_checks=True)
    for name in ("login", "login-code", "login-app"):
        answer = client.post(reverse(f"admin:{name}"), typed)
        assert (answer.status_code, answer.url) == (302, reverse("admin:login"))


def test_logging_out_too_late_is_logging_out(desk):
    be_idle(desk)
    token = form_of_logout(desk)
    answer = desk.post(reverse("admin:logout"), {"csrfmiddlewaretoken": token})
    assert answer.status_code == 302


def form_of_logout(client):
    page = lxml.html.fromstring(client.get(reverse("admin:login")).content)
    return page.forms[0].fields["csrfmiddlewaretoken"]


def test_nobody_gets_in_by_it(client, law):
    """Client checks no token here, as if somebody had one."""
    path = reverse("admin:directory_law_change", args=[law.pk])
    answer = client.post(path, {"summary": NOTE})
    assert answer.status_code == 403
    law.refresh_from_db()
    assert law.summary != NOTE
    assert "Log in again" in answer.content.decode()


def test_another_site_has_nothing_shown(desk, law):
    path = reverse("admin:directory_law_change", args=[law.pk])
    origin = {"HTTP_ORIGIN": "https://evil.example"}
    answer = desk.post(path, {"summary": NOTE}, **origin)
    assert answer.status_code == 403
    assert NOTE.partition(" <")[0] not in answer.content.decode()


def test_what_a_role_may_not_do_stays_refused(db, law):
    administrator = enter(Client(), member("ben", "administrator"))
    path = reverse("admin:directory_law_change", args=[law.pk])
    answer = administrator.post(path, {"summary": NOTE})
    assert answer.status_code == 403
    assert b"Go on with what I typed" not in answer.content
