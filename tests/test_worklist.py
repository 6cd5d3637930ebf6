"""Staff's start page says what to look at next, and takes their word in one press."""

import datetime

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory import site
from directory.changes import Hand, publish, save
from directory.models import (
    Change,
    ChangeState,
    Channel,
    Finding,
    Helpline,
    Law,
    LinkReport,
    Platform,
    Resource,
    Upkeep,
)
from directory.worklist import MODELS, REASONS, Choice, counts, items, keys, rows_of
from tests.staff import enter, member

pytestmark = pytest.mark.usefixtures("db", "directory")
HOME = "/staff/"
ALL = Choice(kinds=list(MODELS))


@pytest.fixture
def ana():
    return member("ana", "editor")


@pytest.fixture
def staff(ana):
    return enter(Client(), ana)


@pytest.fixture
def looked_after():
    """All is as it should be: the list is empty."""
    fine = {
        "checked_by": "eva",
        "checked_on": timezone.localdate(),
        "confidence": "high",
    }
    for model in MODELS.values():
        model.objects.update(**fine)
    Channel.objects.update(check_before_release=False)
    Law.objects.update(as_of=str(timezone.localdate().year))


def policy():
    return Channel.objects.get(slug="x-policy")


def reasons_of(row):
    (item,) = items([(row._meta.model_name, row.pk)])
    return item.reasons


def found(row, kind, field="url", **more):
    now = timezone.now()
    values = {"link": getattr(row, field), "kind": kind, "first_seen": now}
    return Finding.objects.create(
        **{row._meta.model_name: row}, field=field, last_checked=now, **values | more
    )


def told(row, count=3):
    day = timezone.localdate()
    LinkReport.objects.create(
        **{row._meta.model_name: row}, field="url", kind="dead", day=day, count=count
    )


def look(row, **query):
    where = reverse("admin:look", args=[row._meta.model_name, row.pk])
    return f"{where}?" + "&".join(f"{k}={v}" for k, v in query.items())


def say(client, row, word, field="url", where=None, **more):
    """Press a button of the row's page as a browser would."""
    where = where or look(row)
    tree = lxml.html.fromstring(client.get(where).content)
    for form in tree.forms:
        buttons = form.xpath(f".//button[@value='{word}']")
        if buttons and form.fields.get("field", field) == field:
            data = {k: v or "" for k, v in form.form_values()} | {"say": word} | more
            data.pop("csrfmiddlewaretoken", None)
            return client.post(where, data)
    raise AssertionError(f"no button {word}")


def said(response, client):
    page = client.get(response["Location"]).content.decode()
    return " ".join(
        lxml.html.fromstring(page).xpath("//ul[@class='messagelist']//text()")
    )


# --- What is in the list


def test_nothing_is_in_the_list_when_all_is_looked_after(looked_after, staff):
    assert set(counts(ALL).values()) == {0}
    assert keys(ALL, 0, 50) == []
    assert "All of this part is looked after" in staff.get(HOME).content.decode()


LONG_AGO = datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("model", "facts", "reasons"),
    [
        (Channel, {"checked_by": ""}, ["unchecked"]),
        (Law, {"confidence": "low"}, ["low"]),
        (Helpline, {"checked_on": LONG_AGO}, ["stale"]),
        (Channel, {"check_before_release": True}, ["release"]),
        (Law, {"as_of": "memory"}, ["review"]),
        (Law, {"as_of": "2019-03"}, ["review"]),
        (
            Platform,
            {"status": "closed", "what_to_do_instead": "x", "checked_on": LONG_AGO},
            ["stale", "moved"],
        ),
        (Resource, {"checked_by": "", "confidence": "low"}, ["unchecked", "low"]),
    ],
)
def test_each_reason_brings_a_row_into_the_list(looked_after, model, facts, reasons):
    row = rows_of(model).first()
    model.objects.filter(pk=row.pk).update(**facts)
    assert keys(ALL, 0, 50) == [(model._meta.model_name, row.pk)]
    assert reasons_of(row) == reasons
    number = counts(ALL)
    assert [name for name in REASONS if number[name]] == reasons
    assert number[""] == 1


