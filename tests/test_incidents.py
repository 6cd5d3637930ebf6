"""Writing down what happened: nothing lost, nothing guessed, nothing of others."""

import json
from datetime import date

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.functional import Promise

from directory.models import Domain, Helpline, Platform
from evidence import forms, part_forms, when
from evidence.cases import case_of
from evidence.drafts import drafts_of
from evidence.forms import BOXES, IncidentForm
from evidence.incidents import (
    KEPT,
    KIND,
    Incident,
    Link,
    in_order,
    incidents_of,
)
from evidence.links import NotLinks, read_links
from tests.words import Page, grade, length, sentences_of

NEW = "evidence:incident-new"
TODAY = date(2026, 11, 22)


def open_case(client):
    request = RequestFactory().get("/")
    request.session = client.session
    return case_of(request)


def kept(client):
    return incidents_of(open_case(client))


def write(client, **typed):
    """Save a new incident as a person would, in a form of its own."""
    tab = client.get(reverse(NEW)).context["form"].initial["tab"]
    typed = {"happened": "He posted picture 1."} | typed
    return client.post(reverse(NEW), typed | {"rev": "0", "tab": tab})


def change(client, incident, **typed):
    """Save a change, with the revision of this incident as it was read."""
    url = reverse("evidence:incident", args=[incident.id])
    hidden = {"rev": incident.revision, "tab": "a" * 16}
    return client.post(url, {"happened": incident.happened} | hidden | typed)


def platform(slug, name, host, **more):
    platform = Platform.objects.create(
        slug=slug,
        name=name,
        category="social",
        source="test",
        confidence="high",
        checked_on=date(2026, 1, 1),
        **more,
    )
    Domain.objects.create(platform=platform, host=host)
    return platform


@pytest.fixture
def chatter(db):
    return platform("chatter", "Chatter", "chatter.example", aliases=["Chat", "Chtr"])


@pytest.fixture
def tube(db):
    return platform("tube", "Tube", "tube.example")


# --- Saving


def test_a_first_incident_is_saved_and_offers_a_pause(client, db):
    response = write(client, date="March 5, 2026", when="the night of the party")
    assert response["Location"] == reverse("evidence:pause")
    (incident,) = kept(client)
    assert incident.happened == "He posted picture 1."
    assert incident.when_words() == "March 5, 2026; the night of the party"
    page = client.get(response["Location"]).content.decode()
    assert reverse("guide:now") in page


def test_the_second_goes_back_to_the_chart(client, db):
    write(client)
    response = write(client, happened="Again.")
    assert response["Location"].startswith(reverse("evidence:chart") + "#")
    assert [each.happened for each in kept(client)] == [
        "He posted picture 1.",
        "Again.",
    ]


def test_every_box_comes_back_as_it_was_typed(client, db):
    typed = {
        "date": "5 March 2026",
        "time": "14:30",
        "zone": "New York",
        "when": "after work",
        "links": "https://a.example/1\nhttps://b.example/2",
        "place": "a group chat",
        "platform": "Some forum",
        "account": "@somebody",
        "label": "picture 1",
        "happened": "He wrote:\n\n“Pay me.”",
        "who": "his number",
        "witnesses": "my sister",
        "demanded": "200 dollars",
        "effect": "I did not sleep.",
        "told": "Police, report 12-345",
        "worst": "yes",
    }
    assert set(typed) == set(BOXES)
    write(client, **typed)
    (incident,) = kept(client)
    page = client.get(reverse("evidence:incident", args=[incident.id]))
    shown = page.context["form"].typed()
    assert shown == typed | {
        "date": "March 5, 2026",
        "time": "2:30 pm",
        "worst": ["yes"],
    }


def test_whatever_is_saved_is_also_asked_and_nothing_else():
    derived = {"targets", "platform_slug", "platform_name"}
    assert set(KEPT) - derived == set(BOXES) - {"links"}


