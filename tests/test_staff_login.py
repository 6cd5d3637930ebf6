"""Staff come in with a password and a code that works once, and reach no case."""

import time

import lxml.html
import pytest
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission, User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from directory.models import Change, ChangeState
from helpcenter import login, login_forms, second_factor
from helpcenter.models import PaperCode, SecondFactor
from helpcenter.second_factor import enrol, is_right, take_away
from helpcenter.sessions import SessionStore
from helpcenter.vault import Unreadable
from helpcenter.vault.codes import (
    STEP,
    code_at,
    new_code_secret,
    new_paper_code,
    unseal_code_secret,
)
from tests.pages import NOWHERE, OF_A_PERSON, PAGES
from tests.staff import enter, member, with_app

pytestmark = pytest.mark.django_db
SENTENCE = "a long sentence nobody guesses"
NOW = 1_800_000_000
LOGIN, CODE, APP = "/staff/login/", "/staff/login/code/", "/staff/login/app/"
HOME = "/staff/"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock(monkeypatch):
    """A clock to set: clock[0] = seconds since 1970."""
    now = [float(NOW)]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


@pytest.fixture
def ana():
    return member("ana", "editor", password=SENTENCE)


@pytest.fixture
def factor(ana):
    with_app(ana)
    return ana.second_factor


def secret_of(user):
    place = second_factor.place_of(user)
    return unseal_code_secret(SecondFactor.objects.get(user=user).secret, place)


def give_password(client, name="ana", password=SENTENCE, to=LOGIN):
    return client.post(to, {"username": name, "password": password})


def errors_on(response):
    tree = lxml.html.fromstring(response.content or "<p>")
    path = "//*[@class='errors']//li[not(a)] | //*[contains(@class, 'errorlist')]//li"
    path += " | //*[contains(@class, 'errornote')]"
    return " ".join(each.text_content().strip() for each in tree.xpath(path))


def is_in(client):
    return client.get(HOME).status_code == 200


