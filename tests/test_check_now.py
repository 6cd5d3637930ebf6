"""Staff have one link opened at once, from its row's page: few, and never another."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from directory.checking import now, run
from directory.models import Change, Channel, Finding, Upkeep
from directory.models import FindingKind as Kind
from tests.staff import enter, member
from tests.test_check_links import internet as internet
from tests.test_check_links import name_server as name_server
from tests.test_check_links import no_network
from tests.test_worklist import ana as ana
from tests.test_worklist import look, policy, said, say
from tests.test_worklist import staff as staff

pytestmark = pytest.mark.usefixtures("db", "directory")
MISSING, PAGE = "http://site.test/missing", "http://site.test/page"
SLOWER = str(now.SLOWER)


@pytest.fixture
def web(internet, name_server, monkeypatch):
    """The way out of the running site leads to the servers of the tests."""
    web = internet.web(name_servers=[name_server.address])
    monkeypatch.setattr(run, "Web", lambda: web)
    return web


@pytest.fixture
def row(web):
    """A way to report, with a link and an address."""
    links = {"url": MISSING, "email": "a@mail.test"}
    Channel.objects.filter(slug="x-policy").update(**links)
    return policy()


def words_of(client, row):
    return " ".join(client.get(look(row)).content.decode().split())


# --- What the button does


def test_what_was_found_is_kept_and_stands_on_the_same_page(staff, row):
    answer = say(staff, row, "check")
    assert answer["Location"] == look(row).rstrip("?")
    assert "checked just now" in said(answer, staff)
    finding = Finding.objects.get()
    assert (finding.row, finding.field, finding.link) == (row, "url", MISSING)
    assert finding.kind == Kind.GONE
    day = timezone.now().strftime("%Y-%m-%d")
    assert f"Our checker on {day}: The page is gone (404)" in words_of(staff, row)


def test_each_link_has_its_button(staff, row):
    say(staff, row, "check", "email")
    assert Finding.objects.get().field == "email"
    assert "Its name takes mail. Nobody was written to." in words_of(staff, row)


def test_it_stays_at_the_row_and_changes_no_fact(staff, row):
    where = look(row, n=0)
    assert say(staff, row, "check", where=where)["Location"] == where
    assert policy().url == MISSING
    assert policy().shown
    assert not Change.objects.exists()
    assert not Upkeep.objects.exists()


def test_nothing_is_locked_while_a_site_makes_us_wait(staff, row, web):
    within = []
    web.pace = lambda host: within.append(list(connection.savepoint_ids))
    say(staff, row, "check")
    assert within
    assert not any(within)


# --- What it does not open


def test_a_link_of_the_request_is_never_opened(staff, row, internet):
    internet.plain.asked.clear()
    say(staff, row, "check", link=PAGE, url=PAGE)
    assert {path for _method, _host, path in internet.plain.asked} == {"/missing"}


@pytest.mark.parametrize("field", ["", "official_url", "slug", "pk"])
def test_a_field_that_is_no_link_of_the_row_is_refused(staff, row, field):
    data = {"say": "check", "seen": f"{row.url} {row.email}", "field": field}
    answer = staff.post(look(row), data)
    assert "choose one of the buttons" in said(answer, staff)
    assert not Finding.objects.exists()


def test_a_link_that_somebody_changed_meanwhile_is_shown_first(staff, row):
    data = {"say": "check", "seen": PAGE, "field": "url"}
    assert "Somebody changed this link" in said(staff.post(look(row), data), staff)
    assert not Finding.objects.exists()


def test_an_inner_address_is_not_opened(staff, row, internet):
    Channel.objects.filter(pk=row.pk).update(url="http://inner.test/")
    internet.plain.asked.clear()
    say(staff, row, "check")
    assert Finding.objects.get().kind == Kind.UNSAFE
    assert internet.plain.asked == []


def test_who_may_not_change_the_row_has_no_button_and_is_refused(row):
    reader = enter(Client(), member("ben", "publisher"))
    assert 'value="check"' not in words_of(reader, row)
    data = {"say": "check", "seen": f"{row.url} {row.email}", "field": "url"}
    assert reader.post(look(row), data).status_code == 403
    assert not Finding.objects.exists()


def test_a_form_that_is_not_of_our_page_is_refused(ana, row):
    visitor = enter(Client(enforce_csrf_checks=True), ana)
    data = {"say": "check", "seen": f"{row.url} {row.email}", "field": "url"}
    assert visitor.post(look(row), data).status_code == 403
    assert not Finding.objects.exists()


# --- When it cannot


def test_without_a_network_a_kind_sentence_says_so_and_nothing_is_noted(
    staff, row, web
):
    web.resolve = no_network
    answer = say(staff, row, "check")
    assert "Nothing answered." in said(answer, staff)
    assert not Finding.objects.exists()


def test_an_account_has_ten_at_once_and_another_has_its_own(staff, row, monkeypatch):
    opened = []
    monkeypatch.setattr(now, "check_link", lambda *link: opened.append(link))
    for _ in range(10):
        assert "checked just now" in said(say(staff, row, "check"), staff)
    assert SLOWER in said(say(staff, row, "check"), staff)
    assert len(opened) == 10
    eva = enter(Client(), member("eva", "editor"))
    assert "checked just now" in said(say(eva, row, "check"), eva)


def test_few_are_opened_at_once_whoever_asks(staff, row):
    ben, eva = member("ben", "editor"), member("eva", "editor")
    with now.a_turn(ben), now.a_turn(eva):
        assert SLOWER in said(say(staff, row, "check"), staff)
    assert not Finding.objects.exists()
    assert "checked just now" in said(say(staff, row, "check"), staff)


def test_while_the_cache_is_down_nothing_is_opened(staff, row, monkeypatch):
    monkeypatch.setattr("helpcenter.throttle._take", None)
    assert SLOWER in said(say(staff, row, "check"), staff)
    assert not Finding.objects.exists()
