"""Letters that were sent: what is frozen, when their time is over, what comes next."""

import datetime
import re
from io import BytesIO
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Word
from icalendar import Calendar
from pypdf import PdfReader

from evidence import custody
from takedown.kept import letter_of
from takedown.letters import LETTERS
from takedown.requests import event_forms
from takedown.requests.store import requests_of
from takedown.routes import ROUTES
from tests.letter_facts import KINDS
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    NEW_YORK,
    adult,
    begin,
    fill,
    follow,
    letter,
    open_case,
    save,
    send,
    show,
    text_of,
    words,
    write_down,
)
from tests.test_takedown import chatter as chatter

NOW = datetime.datetime(2026, 11, 26, 12, 0, tzinfo=datetime.UTC)
TWO_DAYS = datetime.timedelta(hours=48)
MINUTE = datetime.timedelta(minutes=1)
UTC = {"zone": "UTC"}
CAN_BE_SENT = [kind for kind in KINDS if not LETTERS[kind].is_sheet]


@pytest.fixture
def client(chatter):
    return adult()


class Clock(datetime.datetime):
    """What datetime.now() says in the modules under test."""

    moment = NOW

    @classmethod
    def now(cls, tz=None):
        return cls.moment.astimezone(tz)


@pytest.fixture
def clock(monkeypatch):
    """Set clock.moment, and it is that time for requests."""
    for module in ("told", "event_forms", "request", "reminders"):
        monkeypatch.setattr(f"takedown.requests.{module}.datetime", Clock)
    monkeypatch.setattr("takedown.requests.store.datetime", Clock)
    monkeypatch.setattr(Clock, "moment", NOW)
    return Clock


def made(client, id=None):
    """The request as it is kept."""
    every = requests_of(open_case(client))
    return next(each for each in every if id in (None, each.id))


def sent_form(client, id, **told):
    """The answer to what was told of a letter that went out."""
    return client.post(reverse("takedown:sent", args=[id]), UTC | told)


def errors_of(response):
    return response.context["form"].errors


def tell(client, id, word, **told):
    url = reverse("takedown:request-event", args=[id, word])
    response = client.post(url, {"nonce": ""} | told)
    assert response.status_code == 302, response.context["form"].errors
    return made(client, id)


def page(client, id):
    return text_of(client.get(reverse("takedown:request", args=[id])))


def packet(client, id, extension="txt"):
    url = reverse("takedown:request-file", args=[id, extension])
    return client.get(url).content


# --- It was sent


@pytest.mark.parametrize("kind", CAN_BE_SENT)
def test_letter_as_it_was_sent_never_changes(client, kind, monkeypatch):
    id = fill(client, kind)
    request = send(client, id)
    before = made(client, request).html
    open_case(client).remember(name="Somebody Else")
    save(client, id, LETTERS[kind].pages[-1].slug, name="Somebody Else")
    version = LETTERS[kind].version
    monkeypatch.setattr(LETTERS[kind], "version", version + 1)
    after = made(client, request)
    assert after.html == before
    assert "Robin Sample" in before
    assert after.value["version"] == version


def test_request_is_dated_on_the_day_it_was_sent(client, clock):
    id = fill(client, "take-it-down")
    request = send(client, id, at="2026-11-20T08:00")
    assert "November 20, 2026" in made(client, request).text


def test_sent_twice_at_the_same_moment_is_kept_once(client):
    id = fill(client, "take-it-down")
    first = send(client, id, at="2026-11-20T08:00")
    assert send(client, id, at="2026-11-20T08:00") == first
    again = send(client, id, at="2026-11-21T08:00")
    assert again != first
    assert len(requests_of(open_case(client))) == 2