@pytest.mark.parametrize(("days", "listed"), [(90, False), (91, True)])
def test_stale_begins_after_ninety_days(looked_after, days, listed):
    day = timezone.localdate() - datetime.timedelta(days=days)
    Channel.objects.filter(slug="x-policy").update(checked_on=day)
    assert bool(keys(ALL, 0, 50)) is listed


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        ("gone", ["broken"]),
        ("no-host", ["broken"]),
        ("moved", ["moved"]),
        ("ask", []),
        ("works", []),
    ],
)
def test_what_the_checker_found_counts(looked_after, kind, reasons):
    found(policy(), kind)
    assert reasons_of(policy()) == reasons
    number = counts(ALL)
    assert [name for name in REASONS if number[name]] == reasons
    assert len(keys(ALL, 0, 50)) == len(reasons)


def test_a_finding_about_an_older_link_does_not_count(looked_after):
    found(policy(), "gone", link="https://x.com/old")
    assert reasons_of(policy()) == []


def test_an_address_for_mail_counts_as_a_link(looked_after):
    channel = Channel.objects.get(slug="x-dmca")
    found(channel, "no-mail", field="email")
    assert reasons_of(channel) == ["broken"]


def test_what_people_report_counts(looked_after, staff):
    told(policy())
    assert reasons_of(policy()) == ["reported"]
    assert "Told 3 times." in staff.get(HOME).content.decode()


def test_what_people_report_stands_with_its_link_and_kind(staff):
    channel, today = policy(), timezone.localdate()
    Channel.objects.filter(pk=channel.pk).update(email="a@mail.test")
    for field, kind, day, count in [
        ("url", "stuck", today, 3),
        ("url", "dead", today, 1),
        ("url", "stuck", today - datetime.timedelta(days=1), 2),
        ("email", "wrong", today, 3),
    ]:
        LinkReport.objects.create(
            channel=channel, field=field, kind=kind, day=day, count=count
        )
    tree = lxml.html.fromstring(staff.get(look(channel)).content.decode())
    lists = tree.xpath("//div[@class='look-form']/h2/following-sibling::ul[1]")
    assert [[each.text_content() for each in found] for found in lists] == [
        [
            "People told us 1 time: “It did not open”",
            "People told us 5 times: “It opened, but I could not use it”",
        ],
        ["People told us 3 times: “Somebody else answered”"],
    ]
    assert "People told us 9 times that it did not work." in tree.text_content()


def test_what_is_not_shown_is_not_in_the_list():
    channel = policy()
    before = counts(ALL)[""]
    Channel.objects.filter(pk=channel.pk).update(shown=False)
    assert counts(ALL)[""] == before - 1


def test_what_nobody_opened_comes_first_and_of_that_what_is_urgent(looked_after):
    late, urgent, unopened = Channel.objects.public().order_by("pk")[:3]
    Channel.objects.filter(pk=late.pk).update(checked_on=LONG_AGO)
    Channel.objects.filter(pk__in=[urgent.pk, unopened.pk]).update(checked_by="")
    Channel.objects.filter(pk=unopened.pk).update(checked_on=LONG_AGO)
    told(urgent)
    order = [pk for _, pk in keys(ALL, 0, 50)]
    assert order == [urgent.pk, unopened.pk, late.pk]


def test_the_list_is_the_same_whole_as_in_pages():
    whole = keys(ALL, 0, 5000)
    assert len(whole) == counts(ALL)[""] == len(set(whole))
    assert [
        key for n in range(0, len(whole), 70) for key in keys(ALL, n, n + 70)
    ] == whole


def test_parts_kinds_and_owners_make_it_smaller(staff, ana):
    tree = lxml.html.fromstring(staff.get(f"{HOME}?part=low&kind=law").content)
    rows = tree.xpath("//section[@class='worklist']//tbody/tr")
    low = rows_of(Law).filter(confidence="low").count()
    assert len(rows) == min(low, 50)
    say(staff, policy(), "mine")
    tree = lxml.html.fromstring(staff.get(f"{HOME}?mine=1").content)
    assert len(tree.xpath("//section[@class='worklist']//tbody/tr")) == 1
    assert counts(Choice(list(MODELS), owner=ana))[""] == 1


