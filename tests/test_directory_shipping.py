"""Loading a release never undoes what staff corrected, and dumping loses nothing."""

import io
import json
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.changes import Hand
from directory.models import (
    Change,
    Channel,
    Domain,
    Helpline,
    Law,
    Phone,
    Platform,
    Resource,
)
from directory.shipping import FOLDER, MODELS, dump, file_of, load
from directory.verdicts import works
from tests.staff import member

pytestmark = pytest.mark.usefixtures("db", "directory")
ROWS = 1811


def files(folder):
    return {file.name: file.read_text() for file in sorted(folder.glob("*.json"))}


def said(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def release(tmp_path):
    """A later release, to change."""
    shutil.copytree(FOLDER, tmp_path / "release")
    return tmp_path / "release"


def rewrite(folder, model, slug, **facts):
    file = file_of(model, folder)
    records = json.loads(file.read_text())
    (record,) = [one for one in records if one["fields"].get("slug") == slug]
    record["fields"] |= facts
    file.write_text(json.dumps(records))


def test_loading_twice_changes_nothing():
    report = load()
    assert (len(report.same), report.added, report.updated) == (ROWS, [], [])
    assert (report.kept, report.not_shipped) == ({}, [])


def test_what_is_dumped_is_what_was_loaded(tmp_path):
    dump(tmp_path)
    assert files(tmp_path) == files(FOLDER)


def test_staff_s_truth_survives_a_dump_into_an_empty_directory(tmp_path):
    Helpline.objects.filter(country="US").update(hours="ask", checked_by="ana")
    Channel.objects.filter(slug="x-policy").update(shown=False, address=["A", "B"])
    Domain.objects.create(platform=Platform.objects.get(slug="x"), host="x.example")
    first = tmp_path / "first"
    second = tmp_path / "second"
    first.mkdir()
    second.mkdir()
    dump(first)
    for model in reversed(MODELS):
        model.objects.all().delete()
    assert len(load(first).added) == ROWS + 1
    dump(second)
    assert files(second) == files(first)
    assert files(first) != files(FOLDER)


def test_a_row_that_was_dumped_is_no_longer_reported(tmp_path):
    Helpline.objects.filter(slug="gb-childline").update(hours="ask")
    assert list(load().kept) == ["helpline:gb-childline"]
    dump(tmp_path)
    assert load(tmp_path).kept == {}


def test_a_later_release_updates_what_nobody_touched(release):
    rewrite(release, Helpline, "gb-childline", hours="mornings", caution="New.")
    report = load(release)
    assert report.updated == ["helpline:gb-childline"]
    line = Helpline.objects.get(slug="gb-childline")
    assert (line.hours, line.caution) == ("mornings", "New.")
    assert len(load(release).same) == ROWS


def test_a_later_release_leaves_what_staff_edited_and_says_so(release):
    Helpline.objects.filter(slug="gb-childline").update(hours="staff's hours")
    rewrite(release, Helpline, "gb-childline", hours="the release's", caution="New.")
    for _ in range(2):
        assert load(release).kept == {
            "helpline:gb-childline": {
                "hours": ("the release's", "staff's hours"),
                "caution": ("New.", ""),
            }
        }
        line = Helpline.objects.get(slug="gb-childline")
        assert (line.hours, line.caution) == ("staff's hours", "")


def test_a_row_that_staff_put_back_is_the_release_s_again(release):
    before = Helpline.objects.get(slug="gb-childline").hours
    Helpline.objects.filter(slug="gb-childline").update(hours="a mistake")
    Helpline.objects.filter(slug="gb-childline").update(hours=before)
    rewrite(release, Helpline, "gb-childline", hours="mornings")
    assert load(release).updated == ["helpline:gb-childline"]


def test_a_number_that_staff_corrected_does_not_come_back():
    phone = Phone.objects.get(helpline__slug="gb-childline")
    phone.number, phone.dial = "0800 2222", "08002222"
    phone.save()
    assert list(load().kept) == ["phone:gb-childline/1"]
    numbers = Phone.objects.filter(helpline__slug="gb-childline")
    assert [one.dial for one in numbers] == ["08002222"]


def test_force_takes_the_release_s_row_and_no_other():
    Helpline.objects.filter(
        slug__in=["gb-childline", "gb-ceop-safety-centre-nca"]
    ).update(hours="ask")
    words = said("load_directory", "--force", "helpline:gb-childline")
    assert "1 updated" in words
    assert "kept helpline:gb-ceop-safety-centre-nca" in words
    assert Helpline.objects.get(slug="gb-childline").hours != "ask"
    assert Helpline.objects.get(slug="gb-ceop-safety-centre-nca").hours == "ask"


def test_force_of_a_row_that_is_not_there_changes_nothing():
    Helpline.objects.filter(slug="gb-childline").update(hours="ask")
    with pytest.raises(CommandError, match="helpline:nobody"):
        said("load_directory", "--force", "helpline:nobody")
    assert Helpline.objects.get(slug="gb-childline").hours == "ask"


def test_loading_says_what_it_did_and_what_differs():
    Helpline.objects.filter(slug="gb-childline").update(cost="ask")
    words = said("load_directory")
    assert "0 added, 0 updated, 1810 unchanged, 1 kept as staff left them." in words
    assert "cost: release 'free', staff 'ask'" in words


# --- Looking is no change


TODAY = timezone.localdate()
FACTS = [
    (Platform, "x", {"notes": "Of the release."}),
    (Channel, "x-policy", {"url": "https://help.x.com/new"}),
    (Channel, "x-dmca", {"email": "agent@x.example"}),
    (Helpline, "gb-childline", {"hours": "mornings", "caution": "New."}),
    (Law, "us-military", {"summary": "It says something else."}),
    (Resource, None, {"today": "Gone."}),
]


@pytest.fixture
def hand():
    return Hand(member("ana", "editor"))


def looked_at(model, slug, hand):
    """The row, which somebody has opened: it works."""
    row = model.objects.get(slug=slug) if slug else model.objects.first()
    works(row, hand)
    assert hand.drafts == 0
    return model.objects.get(pk=row.pk)


def look_of(row):
    row.refresh_from_db()
    return row.checked_on, row.checked_by


@pytest.mark.parametrize(("model", "slug", "facts"), FACTS)
def test_a_row_that_was_looked_at_is_the_release_s(model, slug, facts, hand, release):
    row = looked_at(model, slug, hand)
    report = load()
    assert (len(report.same), report.kept) == (ROWS, {})
    assert look_of(row) == (TODAY, "ana")
    rewrite(release, model, row.slug, **facts)
    assert load(release).updated == [f"{model._meta.model_name}:{row.slug}"]
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in facts} == facts
    assert len(load(release).same) == ROWS


