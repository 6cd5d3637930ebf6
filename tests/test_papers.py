"""Papers from the chart: the person's own words, every blank shown, nothing invented.

DEC, P and H are the ids under which a lawyer listed what such papers hold.
"""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from directory.models import Law
from evidence import custody, exhibits
from evidence.exhibit_forms import ExhibitForm
from evidence.exhibits import Exhibit, exhibits_of
from evidence.forms import IncidentForm
from evidence.incidents import Incident, Link, in_order
from evidence.papers import PAPERS, Told, police
from evidence.papers.fields import DECL_ABROAD, DECL_US, EITHER
from evidence.papers.paper import said_for
from evidence.views import paper_of
from helpcenter.documents import A4, LETTER, Document, to_docx, to_pdf, to_text
from tests.documents.samples import docx_words, ink, pdf_words, text_words
from tests.exhibits import add_file, jpeg
from tests.test_incidents import kept, open_case, write
from tests.test_reading import UNKIND, check_kind, check_plain
from tests.test_takedown_reading import labels
from tests.words import Page, sentences_of

STATEMENT, POLICE, NUMBERS, SHEET, BLANK = map(
    PAPERS.get, ("statement", "overview", "numbers", "sheet", "blank")
)
TOLD = [each for each in PAPERS.values() if each is not BLANK]
HASH = "5f" * 32
US_LINE = "I declare under penalty of perjury that the foregoing is true and correct."
ABROAD_LINE = (
    "I declare under penalty of perjury under the laws of the United States of America "
    "that the foregoing is true and correct."
)
HOSTILE = {
    "a template": "{{7*7}} {% now 'Y' %}",
    "a script": "<script>alert(1)</script><p class=x>",
    "right to left": "נשר صوري \u202eabc",
    "long": "It went on. " * 1700,
    "control characters": "a\x00b\x0b\ud800c",
    "long word": "x" * 20_000,
}
each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
each_told = pytest.mark.parametrize("paper", TOLD, ids=lambda paper: paper.name)


def incidents(*some):
    return in_order(Incident(**each, id=str(n)) for n, each in enumerate(some))


STORY = incidents(
    {"date": "2026-03", "happened": "He wrote that he would post it.", "worst": True},
    {
        "date": "2026-03-05",
        "time": "14:30",
        "zone": "New York time",
        "happened": "He posted picture 1.",
        "targets": (Link("https://chatter.example/p/1"),),
        "account": "dave_99",
        "platform_name": "Chatter",
        "who": "It is his account.",
        "told": "Chatter, number 77.",
    },
    {
        "when": "the week after we moved",
        "happened": "He asked for money.",
        "demanded": "200 euros, not paid.",
    },
)
MAIL = Exhibit(
    incident="0",
    shows="His message with the threat",
    kind="messages",
    link="https://chatter.example/m/4",
    captured_when="March 6, 2026, about noon",
    captured_by="I did",
    captured_with="my phone, Android 14",
    sha256=HASH,
    label="A",
)
PHOTO = Exhibit(incident="1", shows="Picture 1", kind="photo", label="B")


def told(**more):
    return Told(**{"incidents": STORY, "exhibits": [MAIL, PHOTO]} | more)


def words(paper, told):
    return " ".join(to_text(paper.document(told)).split())


@pytest.fixture
def somebody(client, db):
    """Somebody with a case: one incident, one exhibit with a file."""
    write(client, happened="He posted picture 1.", date="March 5, 2026")
    add_file(open_case(client), kept(client)[0].id, b"You will pay", "txt", shows="X")
    return client


def file_of(client, paper, extension="txt"):
    return client.get(reverse("evidence:paper-file", args=[paper.slug, extension]))


