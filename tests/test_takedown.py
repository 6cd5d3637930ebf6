"""Making a letter: what was typed once is in it, nothing is lost or shown to others."""

import datetime
import html
import re
from itertools import pairwise
from unittest.mock import patch
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from django.apps import apps
from django.test import Client, RequestFactory
from django.urls import reverse

from directory.models import Channel, Domain, Platform
from evidence.cases import case_of
from evidence.incidents import Incident, looked_up
from evidence.models import Record
from helpcenter.documents.html import UnsupportedHTML
from takedown import kept, requests
from takedown.copies import papers_of
from takedown.kept import letters_of
from takedown.letters import LETTERS, available
from takedown.letters.voices import VOICES
from tests.awaited import put_in_force
from tests.letter_facts import (
    ADVOCATE,
    ATTORNEY,
    EVERYTHING,
    KINDS,
    PERSON,
    SIGNERS,
    WITH_SITE,
)

every_kind = pytest.mark.parametrize("kind", KINDS)
BEGUN_FOR_A_SITE = [kind for kind in WITH_SITE if not LETTERS[kind].follows]
every_kind_with_site = pytest.mark.parametrize("kind", BEGUN_FOR_A_SITE)
NEW_YORK = ZoneInfo("America/New_York")
LINKS = ["https://chatter.example.net/p/1", "https://chatter.example.net/p/2"]
ELSEWHERE = "https://pictures.example.net/v/881"


def open_case(client):
    request = RequestFactory().get("/")
    request.session = client.session
    return case_of(request)


def adult(client=None):
    """Somebody who said that everyone was 18 or over."""
    client = client or Client()
    client.post(reverse("takedown:age"), {"under_18": "no"})
    return client


@pytest.fixture
def chatter(db):
    proof = {"source": "test", "checked_on": datetime.date(2026, 1, 1)}
    chatter = Platform.objects.create(
        slug="chatter",
        name="Chatter",
        category="social",
        legal_name="Chatter Media, Inc.",
        confidence="high",
        **proof,
    )
    Domain.objects.create(platform=chatter, host="chatter.example.net")
    channels = [
        ("postal", {"address": ["Chatter Media, Inc.", "1 Main St", "Albany, NY"]}),
        ("take-it-down", {"url": "https://chatter.example.net/48"}),
        ("report", {"url": "https://chatter.example.net/report"}),
        ("abuse-email", {"email": "abuse@chatter.example.net"}),
        ("dmca", {"name": "Copyright Agent", "email": "dmca@chatter.example.net"}),
    ]
    for kind, facts in channels:
        Channel.objects.create(
            platform=chatter,
            slug=f"chatter-{kind}",
            kind=kind,
            confidence="medium",
            evidence="official_page_seen",
            **proof | facts,
        )
    put_in_force()  # so that a letter of every kind may be begun
    return chatter


@pytest.fixture
def client(chatter):
    return adult()


def write_down(client, *links, **facts):
    """An incident, as the chart keeps it."""
    incident = looked_up(Incident(**facts), list(links))
    open_case(client).add("incident", incident.value)


def begin(client, kind, **typed):
    """Begin a letter; its id. One that follows a request begins from one."""
    typed = typed or {"site": "platform:chatter"}
    if LETTERS[kind].follows:
        return follow(client, send(client, fill(client, "take-it-down")), kind)
    if LETTERS[kind].engines:
        typed = {"engine": "google-search"}
    response = client.post(reverse("takedown:letter", args=[kind]), typed)
    assert response.status_code == 302, response.content.decode()
    return response.url.split("/")[3]


def fill(client, kind, voice="self", **facts):
    """A letter of this kind that has all its facts; its id."""
    known = EVERYTHING | {"voice": voice, "signature": SIGNERS[voice]} | facts
    case = open_case(client)
    case.remember(taken_by=known["taken_by"])
    facts = {name: known[name] for name in LETTERS[kind].blank() if name in known}
    slug = "chatter" if kind in WITH_SITE else ""
    return kept.begin(case, LETTERS[kind], facts, slug).id


def walk(client, kind, voice="self", **facts):
    """The same by filling in every page."""
    known = EVERYTHING | {"voice": voice, "signature": SIGNERS[voice]} | facts
    open_case(client).remember(taken_by=known["taken_by"])
    id = begin(client, kind)
    for page in LETTERS[kind].pages:
        form = client.get(reverse("takedown:page", args=[id, page.slug])).context[
            "form"
        ]
        told = {name: known.get(name, form.initial.get(name)) for name in form.fields}
        response = save(client, id, page.slug, **told)
        assert response.status_code == 302, response.context["form"].errors
    return id


def send(client, id, **told):
    """Write down that this letter was sent, three days ago by the clock that requests
    have; the id of the request.
    """
    then = requests.told.datetime.now(NEW_YORK) - datetime.timedelta(days=3)
    typed = {"at": then.strftime("%Y-%m-%dT%H:%M"), "zone": "America/New_York"}
    response = client.post(reverse("takedown:sent", args=[id]), typed | told)
    assert response.status_code == 302, response.context["form"].errors
    return response.url.split("/")[3]


