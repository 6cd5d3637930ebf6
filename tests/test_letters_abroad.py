"""What is particular to the letters under the laws of other countries."""

import datetime
import re

import pytest
from django.urls import reverse

from directory.models import Helpline, Law
from helpcenter.documents import Document, to_text
from takedown.kept import letters_of
from takedown.letters import LETTERS, available
from takedown.letters.abroad import countries_in
from takedown.letters.esafety import OFFICE, REPORT
from takedown.routes import ROUTES
from tests.awaited import put_in_force
from tests.letter_facts import EVERYTHING, TODAY, make_letter
from tests.test_route_pages import cards, press, the_place
from tests.test_takedown import (
    LINKS,
    adult,
    begin,
    fill,
    letter,
    open_case,
    save,
    show,
    text_of,
    write_down,
)
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import check, sentences

ABROAD = ["dsa", "gdpr", "uk-report", "esafety", "india"]
every_kind = pytest.mark.parametrize("kind", ABROAD)
every_voice = pytest.mark.parametrize("voice", ["self", "attorney", "advocate"])
LIST = reverse("takedown:letters")


@pytest.fixture
def client(chatter):
    return adult()


def words_of(letter):
    text = to_text(Document(letter.compose(TODAY), title="Letter"))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def page_of(client, id, part):
    return client.get(reverse("takedown:page", args=[id, part]))


def begin_page(kind):
    return reverse("takedown:letter", args=[kind])


# --- All of them


def test_all_stand_in_the_group_of_other_countries():
    assert [k for k, each in LETTERS.items() if each.group == "abroad"] == ABROAD


@pytest.mark.parametrize(
    ("kind", "country", "title"),
    [
        ("dsa", "FR", "Send a notice under EU law"),
        ("gdpr", "NO", "Ask for erasure of your data"),
        ("gdpr", "GB", "Ask for erasure of your data"),
        ("uk-report", "GB", "Send a 48-hour report under UK law"),
        ("esafety", "AU", "Report it to eSafety"),
        ("india", "IN", "Write to the site's Grievance Officer"),
    ],
)
def test_route_of_the_country_has_a_button_that_begins_the_letter(
    client, kind, country, title
):
    write_down(client, LINKS[0])
    assert title not in cards(client.get(the_place(client)))
    open_case(client).remember(country=country)
    page = client.get(the_place(client))
    assert "Begin this letter" in cards(page)[title].text_content()
    assert press(client, page, kind).status_code == 302
    made = letter(client)
    assert (made.slug, made.facts["links"]) == (kind, [LINKS[0]])
    assert title not in cards(client.get(the_place(client)))


def test_every_route_to_such_a_letter_has_its_kind():
    assert {ROUTES[kind].letter for kind in ABROAD} == set(ABROAD) & set(LETTERS)


def test_who_took_it_is_no_reason_to_offer_the_laws_of_all_countries(client):
    open_case(client).remember(taken_by="other")
    page = client.get(begin_page("dmca"))
    assert str(LETTERS["platform-policy"].title) in text_of(page)
    for kind in ABROAD:
        assert begin_page(kind) not in page.content.decode()


@every_kind
@every_voice
def test_whoever_reads_it_is_asked_to_guard_the_name(kind, voice):
    assert "could be put at risk" in words_of(make_letter(kind, voice))


# --- DSA: a law of the person's country, if we are sure of one


def make_law(slug, **changes):
    facts = {
        "place": "FR",
        "topic": "ncii_criminal",
        "title": "Invented crime",
        "citation": f"Invented Code, art. {slug}",
        "classification": "criminal",
        "summary": "Test.",
        "as_of": "2026",
        "source": "test",
        "confidence": "high",
        "checked_on": datetime.date(2026, 1, 1),
    }
    return Law.objects.create(slug=slug, **facts | changes)


def offered(client, id):
    field = page_of(client, id, "offense").context["form"].fields.get("offenses")
    return [slug for slug, _ in field.choices] if field else []


def test_notice_offers_confirmed_crimes_of_that_country_and_ticks_none(client):
    make_law("shared")
    make_law("fakes", topic="deepfake_criminal", confidence="medium")
    make_law("unsure", confidence="low")
    make_law("bill", classification="both")
    make_law("hidden", shown=False)
    make_law("civil", topic="ncii_civil", classification="civil")
    make_law("elsewhere", place="IT")
    make_law("directive", place="EU")
    open_case(client).remember(country="FR")
    id = begin(client, "dsa")
    assert offered(client, id) == ["shared", "fakes"]
    assert letter(client).laws == []
    check(sentences(page_of(client, id, "offense")))
    page = text_of(page_of(client, id, "offense"))
    assert "laws of France that we could confirm" in page
    assert "Invented Code, art. shared (Invented crime)" in page


