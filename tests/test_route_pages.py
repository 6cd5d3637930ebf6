"""The ways for each place: from the open case to its places, and their pages."""

import re
from dataclasses import replace

import lxml.html
import pytest
from django.apps import apps
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from directory.models import Channel, Domain, Law, Platform
from evidence.models import Record
from takedown.offers import offer, offers_for
from takedown.routes import ROUTES
from takedown.routes.predicates import UK_DUTY
from takedown.rules import plan
from takedown.situations import leads_somewhere, places_of
from takedown.told import ToldForm
from tests.guide import say
from tests.test_reading import check_kind, check_plain
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    adult,
    open_case,
    text_of,
    write_down,
)
from tests.test_takedown import begin as begin_letter
from tests.test_takedown import chatter as chatter
from tests.words import Page, sentences_of

ALL = reverse("takedown:routes")


# --- From the case to its places


@pytest.fixture
def client(chatter):
    return adult()


def places(client):
    return {each.site.name: each for each in places_of(open_case(client))}


def the_place(client, name="Chatter"):
    return reverse("takedown:place", args=[places(client)[name].id])


def slugs(client, name="Chatter"):
    return [route.slug for route in places(client)[name].routes]


def test_without_a_case_there_is_no_place():
    assert places_of(None) == []


def test_places_are_the_sites_of_the_incidents(client):
    write_down(client, LINKS[0], ELSEWHERE)
    write_down(client, platform="Whisperer")
    known, unknown, named = (places(client)[n].groups[0].situation for n in NAMES)
    assert (known.slug, known.category, known.has_link) == ("chatter", "social", True)
    assert known.channels == CHANNELS
    assert (unknown.slug, unknown.is_unknown_site, unknown.has_link) == ("", True, True)
    assert (named.slug, named.is_unknown_site, named.has_link) == ("", False, False)


NAMES = ("Chatter", "pictures.example.net", "Whisperer")
CHANNELS = {"postal", "take-it-down", "report", "abuse-email", "dmca"}


def test_places_told_to_the_guide_are_there_too(client):
    say(client, "happened", happened=["posted"])
    lines = f"{LINKS[0]}\nhttps://www.pictures.example.net/v/1\nWhisperer\n"
    say(client, "where", platforms=["chatter", "somewhere-else"], other_places=lines)
    write_down(client, LINKS[1])
    found = {name: each.site.links for name, each in places(client).items()}
    assert found == {
        "Chatter": [LINKS[1], LINKS[0]],
        "www.pictures.example.net": ["https://www.pictures.example.net/v/1"],
        "Whisperer": [],
    }


def test_an_account_told_to_the_guide_is_on_its_site(client):
    say(client, "happened", happened=["posted"])
    say(client, "where", other_places="@marie on Chatter\n@marie on Whisperer")
    slugs = {name: each.site.slug for name, each in places(client).items()}
    assert slugs == {"Chatter": "chatter", "@marie on Whisperer": ""}


def test_links_told_to_the_guide_are_in_the_letter_that_is_begun_here(client):
    say(client, "happened", happened=["posted"])
    say(client, "where", other_places=ELSEWHERE)
    page = client.get(the_place(client, "pictures.example.net"))
    begun = press(client, page, "take-it-down")
    kept = places(client)["pictures.example.net"].groups[0].made[0]
    assert begun.url.startswith(f"/letters/mine/{kept.id}/")
    assert kept.letter.facts["links"] == [ELSEWHERE]


@pytest.mark.parametrize(
    ("told", "happened"),
    [
        (["threatened"], "threatened"),
        (["threatened", "posted"], "both"),
        (["sent"], "shared"),
        (["not-sure-where"], "shared"),
        (["other"], ""),
    ],
)
def test_what_the_guide_was_told_holds_for_every_place(client, told, happened):
    write_down(client, LINKS[0])
    say(client, "happened", happened=told)
    assert places(client)["Chatter"].told["happened"] == happened
    assert places(client)["Chatter"].groups[0].situation.happened == happened