@pytest.mark.parametrize(
    "query", ["part=x&kind=y&mine=z&p=q", "p=99999", "p=-1", "n=x"]
)
def test_a_strange_address_shows_the_list(staff, query):
    assert staff.get(f"{HOME}?{query}").status_code == 200


def test_a_role_sees_what_it_may_see():
    reader = enter(Client(), member("adam", "administrator"))
    assert "no role in the directory" in reader.get(HOME).content.decode()
    assert reader.get(look(policy())).status_code == 404


def test_it_takes_a_steady_number_of_queries(staff, django_assert_max_num_queries):
    staff.get(HOME)
    with django_assert_max_num_queries(30):
        staff.get(HOME)
    for channel in Channel.objects.public():
        told(channel)
        found(channel, "gone", link=channel.url or "x")
    with django_assert_max_num_queries(30):
        staff.get(HOME)


# --- What staff say of a row


def test_works_notes_the_name_and_the_day(looked_after, staff):
    Channel.objects.filter(slug="x-policy").update(
        checked_by="", confidence="low", check_before_release=True
    )
    told(policy())
    found(policy(), "gone")
    answer = say(staff, policy(), "works")
    channel = policy()
    assert (channel.checked_by, channel.checked_on) == ("ana", timezone.localdate())
    assert (channel.evidence, channel.confidence) == ("staff", "medium")
    assert reasons_of(channel) == []
    assert not LinkReport.objects.exists()
    assert "works" in said(answer, staff)
    assert Change.objects.get().who == "ana"


def test_works_does_not_raise_what_two_must_agree_on(staff):
    line = Helpline.objects.filter(confidence="low", shown=True).first()
    say(staff, line, "works")
    line.refresh_from_db()
    assert (line.confidence, line.checked_by) == ("low", "ana")
    assert Change.objects.get().state == ChangeState.MADE


def test_what_breaks_after_somebody_opened_it_comes_back(looked_after, staff):
    finding = found(policy(), "gone")
    say(staff, policy(), "works")
    assert reasons_of(policy()) == []
    later = timezone.now() + datetime.timedelta(minutes=1)
    Finding.objects.filter(pk=finding.pk).update(first_seen=later, last_checked=later)
    assert reasons_of(policy()) == ["broken"]


def test_moved_saves_the_new_address_at_once(staff):
    say(staff, policy(), "moved", link=" https://help.x.com/new ")
    assert (policy().url, policy().checked_by) == ("https://help.x.com/new", "ana")


def test_where_the_checker_was_led_is_offered(staff):
    found(policy(), "moved", final_url="https://help.x.com/led")
    assert (
        'value="https://help.x.com/led"' in staff.get(look(policy())).content.decode()
    )


@pytest.mark.parametrize("row", ["helpline", "law"])
def test_a_moved_link_of_a_helpline_or_law_waits(staff, row):
    model, field = (Helpline, "url") if row == "helpline" else (Law, "official_url")
    fact = rows_of(model).exclude(**{field: ""}).first()
    answer = say(staff, fact, "moved", field, link="https://new.example/")
    assert getattr(model.objects.get(pk=fact.pk), field) == getattr(fact, field)
    assert Change.objects.get().state == ChangeState.DRAFT
    assert "waits" in said(answer, staff)
    assert "A change to this waits" in staff.get(look(fact)).content.decode()


@pytest.mark.parametrize(
    "link",
    [
        "",
        "new",
        "javascript:alert(1)",
        "//evil.example/",
        "ftp://a.example/",
        "https://" + "a" * 500,
    ],
)
def test_what_is_no_link_is_refused_and_changes_nothing(staff, link):
    before = policy()
    answer = say(staff, before, "moved", link=link)
    assert "Paste the whole new link" in said(answer, staff)
    assert policy().url == before.url
    assert not Change.objects.exists()
    assert not Upkeep.objects.exists()


