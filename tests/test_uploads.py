"""Adding files: refused before a byte is kept, or sealed, whole and hers alone."""

import hashlib
import io
import json

import pytest
from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from evidence import custody, files
from evidence.copies import earlier
from evidence.exhibits import exhibits_of
from evidence.models import SealedFile
from helpcenter import vault
from tests.test_incidents import kept, open_case, write

MARKER = b"MARKER-only-hers-to-read"


@pytest.fixture
def folder(files_folder):
    return files_folder


def jpeg(size=(640, 480), **options):
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


def text(words=MARKER):
    return SimpleUploadedFile("chat.txt", words)


def add_url(client):
    return reverse("evidence:exhibit-add", args=[kept(client)[0].id])


def begun(client, under_18="no"):
    """Somebody with one incident who answered the question of age."""
    write(client)
    client.post(add_url(client), {"under_18": under_18})
    return client


def send(client, *uploads, **headers):
    return client.post(add_url(client), {"files": list(uploads)}, headers=headers)


def all_files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def exhibits(client):
    return exhibits_of(open_case(client))


# --- Taken


def test_a_file_comes_back_byte_for_byte(client, db):
    data = jpeg()
    response = send(begun(client), SimpleUploadedFile("IMG 1.JPG", data))
    (exhibit,) = exhibits(client)
    assert response.url == reverse("evidence:exhibit", args=[exhibit.id])
    assert exhibit.sha256 == hashlib.sha256(data).hexdigest()
    assert (exhibit.label, exhibit.file_name) == ("A", "IMG 1.JPG")
    answer = client.post(reverse("evidence:exhibit-file", args=[exhibit.id]))
    assert b"".join(answer.streaming_content) == data


def test_an_original_leaves_only_as_a_file_to_save(client, db):
    page = b"<!doctype html><script>alert(1)</script>"
    send(begun(client), SimpleUploadedFile("page.html", page))
    (exhibit,) = exhibits(client)
    answer = client.post(reverse("evidence:exhibit-file", args=[exhibit.id]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="item-a.html"'
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == page


def test_several_at_once(client, db):
    response = send(begun(client), text(b"one"), text(b"two"), text(b"three"))
    assert response.status_code == 302
    assert [each.label for each in exhibits(client)] == ["A", "B", "C"]


def test_nothing_of_it_is_on_the_disk_in_clear(client, db, folder):
    send(begun(client), text(MARKER * 5000))
    found = all_files(folder)
    assert len(found) == 1
    assert not [path for path in found if MARKER in path.read_bytes()]
    assert found[0].read_bytes().startswith(vault.AGE_HEADER)
    assert found[0].stat().st_mtime == 0
    assert SealedFile.objects.get().name == found[0].name


def test_what_is_done_is_in_the_log(client, db):
    send(begun(client), text())
    (exhibit,) = exhibits(client)
    client.post(reverse("evidence:exhibit-file", args=[exhibit.id]))
    client.post(reverse("evidence:exhibit-delete", args=[exhibit.id]))
    lines = custody.log_of(open_case(client))
    assert [line.event for line in lines] == ["received", "taken", "removed"]
    assert {line.details["sha256"] for line in lines} == {exhibit.sha256}


def test_the_same_file_twice_is_told(client, db):
    send(begun(client), text())
    response = send(client, text())
    page = client.get(response.url).content.decode()
    assert "Exhibit B is the very same file as Exhibit A." in page


def test_a_script_gets_data(client, db):
    response = send(
        begun(client),
        text(),
        SimpleUploadedFile("bad.exe", b"MZ"),
        accept="application/json",
    )
    answer = json.loads(response.content)
    (exhibit,) = exhibits(client)
    assert answer["added"] == [exhibit.id]
    assert [each["name"] for each in answer["refused"]] == ["bad.exe"]
    assert answer["next"] == reverse("evidence:exhibit", args=[exhibit.id])


# --- Refused


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("run.exe", b"MZ\x90", "not take files of this kind"),
        ("noending", b"text", "not take files of this kind"),
        ("picture.svg", b"<svg/>", "not take files of this kind"),
        ("empty.jpg", b"", "is empty"),
        ("eps.jpg", b"%!PS-Adobe-3.0 EPSF-3.0", "something else inside"),
        ("page.png", b"<!doctype html><script>", "something else inside"),
        ("program.txt", b"MZ\x90\x00\x03\x00", "something else inside"),
        ("data.gz", b"\x1f\x8b\x08", "not take files of this kind"),
    ],
)
def test_what_we_do_not_take_is_told_and_not_kept(client, db, folder, name, data, said):
    response = send(begun(client), SimpleUploadedFile(name, data))
    assert said in response.content.decode()
    assert exhibits(client) == []
    assert all_files(folder) == []
    assert not SealedFile.objects.exists()


