"""A case: sealed, opened by its words alone, nothing lost or shown to others."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.messages.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext

from evidence import cases
from evidence.cases import Gone, StaleRevision, case_for, case_of
from evidence.models import Case, Record
from helpcenter.models import SealedSession
from helpcenter.sessions import SessionStore
from tests.crowd import in_threads, shared_database

MARKER = "only hers to read"


def visit(session=None):
    """A request of somebody's visit: of a new one, or of the one with this session."""
    token = session.session_key if session else None
    request = HttpRequest()
    request.session = SessionStore(token)
    request._messages = default_storage(request)
    return request


def saved(request):
    """The next request of the same visit, after this one was answered."""
    request.session.save()
    return visit(request.session)


def today():
    return datetime.now(UTC).date()


# --- Made by the first thing saved


def test_looking_makes_no_case(db):
    assert case_of(visit()) is None
    assert not Case.objects.exists()


def test_the_first_thing_saved_makes_one_for_this_visit(db):
    request = visit()
    case = case_for(request)
    assert not case.is_kept
    assert case_of(request) is case_for(request) is case
    assert case_of(saved(request)).row == case.row
    assert Case.objects.count() == 1


def test_another_visit_has_another_case(db):
    hers, his = case_for(visit()), case_for(visit())
    entry = hers.add("incident", {"what": MARKER})
    with pytest.raises(Record.DoesNotExist):
        his.get("incident", entry.id)
    with pytest.raises(Record.DoesNotExist):
        his.change("incident", entry.id, {}, 1)
    with pytest.raises(Record.DoesNotExist):
        his.delete("incident", entry.id)
    assert his.all("incident") == []
    assert hers.get("incident", entry.id).value == {"what": MARKER}


def test_two_first_things_at_once_go_into_one_case(transactional_db, tmp_path):
    with shared_database(tmp_path):
        request = visit()
        request.session["csrf"] = "token"
        request.session.save()

        def save(number):
            mine = visit(request.session)
            case_for(mine).add("incident", {"n": number})
            mine.session.save()

        in_threads(save, 6)
        kept = case_of(visit(request.session)).all("incident")
        assert sorted(entry.value["n"] for entry in kept) == list(range(6))
        assert Case.objects.count() == 1


def test_a_slow_page_does_not_take_the_key_away(db):
    first = saved(visit_with(seen=1))
    slow = visit(first.session)
    assert case_of(slow) is None
    case_for(first).put("answer", "safe", {"danger": "no"})
    first.session.save()
    slow.session["seen"] = 2
    slow.session.save()
    assert case_of(visit(first.session)).named("answer", "safe")


def visit_with(**values):
    request = visit()
    request.session.update(values)
    return request


def test_no_session_can_outlive_the_case_of_its_visit(db, settings):
    settings.SESSION_ABSOLUTE_SECONDS = 8 * 3600
    assert case_for(visit()).expires_on == today() + timedelta(days=1)
    settings.SESSION_ABSOLUTE_SECONDS = 30 * 3600
    assert case_for(visit()).expires_on == today() + timedelta(days=2)


# --- Reading and writing


def test_entries_come_in_the_order_they_were_made(db):
    case = case_for(visit())
    made = [case.add("incident", {"n": n}).id for n in range(20)]
    case.change("incident", made[3], {"n": 3.5}, 1)
    assert [entry.id for entry in case.all("incident")] == made


def test_an_entry_says_what_and_when(db):
    case = case_for(visit())
    before = datetime.now(UTC)
    entry = case.get("incident", case.add("incident", {"what": "x"}).id)
    assert (entry.kind, entry.revision, entry.value) == ("incident", 1, {"what": "x"})
    assert before <= entry.made_at == entry.saved_at <= datetime.now(UTC)
    later = case.change("incident", entry.id, {"what": "y"}, 1)
    assert later == case.get("incident", entry.id)
    assert (later.revision, later.made_at) == (2, entry.made_at)
    assert later.saved_at > entry.saved_at


def test_a_kind_is_not_found_under_another(db):
    case = case_for(visit())
    entry = case.add("incident", {"what": "x"})
    with pytest.raises(Record.DoesNotExist):
        case.get("letter", entry.id)
    assert case.all("letter") == []


