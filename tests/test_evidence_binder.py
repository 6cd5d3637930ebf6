"""The binder of a case: what is in it, what is not, and what leads where."""

import hashlib
import subprocess

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from evidence import custody
from evidence.exhibits import exhibits_of
from tests.exhibits import add_file, jpeg, samples
from tests.test_incidents import kept, open_case, write


@pytest.fixture
def case_client(client, db):
    """Somebody with two incidents and a file of every type."""
    write(client, happened="He sent a threat.", date="March 5, 2026")
    write(
        client, happened="He posted it.", date="2026-03-07", links="https://a.example/1"
    )
    case = open_case(client)
    first, second = (incident.id for incident in kept(client))
    for number, (file_type, name, data) in enumerate(samples()):
        incident = first if number % 2 else second
        said = {"intimate": "no", "shows": f"Exhibit number {number}"}
        add_file(case, incident, data, file_type, name, **said)
    return client


def binder_of(client, **choices):
    client.post(reverse("evidence:binder"), choices)
    response = client.get(reverse("evidence:binder-file"))
    assert response["Content-Type"] == "application/pdf"
    return b"".join(response.streaming_content)


def opened(data, tmp_path):
    path = tmp_path / "binder.pdf"
    path.write_bytes(data)
    return pikepdf.open(path)


def words_of(tmp_path):
    path = tmp_path / "binder.pdf"
    return subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, check=True, text=True
    ).stdout


def jpeg_streams(document):
    return {
        hashlib.sha256(each.read_raw_bytes()).hexdigest()
        for each in document.objects
        if isinstance(each, pikepdf.Stream) and each.get("/Filter") == "/DCTDecode"
    }


@pytest.mark.slow
def test_it_holds_every_exhibit(case_client, tmp_path):
    document = opened(binder_of(case_client), tmp_path)
    check = subprocess.run(
        ["qpdf", "--check", tmp_path / "binder.pdf"], capture_output=True, text=True
    )
    assert check.returncode == 0, check.stdout + check.stderr
    words = words_of(tmp_path)
    for exhibit in exhibits_of(open_case(case_client)):
        assert f"Exhibit {exhibit.label}" in words
        assert exhibit.sha256 in "".join(words.split())
    assert "message number 119" in words
    assert "You will pay €500" in words
    assert "Letter, page 3" in words
    assert "binder.invalid" not in words
    assert jpeg_streams(document) >= {hashlib.sha256(jpeg(1, 6)).hexdigest()}
    assert not [o for o in document.objects if has_script(o)]


def has_script(thing):
    is_dictionary = isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
    return is_dictionary and ("/JS" in thing or "/JavaScript" in thing)


def test_a_picture_that_may_be_intimate_is_not_in_the_file(client, db, tmp_path):
    write(client)
    case, incident = open_case(client), kept(client)[0].id
    data = jpeg()
    id = add_file(case, incident, data, "jpeg")
    document = opened(binder_of(client), tmp_path)
    assert jpeg_streams(document) == set()
    assert "Exhibit A: kept sealed." in " ".join(words_of(tmp_path).split())
    document = opened(binder_of(client, unsealed=[id]), tmp_path)
    assert jpeg_streams(document) == {hashlib.sha256(data).hexdigest()}


def test_nothing_of_a_minor_is_printed(client, db, tmp_path):
    write(client)
    case = open_case(client)
    id = add_file(case, kept(client)[0].id, jpeg(), "jpeg", intimate="no")
    case.remember(under_18="unsure")
    document = opened(binder_of(client, unsealed=[id]), tmp_path)
    assert jpeg_streams(document) == set()
    assert "must not be copied" in " ".join(words_of(tmp_path).split())


def test_only_the_chosen_incidents_go_in(case_client, tmp_path):
    first = kept(case_client)[0]
    data = binder_of(case_client, incidents=[first.id], with_log="no")
    opened(data, tmp_path)
    words = words_of(tmp_path)
    assert "He sent a threat." in words
    assert "He posted it." not in words


def test_letters_stay_once_it_was_made(client, db):
    write(client, happened="later", date="2026-03-07")
    case = open_case(client)
    one = add_file(case, kept(client)[0].id, b"one", "txt")
    binder_of(client)
    write(client, happened="earlier", date="2026-03-01")
    two = add_file(open_case(client), kept(client)[0].id, b"two", "txt")
    labels = {each.id: each.label for each in exhibits_of(open_case(client))}
    assert labels == {one: "A", two: "B"}
    events = [line.event for line in custody.log_of(open_case(client))]
    assert events == ["received", "labelled", "bound", "received"]


def test_a_file_that_is_gone_is_a_page_that_says_so(client, db, tmp_path, files_folder):
    write(client)
    add_file(open_case(client), kept(client)[0].id, jpeg(), "jpeg", intimate="no")
    for path in files_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    opened(binder_of(client), tmp_path)
    assert "could not be read just now" in words_of(tmp_path)


def test_the_waiting_page_fetches_it_without_scripts(client, db):
    write(client)
    response = client.post(reverse("evidence:binder"), follow=True)
    url = reverse("evidence:binder-file")
    assert (
        f'<meta http-equiv="refresh" content="0;url={url}">'
        in response.content.decode()
    )


def test_nobody_else_gets_it(client, db):
    write(client)
    assert Client().get(reverse("evidence:binder-file")).status_code == 302
    assert client.get(reverse("evidence:binder-file")).status_code == 302