def said_in(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- Every paper


@each_paper
def test_what_a_lawyer_listed_stands_by_its_id_in_the_template(paper):
    folder = Path(settings.BASE_DIR, "templates/evidence/paper")
    source = (folder / f"{paper.name}.html").read_text()
    found = re.findall(r"\{# (\w+) #\}", source)
    assert sorted(found) == sorted(paper.elements)


@each_told
@pytest.mark.parametrize("about", [Told(), told()], ids=["empty", "full"])
def test_every_format_says_the_same(db, paper, about):
    document = paper.document(about, LETTER)
    assert ink(pdf_words(document)) == ink(docx_words(document))
    # Text tells a table row by row, and repeats its headings there.
    assert said_once(docx_words(document)) == said_once(text_words(document))


def said_once(text):
    return {ink(word).strip(":") for word in text.split()} - {""}


def test_pdf_and_word_of_the_blank_papers_say_the_same():
    document = BLANK.document(Told())
    assert ink(pdf_words(document)) == ink(docx_words(document))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@each_told
def test_hostile_text_stays_text(db, paper, text):
    everywhere = Incident(
        when=text, place=text, platform_name=text, account=text, label=text,
        happened=text, who=text, witnesses=text, demanded=text, effect=text,
        told=text, targets=(Link("javascript:alert(1)"),), number=1,
    )  # fmt: skip
    exhibit = replace(
        MAIL, shows=text, link=text, captured_when=text, captured_by=text, note=text
    )
    said = dict.fromkeys(paper.form.base_fields, text) | {"signed_in": DECL_US}
    document = paper.document(
        told(incidents=[everywhere], exhibits=[exhibit], said=said)
    )
    shown = to_text(document)
    assert "49" not in shown.replace(HASH, "").partition("8 Laws")[0]
    assert to_docx(document).startswith(b"PK")
    assert ink(shown).count(ink(clean(text)[:11])) > 2
    if len(text) < 100:
        assert to_pdf(document).startswith(b"%PDF")


def clean(text):
    return to_text(Document(f"<p>{text[:1]}</p>", title="")).strip() or text


def test_a_long_declaration_keeps_every_word(db):
    story = "word " * 4000 + "END"
    about = told(incidents=[Incident(happened=story, number=1)])
    assert words(STATEMENT, about).count("word ") == 4000
    assert "END" in words(STATEMENT, about)


@each_told
def test_an_empty_case_invents_nothing(db, paper):
    shown = words(paper, Told())
    for fact in re.findall(r"\d{4}-\d\d|20\d\d|https?://|Exhibit [B-Z]\b", shown):
        assert fact in ("2025", "2026"), fact  # "text as of", where laws are printed
    assert shown.count("[") >= 7
    assert "None" not in shown


def test_an_empty_case_has_a_blank_for_every_fact(db):
    shown = words(STATEMENT, Told())
    for blank in (
        *("[name of the court]", "[names of both sides]", "[your full name"),
        *("[case number", "[what happened first, with its date]", "[date]"),
        *("[Attached as Exhibit A", "[place,", "[signature]"),
    ):
        assert blank in shown
    shown = words(SHEET, Told())
    for blank in ("[name]", "[links]", "[what I want", "[my questions]", "[yes, no"):
        assert blank in shown


@each_told
def test_dates_stay_as_they_were_written(db, paper):
    shown = words(paper, told())
    if paper is not NUMBERS:
        assert "March 2026" in shown
        assert "March 5, 2026, 2:30 pm New York time" in shown
        assert "the week after we moved" in shown
    if paper in (STATEMENT, NUMBERS):
        assert "March 6, 2026, about noon" in shown


@each_paper
@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
def test_papers_are_short(db, directory, paper, size):
    about = told(facts={"country": "US", "state": "US-NY", "under_18": "no"})
    pages = PdfReader(BytesIO(to_pdf(paper.document(about, size)))).pages
    most = {"declaration": 2, "police": 5, "certificate": 2, "intake": 2, "blank": 4}
    assert len(pages) <= most[paper.name]
    width = float(pages[0].mediabox.width) * 25.4 / 72
    assert width == pytest.approx(size.width, abs=0.2)


def test_the_police_read_two_pages_before_the_lists(db, directory):
    about = told(facts={"country": "US", "state": "US-NY"})
    pages = PdfReader(BytesIO(to_pdf(POLICE.document(about, LETTER)))).pages
    assert "12 What I ask for" in pages[0].extract_text() + pages[1].extract_text()


# --- Declaration


def test_dec1_caption_or_title(db):
    said = {"court": "District Court", "parties": "R. S. v. Doe", "number": "26-1"}
    shown = words(STATEMENT, told(said=said | {"name": "Robin Sample"}))
    assert "District Court R. S. v. Doe Case number: 26-1 Declaration of Robin" in shown


def test_dec2_name_or_pseudonym_and_personal_knowledge(db):
    shown = words(STATEMENT, told(said={"name": "J. D."}))
    assert "I, J. D., declare as follows." in shown
    assert "from personal knowledge" in shown


def test_dec3_numbered_facts_in_date_order_in_their_own_words(db):
    shown = words(STATEMENT, told())
    facts = (
        "2. March 2026: He wrote that he would post it.",
        "3. March 5, 2026, 2:30 pm New York time: He posted picture 1.",
        "4. the week after we moved: He asked for money.",
    )
    assert [shown.index(fact) for fact in facts] == sorted(map(shown.index, facts))
    for own in ("It is his account.", "Chatter, number 77.", "200 euros, not paid."):
        assert own in shown


def test_dec4_exhibits_with_all_that_is_known(db):
    shown = words(STATEMENT, told())
    assert "Attached as Exhibit A is a true and correct copy of this: His" in shown
    for known in (
        *("By: I did", "When: March 6, 2026, about noon", f"SHA-256: {HASH}"),
        *("With: my phone, Android 14", "From: https://chatter.example/m/4"),
    ):
        assert known.removeprefix("By: ") in shown
    assert "[device, and app or program]" in shown  # exhibit B does not say


def test_dec5_decl_us_and_decl_abroad_by_where_it_is_signed(db):
    def lines(country="", signed_in=""):
        about = told(facts={"country": country}, said={"signed_in": signed_in})
        shown = words(STATEMENT, about)
        return US_LINE in shown, ABROAD_LINE in shown

    assert lines("US") == (True, False)
    assert lines("GB") == (False, True)
    assert lines() == (True, True)
    assert lines("GB", DECL_US) == (True, False)
    assert lines("US", DECL_ABROAD) == (False, True)
    assert lines("US", EITHER) == (True, True)
    assert "[If it is signed in another country" in words(STATEMENT, told())


def test_dec6_date_and_signature_are_left_to_the_person(db):
    shown = words(STATEMENT, told(said={"name": "Robin", "place": "Albany, New York"}))
    assert shown.endswith("Executed on [date] at Albany, New York. [signature] Robin")


def test_dec7_intimate_pictures_are_described_and_not_attached(db):
    shown = words(STATEMENT, told())
    assert "Exhibit B is described here and not attached." in shown
    assert "Attached as Exhibit B" not in shown
    assert "[Ask the court how to lodge them under seal.]" in shown
    safe = told(exhibits=[replace(PHOTO, intimate="no")])
    assert "Attached as Exhibit B" in words(STATEMENT, safe)
    named = told(exhibits=[replace(MAIL, intimate="yes")])
    assert "Attached as Exhibit A" not in words(STATEMENT, named)


def test_a_file_that_is_a_picture_is_never_attached_unasked(client, db):
    write(client)
    add_file(open_case(client), kept(client)[0].id, jpeg(), "jpeg", kind="document")
    assert "Exhibit A is described here and not attached" in said_in(
        file_of(client, STATEMENT)
    )


# --- Police


def test_p1_who_reports_and_how_to_reach_them_safely(db):
    said = {"name": "Robin", "contact": "new@example.org", "unsafe": "No calls home"}
    shown = words(POLICE, told(said=said | {"help_needed": "Interpreter, Spanish"}))
    for fact in (*said.values(), "Interpreter, Spanish"):
        assert fact in shown


def test_p2_danger(db):
    assert "He has a gun." in words(POLICE, told(said={"danger": "He has a gun."}))
    assert "[immediate danger, threats, weapons" in words(POLICE, told())


def test_p3_three_most_recent_and_three_worst(db):
    many = incidents(
        *({"date": f"2026-01-{n:02}", "happened": f"Day {n}."} for n in range(10, 20)),
        {"happened": "The bad one.", "worst": True},
    )
    shown = words(POLICE, told(incidents=many, exhibits=[]))
    recent, worst = shown.split("3 What happened")[1].split("The worst")
    assert [n for n in range(10, 20) if f"Day {n}." in recent] == [17, 18, 19]
    assert "The bad one." in worst.split("4 The person")[0]
    chosen = told(incidents=many, chosen={"recent": ["2"]})
    assert "Day 12." in words(POLICE, chosen).split("The worst")[0]


def test_p4_what_is_known_of_the_person_who_did_this(db):
    shown = words(POLICE, told(said={"person": "Dave, my neighbor"}))
    assert "Dave, my neighbor - No. 2: It is his account." in shown


def test_p5_links_and_accounts_with_dates(db):
    shown = words(POLICE, told()).split("5 Links and accounts: the list")[1]
    assert (
        "When: March 5, 2026, 2:30 pm New York time Account, app or site: dave_99 "
        "Chatter Links: https://chatter.example/p/1" in shown
    )


def test_p6_index_with_hashes_and_no_pictures(db):
    shown = words(POLICE, told())
    assert "No picture is attached." in shown
    index = shown.split("6 Proof: the list")[1]
    assert f"SHA-256: {HASH}" in index
    assert "Ex. B What it is: Picture 1 Shows, or may show, an intimate" in index
    assert "[where it is kept]" in index


def test_p7_sites_told_and_a_request_to_keep_records(db):
    shown = words(POLICE, told(said={"told": "Hold letter to Chatter, 6 March"}))
    assert "Hold letter to Chatter, 6 March - No. 2: Chatter, number 77." in shown
    assert "Please send each a request under 18 U.S.C. § 2703(f)." in shown
    abroad = words(POLICE, told(facts={"country": "GB"}))
    assert "In the United States an authority can ask" in abroad
    assert "FBI" not in abroad


def test_p8_confirmed_laws_of_both_places_and_the_federal_one(db, directory):
    places = {"country": "US", "state": "US-NY", "their_state": "US-NJ"}
    shown = words(POLICE, told(facts=places))
    for law in ("N.Y. Penal Law § 245.15", "2C:14-9(c)", "47 U.S.C. § 223(h) ("):
        assert law in shown
    assert "47 U.S.C. § 223(h) (" in words(POLICE, told(facts={"country": "GB"}))
    assert "875(d)" not in words(POLICE, told(facts={"country": "GB"}))
    Law.objects.update(confidence="low")
    shown = words(POLICE, told(facts=places))
    assert "Penal Law" not in shown
    assert "223(h)" not in shown
    assert "[laws of the places where both people live]" in shown


@pytest.mark.parametrize(
    ("under_18", "said"),
    [
        ("yes", "was under 18 when they were made."),
        ("unsure", "may have been under 18 when they were made."),
        ("no", "in the pictures No. 10 Money"),
        ("", "in the pictures [yes, no or not sure]"),
    ],
)
def test_p9_whether_anyone_is_under_18(db, under_18, said):
    assert said in words(POLICE, told(facts={"under_18": under_18}))


def test_p10_what_was_asked_for_or_paid(db):
    assert "No. 3 (the week after we moved): 200 euros, not paid." in words(
        POLICE, told()
    )
    assert "[what was asked for, what was paid" in words(POLICE, Told())


def test_p11_orders(db):
    said = {"orders": "A protection order since May."}
    assert "A protection order since May." in words(POLICE, told(said=said))
    assert "[court orders in force; court orders wanted]" in words(POLICE, told())


def test_p12_what_to_ask_and_where_to_turn(db):
    shown = words(POLICE, told())
    for ask in ("report number", "name of the officer", "copy of the report"):
        assert ask in shown
    for other in ("supervisor", "prosecutor", "victim advocates", "FBI", "attorney"):
        assert other in shown.split("keep this page")[1]


# --- Certificate


def kept_file(client):
    return Told.of(open_case(client), NUMBERS, {})


def test_h1_who_certifies(db):
    said = {"name": "Robin", "role": "I saved them myself."}
    assert "I am Robin. I saved them myself." in words(NUMBERS, told(said=said))
    assert "[your role, and why you are qualified" in words(NUMBERS, told())


def test_h2_what_was_captured(db):
    shown = words(NUMBERS, told()).split("2 What was captured")[1]
    for known in (MAIL.shows, MAIL.link, MAIL.captured_when, MAIL.captured_with):
        assert known in shown
    assert "UTC: [the same in UTC]" in shown
    assert "Picture 1" not in shown  # it has no hash


def test_h3_method(somebody):
    shown = words(NUMBERS, kept_file(somebody))
    assert "The process gives an accurate result." in shown


def test_h4_values_sizes_and_times_of_our_files(somebody):
    exhibit = exhibits_of(open_case(somebody))[0]
    shown = words(NUMBERS, kept_file(somebody))
    assert exhibit.sha256 in shown
    assert "12 bytes" in shown
    assert f"Received (UTC): {exhibit.received}" in shown
    assert "computed the value while the file arrived" in shown


def test_h4_of_a_file_kept_elsewhere_leaves_the_rest_blank(db):
    shown = words(NUMBERS, told())
    assert HASH in shown
    assert "[when and how it was computed]" in shown


def test_h5_computed_again(somebody):
    shown = words(NUMBERS, kept_file(somebody))
    assert "On [date] I computed the values again with [program]." in shown
    assert "compared with the first" in shown


def test_h6_custody_and_storage(somebody):
    shown = words(NUMBERS, kept_file(somebody))
    assert "kept encrypted" in shown
    assert "[where else the files were kept" in shown


def test_h7_line_date_and_signature(db):
    shown = words(NUMBERS, told(facts={"country": "US"}, said={"name": "Robin"}))
    assert US_LINE in shown
    assert shown.endswith("[signature] Robin")


def test_a_certificate_of_ones_own_may_be_challenged(client, db):
    assert "may be challenged" in words(NUMBERS, Told())
    page = said_in(client.get(reverse("evidence:paper", args=["numbers"])))
    assert "may doubt a certificate that you sign yourself" in page


# --- Intake and the blank papers


def test_the_intake_sheet_has_the_short_of_it(db):
    said = {"wanted": "That he stops.", "asks": "What does it cost?", "dates": "May 2"}
    shown = words(SHEET, told(said=said))
    for fact in (
        *said.values(),
        *("He posted picture 1.", "Chatter: 1 time", "https://chatter.example/p/1"),
        *("No. 2: Chatter, number 77.", HASH, "[phone, email or address that is safe]"),
    ):
        assert fact in shown


def test_the_blank_papers_have_every_field_of_the_forms():
    shown = " ".join(pdf_words(BLANK.document(Told())).split())
    for form in (IncidentForm, ExhibitForm):
        for name, field in form.base_fields.items():
            if not field.widget.is_hidden and name != "worst":
                assert str(field.label) in shown
    assert "This is among the worst for me" in shown
    for heading in police.HEADINGS.values():
        assert str(heading) in shown
    assert "SHA-256" in shown


def test_the_blank_papers_work_without_a_case(client, db):
    for extension, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert file_of(client, BLANK, extension).content.startswith(begins)
    assert file_of(client, BLANK, "txt").status_code == 404


# --- Pages and files


@each_paper
def test_everything_works_without_a_case(client, db, paper):
    assert said_in(client.get(reverse("evidence:paper", args=[paper.slug])))
    for extension in paper.formats:
        assert file_of(client, paper, extension).status_code == 200
    assert open_case(client) is None


@each_paper
def test_a_file_has_a_dull_name_and_is_not_kept_by_browsers(somebody, paper):
    response = file_of(somebody, paper, "pdf")
    assert re.search(r'"notes-\d{4}-\d\d\.pdf"', response["Content-Disposition"])
    assert "no-store" in response["Cache-Control"]
    title = PdfReader(BytesIO(response.content)).metadata.title
    assert title == settings.SITE_TITLE


def test_the_size_of_paper_is_that_of_their_country(somebody):
    open_case(somebody).remember(country="FR")
    assert paper_of(open_case(somebody)) == A4
    pages = PdfReader(BytesIO(file_of(somebody, SHEET, "pdf").content)).pages
    assert float(pages[0].mediabox.height) == pytest.approx(842, abs=1)


def test_what_does_not_exist_is_not_found(client, db):
    for name, *args in (
        ("evidence:paper", "nothing"),
        ("evidence:paper-file", "nothing", "pdf"),
        ("evidence:paper-file", "statement", "exe"),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_what_was_typed_is_kept_sealed_and_shown_again(somebody):
    url = reverse("evidence:paper", args=["overview"])
    typed = {"name": "Robin Sample", "danger": "He knows my street."}
    assert somebody.post(url, typed).status_code == 302
    assert said_for(open_case(somebody), POLICE)["danger"] == "He knows my street."
    assert "He knows my street." in said_in(somebody.get(url))
    assert "He knows my street." in said_in(file_of(somebody, POLICE))


def test_a_name_typed_once_is_offered_but_not_printed_until_saved(somebody):
    somebody.post(reverse("evidence:paper", args=["overview"]), {"name": "Robin S"})
    page = somebody.get(reverse("evidence:paper", args=["statement"]))
    assert 'value="Robin S"' in said_in(page)
    assert "Robin S" not in said_in(file_of(somebody, STATEMENT))


def test_a_name_taken_out_stays_out(somebody):
    somebody.post(reverse("evidence:paper", args=["overview"]), {"name": "Robin S"})
    url = reverse("evidence:paper", args=["statement"])
    somebody.post(url, {"name": ""})
    assert 'value="Robin S"' not in said_in(somebody.get(url))


def test_everything_may_stay_empty(somebody):
    for paper in TOLD:
        url = reverse("evidence:paper", args=[paper.slug])
        assert somebody.post(url, {}).status_code == 302


def test_a_choice_that_is_none_is_refused_and_nothing_is_lost(somebody):
    url = reverse("evidence:paper", args=["statement"])
    response = somebody.post(url, {"signed_in": "Mars", "court": "District Court"})
    assert "Choose one of these three." in said_in(response)
    assert "District Court" in said_in(response)
    assert said_for(open_case(somebody), STATEMENT) == {}


def test_the_blank_papers_ask_nothing_and_keep_nothing(client, db):
    client.post(reverse("evidence:paper", args=["blank"]), {"name": "Robin"})
    assert open_case(client) is None


def test_nobody_else_reads_it(somebody):
    somebody.post(reverse("evidence:paper", args=["overview"]), {"name": "Robin S"})
    assert "Robin S" in said_in(file_of(somebody, POLICE))
    other = Client()
    for paper in TOLD:
        shown = said_in(file_of(other, paper))
        assert "Robin S" not in shown
        assert "He posted picture 1." not in shown


def test_letters_stay_once_a_paper_named_them(somebody):
    file_of(somebody, BLANK, "pdf")
    assert exhibits_of(open_case(somebody))[0].fixed_label == ""
    file_of(somebody, POLICE)
    write(somebody, happened="earlier", date="2026-03-01")
    case = open_case(somebody)
    earlier = kept(somebody)[0].id
    exhibits.add(case, Exhibit(incident=earlier, shows="a note", sha256=HASH))
    shown = said_in(file_of(somebody, STATEMENT))
    assert "Exhibit A is a true and correct copy of this: X" in shown
    assert "Exhibit B is a true and correct copy of this: a note" in shown
    events = [line.event for line in custody.log_of(open_case(somebody))]
    assert events == ["received", "labelled", "noted", "labelled"]


# --- Under 18

COPY = re.compile(r"attach|copy|copies|copied|print|screenshot", re.I)
NOT = re.compile(r"\b(?:not|no|never|nobody|nothing|cannot)\b", re.I)


@each_told
@pytest.mark.parametrize("under_18", ["yes", "unsure"])
def test_a_paper_of_a_minor_has_words_and_links_only(db, paper, under_18):
    about = told(facts={"under_18": under_18}, is_minor=True)
    source = render_to_string(
        f"evidence/paper/{paper.name}.html",
        {"told": about, "said": {}} | paper.details(about),
    )
    shown = words(paper, about)
    assert "Attached as" not in shown
    assert "true and correct copy" not in shown
    allowed = re.compile(r"copy of the report|digital copy|printed in a binder")
    for sentence in Page(source).sentences:
        if COPY.search(allowed.sub("", sentence)):
            assert NOT.search(sentence), sentence


def test_the_police_are_told_how_to_see_it(somebody, directory):
    open_case(somebody).remember(under_18="yes", country="GB")
    shown = said_in(file_of(somebody, POLICE))
    assert "I do not hand over copies." in shown
    assert "CyberTipline" in shown


def test_the_pages_say_what_is_safe(somebody, directory):
    page = reverse("evidence:papers")
    assert "You are not in trouble." not in said_in(somebody.get(page))
    open_case(somebody).remember(under_18="unsure")
    assert "You are not in trouble." in said_in(somebody.get(page))
    for paper in PAPERS:
        shown = said_in(somebody.get(reverse("evidence:paper", args=[paper])))
        assert "links and words only" in shown


# --- Words


@each_paper
def test_a_page_is_plain_and_kind(client, db, paper):
    page = client.get(reverse("evidence:paper", args=[paper.slug]))
    said = [*Page(page.content.decode()).sentences, *labels(paper.form)]
    check_plain(said)
    check_kind(said)


@each_paper
def test_a_paper_blames_nobody(db, paper):
    shown = (
        words(paper, Told())
        if paper is not BLANK
        else pdf_words(paper.document(Told()))
    )
    for sentence in sentences_of(shown):
        assert not UNKIND.search(sentence.replace("victim advocate", "")), sentence


def test_a_signed_paper_says_that_a_lawyer_reads_it_first(client, db):
    for paper in PAPERS.values():
        page = said_in(client.get(reverse("evidence:paper", args=[paper.slug])))
        assert ("Let a lawyer look at it before you sign." in page) == paper.is_signed
        assert "Nothing is sent from here." in page
        if paper.is_signed:
            assert "No lawyer has reviewed this form yet" in words(paper, Told())
