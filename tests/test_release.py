"""A release comes to a site where staff have worked: base, edits, release, report."""

import io
import json
import shutil

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from directory.models import Change, Channel, Domain, Helpline, Platform
from directory.shipping import FOLDER, MODELS, file_of
from tests.exchange import apply, csv_of, log_in, upload

pytestmark = pytest.mark.usefixtures("db", "directory")
NEW_PLATFORM = {
    "slug": "brand-new",
    "name": "Brand New",
    "category": "social",
    "source": "its own page",
    "confidence": "high",
    "checked_on": "2027-02-01",
}


@pytest.fixture
def live_site(client):
    """Staff renamed one platform by a file, added a domain, hid a channel."""
    log_in(client, User.objects.create_superuser("ana"))
    renamed = csv_of(["slug", "name"], ["x", "Ex"])
    added = csv_of(["host", "path", "platform"], ["ex.example", "", "x"])
    hidden = csv_of(["slug", "shown"], ["x-policy", "no"])
    for kind, file in [("platform", renamed), ("domain", added), ("channel", hidden)]:
        assert apply(client, kind, upload(client, kind, file)).status_code == 302


@pytest.fixture
def release(tmp_path):
    """The next release: rows changed, added and left out."""
    folder = tmp_path / "release"
    shutil.copytree(FOLDER, folder)
    with editing(Platform, folder) as platforms:
        by_slug(platforms, "x")["notes"] = "Renamed."
        by_slug(platforms, "bing")["notes"] = "As before."
        platforms.append({"model": "directory.platform", "fields": NEW_PLATFORM})
    with editing(Channel, folder) as channels:
        by_slug(channels, "x-report")["note"] = "Press three dots."
        left_out = by_slug(channels, "x-policy")
        channels[:] = [one for one in channels if one["fields"] is not left_out]
    with editing(Domain, folder) as domains:
        for host in ("brand-new.example", "ex.example"):
            fields = {"host": host, "platform": ["brand-new"]}
            domains.append({"model": "directory.domain", "fields": fields})
    return folder


class editing:
    """The records of one file, written back after."""

    def __init__(self, model, folder):
        self.file = file_of(model, folder)

    def __enter__(self):
        self.records = json.loads(self.file.read_text())
        return self.records

    def __exit__(self, *error):
        self.file.write_text(json.dumps(self.records))


def by_slug(records, slug):
    (fields,) = [one["fields"] for one in records if one["fields"]["slug"] == slug]
    return fields


def load(folder, *force):
    out = io.StringIO()
    words = [word for row in force for word in ("--force", row)]
    call_command("load_directory", str(folder), *words, stdout=out)
    return out.getvalue().splitlines()


REPORT = [
    "Directory: 2 added, 2 updated, 1807 unchanged, 2 kept as staff left them.",
    "  new platform:brand-new",
    "  new domain:brand-new.example/",
    "  updated platform:bing",
    "  updated channel:x-report",
    "  kept platform:x",
    "    name: release 'X (Twitter)', staff 'Ex'",
    "    notes: release 'Renamed.', staff {notes!r}",
    "    checked_on: release '{day}', staff '{today}'",
    "    checked_by: release '', staff 'ana'",
    "  kept domain:ex.example/",
    "    platform: release ['brand-new'], staff ['x']",
    "  no longer in the release: channel:x-policy",
]


def test_the_report_says_what_is_new_what_changed_and_what_was_left(live_site, release):
    shipped = json.loads(file_of(Platform, FOLDER).read_text())
    fields = by_slug(shipped, "x")
    named = {"day": fields["checked_on"], "notes": fields.get("notes", "")}
    named["today"] = Platform.objects.get(slug="x").checked_on
    assert load(release) == [line.format(**named) for line in REPORT]


def test_what_staff_did_is_as_it_was_and_the_rest_is_new(live_site, release):
    load(release)
    x = Platform.objects.get(slug="x")
    assert (x.name, x.notes == "Renamed.") == ("Ex", False)
    assert Platform.objects.get(slug="bing").notes == "As before."
    assert Domain.objects.get(host="ex.example").platform == x
    assert Domain.objects.get(host="brand-new.example").platform.slug == "brand-new"
    assert not Channel.objects.get(slug="x-policy").shown


def test_the_same_release_again_does_nothing_more(live_site, release):
    load(release)
    noted = Change.objects.count()
    head, *rest = load(release)
    assert head.startswith("Directory: 0 added, 0 updated, 1811 unchanged, 2 kept")
    assert not [line for line in rest if line.startswith(("  new", "  updated"))]
    assert Change.objects.count() == noted


def test_force_takes_one_row_of_the_release_and_leaves_the_other(live_site, release):
    said = load(release, "platform:x")
    assert "  updated platform:x" in said
    assert "  kept domain:ex.example/" in said
    x = Platform.objects.get(slug="x")
    assert (x.name, x.notes, x.checked_by) == ("X (Twitter)", "Renamed.", "")
    assert Domain.objects.get(host="ex.example").platform == x


def test_force_of_what_the_release_lacks_changes_nothing(live_site, release):
    with pytest.raises(CommandError, match="channel:x-policy"):
        load(release, "channel:x-policy")
    assert not Platform.objects.filter(slug="brand-new").exists()


def test_staff_can_look_at_the_release_s_row_again_by_a_file(
    live_site, release, client
):
    """What was kept is staff's to settle, also by bringing in a file."""
    load(release)
    file = csv_of(["slug", "name", "notes"], ["x", "X (Twitter)", "Renamed."])
    apply(client, "platform", upload(client, "platform", file))
    x = Platform.objects.get(slug="x")
    assert (x.name, x.notes) == ("X (Twitter)", "Renamed.")


def test_the_first_release_is_reported_without_a_line_for_each_row():
    for model in (Domain, Channel, Platform, Helpline):
        model.objects.all().delete()
    assert any(line.startswith("  new platform:x") for line in load(FOLDER))
    for model in reversed(MODELS):
        model.objects.all().delete()
    assert load(FOLDER) == [
        "Directory: 1811 added, 0 updated, 0 unchanged, 0 kept as staff left them."
    ]