def follow(client, request, kind):
    """Begin the letter that follows this request; its id."""
    url = reverse("takedown:request-follow", args=[request])
    return client.post(url, {"kind": kind}).url.split("/")[3]


def save(client, id, part, mark=0, query="", **told):
    """Save a page as a browser would send it."""
    url = reverse("takedown:page", args=[id, part]) + query
    sent = {name: as_sent(value) for name, value in told.items()}
    return client.post(url, {"mark": mark} | {n: v for n, v in sent.items() if v != ""})


def as_sent(value):
    if value in (True, False, None):
        return "on" if value else ""
    if isinstance(value, list) and any("://" in v or " " in v for v in value):
        return "\n".join(value)
    return value


def letter(client, id=None):
    made = letters_of(open_case(client))
    return next(each.letter for each in made if id in (None, each.id))


def show(client, id):
    return client.get(reverse("takedown:show", args=[id]))


def text_of(response):
    """What one reads of a page, without tags and with one kind of space."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(words).split())


def taken(client, id, extension="txt"):
    return client.get(reverse("takedown:take", args=[id, extension]))


# --- Which letter


def test_list_says_what_each_letter_is_for_and_who_sees_the_name(db):
    text = text_of(Client().get(reverse("takedown:letters")))
    for kind in available():
        assert str(kind.title) in text
        assert str(kind.purpose) in text
        assert all(str(what) in text for _, what in kind.readers)
    assert "No lawyer has reviewed these letters yet" in text


def test_list_shows_the_letters_made_and_what_they_lack(client):
    whole = fill(client, "platform-policy")
    begin(client, "take-it-down")
    page = client.get(reverse("takedown:letters"))
    assert reverse("takedown:show", args=[whole]) in page.content.decode()
    assert "Complete" in text_of(page)
    assert "still missing" in text_of(page)


@pytest.mark.parametrize("number", [1, 3])
def test_list_needs_as_many_queries_for_three_letters_as_for_one(
    client, number, django_assert_max_num_queries
):
    for _ in range(number):
        begin(client, "take-it-down")
    with django_assert_max_num_queries(6):
        client.get(reverse("takedown:letters"))


def test_unknown_kind_is_404(client):
    assert client.get("/letters/threat/").status_code == 404


@every_kind_with_site
def test_site_can_be_chosen_beforehand_by_its_public_name(client, kind):
    page = client.get(reverse("takedown:letter", args=[kind]), {"platform": "chatter"})
    assert '<option value="platform:chatter" selected>' in page.content.decode()


@every_kind_with_site
def test_letter_needs_a_site_or_a_name(client, kind):
    page = client.post(
        reverse("takedown:letter", args=[kind]), {"site": "", "other": " "}
    )
    assert page.context["form"].errors["site"] == ["Choose a site, or type its name."]
    page = client.post(reverse("takedown:letter", args=[kind]), {"site": "nonsense"})
    assert page.context["form"].errors["site"] == ["Choose a site, or type its name."]
    assert letters_of(open_case(client)) == []


def test_site_that_is_not_in_the_list_is_typed(client):
    id = begin(client, "take-it-down", other="Pictures Forever")
    assert letter(client).service == "Pictures Forever"
    page = client.get(reverse("takedown:page", args=[id, "to"]))
    assert reverse("directory:unknown-site") in page.content.decode()


# --- Filled in from what was typed before


@every_kind_with_site
def test_links_of_the_site_and_only_those_come_from_the_incidents(client, kind):
    write_down(client, LINKS[1], account="sam", date="2026-11-02", label="picture 1")
    write_down(client, LINKS[0], LINKS[1], ELSEWHERE, account="else", date="2026-11-05")
    begin(client, kind)
    assert letter(client).facts["links"] == [LINKS[1], LINKS[0]]
    assert letter(client).facts["accounts"] == ["sam"]
    assert letter(client).facts["description"] == "picture 1"
    assert letter(client).facts["seen"] == ["November 2, 2026", "November 5, 2026"]


def test_unknown_sites_of_the_incidents_are_offered_by_their_host(client):
    write_down(client, ELSEWHERE)
    begin(client, "take-it-down", site="host:pictures.example.net")
    assert letter(client).facts["links"] == [ELSEWHERE]
    assert letter(client).service == "pictures.example.net"


@pytest.mark.parametrize(
    ("typed", "key"), [("Chatter", "platform:chatter"), ("Whisperer", "name:Whisperer")]
)
def test_sites_that_were_only_named_are_offered_too(client, typed, key):
    write_down(client, platform=typed, account="sam", when="last week")
    begin(client, "litigation-hold", site=key)
    assert letter(client).service == typed
    assert letter(client).facts["accounts"] == ["sam"]
    assert letter(client).facts["links"] == []


@pytest.mark.parametrize(
    ("kind", "email", "agent"),
    [
        ("litigation-hold", "abuse@chatter.example.net", ""),
        ("take-it-down", "abuse@chatter.example.net", ""),
        ("platform-policy", "abuse@chatter.example.net", ""),
        ("dmca", "dmca@chatter.example.net", "Copyright Agent\n"),
    ],
)
def test_recipient_comes_from_the_directory(client, kind, email, agent):
    begin(client, kind)
    facts = letter(client).facts
    assert facts["recipient_name"] == "Chatter Media, Inc."
    assert facts["recipient_email"] == email
    assert facts["recipient_address"] == f"{agent}1 Main St\nAlbany, NY"


def test_address_that_nobody_checked_says_so(client):
    id = begin(client, "take-it-down")
    to = reverse("takedown:page", args=[id, "to"])
    assert "Nobody has checked" not in text_of(client.get(to))
    assert "Nobody has checked" not in text_of(show(client, id))
    Channel.objects.update(confidence="low")
    assert "Nobody has checked this address yet" in text_of(client.get(to))
    assert "Nobody has checked the address in our list yet" in text_of(show(client, id))


def test_what_was_typed_once_is_in_the_next_letter(client):
    walk(client, "take-it-down")
    begin(client, "platform-policy")
    facts = letter(client).facts
    assert {name: facts[name] for name in PERSON} == PERSON
    assert facts["altered"] == "real"
    assert facts["signature"] == ""


@pytest.mark.parametrize(
    ("voice", "facts"), [("attorney", ATTORNEY), ("advocate", ADVOCATE)]
)
def test_helpers_details_are_remembered_apart_from_the_persons(client, voice, facts):
    walk(client, "litigation-hold", voice)
    begin(client, "take-it-down")
    next_one = letter(client).facts
    assert next_one[f"{voice}_name"] == facts[f"{voice}_name"]
    assert next_one["name"] == ""
    assert not next_one[f"{voice}_authorized"]


def test_somebody_who_helps_signs_as_a_helper(client):
    open_case(client).remember(helping="advocate")
    begin(client, "take-it-down")
    assert letter(client).voice == VOICES["advocate"]


def test_a_page_that_was_not_changed_does_not_undo_what_was_told_elsewhere(client):
    id = fill(client, "take-it-down")
    open_case(client).remember(altered="fake")
    saved = save(client, id, "consent", reasons=["hidden"], altered="real")
    assert saved.status_code == 302
    assert open_case(client).facts["altered"] == "fake"


# --- The pages


@every_kind
def test_letter_is_whole_after_its_pages(client, kind):
    id = walk(client, kind)
    page = show(client, id)
    assert page.context["missing"] == []
    assert "It is complete." in text_of(page)


@every_kind
def test_every_page_may_stay_empty(client, kind):
    open_case(client).remember(taken_by="me")
    id = begin(client, kind)
    for part in LETTERS[kind].pages:
        if part.slug != "taken":
            assert save(client, id, part.slug).status_code == 302
    page = show(client, id)
    assert "It is not complete yet" in text_of(page)
    for missing, where in page.context["missing"]:
        assert missing.sentence in text_of(page)
        if where:
            url = reverse("takedown:page", args=[id, where.slug])
            assert f"{url}?change#id_{missing.field}" in page.content.decode()


@every_kind
def test_link_to_a_missing_fact_leads_to_its_field(client, kind):
    open_case(client).remember(taken_by="me")
    id = begin(client, kind, other="Somewhere")
    for missing, where in show(client, id).context["missing"]:
        page = client.get(reverse("takedown:page", args=[id, where.slug]))
        assert f'id="id_{missing.field}"' in page.content.decode()


def test_pages_follow_one_another_and_end_at_the_letter(client):
    id = begin(client, "platform-policy")
    pages = [page.slug for page in LETTERS["platform-policy"].pages]
    for here, after in pairwise(pages):
        assert save(client, id, here).url == reverse("takedown:page", args=[id, after])
    assert save(client, id, pages[-1]).url == reverse("takedown:show", args=[id])


def test_change_comes_back_to_the_letter(client):
    id = begin(client, "platform-policy")
    response = save(client, id, "where", query="?change", links=LINKS)
    assert response.url == reverse("takedown:show", args=[id])


@pytest.mark.parametrize("part", ["keep", "nonsense", "taken"])
def test_page_of_another_kind_is_404(client, part):
    id = begin(client, "take-it-down")
    assert client.get(reverse("takedown:page", args=[id, part])).status_code == 404


@pytest.mark.parametrize("answer", ["saved", "hold", "skip", ""])
def test_g5_preserving_first_never_blocks(client, answer):
    id = begin(client, "take-it-down")
    assert save(client, id, "before", preserved=answer).status_code == 302


def test_preserving_first_shows_the_hold_letter_that_was_made(client):
    id = begin(client, "take-it-down")
    before = reverse("takedown:page", args=[id, "before"])
    make = reverse("takedown:letter", args=["litigation-hold"])
    assert make in client.get(before).content.decode()
    begin(client, "litigation-hold", other="Another place")
    assert make in client.get(before).content.decode()
    hold = begin(client, "litigation-hold")
    page = client.get(before).content.decode()
    assert reverse("takedown:show", args=[hold]) in page
    assert make not in page


@every_kind
def test_g4_who_will_see_the_name_is_told_before_it_is_asked(client, kind):
    open_case(client).remember(taken_by="me")
    id = begin(client, kind)
    order = [page.slug for page in LETTERS[kind].pages]
    assert order.index("name") < order.index("from")
    text = text_of(client.get(reverse("takedown:page", args=[id, "name"])))
    assert all(str(what) in text for _, what in LETTERS[kind].readers)


@pytest.mark.parametrize("kind", [k for k in KINDS if LETTERS[k].is_removal])
def test_removal_letter_begins_with_what_comes_before_removing(kind):
    first = next(page.slug for page in LETTERS[kind].pages if page.slug != "taken")
    assert first == "before"


def test_only_a_lawyer_signs_as_one(client):
    id = begin(client, "litigation-hold")
    save(client, id, "name", voice="attorney")
    facts = {n: v for n, v in ATTORNEY.items() if n != "attorney_is_lawyer"}
    page = save(client, id, "from", **facts)
    assert page.context["form"].errors["attorney_is_lawyer"]
    assert 'value="Example &amp; Example LLP"' in page.content.decode()
    assert save(client, id, "from", **ATTORNEY).status_code == 302


def test_page_asks_only_for_who_signs(client):
    id = begin(client, "litigation-hold")
    page = client.get(reverse("takedown:page", args=[id, "from"]))
    assert list(page.context["form"].fields) == ["name", "address", "email", "phone"]
    save(client, id, "name", voice="advocate")
    page = client.get(reverse("takedown:page", args=[id, "from"]))
    assert "email" not in page.context["form"].fields
    assert "advocate_email" in page.context["form"].fields


def test_time_that_is_none_says_how_to_write_one(client):
    id = begin(client, "take-it-down")
    page = save(client, id, "extras", sends_at="tomorrow", zone="UTC")
    assert "2026-11-24 15:10" in page.context["form"].errors["sends_at"][0]
    assert 'value="tomorrow"' in page.content.decode()


@pytest.mark.parametrize("typed", ["9999-12-31 23:00", "0026-11-24 15:10"])
def test_time_of_a_strange_year_says_so(client, typed):
    id = fill(client, "take-it-down")
    response = save(client, id, "extras", sends_at=typed, zone="UTC")
    assert "check the year" in response.content.decode()


def test_time_needs_its_place(client):
    id = begin(client, "take-it-down")
    page = save(client, id, "extras", sends_at="2026-11-24T15:10")
    assert page.context["form"].errors == {
        "zone": ["Choose the place whose time it is."]
    }
    assert 'value="2026-11-24T15:10"' in page.content.decode()


@pytest.mark.parametrize(
    ("part", "name"), [("name", "voice"), ("consent", "reasons"), ("extras", "zone")]
)
def test_answer_that_was_not_offered_says_what_to_do(client, part, name):
    id = begin(client, "take-it-down")
    page = save(client, id, part, **{name: "nonsense"})
    assert page.context["form"].errors[name] == ["Choose again from the list, please."]


@pytest.mark.parametrize("number", [1, 300])
def test_letter_of_many_links_needs_no_more_queries(
    client, number, django_assert_max_num_queries
):
    id = fill(client, "take-it-down", links=[f"{LINKS[0]}{n}" for n in range(number)])
    with django_assert_max_num_queries(9):
        show(client, id)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-24T15:10",
        "2026-11-24 15:10",
        "2026-11-24T15:10:00",
        "November 24, 2026 03:10 PM",
    ],
)
def test_time_can_be_written_in_several_ways(client, typed):
    id = begin(client, "take-it-down")
    save(client, id, "extras", sends_at=typed, zone="UTC")
    assert (
        letter(client).deadline_words
        == "Thursday, November 26, 2026, at 3:10 p.m. (UTC)"
    )


# --- Under 18


ROUTES = ["letter", "page", "show", "words", "take"]


def routes(kind, id):
    yield reverse("takedown:letter", args=[kind])
    yield reverse("takedown:show", args=[id])
    yield reverse("takedown:words", args=[id])
    for part in LETTERS[kind].pages:
        yield reverse("takedown:page", args=[id, part.slug])
    for extension in ("pdf", "docx", "txt"):
        yield reverse("takedown:take", args=[id, extension])


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@every_kind
def test_g2_under_18_there_are_reports_and_no_letters(directory, client, kind, answer):
    id = fill(client, kind)
    open_case(client).remember(under_18=answer)
    for url in [reverse("takedown:letters"), *routes(kind, id)]:
        for response in (
            client.get(url),
            client.post(url, {"site": "platform:chatter"}),
        ):
            assert response.status_code == 403, url
            assert "You are not in trouble." in text_of(response)
            assert "report.cybertip.org" in text_of(response)
            assert "takeitdown.ncmec.org" in text_of(response)
            assert LINKS[0] not in text_of(response)
    assert len(letters_of(open_case(client))) == 1


@every_kind
def test_age_is_asked_before_the_first_letter(chatter, kind):
    client = Client()
    page = client.get(reverse("takedown:letter", args=[kind]))
    assert "Was everyone in the picture 18 or over" in text_of(page)
    back = page.context["form"].initial["back"]
    answered = client.post(reverse("takedown:age"), {"under_18": "no", "back": back})
    assert answered.url == reverse("takedown:letter", args=[kind])
    begun = "Letters you sent" if LETTERS[kind].follows else "Begin this letter"
    assert begun in text_of(client.get(answered.url, follow=True))


def test_age_is_asked_once(client):
    assert open_case(client).facts["under_18"] == "no"
    page = client.get(reverse("takedown:letter", args=["take-it-down"]))
    assert "Was everyone in the picture" not in text_of(page)


@every_kind
def test_no_letter_while_nobody_was_asked(client, kind):
    id = fill(client, kind)
    open_case(client).remember(under_18="")
    for url in routes(kind, id):
        assert "Was everyone in the picture 18 or over" in text_of(client.get(url)), url


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_age_without_an_answer_is_asked_again(db, answer):
    client = Client()
    page = client.post(reverse("takedown:age"), {"under_18": answer})
    assert page.context["form"].errors["under_18"]
    assert open_case(client) is None


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/notes/", "x"]
)
def test_age_leads_nowhere_else(db, back):
    answered = Client().post(reverse("takedown:age"), {"under_18": "no", "back": back})
    assert answered.url == reverse("takedown:letters")


def test_mistaken_answer_about_the_age_can_be_changed(directory, client):
    open_case(client).remember(under_18="unsure")
    page = client.get(reverse("takedown:letters"))
    assert reverse("takedown:age") in page.content.decode()
    adult(client)
    assert client.get(reverse("takedown:letters")).status_code == 200


def test_who_is_under_18_now_cannot_be_an_adult_in_the_picture(directory, client):
    """Else the guide would still see a child, and the letters an adult."""
    guide_page = reverse("guide:step", args=["age"])
    client.post(guide_page, {"under_18_now": "yes"})
    page = client.post(reverse("takedown:age"), {"under_18": "no"})
    assert "“under 18 now”" in text_of(page)
    assert client.get(reverse("takedown:letters")).status_code == 403
    client.post(guide_page, {"under_18": "no", "under_18_now": "no"})
    assert client.get(reverse("takedown:letters")).status_code == 200


# --- Who did not take the picture


@pytest.mark.parametrize("who", ["other", "hidden", "unsure"])
def test_no_copyright_notice_unless_they_took_the_picture(client, who):
    id = fill(client, "dmca")
    open_case(client).remember(taken_by=who)
    for url in routes("dmca", id):
        response = client.get(url)
        if url.endswith("/taken/"):
            assert response.status_code == 200
        else:
            assert response.status_code == 403, url
            assert "Another letter fits better" in text_of(response)
            assert "penalty of perjury" in text_of(response)


def test_no_copyright_notice_until_they_said_who_took_the_picture(client):
    id = begin(client, "dmca")
    deciding = reverse("takedown:page", args=[id, "taken"])
    for part in ("show", "words"):
        assert client.get(reverse(f"takedown:{part}", args=[id])).url == deciding
    assert taken(client, id).url == deciding
    save(client, id, "taken", taken_by="me")
    assert show(client, id).status_code == 200
    assert open_case(client).facts["taken_by"] == "me"


def test_answer_that_somebody_else_took_it_offers_the_other_letters(client):
    id = begin(client, "dmca")
    after = save(client, id, "taken", taken_by="other")
    page = client.get(after.url)
    assert page.status_code == 403
    offered = {
        kind
        for kind in KINDS
        if reverse("takedown:letter", args=[kind]) in page.content.decode()
    }
    assert offered >= {"litigation-hold", "take-it-down", "platform-policy"}
    assert not offered & {"dmca", "please-do-not-open", "counter-notice"}
    save(client, id, "taken", mark=1, taken_by="me")
    assert show(client, id).status_code == 200


@pytest.mark.parametrize("ticks", [{}, {"warned": True}, {"sworn": True}])
def test_copyright_notice_is_signed_only_after_the_warning(client, ticks):
    open_case(client).remember(taken_by="me")
    id = begin(client, "dmca")
    page = save(client, id, "sign", signature="Robin Sample", **ticks)
    assert "tick both" in page.context["form"].non_field_errors()[0]
    assert "17 U.S.C. § 512(f)" in text_of(page)
    assert 'value="Robin Sample"' in page.content.decode()
    assert letter(client).facts["signature"] == ""


# --- Two tabs


def test_two_tabs_on_different_pages_do_not_disturb_each_other(client):
    id = begin(client, "take-it-down")
    assert save(client, id, "where", links=LINKS).status_code == 302
    assert save(client, id, "from", **PERSON).status_code == 302
    assert letter(client).facts["links"] == LINKS
    assert letter(client).facts["name"] == "Robin Sample"


def test_two_tabs_on_one_page_show_both_and_lose_nothing(client):
    id = begin(client, "take-it-down")
    save(client, id, "where", links=LINKS, description="picture 1")
    page = save(client, id, "where", links=[ELSEWHERE], description="picture 1")
    assert page.status_code == 409
    assert page.context["theirs"] == [("Links", "\n".join(LINKS))]
    assert LINKS[0] in text_of(page)
    assert ELSEWHERE in text_of(page)
    assert letter(client).facts["links"] == LINKS
    mark = page.context["mark"].initial["mark"]
    assert save(client, id, "where", mark=mark, links=[ELSEWHERE]).status_code == 302
    assert letter(client).facts["links"] == [ELSEWHERE]


def test_stale_page_tells_choices_in_words(client):
    id = begin(client, "take-it-down")
    save(client, id, "consent", reasons=["never"], altered="real")
    page = save(client, id, "consent", reasons=["hidden"], altered="fake")
    assert ("Is it real, or made by computer?", "It is real") in page.context["theirs"]
    said = dict(page.context["theirs"])["What is true?"]
    assert said == "I never agreed that it could be published"


def test_same_thing_saved_twice_is_no_conflict(client):
    id = begin(client, "take-it-down")
    save(client, id, "where", links=LINKS)
    assert save(client, id, "where", links=LINKS).status_code == 302


@pytest.mark.parametrize("mark", ["", "x", "-1", "99999999999999999999"])
def test_unreadable_mark_overwrites_nothing(client, mark):
    id = begin(client, "take-it-down")
    save(client, id, "where", links=LINKS)
    page = save(client, id, "where", mark=mark, links=[ELSEWHERE])
    assert page.status_code == 409
    assert letter(client).facts["links"] == LINKS


# --- The words


def words(client, id, mark=0, **typed):
    """Save the words: all boxes as they are, with these changes."""
    url = reverse("takedown:words", args=[id])
    form = client.get(url).context["form"]
    sent = {name: field.initial or "" for name, field in form.fields.items()}
    sent |= {name.replace("_", "-"): text for name, text in typed.items()}
    return client.post(
        url, {"mark": mark} | {n: v for n, v in sent.items() if v != "off"}
    )


@every_kind
def test_words_that_are_not_changed_are_not_kept(client, kind):
    id = fill(client, kind)
    assert words(client, id).status_code == 302
    assert letter(client).edits == {}


def test_changed_added_and_removed_paragraphs_are_in_the_letter(client):
    id = fill(client, "take-it-down")
    words(
        client, id, p_opening="Mine.\n\nAnd more.", p_consent="", p_anything_else="P.S."
    )
    text = taken(client, id).content.decode()
    assert "Mine.\n\nAnd more." in text
    assert "is not consent to publish" not in text
    assert "P.S.\n\nSincerely," in text


def test_original_words_can_be_put_back(client):
    id = fill(client, "take-it-down")
    before = taken(client, id).content
    words(client, id, p_consent="", p_opening="Mine.")
    assert taken(client, id).content != before
    words(client, id, mark=1, reset_consent="on", reset_opening="on")
    assert taken(client, id).content == before


def test_box_that_was_not_in_the_page_leaves_its_paragraph_alone(client):
    id = fill(client, "take-it-down")
    url = reverse("takedown:words", args=[id])
    client.post(url, {"mark": 0, "p-opening": "Mine."})
    assert list(letter(client).edits) == ["opening"]


def test_edit_that_takes_an_element_out_is_named(client):
    id = fill(client, "dmca")
    words(client, id, p_accuracy="")
    page = show(client, id)
    assert [each.id for each, _ in page.context["missing"]] == ["DMCA6"]
    url = reverse("takedown:words", args=[id])
    assert f"{url}#id_p-accuracy" in page.content.decode()
    assert 'id="id_p-accuracy"' in client.get(url).content.decode()


def test_words_that_sound_like_an_order_are_noticed(client):
    id = fill(client, "litigation-hold")
    words(client, id, p_anything_else="This letter is a court order.")
    page = show(client, id)
    assert [each.id for each in page.context["breaches"]] == ["HOLD-N1"]
    assert not page.context["is_ready"]


def test_facts_changed_after_the_words_are_noticed(client):
    id = fill(client, "take-it-down")
    words(client, id, p_links="\n".join(LINKS[:1]))
    assert show(client, id).context["outdated"] == []
    save(client, id, "where", links=LINKS)
    assert [each.key for each in show(client, id).context["outdated"]] == ["links"]


def test_words_changed_in_two_tabs_show_both(client):
    id = fill(client, "take-it-down")
    words(client, id, p_consent="First.")
    page = words(client, id, mark=0, p_consent="Second.")
    assert page.status_code == 409
    assert page.context["theirs"] == [("Consent", "First.")]
    assert "Second." in text_of(page)
    assert letter(client).edits["consent"]["text"] == "First."


# --- The letter and its files


@every_kind
def test_letter_page_shows_the_paper_and_the_text_to_copy(client, kind):
    id = fill(client, kind)
    page = show(client, id)
    assert '<p class="subject">' in page.content.decode()
    assert page.context["copy"].initial["text"] == taken(client, id).content.decode()
    assert "No lawyer has reviewed these letters yet" in text_of(page)


@pytest.mark.parametrize("voice", VOICES)
@every_kind
def test_letter_page_tells_who_will_see_what(client, kind, voice):
    text = text_of(show(client, fill(client, kind, voice)))
    about = text.partition("Who will see what")[2].partition("How to send it")[0]
    assert all(str(what) in about for _, what in LETTERS[kind].readers)
    assert SIGNERS[voice] in about
    assert (PERSON["email"] in about) == (voice == "self")


@pytest.mark.parametrize(
    ("extension", "start", "content_type"),
    [
        ("pdf", b"%PDF", "application/pdf"),
        (
            "docx",
            b"PK",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("txt", b"Robin Sample", "text/plain; charset=utf-8"),
    ],
)
@every_kind
def test_file_is_not_kept_and_has_a_name_that_says_nothing(
    client, kind, extension, start, content_type
):
    response = taken(client, fill(client, kind), extension)
    assert response.content.removeprefix(b"\xef\xbb\xbf").startswith(start)
    assert response["Content-Type"] == content_type
    assert "no-store" in response["Cache-Control"]
    assert re.fullmatch(
        rf'attachment; filename="notes-\d{{4}}-\d\d\.{extension}"',
        response["Content-Disposition"],
    )


def test_unknown_format_is_404(client):
    assert taken(client, fill(client, "dmca"), "exe").status_code == 404


def test_letter_that_is_not_complete_can_be_taken_all_the_same(client):
    id = begin(client, "take-it-down")
    assert "It is not complete yet" in text_of(show(client, id))
    assert b"[Name]" in taken(client, id).content


def test_odd_links_are_pointed_out_and_left_as_typed(client):
    odd = ["javascript:alert(1)", LINKS[0], "https://www.chatter.example.net/9"]
    Platform.objects.create(
        slug="other",
        name="Other",
        category="social",
        source="t",
        confidence="low",
        checked_on=datetime.date(2026, 1, 1),
    )
    Domain.objects.create(
        platform=Platform.objects.get(slug="other"), host="other.example"
    )
    id = fill(client, "take-it-down", links=[*odd, "https://other.example/1"])
    page = show(client, id)
    assert [link for link, _ in page.context["odd_links"]] == [
        "javascript:alert(1)",
        "https://other.example/1",
    ]
    assert "This is on Other." in text_of(page)
    assert "javascript:alert(1)" in taken(client, id).content.decode()
    assert 'href="javascript' not in page.content.decode()


def test_letter_can_be_deleted(client):
    id = begin(client, "take-it-down")
    url = reverse("takedown:delete", args=[id])
    assert "cannot be brought back" in text_of(client.get(url))
    assert letters_of(open_case(client)) != []
    assert client.post(url).url == reverse("takedown:letters")
    assert letters_of(open_case(client)) == []
    assert client.get(url).status_code == 404


# --- Nobody else's


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("visitor", ["another case", "no case"])
def test_letter_of_another_case_is_404(client, method, visitor):
    id = fill(client, "take-it-down")
    stranger = adult() if visitor == "another case" else Client()
    for url in [*routes("take-it-down", id), reverse("takedown:delete", args=[id])][1:]:
        response = getattr(stranger, method)(url)
        assert response.status_code == 404, url
        assert "Robin Sample" not in response.content.decode()
    assert len(letters_of(open_case(client))) == 1


def test_what_was_typed_into_a_letter_that_is_gone_is_shown(client):
    id = begin(client, "take-it-down")
    client.post(reverse("takedown:delete", args=[id]))
    story = "A long and tiring story that nobody should have to type twice."
    page = save(client, id, "consent", consent_words=story)
    assert page.status_code == 404
    assert story in text_of(page)


@pytest.mark.parametrize(
    "typed", ["Jane Doe", "555-0100", "a@b.example", "Élan", "12 May"]
)
def test_short_words_typed_into_a_letter_that_is_gone_are_shown_too(client, typed):
    id = begin(client, "take-it-down")
    client.post(reverse("takedown:delete", args=[id]))
    page = client.post(
        reverse("takedown:page", args=[id, "from"]),
        {"name": typed, "voice": "self", "mark": "0", "country": "US"},
    )
    tree = lxml.html.fromstring(page.content)
    shown = tree.xpath("//blockquote")
    assert [each.text_content().strip() for each in shown] == [typed]


def test_nothing_of_a_letter_is_readable_at_rest(client):
    fill(client, "dmca")

    for model in apps.get_models():
        if model._meta.app_label in ("evidence", "helpcenter", "takedown"):
            for row in model.objects.values_list():
                for value in row:
                    raw = bytes(value) if isinstance(value, memoryview) else value
                    assert b"Robin" not in (raw if isinstance(raw, bytes) else b"")
                    assert "Robin" not in str(value)


# --- Two saves at the same moment


def interleaved(client, id, times):
    """A change to the page "where" during which the page "from" is saved."""
    case, saves = open_case(client), iter(range(times))

    def change(found):
        if next(saves, None) is not None:
            mark = kept.letter_of(case, id).mark("from")
            kept.save_facts(case, id, "from", mark, {"name": f"Robin {mark}"})
        return {"facts": found.value["facts"] | {"links": LINKS}}

    return change


def test_save_in_the_same_moment_as_another_page_keeps_both(client):
    id = begin(client, "take-it-down")
    kept.save(open_case(client), id, "where", 0, interleaved(client, id, 2))
    assert letter(client).facts["links"] == LINKS
    assert letter(client).facts["name"] == "Robin 1"


def test_save_that_never_gets_its_turn_says_so(client):
    id = begin(client, "take-it-down")
    with pytest.raises(kept.Stale):
        kept.save(open_case(client), id, "where", 0, interleaved(client, id, 99))
    assert letter(client).facts["links"] == []


def test_letter_deleted_while_it_is_saved_is_gone(client):
    id = begin(client, "take-it-down")

    def change(found):
        open_case(client).delete("letter", id)
        return {}

    with pytest.raises(Record.DoesNotExist):
        kept.save(open_case(client), id, "where", 0, change)


def test_stale_tick_is_told_in_words(client):
    id = begin(client, "take-it-down")
    save(client, id, "sign", signature="Robin", by_hand=True)
    page = save(client, id, "sign", signature="Robin")
    label = "It will be printed and signed with a pen instead"
    assert page.context["theirs"] == [(label, "Ticked")]


def test_links_of_a_site_that_has_only_a_name_stay_with_their_host(client):
    write_down(client, ELSEWHERE, platform="Whisperer")
    begin(client, "take-it-down", site="host:pictures.example.net")
    assert letter(client).facts["links"] == [ELSEWHERE]
    page = client.get(reverse("takedown:letter", args=["take-it-down"]))
    assert "name:Whisperer" not in page.content.decode()


def test_closed_platform_says_what_to_do_instead(client, chatter):
    chatter.status, chatter.what_to_do_instead = "closed", "Write to the new owner."
    chatter.save()
    id = begin(client, "litigation-hold")
    assert "Chatter has closed. Write to the new owner." in text_of(show(client, id))


@pytest.fixture
def no_kind(client):
    """A letter whose kind is no more, with words of the person's own."""
    id = fill(client, "take-it-down", links=LINKS)
    words(client, id, p_opening="I ask you in my own words.")
    with patch.dict(LETTERS):
        del LETTERS["take-it-down"]
        yield id