# --- The codes themselves


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    shared = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert code_at(shared, seconds // STEP) == code


@pytest.mark.parametrize(
    ("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_wrong_by_one_step(factor, clock, off, taken):
    code = code_at(secret_of(factor.user), NOW // STEP + off)
    assert is_right(factor, code) is taken


def test_a_code_is_taken_once_and_none_before_it_afterwards(factor, clock):
    secret = secret_of(factor.user)
    now, before = code_at(secret, NOW // STEP), code_at(secret, NOW // STEP - 1)
    assert is_right(factor, now)
    assert not is_right(factor, now)
    assert not is_right(factor, before)
    assert is_right(factor, code_at(secret, NOW // STEP + 1))


def test_spaces_in_a_code_do_not_matter(factor, clock):
    code = code_at(secret_of(factor.user), NOW // STEP)
    assert is_right(factor, f" {code[:3]} {code[3:]} ")


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\ud800", "-"]
)
def test_what_is_no_code_is_refused(factor, clock, code):
    assert not is_right(factor, code)


def test_a_code_on_paper_works_once_however_it_is_typed(ana, clock):
    secret = new_code_secret()
    codes = enrol(ana, secret, code_at(secret, NOW // STEP))
    assert len(set(codes)) == second_factor.PAPER_CODES
    assert is_right(ana.second_factor, codes[0].upper().replace("-", " "))
    assert not is_right(ana.second_factor, codes[0])
    assert is_right(ana.second_factor, codes[1])
    assert not is_right(ana.second_factor, new_paper_code())


def test_a_code_on_paper_is_of_one_account_alone(ana, factor, clock):
    ben, secret = member("ben"), new_code_secret()
    codes = enrol(ben, secret, code_at(secret, NOW // STEP))
    assert not is_right(factor, codes[0])


def test_stolen_tables_make_no_code(ana, clock, settings):
    secret = new_code_secret()
    codes = enrol(ana, secret, code_at(secret, NOW // STEP))
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM helpcenter_secondfactor")
        stolen = bytes(cursor.fetchone()[0])
    assert secret.encode() not in stolen
    assert not set(codes) & set(PaperCode.objects.values_list("name", flat=True))
    settings.SITE_SALT = "of somebody else"
    with pytest.raises(Unreadable):
        is_right(ana.second_factor, code_at(secret, NOW // STEP + 1))


def test_a_sealed_secret_of_another_account_does_not_open(ana, factor):
    other = member("ben")
    SecondFactor.objects.create(user=other, secret=factor.secret, last_step=0)
    with pytest.raises(Unreadable):
        secret_of(other)


# --- Logging in


def test_first_log_in_sets_up_the_app_and_shows_codes_for_paper_once(
    client, ana, clock
):
    assert give_password(client)["Location"] == APP
    assert not is_in(client)
    page = client.get(APP)
    tree = lxml.html.fromstring(page.content)
    assert tree.xpath("//*[local-name()='svg'][contains(@class, 'qr')]")
    assert not tree.xpath("//*[@style] | //main//script[text()]")
    secret = tree.xpath("string(//code)").replace(" ", "")
    answer = client.post(APP, {"code": code_at(secret, NOW // STEP)})
    codes = lxml.html.fromstring(answer.content).xpath("//li/code/text()")
    assert len(codes) == second_factor.PAPER_CODES
    assert is_in(client)
    assert codes[0] not in client.get(HOME).content.decode()
    assert client.get(APP)["Location"] == LOGIN


def test_the_key_stays_the_same_while_somebody_mistypes(client, ana, clock):
    give_password(client)
    keys = []
    for answer in (client.get(APP), client.post(APP, {"code": "000000"})):
        keys.append(lxml.html.fromstring(answer.content).xpath("string(//code)"))
    assert keys[0] == keys[1]
    assert "does not fit what the app should show" in errors_on(answer)
    assert not SecondFactor.objects.exists()


def test_later_log_ins_ask_for_the_code(client, factor, clock):
    assert give_password(client)["Location"] == CODE
    assert not is_in(client)
    assert client.get(CODE).status_code == 200
    code = code_at(secret_of(factor.user), NOW // STEP)
    assert client.post(CODE, {"code": code})["Location"] == HOME
    assert is_in(client)


def test_an_app_cannot_be_set_up_beside_the_one_that_is_there(client, factor, clock):
    give_password(client)
    assert client.get(APP)["Location"] == LOGIN
    assert client.post(APP, {"code": "123456"})["Location"] == LOGIN


def test_one_comes_back_to_where_one_wanted_to_go(client, factor, clock):
    wanted = reverse("admin:directory_law_changelist")
    asked = client.get(wanted)["Location"]
    code_page = give_password(client, to=asked)["Location"]
    code = code_at(secret_of(factor.user), NOW // STEP)
    assert client.post(code_page, {"code": code})["Location"] == wanted


def test_nobody_is_sent_to_another_site(client, factor, clock):
    code_page = give_password(client, to=f"{LOGIN}?next=https://evil.example/")[
        "Location"
    ]
    code = code_at(secret_of(factor.user), NOW // STEP)
    assert client.post(code_page, {"code": code})["Location"] == HOME


@pytest.mark.parametrize(
    ("name", "password"), [("ana", "wrong"), ("nobody", SENTENCE), ("ana", "x" * 5000)]
)
def test_wrong_names_and_passwords_get_one_kind_sentence(client, ana, name, password):
    answer = give_password(client, name, password)
    said = errors_on(answer)
    assert "Check both" in said or "at most" in said
    assert client.get(CODE)["Location"] == LOGIN


def test_who_is_no_staff_or_has_left_does_not_come_in(client, clock):
    for more in ({"is_staff": False}, {"is_active": False}):
        user = member(f"somebody {more}", password=SENTENCE)
        User.objects.filter(pk=user.pk).update(**more)
        assert "Check both" in errors_on(give_password(client, user.username))


def test_a_wrong_code_says_what_to_do_and_lets_try_again(client, factor, clock):
    give_password(client)
    assert "Wait for the next one" in errors_on(client.post(CODE, {"code": "000000"}))
    assert "Type the code" in errors_on(client.post(CODE, {"code": " "}))
    code = code_at(secret_of(factor.user), NOW // STEP)
    assert client.post(CODE, {"code": code}).status_code == 302


def test_the_code_must_follow_the_password_soon(client, factor, clock):
    give_password(client)
    clock[0] += login.PASSWORD_FIRST + 1
    code = code_at(secret_of(factor.user), int(clock[0]) // STEP)
    assert client.post(CODE, {"code": code})["Location"] == LOGIN


def test_the_code_without_the_password_is_nothing(client, factor, clock):
    code = code_at(secret_of(factor.user), NOW // STEP)
    assert client.post(CODE, {"code": code})["Location"] == LOGIN
    assert not is_in(client)


def test_a_password_that_is_changed_meanwhile_ends_the_first_step(
    client, factor, clock
):
    give_password(client)
    factor.user.set_password("another long sentence of words")
    factor.user.save()
    assert client.get(CODE)["Location"] == LOGIN


def test_django_s_own_log_in_alone_opens_nothing(client, factor):
    client.force_login(factor.user)
    assert not is_in(client)


def test_a_lost_key_of_the_site_is_said_and_breaks_nothing(
    client, factor, clock, settings
):
    give_password(client)
    settings.SITE_SALT = "another"
    answer = client.post(CODE, {"code": "123456"})
    assert "Ask an administrator" in errors_on(answer)


def test_few_codes_left_are_said(client, ana, clock):
    secret = new_code_secret()
    codes = enrol(ana, secret, code_at(secret, NOW // STEP))
    PaperCode.objects.filter(pk__in=PaperCode.objects.all()[2:]).delete()
    left = [
        code
        for code in codes
        if second_factor.paper_code_name(code, second_factor.place_of(ana))
        in set(PaperCode.objects.values_list("name", flat=True))
    ]
    give_password(client)
    answer = client.post(CODE, {"code": left[0]}, follow=True)
    assert "You have 1 code on paper left" in answer.content.decode()


# --- Guessing


def test_guessing_codes_is_slowed_for_the_account_whatever_the_network(factor, clock):
    for n in range(second_factor.GUESSES_AT_ONCE):
        client = Client(REMOTE_ADDR=f"198.51.{n}.7")
        give_password(client)
        assert "does not fit" in errors_on(client.post(CODE, {"code": "000000"}))
    answer = client.post(CODE, {"code": code_at(secret_of(factor.user), NOW // STEP)})
    assert errors_on(answer) == login_forms.SLOWER
    clock[0] += 1 / second_factor.GUESSES_A_SECOND + 1
    give_password(client)
    code = code_at(secret_of(factor.user), int(clock[0]) // STEP)
    assert client.post(CODE, {"code": code}).status_code == 302


def test_guessing_passwords_is_slowed_for_the_account_and_for_the_network(ana, clock):
    def said(n, name="ana"):
        client = Client(REMOTE_ADDR=f"198.51.{n}.7")
        return errors_on(give_password(client, name, "wrong"))

    assert all("Check both" in said(n) for n in range(20))
    assert said(99) == login_forms.SLOWER
    assert all("Check both" in said(200, f"name {n}") for n in range(20))
    assert said(200, "one more") == login_forms.SLOWER
    assert "Check both" in said(201, "one more")


REDIS_AWAY = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


def test_while_nothing_counts_the_tries_nobody_logs_in(client, factor, clock, settings):
    give_password(client)
    settings.CACHES = REDIS_AWAY
    answer = client.post(CODE, {"code": code_at(secret_of(factor.user), NOW // STEP)})
    assert "cannot count tries right now" in errors_on(answer)
    assert not is_in(client)
    assert errors_on(give_password(Client())) == login_forms.SLOWER


# --- How long, and how it ends


def test_staff_are_out_after_half_an_hour_even_where_visits_last_longer(
    ana, client, clock, settings
):
    settings.SESSION_COOKIE_AGE = settings.IDLE_SECONDS = 8 * 3600
    enter(client, ana)
    for _ in range(3):
        clock[0] += login.IDLE - 1
        assert is_in(client)
    clock[0] += login.IDLE + 1
    assert not is_in(client)


def test_who_is_out_after_half_an_hour_leaves_nothing_in_the_session(
    ana, client, clock
):
    enter(client, ana)
    session = client.session
    session["case"] = "somebody's"
    session.save()
    clock[0] += login.IDLE + 1
    assert client.get(HOME)["Location"] == f"{LOGIN}?next={HOME}"
    assert not SessionStore(session.session_key).load()
    assert not {"case", SESSION_KEY} & set(client.session.keys())


def test_a_visit_without_an_account_is_not_ended_by_the_door_of_staff(client):
    session = client.session
    session["case"] = "somebody's"
    session.save()
    client.get(HOME)
    assert client.session["case"] == "somebody's"


def test_taking_the_second_factor_away_ends_every_visit(client, ana):
    enter(client, ana)
    assert is_in(client)
    take_away(ana)
    assert not is_in(client)
    with_app(ana)
    assert not is_in(client)


def test_logging_in_ends_the_visit_that_was_there_before(client, factor, clock):
    session = client.session
    session["case"] = "somebody's"
    session.save()
    give_password(client)
    assert "case" not in client.session


# --- Roles


def test_roles_may_do_what_they_need_and_nothing_else():
    def allowed(role):
        found = Permission.objects.filter(group__name=role)
        return {each.codename.replace("_", " ") for each in found}

    see = {
        f"view {n}"
        for n in (
            "platform",
            "channel",
            "domain",
            "helpline",
            "phone",
            "law",
            "resource",
            "change",
        )
    }
    write = {
        f"{do} {n}"
        for do in ("add", "change")
        for n in (
            "platform",
            "channel",
            "domain",
            "helpline",
            "phone",
            "law",
            "resource",
        )
    }
    assert allowed("editor") == see | write
    assert allowed("publisher") == see | {"publish change"}
    assert allowed("administrator") == {
        "view user",
        "add user",
        "change user",
        "view group",
    }
    assert Group.objects.count() == 3


STAFF_ROUTES = {
    "admin:directory_law_changelist": {"editor", "publisher"},
    "admin:directory_law_add": {"editor"},
    "admin:directory_change_changelist": {"editor", "publisher"},
    "admin:drafts": {"editor", "publisher"},
    "admin:auth_user_changelist": {"administrator"},
    "admin:auth_user_add": {"administrator"},
    "admin:index": {"editor", "publisher", "administrator", ""},
}


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator", ""])
@pytest.mark.parametrize("route", STAFF_ROUTES)
def test_each_role_opens_its_own_pages(client, role, route):
    enter(client, member("somebody", role))
    expected = 200 if role in STAFF_ROUTES[route] else 403
    assert client.get(reverse(route)).status_code == expected


def test_who_has_no_role_is_told(client):
    page = enter(client, member("somebody")).get(HOME).content.decode()
    assert "You have no role in the directory." in page


def test_an_administrator_makes_nobody_mightier_and_touches_nobody_mightier(client):
    chief = User.objects.create_superuser("chief")
    enter(client, member("adam", "administrator"))
    page = client.get(reverse("admin:auth_user_change", args=[member("eva").pk]))
    assert page.status_code == 200
    assert "is_superuser" not in page.content.decode()
    for route in ("auth_user_change", "auth_user_password_change"):
        answer = client.get(reverse(f"admin:{route}", args=[chief.pk]))
        assert answer.status_code in (302, 403, 404)
    data = {"action": "take_second_factor_away", "_selected_action": [chief.pk]}
    with_app(chief)
    client.post(reverse("admin:auth_user_changelist"), data)
    assert SecondFactor.objects.filter(user=chief).exists()


def given_roles(client, user, *roles):
    """The answer to giving these roles, and nothing else, to the account."""
    url = reverse("admin:auth_user_change", args=[user.pk])
    groups = Group.objects.filter(name__in=roles).values_list("pk", flat=True)
    data = {"username": user.username, "is_active": "on", "is_staff": "on"}
    return client.post(url, data | {"groups": list(groups)})


def roles_of(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_administrators_do_not_reach_their_own_account(client):
    adam = member("adam", "administrator")
    enter(client, adam)
    listed = client.get(reverse("admin:auth_user_changelist"))
    assert adam not in listed.context["cl"].result_list
    for route in ("auth_user_change", "auth_user_password_change"):
        answer = client.get(reverse(f"admin:{route}", args=[adam.pk]))
        assert answer.status_code in (302, 404)
    given_roles(client, adam, "editor", "publisher")
    assert roles_of(adam) == ["administrator"]


@pytest.mark.parametrize("other", ["editor", "publisher"])
def test_an_administrator_has_no_other_role(client, ana, other):
    enter(client, member("adam", "administrator"))
    answer = given_roles(client, ana, "administrator", other)
    assert "does not also change the directory" in errors_on(answer)
    assert roles_of(ana) == ["editor"]
    assert given_roles(client, ana, "editor", "publisher").status_code == 302
    assert given_roles(client, ana, "administrator").status_code == 302
    assert roles_of(ana) == ["administrator"]


def test_an_administrator_takes_a_lost_second_factor_away(client, factor):
    enter(client, member("adam", "administrator"))
    data = {"action": "take_second_factor_away", "_selected_action": [factor.user.pk]}
    answer = client.post(reverse("admin:auth_user_changelist"), data, follow=True)
    assert not SecondFactor.objects.filter(user=factor.user).exists()
    assert "Give a new password" in answer.content.decode()
    assert not User.objects.get(pk=factor.user.pk).has_usable_password()
    assert "Check both" in errors_on(give_password(Client()))


def test_nobody_widens_a_role_or_deletes_who_made_history(client):
    enter(client, User.objects.create_superuser("chief"))
    group = Group.objects.get(name="editor")
    assert (
        client.get(reverse("admin:auth_group_delete", args=[group.pk])).status_code
        == 403
    )
    assert (
        client.post(
            reverse("admin:auth_group_change", args=[group.pk]), {"name": "x"}
        ).status_code
        == 403
    )
    assert client.post(reverse("admin:auth_user_delete", args=[1])).status_code in (
        302,
        403,
    )


# --- No way to a case


def person_s_paths(ids):
    """Every route of the apps that hold what people wrote, about real ids of theirs."""
    for page in PAGES:
        if page.route.partition(":")[0] in ("evidence", "takedown", "guide"):
            for id in ids if page.is_about_theirs else ids[:1]:
                yield page.path(NOWHERE | dict.fromkeys(OF_A_PERSON, id))


def ids_of(owner):
    found = set()
    for name in ("evidence:chart", "takedown:letters"):
        text = owner.get(reverse(name)).content.decode()
        found |= {
            part
            for part in text.replace("/", " ").split()
            if len(part) == 32 and part.isalnum()
        }
    return found


MARK = "He posted it."


def body_of(response):
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode(errors="replace")


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator", "everything"])
def test_no_route_leads_staff_to_a_case(owner, role):
    """Not even who has every permission: what people wrote needs the person's key."""
    ids = ids_of(owner)
    assert ids
    assert MARK in body_of(owner.get(reverse("evidence:chart")))
    user = member("somebody", role, is_superuser=role == "everything")
    staff = enter(Client(), user)
    for path in person_s_paths(sorted(ids)):
        for method in (staff.get, staff.post):
            assert MARK not in body_of(method(path)), path
    assert MARK in body_of(owner.get(reverse("evidence:chart")))


def test_no_page_of_staff_is_about_what_people_wrote():
    """Nothing of these apps is registered, and no role has a permission in them."""
    of_people = {"evidence", "takedown", "guide", "helpcenter"}
    assert not of_people & {model._meta.app_label for model in admin.site._registry}
    allowed = Permission.objects.filter(group__isnull=False)
    assert not allowed.filter(content_type__app_label__in=of_people).exists()


def test_a_change_needs_two_in_the_table_itself(ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(
            model="law",
            row="law:x",
            state=ChangeState.MADE,
            together="1",
            made_by=ana,
            decided_by=ana,
            made_at="2026-01-01T00:00Z",
        )