def test_facts_of_the_case_decide_too(client):
    write_down(client, LINKS[0])
    assert slugs(client)[-1] != "esafety"
    open_case(client).remember(country="AU", taken_by="me")
    assert slugs(client)[-3:] == ["dmca", "dmca-search", "esafety"]
    open_case(client).remember(country=["AU"], taken_by=7, altered=None)
    assert slugs(client)[-1] != "esafety"


def test_link_that_came_after_the_letter_is_still_to_be_asked_for(client):
    write_down(client, LINKS[0])
    begin_letter(client, "take-it-down")
    write_down(client, LINKS[1])
    first, second = places(client)["Chatter"].groups
    assert (first.links, first.situation.done) == ([LINKS[0]], {"take-it-down"})
    assert (second.links, second.situation.done) == ([LINKS[1]], frozenset())
    assert "take-it-down-form" not in [route.slug for route in first.routes]
    assert "take-it-down-form" in [route.slug for route in second.routes]


def test_letter_to_a_place_without_a_link_counts_for_it(client):
    write_down(client, platform="Chatter")
    write_down(client, platform="Whisperer")
    for name in ("Chatter", "Whisperer"):
        begin_letter(client, "platform-policy", other=name)
    begin_letter(client, "litigation-hold")
    done = {n: each.groups[0].situation.done for n, each in places(client).items()}
    assert done["Whisperer"] == {"platform-policy"}
    assert done["Chatter"] == {"litigation-hold"}


def test_letter_about_no_single_site_counts_for_a_place_without_a_link(client):
    write_down(client, platform="Whisperer")
    client.post(the_place(client, "Whisperer"), {"visibility": "mail"})
    assert slugs(client, "Whisperer") == ["hold-email", "stopncii-others"]
    page = client.get(the_place(client, "Whisperer"))
    assert press(client, page, "hold-email").status_code == 302
    assert slugs(client, "Whisperer") == ["stopncii-others"]


def test_letter_that_is_no_route_parts_no_links(client):
    write_down(client, LINKS[0])
    client.post(reverse("takedown:letter", args=["police-preservation"]), {"x": "y"})
    write_down(client, LINKS[1])
    [group] = places(client)["Chatter"].groups
    assert group.made == []


def test_duty_of_the_uk_counts_once_staff_are_sure(directory, client):
    write_down(client, LINKS[0])
    open_case(client).remember(country="GB")
    law = Law.objects.filter(slug=UK_DUTY)
    for confidence, by, is_there in (
        ("medium", "", False),
        ("high", "", False),
        ("medium", "Kim", False),
        ("high", "Kim", True),
    ):
        law.update(confidence=confidence, checked_by=by)
        [group] = places(client)["Chatter"].groups
        found = [route.slug for route in plan(group.situation)]
        assert ("uk-report" in found) == is_there


def test_letter_that_is_still_to_be_written_is_no_way_yet():
    assert leads_somewhere(ROUTES["dsa"])
    assert not leads_somewhere(replace(ROUTES["dsa"], letter="not-yet"))


def test_every_way_that_is_shown_leads_somewhere(directory, client):
    write_down(client, LINKS[0])
    open_case(client).remember(country="DE", taken_by="me")
    place = places(client)["Chatter"]
    assert "dsa" in slugs(client)
    for _, offers in offers_for(place):
        for each in offers:
            assert each.kind or each.url or each.lines or each.channel, each.route.slug


# --- The pages


def press(client, page, kind):
    """Press the button that begins this letter, with all the page sends along."""
    action = reverse("takedown:letter", args=[kind])
    [form] = [f for f in lxml.html.fromstring(page.content).forms if f.action == action]
    return client.post(action, dict(form.fields))


def save(client, shown=None, **told):
    """Save the questions of the place, as a page that showed these answers does."""
    hidden = {f"initial-{name}": value for name, value in (shown or {}).items()}
    return client.post(the_place(client), told | hidden)


def as_on(page):
    """What a browser sends when the questions of this page are saved as they stand."""
    [form] = [f for f in main_of(page).forms if "visibility" in f.fields]
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def main_of(page):
    return lxml.html.fromstring(page.content).xpath("//main")[0]


