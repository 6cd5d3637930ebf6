"""Sessions: only their cookie opens them, they end, and no request undoes another's."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpcenter import vault
from helpcenter.models import SealedSession
from helpcenter.sessions import SessionStore, rounded_up
from tests.crowd import in_threads, shared_database

MARKER = "only hers to read"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def saved(**values):
    """A session that holds these, saved."""
    session = SessionStore()
    session.update(values)
    session.save()
    return session


def opened(session):
    """The same visit as another request sees it."""
    return SessionStore(session.session_key)


def row_of(session):
    return SealedSession.objects.get(pk=vault.TokenKey(session.session_key).row)


def age(session, **ago):
    """Make the visit look as if it began that long ago."""
    key = vault.TokenKey(session.session_key)
    payload = json.loads(key.unseal(row_of(session).session_data))
    payload["born"] -= timedelta(**ago).total_seconds()
    SealedSession.objects.update(session_data=key.seal(json.dumps(payload).encode()))


def queries_of(work):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        work()
    return [query["sql"].split()[0] for query in queries]


# --- Sealed


def test_the_table_tells_nothing(db):
    session = saved(story=MARKER)
    row = row_of(session)
    everything = row.session_key.encode() + bytes(row.session_data)
    assert opened(session)["story"] == MARKER
    assert session.session_key.encode() not in everything
    assert MARKER.encode() not in everything
    assert str(row) == "session"


def test_the_name_of_a_row_opens_nothing(db):
    thief = SessionStore(row_of(saved(story=MARKER)).session_key)
    assert thief.get("story") is None


def test_rows_cannot_be_swapped(db, caplog):
    hers, his = saved(who="she"), saved(who="he")
    SealedSession.objects.filter(pk=row_of(hers).pk).update(
        session_data=row_of(his).session_data
    )
    assert opened(hers).get("who") is None
    assert "corrupted" in caplog.text
    assert opened(his)["who"] == "he"


@pytest.mark.parametrize("damage", [b"", b"\x01", b"\x02" + b"x" * 300, b"plain text"])
def test_a_damaged_row_is_an_empty_session_that_can_be_used(db, damage):
    session = saved(story=MARKER)
    SealedSession.objects.update(session_data=damage)
    again = opened(session)
    assert dict(again.items()) == {}
    again["story"] = "new"
    again.save()
    assert opened(session)["story"] == "new"


@pytest.mark.parametrize(
    "cookie", ["", "a", "short", "x" * 5000, "é" * 10, "\x00" * 10, "\ud800" * 10]
)
def test_a_cookie_we_did_not_make_is_not_taken_over(db, cookie):
    session = SessionStore(cookie)
    assert session.get("x") is None
    session["x"] = 1
    session.save()
    assert session.session_key != cookie
    assert len(session.session_key) == 43


def test_how_much_it_holds_shows_little(db):
    lengths = {len(row_of(saved(t="a" * n)).session_data) for n in range(0, 180, 20)}
    assert len(lengths) == 1


# --- Ending


def test_it_ends_after_idle_minutes(db, settings):
    settings.SESSION_COOKIE_AGE = 1800
    session = saved(a=1)
    left = row_of(session).expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=35)
    SealedSession.objects.update(expire_date=timezone.now())
    assert opened(session).get("a") is None


def test_its_end_is_told_in_five_minutes_only(db):
    assert rounded_up(NOON) == NOON
    assert rounded_up(NOON + timedelta(microseconds=1)) == NOON + timedelta(minutes=5)
    assert rounded_up(NOON - timedelta(seconds=1)) == NOON
    end = row_of(saved(a=1)).expire_date
    assert (end.minute % 5, end.second, end.microsecond) == (0, 0, 0)


def test_it_ends_after_some_hours_however_busy(db, settings):
    session = saved(a=1)
    age(session, hours=7)
    busy = opened(session)
    busy["b"] = 2
    busy.save()
    assert row_of(session).expire_date <= timezone.now() + timedelta(hours=1, minutes=5)
    assert opened(session)["b"] == 2
    age(session, hours=1)
    assert opened(session).get("a") is None


def test_a_new_key_does_not_make_it_longer(db):
    session = saved(a=1)
    age(session, hours=7, minutes=30)
    again = opened(session)
    again["a"]
    again.cycle_key()
    left = row_of(again).expire_date - timezone.now()
    assert left <= timedelta(minutes=35)
    age(again, minutes=31)
    assert opened(again).get("a") is None


def test_a_visit_begun_anew_is_a_new_visit(db):
    session = saved(a=1)
    age(session, hours=7)
    again = opened(session)
    again["a"]
    again.flush()
    again["b"] = 1
    again.save()
    age(again, hours=7)
    assert opened(again)["b"] == 1


def test_an_ended_visit_is_not_taken_up_again(db):
    session = saved(a=1)
    age(session, hours=9)
    again = opened(session)
    again["b"] = 2
    assert again.session_key is None
    again.save()
    assert again.session_key != session.session_key
    assert dict(opened(again).items()) == {"b": 2}


def test_clearing_removes_the_ended_ones_only(db):
    ended, running = saved(a=1), saved(a=2)
    SealedSession.objects.filter(pk=row_of(ended).pk).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    SessionStore.clear_expired()
    assert [row.pk for row in SealedSession.objects.all()] == [row_of(running).pk]


# --- Side by side


def test_a_new_key_ends_the_old_one(db):
    session = saved(a=1)
    old = session.session_key
    session.cycle_key()
    assert opened(session)["a"] == 1
    assert not SessionStore().exists(old)
    assert SessionStore().exists(session.session_key)


def test_leaving_leaves_nothing(db):
    session = saved(a=1)
    session.flush()
    assert not SealedSession.objects.exists()
    assert session.is_empty()


@pytest.mark.parametrize("changes", [True, False])
def test_a_slow_request_does_not_bring_an_ended_visit_back(db, changes):
    session = saved(a=1)
    slow = opened(session)
    slow["a"]
    SealedSession.objects.update(expire_date=rounded_up(timezone.now()))
    opened(session).flush()
    if changes:
        slow["b"] = 1
    slow._end = None  # as if five minutes had gone by
    with pytest.raises(UpdateError):
        slow.save()
    assert not SealedSession.objects.exists()


def test_a_visit_that_ended_before_it_was_read_is_not_brought_back(db):
    session = saved(a=1)
    late = opened(session)
    opened(session).flush()
    with pytest.raises(UpdateError):
        late.save()
    assert not SealedSession.objects.exists()


def test_a_slow_request_does_not_undo_what_another_saved(db):
    session = saved(seen=1, gone=1)
    slow, quick = opened(session), opened(session)
    slow["seen"], quick["seen"]
    quick["case"] = ["the key to what she typed"]
    del quick["gone"]
    quick.save()
    slow["seen"] = 2
    slow.save()
    assert dict(opened(session).items()) == {
        "seen": 2,
        "case": ["the key to what she typed"],
    }
    assert slow["case"] == ["the key to what she typed"]


def test_a_page_that_changed_nothing_undoes_nothing(db):
    session = saved(seen=1)
    slow, quick = opened(session), opened(session)
    slow["seen"], quick["seen"]
    quick["case"] = "key"
    quick.save()
    slow.save()
    assert opened(session)["case"] == "key"


def test_what_one_removed_and_another_changed_is_decided_key_by_key(db):
    session = saved(a=1, b=1, c=[1])
    one, two = opened(session), opened(session)
    one["c"].append(2)  # changed in place, as a list can be
    two["a"]
    del one["b"]
    one.save()
    two["a"] = 2
    two.save()
    assert dict(opened(session).items()) == {"a": 2, "c": [1, 2]}


def test_many_at_once_lose_nothing(transactional_db, tmp_path):
    def write(number):
        mine = opened(session)
        mine["begin"]
        mine[f"k{number}"] = number
        mine.save()

    with shared_database(tmp_path):
        session = saved(begin=0)
        in_threads(write, 8)
        kept = dict(opened(session).items())
    assert kept == {"begin": 0} | {f"k{number}": number for number in range(8)}


def test_many_who_would_set_the_same_key_agree_on_one(transactional_db, tmp_path):
    agreed = []

    def claim(number):
        mine = opened(session)
        mine["begin"]
        agreed.append(mine.swap("case", None, number))

    with shared_database(tmp_path):
        session = saved(begin=0)
        in_threads(claim, 8)
        assert set(agreed) == {opened(session)["case"]}
    assert len(agreed) == 8


def test_swapping_in_a_visit_that_has_not_begun(db):
    session = SessionStore()
    assert session.swap("case", None, 1) == 1
    assert opened(session)["case"] == 1


def test_swapping_something_else_changes_nothing(db):
    session = saved(case=1, other=0)
    session["other"] = 2
    assert session.swap("case", None, 5) == 1
    assert dict(opened(session).items()) == {"case": 1, "other": 2}


def test_the_same_token_is_never_given_twice(db):
    session = saved(a=1)
    with pytest.raises(CreateError):
        session.save(must_create=True)


# --- What it costs


def test_reading_is_one_query_and_writing_nothing_none(db):
    session = saved(a=1)
    reader = opened(session)
    assert queries_of(lambda: reader["a"]) == ["SELECT"]
    assert queries_of(reader.save) == []


def test_moving_the_end_and_changing_are_one_update_each(db):
    session = saved(a=1)
    SealedSession.objects.update(expire_date=timezone.now() + timedelta(minutes=9))
    reader = opened(session)
    reader["a"]
    assert queries_of(reader.save) == ["UPDATE"]
    assert row_of(session).expire_date > timezone.now() + timedelta(minutes=28)
    reader["a"] = 2
    assert queries_of(reader.save) == ["UPDATE"]


# --- In a browser


def test_the_cookie_is_for_this_visit_and_this_site_only(db, client):
    client.get("/notes/kept/keep/")
    cookie = client.cookies["s"]
    assert len(cookie.value) == 43
    assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/")


def test_staff_sign_in_and_out(db, client, django_user_model):
    django_user_model.objects.create_user("staff", password="x")
    assert client.login(username="staff", password="x")
    assert "_auth_user_id" in client.session
    client.logout()
    assert not SealedSession.objects.exists()


def test_looking_around_leaves_no_row(db, client):
    client.get("/notes/kept/")
    assert not SealedSession.objects.exists()


# --- Asynchronous callers


@pytest.mark.django_db(transaction=True)
def test_it_works_the_same_way_asynchronously():
    async def visit():
        session = SessionStore()
        await session.aset("a", 1)
        await session.asave()
        again = SessionStore(session.session_key)
        assert await again.aget("a") == 1
        await again.acycle_key()
        assert not await again.aexists(session.session_key)
        assert await again.aexists(again.session_key)
        await again.aflush()
        assert await SealedSession.objects.acount() == 0

    async_to_sync(visit)()
