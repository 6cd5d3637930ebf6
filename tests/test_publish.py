"""What people call and what the law says changes when two of us agree, on its day."""

import datetime
from contextlib import contextmanager

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory import changes, drafts, staff
from directory.changes import (
    Conflict,
    Hand,
    NotYours,
    PlannedMiddleware,
    drop,
    publish,
    save,
)
from directory.models import (
    Change,
    ChangeState,
    Channel,
    Helpline,
    Law,
    Phone,
    Platform,
)
from directory.shipping import load
from tests.staff import enter, member
from tests.test_directory_admin import (
    change_page,
    errors_of,
    form_of,
    saved,
    url_of,
)
from tests.test_directory_admin import (
    save as save_form,
)

pytestmark = pytest.mark.usefixtures("db", "directory")
TODAY = timezone.localdate
DRAFTS = "/staff/drafts/"
NEW = "0800 555 0100"


@pytest.fixture
def ana():
    return member("ana", "editor", "publisher")


@pytest.fixture
def ben():
    return member("ben", "publisher")


@pytest.fixture
def ana_s(ana):
    return enter(Client(), ana)


@pytest.fixture
def ben_s(ben):
    return enter(Client(), ben)


def childline():
    return Helpline.objects.get(slug="gb-childline")


def draft(user, row, **facts):
    """A change that waits. Returns its name for publish()."""
    for name, value in facts.items():
        setattr(row, name, value)
    hand = Hand(user, "They told us.")
    save(row, hand)
    assert hand.drafts == 1
    return hand.together


@contextmanager
def locks():
    """The tables whose rows are locked meanwhile, in that order."""
    asked, lock = [], QuerySet.select_for_update

    def noted(rows, *args, **kwargs):
        asked.append(rows.model)
        return lock(rows, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "select_for_update", noted)
        yield asked


def decide(client, together, say="publish", from_day=""):
    data = {"together": together, "say": say, "from_day": from_day}
    return client.post(DRAFTS, data, follow=True).content.decode()


# --- Drafts


@pytest.mark.parametrize(
    ("model", "slug", "field", "value"),
    [
        (Helpline, "gb-childline", "hours", "never"),
        (Helpline, "gb-childline", "shown", False),
        (Law, "us-military", "summary", "It says something else."),
        (Channel, "x-dmca", "email", "agent@evil.example"),
    ],
)
def test_what_letters_and_callers_rely_on_waits(ana, model, slug, field, value):
    row = model.objects.get(slug=slug)
    before = getattr(row, field)
    together = draft(ana, row, **{field: value})
    assert getattr(model.objects.get(slug=slug), field) == before
    publish(together, member("ben"))
    assert getattr(model.objects.get(slug=slug), field) == value


def test_a_channel_does_not_slip_out_by_becoming_something_else(ana):
    channel = Channel.objects.get(slug="x-dmca")
    channel.kind, channel.email = "other", "agent@evil.example"
    hand = Hand(ana)
    save(channel, hand)
    assert hand.drafts == 1
    assert Channel.objects.get(slug="x-dmca").kind == "dmca"


def test_other_ways_to_report_change_at_once(ana):
    channel, hand = Channel.objects.get(slug="x-policy"), Hand(ana)
    channel.note = "Scroll down."
    save(channel, hand)
    assert hand.drafts == 0
    assert Channel.objects.get(slug="x-policy").note == "Scroll down."


def test_no_public_page_shows_a_draft(ana_s, client):
    url = change_page(Helpline, slug="gb-childline")
    saved(ana_s, url, serves="MARKED people", **{"phones-0-number": NEW})
    saved(ana_s, change_page(Law, slug="us-military"), summary="MARKED words")
    assert Change.objects.filter(state=ChangeState.DRAFT).count() == 3
    pages = ["directory:helplines", "directory:laws", "directory:resources"]
    choices = {"country": "GB", "need": "", "language": "", "place": "US"}
    for name in pages:
        client.post(reverse(name), choices)
        page = client.get(reverse(name)).content.decode()
        assert "MARKED" not in page
        assert NEW not in page
    for address in ("/find/sites/x/", "/now/", "/find/data/"):
        assert "MARKED" not in client.get(address, follow=True).content.decode()


def test_a_draft_is_said_and_found_on_its_page(ana_s):
    url = change_page(Helpline, slug="gb-childline")
    answer = ana_s.post(
        url,
        form_of(ana_s.get(url)) | {"hours": "mornings", "why": "They wrote to us."},
        follow=True,
    )
    page = answer.content.decode()
    assert "waits. Somebody else of us reads it" in page
    assert "They wrote to us." in page
    assert "mornings" in page
    assert "You wrote this." in page