def test_a_named_entry_is_replaced(db):
    case = case_for(visit())
    assert case.named("answer", "safe") is None
    case.put("answer", "safe", {"danger": "yes"})
    case.put("answer", "device", {"watched": "no"})
    entry = case.put("answer", "safe", {"danger": "no"})
    assert entry == case.named("answer", "safe")
    assert (entry.value, entry.revision, entry.name) == ({"danger": "no"}, 2, "safe")
    assert {e.name: e.value for e in case.all("answer")} == {
        "safe": {"danger": "no"},
        "device": {"watched": "no"},
    }


def test_a_named_entry_of_a_rarer_kind_is_found_too(db):
    request = visit()
    case_for(request).put("draft", "letter", {"text": MARKER})
    case = case_of(saved(request))
    assert case.named("draft", "letter").value == {"text": MARKER}
    assert case.named("draft", "other") is None


def test_facts_add_up(db):
    case = case_for(visit())
    assert case.facts == {}
    case.remember(name="A.", country="US")
    case.remember(country="CA", email="a@example.org")
    assert case.facts == {"name": "A.", "country": "CA", "email": "a@example.org"}
    case.facts["name"] = "changed only here"
    assert case.facts["name"] == "A."


def test_deleting_deletes_one(db):
    case = case_for(visit())
    one, two = case.add("incident", {"n": 1}), case.add("incident", {"n": 2})
    case.delete("incident", one.id)
    assert [entry.id for entry in case.all("incident")] == [two.id]
    with pytest.raises(Record.DoesNotExist):
        case.delete("incident", one.id)
    with pytest.raises(Record.DoesNotExist):
        case.delete("letter", two.id)


def test_strange_text_comes_back_as_it_was(db):
    case = case_for(visit())
    text = "\u202e\ud800\x00 مرحبا שלום 👩‍🔬 {{7*7}} </w:t> " * 100
    assert case.get("incident", case.add("incident", {"t": text}).id).value["t"] == text


# --- Side by side


def test_a_stale_change_is_refused_and_shows_what_is_there(db):
    case = case_for(visit())
    entry = case.add("incident", {"what": "first"})
    case.change("incident", entry.id, {"what": "from one tab"}, entry.revision)
    with pytest.raises(StaleRevision) as refusal:
        case.change("incident", entry.id, {"what": "from the other"}, entry.revision)
    assert refusal.value.current.value == {"what": "from one tab"}
    assert refusal.value.current.revision == 2
    assert case.get("incident", entry.id).value == {"what": "from one tab"}


def test_of_many_changes_at_once_one_is_taken(transactional_db, tmp_path):
    taken, refused = [], []
    with shared_database(tmp_path):
        first = visit()
        entry = case_for(first).add("incident", {"n": -1})
        first.session.save()

        def change(number):
            case = case_of(visit(first.session))
            try:
                taken.append(case.change("incident", entry.id, {"n": number}, 1).value)
            except StaleRevision:
                refused.append(number)

        in_threads(change, 6)
        assert taken == [case_of(visit(first.session)).get("incident", entry.id).value]
    assert len(refused) == 5


def test_many_who_remember_at_once_lose_nothing(transactional_db, tmp_path):
    with shared_database(tmp_path):
        first = visit()
        case_for(first)
        first.session.save()

        def remember(number):
            case_of(visit(first.session)).remember(**{f"fact{number}": number})

        in_threads(remember, 6)
        facts = case_of(visit(first.session)).facts
    assert facts == {f"fact{number}": number for number in range(6)}


def test_many_answers_to_one_step_at_once_leave_one(transactional_db, tmp_path):
    with shared_database(tmp_path):
        first = visit()
        case_for(first)
        first.session.save()
        in_threads(
            lambda n: case_of(visit(first.session)).put("answer", "safe", {"n": n}), 6
        )
        answers = case_of(visit(first.session)).all("answer")
        assert [entry.revision for entry in answers] == [6]


def test_writing_into_a_case_deleted_elsewhere_is_a_miss_not_a_failure(db):
    request = visit()
    case = case_for(request)
    entry = case.add("incident", {"what": "x"})
    case_of(saved(request)).forget()
    for write in (
        lambda: case.add("incident", {}),
        lambda: case.put("answer", "safe", {}),
        lambda: case.remember(name="A."),
        lambda: case.change("incident", entry.id, {}, 1),
        lambda: case.accept(b"l" * 32, b"w"),
    ):
        with pytest.raises(Gone):
            write()
    assert not Record.objects.exists()


# --- Sealed


