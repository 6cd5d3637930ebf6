"""The directory as files for other programs: true, harmless, and without a visit."""

import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from directory.models import Channel, Helpline, Law, Platform
from directory.open_data import NAMES, TABLES

pytestmark = pytest.mark.usefixtures("db", "directory")

PAGE = reverse("directory:data")
# How a cell begins that a spreadsheet program would reckon; the last are full width.
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def path(table, extension):
    return reverse("directory:data-file", args=[table, extension])


def whole(client):
    cache.clear()
    return json.loads(client.get(path("directory", "json")).content)


def rows_of(client, table):
    text = client.get(path(table, "csv")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def by_id(rows):
    return {row["id"]: row for row in rows}


# --- What is in it


def test_the_json_file_holds_all_tables_and_says_which_version_it_is(client):
    data = whole(client)
    assert list(data) == ["format", "version", "date", *TABLES]
    assert re.fullmatch("[0-9a-f]{12}", data["version"])
    assert data["date"] == "2026-11-22"
    facebook = by_id(data["platforms"])["facebook"]
    assert "facebook.com" in facebook["hosts"]
    assert facebook["on_stopncii"] is True
    assert facebook["opened_by_our_staff"] is False


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_the_same_as_the_json_file(client, table):
    rows, same = rows_of(client, table), whole(client)[table]
    assert len(rows) == len(same) > 100
    assert list(rows[0]) == list(same[0])
    assert [row["id"] for row in rows] == [row["id"] for row in same]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_how_sure_we_are_and_when_somebody_looked(client, table):
    for row in whole(client)[table]:
        assert row["confidence"] in {"high", "medium", "low"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["looked_at"])


@pytest.mark.parametrize("table", ["helplines", "laws"])
def test_laws_and_helplines_that_nobody_confirmed_are_not_in_it(client, table):
    assert "low" not in {row["confidence"] for row in whole(client)[table]}
    assert "low" in {row["confidence"] for row in whole(client)["channels"]}


def test_what_is_for_police_for_staff_or_of_2021_is_not_in_it(client):
    hidden = Channel.objects.filter(kind__in=["law-enforcement", "guide-2021"])
    data = whole(client)
    assert {row["kind"] for row in data["channels"]} == {*Channel.Kind.values} - {
        "law-enforcement",
        "guide-2021",
    }
    text = json.dumps(data)
    for email in hidden.exclude(email="").values_list("email", flat=True):
        shown = Channel.objects.public().exclude(kind="law-enforcement")
        assert email not in text or shown.filter(email=email).exists()
    assert "le-contact@care.roblox.com" not in text
    notes = Platform.objects.exclude(notes="").values_list("notes", flat=True)
    assert [note for note in notes if note in text] == []


def test_what_staff_take_off_leaves_it_and_the_version_changes(client):
    before = whole(client)
    Platform.objects.filter(slug="x").update(shown=False)
    Helpline.objects.filter(slug="int-stopncii-org").update(shown=False)
    Law.objects.filter(place="US-TX").update(confidence="low")
    after = whole(client)
    assert "x" in by_id(before["platforms"])
    assert "x" not in by_id(after["platforms"])
    assert not [row for row in after["channels"] if row["platform"] == "x"]
    assert "int-stopncii-org" not in by_id(after["helplines"])
    assert not [row for row in after["laws"] if row["place"] == "US-TX"]
    assert before["version"] != after["version"]
    assert whole(client)["version"] == after["version"]


def test_a_date_of_ours_is_told_and_no_name(client):
    Law.objects.filter(slug="ae-ncii-criminal").update(
        checked_on="2026-12-01", checked_by="ana-of-staff"
    )
    data = whole(client)
    assert data["date"] == "2026-12-01"
    assert by_id(data["laws"])["ae-ncii-criminal"]["opened_by_our_staff"] is True
    assert "ana-of-staff" not in json.dumps(data)


# --- Harmless


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_is_a_formula(client, start):
    text = f"{start}cmd()|'/c calc'!A0"
    Platform.objects.filter(slug="x").update(legal_name=text, aliases=[text])
    row = by_id(rows_of(client, "platforms"))["x"]
    assert row["legal_name"] == row["other_names"] == f"'{text}"
    assert by_id(whole(client)["platforms"])["x"]["legal_name"] == text


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_the_release_is_a_formula(client, table):
    cells = [cell for row in rows_of(client, table) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    assert len([cell for cell in cells if cell.startswith("'")]) < len(cells) / 100


def test_a_table_with_nothing_in_it_is_a_file_too(client):
    Law.objects.all().delete()
    cache.clear()
    assert client.get(path("laws", "csv")).status_code == 200


# --- Without a visit


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_kept_by_anybody_and_sets_no_cookie(client, name):
    response = client.get(path(*name))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=600"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_visit_goes_on_and_is_in_no_header(client):
    client.post(reverse("directory:laws"), {"place": "US-TX"})
    token = client.cookies["s"].value
    response = client.get(path("directory", "json"))
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.cookies["s"].value == token
    assert "Tex. Penal Code" in client.get(reverse("directory:laws")).content.decode()


def test_a_copy_that_is_still_good_is_not_sent_again(client):
    etag = client.get(path("laws", "csv")).headers["ETag"]
    again = client.get(path("laws", "csv"), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=600"
    assert not again.cookies
    Law.objects.filter(place="US-TX").update(shown=False)
    cache.clear()
    again = client.get(path("laws", "csv"), headers={"If-None-Match": etag})
    assert again.status_code == 200


def test_it_is_made_once_for_everybody(client, django_assert_num_queries):
    client.get(path("laws", "csv"))
    with django_assert_num_queries(0):
        client.get(path("directory", "json"))


def test_making_it_takes_a_steady_number_of_queries(client, django_assert_num_queries):
    with django_assert_num_queries(6):
        client.get(path("directory", "json"))


@pytest.mark.parametrize(
    "wrong", ["platforms.json", "directory.csv", "channels.exe", "users.csv"]
)
def test_another_file_is_not_there(client, wrong):
    assert client.get(f"{PAGE}{wrong}").status_code == 404


def test_it_is_only_read(client):
    assert client.post(path("laws", "csv")).status_code == 405


# --- The page about it


def test_the_page_names_every_file_and_the_version(client):
    page = client.get(PAGE)
    assert "no-store" in page.headers["Cache-Control"]
    text = page.content.decode()
    for name in NAMES:
        assert f'href="{path(*name)}"' in text
    assert whole(client)["version"] in text