@pytest.mark.parametrize(("model", "slug", "facts"), FACTS)
def test_nobody_of_ours_has_seen_what_a_release_changed(
    model, slug, facts, hand, release
):
    row = looked_at(model, slug, hand)
    rewrite(release, model, row.slug, **facts)
    load(release)
    assert (str(look_of(row)[0]), row.checked_by) == (row.shipped["checked_on"], "")


def test_a_way_to_report_is_as_the_release_knows_it_once_that_changed_it(hand, release):
    """What is confirmed is the address that was opened, and no other."""
    was = Channel.objects.exclude(evidence="staff").filter(confidence="low")
    row = looked_at(Channel, was.filter(kind="report").first().slug, hand)
    assert (row.evidence, row.confidence) == ("staff", "medium")
    rewrite(release, Channel, row.slug, url="https://example.com/new")
    load(release)
    row.refresh_from_db()
    assert row.confidence == "low"
    assert row.evidence == row.shipped["evidence"] != "staff"


def test_who_looked_stays_where_a_release_is_only_surer_of_the_same(hand, release):
    line = looked_at(Helpline, "gb-childline", hand)
    way = looked_at(Channel, "x-policy", hand)
    rewrite(release, Helpline, line.slug, source="Their letter.")
    rewrite(
        release, Channel, way.slug, source="Their letter.", check_before_release=True
    )
    report = load(release)
    assert set(report.updated) == {f"helpline:{line.slug}", f"channel:{way.slug}"}
    for row in (line, way):
        assert look_of(row) == (TODAY, "ana")
        assert row.source == "Their letter."
    assert (way.evidence, way.check_before_release) == ("staff", False)
    assert len(load(release).same) == ROWS


