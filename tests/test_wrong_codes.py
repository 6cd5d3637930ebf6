"""Who knows a password and guesses the code is slowed, and in the end shut out."""

import time

import pytest
from django.test import Client

from helpcenter import login, login_forms, second_factor
from helpcenter.models import SecondFactor
from helpcenter.second_factor import WRONG_IN_A_ROW, Locked, is_right, take_away
from helpcenter.vault.codes import STEP, code_at
from tests.crowd import in_threads, shared_database
from tests.staff import member, with_app
from tests.test_staff_login import CODE, HOME, SENTENCE, errors_on, give_password

NOW = 1_800_000_000


@pytest.fixture(autouse=True)
def still(monkeypatch, settings):
    """The clock stands, and hashing a password takes no time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(time, "time", lambda: float(NOW))


@pytest.fixture
def ana(db):
    user = member("ana", "editor", password=SENTENCE)
    user.key = with_app(user)
    return user


def right(user):
    return code_at(user.key, NOW // STEP)


def wrong(user):
    return "000000" if right(user) != "000000" else "000001"


def guess(user, times):
    return [is_right(user.second_factor, wrong(user)) for _ in range(times)]


def test_after_so_many_wrong_ones_in_a_row_not_even_the_right_one_is_taken(ana):
    assert not any(guess(ana, WRONG_IN_A_ROW))
    for code in (right(ana), wrong(ana), ""):
        with pytest.raises(Locked):
            is_right(ana.second_factor, code)


def test_one_less_and_the_right_one_is_taken_and_counting_begins_anew(ana):
    guess(ana, WRONG_IN_A_ROW - 1)
    assert is_right(ana.second_factor, right(ana))
    assert not any(guess(ana, WRONG_IN_A_ROW))


def test_waiting_does_not_open_it_again(ana, monkeypatch):
    guess(ana, WRONG_IN_A_ROW)
    later = NOW + 400 * 86400
    monkeypatch.setattr(time, "time", lambda: float(later))
    with pytest.raises(Locked):
        is_right(ana.second_factor, code_at(ana.key, later // STEP))


def test_a_code_on_paper_does_not_open_it_either(db):
    ben = member("ben")
    key = second_factor.new_code_secret()
    codes = second_factor.enrol(ben, key, code_at(key, NOW // STEP))
    ben.key = key
    guess(ben, WRONG_IN_A_ROW)
    with pytest.raises(Locked):
        is_right(ben.second_factor, codes[0])
    assert ben.second_factor.paper_codes.count() == len(codes)


def test_an_administrator_opens_it_by_taking_the_second_factor_away(ana):
    guess(ana, WRONG_IN_A_ROW)
    take_away(ana)
    ana.refresh_from_db()
    ana.key = with_app(ana)
    assert is_right(ana.second_factor, right(ana))


def test_the_page_says_what_happened_and_whom_to_ask(ana, client):
    SecondFactor.objects.update(wrong=WRONG_IN_A_ROW)
    give_password(client)
    said = errors_on(client.post(CODE, {"code": right(ana)}))
    assert said == login_forms.LOCKED
    assert client.get(HOME).status_code == 302


def test_whoever_comes_in_is_told_that_somebody_tried(ana, client):
    SecondFactor.objects.update(wrong=login.SLIPS + 1)
    give_password(client)
    page = client.post(CODE, {"code": right(ana)}, follow=True).content.decode()
    assert "3 wrong codes were typed for your account" in page
    assert SecondFactor.objects.get().wrong == 0


def test_a_slip_of_one_s_own_is_not_made_much_of(ana, client):
    give_password(client)
    client.post(CODE, {"code": wrong(ana)})
    page = client.post(CODE, {"code": right(ana)}, follow=True).content.decode()
    assert "typed for your account" not in page


def test_who_has_no_password_locks_nobody_out(ana):
    stranger = Client()
    for _ in range(WRONG_IN_A_ROW + 1):
        stranger.post(CODE, {"code": wrong(ana)})
    assert SecondFactor.objects.get().wrong == 0


def test_many_at_once_get_no_more_looks_than_one_after_another(
    transactional_db, tmp_path
):
    looks = []

    def try_often(_):
        for _ in range(6):
            try:
                looks.append(is_right(user.second_factor, wrong(user)))
            except Locked:
                looks.append(None)

    with shared_database(tmp_path):
        user = member("ana", password=SENTENCE)
        user.key = with_app(user)
        in_threads(try_often, 8)
    assert looks.count(False) == WRONG_IN_A_ROW
    assert looks.count(None) == 48 - WRONG_IN_A_ROW


# --- What the log tells whoever runs the site


def test_each_try_is_in_the_log_by_number_alone(ana, client, caplog):
    give_password(client, password="a wrong sentence, nearly right")
    give_password(client)
    client.post(CODE, {"code": wrong(ana)})
    client.post(CODE, {"code": right(ana)})
    assert [each.getMessage() for each in caplog.records] == [
        "A name and a password did not fit together.",
        f"A wrong code was typed for account {ana.pk}.",
        f"Account {ana.pk} logged in.",
    ]


def test_an_account_that_is_shut_is_in_the_log(ana, client, caplog):
    SecondFactor.objects.update(wrong=WRONG_IN_A_ROW)
    give_password(client)
    client.post(CODE, {"code": right(ana)})
    assert f"Account {ana.pk} takes no code any more." in caplog.text