def test_the_tables_tell_nothing(db):
    request = visit()
    case = case_for(request)
    case.put("answer", "self-harm", {"story": MARKER})
    case.remember(name=MARKER)
    case.add("incident", {"link": MARKER})
    words = case.keep()
    request.session.save()
    secret = request.session["case"][1]
    everything = repr(list(Case.objects.values())) + repr(list(Record.objects.values()))
    everything += repr(list(SealedSession.objects.values()))
    assert secret.startswith("AGE-SECRET-KEY-1")
    for clear in (MARKER, "self-harm", secret, words, words.split()[0] + " "):
        assert clear not in everything


def test_a_record_moved_elsewhere_does_not_open(db, caplog):
    hers, his = case_for(visit()), case_for(visit())
    one, two = hers.add("incident", {"n": 1}), hers.add("incident", {"n": 2})
    Record.objects.filter(pk=one.id).update(
        sealed=Record.objects.values_list("sealed", flat=True).get(pk=two.id)
    )
    with pytest.raises(Record.DoesNotExist):
        hers.get("incident", one.id)
    Record.objects.filter(pk=two.id).update(case=his.row)
    with pytest.raises(Record.DoesNotExist):
        his.get("incident", two.id)
    assert "damaged" in caplog.text


def test_a_record_made_another_kind_does_not_open(db):
    case = case_for(visit())
    entry = case.add("incident", {"n": 1})
    Record.objects.update(kind="letter")
    with pytest.raises(Record.DoesNotExist):
        case.get("letter", entry.id)


def test_a_damaged_record_does_not_take_the_others_along(db):
    request = visit()
    case = case_for(request)
    case.put("answer", "safe", {"danger": "no"})
    case.put("answer", "age", {"under_18": "no"})
    case.remember(name="A.")
    safe = case.named("answer", "safe").id
    facts = case.named("facts", "facts").id
    Record.objects.filter(pk__in=[safe, facts]).update(sealed=b"\x01" + b"x" * 300)
    case = case_of(saved(request))
    assert [entry.name for entry in case.all("answer")] == ["age"]
    assert case.named("answer", "safe") is None
    assert case.facts == {}
    case.put("answer", "safe", {"danger": "yes"})
    case.remember(country="US")
    assert case.named("answer", "safe").value == {"danger": "yes"}
    assert case.facts == {"country": "US"}
    cases.leave(request)
    assert not Case.objects.exists()


def test_rows_do_not_introduce_themselves(db):
    case = case_for(visit())
    case.add("incident", {})
    assert str(case.row) == "case"
    assert str(Record.objects.get()) == "record"
    assert repr(case) == "<OpenCase>"


