"""What each letter says, in every voice, and in every format the same."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from django.template.loader import get_template
from docx import Document as Word
from pypdf import PdfReader

from helpcenter.documents import Document, to_docx, to_pdf, to_text
from takedown.letters import LETTERS
from takedown.letters.labels import LABELS
from tests.letter_facts import (
    ADVOCATE,
    ATTORNEY,
    EVERY_LETTER,
    KINDS,
    PERSON,
    PLACE,
    TODAY,
    WITH_LINKS,
    WITH_SITE,
    make_letter,
    removed,
)

SNAPSHOTS = Path(__file__).parent / "snapshots" / "letters"
every_letter = pytest.mark.parametrize(("kind", "voice"), EVERY_LETTER)
SOFFICE = shutil.which("soffice")
every_kind = pytest.mark.parametrize("kind", KINDS)
every_kind_with_links = pytest.mark.parametrize("kind", WITH_LINKS)


def document(letter):
    return Document(letter.compose(TODAY), title="Letter")


def text_of(letter):
    return to_text(document(letter))


def pdf_text(data):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def docx_text(data):
    return "\n".join(each.text for each in Word(BytesIO(data)).paragraphs)


def ink(text):
    """What is on the paper, whatever its line breaks, bullets and numbers."""
    text = re.sub(r"Page \d+ of \d+", "", text)
    text = re.sub(r"^\s*(?:[-•◦▪]|\d+\.)\s*", "", text, flags=re.MULTILINE)
    return re.sub(r"\s", "", text)


# --- The words


@every_letter
def test_letter_reads_as_agreed(kind, voice, pytestconfig):
    file = SNAPSHOTS / f"{kind}-{voice}.txt"
    text = text_of(make_letter(kind, voice))
    if pytestconfig.getoption("--update-snapshots"):
        file.write_text(text)
    assert text == file.read_text()


@every_letter
def test_complete_letter_has_no_gap_in_brackets(kind, voice):
    assert "[" not in text_of(make_letter(kind, voice))


@every_kind
def test_empty_letter_shows_its_gaps_in_brackets(kind):
    text = to_text(Document(LETTERS[kind]({}).compose(TODAY), title="Letter"))
    assert "[Name]" in text
    assert "[name of the site]" in text or kind not in WITH_SITE


@every_letter
def test_every_format_says_the_same(kind, voice):
    whole = document(make_letter(kind, voice))
    text = ink(to_text(whole))
    assert ink(pdf_text(to_pdf(whole))) == text
    assert ink(docx_text(to_docx(whole))) == text


@every_kind
def test_composing_has_no_clock(kind):
    early, late = (
        make_letter(kind).compose(day) for day in (TODAY, TODAY.replace(day=1))
    )
    assert early.replace("November 22, 2026</p>", "November 1, 2026</p>") == late
    assert early != late


@every_kind_with_links
def test_links_once_in_order_and_only_theirs(kind):
    words = ink(text_of(make_letter(kind)))
    places = [words.index(ink(link)) for link in PLACE["links"]]
    assert places == sorted(places)
    assert [words.count(ink(link)) for link in PLACE["links"]] == [1, 1]
    assert words.count("http") == len(make_letter(kind).every_link)


@every_kind
def test_g1_no_letter_carries_a_picture(kind):
    html = make_letter(kind).compose(TODAY)
    assert "<img" not in html
    assert "data:" not in html
    assert "enclosed, and none will be sent" in html


# --- The voices


@pytest.mark.parametrize("voice", ["attorney", "advocate"])
@every_kind
def test_helpers_letter_holds_none_of_the_persons_contact_data(kind, voice):
    own = [line for fact in PERSON.values() for line in fact.split("\n")]
    as_self = text_of(make_letter(kind))
    assert all(line in as_self for line in own)
    as_helper = text_of(make_letter(kind, voice))
    assert [line for line in own if line in as_helper] == []


@every_kind
def test_only_the_attorney_speaks_of_a_firm_and_a_client(kind):
    spoken = re.compile(r"\bfirm\b|\bclient\b", re.IGNORECASE)
    assert spoken.search(text_of(make_letter(kind, "attorney")))
    assert not spoken.search(text_of(make_letter(kind, "self")))
    assert not spoken.search(text_of(make_letter(kind, "advocate")))


@every_kind
def test_advocate_says_that_they_are_no_lawyer(kind):
    assert "I am not a lawyer" in text_of(make_letter(kind, "advocate"))


@pytest.mark.parametrize(
    ("voice", "facts"), [("attorney", ATTORNEY), ("advocate", ADVOCATE)]
)
@every_kind
def test_helper_signs_with_their_own_name(kind, voice, facts):
    text = text_of(make_letter(kind, voice))
    assert facts[f"{voice}_name"] in text
    assert facts[f"{voice}_email"] in text


@pytest.mark.parametrize("voice", ["attorney", "advocate"])
@every_kind
def test_helper_may_name_the_person_or_not(kind, voice):
    assert "R. S., the" in text_of(make_letter(kind, voice, shown_as="R. S."))
    assert "R. S." not in text_of(make_letter(kind, voice))


def test_only_an_attorney_announces_a_suit_against_persons_not_yet_named():
    also = ["confirm", "doe"]
    assert "“Doe”" in text_of(make_letter("litigation-hold", "attorney", also=also))
    assert "“Doe”" not in text_of(make_letter("litigation-hold", "self", also=also))


# --- What the facts change


def test_hold_lists_only_the_records_that_were_ticked():
    text = text_of(make_letter("litigation-hold", data=["D1", "D10"]))
    assert "Payment and payout records" in text
    assert "Telephone numbers" not in text


def test_hold_without_further_requests_has_no_heading_for_them():
    assert "also ask this" not in text_of(make_letter("litigation-hold", also=[]))


def test_fake_is_called_a_forgery():
    text = text_of(make_letter("take-it-down", altered="fake"))
    assert "digital forgeries" in text
    assert "fabricated intimate images that appear to show me" in text.lower()
    assert "images are real" not in text


def test_request_names_the_hour_when_the_48_hours_end():
    text = text_of(make_letter("take-it-down"))
    assert "Tuesday, November 24, 2026, at 3:10 p.m. (EST)" in text


@pytest.mark.parametrize(
    ("sends_at", "zone", "end"),
    [
        ("2027-03-13T12:00", "America/New_York", "March 15, 2027, at 1:00 p.m. (EDT)"),
        (
            "2027-11-06T12:00",
            "America/New_York",
            "November 8, 2027, at 11:00 a.m. (EST)",
        ),
        ("2028-02-28T09:05", "UTC", "March 1, 2028, at 9:05 a.m. (UTC)"),
        ("2026-12-30T23:00", "UTC", "January 1, 2027, at 11:00 p.m. (UTC)"),
    ],
    ids=["clocks go forward", "clocks go back", "leap day", "new year"],
)
def test_48_hours_are_48_hours(sends_at, zone, end):
    text = text_of(make_letter("take-it-down", sends_at=sends_at, zone=zone))
    assert end in text


@pytest.mark.parametrize("unknown", ["sends_at", "zone"])
def test_request_without_a_time_names_48_hours_after_receipt(unknown):
    text = text_of(make_letter("take-it-down", **{unknown: ""}))
    assert "no later than 48 hours after you receive this request" in text
    assert "This request is sent on" not in text
    assert make_letter("take-it-down", **{unknown: ""}).deadline_words == ""


def test_request_says_that_no_process_was_found_only_if_it_was_looked_for():
    said = "did not find one"
    assert said in text_of(make_letter("take-it-down", no_process=True))
    assert said not in text_of(make_letter("take-it-down"))


def test_request_with_a_gap_does_not_claim_to_be_whole():
    claim = "contains each of the elements"
    assert claim in text_of(make_letter("take-it-down"))
    assert claim not in text_of(make_letter("take-it-down", signature=""))


def test_policy_letter_counts_under_the_act_when_it_holds_tid1_to_tid4():
    both = "also a request for removal within 48 hours"
    assert both in text_of(make_letter("platform-policy"))
    for gap in ({"signature": ""}, {"reasons": []}, {"links": []}):
        assert both not in text_of(make_letter("platform-policy", **gap))


def test_policy_letter_about_a_threat_says_of_nothing_that_it_is_out():
    text = text_of(
        make_letter(
            "platform-policy", rules=["threat"], rule_name="", reasons=["threat"]
        )
    )
    assert "Request to act on threats to share intimate images" in text
    assert "I am the person shown in intimate images. Someone uses Chatter" in text
    assert "publi" not in text.replace("out of public view", "")
    assert "223a" not in text


def test_removal_letter_names_the_hold_letter_only_if_there_is_one():
    assert "separate letter" in text_of(make_letter("take-it-down"))
    assert "separate letter" not in text_of(
        make_letter("take-it-down", preserved="skip")
    )


def test_letter_to_be_signed_with_a_pen_has_a_line_for_it():
    text = text_of(make_letter("take-it-down", signature="", by_hand=True))
    assert "____" in text
    assert "electronic signature" not in text


# --- Changed words


@every_kind_with_links
def test_changed_paragraph_keeps_its_place_and_its_kind(kind):
    edits = {"opening": removed("First.\n\nSecond <b>."), "links": removed("one\ntwo")}
    html = make_letter(kind, edits=edits).compose(TODAY)
    assert "<p>First.</p><p>Second &lt;b&gt;.</p>" in html
    assert "<ul><li>one</li><li>two</li></ul>" in html


@every_kind
def test_paragraph_can_be_added_before_the_end(kind):
    html = make_letter(kind, edits={"anything-else": removed("P.S.")}).compose(TODAY)
    assert "<p>P.S.</p>\n<p>Sincerely,</p>" in html


def test_changed_words_are_outdated_when_the_facts_change():
    edits = {"plan": {"text": "Mine.", "was": ""}}
    paper = make_letter("litigation-hold", edits=edits).paper(TODAY)
    composed = {each.key: each.original for each in paper.paragraphs}["plan"]
    assert [each.key for each in paper.paragraphs if each.is_outdated] == ["plan"]
    edits["plan"]["was"] = composed
    paper = make_letter("litigation-hold", edits=edits).paper(TODAY)
    assert [each.key for each in paper.paragraphs if each.is_outdated] == []


# --- What belongs to every kind


@every_kind
def test_kind_has_all_its_words(kind):
    letter = LETTERS[kind]
    for name in ("letter", "summary", "send"):
        get_template(f"takedown/letters/{kind}/{name}.html")
    assert all([letter.title, letter.purpose, letter.fits, letter.law, letter.readers])
    assert letter.version in {1, 2}
    assert letter.reviewed is None


@every_kind
def test_paragraph_names_are_unique_and_the_ones_elements_point_to_exist(kind):
    keys = [each.key for each in make_letter(kind).paper(TODAY).paragraphs]
    assert len(keys) == len(set(keys))
    named = {each.paragraph for each in LETTERS[kind].elements if each.paragraph}
    assert named <= set(keys)


@every_kind
def test_every_paragraph_has_words_over_its_box(kind):
    paragraphs = make_letter(kind).paper(TODAY).paragraphs
    assert {each.key for each in paragraphs} <= LABELS.keys()


@every_kind
def test_every_missing_fact_can_be_filled_in_on_a_page(kind):
    letter = make_letter(kind)
    fields = [letter.field_named(each.field) for each in letter.elements if each.field]
    for field in fields:
        if field != "authorized":
            assert field in letter.page_of(field).base_fields


@pytest.mark.slow
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@every_kind
def test_word_file_opens_elsewhere(kind, tmp_path):
    file = tmp_path / "letter.docx"
    file.write_bytes(to_docx(document(make_letter(kind))))
    subprocess.run(
        [
            SOFFICE,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            file,
        ],
        check=True,
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
    assert ink(text) == ink(text_of(make_letter(kind)))
