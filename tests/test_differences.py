"""What a person changed in our words: shown word by word, and put back on request."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from takedown import differences as module
from takedown.differences import ADDED, OUT, SAME, Piece, differences
from tests.letter_facts import KINDS, TODAY, make_letter, removed
from tests.test_takedown import (
    adult,
    fill,
    letter,
    open_case,
    save,
    show,
    taken,
    text_of,
    words,
)
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import check, sentences

THAI = "ฉันไม่เคยยินยอม"
LONG = " ".join(f"word{n}" for n in range(7_000))[:60_000]
SCRAMBLED = " ".join(f"word{n * 7919 % 7_000}" for n in range(7_000))[:60_000]
DENSE = " ".join(f"the x{n}" for n in range(6_000))


@pytest.fixture
def client(chatter):
    return adult()


def shown(before, after):
    """In short: [-taken out-], {+added+}."""
    marks = {SAME: "%s", OUT: "[-%s-]", ADDED: "{+%s+}"}
    return "".join(marks[each.kind] % each.text for each in differences(before, after))


def without(pieces, kind):
    return "".join(each.text for each in pieces if each.kind != kind)


# --- Word by word


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("I never agreed.", "I never agreed.", "I never agreed."),
        ("I never agreed.", "I have never agreed.", "I{+ have+} never agreed."),
        ("one two three", "one three", "one[- two-] three"),
        ("one two three", "one 2 three", "one[- two-]{+ 2+} three"),
        ("one two", "two", "[-one-] two"),
        ("one two", "one", "one[- two-]"),
        ("two", "one two", "{+one+} two"),
        ("", "Mine.", "{+Mine.+}"),
        ("Ours.", "", "[-Ours.-]"),
        ("one  two", "one two", "one  two"),
        ("one\ntwo", "one\nand\ntwo", "one{+\nand+}\ntwo"),
        ("one two", "one\ntwo", "one[- two-]{+\ntwo+}"),
        ("", "", ""),
    ],
)
def test_words_are_compared_and_spaces_are_not(before, after, expected):
    assert shown(before, after) == expected


def test_words_that_share_little_are_shown_one_after_the_other():
    assert shown("it is in the house", "the cat was on a mat") == (
        "[-it is in the house-]{+the cat was on a mat+}"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (THAI, "ฉันไม่ยินยอม", "ฉันไม่[-เคย-]ยินยอม"),
        (
            "私は同意していません。",
            "私は一度も同意していません。",
            "私は{+一度も+}同意していません。",
        ),
        ("我从未同意公开。", "我从未同意发布。", "我从未同意[-公开-]{+发布+}。"),
        (
            "동의한 적이 없습니다",
            "절대 동의한 적이 없습니다",
            "{+절대+} 동의한 적이 없습니다",
        ),
        (
            "لم أوافق على النشر",
            "لم أوافق أبدا على النشر",
            "لم أوافق{+ أبدا+} على النشر",
        ),
        ("לא הסכמתי לפרסום", "לא הסכמתי מעולם לפרסום", "לא הסכמתי{+ מעולם+} לפרסום"),
    ],
    ids=["Thai", "Japanese", "Chinese", "Korean", "Arabic", "Hebrew"],
)
def test_every_script_is_compared_in_its_own_units(before, after, expected):
    assert shown(before, after) == expected


def test_signs_above_a_letter_are_never_parted_from_it():
    assert shown("ที่นี่", "ที่นี้") == "ที่[-นี่-]{+นี้+}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, SCRAMBLED),
        (DENSE, DENSE.replace("x", "y")),
        (THAI * 4_000, THAI[::-1] * 4_000),
    ],
    ids=["scrambled", "dense", "Thai"],
)
def test_long_texts_are_never_compared_word_by_word(monkeypatch, before, after):
    def refuse(*args):
        raise AssertionError("this would take minutes")

    monkeypatch.setattr(module.SequenceMatcher, "get_matching_blocks", refuse)
    monkeypatch.setattr(module, "LEAST_ALIKE", 0)
    pieces = differences(before, after)
    assert without(pieces, OUT).split() == after.split()
    assert without(pieces, ADDED).split() == before.split()


def test_small_change_in_a_long_text_is_found():
    changed = LONG.replace("word3000 ", "mine ")
    assert [each for each in differences(LONG, changed) if each.kind != SAME] == [
        Piece(OUT, " word3000"),
        Piece(ADDED, " mine"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_letter_knows_what_was_changed_in_it(kind):
    assert make_letter(kind).paper(TODAY).changed == []
    edits = {
        "greeting": removed("Hello:"),
        "subject": removed(),
        "anything-else": removed("P.S."),
    }
    changed = make_letter(kind, edits=edits).paper(TODAY).changed
    assert {each.key for each in changed} == set(edits)
    by_key = {each.key: each.differences for each in changed}
    assert by_key["anything-else"] == [Piece(ADDED, "P.S.")]
    assert [each.kind for each in by_key["subject"]] == [OUT]
    assert by_key["greeting"][-1] == Piece(ADDED, "Hello:")


# --- On the page of the letter


def put_back(client, id, key, mark):
    url = reverse("takedown:original", args=[id])
    return client.post(url, {"mark": mark, "key": key})


def changes_on(page):
    """What one hears between the headings of the changes and of what comes next."""
    text = re.search(r'(?s)<h2 id="changes">.*?</ul>', page.content.decode())
    spoken = re.sub(r"</?(?:del|ins|span)\b[^>]*>", "", text[0])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", spoken)).split())


def test_letter_in_our_words_shows_no_changes(client):
    page = show(client, fill(client, "take-it-down"))
    assert 'id="changes"' not in page.content.decode()


def test_letter_shows_what_was_changed_taken_out_and_added(client):
    id = fill(client, "take-it-down")
    own = {"p_consent": "", "p_anything_else": "Please <hurry>.", "p_date": "Today"}
    words(client, id, **own)
    page = show(client, id)
    said = changes_on(page)
    assert "You took this paragraph out. " in said
    assert "[Taken out: Consent to make an image, or to share it in private" in said
    assert "You added this paragraph. " in said
    assert "[Added: Please <hurry>.]" in said
    assert "You changed this paragraph. " in said
    assert re.search(r"\[Taken out: \w+ \d+, \d{4}\] \[Added: Today\]", said)
    assert "<del" in page.content.decode()
    assert "&lt;hurry&gt;" in page.content.decode()


def test_words_in_other_scripts_keep_their_direction(client):
    id = fill(client, "take-it-down")
    words(client, id, p_anything_else="شكرا جزيلا")
    heard = '<span class="only-heard" dir="ltr" lang="en">[Added: </span>'
    added = f'<ins dir="auto">{heard}شكرا'
    assert added in show(client, id).content.decode()


def test_one_paragraph_gets_its_original_words_back(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="", p_opening="Mine.")
    answer = put_back(client, id, "consent", 1)
    assert answer.url == reverse("takedown:show", args=[id])
    assert list(letter(client).edits) == ["opening"]
    assert "is not consent to publish" in taken(client, id).content.decode()
    assert put_back(client, id, "opening", 2).status_code == 302
    assert letter(client).edits == {}


def test_button_sends_what_the_page_showed(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    page = show(client, id).content.decode()
    assert 'form="put-back" name="key" value="consent"' in page
    assert '<input type="hidden" name="mark" value="1"' in page


def test_nothing_is_put_back_from_a_page_that_is_out_of_date(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="First.", p_opening="Mine.")
    words(client, id, mark=1, p_consent="Second, in another tab.")
    page = put_back(client, id, "consent", 1)
    assert page.status_code == 409
    assert "We put nothing back" in text_of(page)
    assert "[Added: Second, in another tab.]" in changes_on(page)
    assert letter(client).edits["consent"]["text"] == "Second, in another tab."
    assert put_back(client, id, "consent", 2).status_code == 302
    assert list(letter(client).edits) == ["opening"]


@pytest.mark.parametrize("mark", ["", "x", "-1", "99999999999999999999"])
def test_unreadable_mark_puts_nothing_back(client, mark):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    assert put_back(client, id, "consent", mark).status_code == 409
    assert letter(client).edits["consent"]["text"] == "Mine."


def test_putting_back_what_is_back_already_is_no_conflict(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    put_back(client, id, "consent", 1)
    for key in ("consent", "no-such-paragraph", ""):
        assert put_back(client, id, key, 1).status_code == 302


def test_facts_saved_meanwhile_do_not_stop_it(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    save(client, id, "from", name="Robin Other")
    assert put_back(client, id, "consent", 1).status_code == 302
    assert letter(client).edits == {}
    assert letter(client).facts["name"] == "Robin Other"


def test_address_of_putting_back_leads_to_the_letter(client):
    id = fill(client, "take-it-down")
    answer = client.get(reverse("takedown:original", args=[id]))
    assert answer.url == reverse("takedown:show", args=[id])


def test_nobody_else_can_put_it_back(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    assert put_back(adult(Client()), id, "consent", 1).status_code == 404
    assert letter(client).edits["consent"]["text"] == "Mine."


def test_letter_with_changes_reads_plainly(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="", p_anything_else="Please hurry.")
    check(sentences(show(client, id)))
    check(sentences(put_back(client, id, "consent", 0)))


# --- On the page of the words


def test_page_of_the_words_shows_the_difference_beside_the_box(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="")
    page = client.get(reverse("takedown:words", args=[id])).content.decode()
    box, difference, tick = (
        page.index(mark)
        for mark in ('id="id_p-consent"', "[Taken out: ", 'id="id_reset-consent"')
    )
    assert box < difference < tick
    assert page.count("[Taken out: ") == 1


def test_every_box_and_tick_of_the_form_is_on_the_page(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="", p_anything_else="P.S.")
    page = client.get(reverse("takedown:words", args=[id]))
    names = re.findall(r' name="((?:p|shown|reset)-[^"]+)"', page.content.decode())
    assert names == list(page.context["form"].fields)


def test_text_that_is_refused_stays_in_its_box(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    page = words(client, id, mark=1, p_consent="y" * 60_001)
    assert page.status_code == 200
    assert "y" * 60_001 in page.content.decode()
    assert "[Added: Mine. ]" in text_of(page)
    assert letter(client).edits["consent"]["text"] == "Mine."


def test_words_of_a_child_are_not_shown(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="Mine.")
    open_case(client).remember(under_18="yes")
    assert put_back(client, id, "consent", 1).status_code == 403