def test_directory_is_frozen_as_it_was(client, chatter):
    request = send(client, fill(client, "take-it-down"))
    chatter.channels.all().delete()
    said = made(client, request).directory
    assert "Chatter Media, Inc." in said["recipient"]
    assert said["confidence"] == "medium"
    assert {fact["checked_on"] for fact in said["facts"]} == {"2026-01-01"}


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({}, "at", "Write when that was"),
        ({"at": "yesterday"}, "at", "Write the day and the time like this"),
        ({"at": "2026-11-26T12:11"}, "at", "still to come"),
        ({"at": "2026-11-26T10:00", "zone": ""}, "zone", "Choose the place"),
        ({"at": "2026-11-26T10:00", "zone": "Mars"}, "zone", "Choose again"),
        (
            {"at": "2026-03-08T02:30", "zone": "America/New_York"},
            "at",
            "jumped ahead",
        ),
        (
            {"at": "2026-11-26T10:00", "received": "2026-11-26T09:59"},
            "received",
            "before it was sent",
        ),
        (
            {"at": "2026-11-26T10:00", "received": "2026-11-26T13:00"},
            "received",
            "still to come",
        ),
    ],
)
def test_what_cannot_be_is_refused_kindly_and_kept_in_the_page(
    client, clock, told, field, words
):
    id = fill(client, "take-it-down")
    typed = {"reference": "A-1", "sent_to": "their form"} | told
    response = sent_form(client, id, **typed)
    assert words in errors_of(response)[field][0]
    assert response.context["form"]["reference"].value() == "A-1"
    assert "A-1" in response.content.decode()
    assert requests_of(open_case(client)) == []


def test_clock_of_a_phone_may_run_ahead_a_little(client, clock):
    assert sent_form(client, fill(client, "dmca"), at="2026-11-26T12:10").status_code


@pytest.mark.parametrize(
    ("date", "is_asked"),
    [("2026-11-21", True), ("2026-12", True), ("2026-11-20", False), ("", False)],
)
def test_before_the_incident_is_asked_about_and_taken_if_sure(
    client, clock, date, is_asked
):
    write_down(client, LINKS[0], date=date)
    id = fill(client, "take-it-down", links=[LINKS[0]])
    response = sent_form(client, id, at="2026-11-20T08:00")
    assert response.status_code == (200 if is_asked else 302)
    if is_asked:
        assert "tick this box" in errors_of(response)["sure"][0]
        response = sent_form(client, id, at="2026-11-20T08:00", sure="on")
    assert response.status_code == 302


def test_sheet_for_oneself_is_not_sent(client):
    id = begin(client, "counter-notice")
    url = reverse("takedown:sent", args=[id])
    assert client.get(url).status_code == 404
    assert url not in show(client, id).content.decode()


def test_sending_is_in_the_custody_log_with_the_hash_of_the_words(client):
    request = send(client, fill(client, "take-it-down"))
    tell(client, request, "answer", status="refused", answer="No.")
    sent, answered = custody.log_of(open_case(client))[-2:]
    assert (sent.words, answered.words) == (
        "Letter sent",
        "Answer to a letter written down",
    )
    assert re.fullmatch("[0-9a-f]{64}", sent.details["sha256"])
    assert "No." not in str(answered.details)


def test_g6_deleting_what_was_sent_is_in_the_custody_log_too(client):
    request = send(client, fill(client, "take-it-down"))
    client.post(reverse("takedown:request-delete", args=[request]))
    sent, deleted = custody.log_of(open_case(client))[-2:]
    assert (sent.words, deleted.words) == ("Letter sent", "Deleted")
    assert deleted.details == sent.details
    assert deleted.exhibit == ""


# --- Time


@pytest.mark.parametrize(
    ("passed", "is_over"),
    [(TWO_DAYS - MINUTE, False), (TWO_DAYS, True), (TWO_DAYS + MINUTE, True)],
)
@pytest.mark.parametrize(
    ("at", "zone"),
    [
        ("2026-11-20T08:00", "America/New_York"),
        ("2026-03-07T23:00", "America/New_York"),  # clocks jump ahead that night
        ("2026-10-31T23:00", "America/New_York"),  # clocks go back
        ("2026-10-24T23:00", "Europe/Paris"),
        ("2024-02-28T12:00", "UTC"),  # a leap day comes
        ("2026-02-27T23:30", "Asia/Kolkata"),
    ],
)
def test_48_hours_are_48_hours(client, clock, at, zone, passed, is_over):
    id = fill(client, "take-it-down")
    request = send(client, id, at=at, zone=zone)
    begun = datetime.datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    now = begun.astimezone(datetime.UTC) + passed
    assert made(client, request).is_overdue(now) == is_over


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-03-07T23:00", "Tuesday, March 10, 2026, at 12:00 a.m. (EDT)"),
        ("2026-10-31T23:00", "Monday, November 2, 2026, at 10:00 p.m. (EST)"),
        ("2026-11-01T01:30", "Tuesday, November 3, 2026, at 1:30 a.m. (EST)"),
        ("2024-02-28T12:00", "Friday, March 1, 2024, at 12:00 p.m. (EST)"),
    ],
)
def test_due_is_told_in_her_own_time_across_summer_time_and_leap_days(client, at, due):
    request = send(client, fill(client, "take-it-down"), at=at)
    assert made(client, request).due.words == due
    assert due in page(client, request)