def cards(page):
    """The title of each route and the words of its buttons and links, in order."""
    return {
        card.xpath("./h3")[0].text_content(): card
        for card in main_of(page).xpath("//ol/li[@class='card']")
    }


def test_page_lists_every_place_with_its_ways(client):
    write_down(client, *LINKS, ELSEWHERE)
    page = client.get(ALL)
    for name, place in places(client).items():
        [card] = main_of(page).xpath(f"//li[h2/a/bdi='{name}']")
        assert card.xpath("./h2/a/@href") == [the_place(client, name)]
        titles = [li.text_content() for li in card.xpath(".//ol/li")]
        assert titles == [route.title for route in place.routes]
    assert "2 links. " in text_of(page)


def test_page_without_a_place_says_how_to_begin(client):
    page = client.get(ALL)
    assert "You did not tell us of any place yet." in text_of(page)
    assert reverse("evidence:incident-new") in page.content.decode()


def test_way_says_all_that_one_needs_to_choose(client):
    write_down(client, LINKS[0])
    open_case(client).remember(taken_by="me")
    shown = cards(client.get(the_place(client)))
    routes = places(client)["Chatter"].routes
    assert list(shown) == [route.title for route in routes]
    for route in routes:
        said = " ".join(shown[route.title].text_content().split())
        for words in (route.why, route.can, route.cannot, route.how_long):
            assert str(words) in said
        assert str(route.sees_name) in said
        if route.odds:
            assert f"{route.odds.text} ({route.odds.source}, September 2024)" in said
            assert "before the 48-hour rule of May 19, 2026" in said
        else:
            assert "We know of no study that measured it." in said


def test_main_button_is_the_hold_letter_and_no_other(client):
    write_down(client, LINKS[0])
    page = main_of(client.get(the_place(client)))
    main = page.xpath(".//button[not(@class)]/ancestor::form/@action")
    assert main == [reverse("takedown:letter", args=["litigation-hold"])]


@pytest.mark.parametrize("name", ["Chatter", "pictures.example.net", "Whisperer"])
@pytest.mark.parametrize("kind", ["litigation-hold", "take-it-down"])
def test_button_begins_the_letter_for_this_place(client, name, kind):
    write_down(client, LINKS[0], ELSEWHERE, account="sam")
    write_down(client, platform="Whisperer")
    place = places(client)[name]
    begun = press(client, client.get(the_place(client, name)), kind)
    assert begun.status_code == 302
    [kept] = places(client)[name].groups[0].made
    assert begun.url.startswith(f"/letters/mine/{kept.id}/")
    assert kept.letter.service == name
    assert kept.letter.facts["links"] == place.site.links
    page = client.get(the_place(client, name))
    assert reverse("takedown:show", args=[kept.id]) in page.content.decode()


def test_route_whose_letter_we_cannot_make_has_no_button(client):
    write_down(client, LINKS[0])
    route = replace(ROUTES["take-it-down-form"], letter="not-yet")
    offered = offer(route, places(client)["Chatter"], {})
    card = render_to_string("takedown/_offer.html", {"offer": offered})
    assert "<button" not in card
    assert 'href="https://chatter.example.net/48"' in card


def test_links_lead_only_to_what_the_directory_has(directory, client):
    write_down(client, LINKS[0])
    open_case(client).remember(country="AU", taken_by="me")
    page = client.get(the_place(client))
    for href in main_of(page).xpath(".//a[starts-with(@href, 'http')]/@href"):
        host = href.split("/")[2]
        assert Channel.objects.filter(url=href).exists() or host in (
            "stopncii.org",
            "www.esafety.gov.au",
            "dmca.copyright.gov",
        ), href
    assert "https://www.esafety.gov.au/report" in page.content.decode()


def test_every_link_and_button_says_what_it_is_for(directory, client):
    write_down(client, LINKS[0])
    open_case(client).remember(country="FR")
    main = main_of(client.get(the_place(client)))
    said = [
        each.text_content().strip()
        for each in main.xpath(".//a[starts-with(@href, '/')] | .//ol//button")
    ]
    assert "Begin this letter: Send a 48-hour request through the site's form" in said
    assert "How to report it to Google" in said
    assert "How to report it to Chatter" in said
    assert len(said) == len(set(said))