def test_what_is_no_mail_address_is_refused(staff):
    channel = (
        Channel.objects.exclude(email="")
        .exclude(kind="dmca")
        .filter(shown=True)
        .first()
    )
    answer = say(staff, channel, "moved", "email", link="nobody")
    assert "Write a whole e-mail address" in said(answer, staff)


def test_broken_takes_the_way_off_and_keeps_it_in_the_list(looked_after, staff, client):
    say(staff, policy(), "broken")
    assert not policy().shown
    assert policy().url not in client.get("/find/sites/x/").content.decode()
    assert reasons_of(policy()) == ["broken"]
    say(staff, policy(), "works")
    assert policy().shown
    assert reasons_of(policy()) == []


def test_a_new_address_brings_back_what_was_broken(looked_after, staff):
    say(staff, policy(), "broken")
    say(staff, policy(), "moved", link="https://help.x.com/new")
    assert policy().shown
    assert reasons_of(policy()) == []


def test_broken_leaves_a_helpline_its_numbers(staff):
    line = Helpline.objects.get(slug="gb-childline")
    say(staff, line, "broken")
    change = Change.objects.get()
    assert change.state == ChangeState.DRAFT
    assert "url" not in change.after
    assert change.after.get("shown", True)
    line.refresh_from_db()
    assert line.url


@pytest.mark.parametrize(
    ("word", "link"), [("moved", "https://a.example/"), ("broken", "")]
)
def test_what_people_report_stays_until_the_change_is_published(
    looked_after, staff, word, link
):
    line = Helpline.objects.get(slug="gb-childline")
    told(line)
    say(staff, line, word, link=link)
    assert not Upkeep.objects.exists()
    assert reasons_of(line) == ["reported"]
    publish(Change.objects.get().together, member("ben", "publisher"))
    assert reasons_of(line) == []
    assert Helpline.objects.get(pk=line.pk).url == link


def test_what_people_report_of_a_link_stays_when_something_else_is_published(
    looked_after, ana
):
    line, hand = Helpline.objects.get(slug="gb-childline"), Hand(ana)
    told(line)
    line.hours = "mornings"
    save(line, hand)
    publish(hand.together, member("ben", "publisher"))
    assert reasons_of(line) == ["reported"]


def test_a_link_that_changes_under_the_hand_is_shown_first(staff, monkeypatch):
    """Somebody else saves between the page's reading of the row and its lock."""
    lock = site.locked

    def a_moment_later(row):
        Channel.objects.filter(pk=row.pk).update(url="https://help.x.com/eva")
        return lock(row)

    monkeypatch.setattr(site, "locked", a_moment_later)
    answer = say(staff, policy(), "moved", link="https://help.x.com/ana")
    assert "Somebody changed this link" in said(answer, staff)
    assert not Change.objects.exists()


@pytest.mark.parametrize("word", ["", "delete", "works; drop"])
def test_a_word_we_do_not_know_changes_nothing(staff, word):
    answer = say(staff, policy(), "works", say=word)
    assert "choose one of the buttons" in said(answer, staff)
    assert not Change.objects.exists()


def test_a_link_that_somebody_else_changed_is_shown_first(staff):
    seen = policy().url
    eva = enter(Client(), member("eva", "editor"))
    say(eva, policy(), "moved", link="https://help.x.com/eva")
    for word in ("works", "moved", "broken"):
        data = {
            "say": word,
            "seen": seen,
            "field": "url",
            "link": "https://help.x.com/ana",
        }
        answer = staff.post(look(policy()), data)
        assert "Somebody changed this link" in said(answer, staff)
    assert policy().url == "https://help.x.com/eva"
    assert policy().checked_by == "eva"


def test_who_may_only_read_has_no_buttons_and_is_refused():
    reader = enter(Client(), member("ben", "publisher"))
    page = reader.get(look(policy())).content.decode()
    assert 'value="works"' not in page
    data = {"say": "works", "seen": policy().url}
    assert reader.post(look(policy()), data).status_code == 403


