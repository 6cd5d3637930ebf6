"""What an attacker tries at the door of every page, and what may be learned by waiting.

What has tests of its own is not here: docs/security.md names them all.
"""

import time
from urllib.parse import quote

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evidence import cases
from evidence.models import Case
from helpcenter.models import SecondFactor
from helpcenter.second_factor import place_of
from helpcenter.vault import Unreadable, keys
from helpcenter.vault.codes import STEP, code_at, unseal_code_secret
from tests.pages import CHIEF, FILE, PAGES, PERSON, one_each
from tests.staff import enter, member, with_app
from tests.test_cases import visit
from tests.test_nobody_gets_in import undone, visit_of
from tests.test_staff_login import CODE, HOME, SENTENCE, give_password, is_in

EVIL = "evil.example"
# Names under which pages take somewhere to go, or might come to.
WHERE = ["next", "back", "to", "change", "url", "link", "return", "from", "p", "show"]
ELSEWHERE = [f"https://{EVIL}/", f"//{EVIL}/", f"/\\{EVIL}/"]
SPLIT = "a\r\nX-Evil: 1\nSet-Cookie: s=stolen"
ROUTES = [page for page in one_each(PAGES) if page.kind != FILE]


def asked_everywhere(world, value, who):
    """The answers of each route to this value, in the address and as a form."""
    fields = dict.fromkeys(WHERE, value)
    query = "&".join(f"{name}={quote(value)}" for name in WHERE)
    for page in ROUTES:
        client, path = visit_of(world.tokens[who]), page.path(world)
        with undone():
            yield page, client.get(f"{path}?{query}")
        with undone():
            yield page, client.post(f"{path}?{query}", fields)


@pytest.mark.slow
@pytest.mark.parametrize("who", [PERSON, CHIEF])
def test_no_page_sends_anybody_to_another_site(world, settings, who):
    for bad in ELSEWHERE:
        for page, answer in asked_everywhere(world, bad, who):
            to = answer.get("Location", "/").removeprefix("http://testserver")
            is_ours = to.startswith("/") and not to.startswith(("//", "/\\", "/\t"))
            is_leaving = page.route == "guide:leave" and to == settings.NEUTRAL_URL
            assert is_ours or is_leaving, (page, bad, to)


@pytest.mark.slow
def test_nothing_sent_becomes_a_header(world):
    for page, answer in asked_everywhere(world, SPLIT, PERSON):
        assert answer.status_code < 500, page
        assert "X-Evil" not in answer, page
        assert "stolen" not in str(answer.cookies), page


@pytest.mark.slow
def test_a_host_that_somebody_claims_stands_on_no_page(world):
    claims = {"x-forwarded-host": EVIL, "x-forwarded-server": EVIL, "x-host": EVIL}
    claims |= {"forwarded": f"host={EVIL}", "x-original-url": f"/{EVIL}"}
    for page in ROUTES:
        client = visit_of(world.tokens.get(page.who), headers=claims)
        with undone():
            answer = client.get(page.path(world))
        assert EVIL.encode() not in answer.content, page
        assert EVIL not in str(answer.headers), page


# --- What may be learned by waiting: the costly work is done, whoever asks


@pytest.fixture
def stretched(monkeypatch):
    """The price of each time that words were stretched."""
    calls = []
    real = keys.Argon2id

    def counted(salt, **price):
        calls.append(price)
        return real(salt=salt, **price)

    monkeypatch.setattr(keys, "Argon2id", counted)
    return calls


def kept_words():
    case = cases.case_for(visit())
    case.add("incident", {"what": "x"})
    return case.keep()


@pytest.mark.parametrize("which", ["right", "wrong", "few", "many", "expired"])
def test_words_cost_one_stretching_whether_they_are_right_or_not(db, stretched, which):
    words = kept_words()
    if which == "expired":
        Case.objects.update(expires_on="2020-01-01")
    typed = {"wrong": "a b c d e f", "few": "a", "many": "a " * 5000}.get(which, words)
    stretched.clear()
    opened = cases.open_with(visit(), typed)
    assert (opened is not None) == (which == "right")
    assert stretched == [keys.ARGON2]