def test_clock_begins_when_it_reached_them_if_that_is_known(client, clock):
    id = fill(client, "take-it-down")
    request = send(client, id, at="2026-11-20T08:00", received="2026-11-21T08:00")
    assert made(client, request).due.at.strftime("%m-%d %H:%M") == "11-23 08:00"


def test_what_went_by_post_has_no_end_until_somebody_knows_when_it_came(client, clock):
    id = fill(client, "take-it-down")
    request = send(client, id, at="2026-11-10T08:00", how="post")
    assert made(client, request).due is None
    assert not made(client, request).is_overdue(NOW)
    assert "It went by post" in page(client, request)
    url = reverse("takedown:request-correct", args=[request])
    form = client.get(url).context["form"].initial
    client.post(
        url, {n: v for n, v in form.items() if v} | {"received": "2026-11-12T09:00"}
    )
    assert made(client, request).is_overdue(NOW)
    assert made(client, request).value["sent"]["received"] == ""  # both are kept


def test_month_of_the_gdpr_ends_on_the_last_day_of_a_short_month(client, clock):
    request = send(client, fill(client, "gdpr"), at="2025-01-31T09:00")
    assert made(client, request).due.at.strftime("%m-%d %H:%M") == "02-28 23:59"


@pytest.mark.parametrize(("signature", "clocks"), [("Robin Sample", 1), ("", 0)])
def test_policy_letter_runs_the_acts_clock_if_it_counts_under_it(
    client, signature, clocks
):
    request = send(client, fill(client, "platform-policy", signature=signature))
    found = made(client, request)
    assert len(found.clocks) == clocks
    words = "48 hours" if clocks else "No law sets a time"
    assert words in page(client, request)


@pytest.mark.parametrize("at", ["2026-11-20T08:00", "2026-11-26T08:00"])
def test_request_that_lacked_something_runs_no_48_hours_and_says_so(client, clock, at):
    request = send(client, fill(client, "take-it-down", signature=""), at=at, **UTC)
    shown = page(client, request)
    assert "The 48 hours may not count" in shown
    assert "This letter lacked: A signature. A typed name is enough." in shown
    assert "Make it whole and send it again." in shown
    follow_up, ftc = (str(LETTERS[kind].title) for kind in ("follow-up", "ftc"))
    for untrue in ("They have until", "You can rest", "time is over", follow_up, ftc):
        assert untrue not in shown
    assert request not in board(client, "?show=overdue").content.decode()
    assert "They have until" not in text_of(board(client))
    assert b"VEVENT" not in client.get(reverse("takedown:calendar")).content


def test_words_that_were_taken_out_are_named_as_lacking(client):
    id = fill(client, "take-it-down")
    words(client, id, **{"p-good-faith": ""})
    shown = page(client, send(client, id))
    assert "It was in the words, and you changed them." in shown


@pytest.mark.parametrize(
    ("kind", "signature", "is_warned"),
    [
        ("take-it-down", "", True),
        ("take-it-down", "Robin Sample", False),
        ("platform-policy", "", False),
    ],
)
def test_what_makes_no_valid_request_is_said_before_sending_is_noted(
    client, kind, signature, is_warned
):
    id = fill(client, kind, signature=signature)
    shown = text_of(client.get(reverse("takedown:sent", args=[id])))
    for said in ("The 48 hours may not count", "A typed name is enough"):
        assert (said in shown) == is_warned


def test_letter_without_a_clock_is_never_overdue(client, clock):
    request = send(client, fill(client, "host-notice"), at="2020-01-01T00:00")
    assert not made(client, request).is_overdue(NOW)


def test_moving_to_another_place_does_not_move_the_deadline(client, clock):
    id = fill(client, "take-it-down")
    request = send(client, id, at="2026-11-20T08:00", zone="America/New_York")
    due = made(client, request).due.at
    url = reverse("takedown:request-correct", args=[request])
    client.post(url, {"at": "2026-11-20T14:00", "zone": "Europe/Paris"})
    assert made(client, request).due.at == due
    assert made(client, request).due.words.endswith("2:00 p.m. (CET)")


# --- What came of it