def test_one_refused_file_does_not_cost_the_others(client, db):
    response = send(
        begun(client), text(b"one"), SimpleUploadedFile("x.exe", b"MZ"), text(b"two")
    )
    assert "2 saved." in response.content.decode()
    assert len(exhibits(client)) == 2


def test_a_file_that_is_too_big_is_told(client, db, settings, folder):
    settings.EXHIBIT_MAX_BYTES = 2 * 2**20
    response = send(begun(client), text(b"x" * (2 * 2**20 + 1)), text(b"small"))
    assert "The most is 2 MB" in response.content.decode()
    assert len(exhibits(client)) == 1
    assert len(all_files(folder)) == 1


def test_the_room_of_a_case_ends(client, db, settings, folder):
    settings.CASE_MAX_BYTES = 1000
    response = send(begun(client), text(b"x" * 2000))
    assert response.status_code == 413
    assert "no more room in your notes" in response.content.decode()
    assert all_files(folder) == []


def test_a_full_disk_is_told(client, db, settings, folder):
    settings.KEEP_FREE_BYTES = 2**60
    response = send(begun(client), text())
    assert response.status_code == 503
    assert "no room for this file right now" in response.content.decode()
    assert all_files(folder) == []


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_nothing_comes_in_where_somebody_may_be_under_18(client, db, folder, answer):
    begun(client, answer)
    response = send(client, text(b"x" * 5_000_000))
    assert response.status_code == 403
    assert all_files(folder) == []
    assert "You are not in trouble" in response.content.decode()


@pytest.mark.parametrize(("answer", "is_read"), [("yes", False), ("", True)])
def test_nothing_is_read_where_somebody_may_be_under_18(client, db, answer, is_read):
    """But for the first piece. Others are read to the end, to show them our page."""
    begun(client, answer)
    response = send(client, text(b"x" * 5_000_000))
    left = len(response.wsgi_request.environ["wsgi.input"].read())
    assert response.status_code == 403
    assert left == 0 if is_read else left > 4_900_000


def test_the_question_of_age_is_asked_for_each_incident(client, db, folder):
    begun(client)
    write(client, happened="Another day")
    url = reverse("evidence:exhibit-add", args=[kept(client)[1].id])
    response = client.post(url, {"files": [text()]})
    assert "question about age" in response.content.decode()
    assert all_files(folder) == []


def test_a_later_yes_closes_what_was_open(client, db, folder):
    send(begun(client), SimpleUploadedFile("a.jpg", jpeg()))
    (exhibit,) = exhibits(client)
    open_case(client).remember(under_18="yes")
    assert send(client, text()).status_code == 403
    picture = reverse("evidence:exhibit-preview", args=[exhibit.id])
    assert client.get(picture).status_code == 404
    original = reverse("evidence:exhibit-file", args=[exhibit.id])
    assert client.post(original).status_code == 404


def test_without_a_case_nothing_comes_in(client, db, folder):
    url = reverse("evidence:exhibit-add", args=["a" * 32])
    assert client.post(url, {"files": [text()]}).status_code == 404
    assert all_files(folder) == []


def test_another_persons_incident_is_not_there(client, db, folder):
    url = add_url(begun(client))
    other = Client()
    write(other)
    assert other.post(url, {"files": [text()]}).status_code == 404
    assert all_files(folder) == []


