"""What is particular to the letters to search engines."""

import lxml.html
import pytest
from django.urls import reverse

from directory.models import Domain, Platform
from takedown.engines import BING, GOOGLE
from takedown.kept import letters_of
from takedown.letters import LETTERS
from takedown.letters.paragraphs import flat
from takedown.situations import mark_of
from tests.guide import say
from tests.letter_facts import TODAY, VOICES, make_letter
from tests.test_route_pages import places, press, slugs, the_place
from tests.test_takedown import (
    ELSEWHERE,
    LINKS,
    adult,
    begin,
    fill,
    letter,
    open_case,
    save,
    show,
    text_of,
    walk,
    write_down,
)
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import check, sentences

KINDS = ["delisting", "dmca-search"]
PICTURE = "https://chatter.example.net/i/1.JPG?w=640"
every_kind = pytest.mark.parametrize("kind", KINDS)


def result(host):
    return f"https://www.{host}/search?q=fictitious"


@pytest.fixture
def client(directory, chatter):
    """Of an adult. The directory has the search engines."""
    return adult()


def post(client, kind, **typed):
    return client.post(reverse("takedown:letter", args=[kind]), typed)


def newest(client):
    return letters_of(open_case(client))[0]


def words_of(letter):
    return letter.paper(TODAY).words


def missing(letter):
    return {(each.id, each.field) for each in letter.missing(letter.paper(TODAY))}


# --- Begun from a place


def press_for(client, name, kind, engine):
    """Press the button of the place's page that begins this letter to this engine."""
    action = reverse("takedown:letter", args=[kind])
    page = client.get(the_place(client, name))
    [form] = [
        form
        for form in lxml.html.fromstring(page.content).forms
        if form.action == action and form.fields["engine"] == engine
    ]
    return client.post(action, dict(form.fields))


@pytest.mark.parametrize("name", ["Chatter", "pictures.example.net"])
@pytest.mark.parametrize(
    ("engine", "company"), [(GOOGLE, "Google LLC"), (BING, "Microsoft Corporation")]
)
def test_button_begins_the_letter_to_the_engine_about_the_place(
    client, name, engine, company
):
    write_down(client, *LINKS, ELSEWHERE)
    place = places(client)[name]
    begun = press_for(client, name, "delisting", engine)
    kept = newest(client)
    assert begun.url == reverse("takedown:page", args=[kept.id, "name"])
    assert kept.platform_slug == engine
    assert kept.letter.facts["links"] == place.site.links
    assert kept.letter.facts["recipient_name"] == company
    assert kept.letter.service == {GOOGLE: "Google", BING: "Bing"}[engine]


def test_letter_to_one_engine_leaves_the_other_open(client):
    write_down(client, LINKS[0], ELSEWHERE)
    press_for(client, "Chatter", "delisting", GOOGLE)
    [group] = places(client)["Chatter"].groups
    assert group.situation.done == {f"delisting:{GOOGLE}"}
    assert "delist-google" not in slugs(client)
    assert "delist-bing" in slugs(client)
    assert "delist-google" in slugs(client, "pictures.example.net")


def test_button_for_copyright_goes_to_google(client):
    write_down(client, LINKS[0])
    open_case(client).remember(taken_by="me")
    page = client.get(the_place(client))
    assert press(client, page, "dmca-search").status_code == 302
    assert mark_of(newest(client)) == f"dmca-search:{GOOGLE}"
    assert "dmca-search" not in slugs(client)


@pytest.mark.parametrize(
    ("name", "slug", "engine"),
    [("Google Search", GOOGLE, GOOGLE), ("Bing", BING, BING), ("Yahoo", "yahoo", BING)],
)
def test_place_that_is_an_engine_counts_by_its_results(client, name, slug, engine):
    host = Domain.objects.filter(platform__slug=slug).first().host
    write_down(client, f"https://{host}/search?q=fictitious")
    name = Platform.objects.get(slug=slug).name
    press_for(client, name, "delisting", engine)
    facts = newest(client).letter.facts
    assert facts["result_links"] == [f"https://{host}/search?q=fictitious"]
    assert facts["links"] == []
    assert places(client)[name].groups[0].situation.done == {f"delisting:{engine}"}


def test_letter_to_an_engine_counts_for_that_engine_named_without_a_link(client):
    say(client, "happened", happened=["posted"])
    say(client, "where", platforms=[GOOGLE, BING])
    write_down(client, platform="Whisperer")
    begin(client, "delisting")
    made = {n: each.groups[0].situation.done for n, each in places(client).items()}
    google, bing = (Platform.objects.get(slug=slug).name for slug in (GOOGLE, BING))
    assert made[google] == {f"delisting:{GOOGLE}"}
    assert made[bing] == made["Whisperer"] == set()