def test_an_incident_survives_being_sealed(client, chatter):
    write(client, links="https://chatter.example/1", worst="yes", time="14:30")
    (incident,) = kept(client)
    value = json.loads(json.dumps(incident.value))
    write(client, happened="another")
    open_case(client).add(KIND, value)
    assert [each.value for each in kept(client)].count(value) == 2


def test_a_record_from_before_a_new_box_still_opens(client, db):
    write(client)
    open_case(client).add(KIND, {"happened": "old"})
    assert [each.happened for each in kept(client)] == ["He posted picture 1.", "old"]


@pytest.mark.parametrize(
    "typed",
    [
        {"date": "2025"},
        {"links": "https://a.example/1"},
        {"effect": "I cannot sleep."},
        {"zone": "here"},
    ],
)
def test_one_box_is_enough(client, db, typed):
    write(client, happened="", **typed)
    assert len(kept(client)) == 1


@pytest.mark.parametrize("typed", [{}, {"happened": " \n "}, {"worst": "yes"}])
def test_nothing_at_all_is_not_saved_and_opens_no_case(client, db, typed):
    response = write(client, **{"happened": ""} | typed)
    assert "There is nothing to save yet" in response.content.decode()
    assert open_case(client) is None


def test_pressing_save_twice_saves_once(client, db):
    typed = {"happened": "Once.", "tab": "b" * 16}
    client.post(reverse(NEW), typed)
    client.post(reverse(NEW), typed)
    assert [each.happened for each in kept(client)] == ["Once."]


def test_another_text_from_the_same_page_is_another_incident(client, db):
    for words in ("One.", "Two."):
        client.post(reverse(NEW), {"happened": words, "tab": "b" * 16})
    assert [each.happened for each in kept(client)] == ["One.", "Two."]


def test_a_get_keeps_nothing(client, db):
    client.get(reverse(NEW))
    client.get(reverse("evidence:chart"))
    assert open_case(client) is None


# --- What cannot be taken as it is

