"""Proof that stays with the person: only words, a link and a fingerprint come here."""

import pytest
from django.test import Client
from django.urls import reverse

from evidence import custody
from evidence.fingerprint_views import NOT_ONE, NOTHING, OTHER_KIND, TWO
from evidence.models import SealedFile
from tests.test_incidents import kept, open_case, write
from tests.test_uploads import begun, exhibits
from tests.words import Page, grade, length

SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def url_of(client):
    return reverse("evidence:fingerprint", args=[kept(client)[0].id])


def send(client, **typed):
    return client.post(url_of(client), typed)


def test_a_fingerprint_is_an_exhibit_without_a_file(client, db):
    words = {"shows": "The video", "link": "https://site.example/1"}
    response = send(begun(client), sha256=SUM, **words)
    (exhibit,) = exhibits(client)
    assert response.url == reverse("evidence:exhibit", args=[exhibit.id])
    assert (exhibit.sha256, exhibit.file, exhibit.label) == (SUM, None, "A")
    assert {"shows": exhibit.shows, "link": exhibit.link} == words
    assert not SealedFile.objects.exists()
    assert "The file stayed with you" in client.get(response.url).content.decode()
    (line,) = custody.log_of(open_case(client))
    assert (line.event, line.details) == ("noted", {"sha256": SUM})


@pytest.mark.parametrize(
    "typed",
    [
        SUM.upper(),
        f"  {SUM}\n",
        " ".join(SUM[n : n + 2] for n in range(0, 64, 2)),
        f"{SUM}  my video.mp4",
        f"SHA256 hash of video.mp4:\r\n{SUM}\r\nCertUtil: -hashfile command completed.",
        f"{SUM}\n{SUM.upper()}",
    ],
)
def test_a_fingerprint_is_taken_as_a_program_prints_it(client, db, typed):
    send(begun(client), sha256=typed)
    assert [each.sha256 for each in exhibits(client)] == [SUM]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (SUM[:-1], NOT_ONE),
        (SUM + "0", NOT_ONE),
        (SUM.replace("9", "g", 1), NOT_ONE),
        ("my video", NOT_ONE),
        ("d41d8cd98f00b204e9800998ecf8427e", OTHER_KIND),
        (SUM * 2, OTHER_KIND),
        (f"{SUM}\n{SUM[::-1]}", TWO),
    ],
)
def test_what_is_no_fingerprint_is_told_and_stays_in_its_box(client, db, typed, said):
    response = send(begun(client), sha256=typed, shows="The video")
    assert response.context["form"].errors == {"sha256": [said]}
    assert response.context["form"]["sha256"].value() == typed
    assert "The video" in response.content.decode()
    assert exhibits(client) == []


def test_nothing_at_all_is_told(client, db):
    response = send(begun(client), sha256=" ", shows="")
    assert response.context["form"].non_field_errors() == [NOTHING]
    assert exhibits(client) == []


def test_words_alone_are_enough(client, db):
    send(begun(client), shows="The letter is with my lawyer")
    assert [each.sha256 for each in exhibits(client)] == [""]


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_no_fingerprint_where_somebody_may_be_under_18(client, directory, db, answer):
    begun(client, answer)
    page = client.get(url_of(client)).content.decode()
    assert "No fingerprint is made here" in page
    assert "CyberTipline" in page
    assert "You are not in trouble" in page
    assert "fingerprint.js" not in page
    assert "<textarea" not in page
    assert send(client, sha256=SUM).status_code == 403
    assert exhibits(client) == []


def test_the_question_of_age_comes_first(client, db):
    write(client)
    asks = reverse("evidence:exhibit-add", args=[kept(client)[0].id])
    assert client.get(url_of(client)).url == asks
    assert send(client, sha256=SUM).url == asks
    assert exhibits(client) == []


def test_another_persons_incident_is_not_there(client, db):
    url = url_of(begun(client))
    other = begun(Client())
    assert other.get(url).status_code == 404
    assert other.post(url, {"sha256": SUM}).status_code == 404
    assert exhibits(other) == exhibits(client) == []


def test_the_page_tells_how_on_each_system(client, db):
    page = client.get(url_of(begun(client))).content.decode()
    for command in ("certutil -hashfile", "shasum -a 256", "sha256sum"):
        assert command in page


def test_the_words_are_plain(client, db):
    page = Page(client.get(url_of(begun(client))).content.decode())
    assert len(page.sentences) > 10
    assert [line for line in page.sentences if length(line) > 20] == []
    assert grade(page.sentences) < 8
