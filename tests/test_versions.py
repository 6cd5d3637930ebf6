"""A letter goes on saying what it said when we improve the words of its kind."""

import pytest
from django.urls import reverse

from takedown.kept import letter_of
from takedown.letters import LETTERS
from takedown.letters.take_it_down import TakeItDown
from tests.test_takedown import (
    adult,
    fill,
    open_case,
    save,
    show,
    taken,
    text_of,
)
from tests.test_takedown import chatter as chatter

OLD, NEW = "To the team that handles removal requests:", "Hello, removal team:"
BASE = "takedown/letters/take-it-down/letter.html"


@pytest.fixture
def client(chatter):
    return adult()


@pytest.fixture
def publish(monkeypatch, settings, tmp_path):
    """Publishes version 2 of the words, and deletes version 1."""

    def version_2():
        words = f'{{% extends "{BASE}" %}}{{% block greeting %}}{NEW}{{% endblock %}}'
        (tmp_path / "two.html").write_text(words)
        first, *others = settings.TEMPLATES
        folders = [*first["DIRS"], tmp_path]
        settings.TEMPLATES = [first | {"DIRS": folders}, *others]
        monkeypatch.setattr(TakeItDown, "template", "two.html")
        monkeypatch.setattr(TakeItDown, "version", 99)

    return version_2


def words_of(client, id):
    return taken(client, id).content.decode()


def test_new_letter_says_what_the_new_version_says(client, publish):
    publish()
    assert NEW in words_of(client, fill(client, "take-it-down"))


def test_letter_kept_under_version_1_prints_the_same_bytes_after_version_2(
    client, publish
):
    id = fill(client, "take-it-down")
    before = {name: taken(client, id, name).content for name in ("txt", "pdf")}
    publish()
    assert taken(client, id, "txt").content == before["txt"]
    assert len(taken(client, id, "pdf").content) == len(before["pdf"])
    assert OLD in text_of(show(client, id))


def test_page_says_that_there_are_new_words_only_then(client, publish):
    id = fill(client, "take-it-down")
    assert "We improved the words" not in text_of(show(client, id))
    publish()
    assert "We improved the words" in text_of(show(client, id))


def test_persons_own_words_are_kept_with_the_old_ones(client, publish):
    id = fill(client, "take-it-down")
    publish()
    url = reverse("takedown:words", args=[id])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields if name[:2] == "p-"}
    client.post(url, typed | {"p-closing": "With regards,", "mark": 0})
    assert "With regards," in words_of(client, id)
    assert OLD in words_of(client, id)


def test_changed_fact_takes_the_new_words(client, publish):
    id = fill(client, "take-it-down")
    publish()
    save(client, id, "to", site="Chatter", recipient_name="Another Company")
    assert NEW in words_of(client, id)
    assert "Another Company" in words_of(client, id)


def test_page_saved_without_a_change_keeps_the_old_words(client, publish):
    id = fill(client, "take-it-down")
    publish()
    facts = letter_of(open_case(client), id).letter.facts
    (page,) = [p for p in LETTERS["take-it-down"].pages if p.slug == "name"]
    told = {name: facts[name] for name in page.base_fields}
    assert save(client, id, "name", **told).status_code == 302
    assert OLD in words_of(client, id)


def test_new_words_are_shown_first_and_taken_when_wanted(client, publish):
    id = fill(client, "take-it-down")
    publish()
    url = reverse("takedown:new-words", args=[id])
    assert NEW in text_of(client.get(url))
    assert OLD in words_of(client, id)
    client.post(url, {"mark": 0})
    assert NEW in words_of(client, id)
    assert client.get(url).status_code == 302


def test_new_words_are_not_taken_over_a_change_in_another_tab(client, publish):
    id = fill(client, "take-it-down")
    publish()
    url = reverse("takedown:new-words", args=[id])
    response = client.post(url, {"mark": 7})
    assert response.status_code == 200
    assert OLD in words_of(client, id)
    client.post(url, {"mark": response.context["mark"]["mark"].value()})
    assert NEW in words_of(client, id)


def test_changed_paragraph_stays_and_is_marked_as_outdated(client, publish):
    id = fill(client, "take-it-down")
    url = reverse("takedown:words", args=[id])
    client.post(url, {"mark": 0, "p-greeting": "Dear all,"})
    publish()
    client.post(reverse("takedown:new-words", args=[id]), {"mark": 1})
    assert "Dear all," in words_of(client, id)
    assert "Some facts changed" in text_of(show(client, id))