@pytest.mark.parametrize("status", ["acknowledged", "removed", "partly", "refused"])
def test_answer_is_kept_with_its_date_and_changes_the_status(client, clock, status):
    request = send(client, fill(client, "take-it-down"), at="2026-11-20T08:00")
    found = tell(
        client,
        request,
        "answer",
        status=status,
        answer="We looked at it. <b>Case 5</b>",
        reference="R-5",
        at="2026-11-24T09:00",
        zone="America/New_York",
    )
    assert (found.status, found.reference) == (status, "R-5")
    shown = page(client, request)
    assert "We looked at it. <b>Case 5</b>" in shown
    assert "November 24, 2026, at 9:00 a.m. (EST)" in shown


def test_other_message_does_not_change_the_status(client):
    request = send(client, fill(client, "take-it-down"))
    tell(client, request, "answer", status="acknowledged")
    assert tell(client, request, "answer", status="message").status == "acknowledged"


def test_answer_needs_a_choice_and_loses_no_words(client):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-event", args=[request, "answer"])
    response = client.post(url, {"answer": "Their long answer"})
    assert "Choose what they answered" in errors_of(response)["status"][0]
    assert "Their long answer" in response.content.decode()


def test_event_sent_twice_is_kept_once_and_two_tabs_keep_both(client):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-event", args=[request, "answer"])
    first, second = (client.get(url).context["form"]["nonce"].value() for _ in "ab")
    for nonce in (first, first, second):
        tell(client, request, "answer", status="message", nonce=nonce, answer="Hello")
    assert len(made(client, request).events) == 2


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (("no", "no"), "removed"),
        (("yes", "no"), "partly"),
        (("yes", "yes"), "sent"),
        (("no", "unsure"), "partly"),
        (("no", ""), "partly"),
        (("unsure", ""), "sent"),
    ],
)
def test_looking_if_it_is_still_up(client, seen, status):
    request = send(client, fill(client, "take-it-down", links=LINKS))
    answers = {f"link-{n}": answer for n, answer in enumerate(seen)}
    found = tell(client, request, "check", **answers)
    assert found.status == status
    assert found.links_up == [
        link for link, answer in zip(LINKS, seen, strict=True) if answer != "no"
    ]


def test_one_answer_can_be_given_for_all_links(client):
    links = [f"https://chatter.example.net/p/{n}" for n in range(500)]
    request = send(client, fill(client, "take-it-down", links=links))
    url = reverse("takedown:request-event", args=[request, "check"])
    assert client.get(url).content.decode().count("<select") == 501  # and the place
    found = tell(client, request, "check", same="no", **{"link-499": "yes"})
    assert (found.status, found.links_up) == ("partly", [links[-1]])


def test_nothing_seen_is_refused_kindly(client):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-event", args=[request, "check"])
    assert str(event_forms.NONE_SEEN) in str(
        client.post(url, {"same": ""}).context["form"].errors
    )


def test_page_that_asks_if_it_is_up_links_nowhere(client):
    request = send(client, fill(client, "take-it-down", links=LINKS))
    url = reverse("takedown:request-event", args=[request, "check"])
    content = client.get(url).content.decode()
    assert LINKS[0] in content
    assert f'href="{LINKS[0]}' not in content
    assert f'src="{LINKS[0]}' not in content


def test_what_is_back_opens_it_again_with_both_days(client):
    request = send(client, fill(client, "take-it-down", links=LINKS))
    tell(client, request, "check", same="no")
    again = "https://chatter.example.net/p/3"
    found = tell(
        client,
        request,
        "back",
        gone="2026-11-01",
        back="November 20, 2026",
        links=again,
    )
    assert (found.status, found.copies) == ("reposted", [again])
    assert "Gone: November 1, 2026. Back: November 20, 2026" in page(client, request)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"back": ""}, "back"),
        ({"back": "soon"}, "back"),
        ({"gone": "2026-11-05", "back": "2026-11-04"}, "back"),
        ({"gone": "2026-11-05", "back": "2026-10"}, "back"),
        ({"gone": "2090-01-01", "back": "2026"}, "gone"),
    ],
)
def test_days_that_cannot_be_are_refused_kindly(client, told, field):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-event", args=[request, "back"])
    response = client.post(url, told | {"more": "It came back"})
    assert errors_of(response)[field]
    assert "It came back" in response.content.decode()


