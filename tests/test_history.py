"""Every change to the directory is kept: who, when, before, after, why; and undone."""

import json
import shutil

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape

from directory import history
from directory.changes import Hand, publish, restore, save
from directory.models import (
    Change,
    ChangeState,
    Channel,
    Domain,
    Helpline,
    Law,
    Phone,
    Platform,
)
from directory.shipping import FOLDER, MODELS, file_of, load, plain
from directory.staff_forms import in_words
from takedown.sites import platform_of
from tests.staff import enter, member
from tests.test_directory_admin import change_page, saved, url_of

pytestmark = pytest.mark.usefixtures("db", "directory")


@pytest.fixture
def ana():
    return member("ana", "editor", "publisher")


@pytest.fixture
def staff(ana):
    return enter(Client(), ana)


def history_page(row):
    return url_of("history", type(row), row.pk)


def text_of(response):
    return response.content.decode()


def put_back(staff, row, version, **more):
    data = {"version": version} | more
    return staff.post(history_page(row), data, follow=True)


# --- What is kept


def test_a_change_is_kept_with_who_before_after_and_why(staff, ana):
    saved(
        staff, change_page(Platform, slug="x"), legal_name="X of today", why="A letter."
    )
    change = Change.objects.get()
    assert (change.row, change.made_by, change.why) == ("platform:x", ana, "A letter.")
    assert (change.before["legal_name"], change.after["legal_name"]) == (
        "X Corp.",
        "X of today",
    )
    page = text_of(staff.get(history_page(Platform.objects.get(slug="x"))))
    for words in ("X Corp.", "X of today", "A letter.", "ana", "Legal name"):
        assert words in page


@pytest.mark.parametrize("model", [model for model in MODELS if model is not Law])
def test_what_is_kept_of_a_row_makes_the_same_row_again(model, ana):
    row = model.objects.order_by("pk").first()
    was = plain(row)
    restore(row, was | {"shown": not row.shown}, Hand(ana))
    for change in Change.objects.filter(state=ChangeState.DRAFT):
        publish(change.together, member("ben"))
    row = model.objects.get(pk=row.pk)
    assert plain(row) != was
    restore(row, was, Hand(ana))
    for change in Change.objects.filter(state=ChangeState.DRAFT):
        publish(change.together, member("eva"))
    now, looked = plain(model.objects.get(pk=row.pk)), {"checked_on", "checked_by"}
    assert {k: v for k, v in now.items() if k not in looked} == {
        k: v for k, v in was.items() if k not in looked
    }


def test_the_history_of_a_platform_has_its_channels_and_hosts(staff):
    url = change_page(Channel, slug="x-policy")
    saved(staff, url, note="Scroll down to the third box.")
    page = text_of(staff.get(history_page(Platform.objects.get(slug="x"))))
    assert "channel:x-policy" in page
    assert "Scroll down to the third box." in page


def test_saving_without_a_change_is_no_change(staff):
    saved(staff, change_page(Platform, slug="x"), why="Only looking.")
    assert not Change.objects.exists()


def test_a_host_that_moves_to_another_platform_is_kept(staff):
    """Platforms merge: the one that is gone says where to go, its hosts move."""
    host = Domain.objects.exclude(platform__slug="x").first()
    other = Platform.objects.get(slug="x")
    saved(
        staff,
        change_page(Domain, host=host.host, path=host.path),
        platform=other.pk,
    )
    change = Change.objects.get()
    assert change.before["platform"] == [host.platform.slug]
    assert change.after["platform"] == ["x"]


def test_deleting_what_staff_added_is_kept_too(staff):
    x = Platform.objects.get(slug="x")
    domain = Domain.objects.create(platform=x, host="x.example")
    chief = enter(Client(), member("chief", is_superuser=True))
    chief.post(url_of("delete", Domain, domain.pk), {"post": "yes"})
    change = Change.objects.get()
    assert (change.row, change.after) == ("domain:x.example/", None)
    assert change.before["host"] == "x.example"


# --- Changes by a release


@pytest.fixture
def release(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "release")
    return tmp_path / "release"


def rewrite(folder, change):
    file = file_of(Platform, folder)
    records = json.loads(file.read_text())
    change(records)
    file.write_text(json.dumps(records))


def test_what_a_later_release_changes_is_kept_as_by_the_release(release, staff):
    def rename(records):
        (one,) = [each for each in records if each["fields"]["slug"] == "x"]
        one["fields"]["name"] = "X, renamed"

    rewrite(release, rename)
    load(release)
    change = Change.objects.get()
    assert (change.row, change.who, change.made_by) == (
        "platform:x",
        "the release",
        None,
    )
    assert change.after["name"] == "X, renamed"
    assert "the release" in text_of(
        staff.get(history_page(Platform.objects.get(slug="x")))
    )


