"""What is particular to the letters to other companies and people, and to the sheet on
counter-notices.
"""

import datetime
import re
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Word
from pypdf import PdfReader

from directory.models import Platform
from evidence.incidents import Incident, Link
from helpcenter.documents import Document, to_docx, to_pdf, to_text
from takedown.kept import letters_of
from takedown.letters import LETTERS
from takedown.letters.counter_notice import business_days_after
from takedown.letters.police_preservation import services_of
from tests.elements_more import USED
from tests.letter_facts import TODAY, make_letter, removed
from tests.test_reading import check_kind, check_plain
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    adult,
    begin,
    fill,
    letter,
    open_case,
    routes,
    save,
    show,
    taken,
    text_of,
    write_down,
)
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import check, sentences
from tests.words import sentences_of

HOLDS = list(USED)
every_hold = pytest.mark.parametrize("kind", HOLDS)
RECORDS = [
    (kind, id, label)
    for kind in HOLDS
    for page in LETTERS[kind].pages
    if page.slug == "keep"
    for id, label in page.base_fields["data"].choices
]


@pytest.fixture
def client(chatter):
    return adult()


def words_of(letter):
    text = to_text(Document(letter.compose(TODAY), title="Letter"))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def ids(missing):
    return [each.id for each in missing]


# --- Holds for companies that are not the site


@pytest.mark.parametrize(
    ("kind", "id", "record"), RECORDS, ids=[f"{kind}-{id}" for kind, id, _ in RECORDS]
)
def test_each_record_of_a_company_can_be_asked_for_alone(kind, id, record):
    asked = make_letter(kind, data=[id]).paper(TODAY)
    assert asked.text("list-of-records") == record


@every_hold
def test_every_record_is_one_of_the_list(kind):
    offered = [id for each, id, _ in RECORDS if each == kind]
    everything = [f"D{number}" for number in range(1, 15)]
    assert offered == [id for id in everything if id in offered]


@every_hold
def test_hold_asks_for_identifying_data_and_never_orders(kind):
    words = make_letter(kind).paper(TODAY).words
    assert "please archive and hold" in words
    assert "including ip addresses" in words
    assert "must" not in words.split()


@every_hold
def test_only_the_payment_service_is_not_told_of_the_stored_communications_act(kind):
    cites = "Stored Communications Act" in words_of(make_letter(kind))
    assert cites == (kind != "hold-payment")


@every_hold
def test_hold_without_links_is_complete_and_has_no_heading_for_them(kind):
    quiet = make_letter(kind, links=[])
    assert quiet.missing(quiet.paper(TODAY)) == []
    assert "The material itself" in words_of(make_letter(kind))
    assert "The material itself" not in words_of(quiet)


@every_hold
def test_empty_hold_says_what_is_missing_and_for_which_company(kind):
    text = words_of(LETTERS[kind]({}))
    assert f"[{LETTERS[kind].gap}]" in text
    assert LETTERS[kind]({}).service == "[name of the company]"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("posted", "were posted online without my consent"),
        ("sent", "were sent to others without my consent"),
        ("threatened", "threatened to share"),
        ("money", "Someone demanded money."),
    ],
)
def test_hold_says_only_what_was_ticked(event, said):
    assert said in words_of(make_letter("hold-payment", event=[event]))
    assert said not in words_of(make_letter("hold-payment", event=[]))


def test_amounts_are_named_only_where_there_are_any():
    assert "Amount: 500 dollars" in words_of(make_letter("hold-payment"))
    assert "Amount" not in words_of(make_letter("hold-payment", amounts=[]))


def test_hold_names_its_own_beginning_if_the_person_gives_none():
    usual = "thirty days before the first time given above"
    assert usual in words_of(make_letter("hold-phone"))
    named = words_of(make_letter("hold-phone", since="May 1, 2026"))
    assert usual not in named
    assert "from May 1, 2026 to the present" in named