def test_a_new_helpline_waits_with_its_numbers(ana_s, ben):
    proof = {"source": "their site", "confidence": "high", "shown": "on"}
    saved(
        ana_s,
        url_of("add", Helpline),
        name="New line",
        slug="gb-new",
        kind="ncii",
        country="GB",
        serves="anybody",
        cost="free",
        **proof,
        **{
            "phones-TOTAL_FORMS": 1,
            "phones-0-position": 1,
            "phones-0-number": NEW,
            "phones-0-dial": "08005550100",
            "phones-0-shown": "on",
        },
    )
    assert not Helpline.objects.filter(slug="gb-new").exists()
    assert not Phone.objects.filter(number=NEW).exists()
    publish(Change.objects.first().together, ben)
    line = Helpline.objects.get(slug="gb-new")
    assert [phone.number for phone in line.phones.all()] == [NEW]
    assert line.checked_by == "ana"


# --- The second person


def test_nobody_publishes_their_own(ana, ana_s):
    together = draft(ana, childline(), hours="mornings")
    with pytest.raises(NotYours):
        publish(together, ana)
    assert "Somebody else must publish" in decide(ana_s, together)
    assert childline().hours != "mornings"


def test_who_may_not_publish_is_refused(ana):
    together = draft(ana, childline(), hours="mornings")
    editor = enter(Client(), member("eva", "editor"))
    data = {"together": together, "say": "publish"}
    assert editor.post(DRAFTS, data).status_code == 403
    assert editor.post(DRAFTS, data | {"say": "drop"}).status_code == 403
    assert childline().hours != "mornings"


def test_the_second_person_publishes_and_it_is_public(ana, ben_s):
    together = draft(ana, childline(), hours="mornings")
    assert "published, now" in decide(ben_s, together)
    change = Change.objects.get()
    assert childline().hours == "mornings"
    assert (change.who, change.decided_by.username) == ("ana", "ben")
    assert set(load().kept) == {"helpline:gb-childline"}


def test_the_second_person_may_leave_it(ana, ben_s):
    together = draft(ana, childline(), hours="mornings")
    assert "not published" in decide(ben_s, together, "drop")
    assert "Somebody decided about this one meanwhile" in decide(ben_s, together)
    assert childline().hours != "mornings"
    assert Change.objects.get().state == ChangeState.DROPPED


def test_who_wrote_it_may_take_it_back(ana, ana_s):
    together = draft(ana, childline(), hours="mornings")
    assert "not published" in decide(ana_s, together, "drop")
    assert Change.objects.get().state == ChangeState.DROPPED


def test_what_was_decided_is_not_decided_again(ana, ben):
    together = draft(ana, childline(), hours="mornings")
    drop(together, ben)
    assert publish(together, ben) == []
    assert childline().hours != "mornings"


def test_what_is_planned_is_not_published_a_second_time(ana, ben, ben_s):
    together = draft(ana, childline(), hours="mornings")
    publish(together, ben, TODAY() + datetime.timedelta(1))
    said = decide(ben_s, together)
    assert "Somebody decided about this one meanwhile" in said
    assert "published, now" not in said
    assert childline().hours != "mornings"
    assert Change.objects.get().state == ChangeState.PLANNED


@pytest.mark.parametrize("word", ["publish", "drop"])
def test_who_decides_second_is_told_that_somebody_was_first(
    ana, ben_s, monkeypatch, word
):
    together, eva = draft(ana, childline(), hours="mornings"), member("eva")

    def eva_is_quicker(request):
        publish(together, eva)

    monkeypatch.setattr(drafts, "need_to_publish", eva_is_quicker)
    said = decide(ben_s, together, word)
    assert "Somebody decided about this one meanwhile" in said
    assert "published, now" not in said
    assert "not published" not in said
    assert Change.objects.get().decided_by == eva


def test_the_same_written_twice_by_one_person_waits_once(ana):
    together = draft(ana, childline(), hours="mornings")
    assert draft(ana, childline(), hours="mornings") != together
    (change,) = Change.objects.all()
    assert change.together == together
    draft(ana, childline(), hours="evenings")
    draft(member("eva", "editor"), childline(), hours="mornings")
    assert Change.objects.count() == 3


def test_the_same_is_written_anew_where_the_first_no_longer_fits(ana, ben):
    stale = draft(ana, childline(), hours="mornings")
    Helpline.objects.filter(slug="gb-childline").update(hours="nights")
    publish(draft(ana, childline(), hours="mornings"), ben)
    assert childline().hours == "mornings"
    assert Change.objects.get(together=stale).state == ChangeState.DRAFT