def test_what_a_later_release_adds_is_kept_but_not_the_first_of_all(release):
    def add(records):
        new = json.loads(json.dumps(records[0]))
        new["fields"]["slug"] = "new-one"
        records.append(new)

    rewrite(release, add)
    load(release)
    change = Change.objects.get()
    assert (change.row, change.before) == ("platform:new-one", None)


def test_a_release_that_changes_nothing_leaves_no_trace():
    load()
    assert not Change.objects.exists()


# --- The way back


def test_a_version_is_put_back_and_that_is_a_change_itself(staff):
    url = change_page(Platform, slug="x")
    saved(staff, url, legal_name="First")
    saved(staff, url, legal_name="Second", notes="kept?")
    platform = Platform.objects.get(slug="x")
    first = Change.objects.last()
    page = text_of(put_back(staff, platform, first.pk, why="Second was wrong."))
    assert "is back" in page
    platform.refresh_from_db()
    assert (platform.legal_name, platform.notes) == (
        "First",
        first.after.get("notes", ""),
    )
    newest = Change.objects.first()
    assert (newest.why, newest.before["legal_name"]) == ("Second was wrong.", "Second")
    assert Change.objects.count() == 3


def test_putting_back_begins_from_what_is_there_now(staff, monkeypatch):
    """What somebody else saved between the page and the lock is in the history."""
    saved(staff, change_page(Platform, slug="x"), legal_name="Wrong")
    lock = history.locked

    def a_moment_later(row):
        Platform.objects.filter(pk=row.pk).update(legal_name="Of Eva")
        return lock(row)

    monkeypatch.setattr(history, "locked", a_moment_later)
    platform = Platform.objects.get(slug="x")
    put_back(staff, platform, "release")
    change = Change.objects.first()
    assert change.before["legal_name"] == "Of Eva"
    assert change.after["legal_name"] == "X Corp."


def test_what_the_release_brought_is_put_back(staff):
    saved(staff, change_page(Platform, slug="x"), legal_name="Wrong")
    platform = Platform.objects.get(slug="x")
    put_back(staff, platform, "release")
    platform.refresh_from_db()
    assert (platform.legal_name, platform.checked_by) == ("X Corp.", "ana")


@pytest.fixture
def ben():
    return member("ben", "publisher")


@pytest.fixture
def line():
    return Helpline.objects.get(slug="gb-childline")


def dials(line):
    shown = Phone.objects.filter(helpline=line, shown=True)
    return list(shown.values_list("dial", flat=True))


def published(row, user, second, **facts):
    """A change that two of us made. Returns it."""
    for name, value in facts.items():
        setattr(row, name, value)
    hand = Hand(user)
    change = save(row, hand)
    publish(hand.together, second)
    return change


def versions_on(response):
    """(heading of its part, version) of each button that puts one back."""
    tree = lxml.html.fromstring(response.content)
    return [
        (button.xpath("string(ancestor::section/h2)"), button.get("value"))
        for button in tree.xpath("//button[@name='version']")
    ]


def test_a_number_to_call_is_put_back_by_two_of_us(staff, ana, ben, line):
    was, phone = dials(line), line.phones.get()
    published(line, ana, ben, hours="mornings")
    published(phone, ana, ben, number="0800 555 0100", dial="08005550100")
    page = text_of(put_back(staff, line, "release"))
    assert "Somebody else of us must publish it" in page
    assert dials(line) == ["08005550100"]
    waits = Change.objects.filter(state=ChangeState.DRAFT)
    (together,) = set(waits.values_list("together", flat=True))
    publish(together, ben)
    assert dials(line) == was
    line.refresh_from_db()
    assert line.hours == line.shipped["hours"]
    phone.refresh_from_db()
    assert plain(phone) == phone.shipped
    assert "It is like that already" in text_of(put_back(staff, line, "release"))


def test_each_version_of_a_number_is_put_back_from_its_helpline(staff, ana, ben, line):
    phone = line.phones.get()
    first = published(phone, ana, ben, dial="08005550100")
    phone.refresh_from_db()
    published(phone, ana, ben, dial="08005550199")
    offered = versions_on(staff.get(history_page(line)))
    assert any(
        "phone:gb-childline/1" in heading and version == str(first.pk)
        for heading, version in offered
    )
    page = text_of(put_back(staff, line, first.pk))
    assert "Somebody else of us must publish it" in page
    assert dials(line) == ["08005550199"]
    publish(Change.objects.first().together, ben)
    assert dials(line) == ["08005550100"]


def test_a_number_that_no_release_brought_is_not_shown_once_it_is_put_back(
    staff, ana, ben, line
):
    was = dials(line)
    published(Phone(helpline=line, position=2), ana, ben, number="5", dial="5550100")
    assert "A number that no release brought" in text_of(staff.get(history_page(line)))
    put_back(staff, line, "release")
    publish(Change.objects.first().together, ben)
    assert dials(line) == was
    assert line.phones.count() == 2