@pytest.mark.parametrize(
    ("kind", "account"),
    [("hold-email", "sam@mail.example"), ("hold-phone", "+1 212 555 0199")],
)
def test_hold_begins_with_the_accounts_of_such_companies_and_no_link(
    client, kind, account
):
    write_down(client, *LINKS, account="throwaway", date="2026-11-05")
    write_down(client, account=account, date="2026-11-06")
    write_down(client, account="@sam@server.example", date="2026-11-07")
    begin(client, kind)
    facts = letter(client).facts
    assert facts[USED[kind]] == [account]
    assert facts["seen"] == ["November 6, 2026"]
    assert facts["links"] == []


@pytest.mark.parametrize("kind", ["hold-access", "hold-payment"])
def test_hold_begins_empty_where_no_account_tells_the_company(client, kind):
    write_down(client, *LINKS, account="+1 212 555 0199", date="2026-11-05")
    begin(client, kind)
    facts = letter(client).facts
    assert [facts[name] for name in (USED[kind], "seen", "links")] == [[], [], []]
    assert facts["recipient_name"] == ""


@pytest.mark.parametrize("account", ["100012345678901", "sam", "", "12 May 2026"])
def test_account_that_is_no_phone_number_is_not_taken_for_one(client, account):
    write_down(client, account=account)
    begin(client, "hold-phone")
    assert letter(client).facts["phone_numbers"] == []


@every_hold
def test_hold_to_a_company_is_not_taken_for_the_hold_letter_to_the_site(client, kind):
    fill(client, kind)
    removal = begin(client, "take-it-down")
    page = client.get(reverse("takedown:page", args=[removal, "before"]))
    assert "You made one" not in text_of(page)


# --- Behind an unknown site


@pytest.mark.parametrize(
    ("party", "said"),
    [
        ("host", "Remove the images from every location"),
        ("front", "Pass this report on to the company that hosts the site"),
        ("registrar", "Act on the domain name"),
    ],
)
def test_each_company_is_asked_for_what_it_can_do(party, said):
    asked = {
        each: make_letter("host-notice", party=each).paper(TODAY).text("requests")
        for each in ("host", "front", "registrar")
    }
    assert [each for each, text in asked.items() if said in text] == [party]
    assert "leave out my name" in asked[party]


def test_company_of_an_unknown_kind_is_asked_as_a_host_is():
    unknown = make_letter("host-notice", party="")
    host = make_letter("host-notice", party="host")
    assert unknown.paper(TODAY).text("requests") == host.paper(TODAY).text("requests")
    assert "you are a company behind that site" in words_of(unknown)
    assert "you are the company that hosts that site" in words_of(host)


def test_what_led_there_and_their_own_rule_are_named_only_if_known():
    text = words_of(make_letter("host-notice", server="", rule_name=""))
    assert "led me to you" not in text
    assert "Your own rule" not in text
    assert "Your own rule is called" in words_of(make_letter("host-notice"))


def test_notice_names_no_law():
    for party in ("host", "front", "registrar"):
        assert "§" not in words_of(make_letter("host-notice", party=party))


@pytest.mark.parametrize("site", ["platform:chatter", "host:pictures.example.net"])
def test_site_with_the_links_is_not_who_the_notice_goes_to(client, site):
    write_down(client, ELSEWHERE)
    id = begin(client, "host-notice", site=site)
    facts = letter(client).facts
    assert facts["site"] in ("Chatter", "pictures.example.net")
    assert [facts[name] for name in ("recipient_name", "recipient_email")] == ["", ""]
    page = client.get(reverse("takedown:page", args=[id, "to"]))
    assert "Chatter Media" not in text_of(page)
    assert "We filled in" not in text_of(page)