def test_closing_stops_the_clock_and_opening_brings_the_status_back(client, clock):
    request = send(client, fill(client, "take-it-down"), at="2026-11-20T08:00")
    tell(client, request, "answer", status="partly")
    assert made(client, request).is_overdue(NOW)
    assert tell(client, request, "close").status == "closed"
    assert not made(client, request).is_overdue(NOW)
    assert tell(client, request, "open").status == "partly"


def test_unknown_word_in_the_address_is_404(client):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-event", args=[request, "answered"])
    assert client.get(url).status_code == 404


# --- What comes next


def test_nothing_is_pressed_on_before_the_time_is_over(client, clock):
    request = send(client, fill(client, "take-it-down"), at="2026-11-26T08:00", **UTC)
    shown = page(client, request)
    assert "You can rest until then" in shown
    assert str(LETTERS["follow-up"].title) not in shown


def sent_for_a_link(client, kind="take-it-down", at="2026-11-20T08:00"):
    write_down(client, LINKS[0])
    return send(client, fill(client, kind, links=[LINKS[0]]), at=at, **UTC)


def desks(client, request):
    """The headings of the cards on its page."""
    tree = lxml.html.fromstring(page_of(client, request).content)
    return [each.text_content() for each in tree.xpath("//li[@class='card']/h3")]


def page_of(client, request):
    return client.get(reverse("takedown:request", args=[request]))


def test_overdue_offers_the_follow_up_the_sheet_and_the_other_ways(client, clock):
    request = sent_for_a_link(client)
    assert "Their time is over" in page(client, request)
    wanted = [LETTERS["follow-up"].title, LETTERS["ftc"].title]
    ways = ("policy", "host-notice", "delist-google", "delist-bing", "other-search")
    wanted += [ROUTES[slug].title for slug in (*ways, "stopncii-others")]
    offered = desks(client, request)
    for title in wanted:
        assert offered.count(str(title)) == 1, title


def test_page_of_a_request_does_not_lead_round_in_a_circle(client, clock):
    request = sent_for_a_link(client, at="2026-11-26T08:00")
    for moment in (NOW, NOW + TWO_DAYS):
        clock.moment = moment
        assert "begin it there" not in page(client, request)


def test_overdue_request_under_the_gdpr_offers_the_authority(client, clock):
    office = "complain to the office for data protection"
    request = sent_for_a_link(client, "gdpr", "2026-10-20T08:00")
    shown = page_of(client, request)
    assert office in text_of(shown)
    assert f'href="{reverse("directory:laws")}">See the laws' in shown.content.decode()
    waiting = sent_for_a_link(client, "gdpr")
    assert office not in page(client, waiting)
    tell(client, waiting, "answer", status="refused")
    assert office in page(client, waiting)
    assert office not in page(client, sent_for_a_link(client))


def test_follow_up_holds_request_times_links_and_answers(client, clock):
    id = fill(client, "take-it-down", links=LINKS)
    request = send(client, id, at="2026-11-20T08:00", reference="C-7")
    tell(client, request, "answer", status="acknowledged", answer="We look at it.")
    tell(
        client, request, "check", copies=ELSEWHERE, **{"link-0": "no", "link-1": "yes"}
    )
    before = letter(client, id)
    assert "links" in before.facts
    facts = letter(client, follow(client, request, "follow-up")).facts
    assert facts["links"] == [LINKS[1]]
    assert facts["copies"] == [ELSEWHERE]
    assert facts["reference"] == "C-7"
    assert "We look at it." in facts["answers"]
    assert facts["first_sent"] == "Friday, November 20, 2026, at 8:00 a.m. (EST)"
    assert facts["first_due"] == "Sunday, November 22, 2026, at 8:00 a.m. (EST)"
    assert "TAKE IT DOWN Act" in facts["first_request"]
    assert LINKS[0] in facts["first_request"]
    assert facts["name"] == "Robin Sample"
    assert facts["signature"] == ""
    assert facts["checked"].startswith("Thursday, November 26, 2026")


def test_complaint_says_only_what_was_written_down(client, clock):
    id = fill(client, "take-it-down", links=LINKS)
    request = send(client, id, at="2026-11-20T08:00", how="form")
    assert letter(client, follow(client, request, "ftc")).facts["results"] == []
    tell(client, request, "check", same="yes")
    tell(client, request, "answer", status="no-answer")
    facts = letter(client, follow(client, request, "ftc")).facts
    assert facts["results"] == ["up", "silent"]
    assert facts["how"] == "On their own form or page"
    assert facts["site_address"] == "chatter.example.net"
    assert facts["four"] is True