def test_engine_is_part_of_the_mark_of_letters_to_engines_only(client):
    write_down(client, result("google.com"))
    begin(client, "platform-policy", site=f"platform:{GOOGLE}")
    assert newest(client).platform_slug == GOOGLE
    assert mark_of(newest(client)) == "platform-policy"


def test_link_moved_to_another_box_still_counts_for_its_place(client):
    write_down(client, LINKS[0])
    press_for(client, "Chatter", "delisting", GOOGLE)
    save(client, newest(client).id, "where", image_links=[LINKS[0]])
    assert letter(client).facts["links"] == []
    assert "delist-google" not in slugs(client)


def test_engine_that_staff_took_off_the_list_gets_the_letter_all_the_same(client):
    write_down(client, LINKS[0])
    Platform.objects.filter(slug=BING).update(shown=False)
    press_for(client, "Chatter", "delisting", BING)
    kept = newest(client)
    assert (kept.platform_slug, kept.letter.facts["recipient_name"]) == (BING, "Bing")
    assert show(client, kept.id).status_code == 200
    assert "delist-bing" not in slugs(client)


# --- Begun from the list


@every_kind
def test_from_the_list_it_is_about_all_links_and_asks_which_engine(client, kind):
    write_down(client, LINKS[0])
    write_down(client, ELSEWHERE)
    page = client.get(reverse("takedown:letter", args=[kind]))
    assert "Which search engine?" in text_of(page)
    post(client, kind, engine=BING, site="")
    assert newest(client).platform_slug == BING
    assert newest(client).letter.facts["links"] == [LINKS[0], ELSEWHERE]


@every_kind
def test_from_the_list_it_can_be_about_one_site(client, kind):
    write_down(client, LINKS[0])
    write_down(client, ELSEWHERE)
    post(client, kind, engine=GOOGLE, site="host:pictures.example.net")
    assert newest(client).platform_slug == GOOGLE
    assert newest(client).letter.facts["links"] == [ELSEWHERE]


def test_engine_is_google_unless_another_is_chosen(client):
    page = client.get(reverse("takedown:letter", args=["delisting"]))
    [checked] = lxml.html.fromstring(page.content).xpath(
        "//input[@name='engine'][@checked]/@value"
    )
    assert checked == GOOGLE
    post(client, "delisting", site="", engine="")
    assert newest(client).platform_slug == GOOGLE


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("engine", {"engine": "altavista"}),
        ("engine", {"engine": "chatter", "site": "host:pictures.example.net"}),
        ("site", {"engine": BING, "site": "platform:nonsense"}),
    ],
)
def test_choice_that_was_not_offered_says_what_to_do_and_keeps_the_other(
    client, name, typed
):
    write_down(client, ELSEWHERE)
    page = post(client, "delisting", **typed)
    assert page.context["form"].errors == {
        name: ["Choose again from the list, please."]
    }
    assert "Choose again from the list" in text_of(page)
    for other, value in typed.items():
        assert page.context["form"][other].value() == value
    assert letters_of(open_case(client)) == []


def test_without_any_link_it_can_be_begun_and_says_what_is_missing(client):
    post(client, "delisting", engine=GOOGLE)
    assert letter(client).every_link == []
    assert ("G-1", "links") in missing(letter(client))


# --- Which link is what


@pytest.mark.parametrize("engine", [GOOGLE, BING])
@pytest.mark.parametrize("altered", ["real", "fake"])
@every_kind
def test_page_is_plain_for_each_engine_and_for_fakes(client, kind, engine, altered):
    open_case(client).remember(taken_by="me", altered=altered)
    post(client, kind, engine=engine)
    page = show(client, newest(client).id)
    check(sentences(page))
    name = {GOOGLE: "Google", BING: "Bing"}
    assert f"This hides the links at {name[engine]} only." in text_of(page)


@every_kind
def test_links_come_into_their_boxes_by_how_they_look(client, kind):
    write_down(client, LINKS[0], PICTURE, result("google.com"), ELSEWHERE)
    begin(client, kind)
    facts = letter(client).facts
    assert facts["links"] == [LINKS[0], ELSEWHERE]
    assert facts["image_links"] == [PICTURE]
    assert facts["result_links"] == [result("google.com")]