HOSTILE = {
    "NUL and controls": "before\x00\x01\x0b\x1f\x7f after",
    "right to left": "\u202eabc \u0645\u0631\u062d \u05e9\u05dc\u05d5\u05dd",
    "combining": "Z" + "\u0351\u036b\u0343" * 200,
    "noncharacters": "a\uffff b\ufdd0 c\U0001f469\u200d\U0001f52c",
    "a template": "{{7*7}} {% csrf_token %} ${7*7}",
    "a script": "<script>alert(1)</script>",
    "Word markup": "</w:t></w:r><w:p>",
    "a formula": "=cmd()",
    "a long one": "a" * 200_000,
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_any_words_are_kept(client, db, words):
    texts = ("when", "place", "platform", "account", "happened", "who", "told")
    write(client, **dict.fromkeys(texts, words))
    (incident,) = kept(client)
    dropped = dict.fromkeys([0, 1, 31, 127, 0xFFFF, 0xFDD0])
    printable = words.translate(dropped | {0x0B: "\n"})  # Word's own line end
    assert {getattr(incident, name) for name in texts} == {printable}
    page = client.get(reverse("evidence:chart")).content.decode()
    assert "<script>" not in page.partition("<main")[2]
    assert "7*7" in page or "7*7" not in words


def test_a_surrogate_alone_breaks_nothing():
    form = IncidentForm({"happened": "a\ud800b", "tab": "\udfff"}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data["happened"] == "ab"


def test_a_megabyte_stays_in_the_box(client, db):
    words = "ten chars " * 100_000
    response = write(client, happened=words)
    page = response.content.decode()
    assert "longer than one box can hold" in page
    assert page.count(words.strip()) == 1
    assert kept(client) == []
    assert drafts_of(open_case(client))[0].typed["happened"] == words


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("date", "2026-02-30", "This day is not in the calendar."),
        ("date", "3/5/2026", "This could be two different days."),
        ("date", "last summer", "use your own words below"),
        ("time", "99:99", "Write a time such as 2:30 pm"),
        ("links", "javascript:alert(1)", "Line 1 starts with “javascript:”."),
        ("links", "https://a.example/\nmy phone", "Line 2 is not a link: “my phone”."),
        ("links", "JavaScript:fetch('https://a.example/')", "Line 1 starts with"),
        ("links", "data:text/html,<script>1</script>", "Line 1 starts with “data:”."),
        ("links", "somebody@mail.example", "Line 1 is not a link"),
        ("links", "http://[bad", "Line 1 starts with “http:”."),
        ("links", "picture.jpg", "Line 1 is not a link: “picture.jpg”."),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(
    client, db, box, typed, sentence
):
    response = write(client, **{box: typed, "worst": "yes"})
    form = response.context["form"]
    assert any(
        error.startswith(sentence) or sentence in error for error in form.errors[box]
    )
    assert form.typed()[box] == typed
    assert form.typed()["happened"] == "He posted picture 1."
    assert form.typed()["worst"] == ["yes"]
    assert kept(client) == []


def test_what_was_not_saved_is_offered_again(client, db):
    write(client, date="2026-02-30")
    page = client.get(reverse(NEW))
    (draft,) = page.context["drafts"]
    assert draft.typed["date"] == "2026-02-30"
    form = client.get(reverse("evidence:draft", args=[draft.id])).context["form"]
    assert form.typed()["happened"] == "He posted picture 1."


# --- Links


def test_links_keep_their_order_and_come_once():
    text = (
        "https://b.example/2\n\nHTTPS://a.example/1\nhttps://b.example/2\nwww.c.example"
    )
    links, words = read_links(text)
    assert links == [
        "https://b.example/2",
        "https://a.example/1",
        "https://www.c.example",
    ]
    assert words == []


def test_words_around_a_link_are_kept_beside_it(client, db):
    write(
        client,
        links="1. https://a.example/1\nLook at this! https://b.example/2.",
        place="a group",
    )
    (incident,) = kept(client)
    assert incident.links == ["https://a.example/1", "https://b.example/2"]
    assert incident.place == "a group\nLook at this!"


def test_a_long_link_is_whole(client, db):
    link = "https://a.example/" + "a" * 4000
    write(client, links=link)
    assert kept(client)[0].links == [link]
    assert link in client.get(reverse("evidence:chart")).content.decode()


def test_every_line_that_is_no_link_is_named():
    with pytest.raises(NotLinks) as refused:
        read_links("one\nhttps://a.example/1\nmailto:a@b.example\n" + "x " * 100)
    first, second, third = refused.value.sentences
    assert first.startswith("Line 1 is not a link: “one”.")
    assert second.startswith("Line 3 starts with “mailto:”.")
    assert len(third) < 200


def test_links_are_recognised_as_they_are_saved(client, chatter, tube):
    write(
        client,
        links="https://tube.example/v\nhttps://m.chatter.example/p\nhttps://x.example/",
    )
    (incident,) = kept(client)
    assert [target.platform for target in incident.targets] == ["tube", "chatter", ""]
    assert (incident.platform_slug, incident.platform_name) == ("tube", "Tube")


def test_a_link_without_its_beginning_is_known_by_its_site(client, chatter):
    write(client, links="chatter.example")
    assert kept(client)[0].links == ["https://chatter.example"]


@pytest.mark.parametrize("name", ["Chatter", "chatter", "CHTR"])
def test_a_platform_is_known_by_its_names(client, chatter, name):
    write(client, platform=name)
    (incident,) = kept(client)
    assert (incident.platform_slug, incident.platform_name) == ("chatter", "Chatter")


def test_a_link_goes_where_it_leads_whatever_name_was_typed(client, chatter, tube):
    write(client, platform="Tube", links="https://chatter.example/1")
    write(client, platform="Tube", links="https://unknown.example/3")
    write(client, links="https://unknown.example/4")
    slugs = [each.slug_of(each.targets[0]) for each in kept(client)]
    assert slugs == ["chatter", "tube", None]
    assert kept(client)[0].platform_name == "Tube"


def test_a_name_is_for_no_link_where_another_link_is_known():
    targets = (Link("https://a/", "a"), Link("https://b/", "b"), Link("https://x/"))
    for typed in ("", "C"):
        incident = Incident(targets=targets, platform=typed, platform_slug="c")
        assert [incident.slug_of(each) for each in targets] == ["a", "b", None]


# --- Order


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-03-05", "2025-01-01"], [1, 0]),
        (["2026-03-05", "2026-03", "2026"], [2, 1, 0]),
        (["", "2026-03-05", ""], [1, 0, 2]),
        (["2026-03-05", "2026-03-05"], [0, 1]),
    ],
)
def test_the_chart_is_in_order_of_dates_and_guesses_none(dates, expected):
    incidents = [Incident(date=each, made=made) for made, each in enumerate(dates)]
    ordered = in_order(incidents)
    assert [each.made for each in ordered] == expected
    assert [each.number for each in ordered] == list(range(1, len(dates) + 1))