def test_a_page_of_elsewhere_sends_nothing_here(client, db, folder):
    begun(client)
    response = send(client, text(), sec_fetch_site="cross-site")
    assert response.status_code == 403
    assert all_files(folder) == []


def test_without_the_token_what_came_in_is_given_up(db, folder):
    client = begun(Client())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    response = send(strict, text())
    assert response.status_code == 403
    assert all_files(folder) == []
    assert not SealedFile.objects.exists()


def test_a_file_for_any_other_page_is_not_kept(client, db, folder):
    begun(client)
    client.post(reverse("evidence:incident-new"), {"files": [text()]})
    assert all_files(folder) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "a\x00b.txt",
        "🙂" * 60 + "x" * 300 + ".txt",
        "\u202egpj.txt",
        "<img onerror=x>.txt",
        "{{ 7|add:7 }}.txt",
    ],
)
def test_names_do_no_harm(client, db, name):
    send(begun(client), SimpleUploadedFile("x.txt", MARKER, "text/plain"))
    upload = text()
    upload._name = name  # as a hostile client would send it
    response = send(client, upload)
    page = client.get(response.url).content.decode()
    assert "<img onerror" not in page
    assert len(exhibits(client)[-1].file_name) <= 200


# --- Shown


def test_a_picture_is_blurred_until_asked_for_once(client, db):
    send(begun(client), SimpleUploadedFile("a.jpg", jpeg()))
    (exhibit,) = exhibits(client)
    url = reverse("evidence:exhibit-preview", args=[exhibit.id])
    assert size_of(client.get(url)) < (20, 20)
    client.post(reverse("evidence:exhibit-show", args=[exhibit.id]))
    assert size_of(client.get(url)) == (640, 480)
    assert size_of(client.get(url)) < (20, 20)
    assert custody.log_of(open_case(client))[-1].event == "viewed"


def test_a_picture_said_to_be_harmless_is_shown(client, db):
    send(begun(client), SimpleUploadedFile("a.jpg", jpeg()))
    (exhibit,) = exhibits(client)
    url = reverse("evidence:exhibit", args=[exhibit.id])
    client.post(url, {"intimate": "no", "rev": exhibit.revision})
    picture = client.get(reverse("evidence:exhibit-preview", args=[exhibit.id]))
    assert size_of(picture) == (640, 480)