@pytest.mark.parametrize(
    ("engine", "own"),
    [
        (GOOGLE, ["google.com"]),
        (BING, ["bing.com", "search.yahoo.com", "duckduckgo.com"]),
    ],
)
def test_results_of_an_engine_that_it_cannot_hide_are_left_out(client, engine, own):
    hosts = ["google.com", "bing.com", "search.yahoo.com", "duckduckgo.com"]
    write_down(client, LINKS[0], *map(result, [*hosts, "yandex.com"]))
    post(client, "delisting", engine=engine)
    assert letter(client).facts["result_links"] == [*map(result, own)]
    assert letter(client).facts["links"] == [LINKS[0]]


@pytest.mark.parametrize("typed", ["no link at all", "https://", "1.jpg", ""])
def test_what_is_no_link_is_taken_for_a_page(client, typed):
    facts = LETTERS["delisting"].facts_for(GOOGLE, [typed])
    assert facts["links"] == [typed]


def test_letter_names_which_link_is_which(client):
    paper = make_letter("delisting").paper(TODAY)
    assert paper.text("links-heading") == "Links of the pages that show the images"
    assert "img.chatter.example.net" in paper.text("image-links")
    assert paper.text("result-links").startswith("https://search.example.net/")


@pytest.mark.parametrize(
    ("name", "paragraph"),
    [
        ("links", "links"),
        ("image_links", "image-links"),
        ("result_links", "result-links"),
    ],
)
def test_kind_of_link_that_is_not_there_is_said_to_be_unknown(name, paragraph):
    told = make_letter("delisting", **{name: []}, none_of=[name])
    assert missing(told) == set()
    assert told.paper(TODAY).text(paragraph) == "None is known."
    untold = make_letter("delisting", **{name: []})
    assert missing(untold) == {("G-1", name)}
    assert untold.paper(TODAY).text(paragraph) == "[At least one link]"


def test_letter_without_any_link_lacks_one_whatever_is_ticked():
    names = ("links", "image_links", "result_links")
    empty = make_letter("delisting", **{name: [] for name in names}, none_of=[*names])
    assert missing(empty) == {("G-1", "links")}


@every_kind
def test_links_of_many_sites_are_right_and_what_is_no_link_is_pointed_out(client, kind):
    id = fill(
        client,
        kind,
        links=[LINKS[0], ELSEWHERE, "not a link"],
        image_links=["neither"],
        result_links=[result("bing.com")],
    )
    odd = [link for link, _ in show(client, id).context["odd_links"]]
    assert odd == ["not a link", "neither"]


# --- Which condition applies


@pytest.mark.parametrize("altered", ["real", "fake", "unsure"])
@pytest.mark.parametrize("voice", VOICES)
def test_letter_says_what_applies_in_every_voice(voice, altered):
    text = words_of(make_letter("delisting", voice, altered=altered))
    whom = {"self": "me", "attorney": "our client", "advocate": "this person"}[voice]
    said = {
        "real": f"the images show {whom} nude",
        "fake": f"the images falsely show {whom} nude",
        "unsure": f"the images show or appear to show {whom} nude",
    }
    assert [kind for kind, words in said.items() if words in text] == [altered]


@pytest.mark.parametrize(
    ("altered", "said"),
    [
        ("real", "The images are real."),
        ("fake", "The images are fake: they were made or altered by computer."),
        ("unsure", "I cannot say for certain whether"),
        ("", "[Whether the images are real or made by computer]"),
    ],
)
def test_letter_says_whether_it_is_real(altered, said):
    kind = make_letter("delisting", altered=altered).paper(TODAY).text("kind")
    assert kind.startswith(said)


def test_only_what_was_ticked_is_said():
    text = words_of(make_letter("delisting", conditions=["online"]))
    assert "they were put online without my consent." in text
    for unsaid in ("nude", "identified", "being paid", "to the act"):
        assert unsaid not in text


@pytest.mark.parametrize(
    ("altered", "enough"),
    [
        ("real", ["shows", "made", "unpaid"]),
        ("real", ["shows", "online", "unpaid"]),
        ("fake", ["shows", "known", "online"]),
        ("unsure", ["shows", "known", "online", "unpaid"]),
    ],
)
def test_google_is_told_the_conditions_of_a_real_picture_or_of_a_fake(altered, enough):
    facts = {"altered": altered, "engine": GOOGLE}
    assert missing(make_letter("delisting", conditions=enough, **facts)) == set()
    for left_out in enough:
        fewer = [code for code in enough if code != left_out]
        lacking = missing(make_letter("delisting", conditions=fewer, **facts))
        assert lacking == {("G-2", "conditions")}