def test_on_one_day_the_time_decides():
    early, late = (
        Incident(date="2026-01-01", time="09:00"),
        Incident(date="2026-01-01", time="21:00"),
    )
    assert [each.time for each in in_order([late, early])] == ["09:00", "21:00"]


# --- Changing, and two tabs


def test_a_change_is_saved(client, db):
    write(client)
    (before,) = kept(client)
    response = change(client, before, happened="More words.")
    assert response.status_code == 302
    (after,) = kept(client)
    assert after.happened == "More words."
    assert (after.id, after.revision) == (before.id, 2)


def test_a_mistake_in_a_change_keeps_both_texts(client, db):
    write(client)
    (incident,) = kept(client)
    response = change(client, incident, happened="More.", date="2026-02-30")
    assert response.context["form"].typed()["happened"] == "More."
    assert kept(client) == [incident]
    page = client.get(reverse("evidence:incident", args=[incident.id]))
    assert [each.typed["happened"] for each in page.context["drafts"]] == ["More."]


def test_a_stale_tab_sees_both_texts_and_overwrites_nothing(client, db):
    write(client, who="him")
    (read_by_both,) = kept(client)
    change(client, read_by_both, happened="First tab.", who="him")
    response = change(client, read_by_both, happened="Second tab.", who="him")
    page = response.content.decode()
    assert response.status_code == 409
    assert page.count("First tab.") == 1
    assert page.count("Second tab.") == 1
    assert response.context["form"].differing == ["happened"]
    assert kept(client)[0].happened == "First tab."


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("mine", "Second tab."),
        ("saved", "First tab."),
        ("both", "First tab.\n\nSecond tab."),
    ],
)
def test_the_person_chooses(client, db, choice, expected):
    stale = two_versions(client)
    response = client.post(merge_url(stale), stale | {"keep_happened": choice})
    assert response.status_code == 302
    assert kept(client)[0].happened == expected
    assert drafts_of(open_case(client)) == []


def two_versions(client, **second):
    """Save twice from one revision; return what the page of both would send."""
    write(client, links="https://a.example/1")
    (read,) = kept(client)
    change(client, read, happened="First tab.", links="https://a.example/1")
    typed = {"happened": "Second tab.", "links": "https://a.example/1"} | second
    form = change(client, read, **typed).context["form"]
    hidden = {"rev": form.revision, "tab": form.tab_id, "draft": form.replaces}
    return form.typed() | hidden | {"id": read.id}


def merge_url(sent):
    return reverse("evidence:incident-merge", args=[sent["id"]])


def test_without_a_choice_nothing_is_taken_and_nothing_lost(client, db):
    stale = two_versions(client)
    response = client.post(merge_url(stale), stale)
    assert "keep_happened" in response.context["form"].errors
    assert "Second tab." in response.content.decode()
    assert kept(client)[0].happened == "First tab."