def test_a_row_is_taken_and_given_back(staff, ana):
    say(staff, policy(), "mine")
    assert Upkeep.objects.get().owner == ana
    say(staff, policy(), "not-mine")
    assert Upkeep.objects.get().owner is None
    assert not Change.objects.exists()


# --- From one to the next


def test_after_a_word_comes_the_next_row_of_that_part(looked_after, staff):
    rows = list(Channel.objects.public().filter(kind="policy").order_by("pk")[:3])
    Channel.objects.filter(pk__in=[row.pk for row in rows]).update(checked_by="")
    tree = lxml.html.fromstring(staff.get(f"{HOME}?part=unchecked").content)
    (start,) = tree.xpath("//a[@accesskey='g']/@href")
    where, seen = start, []
    for _ in rows:
        seen.append(where.partition("?")[0])
        row = Channel.objects.get(pk=where.split("/")[-2])
        where = say(staff, row, "works", where=where)["Location"]
    assert len(set(seen)) == 3
    assert where == f"{HOME}?part=unchecked"


def test_a_row_is_passed_over_with_next(looked_after, staff):
    rows = list(Channel.objects.public().order_by("pk")[:2])
    Channel.objects.filter(pk__in=[row.pk for row in rows]).update(checked_by="")
    (kind, pk), other = keys(ALL, 0, 2)
    page = staff.get(reverse("admin:look", args=[kind, pk]) + "?n=0").content
    (following,) = lxml.html.fromstring(page).xpath("//a[@accesskey='n']/@href")
    assert following == reverse("admin:look", args=other) + "?n=1"


def test_each_button_has_a_key_of_its_own(staff):
    tree = lxml.html.fromstring(staff.get(look(policy(), n=0)).content)
    pressed = tree.xpath("//@accesskey")
    assert len(pressed) == len(set(pressed))
    assert set(pressed) == {"w", "o", "m", "b", "a", "n"}


def test_how_a_key_is_pressed_is_said_where_keys_are(staff):
    for where in (HOME, look(policy())):
        words = staff.get(where).content.decode()
        assert "with Alt, in Firefox with Alt and Shift, on a Mac with Control" in words


# --- What people see


@pytest.mark.parametrize(
    ("model", "slug", "words"),
    [
        (Channel, "x-policy", "Their own rules"),
        (Platform, "x", "Report it here first"),
        (Helpline, "gb-childline", "Childline"),
        (Law, "us-military", "State of the text"),
    ],
)
def test_the_page_that_people_see_stands_beside_the_form(staff, model, slug, words):
    tree = lxml.html.fromstring(staff.get(look(model.objects.get(slug=slug))).content)
    (shown,) = tree.xpath("//*[@class='public']")
    assert words in shown.text_content()
    assert shown.get("inert") is not None
    assert not tree.xpath("//iframe | //*[@class='public']//footer")


@pytest.mark.parametrize(
    ("model", "slug", "facts"),
    [
        (Channel, "x-policy", {"shown": False}),
        (Platform, "x", {"shown": False}),
        (Helpline, "gb-childline", {"shown": False}),
        (Helpline, "gb-childline", {"confidence": "low"}),
        (Law, "us-military", {"shown": False}),
        (Law, "us-military", {"confidence": "low"}),
    ],
)
def test_what_people_do_not_see_is_not_shown_as_if_they_did(staff, model, slug, facts):
    row = model.objects.get(slug=slug)
    model.objects.filter(pk=row.pk).update(**facts)
    Upkeep.objects.create(**{row._meta.model_name: row}, found_broken=True)
    tree = lxml.html.fromstring(staff.get(look(row)).content)
    assert "The public does not see this row." in tree.text_content()
    assert not tree.xpath("//*[@class='public']")


def test_what_no_page_shows_is_said(staff):
    row = rows_of(Resource).first()
    assert "This is on no public page." in staff.get(look(row)).content.decode()