def test_what_is_compared_and_written_is_locked_first(ana, ben):
    """On PostgreSQL two at once then come one after the other."""
    line, hand = childline(), Hand(ana)
    phone = line.phones.get()
    phone.label = "new"
    with locks() as asked:
        save(phone, hand)
    assert asked == [Phone]
    with locks() as asked:
        publish(hand.together, ben)
    assert asked[0] is Change
    assert set(asked[1:-1]) == {Phone}
    assert asked[-1] is Helpline


def test_a_number_published_keeps_what_its_helpline_became_meanwhile(
    ana, ben, monkeypatch
):
    """The helpline is read again once it is locked, not as the number knew it."""
    hand, phone = Hand(ana), childline().phones.get()
    phone.label = "new"
    save(phone, hand)
    lock = changes.locked

    def a_moment_later(row):
        Helpline.objects.filter(pk=row.pk).update(hours="nights")
        return lock(row)

    monkeypatch.setattr(changes, "locked", a_moment_later)
    publish(hand.together, ben)
    assert childline().hours == "nights"
    assert childline().checked_by == "ana"


def test_a_draft_that_no_longer_fits_is_not_published(ana, ben, ben_s):
    late, early = (draft(ana, childline(), hours=h) for h in ("evenings", "mornings"))
    publish(early, ben)
    with pytest.raises(Conflict) as error:
        publish(late, ben)
    assert error.value.fields == ["hours"]
    assert "was changed since: hours" in decide(ben_s, late)
    assert childline().hours == "mornings"
    assert Change.objects.filter(together=late, state=ChangeState.DRAFT).exists()


def test_two_drafts_about_different_things_both_come_out(ana, ben):
    one = draft(ana, childline(), hours="mornings")
    two = draft(ana, childline(), cost="a penny")
    publish(two, ben)
    publish(one, ben)
    assert (childline().hours, childline().cost) == ("mornings", "a penny")


def test_a_phone_that_no_longer_fits_holds_back_all_that_was_saved_with_it(ana, ben):
    hand, line = Hand(ana), childline()
    phone = line.phones.get()
    line.hours, phone.label = "mornings", "new"
    save(line, hand)
    save(phone, hand)
    Phone.objects.update(label="meanwhile")
    with pytest.raises(Conflict):
        publish(hand.together, ben)
    assert childline().hours != "mornings"


# --- From a day on


@pytest.fixture
def new_day(monkeypatch):
    """Lets the site believe that it is another day, as a new process would."""

    def begin(day):
        monkeypatch.setattr(PlannedMiddleware, "done_for", None)
        noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return begin


def test_what_is_planned_comes_out_on_its_day_with_the_first_page(
    ana, ben_s, client, new_day
):
    start = TODAY()
    day = start + datetime.timedelta(days=3)
    together = draft(ana, childline(), hours="mornings")
    assert f"published, from {day} on" in decide(ben_s, together, from_day=str(day))
    for days, hours in [(2, childline().hours), (3, "mornings")]:
        new_day(start + datetime.timedelta(days=days))
        client.get("/find/helplines/")
        assert childline().hours == hours
    assert Change.objects.get().state == ChangeState.MADE


def test_a_day_that_passed_while_nobody_came_still_counts(ana, ben, client, new_day):
    publish(
        draft(ana, childline(), hours="mornings"), ben, TODAY() + datetime.timedelta(1)
    )
    new_day(TODAY() + datetime.timedelta(days=40))
    client.get("/find/")
    assert childline().hours == "mornings"


def test_later_requests_of_a_day_do_not_ask_again(
    client, new_day, django_assert_num_queries
):
    new_day(TODAY())
    client.get("/leave/")
    with django_assert_num_queries(0):
        Client().get("/static/leave.js").close()


def test_what_no_longer_fits_on_its_day_waits_for_somebody_again(
    ana, ben, client, new_day
):
    day = TODAY() + datetime.timedelta(days=1)
    publish(draft(ana, childline(), hours="evenings"), ben, day)
    publish(draft(ana, childline(), hours="mornings"), ben)
    new_day(day)
    client.get("/find/")
    assert childline().hours == "mornings"
    assert Change.objects.get(state=ChangeState.DRAFT).decided_by is None


def test_a_plan_that_breaks_keeps_nobody_from_the_site(
    ana, ben, client, new_day, monkeypatch
):
    publish(draft(ana, childline(), hours="x"), ben, TODAY() + datetime.timedelta(1))
    Change.objects.update(model="nothing")
    new_day(TODAY() + datetime.timedelta(days=1))
    assert client.get("/find/").status_code == 200