@pytest.fixture
def hashed(monkeypatch, settings):
    """Each password that was hashed."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    calls, real = [], hashers.MD5PasswordHasher.encode

    def counted(hasher, password, salt):
        calls.append(password)
        return real(hasher, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    return calls


@pytest.mark.parametrize("who", ["right", "wrong", "nobody", "gone", "no staff"])
def test_a_password_costs_one_hashing_whoever_it_is_for(db, client, hashed, who):
    user = member("ana", password=SENTENCE)
    with_app(user)
    changed = {"gone": {"is_active": False}, "no staff": {"is_staff": False}}
    User.objects.filter(pk=user.pk).update(**changed.get(who, {"is_staff": True}))
    password = "not the sentence" if who == "wrong" else SENTENCE
    hashed.clear()
    answer = give_password(client, "nobody" if who == "nobody" else "ana", password)
    assert (answer.status_code == 302) == (who == "right")
    assert hashed == [password]


# --- Ciphertexts of one put in the place of another's


def test_the_secret_of_one_case_put_into_another_opens_neither(db):
    first, second = kept_words(), kept_words()
    one, other = Case.objects.order_by("pk")
    for case, wrapped in ((one, other.wrapped), (other, one.wrapped)):
        Case.objects.filter(pk=case.pk).update(wrapped=wrapped)
    assert cases.open_with(visit(), first) is None
    assert cases.open_with(visit(), second) is None


def test_the_locator_of_one_case_put_on_another_opens_nothing(db):
    """Whoever can write to the table makes nobody read their own case as another's."""
    words = kept_words()
    mine = Case.objects.get()
    kept_words()
    Case.objects.filter(pk=mine.pk).update(locator=b"\0" * 32)
    Case.objects.exclude(pk=mine.pk).update(locator=mine.locator)
    assert cases.open_with(visit(), words) is None


def test_the_second_factor_of_one_is_no_second_factor_of_another(db):
    ana, ben = member("ana"), member("ben")
    with_app(ana)
    with_app(ben)
    SecondFactor.objects.filter(user=ana).update(secret=ben.second_factor.secret)
    with pytest.raises(Unreadable):
        unseal_code_secret(SecondFactor.objects.get(user=ana).secret, place_of(ana))


# --- Visits of staff end when they should


@pytest.fixture
def ana(db):
    return member("ana", "editor", password=SENTENCE)


def test_an_account_that_is_switched_off_is_out_at_once(ana, client):
    enter(client, ana)
    assert is_in(client)
    User.objects.update(is_active=False)
    assert not is_in(client)


def test_who_loses_a_role_loses_its_pages_at_once(ana, client):
    enter(client, ana)
    page = reverse("admin:directory_law_changelist")
    assert client.get(page).status_code == 200
    ana.groups.clear()
    assert client.get(page).status_code == 403


def test_a_new_password_ends_every_other_visit(ana, client):
    enter(client, ana)
    elsewhere = enter(Client(), ana)
    new = "another long sentence of words"
    typed = {"old_password": SENTENCE, "new_password1": new, "new_password2": new}
    done = client.post(reverse("admin:password_change"), typed)
    assert done.status_code == 302
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_new_password_needs_the_old_one(ana, client):
    enter(client, ana)
    new = "another long sentence of words"
    typed = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    assert client.post(reverse("admin:password_change"), typed).status_code == 200
    ana.refresh_from_db()
    assert ana.check_password(SENTENCE)


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("fourteen chars", False),
        ("123456789123456789", False),
        ("lower case words only", True),
        ("x" * 3 + " a very long sentence " * 60, True),
        ("ключ из пятнадцати букв", True),
    ],
)
def test_a_password_is_long_and_of_any_kind(ana, client, password, taken):
    enter(client, ana)
    both = {"new_password1": password, "new_password2": password}
    typed = {"old_password": SENTENCE} | both
    done = client.post(reverse("admin:password_change"), typed)
    assert (done.status_code == 302) == taken


def test_logging_in_makes_a_new_cookie_at_each_step(ana, client):
    secret = with_app(ana)
    client.get(HOME)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["s"] = before
    give_password(client)
    half_way = client.session.session_key
    assert half_way != before
    assert "planted" not in client.session
    client.post(CODE, {"code": code_at(secret, int(time.time()) // STEP)})
    assert is_in(client)
    assert client.session.session_key not in (before, half_way)
    assert not client.session.exists(before)
    assert not client.session.exists(half_way)