def test_letter_of_a_kind_that_is_no_more_is_listed_and_read(client, no_kind):
    listed = text_of(client.get(reverse("takedown:letters")))
    assert "A letter of an earlier kind: Chatter" in listed
    for page in ("show", "words", "sent", "new-words"):
        shown = text_of(client.get(reverse(f"takedown:{page}", args=[no_kind])))
        assert "We do not make this kind of letter any more" in shown
        for said in ("I ask you in my own words.", *LINKS, "good-faith belief"):
            assert said in shown
    assert client.get(reverse("takedown:requests")).status_code == 200


def test_letter_of_a_kind_that_is_no_more_is_taken_along(client, no_kind):
    for extension in ("pdf", "docx", "txt"):
        assert taken(client, no_kind, extension).status_code == 200
    assert b"I ask you in my own words." in taken(client, no_kind).content
    papers = dict(papers_of(open_case(client)))
    assert b"I ask you in my own words." in papers["1-letter.txt"]


def test_letter_of_a_kind_that_is_no_more_loses_nothing_that_is_typed(client, no_kind):
    url = reverse("takedown:page", args=[no_kind, "where"])
    assert "Typed just now" in text_of(client.post(url, {"seen": "Typed just now"}))


def test_letter_of_a_kind_that_is_no_more_can_be_deleted(client, no_kind):
    url = reverse("takedown:delete", args=[no_kind])
    assert "A letter of an earlier kind: Chatter." in text_of(client.get(url))
    assert client.post(url).url == reverse("takedown:letters")
    assert open_case(client).all("letter") == []


def test_letter_of_a_kind_that_is_no_more_is_not_for_minors(client, no_kind):
    open_case(client).remember(under_18="yes")
    for response in (show(client, no_kind), taken(client, no_kind)):
        assert response.status_code == 403
        assert b"own words" not in response.content


def test_copy_cannot_bring_other_html_in_a_letter_of_no_kind(client, no_kind):
    case = open_case(client)
    entry = case.get("letter", no_kind)
    value = entry.value | {"composed": [["opening", "<script>1</script>"]], "edits": {}}
    case.change("letter", no_kind, value, entry.revision)
    with pytest.raises(UnsupportedHTML):
        list(papers_of(open_case(client)))