def test_a_case_is_kept_wholly_or_not_at_all(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(locator=b"l" * 32, expires_on=today())


# --- Keeping and opening


def test_the_words_open_it_anywhere_and_renew_it(db, settings):
    settings.CASE_DAYS = 365
    case = case_for(visit())
    case.add("incident", {"what": MARKER})
    words = case.keep()
    assert case.is_kept
    Case.objects.update(expires_on=today() + timedelta(days=2))
    elsewhere = visit()
    opened = cases.open_with(elsewhere, "  " + words.upper().replace(" ", " - ") + ".")
    assert opened.all("incident")[0].value == {"what": MARKER}
    assert opened.expires_on == today() + timedelta(days=365)
    assert Case.objects.get().expires_on == opened.expires_on
    assert case_of(saved(elsewhere)).row == case.row


def test_opening_gives_the_visit_a_new_cookie(db):
    words = case_for(visit()).keep()
    request = visit_with(csrf="token")
    request.session.save()
    planted = request.session.session_key
    cases.open_with(request, words)
    assert request.session.session_key != planted
    assert not SessionStore().exists(planted)
    assert request.session["csrf"] == "token"


@pytest.mark.parametrize(
    "words", ["", "one two three", "🙂" * 1000, "\ud800", " " * 50]
)
def test_wrong_words_open_nothing(db, words):
    case_for(visit()).keep()
    request = visit()
    assert cases.open_with(request, words) is None
    assert case_of(request) is None


def test_an_expired_case_does_not_open_even_before_it_is_swept(db):
    words = case_for(visit()).keep()
    Case.objects.update(expires_on=today() - timedelta(days=1))
    assert cases.open_with(visit(), words) is None
    Case.objects.update(expires_on=today())
    assert cases.open_with(visit(), words)


def test_an_expired_case_is_not_read_by_an_old_session(db):
    request = visit()
    case_for(request)
    Case.objects.update(expires_on=today() - timedelta(days=1))
    assert case_of(saved(request)) is None


def test_a_damaged_secret_is_said_and_does_not_open(db, caplog):
    words = case_for(visit()).keep()
    Case.objects.update(wrapped=b"\x01" + b"x" * 100)
    assert cases.open_with(visit(), words) is None
    assert "damaged" in caplog.text


def test_new_words_end_the_old_ones_and_keep_the_notes(db):
    case = case_for(visit())
    case.add("incident", {"what": MARKER})
    sealed = Record.objects.get().sealed
    old = case.keep()
    new = case.change_words()
    assert cases.open_with(visit(), old) is None
    assert cases.open_with(visit(), new).all("incident")[0].value == {"what": MARKER}
    assert bytes(Record.objects.get().sealed) == bytes(sealed)


def test_new_words_close_it_in_every_other_browser(db):
    hers = visit()
    words = case_for(hers).keep()
    his = visit()
    assert cases.open_with(his, words)
    his = saved(his)
    assert case_of(his)
    case_of(saved(hers)).change_words()
    assert case_of(saved(his)) is None
    fresh = case_for(saved(his))
    assert fresh.row != case_of(hers).row
    assert fresh.all("incident") == []


def test_new_words_do_not_close_it_here(db):
    request = visit()
    case_for(request).keep()
    request = saved(request)
    case_of(request).change_words()
    assert case_of(saved(request)).is_kept


def test_proposed_words_do_nothing_until_they_are_accepted(db):
    case = case_for(visit())
    old = case.keep()
    lock = case.propose()
    assert cases.open_with(visit(), lock.words) is None
    assert cases.open_with(visit(), old)
    case.accept(lock.locator, lock.wrapped)
    assert cases.open_with(visit(), lock.words)


def test_what_a_visit_holds_can_come_along(db):
    kept = case_for(visit())
    kept.put("answer", "safe", {"from": "kept"})
    kept.remember(name="kept", country="US")
    kept.add("incident", {"n": 1})
    this = case_for(visit())
    this.put("answer", "safe", {"from": "visit"})
    this.put("answer", "age", {"from": "visit"})
    this.remember(name="visit", email="v@example.org")
    this.add("incident", {"n": 2})
    kept.bring(this)
    assert {e.name: e.value["from"] for e in kept.all("answer")} == {
        "safe": "kept",
        "age": "visit",
    }
    assert kept.facts == {"name": "kept", "country": "US", "email": "v@example.org"}
    assert [e.value["n"] for e in kept.all("incident")] == [1, 2]
    assert [e.value["n"] for e in this.all("incident")] == [2]


@pytest.mark.parametrize(("kind", "name"), [("answer", "where"), ("facts", "facts")])
def test_what_was_left_empty_does_not_outweigh_what_was_typed(db, kind, name):
    kept, this = case_for(visit()), case_for(visit())
    kept.put(kind, name, {"places": "", "sites": [], "country": "US"})
    this.put(kind, name, {"places": "a forum", "sites": ["x"], "country": ""})
    kept.bring(this)
    assert kept.named(kind, name).value == {
        "places": "a forum",
        "sites": ["x"],
        "country": "US",
    }


@pytest.mark.parametrize("name", ["under_18", "under_18_now"])
@pytest.mark.parametrize(
    ("here", "brought", "after"),
    [
        ("no", "yes", "yes"),
        ("", "unsure", "unsure"),
        ("unsure", "no", "unsure"),
        ("no", "", "no"),
    ],
)
def test_that_somebody_was_under_18_is_not_forgotten(db, name, here, brought, after):
    kept, this = case_for(visit()), case_for(visit())
    kept.remember(**{name: here})
    this.remember(**{name: brought})
    kept.bring(this)
    assert kept.facts == {name: after}


def test_facts_come_along_into_a_case_without_any(db):
    kept, this = case_for(visit()), case_for(visit())
    this.remember(name="A.")
    kept.bring(this)
    assert kept.facts == {"name": "A."}
    assert not this.is_empty


# --- Ending


def test_forgetting_leaves_nothing_of_it_and_all_of_others(db):
    request, other = visit(), case_for(visit())
    other.add("incident", {"what": MARKER})
    case = case_for(request)
    case.add("incident", {"what": MARKER})
    words = case.keep()
    case.forget()
    assert case_of(saved(request)) is None
    assert cases.open_with(visit(), words) is None
    assert Case.objects.get() == other.row
    assert Record.objects.get().case == other.row


READS = ("SELECT", "SAVEPOINT", "RELEASE")


def test_the_key_goes_first(db):
    """A crash half-way must leave only what nobody can read."""
    case = case_for(visit())
    case.add("incident", {})
    case.keep()
    with CaptureQueriesContext(connection) as queries:
        case.forget()
    writes = [q["sql"] for q in queries if not q["sql"].startswith(READS)]
    steps = [sql.split('"')[:2] for sql in writes]
    assert steps[0] == ["UPDATE ", "evidence_case"]
    deletes = [table for verb, table in steps if verb.startswith("DELETE")]
    assert deletes[0] == "evidence_record"
    assert deletes[-1] == "evidence_case"


def test_leaving_deletes_what_was_for_this_visit(db):
    request = visit()
    case_for(request).add("incident", {})
    request.session.save()
    cases.leave(request)
    assert not Case.objects.exists()
    assert not Record.objects.exists()
    assert not SealedSession.objects.exists()
    assert case_of(request) is None


def test_leaving_keeps_what_is_kept(db):
    request = visit()
    case_for(request).add("incident", {"what": MARKER})
    words = case_of(request).keep()
    request.session.save()
    cases.leave(request)
    assert not SealedSession.objects.exists()
    assert cases.open_with(visit(), words).all("incident")[0].value == {"what": MARKER}


def test_leaving_twice_or_without_a_case_is_fine(db):
    request = visit()
    cases.leave(request)
    cases.leave(request)
    assert case_of(request) is None


def test_sweeping_removes_what_expired_and_only_that(db):
    """Before, on the day, after: as the retention promise says."""
    kept, going = case_for(visit()), case_for(visit())
    for case in (kept, going):
        case.add("incident", {})
        case.keep()
    Case.objects.filter(pk=going.row.pk).update(expires_on=today())
    assert swept() == "Deleted: 0 cases, 0 sessions, 0 files, 0 parts."
    Case.objects.filter(pk=going.row.pk).update(expires_on=today() - timedelta(days=1))
    SealedSession.objects.all().delete()
    SessionStore().save()
    SealedSession.objects.update(expire_date=datetime(2026, 1, 1, tzinfo=UTC))
    assert swept() == "Deleted: 1 cases, 1 sessions, 0 files, 0 parts."
    assert swept() == "Deleted: 0 cases, 0 sessions, 0 files, 0 parts."
    assert Case.objects.get() == kept.row
    assert Record.objects.get().case == kept.row
    assert not SealedSession.objects.exists()


def swept():
    out = io.StringIO()
    call_command("sweep", stdout=out)
    return out.getvalue().strip()


def test_a_sweep_that_was_killed_half_way_ends_the_same(db):
    words = case_for(visit()).keep()
    Case.objects.update(expires_on=date(2026, 1, 1))
    Case.objects.expired(today()).update(locator=None, wrapped=None)
    assert cases.open_with(visit(), words) is None
    swept()
    assert not Case.objects.exists()


# --- What it costs


def test_the_case_its_answers_and_facts_are_one_query(db):
    request = visit()
    case = case_for(request)
    for step in range(5):
        case.put("answer", f"step-{step}", {"n": step})
    case.remember(name="A.")
    case.add("incident", {})
    request = saved(request)
    request.session["case"]
    with CaptureQueriesContext(connection) as queries:
        again = case_of(request)
        assert len(again.all("answer")) == 5
        assert again.named("answer", "step-1").value == {"n": 1}
        assert again.facts == {"name": "A."}
        assert not again.is_kept
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        again.all("incident")
        again.all("incident")
    assert len(queries) == 1


def test_a_case_with_nothing_in_it_is_one_query_too(db):
    request = visit()
    case_for(request)
    request = saved(request)
    request.session["case"]
    with CaptureQueriesContext(connection) as queries:
        assert case_of(request).all("answer") == []
        assert case_of(request).facts == {}
    assert len(queries) == 1


def test_what_is_written_is_read_again(db):
    request = visit()
    case = case_for(request)
    assert case.all("incident") == []
    case.add("incident", {"n": 1})
    assert len(case.all("incident")) == 1
    assert case.all("answer") == []
    case.put("answer", "safe", {})
    assert len(case.all("answer")) == 1