def test_links_of_both_are_joined(client, db):
    stale = two_versions(client, links="https://b.example/2", worst="yes")
    choices = {"keep_happened": "both", "keep_links": "both", "keep_worst": "mine"}
    client.post(merge_url(stale), stale | choices)
    (incident,) = kept(client)
    assert incident.links == ["https://a.example/1", "https://b.example/2"]
    assert incident.worst


def test_the_saved_tick_and_links_can_win(client, db):
    stale = two_versions(client, links="https://b.example/2", worst="yes")
    choices = dict.fromkeys(["keep_happened", "keep_links", "keep_worst"], "saved")
    client.post(merge_url(stale), stale | choices)
    (incident,) = kept(client)
    assert incident.links == ["https://a.example/1"]
    assert not incident.worst


def test_my_box_may_be_wrong_when_the_saved_one_is_kept(client, db):
    stale = two_versions(client) | {"date": "2026-02-30"}
    choices = {"keep_happened": "mine", "keep_date": "saved"}
    assert client.post(merge_url(stale), stale | choices).status_code == 302
    assert kept(client)[0].date == ""


def test_a_third_tab_while_choosing_shows_both_again(client, db):
    stale = two_versions(client)
    change(client, kept(client)[0], happened="Third tab.")
    response = client.post(merge_url(stale), stale | {"keep_happened": "mine"})
    assert response.status_code == 409
    assert "Third tab." in response.content.decode()
    assert "Second tab." in response.content.decode()
    assert kept(client)[0].happened == "Third tab."


def test_the_same_text_twice_is_no_conflict(client, db):
    write(client)
    (read,) = kept(client)
    for _ in range(2):
        response = change(client, read, happened="The same.", date="5 March 2026")
        assert response.status_code == 302
    assert kept(client)[0].revision == 2


@pytest.mark.parametrize("rev", ["", "-1", "x", "9" * 500])
def test_a_broken_revision_never_overwrites(client, db, rev):
    write(client)
    response = change(client, kept(client)[0], happened="Other.", rev=rev)
    assert response.status_code == 409
    assert kept(client)[0].happened == "He posted picture 1."


# --- Deleting, and ids of others


def test_deleting_asks_first(client, db):
    write(client)
    url = reverse("evidence:incident-delete", args=[kept(client)[0].id])
    assert client.get(url).status_code == 200
    assert len(kept(client)) == 1
    client.post(url)
    assert kept(client) == []


def test_words_for_an_incident_that_was_deleted_are_offered_as_a_new_one(client, db):
    write(client)
    (incident,) = kept(client)
    client.post(reverse("evidence:incident-delete", args=[incident.id]))
    for name in ("evidence:incident", "evidence:incident-merge"):
        url = reverse(name, args=[incident.id])
        response = client.post(url, {"happened": "Late words.", "tab": "c" * 16})
        assert response.status_code == 404
        assert "Late words." in response.content.decode()
    client.post(reverse(NEW), {"happened": "Late words.", "tab": "c" * 16})
    assert [each.happened for each in kept(client)] == ["Late words."]
    assert drafts_of(open_case(client)) == []


def test_nothing_typed_for_a_deleted_incident_keeps_nothing(client, db):
    url = reverse("evidence:incident", args=["a" * 32])
    assert client.post(url, {"happened": " "}).status_code == 404
    assert open_case(client) is None