def test_closed_site_says_what_to_do_instead(client, chatter):
    write_down(client, LINKS[0])
    chatter.status, chatter.what_to_do_instead = "closed", "Write to the new owner."
    chatter.save()
    page = client.get(the_place(client))
    assert "Chatter has closed. Write to the new owner." in text_of(page)
    assert ROUTES["host-notice"].title in cards(page)


def test_site_that_staff_took_off_the_list_is_one_we_do_not_know(client, chatter):
    write_down(client, LINKS[0])
    Platform.objects.update(shown=False)
    [place] = places(client).values()
    assert place.groups[0].situation.is_unknown_site
    assert client.get(the_place(client, place.site.name)).status_code == 200


# --- The questions


def test_questions_are_asked_and_change_the_ways(client):
    write_down(client, LINKS[0])
    assert "delist-google" in slugs(client)
    saved = save(client, visibility="private", altered="real", taken_by="me")
    assert saved.url == the_place(client)
    assert "delist-google" not in slugs(client)
    facts = open_case(client).facts
    assert (facts["altered"], facts["taken_by"]) == ("real", "me")
    form = client.get(the_place(client)).context["form"]
    assert form.initial["visibility"] == "private"


def test_answers_about_a_place_are_its_own(client):
    write_down(client, LINKS[0], ELSEWHERE)
    save(client, happened="threatened", again="no")
    told = {name: each.told["happened"] for name, each in places(client).items()}
    assert told == {"Chatter": "threatened", "pictures.example.net": ""}


def test_nothing_has_to_be_answered(client):
    write_down(client, LINKS[0])
    before = slugs(client)
    assert save(client, happened="").status_code == 302
    assert slugs(client) == before
    assert open_case(client).all("place") == []


@pytest.mark.parametrize("name", ToldForm.base_fields)
def test_answer_that_was_not_offered_is_refused_and_says_what_to_do(client, name):
    write_down(client, LINKS[0])
    page = save(client, **{name: "nonsense"})
    assert page.status_code == 200
    assert page.context["form"].errors[name] == ["Choose again from the list, please."]
    assert "Choose again from the list" in text_of(page)
    assert open_case(client).all("place") == []


def test_two_tabs_with_different_answers_keep_both(client):
    write_down(client, LINKS[0])
    save(client, visibility="group")
    assert save(client, again="yes").status_code == 302
    told = places(client)["Chatter"].told
    assert (told["visibility"], told["again"]) == ("group", "yes")


@pytest.mark.parametrize(
    ("name", "first", "second", "in_words"),
    [
        ("visibility", "group", "private", "Only people in a closed group"),
        ("altered", "fake", "real", "It is a fake: made or changed by computer"),
    ],
)
def test_two_tabs_that_disagree_show_both(client, name, first, second, in_words):
    write_down(client, LINKS[0])
    save(client, **{name: first})
    page = save(client, {name: ""}, **{name: second})
    assert page.status_code == 409
    assert [words for _, words in page.context["theirs"]] == [in_words]
    assert in_words in text_of(page)
    assert places(client)["Chatter"].told[name] == first
    assert client.post(the_place(client), as_on(page)).status_code == 302
    assert places(client)["Chatter"].told[name] == second


def test_what_was_done_already_is_offered_no_more_and_can_be_taken_back(client):
    """What has no letter of ours: only the person can tell."""
    write_down(client, LINKS[0])
    before = slugs(client)
    assert "in-app-report" in before
    page = client.get(the_place(client))
    save(client, done=["in-app-report"])
    assert slugs(client) == [slug for slug in before if slug != "in-app-report"]
    after = client.get(the_place(client))
    assert len(cards(after)) == len(cards(page)) - 1
    assert as_on(after)["done"] == as_on(after)["initial-done"] == ["in-app-report"]
    save(client, {"done": ["in-app-report"]}, done=[])
    assert slugs(client) == before