def test_a_number_of_another_helpline_is_not_put_back_from_here(staff, ana, ben, line):
    change = published(line.phones.get(), ana, ben, dial="5550100")
    other = Helpline.objects.exclude(pk=line.pk).first()
    assert put_back(staff, other, change.pk).status_code == 404


def test_a_number_is_put_back_as_it_is_once_nobody_else_changes_it(
    staff, ana, ben, line, monkeypatch
):
    published(line.phones.get(), ana, ben, dial="5550100")
    lock = history.locked

    def a_moment_later(row):
        Phone.objects.filter(helpline=line).update(dial="5550199")
        return lock(row)

    monkeypatch.setattr(history, "locked", a_moment_later)
    put_back(staff, line, "release")
    assert Change.objects.first().before["dial"] == "5550199"


def test_what_has_a_page_of_its_own_is_put_back_there(staff):
    """Each with a history and a release of its own, unlike a number to call."""
    url = change_page(Channel, slug="x-policy")
    saved(staff, url, note="Scroll down to the third box.")
    change, platform = Change.objects.get(), Platform.objects.get(slug="x")
    page = staff.get(history_page(platform))
    assert versions_on(page) == [("As the release brought it", "release")]
    assert "Its numbers" not in text_of(page)
    assert put_back(staff, platform, change.pk).status_code == 404


def test_putting_back_what_is_so_already_changes_nothing(staff):
    platform = Platform.objects.get(slug="x")
    assert "It is like that already" in text_of(put_back(staff, platform, "release"))
    assert not Change.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "99999", "-1", "²", "9" * 40])
def test_what_is_no_version_is_not_found(staff, version):
    platform = Platform.objects.get(slug="x")
    assert put_back(staff, platform, version).status_code == 404


def test_a_version_of_another_row_or_of_a_draft_is_not_put_back(staff, ana):
    law = Law.objects.get(slug="us-military")
    law.summary, hand = "Nobody agreed to this.", Hand(ana)
    save(law, hand)
    draft = Change.objects.get()
    for row in (law, Platform.objects.get(slug="x")):
        assert put_back(staff, row, draft.pk).status_code == 404


def test_who_may_only_read_puts_nothing_back(ana):
    reader = enter(Client(), member("ben", "publisher"))
    platform = Platform.objects.get(slug="x")
    assert reader.get(history_page(platform)).status_code == 200
    assert put_back(reader, platform, "release").status_code == 403


def test_the_list_of_all_changes_is_searched(staff):
    saved(staff, change_page(Platform, slug="x"), legal_name="Y")
    url = reverse("admin:directory_change_changelist")
    assert "platform:x" in text_of(staff.get(url, {"q": "platform:x"}))
    assert "0 changes" in text_of(staff.get(url, {"q": "helpline:"}))


# --- Nothing that a letter points to goes


def test_a_platform_is_never_deleted_even_if_staff_added_it():
    added = Platform.objects.create(
        slug="new",
        name="New",
        category="other",
        source="s",
        confidence="high",
        checked_on="2026-11-01",
    )
    chief = enter(Client(), member("chief", is_superuser=True))
    assert (
        chief.post(url_of("delete", Platform, added.pk), {"post": "yes"}).status_code
        == 403
    )
    chief.post(
        url_of("changelist", Platform),
        {"action": "delete_selected", "_selected_action": [added.pk], "post": "yes"},
    )
    assert Platform.objects.filter(pk=added.pk).exists()


def test_a_platform_that_closes_or_is_renamed_stays_the_one_letters_point_to(staff):
    url = change_page(Platform, slug="x")
    saved(
        staff,
        url,
        name="Z",
        status="closed",
        what_to_do_instead="Ask Y.",
        slug="z",
        why="It merged with Y.",
    )
    platform = platform_of("x")
    assert (platform.name, platform.is_closed()) == ("Z", True)
    assert Change.objects.get().row == "platform:x"


def test_lists_are_told_in_words():
    assert in_words(["1 Main St", "Albany's best"]) == "1 Main St, Albany's best"
    assert in_words([]) == "nothing"


def test_a_number_is_told_as_a_number_and_a_tick_as_a_word():
    values = [1, 0, True, False, None, ""]
    told = ["1", "0", "yes", "no", "unknown", "nothing"]
    assert [in_words(value) for value in values] == told


def test_the_history_shows_no_list_as_a_program_writes_it(staff):
    row = Channel.objects.filter(kind="postal").exclude(address=[]).first()
    was = list(row.address)
    saved(staff, change_page(Channel, slug=row.slug), address="1 Main St\nAlbany, NY")
    page = text_of(staff.get(history_page(row)))
    assert "1 Main St, Albany, NY" in page
    assert conditional_escape(", ".join(was)) in page
    assert "[&#x27;" not in page