def test_one_plan_that_fails_goes_back_and_the_others_come_out(
    ana, ben, client, new_day, monkeypatch, caplog
):
    day = TODAY() + datetime.timedelta(days=1)
    law = Law.objects.get(slug="us-military")
    bad = draft(ana, law, summary="SECRET words")
    publish(bad, ben, day)
    publish(draft(ana, childline(), hours="mornings"), ben, day)
    write = Law.save

    def fail(row, *args, **kwargs):
        write(row, *args, **kwargs)
        raise IntegrityError(f"DETAIL: {row.summary}")

    monkeypatch.setattr(Law, "save", fail)
    new_day(day)
    client.get("/find/")
    assert childline().hours == "mornings"
    change = Change.objects.get(together=bad)
    assert (change.state, change.decided_by) == (ChangeState.DRAFT, None)
    assert Law.objects.get(slug="us-military").summary != "SECRET words"
    assert PlannedMiddleware.done_for == day
    assert "IntegrityError" in caplog.text
    assert "SECRET" not in caplog.text


@pytest.mark.parametrize("text", ["tomorrow", "2027-02-30", "31.1.2027"])
def test_what_is_no_day_is_refused(ana, ben_s, text):
    together = draft(ana, childline(), hours="mornings")
    assert "Write the day as 2027-01-31" in decide(ben_s, together, from_day=text)
    assert Change.objects.get().state == ChangeState.DRAFT


# --- Two editors at once


@pytest.fixture
def eva_s():
    return enter(Client(), member("eva", "editor"))


def test_the_second_editor_sees_both_and_chooses(ana_s, eva_s):
    url = change_page(Platform, slug="x")
    ana_has, eva_has = form_of(ana_s.get(url)), form_of(eva_s.get(url))
    ana_s.post(url, ana_has | {"legal_name": "X of Ana", "notes": "by Ana"})
    answer = eva_s.post(url, eva_has | {"legal_name": "X of Eva", "name": "X by Eva"})
    (said,) = errors_of(answer)
    assert "X of Ana" in said
    assert Platform.objects.get(slug="x").legal_name == "X of Ana"
    again = form_of(answer)
    assert again["legal_name"] == "X of Eva"
    assert eva_s.post(url, again).status_code == 302
    platform = Platform.objects.get(slug="x")
    assert (platform.legal_name, platform.name) == ("X of Eva", "X by Eva")
    assert platform.notes == "by Ana"


def test_changes_to_different_things_are_both_kept(ana_s, eva_s):
    url = change_page(Platform, slug="x")
    ana_has, eva_has = form_of(ana_s.get(url)), form_of(eva_s.get(url))
    ana_s.post(url, ana_has | {"notes": "by Ana", "supports_ncmec": "true"})
    assert eva_s.post(url, eva_has | {"legal_name": "X of Eva"}).status_code == 302
    platform = Platform.objects.get(slug="x")
    assert (platform.notes, platform.legal_name) == ("by Ana", "X of Eva")
    assert platform.supports_ncmec is True


def test_the_row_of_a_form_is_locked_before_it_is_compared(ana_s, monkeypatch):
    """Somebody else saves just before: the second sees both, as above."""
    url = change_page(Platform, slug="x")
    lock = staff.locked

    def a_moment_later(row):
        Platform.objects.filter(pk=row.pk).update(legal_name="X of Eva", notes="by Eva")
        return lock(row)

    has = form_of(ana_s.get(url))
    monkeypatch.setattr(staff, "locked", a_moment_later)
    answer = ana_s.post(url, has | {"legal_name": "X of Ana"})
    assert "X of Eva" in errors_of(answer)[0]
    assert ana_s.post(url, has | {"name": "X by Ana"}).status_code == 302
    platform = Platform.objects.get(slug="x")
    assert (platform.name, platform.notes) == ("X by Ana", "by Eva")


def test_a_channel_on_its_platform_s_page_is_guarded_too(ana_s, eva_s):
    url = change_page(Platform, slug="x")
    eva_has = form_of(eva_s.get(url))
    (field,) = [n for n, value in eva_has.items() if value.endswith("/intimate-media")]
    ana_s.post(url, form_of(ana_s.get(url)) | {field: "https://help.x.com/ana"})
    answer = eva_s.post(url, eva_has | {field: "https://help.x.com/eva"})
    assert "https://help.x.com/ana" in errors_of(answer)[0]
    assert Channel.objects.get(slug="x-policy").url == "https://help.x.com/ana"


def test_a_form_without_what_was_seen_still_saves(ana_s):
    for seen in ("", "nonsense", "[1]"):
        answer = save_form(
            ana_s, change_page(Platform, slug="x"), seen=seen, notes=f"n{seen}"
        )
        assert answer.status_code == 302
    assert Platform.objects.get(slug="x").notes == "n[1]"