def test_law_that_was_ticked_is_named_until_staff_are_not_sure_any_more(client):
    law = make_law("shared")
    id = fill(client, "dsa", country="FR", offenses=["shared"], other_laws=[])
    text = text_of(show(client, id))
    assert "As far as I know, this breaks the law of France:" in text
    assert "Invented Code, art. shared (Invented crime)" in text
    law.confidence = "low"
    law.save()
    text = letter(client)
    assert text.laws == []
    assert "breaks the law" not in words_of(text)


def test_law_of_a_country_that_was_changed_since_is_not_named(client):
    make_law("shared")
    id = fill(client, "dsa", country="FR", offenses=["shared"], other_laws=[])
    assert save(client, id, "country", country="IT").status_code == 302
    assert letter(client).laws == []
    assert offered(client, id) == []
    page = text_of(page_of(client, id, "offense"))
    assert "We have no such law of Italy that we could confirm." in page
    check(sentences(page_of(client, id, "offense")))


def test_law_that_is_not_offered_is_refused_and_what_was_typed_stays(client):
    make_law("shared")
    id = fill(client, "dsa", country="FR", other_laws=[])
    page = save(client, id, "offense", offenses="elsewhere", other_laws="My own law")
    errors = page.context["form"].errors["offenses"]
    assert errors == ["Choose again from the list, please."]
    assert "My own law" in page.content.decode()
    assert letter(client).facts["other_laws"] == []


def test_without_a_country_a_law_can_be_typed(client):
    open_case(client).remember(country="US")
    id = begin(client, "dsa")
    page = page_of(client, id, "offense")
    assert reverse("takedown:page", args=[id, "country"]) in page.content.decode()
    assert "If you choose a country first" in text_of(page)
    assert save(client, id, "offense", other_laws="Some Act, s. 1").status_code == 302
    assert "As far as I know, this breaks the law:\n\n- Some Act, s. 1" in words_of(
        letter(client)
    )


@pytest.mark.parametrize("country", ["US", "ZZ", "", ["FR"], 7, None])
def test_country_outside_the_union_is_none_for_the_notice(country):
    notice = make_letter("dsa", country=country, other_laws=["A law"])
    assert (notice.country, notice.country_name) == ("", "")
    assert "breaks the law:" in words_of(notice)


def test_notice_asks_for_what_the_article_gives_and_names_no_hour():
    text = words_of(make_letter("dsa"))
    for asked in (
        "Confirm without delay that you received this notice.",
        "timely, diligent and non-arbitrary",
        "your decision and how it can be challenged (Article 16(4) to (6))",
    ):
        assert asked in text
    assert not re.search(r"\bhours?\b", text)
    assert LETTERS["dsa"].clock is None


# --- Which countries


@pytest.mark.parametrize(
    ("kind", "is_there", "is_not"),
    [("dsa", ["DE", "FR", "PL"], ["GB", "NO", "US"]), ("gdpr", ["DE", "GB"], ["US"])],
)
def test_country_can_be_chosen_of_those_under_the_law(client, kind, is_there, is_not):
    id = begin(client, kind)
    form = page_of(client, id, "country").context["form"]
    codes = [code for code, _ in form.fields["country"].choices]
    assert codes[0] == ""
    assert set(is_there) <= set(codes)
    assert not set(is_not) & set(codes)
    page = save(client, id, "country", country="US")
    assert page.context["form"].errors["country"] == [
        "Choose again from the list, please."
    ]


@pytest.mark.parametrize("kind", ["dsa", "gdpr"])
def test_country_told_to_the_guide_is_chosen_and_stays_its_own(client, kind):
    open_case(client).remember(country="DE")
    id = begin(client, kind)
    assert 'value="DE" selected' in page_of(client, id, "country").content.decode()
    assert save(client, id, "country", country="FR").status_code == 302
    assert letter(client).facts["country"] == "FR"
    assert open_case(client).facts["country"] == "DE"


def test_only_places_of_our_directory_are_offered():
    assert countries_in({"GB", "XX"}) == [("", "Choose one"), ("GB", "United Kingdom")]


# --- GDPR


@pytest.mark.parametrize("country", ["FR", "NO", "US", ""])
def test_request_rests_on_the_gdpr_unless_the_person_is_british(country):
    text = words_of(make_letter("gdpr", country=country))
    assert "Regulation (EU) 2016/679 (GDPR), Articles 17 and 21" in text
    assert "data protection authority (Article 77)" in text
    assert "UK" not in text
    assert "Information Commissioner" not in text