def test_what_another_case_holds_is_not_found(client, client_of_another, db):
    write(client_of_another, happened="THEIRS")
    client_of_another.post(reverse("evidence:draft-new"), {"happened": "THEIR DRAFT"})
    (theirs,) = kept(client_of_another)
    (draft,) = drafts_of(open_case(client_of_another))
    write(client, happened="mine")
    for name, id in [
        ("evidence:incident", theirs.id),
        ("evidence:incident-delete", theirs.id),
        ("evidence:incident-merge", theirs.id),
        ("evidence:draft", draft.id),
        ("evidence:draft-delete", draft.id),
    ]:
        url = reverse(name, args=[id])
        for response in (client.get(url), client.post(url, {"happened": "x"})):
            assert response.status_code in (404, 405)
            assert b"THEIR" not in response.content
    assert [each.happened for each in kept(client_of_another)] == ["THEIRS"]
    assert len(drafts_of(open_case(client_of_another))) == 1


@pytest.mark.parametrize(
    "name", ["evidence:incident", "evidence:incident-delete", "evidence:draft"]
)
def test_without_a_case_there_is_nothing(client, db, name):
    assert client.get(reverse(name, args=["a" * 32])).status_code == 404


@pytest.fixture
def client_of_another():
    return Client()


# --- Under 18


@pytest.fixture
def minor_routes(db):
    for slug, country, kind in [
        ("int-take-it-down-ncmec", "INT", "tool"),
        ("us-ncmec-cybertipline", "US", "child_protection"),
        ("us-line", "US", "child_protection"),
        ("gb-line", "GB", "child_protection"),
        ("gb-other", "GB", "tool"),
    ]:
        Helpline.objects.create(
            slug=slug,
            name=slug,
            kind=kind,
            country=country,
            serves="young people",
            cost="free",
            source="test",
            confidence="high",
            checked_on=date(2026, 1, 1),
        )


def test_nothing_is_said_of_age_unless_it_matters(client, db):
    write(client)
    assert "under 18" not in client.get(reverse(NEW)).content.decode()


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_under_18_is_told_what_to_note_instead_of_copies(client, minor_routes, answer):
    write(client)
    open_case(client).remember(under_18=answer, country="GB")
    page = client.get(reverse(NEW)).content.decode()
    assert "You are not in trouble." in page
    assert "copy, screenshot" in page
    assert [each.slug for each in client.get(reverse(NEW)).context["routes"]] == [
        "us-ncmec-cybertipline",
        "int-take-it-down-ncmec",
        "gb-line",
    ]


def test_under_18_may_write_everything_down(client, minor_routes):
    write(client)
    open_case(client).remember(under_18="yes")
    write(client, links="https://a.example/1", account="@x", date="2026")
    assert len(kept(client)) == 2


# --- The words on the pages


def test_pages_are_easy_to_read(client, minor_routes):
    pages = [client.get(reverse("evidence:chart"))]
    autosaved = {"happened": "Half a sentence.", "tab": "d" * 16}
    client.post(reverse("evidence:draft-new"), autosaved)
    write(client)
    open_case(client).remember(under_18="yes")
    (incident,) = kept(client)
    pages += [
        client.get(reverse("evidence:chart")),
        client.get(reverse("evidence:pause")),
        client.get(reverse("evidence:summary")),
        client.get(reverse(NEW)),
        client.get(reverse("evidence:incident", args=[incident.id])),
        client.get(reverse("evidence:incident-delete", args=[incident.id])),
        change(client, incident, happened="Other.", rev=0),
    ]
    for response in pages:
        sentences = Page(response.content.decode()).sentences
        assert grade(sentences) < 8, sentences
        assert [each for each in sentences if length(each) > 25] == []


def test_labels_hints_and_errors_are_easy_to_read():
    fields = IncidentForm.base_fields.values()
    errors = [
        str(sentence)
        for name, sentence in {**vars(when), **vars(forms), **vars(part_forms)}.items()
        if name.isupper() and isinstance(sentence, Promise)
    ]
    words = [str(each.label) for each in fields] + [
        str(each.help_text) for each in fields
    ]
    sentences = [part for each in words + errors for part in sentences_of(each)]
    assert len(errors) > 8
    assert grade(sentences) < 8
    assert [each for each in sentences if length(each) > 25] == []