def test_helpers_follow_up_to_the_persons_own_request_hides_how_to_reach_them(client):
    request = send(client, fill(client, "take-it-down"))
    tell(client, request, "answer", status="refused", answer="Dear Robin Sample, no.")
    id = follow(client, request, "follow-up")
    facts = letter(client, id).facts
    assert "robin.sample@example.org" in facts["first_request"]
    case = open_case(client)
    kept = letter_of(case, id)
    by_helper = kept.kind(facts | {"voice": "advocate"})
    words = by_helper.paper(NOW.date()).words
    assert "robin" not in words
    assert "you hold it under that date" in words


@pytest.mark.parametrize("kind", ["dmca", "nonsense", ""])
def test_only_what_follows_can_follow(client, kind):
    request = send(client, fill(client, "take-it-down"))
    url = reverse("takedown:request-follow", args=[request])
    assert client.post(url, {"kind": kind}).status_code == 404
    assert client.get(url).status_code == 405


def test_list_of_letters_leads_from_a_following_kind_to_the_board(client):
    for kind in ("follow-up", "ftc"):
        response = client.get(reverse("takedown:letter", args=[kind]))
        assert response.url == reverse("takedown:requests")


# --- All of them


def board(client, query=""):
    return client.get(reverse("takedown:requests") + query)


def test_board_filters_what_is_overdue_and_groups_by_link(client, clock):
    overdue = send(
        client, fill(client, "take-it-down", links=LINKS[:1]), at="2026-11-20T08:00"
    )
    waiting = send(
        client, fill(client, "take-it-down", links=LINKS), at="2026-11-25T20:00"
    )
    whole = board(client).content.decode()
    assert whole.index(overdue) < whole.index(waiting)
    only = board(client, "?show=overdue").content.decode()
    assert overdue in only
    assert waiting not in only
    groups = board(client, "?by=link").context["groups"]
    assert [(link, len(some)) for link, some in groups] == [
        (LINKS[0], 2),
        (LINKS[1], 1),
    ]


def test_a_no_and_what_is_back_are_overdue_too(client, clock):
    refused, back = (sent_for_a_link(client) for _ in "ab")
    tell(client, refused, "answer", status="refused")
    tell(client, back, "back", back="2026-11-25")
    only = board(client, "?show=overdue")
    assert only.context["counts"]["overdue"] == 2
    for request, status, said in (
        (refused, "refused", "They said no. That is not the end."),
        (back, "reposted", "You can write to them again"),
    ):
        assert made(client, request).status == status
        assert request in only.content.decode()
        assert "Their time is over" in page(client, request)
        assert said in page(client, request)


def test_board_names_what_is_made_and_not_sent(client):
    ready, sent = fill(client, "take-it-down"), fill(client, "dmca")
    send(client, sent)
    names = [each["kept"].id for each in board(client).context["not_sent"]]
    assert names == [ready]


def test_board_without_anything_says_what_to_do(client):
    assert "I sent this" in text_of(board(client))


def test_board_takes_odd_filters_calmly(client):
    assert board(client, "?show=%00&by=<b>").status_code == 200


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_list_says_the_same_in_every_format(client, clock, extension):
    request = send(client, fill(client, "take-it-down", links=LINKS))
    tell(client, request, "answer", status="refused", answer="We will not.")
    content = client.get(reverse("takedown:requests-file", args=[extension])).content
    words = words_of(content, extension)
    for said in ("Letters sent", *LINKS, "We will not.", "They said no"):
        assert "".join(said.split()) in words


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_packet_holds_times_answers_and_the_letter_word_for_word(
    client, clock, extension
):
    id = fill(client, "take-it-down", links=LINKS)
    request = send(client, id, at="2026-11-20T08:00")
    tell(client, request, "answer", status="refused", answer="We will not.")
    words = words_of(packet(client, request, extension), extension)
    found = made(client, request)
    for said in (found.sent_words, found.due.words, *LINKS, "We will not."):
        assert "".join(said.split()) in words
    for _, paragraph in found.value["paper"]:
        said = re.sub(r"<[^>]+>|\s|&nbsp;|\u00a0", "", paragraph.split("</li>")[0])
        assert said.replace("&#x27;", "'").replace("&amp;", "&") in words