def test_what_came_back_can_be_reported_again(client):
    write_down(client, LINKS[0])
    save(client, done=["in-app-report"], again="yes")
    assert "in-app-report" in slugs(client)


def test_only_ways_of_this_place_can_be_ticked_as_done(client):
    write_down(client, LINKS[0])
    box = main_of(client.get(the_place(client))).xpath("//input[@name='done']/@value")
    assert set(box) == {each for each in slugs(client) if not ROUTES[each].letter}


def test_two_tabs_that_tick_what_they_did_show_both(client):
    write_down(client, LINKS[0])
    save(client, done=["in-app-report"])
    page = save(client, {"done": []}, done=["platform-form"])
    assert page.status_code == 409
    assert places(client)["Chatter"].told["done"] == ["in-app-report"]
    assert client.post(the_place(client), as_on(page)).status_code == 302
    assert places(client)["Chatter"].told["done"] == ["platform-form"]


def test_page_that_was_open_long_does_not_undo_what_was_told_elsewhere(client):
    write_down(client, LINKS[0])
    sent = as_on(client.get(the_place(client))) | {"visibility": "public"}
    open_case(client).remember(altered="fake")
    assert client.post(the_place(client), sent).status_code == 302
    assert places(client)["Chatter"].told["altered"] == "fake"
    assert places(client)["Chatter"].told["visibility"] == "public"


def test_what_was_told_to_the_guide_can_be_changed_for_one_place(client):
    write_down(client, LINKS[0])
    say(client, "happened", happened=["threatened"])
    assert places(client)["Chatter"].told["happened"] == "threatened"
    saved = save(client, {"happened": "threatened"}, happened="both")
    assert saved.status_code == 302
    assert places(client)["Chatter"].told["happened"] == "both"


@pytest.mark.parametrize("old", ["of-old", ["public"], None, 3, {"a": 1}])
def test_answer_of_old_or_of_a_strange_copy_counts_as_not_given(client, old):
    write_down(client, LINKS[0])
    open_case(client).put("place", "platform:chatter", {"visibility": old})
    open_case(client).put("answer", "happened", {"happened": old})
    open_case(client).put("answer", "where", {"other_places": old, "platforms": old})
    told = places(client)["Chatter"].told
    assert (told["visibility"], told["happened"]) == ("", "")
    assert client.get(the_place(client)).status_code == 200


# --- Under 18


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_under_18_there_are_reports_only(directory, client, answer, method):
    write_down(client, LINKS[0])
    urls = [ALL, the_place(client)]
    open_case(client).remember(under_18=answer)
    for url in urls:
        page = getattr(client, method)(url, {"visibility": "public"})
        assert page.status_code == 403
        assert "You are not in trouble." in text_of(page)
        assert "report.cybertip.org" in text_of(page)
        assert LINKS[0] not in text_of(page)
        assert "stopncii" not in page.content.decode()
        assert main_of(page).xpath(".//form") == []
    assert open_case(client).all("place") == []


def test_age_is_asked_first_and_leads_back_here(chatter):
    client = Client()
    page = client.get(ALL)
    assert "Was everyone in the picture 18 or over" in text_of(page)
    back = page.context["form"].initial["back"]
    answered = client.post(reverse("takedown:age"), {"under_18": "no", "back": back})
    assert answered.url == ALL


# --- Nobody else's, and nothing in an address


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("visitor", ["another case", "no case"])
def test_place_of_another_case_is_404(client, method, visitor):
    write_down(client, LINKS[0])
    url = the_place(client)
    stranger = adult() if visitor == "another case" else Client()
    if visitor == "another case":
        write_down(stranger, LINKS[0])
    page = getattr(stranger, method)(url, {"visibility": "private"})
    assert page.status_code == 404
    assert places(client)["Chatter"].told["visibility"] == ""


@pytest.mark.parametrize("id", ["1", "chatter", "0" * 32])
def test_place_that_is_none_is_404(client, id):
    write_down(client, LINKS[0])
    assert client.get(reverse("takedown:place", args=[id])).status_code == 404