def test_bing_asks_for_less():
    facts = {"engine": BING, "altered": "", "living_in": ""}
    brief = make_letter("delisting", conditions=["made"], **facts)
    assert missing(brief) == set()
    assert "[" not in words_of(brief)
    assert missing(make_letter("delisting", conditions=[], **facts)) == {
        ("G-2", "conditions")
    }


def test_address_and_country_are_asked_on_the_page_of_who_signs(client):
    id = begin(client, "delisting")
    page = client.get(reverse("takedown:page", args=[id, "from"]))
    named = ["name", "address", "email", "phone", "living_in"]
    assert list(page.context["form"].fields) == named


@pytest.mark.parametrize(
    ("told", "country"), [("AU", "Australia"), ("ZZ", ""), ("", ""), (None, "")]
)
def test_country_told_to_the_guide_is_filled_in(client, told, country):
    open_case(client).remember(country=told)
    begin(client, "delisting")
    assert letter(client).facts["living_in"] == country


def test_what_was_ticked_for_one_engine_is_known_to_the_next(client):
    walk(client, "delisting")
    post(client, "delisting", engine=BING)
    facts = newest(client).letter.facts
    assert facts["conditions"] == ["shows", "known", "online", "unpaid"]
    assert facts["search_terms"] == ["fictitious night shift", "Robin S. Albany"]


# --- Around the letter


def test_page_says_that_the_site_keeps_it_and_what_to_do_once_it_is_deleted(client):
    text = text_of(show(client, fill(client, "delisting")))
    assert "It does not delete them. The page itself stays" in text
    assert "refresh outdated content" in text
    assert "No law sets a time for this." in text


def test_engines_form_and_pages_come_from_the_directory(client):
    post(client, "delisting", engine=GOOGLE)
    page = show(client, newest(client).id).content.decode()
    assert "https://support.google.com/websearch/answer/6302812" in page
    assert reverse("directory:platform", args=[GOOGLE]) in page


def test_boxes_to_copy_tell_the_links_apart(client):
    id = fill(client, "delisting")
    parts = show(client, id).context["sending"].parts.fields
    names = ["links", "image_links", "result_links", "search_terms"]
    assert list(parts)[:4] == names


def test_nothing_of_the_case_stands_in_the_address_of_the_buttons(client):
    write_down(client, ELSEWHERE)
    begun = press_for(client, "pictures.example.net", "delisting", GOOGLE)
    assert begun.url == reverse("takedown:page", args=[newest(client).id, "name"])


# --- Copyright


def test_copyright_notice_cites_the_paragraph_on_search_engines():
    text = words_of(make_letter("dmca-search"))
    assert "17 u.s.c. § 512(d)" in text
    assert "512(c)" not in text
    assert "the references or links to be removed" in text
    assert flat("keep, out of public view") not in text


@pytest.mark.parametrize("way", ["result_links", "search_terms"])
def test_one_way_to_find_the_reference_is_enough(way):
    facts = {"result_links": [], "search_terms": []}
    facts[way] = ["one way"]
    assert missing(make_letter("dmca-search", **facts)) == set()


@pytest.mark.parametrize("who", ["other", "hidden", "unsure"])
def test_who_did_not_take_it_is_offered_the_request_to_hide_it(client, who):
    id = begin(client, "dmca-search")
    page = client.get(save(client, id, "taken", taken_by=who).url)
    assert page.status_code == 403
    assert "Another letter fits better" in text_of(page)
    offered = {
        kind
        for kind in LETTERS
        if reverse("takedown:letter", args=[kind]) in page.content.decode()
    }
    assert "delisting" in offered
    assert not offered & {"dmca", "dmca-search"}
    begun = client.get(reverse("takedown:letter", args=["dmca-search"]))
    assert begun.status_code == 403


def test_notice_to_an_engine_is_signed_only_after_the_warning(client):
    open_case(client).remember(taken_by="me")
    id = begin(client, "dmca-search")
    page = save(client, id, "sign", signature="Robin Sample")
    assert "tick both" in page.context["form"].non_field_errors()[0]
    assert "17 U.S.C. § 512(f)" in text_of(page)
    assert "The site must tell" not in text_of(page)
    assert letter(client).facts["signature"] == ""


def test_agent_of_the_engine_comes_from_the_directory(client):
    open_case(client).remember(taken_by="me")
    begin(client, "dmca-search")
    address = letter(client).facts["recipient_address"]
    assert address.startswith("Google Legal Support, DMCA\n")