def test_look_up_is_told_step_by_step_and_done_by_the_person(client):
    id = fill(client, "host-notice")
    for url in (
        reverse("takedown:show", args=[id]),
        reverse("takedown:page", args=[id, "to"]),
    ):
        page = client.get(url)
        assert 'href="https://lookup.icann.org/" rel="noreferrer' in page.text
        assert reverse("directory:unknown-site") in page.text
        assert "Write down the registrar" in text_of(page)


def test_readers_are_told_that_a_host_passes_it_on_name_and_all(client):
    id = fill(client, "host-notice")
    page = client.get(reverse("takedown:page", args=[id, "name"]))
    assert "often passes it on, name and all" in text_of(page)


@pytest.mark.parametrize(
    ("party", "said"),
    [
        ("host", "A host can take it down."),
        ("front", "A company in front cannot delete the site."),
        ("registrar", "A registrar cannot delete one picture."),
    ],
)
def test_summary_is_true_for_each_company_and_plain(client, party, said):
    page = show(client, fill(client, "host-notice", party=party))
    assert said in text_of(page)
    check(sentences(page))


# --- The police


def test_police_are_asked_for_90_days_and_90_more_and_say_which_services():
    text = words_of(make_letter("police-preservation"))
    assert "18 U.S.C. § 2703(f) now" in text
    assert "for 90 days, and for another 90 days on a renewed request" in text
    assert "- Chatter (throwaway_5512)\n- Invented Mail" in text
    assert "cannot make that request" in text


def test_police_letter_without_number_or_story_leaves_no_gap():
    text = words_of(make_letter("police-preservation", report_number="", told=""))
    assert "under number" not in text
    assert "(report" not in text
    assert "told or asked already" not in text
    assert "[" not in text


def test_police_letter_is_not_for_providers(client):
    text = text_of(show(client, fill(client, "police-preservation")))
    assert "Do not send it to a site or a company." in text
    assert "It is not itself a request to a provider." in text


def test_police_letter_begins_with_all_links_and_services(client):
    write_down(client, LINKS[0], account="sam")
    write_down(client, ELSEWHERE, account="else")
    begin(client, "police-preservation")
    facts = letter(client).facts
    assert facts["services"] == ["Chatter (sam)", "pictures.example.net (else)"]
    assert facts["links"] == [LINKS[0], ELSEWHERE]


def incident(*links, account="", slug="", name=""):
    targets = tuple(Link(url, platform) for url, platform in links)
    return Incident(
        targets=targets, account=account, platform_slug=slug, platform_name=name
    )


@pytest.mark.parametrize(
    ("incidents", "services"),
    [
        ([], []),
        ([incident(account="sam")], []),
        ([incident(name="Whisperer", account="sam")], ["Whisperer (sam)"]),
        (
            [
                incident((LINKS[0], "chatter"), slug="chatter", name="Chatter"),
                incident(name="Chatter", account="sam"),
                incident(name="Chatter", account="sam"),
            ],
            ["Chatter (sam)"],
        ),
        (
            [
                incident(
                    (LINKS[0], "chatter"),
                    (ELSEWHERE, ""),
                    account="sam",
                    slug="chatter",
                    name="Chatter",
                )
            ],
            ["Chatter", "pictures.example.net"],
        ),
        ([incident(("no link at all", ""))], ["no link at all"]),
    ],
    ids=["none", "nowhere", "only named", "twice", "two sites", "no link"],
)
def test_each_service_once_with_the_accounts_that_are_surely_there(incidents, services):
    assert services_of(incidents) == services


# --- Somebody to whom it may be sent


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("employer", "as Robin S., night shift, your employee."),
        ("school", "as Robin S., night shift, a student of yours."),
        ("landlord", "as Robin S., night shift, your tenant."),
        ("other", "as Robin S., night shift."),
        ("", "as Robin S., night shift."),
    ],
)
def test_letter_says_how_they_know_the_person(relation, said):
    assert said in words_of(make_letter("please-do-not-open", relation=relation))