@every_voice
def test_british_request_names_the_uk_gdpr_and_its_commissioner(voice):
    text = words_of(make_letter("gdpr", voice, country="GB"))
    assert "under UK GDPR, Articles 17 and 21" in text
    assert "under Article 17 of the UK GDPR" in text
    assert "can also complain to the Information Commissioner." in text
    assert "(EU)" not in text
    assert "Article 77" not in text


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        ("unlawful", "The processing is unlawful: I did not consent to it."),
        ("withdrawn", "Any consent that was ever given is withdrawn"),
        ("objection", "an objection to all further processing (Article 21)"),
        ("special", "data about my sex life, a special category"),
    ],
)
def test_request_says_only_the_ground_that_was_ticked(ground, said):
    others = [code for code in ("unlawful", "withdrawn", "special") if code != ground]
    assert said in words_of(make_letter("gdpr", grounds=[ground]))
    assert said not in words_of(make_letter("gdpr", grounds=others))


def test_request_without_an_objection_does_not_claim_one():
    text = words_of(make_letter("gdpr", grounds=["unlawful"]))
    assert "Request for erasure under" in text
    assert "bjection" not in text
    assert "Article 21" not in text


def test_answer_is_due_within_one_month(client):
    assert (LETTERS["gdpr"].clock.law, LETTERS["gdpr"].clock.months) == (
        "GDPR and UK GDPR, art. 12(3)",
        1,
    )
    id = fill(client, "gdpr")
    assert "one month from when it reaches them" in text_of(show(client, id))
    assert "within one month of receiving this letter" in words_of(letter(client))


# --- The report of the United Kingdom: only once staff are sure of the law


NOT_SURE = [{"confidence": "medium"}, {"checked_by": ""}, {"shown": False}]


@pytest.mark.parametrize("changes", NOT_SURE, ids=str)
def test_report_is_neither_listed_nor_begun_before_staff_are_sure(client, changes):
    kind = LETTERS["uk-report"]
    assert str(kind.title) in text_of(client.get(LIST))
    assert client.get(begin_page("uk-report")).status_code == 200
    put_in_force(**changes)
    assert kind not in available()
    assert str(kind.title) not in text_of(client.get(LIST))
    assert begin_page("uk-report") not in client.get(LIST).content.decode()
    url = begin_page("uk-report")
    assert client.get(url).status_code == 404
    assert client.post(url, {"site": "platform:chatter"}).status_code == 404
    assert letters_of(open_case(client)) == []


def test_directory_as_shipped_does_not_offer_the_report(directory, db):
    assert not LETTERS["uk-report"].is_available()
    assert [kind for kind in LETTERS.values() if kind not in available()] == [
        LETTERS["uk-report"]
    ]


def test_report_that_was_made_stays_open_and_says_that_we_are_not_sure(client):
    id = fill(client, "uk-report")
    doubt = "We are no longer sure that this law is in force."
    assert doubt not in text_of(show(client, id))
    put_in_force(checked_by="")
    page = show(client, id)
    assert page.status_code == 200
    assert doubt in text_of(page)
    check(sentences(page))
    assert page_of(client, id, "where").status_code == 200
    assert begin_page("uk-report") not in client.get(LIST).content.decode()
    assert reverse("takedown:show", args=[id]) in client.get(LIST).content.decode()


def test_report_is_a_declaration_with_48_hours(client):
    text = words_of(make_letter("uk-report"))
    assert "I declare that intimate image content is present on Chatter" in text
    assert "within 48 hours of receiving this report" in text
    assert "the same or substantially the same" in text
    id = fill(client, "uk-report")
    assert "48 hours from when it reaches them (Online Safety Act 2023" in text_of(
        show(client, id)
    )


def test_report_says_by_whom_it_is_made():
    own = make_letter("uk-report").paper(TODAY).text("by-whom")
    assert own == "This report is made by the person shown in that content."
    for voice in ("attorney", "advocate"):
        theirs = make_letter("uk-report", voice).paper(TODAY).text("by-whom")
        assert theirs.startswith("This report is made on behalf of the person shown")


@pytest.mark.parametrize("way", ["email", "phone", "address"])
@pytest.mark.parametrize("kind", ["uk-report", "india"])
def test_one_way_to_reach_the_person_is_enough(kind, way):
    others = {"email", "phone", "address"} - {way}
    short = make_letter(kind, **dict.fromkeys(others, ""))
    assert short.missing(short.paper(TODAY)) == []


# --- eSafety: an office, not the site