def test_a_release_that_says_what_staff_saved_leaves_their_look(hand, release):
    line = looked_at(Helpline, "gb-childline", hand)
    Helpline.objects.filter(pk=line.pk).update(hours="mornings")
    assert set(load().kept) == {"helpline:gb-childline"}
    rewrite(release, Helpline, line.slug, hours="mornings")
    report = load(release)
    assert (len(report.same), report.kept) == (ROWS, {})
    assert look_of(line) == (TODAY, "ana")
    assert line.shipped["hours"] == "mornings"


def test_what_staff_changed_of_how_sure_we_are_is_theirs(hand, release):
    way = looked_at(Channel, "x-policy", hand)
    Channel.objects.filter(pk=way.pk).update(confidence="low")
    rewrite(release, Channel, way.slug, note="Of the release.")
    assert set(load(release).kept) == {"channel:x-policy"}


def test_what_staff_added_and_looked_at_is_the_release_s_once_it_says_the_same(hand):
    looked_at(Helpline, "gb-childline", hand)
    Helpline.objects.filter(slug="gb-childline").update(shipped=None)
    assert len(load().same) == ROWS
    assert Helpline.objects.get(slug="gb-childline").shipped["hours"]


def test_force_takes_the_look_of_the_release_too(hand):
    line = looked_at(Helpline, "gb-childline", hand)
    assert load(force=["helpline:gb-childline"]).updated == ["helpline:gb-childline"]
    assert look_of(line)[1] == ""


def test_the_history_says_what_a_release_made_of_a_row_that_was_looked_at(
    hand, release
):
    looked_at(Helpline, "gb-childline", hand)
    rewrite(release, Helpline, "gb-childline", hours="mornings")
    load(release)
    change = Change.objects.first()
    assert (change.who, change.before["checked_by"]) == ("the release", "ana")
    assert change.after["hours"] == "mornings"
    assert "checked_by" not in change.after


def test_what_a_release_drops_is_named_and_stays(release):
    file = file_of(Domain, release)
    records = json.loads(file.read_text())
    left_out = records.pop(0)["fields"]["host"]
    file.write_text(json.dumps(records))
    assert load(release).not_shipped == [f"domain:{left_out}/"]
    assert Domain.objects.filter(host=left_out).exists()


def test_loading_names_what_the_release_no_longer_has():
    Domain.objects.create(
        platform=Platform.objects.get(slug="x"), host="x.example", shipped={}
    )
    assert "no longer in the release: domain:x.example/" in said("load_directory")


def test_what_staff_added_is_not_called_dropped():
    Domain.objects.create(platform=Platform.objects.get(slug="x"), host="x.example")
    assert load().not_shipped == []


def test_a_broken_release_changes_nothing(release):
    rewrite(release, Helpline, "gb-childline", hours="mornings")
    rewrite(release, Channel, "x-policy", platform=["nobody"])
    with pytest.raises(KeyError):
        load(release)
    assert Helpline.objects.get(slug="gb-childline").hours != "mornings"


def test_dumping_says_what_it_wrote(tmp_path):
    words = said("dump_directory", str(tmp_path))
    assert f"{tmp_path / 'laws.json'}: 265" in words
    assert len(files(tmp_path)) == len(MODELS)