def size_of(response):
    assert response["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(response.content)).size


def test_words_are_shown_escaped(client, db):
    response = send(begun(client), text(b"<script>alert(1)</script> you will pay"))
    page = client.get(response.url).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_damaged_picture_is_kept_all_the_same(client, db):
    response = send(begun(client), SimpleUploadedFile("a.jpg", jpeg()[:2000]))
    assert "cannot look inside" in client.get(response.url).content.decode()
    assert exhibits(client)[0].file.size == 2000


def test_a_file_that_is_gone_is_told(client, db, folder):
    send(begun(client), text())
    (exhibit,) = exhibits(client)
    all_files(folder)[0].unlink()
    assert client.get(reverse("evidence:exhibit", args=[exhibit.id])).status_code == 200
    url = reverse("evidence:exhibit-file", args=[exhibit.id])
    page = client.post(url, follow=True).content.decode()
    assert "could not be read just now" in page


# --- Described


def test_two_tabs_see_both_texts(client, db):
    send(begun(client), text())
    (exhibit,) = exhibits(client)
    url = reverse("evidence:exhibit", args=[exhibit.id])
    client.post(url, {"shows": "from one tab", "rev": exhibit.revision})
    response = client.post(url, {"shows": "from the other", "rev": exhibit.revision})
    page = response.content.decode()
    assert response.status_code == 409
    assert "from one tab" in page
    assert "from the other" in page
    again = response.context["form"].initial["rev"]
    client.post(url, {"shows": "both", "rev": again})
    assert exhibits(client)[0].shows == "both"


# --- Deleted


def test_deleting_leaves_no_row_and_no_file(client, db, folder):
    send(begun(client), SimpleUploadedFile("a.png", png_with_alpha()))
    (exhibit,) = exhibits(client)
    assert len(all_files(folder)) == len(exhibit.all_files) == 3
    client.post(reverse("evidence:exhibit-delete", args=[exhibit.id]))
    assert exhibits(client) == []
    assert all_files(folder) == []
    assert not SealedFile.objects.exists()


def png_with_alpha():
    out = io.BytesIO()
    Image.new("RGBA", (300, 200), (200, 10, 10, 128)).save(out, "PNG")
    return out.getvalue()


def test_deleting_an_incident_takes_its_exhibits_along(client, db, folder):
    send(begun(client), text())
    incident = kept(client)[0]
    page = client.get(reverse("evidence:incident-delete", args=[incident.id]))
    assert "Exhibit A" in page.content.decode()
    client.post(reverse("evidence:incident-delete", args=[incident.id]))
    assert exhibits(client) == []
    assert all_files(folder) == []


def test_leaving_deletes_the_files_of_a_visit(client, db, folder):
    send(begun(client), text())
    client.post(reverse("evidence:delete"))
    assert all_files(folder) == []
    assert not SealedFile.objects.exists()


def test_files_of_a_visit_come_along_into_kept_notes(client, db, folder):
    kept_client = Client()
    write(kept_client, happened="Kept before")
    words = open_case(kept_client).keep()
    data = jpeg()
    send(begun(client), SimpleUploadedFile("a.jpg", data))
    client.post(reverse("evidence:open"), {"words": words, "bring": "on"})
    case = open_case(client)
    assert case.is_kept
    (exhibit,) = exhibits_of(case)
    assert exhibit.incident_number == 2
    assert files.read(case, exhibit.file) == data
    assert files.read(case, exhibit.preview)
    assert [line.event for line in custody.log_of(case)] == ["moved"]
    assert {row.case_id for row in SealedFile.objects.all()} == {case.id}


def test_another_person_finds_no_exhibit(client, db):
    send(begun(client), text())
    (exhibit,) = exhibits(client)
    other = Client()
    write(other)
    for name in ("exhibit", "exhibit-preview", "exhibit-delete"):
        url = reverse(f"evidence:{name}", args=[exhibit.id])
        assert other.get(url).status_code == 404, name
    for name in ("exhibit-file", "exhibit-show"):
        url = reverse(f"evidence:{name}", args=[exhibit.id])
        assert other.post(url).status_code == 404, name


# --- The store is away


@pytest.fixture
def away(settings, client, db):
    """Somebody with one exhibit, whose store then stops to answer."""
    send(begun(client), text())
    settings.STORAGES = settings.STORAGES | {
        "sealed": {"BACKEND": "tests.test_uploads.NobodyThere"}
    }
    return client


class NobodyThere(Storage):
    def _open(self, *args):
        raise ConnectionError

    _save = delete = exists = listdir = _open


def test_a_store_that_is_away_loses_nothing(away, folder):
    response = send(away, text(b"more"))
    assert "does not answer right now" in response.content.decode()
    (exhibit,) = exhibits(away)
    url = reverse("evidence:exhibit-file", args=[exhibit.id])
    page = away.post(url, follow=True).content.decode()
    assert "could not be read just now" in page
    assert len(all_files(folder)) == 1


def test_what_is_deleted_meanwhile_is_left_to_the_sweeper(away, folder):
    (exhibit,) = exhibits(away)
    away.post(reverse("evidence:exhibit-delete", args=[exhibit.id]))
    assert exhibits(away) == []
    assert SealedFile.objects.get().case is None
    assert len(all_files(folder)) == 1


def test_the_log_of_a_copy_brought_back_is_shown(client, db):
    send(begun(client), text())
    case = open_case(client)
    (exhibit,) = exhibits(client)
    lines = [vars(line) for line in custody.log_of(case)]
    earlier.keep(case, lines, {exhibit.id: exhibit.id}, broken=1)
    page = client.get(reverse("evidence:custody")).content.decode()
    assert "From a copy that was brought back" in page
    assert "From line 1 on it is not as it was written." in page
    assert page.count("Received, Exhibit A") == 2