def test_complaint_goes_to_the_office_and_asks_for_no_site(client):
    write_down(client, *LINKS, "https://pictures.example.net/v/881")
    assert "Site or app" in text_of(client.get(begin_page("dsa")))
    assert "Site or app" not in text_of(client.get(begin_page("esafety")))
    begin(client, "esafety")
    facts = letter(client).facts
    assert facts["recipient_name"] == "eSafety Commissioner"
    assert (facts["recipient_address"], facts["recipient_email"]) == ("", "")
    assert facts["links"] == [*LINKS, "https://pictures.example.net/v/881"]


@pytest.mark.parametrize(
    ("country", "ties"), [("AU", ["shown"]), ("NZ", []), ("", []), (["AU"], [])]
)
def test_who_lives_in_australia_has_said_so_already(client, country, ties):
    open_case(client).remember(country=country)
    begin(client, "esafety")
    assert letter(client).facts["ties"] == ties


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        ("shown", "The person in the images lives in Australia."),
        ("poster", "The person who posted the images, or threatens to, lives in"),
        ("host", "The images are hosted in Australia."),
    ],
)
def test_complaint_says_only_the_tie_that_was_ticked(tie, said):
    assert said in words_of(make_letter("esafety", ties=[tie]))
    assert said not in words_of(make_letter("esafety", ties=[]))


@every_voice
def test_threat_alone_is_enough_and_nothing_is_said_to_be_out(voice):
    facts = {"event": ["threatened"], "reasons": ["threat"], "links": []}
    threat = make_letter("esafety", voice, **facts)
    assert threat.missing(threat.paper(TODAY)) == []
    text = words_of(threat)
    assert "Someone threatened to share intimate images of" in text
    assert "Where the threat was made" in text
    assert "were posted" not in text
    verb = "do" if voice == "self" else "does"
    assert f"did not consent to that, and {verb} not consent to any sharing." in text


def test_threat_beside_a_post_is_told_too():
    text = words_of(make_letter("esafety", event=["posted", "threatened"]))
    assert "were posted online. Someone also threatened to share such images." in text
    assert "(section 77)" in text
    assert "nothing more is shared" in text
    assert "hreat" not in words_of(make_letter("esafety", event=["posted"]))


def test_proof_is_described_and_has_no_heading_without_it():
    assert "Evidence\n" in words_of(make_letter("esafety"))
    assert "Evidence" not in words_of(make_letter("esafety", evidence=""))


def test_address_of_the_office_is_that_of_the_directory(directory, client):
    id = fill(client, "esafety")
    line = Helpline.objects.get(slug=OFFICE)
    assert f'href="{line.url}" rel="noreferrer' in show(client, id).text
    Helpline.objects.filter(slug=OFFICE).update(url="https://office.example/new")
    assert 'href="https://office.example/new"' in show(client, id).text


def test_address_of_the_office_is_known_without_the_directory(client):
    assert f'href="{REPORT}"' in show(client, fill(client, "esafety")).text


# --- India: no number of hours before we have read the gazette


@every_voice
def test_indian_complaint_names_no_number_of_hours(client, voice):
    kind, id = LETTERS["india"], fill(client, "india", voice)
    assert kind.clock is None
    route = ROUTES["india"]
    said = [text_of(show(client, id)), kind.usual, kind.fits, kind.purpose]
    said += [route.why, route.can, route.cannot, route.how_long]
    for text in map(str, said):
        assert not re.search(r"\d+[ -]hours?|\b(?:two|three|24|36)\b.hours?", text)
    assert "within the time that rule 3(2)(b) sets" in said[0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("portal", "also reported at cybercrime.gov.in, under number 2026"),
        ("phone", "also reported by calling 1930, under number 2026"),
        ("both", "also reported at cybercrime.gov.in and by calling 1930, under"),
    ],
)
def test_indian_complaint_tells_of_a_report_that_was_made(answer, said):
    assert said in words_of(make_letter("india", cyber_report=answer))
    unnumbered = make_letter("india", cyber_report=answer, cyber_number="")
    assert "under number" not in words_of(unnumbered)


@pytest.mark.parametrize("answer", ["no", ""])
def test_indian_complaint_claims_no_report_that_was_not_made(answer):
    text = words_of(make_letter("india", cyber_report=answer))
    assert "reported" not in text
    assert EVERYTHING["cyber_number"] not in text


def test_indian_complaint_goes_to_the_grievance_officer_of_the_site(client):
    begin(client, "india")
    assert letter(client).facts["recipient_name"] == "Chatter Media, Inc."
    assert "To the Grievance Officer:" in words_of(letter(client))