def words_of(content, extension):
    """All that is printed, without any space."""
    if extension == "pdf":
        pages = PdfReader(BytesIO(content)).pages
        text = " ".join(page.extract_text() for page in pages)
    elif extension == "docx":
        body = Word(BytesIO(content)).element.body
        text = " ".join(node.text or "" for node in body.iter() if node.text)
    else:
        text = content.decode()
    return re.sub(r"\s|\u00ad", "", text)


def test_calendar_tells_the_hour_and_nothing_else(client, clock):
    request = send(client, fill(client, "take-it-down"), at="2026-11-25T08:00")
    send(client, fill(client, "host-notice"))
    one = client.get(reverse("takedown:request-calendar", args=[request]))
    every = client.get(reverse("takedown:calendar"))
    assert one.headers["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(one.content).walk("VEVENT")
    assert entry["summary"] == "Reminder"
    assert entry.decoded("dtstart") == datetime.datetime(
        2026, 11, 27, 13, tzinfo=datetime.UTC
    )
    assert every.content == one.content
    words = every.content.decode().lower()
    for telling in ("chatter", "image", "take", "helpcenter", "letter", request):
        assert telling not in words


@pytest.mark.parametrize("what", ["closed", "removed", "over"])
def test_calendar_leaves_out_what_needs_no_reminder(client, clock, what):
    at = "2026-11-20T08:00" if what == "over" else "2026-11-25T08:00"
    request = send(client, fill(client, "take-it-down"), at=at)
    if what == "closed":
        tell(client, request, "close")
    if what == "removed":
        tell(client, request, "answer", status="removed")
    content = client.get(reverse("takedown:calendar")).content
    assert not Calendar.from_ical(content).walk("VEVENT")


# --- Whose they are


def test_request_of_another_case_is_not_there(client, chatter):
    request = send(client, fill(client, "take-it-down"))
    stranger = adult(Client())
    for name in ("request", "request-calendar", "request-correct", "request-delete"):
        url = reverse(f"takedown:{name}", args=[request])
        assert stranger.get(url).status_code == 404


def test_deleting_asks_first_and_keeps_the_letter(client):
    id = fill(client, "take-it-down")
    request = send(client, id)
    url = reverse("takedown:request-delete", args=[request])
    assert "cannot be brought back" in text_of(client.get(url))
    client.post(url)
    assert requests_of(open_case(client)) == []
    assert show(client, id).status_code == 200


def test_answer_to_a_request_deleted_in_another_tab_is_shown_to_be_copied(client):
    request = send(client, fill(client, "take-it-down"))
    client.post(reverse("takedown:request-delete", args=[request]))
    url = reverse("takedown:request-event", args=[request, "answer"])
    response = client.post(url, {"status": "refused", "answer": "Their long answer"})
    assert response.status_code == 404
    assert "Their long answer" in response.content.decode()


def test_minor_sees_reports_instead(client):
    request = send(client, fill(client, "take-it-down"))
    open_case(client).remember(under_18="yes")
    for url in (
        reverse("takedown:requests"),
        reverse("takedown:request", args=[request]),
    ):
        assert client.get(url).status_code == 403


def test_what_shows_that_it_was_sent_is_named(client):
    case = open_case(client)
    value = {"incident": "", "shows": "Their thank-you page", "kind": "page"}
    exhibit = case.add("exhibit", value)
    request = send(client, fill(client, "take-it-down"), exhibit=exhibit.id)
    assert "Exhibit A: Their thank-you page" in page(client, request)
    assert custody.log_of(open_case(client))[-1].exhibit == exhibit.id


def test_exhibit_is_still_named_after_the_visit_went_into_kept_notes(client):
    case = open_case(client)
    exhibit = case.add("exhibit", {"incident": "", "kind": "page", "shows": "Page"})
    id = fill(client, "take-it-down")
    send(client, id, exhibit=exhibit.id)
    words = open_case(adult(Client())).keep()
    client.post(reverse("evidence:open"), {"words": words, "bring": "on"})
    found = made(client)
    assert found.sent.exhibit == open_case(client).all("exhibit")[0].id
    assert found.letter_token == letter_of(open_case(client), first_id(client)).token


def first_id(client):
    return open_case(client).all("letter")[0].id


def test_time_in_new_york_is_remembered_for_the_next_letter(client):
    send(client, fill(client, "take-it-down"))
    url = reverse("takedown:sent", args=[fill(client, "dmca")])
    assert client.get(url).context["form"].initial["zone"] == NEW_YORK.key