def test_name_that_signs_will_do_where_the_person_signs():
    own = make_letter("please-do-not-open", known_as="")
    assert "You know me as Robin Sample, your employee." in words_of(own)
    assert own.missing(own.paper(TODAY)) == []
    helpers = make_letter("please-do-not-open", "advocate", known_as="")
    assert "[the name they know]" in words_of(helpers)
    assert ids(helpers.missing(helpers.paper(TODAY))) == ["OPEN0"]


def test_letter_never_says_what_a_picture_shows():
    for voice in ("self", "attorney", "advocate"):
        words = make_letter("please-do-not-open", voice).paper(TODAY).words
        assert not re.search(r"intimate|nude|naked|sex|undress|abuse|photo", words)


# --- The sheet on counter-notices


def sheet(edits=None, **facts):
    known = {"site": "Chatter", "received_on": "2026-11-24", "prepared_for": "R. S."}
    return LETTERS["counter-notice"](known | facts, edits)


@pytest.mark.parametrize(
    ("day", "tenth", "fourteenth"),
    [
        ("2026-11-23", "2026-12-07", "2026-12-11"),  # a Monday
        ("2026-11-27", "2026-12-11", "2026-12-17"),  # a Friday
        ("2026-11-28", "2026-12-11", "2026-12-17"),  # a Saturday
        ("2026-11-29", "2026-12-11", "2026-12-17"),  # a Sunday
        ("2026-12-24", "2027-01-07", "2027-01-13"),  # holidays are not known here
        ("2028-02-24", "2028-03-09", "2028-03-15"),  # a leap year
    ],
)
def test_business_days_are_monday_to_friday_after_that_day(day, tenth, fourteenth):
    day = datetime.date.fromisoformat(day)
    assert business_days_after(day, 10).isoformat() == tenth
    assert business_days_after(day, 14).isoformat() == fourteenth


def test_sheet_names_both_days_and_says_that_holidays_may_shift_them():
    text = words_of(sheet())
    assert "It reached the site: Tuesday, November 24, 2026" in text
    assert "the first day it can be back: Tuesday, December 8, 2026" in text
    assert "the last day to put it back: Monday, December 14, 2026" in text
    assert "Holidays are not counted here." in text
    assert "For: R. S.\nMade on: November 22, 2026\nSite: Chatter" in text


def test_sheet_without_the_day_says_how_to_count():
    text = words_of(sheet(received_on="", prepared_for=""))
    assert "[The day when the counter-notice reached the site]" in text
    assert "Count each Monday to Friday after it." in text
    assert "Business day" not in text.replace("Business days are", "")
    assert "For:" not in text


def test_sheet_tells_what_a_lawyer_needs_and_what_goes_on():
    text = words_of(sheet())
    assert "17 U.S.C. § 512(g)" in text
    assert "A request under the TAKE IT DOWN Act (47 U.S.C. § 223a) is not" in text
    assert "See a lawyer today" in text
    assert "What to bring" in text


@pytest.mark.parametrize(
    ("id", "facts", "key", "field"),
    [
        ("CN1", {"received_on": ""}, None, "received_on"),
        ("CN1", {}, "days", ""),
        ("CN2", {}, "rule", ""),
        ("CN3", {}, "court", ""),
        ("CN4", {}, "other-ways", ""),
        ("CN5", {}, "lawyer", ""),
    ],
)
def test_what_the_sheet_lacks_is_named(id, facts, key, field):
    whole = sheet()
    assert whole.missing(whole.paper(TODAY)) == []
    edits = {key: removed()} if key else {}
    lacking = sheet(edits, **facts)
    found = lacking.missing(lacking.paper(TODAY))
    assert (id, field) in [(each.id, each.field) for each in found]


