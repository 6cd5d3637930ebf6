"""Letters that were to be read again by now say so, to people and to staff; and the
list of letters for lawyers is what is in the code.
"""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from takedown.letters import LETTERS
from takedown.letters.letter import Letter
from takedown.listing import list_letters
from takedown.review import late, notes, overdue_since
from tests.staff import enter
from tests.test_takedown import adult, begin, fill, show, text_of
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import check, sentences

REVIEW_BY = datetime.date(2027, 5, 22)
LATE = "We meant to read our words again by May 22, 2027, and have not done so yet."


@pytest.fixture
def client(chatter):
    return adult()


def frozen(monkeypatch, day):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_, **__: day)


@pytest.fixture
def on_the_day(monkeypatch):
    frozen(monkeypatch, REVIEW_BY)


@pytest.fixture
def day_after(monkeypatch):
    frozen(monkeypatch, REVIEW_BY + datetime.timedelta(days=1))


# --- The dates


@pytest.mark.parametrize("kind", LETTERS)
def test_every_kind_has_a_day_by_which_it_is_read_again(kind):
    assert LETTERS[kind].review_by == REVIEW_BY


@pytest.mark.parametrize("kind", LETTERS)
def test_effective_is_the_day_of_the_act_where_it_is_cited_and_nothing_else(kind):
    is_cited = "223a" in LETTERS[kind].law
    day = datetime.date(2026, 5, 19) if is_cited else None
    assert LETTERS[kind].effective == day


def test_nothing_is_late_on_the_day_itself(on_the_day):
    assert late(LETTERS.values()) == []
    assert overdue_since(*LETTERS.values()) is None
    assert list(notes()) == []


def test_the_first_day_that_passed_counts(day_after, monkeypatch):
    assert overdue_since(*LETTERS.values()) == REVIEW_BY
    earlier = datetime.date(2027, 1, 1)
    monkeypatch.setattr(LETTERS["dmca"], "review_by", earlier)
    monkeypatch.setattr(LETTERS["take-it-down"], "review_by", REVIEW_BY.replace(2028))
    assert overdue_since(*LETTERS.values()) == earlier
    assert overdue_since(LETTERS["take-it-down"]) is None
    assert overdue_since() is None


# --- Said to people


PAGES = [
    lambda client: client.get(reverse("takedown:letters")),
    lambda client: client.get(reverse("takedown:letter", args=["take-it-down"])),
    lambda client: client.get(reverse("takedown:letter", args=["hold-email"])),
    lambda client: show(client, fill(client, "take-it-down")),
]
IDS = ["list", "begin", "begin without a site", "letter"]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_page_says_that_the_words_are_to_be_read_again(client, day_after, page):
    answer = page(client)
    assert LATE in text_of(answer)
    check(sentences(answer))


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_page_says_nothing_of_it_before(client, on_the_day, page):
    assert "We meant to read" not in text_of(page(client))


def test_letter_says_so_of_its_own_kind_only(client, day_after, monkeypatch):
    monkeypatch.setattr(LETTERS["take-it-down"], "review_by", REVIEW_BY.replace(2028))
    assert LATE not in text_of(show(client, begin(client, "take-it-down")))
    assert LATE in text_of(show(client, begin(client, "platform-policy")))


# --- Said to staff


@pytest.fixture
def staff(db):
    client = Client()
    return enter(client, User.objects.create_superuser("ana"))


def start_page(staff):
    return staff.get(reverse("admin:index"))


def test_start_page_of_staff_names_the_letters_that_are_late(staff, day_after):
    said = text_of(start_page(staff))
    assert "Letters to be read again by May 22, 2027: litigation-hold, " in said
    assert all(kind in said for kind in LETTERS)
    assert "Recent actions" in said


def test_start_page_of_staff_says_nothing_before(staff, on_the_day):
    page = start_page(staff).content.decode()
    assert "Letters to be read again" not in page
    assert "messagelist" not in page


def test_each_day_that_passed_has_a_note_of_its_own(day_after, monkeypatch):
    monkeypatch.setattr(
        LETTERS["counter-notice"], "review_by", datetime.date(2027, 1, 1)
    )
    first, second = notes()
    assert "by January 1, 2027: counter-notice." in first
    assert "counter-notice" not in second


def test_notes_are_for_staff_alone(db, day_after):
    assert "Letters to be read" not in text_of(
        Client().get(reverse("admin:index"), follow=True)
    )


# --- The list for lawyers


def test_list_of_letters_is_up_to_date(settings, capsys):
    call_command("list_letters")
    listed = capsys.readouterr().out
    assert listed == list_letters()
    assert (settings.BASE_DIR / "docs/letters.md").read_text() == listed, (
        "The letters changed. Run: manage.py list_letters > docs/letters.md"
    )


@pytest.mark.parametrize("kind", LETTERS.values(), ids=LETTERS)
def test_list_says_what_each_letter_must_hold_and_who_sees_it(kind):
    row, section = row_of(kind), section_of(kind)
    for element in kind.elements:
        grade = "REQ" if element.is_required else "REC"
        assert f"{element.id} {grade}" in row
        assert f"- `{element.id}` {grade}: {element.asks}\n" in section
    assert all(str(who) in row for who, _ in kind.readers)
    assert kind.law in row
    assert str(kind.clock.words if kind.clock else kind.usual) in row
    assert f"| {kind.version} |" in row
    assert row.endswith("| 2027-05-22 |")


def row_of(kind):
    (row,) = (r for r in list_letters().split("\n") if r.startswith(f"| [{kind.slug}]"))
    return row


def section_of(kind):
    return list_letters().partition(f"\n## {kind.slug}\n")[2].partition("\n## ")[0]


def test_list_shows_dates_and_reviews(monkeypatch):
    monkeypatch.setattr(Letter, "reviewed", "Version 1, by A. Example | 2027-01-02")
    assert "| 2 | 2026-05-19 |" in row_of(LETTERS["take-it-down"])
    assert r"| Version 1, by A. Example \| 2027-01-02 |" in row_of(LETTERS["dmca"])
