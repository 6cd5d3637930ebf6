"""What a hostile reader of the letters, a frightened person and an advocate found: a
test for each, so that it stays mended.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from directory.models import Domain, Platform
from takedown.letters import LETTERS
from tests.letter_facts import (
    ADVOCATE,
    ATTORNEY,
    EVERYTHING,
    KINDS,
    PERSON,
    TODAY,
    make_letter,
    removed,
)
from tests.test_letters_elements import NOWHERE, breaches, missing
from tests.test_requests import UTC, Clock, errors_of, made, page, tell
from tests.test_requests import clock as clock
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    adult,
    fill,
    follow,
    letter,
    open_case,
    save,
    send,
    show,
    taken,
    text_of,
    words,
    write_down,
)
from tests.test_takedown import chatter as chatter

SIGNED = [k for k in KINDS if "signature" in LETTERS[k].blank()]
ALTERED = [k for k in KINDS if "altered" in LETTERS[k].blank()]


@pytest.fixture
def client(chatter):
    return adult()


# --- What counts as there


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("take-it-down", "TID2"),
        ("platform-policy", "POL2"),
        ("litigation-hold", "HOLD2"),
        ("uk-report", "UK3"),
        ("esafety", "AU2"),
        ("police-preservation", "P5"),
    ],
)
def test_place_told_in_words_has_to_stay_in_the_words(kind, id):
    told = {"accounts": ["bob"], "seen": ["May 1"], "posts": ["77"], "found_in": "chat"}
    facts = NOWHERE | {n: v for n, v in told.items() if n in LETTERS[kind].blank()}
    assert missing(make_letter(kind, **facts)) == set()
    without = make_letter(kind, edits={"details": removed()}, **facts)
    assert (id, "") in missing(without)


def test_a_link_is_not_there_because_a_longer_one_is():
    links = ["https://a.example/p/1", "https://a.example/p/12"]
    edits = {"links": removed("See https://a.example/p/12.")}
    assert ("TID2", "") in missing(
        make_letter("take-it-down", links=links, edits=edits)
    )
    links.append("https://a.example/p_(3)")
    both = "See (https://a.example/p/12), https://a.example/p/1; "
    edits = {"links": removed(f"{both}https://a.example/p_(3).")}
    assert missing(make_letter("take-it-down", links=links, edits=edits)) == set()


@pytest.mark.parametrize("kind", SIGNED)
def test_letter_to_sign_by_hand_needs_the_place_for_it(kind):
    id = "DMCA1" if kind.startswith("dmca") else "TID1"
    facts = {"signature": "", "by_hand": True}
    assert (id, "") not in missing(make_letter(kind, **facts))
    signed = [e.id for e in LETTERS[kind].elements if e.paragraph == "signature"]
    gone = missing(make_letter(kind, edits={"signature": removed()}, **facts))
    assert ((id, "") in gone) == (id in signed)


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("take-it-down", "TID3"),
        ("platform-policy", "POL3"),
        ("dsa", "DSA1"),
        ("india", "IN2"),
        ("esafety", "AU3"),
    ],
)
def test_reason_has_to_stay_in_the_words(kind, id):
    edits = {"reasons": removed(), "in-own-words": removed()}
    assert (id, "") in missing(make_letter(kind, edits=edits))
    edits["in-own-words"] = removed("I never agreed.")
    assert missing(make_letter(kind, edits=edits)) == set()


@pytest.mark.parametrize(
    ("kind", "facts", "line"),
    [
        ("platform-policy", {}, "keep, out of public view"),
        ("platform-policy", {}, "act on the account"),
        ("host-notice", {"party": "host"}, "remove the images"),
        ("host-notice", {"party": "host"}, "keep, out of public view"),
        ("host-notice", {"party": "front"}, "pass this report on"),
        ("host-notice", {"party": "registrar"}, "act on the domain name"),
    ],
)
def test_one_line_of_pol4_taken_out_is_noticed(kind, facts, line):
    asked = make_letter(kind, **facts).paper(TODAY).text("requests").split("\n")
    rest = [each for each in asked if line not in each.casefold()]
    assert len(rest) == len(asked) - 1
    edits = {"requests": removed("\n".join(rest))}
    assert missing(make_letter(kind, edits=edits, **facts)) == {("POL4", "")}


def test_period_of_a_hold_letter_is_not_found_in_its_list_of_records():
    letter = make_letter("litigation-hold", edits={"period": removed()})
    assert "HOLD6" in {id for id, _ in missing(letter, is_required=False)}


# --- What no letter may say


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("HOLD-N1", "This is a court order."),
        ("HOLD-N1", "Federal law requires you to retain these logs."),
        ("HOLD-N1", "You are legally obligated to preserve them."),
        ("HOLD-N1", "You have a legal duty to preserve everything."),
        ("G7", "Pay me $500 or I'll have you arrested."),
        ("G7", "Send 500 euros by Friday. Otherwise I will press charges."),
        ("G7", "If you fail to pay, I will call the FBI."),
        ("G7", "Compensate me or face prosecution."),
        ("G7", "I will call the police every day until you pay."),
        ("HOLD-VOICE", "I am her licensed attorney."),
        ("HOLD-VOICE", "Dana Fictitious, Attorney at Law"),
        ("HOLD-VOICE", "I represent her in this matter."),
    ],
)
@pytest.mark.parametrize("voice", ["self", "advocate"])
def test_what_was_said_around_the_rules_is_noticed(voice, id, said):
    edits = {"anything-else": removed(said)}
    assert breaches(make_letter("litigation-hold", voice, edits)) == [id]


@pytest.mark.parametrize(
    "said",
    [
        "He wrote: pay 500 dollars or you will be sorry. I went to the police.",
        "I paid him 200 dollars. The police know of it.",
        "I do not act as a legal representative.",
        "Please treat this as a request. The law does not order you to keep anything.",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_happened_may_be_told(kind, said):
    assert breaches(make_letter(kind, edits={"anything-else": removed(said)})) == []


# --- Whose name it is


@pytest.mark.parametrize("kind", SIGNED)
def test_signature_goes_when_somebody_else_signs(client, kind):
    id = fill(client, kind)
    told = letter(client, id).facts
    assert told["signature"] == "Robin Sample"
    save(client, id, "name", voice="advocate")
    facts = letter(client, id).facts
    assert (facts["signature"], facts["by_hand"]) == ("", False)
    if "sworn" in facts:
        assert (facts["sworn"], facts["warned"]) == (False, False)
    assert b"Robin Sample" not in taken(client, id).content


def test_signature_stays_when_the_signer_does(client):
    id = fill(client, "take-it-down")
    save(client, id, "name", voice="self")
    assert letter(client, id).facts["signature"] == "Robin Sample"


HELPERS = {"attorney": ATTORNEY, "advocate": ADVOCATE}


@pytest.mark.parametrize("voice", HELPERS)
@pytest.mark.parametrize(
    "said",
    [
        "Write to ROBIN.SAMPLE@example.org",
        "Call 212-555-0142",
        "Call (212) 555 0142",
        "PO Box 100",
    ],
)
def test_own_words_that_tell_how_to_reach_the_person_are_noticed(voice, said):
    edits = {"contact": removed(said)}
    assert breaches(make_letter("take-it-down", voice, edits)) == ["VOICE-CONTACT"]
    assert breaches(make_letter("take-it-down", "self", edits)) == []


def test_what_both_have_in_common_is_no_breach():
    same = {"advocate_phone": PERSON["phone"], "advocate_address": PERSON["address"]}
    assert breaches(make_letter("take-it-down", "advocate", **same)) == []


def test_sender_kept_from_before_is_told_when_a_helper_signs(client):
    id = fill(client, "take-it-down")
    own = letter(client, id).paper(TODAY).text("sender") + "\nAlbany"
    words(client, id, **{"p-sender": own})
    save(client, id, "name", voice="advocate")
    assert "it still says how to reach you" in text_of(show(client, id))


def test_answers_of_a_helpers_letter_tell_nothing_however_it_is_written():
    told = "Dear ROBIN sample (Robin.Sample@Example.ORG, 212.555.0142), PO Box 100: no."
    for kind in ("follow-up", "ftc"):
        said = make_letter(kind, "attorney", answers=told).paper(TODAY).text("answers")
        assert said == "Dear [left out] ([left out], [left out]), [left out]: no."


def test_first_request_that_tells_of_the_person_is_not_copied_by_a_helper():
    facts = {"first_voice": "advocate", "first_request": "Call +1 212 555 0142."}
    told = make_letter("follow-up", "advocate", **facts).paper(TODAY)
    assert told.text("copy") == ""
    assert "signed by the person shown" not in told.words


# --- Nothing is said that was not told


def opened(client, id):
    """The page of its words, open in a tab: its address, and what it would send."""
    url = reverse("takedown:words", args=[id])
    form = client.get(url).context["form"]
    return url, {name: form[name].value() for name in form.fields} | {"mark": 0}


def test_box_that_nobody_touched_does_not_bring_old_facts_back(client):
    id = fill(client, "take-it-down", links=LINKS)
    url, typed = opened(client, id)
    save(client, id, "where", links=LINKS[:1])
    save(client, id, "name", voice="advocate")
    client.post(url, typed | {"p-greeting": "Hello,"})
    found = letter(client, id)
    assert set(found.edits) == {"greeting"}
    said = taken(client, id).content.decode()
    assert LINKS[1] not in said
    assert "robin.sample@example.org" not in said


def test_marks_of_the_boxes_are_not_told_as_typed_words(client):
    id = fill(client, "take-it-down")
    url, typed = opened(client, id)
    client.post(reverse("takedown:delete", args=[id]))
    texts = client.post(url, typed | {"p-greeting": "Hello,"}).context["texts"]
    assert "Hello," in texts
    assert not {v for n, v in typed.items() if n.startswith("shown-")} & set(texts)


def test_words_opened_yesterday_do_not_keep_the_date_of_yesterday(client, monkeypatch):
    id = fill(client, "take-it-down")
    url, typed = opened(client, id)
    tomorrow = datetime.date(2027, 1, 9)
    monkeypatch.setattr("takedown.preview.today_for", lambda *_: tomorrow)
    client.post(url, typed)
    assert letter(client, id).edits == {}


@pytest.mark.parametrize("kind", ALTERED)
def test_nobody_who_is_not_sure_says_that_it_shows_them(kind):
    said = make_letter(kind, altered="unsure").paper(TODAY).words
    assert "intimate images of me" not in said
    assert "they show me" not in said
    assert "the images show me" not in said


@pytest.mark.parametrize("altered", ["real", ""])
def test_letter_does_not_say_real_and_made_by_computer_at_once(altered):
    facts = {"reasons": ["fake"], "altered": altered}
    said = make_letter("take-it-down", **facts).paper(TODAY).words
    assert "the images are real" not in said
    assert "made or altered by computer to look like me" in said
    assert "they show me" not in said


def test_consent_that_is_taken_back_was_given_once():
    facts = {"grounds": ["withdrawn"], "reasons": [], "consent_words": "Not any more."}
    opening = make_letter("gdpr", **facts).paper(TODAY).text("opening")
    assert "without my consent" not in opening
    assert "Any consent to that is withdrawn." in opening


@pytest.mark.parametrize("kind", ["dmca", "dmca-search"])
@pytest.mark.parametrize("voice", ["self", "advocate"])
def test_warning_before_signing_is_that_of_the_signer(client, kind, voice):
    id = fill(client, kind, voice)
    shown = text_of(client.get(reverse("takedown:page", args=[id, "sign"])))
    assert ("written permission" in shown) == (voice == "advocate")
    assert ("the picture is yours" in shown) == (voice == "self")


@pytest.mark.parametrize("kind", KINDS)
def test_statute_stays_on_one_line(kind):
    for each in make_letter(kind).paper(TODAY).paragraphs:
        assert "U.S.C. " not in each.html


def test_indian_officer_is_to_be_looked_up(client):
    shown = text_of(show(client, fill(client, "india")))
    assert "We do not know the address of that officer" in shown


# --- Whose links


@pytest.mark.parametrize(
    ("site", "slug", "odd"),
    [
        ("Chatter", "chatter", True),
        ("pictures.example.net", "", False),
        ("example.net", "", False),
        ("other.example", "", True),
        ("Bob's forum", "", False),
    ],
)
def test_link_of_a_site_that_nobody_knows_is_pointed_out(client, site, slug, odd):
    id = fill(client, "take-it-down", links=[ELSEWHERE], site=site)
    entry = open_case(client).get("letter", id)
    value = entry.value | {"platform": slug}
    open_case(client).change("letter", id, value, entry.revision)
    found = show(client, id).context["odd_links"]
    assert [link for link, _ in found] == ([ELSEWHERE] if odd else [])


@pytest.mark.parametrize("kind", ["police-preservation", "esafety"])
def test_search_result_is_no_place_where_the_images_are(client, kind):
    search = Platform.objects.create(
        slug="finder",
        name="Finder",
        category="search",
        source="t",
        confidence="low",
        checked_on=datetime.date(2026, 1, 1),
    )
    Domain.objects.create(platform=search, host="finder.example")
    result = "https://finder.example/?q=robin"
    write_down(client, LINKS[0], result, account="+1 212 555 0199")
    response = client.post(reverse("takedown:letter", args=[kind]))
    id = response.url.split("/")[3]
    assert letter(client, id).facts["links"] == [LINKS[0]]
    assert b"Account, number or address: +1 212 555 0199" in taken(client, id).content
    piles = client.get(reverse("takedown:many")).context["boxes"]
    (pile,) = (pile for pile, _ in piles if pile.id == "case")
    assert kind in pile.made


# --- Requests


@pytest.mark.parametrize(
    ("kind", "key", "lacks"),
    [
        ("platform-policy", "both", []),
        ("platform-policy", "links", []),
        ("take-it-down", "good-faith", ["TID3"]),
        ("take-it-down", "signature", ["TID1"]),
    ],
)
def test_what_was_taken_out_before_sending_makes_no_valid_request(
    client, kind, key, lacks
):
    id = fill(client, kind)
    words(client, id, **{f"p-{key}": ""})
    found = made(client, send(client, id))
    assert not found.is_valid_under_the_act
    assert found.clocks == []
    assert [each.id for each in found.lacks] == lacks


def request_of(client, number=2, **told):
    links = [f"https://chatter.example.net/p/{n}" for n in range(number)]
    return send(client, fill(client, "take-it-down", links=links), **told)


def looked(client, request, *seen, **told):
    answers = {f"link-{n}": answer for n, answer in enumerate(seen)}
    return tell(client, request, "check", **answers | told)


@pytest.mark.parametrize(
    ("first", "seen", "status"),
    [
        ("removed", ("yes", "yes"), "denied"),
        ("removed", ("yes", "no"), "partly"),
        ("removed", ("no", ""), "removed"),
        ("refused", ("no", ""), "partly"),
        ("acknowledged", ("no", "no"), "removed"),
    ],
)
def test_what_the_site_said_and_what_was_seen(client, first, seen, status):
    request = request_of(client)
    tell(client, request, "answer", status=first)
    found = looked(client, request, *seen)
    assert found.status == status
    assert found.is_overdue() == (status in ("denied", "partly"))


def test_only_what_was_gone_can_be_back(client):
    request = request_of(client)
    assert looked(client, request, "no", "yes").status == "partly"
    assert looked(client, request, "no", "no").status == "removed"
    assert looked(client, request, "yes", "no").status == "reposted"


def test_a_copy_that_is_up_keeps_the_request_open(client):
    request = request_of(client)
    again = "https://chatter.example.net/p/9"
    tell(client, request, "back", back="2026-11-20", links=again)
    assert looked(client, request, "no", "no").status == "partly"
    assert looked(client, request, "no", "no", "no").status == "removed"


def test_answer_is_not_older_than_the_letter(client, clock):
    request = request_of(client, at="2026-11-25T08:00")
    url = reverse("takedown:request-event", args=[request, "answer"])
    told = {"status": "refused", "answer": "No.", "at": "2026-11-25T07:59"}
    response = client.post(url, told | {"zone": "America/New_York"})
    assert "before you sent the letter" in errors_of(response)["at"][0]
    assert "No." in response.content.decode()
    assert tell(client, request, "answer", status="refused").status == "refused"


def test_links_to_pictures_and_results_are_followed_too(client):
    found = made(client, send(client, fill(client, "delisting")))
    facts = EVERYTHING
    every = facts["links"] + facts["image_links"] + facts["result_links"]
    assert found.links == every


# --- What follows


def test_no_follow_up_says_that_time_is_over_before_it_is(client, clock):
    request = request_of(client, at="2026-11-26T08:00", **UTC)
    tell(client, request, "answer", status="refused")
    assert str(LETTERS["follow-up"].title) not in page(client, request)
    Clock.moment += datetime.timedelta(days=2)
    shown = page(client, request)
    assert str(LETTERS["follow-up"].title) in shown
    assert str(LETTERS["ftc"].title) in shown


def test_receipt_that_nobody_knows_is_not_claimed(client, clock):
    facts = after(client, request_of(client, at="2026-11-20T08:00"))
    assert facts["first_received"] == ""
    said = make_letter("follow-up", first_received="").paper(TODAY)
    assert "received it on" not in said.words
    assert "It was sent on Thursday" in said.text("first")
    assert missing(make_letter("follow-up", first_received="")) == set()


def after(client, request, kind="follow-up"):
    return letter(client, follow(client, request, kind)).facts


def test_only_links_that_somebody_saw_are_said_to_be_up(client, clock):
    request = request_of(client, 3, at="2026-11-20T08:00")
    assert after(client, request)["checked"] == ""
    looked(client, request, "yes", "unsure", "", at="2026-11-23T10:00", **UTC)
    for kind in ("follow-up", "ftc"):
        facts = after(client, request, kind)
        assert facts["links"] == ["https://chatter.example.net/p/0"]
        assert facts["checked"] == "Monday, November 23, 2026, at 10:00 a.m. (UTC)"


def test_links_seen_at_different_times_have_no_one_time(client, clock):
    request = request_of(client, at="2026-11-20T08:00")
    looked(client, request, "yes", "", at="2026-11-23T10:00", **UTC)
    looked(client, request, "", "yes", at="2026-11-24T10:00", **UTC)
    facts = after(client, request)
    assert len(facts["links"]) == 2
    assert facts["checked"] == ""


def test_what_is_back_is_not_said_to_be_still_there(client, clock):
    request = request_of(client, at="2026-11-20T08:00")
    looked(client, request, "no", "no", at="2026-11-22T10:00", **UTC)
    link = "https://chatter.example.net/p/0"
    tell(client, request, "back", back="2026-11-24", links=link)
    facts = after(client, request)
    assert (facts["links"], facts["checked"]) == ([link], "")
    said = make_letter("follow-up", came_back=True).paper(TODAY).words
    assert "still" not in said
    assert "taken down, and are there again" in said


def test_what_is_back_can_be_asked_for_anew(client):
    write_down(client, LINKS[0])
    id = fill(client, "take-it-down", links=LINKS[:1])
    request = send(client, id)
    tell(client, request, "check", **{"link-0": "no"})
    assert offered(client, request) == []
    tell(client, request, "check", **{"link-0": "yes"})
    assert "take-it-down" in offered(client, request)


def offered(client, request):
    """The kinds of letter that the page of the request offers for its place."""
    places = client.get(reverse("takedown:request", args=[request])).context["places"]
    return [offer.kind.slug for _, some in places for offer in some if offer.kind]


def test_copy_that_is_gone_is_not_named(client, clock):
    request = request_of(client, at="2026-11-20T08:00")
    looked(client, request, "yes", "yes", copies=ELSEWHERE)
    assert after(client, request)["copies"] == [ELSEWHERE]
    looked(client, request, "", "", "no")
    assert after(client, request)["copies"] == []


def test_helper_does_not_claim_to_have_asked_before():
    for voice in ("attorney", "advocate"):
        opening = make_letter("follow-up", voice).paper(TODAY).text("opening")
        assert "You were asked to remove" in opening


def test_spanish_copy_says_that_it_is_back():
    with override("es"):
        copy = make_letter("follow-up", came_back=True).paragraphs_to_read(TODAY)
    said = {each.key: each.text for each in copy}
    assert "están ahí otra vez" in said["opening"]
    assert "siguen ahí" not in said["opening"] + said["still-up-heading"]