def test_every_format_of_the_sheet_says_the_same():
    def ink(text):
        text = re.sub(r"Page \d+ of \d+", "", text)
        return re.sub(r"\s|^\s*(?:[-•])\s*", "", text, flags=re.M)

    whole = Document(sheet().compose(TODAY), title="Letter")
    pdf = PdfReader(BytesIO(to_pdf(whole)))
    word = Word(BytesIO(to_docx(whole)))
    assert ink("\n".join(page.extract_text() for page in pdf.pages)) == ink(
        to_text(whole)
    )
    assert ink("\n".join(each.text for each in word.paragraphs)) == ink(to_text(whole))
    assert len(pdf.pages) <= 2


def test_sheet_is_as_plain_as_our_pages():
    for facts in ({}, {"received_on": ""}):
        said = [
            sentence
            for block in words_of(sheet(**facts)).split("\n")
            for sentence in sentences_of(block.removeprefix("- "))
        ]
        check_plain(said)
        check_kind(said)


@pytest.mark.parametrize(
    "typed", ["2026-11-24", "November 24, 2026", "Nov 24, 2026", "24 November 2026"]
)
def test_day_can_be_written_in_several_ways(client, typed):
    id = begin(client, "counter-notice")
    saved = save(client, id, "received", received_on=typed, site="Chatter")
    assert saved.status_code == 302
    assert letter(client).facts["received_on"] == "2026-11-24"
    assert "It is complete." in text_of(show(client, id))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "Write a date such as March 5, 2026"),
        ("2026-02-30", "This day is not in the calendar."),
        ("11/12/2026", "This could be two different days."),
        ("November 2026", "Write the whole day"),
        ("9999-12-31", "This day has not come yet. Please check the year."),
        ("1926-11-24", "Please check the year."),
    ],
)
def test_day_that_is_none_is_kept_in_the_box_and_says_what_to_do(client, typed, said):
    id = begin(client, "counter-notice")
    page = save(client, id, "received", received_on=typed)
    assert page.context["form"].errors["received_on"][0].startswith(said)
    assert f'value="{typed}"' in page.text
    assert letter(client).facts["received_on"] == ""


def test_sheet_may_stay_empty_and_leads_to_what_is_missing(client):
    id = begin(client, "counter-notice")
    assert save(client, id, "received").status_code == 302
    ((missing, page),) = show(client, id).context["missing"]
    assert (missing.id, page.slug) == ("CN1", "received")
    url = reverse("takedown:page", args=[id, "received"])
    assert f'{url}?change#id_received_on"' in show(client, id).text
    assert 'id="id_received_on"' in client.get(url).text


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_sheet_can_be_taken(client, extension):
    begin(client, "counter-notice")
    response = taken(client, letters_of(open_case(client))[0].id, extension)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_under_18_there_are_reports_and_no_sheet(directory, client, answer):
    id = begin(client, "counter-notice")
    open_case(client).remember(under_18=answer)
    for url in routes("counter-notice", id):
        assert client.get(url).status_code == 403, url


def test_sheet_of_another_case_is_404(client):
    id = begin(client, "counter-notice")
    for url in [*routes("counter-notice", id)][1:]:
        assert adult().get(url).status_code == 404, url


def test_pages_of_the_sheet_are_plain(client):
    check(sentences(client.get(reverse("takedown:letter", args=["counter-notice"]))))
    id = begin(client, "counter-notice")
    check(sentences(client.get(reverse("takedown:page", args=[id, "received"]))))
    check(sentences(show(client, id)))
    kind = LETTERS["counter-notice"]
    said = [kind.title, kind.purpose, kind.fits, *sum(kind.readers, ())]
    check([sentence for text in said for sentence in sentences_of(text)])
    check([s for e in kind.elements for s in sentences_of(e.lacking)])


# --- Every kind that does not go to the site


@pytest.mark.parametrize(
    "kind", [kind for kind, each in LETTERS.items() if not each.is_to_site]
)
def test_site_that_nobody_checked_or_that_closed_does_not_break_the_page(client, kind):
    Platform.objects.update(status="closed", what_to_do_instead="Ask us.")
    id = begin(client, kind)
    assert show(client, id).status_code == 200