def test_place_whose_incident_was_deleted_is_404(client):
    write_down(client, LINKS[0])
    url = the_place(client)
    Record.objects.filter(kind="incident").delete()
    assert client.get(url).status_code == 404
    assert client.post(url, {"visibility": "private"}).status_code == 404


def test_address_of_a_place_stays_the_same_and_tells_nothing(client):
    write_down(client, LINKS[0], account="sam", date="2026-11-05")
    before = the_place(client)
    write_down(client, ELSEWHERE, date="2026-11-01")
    save(client, visibility="public")
    assert the_place(client) == before
    assert re.fullmatch(r"/letters/routes/[0-9a-f]{32}/", before)


def test_nothing_of_the_case_stands_in_an_address(directory, client):
    write_down(client, LINKS[0], ELSEWHERE, account="sam_5512", label="picture one")
    write_down(client, platform="Whisperer")
    open_case(client).remember(country="DE", taken_by="me")
    own = re.compile(r"chatter\.example\.net/p|pictures\.example|sam_5512|hisperer|%2F")
    for url in [ALL, *(the_place(client, name) for name in places(client))]:
        main = main_of(client.get(url))
        for address in main.xpath(".//@href | .//@action | .//@src"):
            assert not own.search(address), address
            assert "?" not in address or address.startswith("http"), address


def test_page_works_without_a_script_of_its_own(client):
    write_down(client, LINKS[0])
    for url in (ALL, the_place(client)):
        main = main_of(client.get(url))
        assert (
            main.xpath(
                ".//script | .//style | .//@style | .//@*[starts-with(name(), 'on')]"
            )
            == []
        )
        assert main.xpath(".//button[not(ancestor::form[@method='post'])]") == []
        assert main.xpath(".//form[not(.//input[@name='csrfmiddlewaretoken'])]") == []


def test_nothing_told_of_a_place_is_readable_at_rest(client):
    write_down(client, ELSEWHERE)
    name = "pictures.example.net"
    client.post(the_place(client, name), {"visibility": "private", "again": "yes"})
    assert places(client)[name].told["visibility"] == "private"
    for model in apps.get_models():
        if model._meta.app_label in ("evidence", "helpcenter", "takedown"):
            for value in (v for row in model.objects.values_list() for v in row):
                raw = bytes(value) if isinstance(value, memoryview) else value
                assert b"private" not in (raw if isinstance(raw, bytes) else b"")
                assert name not in str(value)


# --- How fast


@pytest.mark.parametrize("number", [1, 5])
def test_five_places_need_no_more_queries_than_one(
    directory, client, chatter, number, django_assert_num_queries
):
    for n in range(number):
        platform = Platform.objects.create(
            slug=f"site-{n}",
            name=f"Site {n}",
            category="social",
            source="test",
            confidence="high",
            checked_on=chatter.checked_on,
        )
        Domain.objects.create(platform=platform, host=f"site-{n}.example.net")
        write_down(client, f"https://site-{n}.example.net/1", f"{ELSEWHERE}{n}")
        begin_letter(client, "take-it-down", site=f"platform:site-{n}")
    url = the_place(client, "Site 0")
    with django_assert_num_queries(10):
        client.get(ALL)
    with django_assert_num_queries(13):
        client.get(url)


# --- Its words


def test_pages_read_below_grade_8(directory, client):
    write_down(client, LINKS[0], ELSEWHERE)
    open_case(client).remember(country="GB", taken_by="me")
    for url in [ALL, *(the_place(client, name) for name in places(client))]:
        said = Page(client.get(url).content.decode()).sentences
        check_plain(said)
        check_kind(said)


def test_questions_are_asked_plainly():
    fields = ToldForm.base_fields.values()
    said = [s for f in fields for s in sentences_of(f"{f.label} {f.help_text}")]
    said += [str(label) for field in fields for _, label in field.choices]
    check_plain(said)
    check_kind(said)


# --- How one comes here


def test_letters_and_plan_lead_here(client):
    assert ALL in client.get(reverse("takedown:letters")).content.decode()
    say(client, "happened", happened=["posted"])
    assert ALL in client.get(reverse("guide:plan")).content.decode()
