"""What the guide promises to somebody who walks through it, in any order."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from evidence import cases
from evidence.models import Case, Record
from guide.steps import STEPS
from guide.steps.removal import read_platform_choices
from guide.tasks import TASKS
from guide.views import PAGES
from tests.guide import directory_of, links, say, text, ticked, tree, url

WRITTEN = [step for step in STEPS if step.base_fields]
READ = [step for step in STEPS if not step.base_fields]
SLUGS = [step.slug for step in STEPS]


@pytest.fixture(autouse=True)
def fresh_list_of_platforms():
    yield
    cache.clear()


class Request:
    """As much of a request as opening a case needs."""

    def __init__(self, client):
        self.session = client.session


def facts_of(client):
    return cases.case_of(Request(client)).facts


# --- The way through


def test_walk_through(client, db):
    here, walked = url("safe"), []
    while here != url("plan"):
        assert client.get(here).status_code == 200
        walked.append(here)
        here = client.post(here).url
    assert walked == [url(slug) for slug in SLUGS if slug not in UNLESS_TOLD]


UNLESS_TOLD = {"threat", "picture", "before", "where"}  # nobody said that it happened


@pytest.mark.parametrize("slug", SLUGS)
def test_any_page_opens_first(client, db, slug):
    page = client.get(url(slug))
    assert page.status_code == 200
    assert len(tree(page).xpath("//h1")) == 1


def test_skip_and_back_are_plain_links_past_pages_that_do_not_apply(client, db):
    page = client.get(url("happened"))
    assert links(page)["Skip for now"] == url("contacts")
    assert links(page)["Back"] == url("words")
    say(client, "happened", happened=["threatened"])
    assert links(client.get(url("happened")))["Skip for now"] == url("threat")


def test_nothing_is_before_the_first_page_and_the_plan_is_after_the_last(client, db):
    assert "Back" not in links(client.get(url("safe")))
    assert links(client.get(url("lawyers")))["Skip for now"] == reverse("guide:plan")
    assert say(client, "lawyers").url == reverse("guide:plan")


def test_nobody_has_to_answer(client, db):
    for slug in SLUGS:
        assert say(client, slug).status_code == 302


def test_an_answer_is_still_there_on_coming_back(client, db):
    say(client, "safe", danger=["hurt", "address"])
    say(client, "device", watched="unsure")
    assert ticked(client.get(url("safe"))) == {"danger": ["hurt", "address"]}
    assert ticked(client.get(url("device"))) == {"watched": ["unsure"]}


def test_an_answer_can_be_taken_back(client, db):
    say(client, "feelings", feelings="hard")
    say(client, "feelings")
    assert ticked(client.get(url("feelings"))) == {}
    assert "Your answers" not in text(client.get(url("feelings")))


def test_unknown_pages_are_not_found(client, db):
    for path in (url("nothing-here"), url("safe") + "pdf/", "/about/nothing-here/"):
        assert client.get(path).status_code == 404
    assert say(client, "nothing-here").status_code == 404


def test_a_page_says_its_part_why_it_asks_and_how_long_it_takes(client, db):
    said = text(client.get(url("device")))
    assert "Safety first Phone and accounts" in said
    assert "If somebody can see this screen" in said
    assert "Time: about a minute" in said


# --- Progress


def way(response):
    """[(title, is done, what aria-current says)] of parts and pages, in order."""
    found = []
    for item in tree(response).xpath("//nav[@class='parts']//li"):
        link = item.find("a")
        done = bool(item.xpath("./span[@aria-label='done']"))
        found.append((link.text_content(), done, link.get("aria-current")))
    return found


def test_progress_is_six_parts_with_the_current_one_marked(client, db):
    shown = way(client.get(url("place")))
    assert [row for row in shown if row[2]] == [
        ("Your rights", False, "true"),
        ("Where you live", False, "page"),
    ]
    assert [title for title, _, _ in shown] == [
        *["Safety first", "What happened", "Your rights"],
        *["Where you live", "What the law can do", "What do you want to happen?"],
        *["Saving proof", "Getting it removed", "Who can help", "The plan"],
    ]
    assert "%" not in text(client.get(url("place")))


def test_a_part_is_ticked_when_all_its_pages_were_passed(client, db):
    for slug in ("people", "police"):
        say(client, slug)
    assert ("Who can help", False, None) in way(client.get(url("safe")))
    say(client, "lawyers")
    assert ("Who can help", True, None) in way(client.get(url("safe")))


def test_a_page_to_read_is_ticked_by_going_on(client, db):
    page = client.get(url("words"))
    assert [b.text_content() for b in tree(page).xpath("//main//button")] == ["Go on"]
    assert say(client, "words").url == url("happened")
    done = ("Words for what happened", True, None)
    assert done in way(client.get(url("happened")))


# --- Changing


def test_an_answer_is_changed_from_the_plan_and_one_is_back_there(client, db):
    say(client, "feelings", feelings="okay")
    change = url("feelings", "?change=plan")
    plan = client.get(reverse("guide:plan"))
    assert change in tree(plan).xpath("//main//a/@href")
    assert links(client.get(change))["Go back without saving"] == reverse("guide:plan")
    assert client.post(change, {"feelings": "hard"}).url == reverse("guide:plan")
    assert "Hard" in text(client.get(reverse("guide:plan")))


def test_an_answer_is_changed_from_another_page_and_one_is_back_there(client, db):
    say(client, "feelings", feelings="okay")
    page = client.get(url("found"))
    assert url("feelings", "?change=found") in tree(page).xpath("//main//a/@href")
    assert say(client, "feelings", "?change=found", feelings="hard").url == url("found")


@pytest.mark.parametrize("origin", ["", "https://evil.example/", "//evil", "safe/../x"])
def test_changing_never_leads_away(client, db, origin):
    answer = client.post(url("feelings"), query_params={"change": origin})
    assert answer.url == reverse("guide:plan")


def test_the_list_of_answers_speaks_in_words_and_not_in_codes(client, db):
    say(client, "happened", happened=["not-sure-where", "made-fake"])
    said = text(client.get(url("place")))
    assert "You heard that it is out, but not where; A fake was made" in said
    assert "not-sure-where" not in said


# --- Whose story it is


def test_the_words_change_person_for_a_helper(client, db):
    assert "threatened to hurt you or others" in text(client.get(url("safe")))
    say(client, "helping", helping="friend")
    page = client.get(url("safe"))
    assert "threatened to hurt them or others" in text(page)
    assert "Are they safe right now?" in text(page)
    say(client, "helping", helping="self")
    assert "Are you safe right now?" in text(client.get(url("safe")))


def test_typed_braces_are_never_taken_for_our_own(client, db):
    say(client, "happened", happened=["sent"])
    say(client, "where", other_places="{they} {0} {x.y}")
    assert "{they} {0} {x.y}" in text(client.get(url("safe")))


# --- Nothing lost


def test_looking_makes_no_case(client, db):
    for slug in SLUGS:
        client.get(url(slug))
    for name in ("home", "now", "plan"):
        client.get(reverse(f"guide:{name}"))
    for slug in PAGES:
        client.get(reverse("guide:page", args=[slug]))
    assert not Case.objects.exists()


def test_two_tabs_on_different_pages_both_keep_their_answers(client, db):
    client.get(url("feelings"))
    client.get(url("device"))
    say(client, "device", watched="yes")
    say(client, "feelings", feelings="hard")
    assert ticked(client.get(url("feelings"))) == {"feelings": ["hard"]}
    assert ticked(client.get(url("device"))) == {"watched": ["yes"]}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", "first tab"),
        ("before\nsecond tab", "before\nsecond tab\nfirst tab"),
        ("before\nfirst tab", "before\nfirst tab"),
    ],
)
def test_two_tabs_on_one_page_both_keep_what_was_typed(client, db, typed, kept):
    say(client, "happened", happened=["posted"])
    say(client, "where", other_places="before")
    (form,) = tree(client.get(url("where"))).xpath("//main//form")
    shown = {"initial-other_places": form.fields["initial-other_places"]}
    say(client, "where", other_places="before\nfirst tab", **shown)
    say(client, "where", other_places=typed, **shown)
    box = tree(client.get(url("where"))).get_element_by_id("id_other_places")
    assert box.value.strip() == kept


def test_each_page_is_one_record(client, db):
    for _ in range(3):
        say(client, "feelings", feelings="hard")
        say(client, "found", found="days")
    assert Record.objects.filter(kind="answer").count() == 2


def token(response):
    return tree(response).xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]


def test_an_answer_sent_after_the_visit_ended_is_credited_to_its_own_page(db):
    client = Client(enforce_csrf_checks=True)
    old = token(client.get(url("taken")))
    client.cookies.clear()
    sent = {"taken_by": "me", "csrfmiddlewaretoken": old}
    refused = client.post(url("taken"), sent)
    assert refused.status_code == 403
    [form] = [f for f in tree(refused).forms if f.action == url("taken")]
    assert client.post(form.action, dict(form.form_values())).url == url("ask")
    assert ticked(client.get(url("taken"))) == {"taken_by": ["me"]}
    assert [e.name for e in cases.case_of(Request(client)).all("answer")] == ["taken"]


def test_an_answer_needs_nothing_that_formtools_would_hide_in_the_page(client, db):
    assert say(client, "device", watched="yes").url == url("helping")
    misled = {"guide-current_step": "safe", "wizard_goto_step": "safe"}
    assert say(client, "found", found="days", **misled).url == url("save")
    assert ticked(client.get(url("found"))) == {"found": ["days"]}


def test_a_file_that_no_page_asks_for_is_left_alone(client, db, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with (tmp_path / "notes.txt").open() as file:
        assert say(client, "found", found="days", picture=file).url == url("save")


# --- Pages that apply no more


def tell_then_change(client):
    """Somebody on "About the threat" in one tab says in another there was none."""
    say(client, "happened", happened=["threatened"])
    client.get(url("threat"))
    say(client, "happened", happened=["posted"])


def test_a_page_of_an_old_tab_keeps_what_was_typed_and_says_so(client, db):
    tell_then_change(client)
    page = client.get(say(client, "threat", paid="yes").url)
    assert "This page does not fit the other answers right now" in text(page)
    assert "Has anything been paid? Yes" in text(page)
    assert links(page)["Go on"] == url("picture")


def test_an_answer_that_applies_no_more_counts_again_when_it_does(client, db):
    tell_then_change(client)
    say(client, "threat", paid="yes")
    assert "Call the bank" not in text(client.get(reverse("guide:plan")))
    say(client, "happened", happened=["threatened"])
    assert "Call the bank" in text(client.get(reverse("guide:plan")))


def test_a_wrong_answer_on_a_page_that_applies_no_more_is_shown_again(client, db):
    tell_then_change(client)
    page = say(client, "threat", paid="yes", from_whom="nobody")
    assert page.status_code == 200
    assert ticked(page) == {"paid": ["yes"]}
    assert "Choose from the answers below" in text(page)


def test_a_page_that_does_not_apply_leads_back_when_it_was_opened_to_change(client, db):
    tell_then_change(client)
    assert links(client.get(url("threat", "?change=plan")))["Go on"] == url("plan")


def test_changing_a_page_that_applies_no_more_says_so_before_going_back(client, db):
    tell_then_change(client)
    answer = say(client, "threat", "?change=found", paid="yes")
    assert answer.url == url("threat", "?change=found")
    page = client.get(answer.url)
    assert "Has anything been paid? Yes" in text(page)
    assert links(page)["Go on"] == url("found")


# --- Help right now


@pytest.mark.parametrize(
    ("slug", "told"),
    [("safe", {"danger": ["near"]}), ("feelings", {"feelings": "self-harm"})],
)
def test_help_is_offered_at_once_when_it_is_needed(client, db, slug, told):
    urgent = "Help is there right now."
    assert urgent not in text(client.get(url(slug)))
    page = client.get(say(client, slug, **told).url)
    assert urgent in text(page)
    assert links(page)["Call, text or chat with somebody"] == reverse("guide:now")


# --- Under 18


CLOSED = ["capture", "hold", "before", "taken"]


@pytest.mark.parametrize("told", [{"under_18": "yes"}, {"under_18": "unsure"}])
@pytest.mark.parametrize("slug", CLOSED)
def test_under_18_closes_the_pages_that_copy_and_an_adult_opens_them(
    client, db, told, slug
):
    say(client, "happened", happened=["posted"])
    say(client, "age", **told)
    page = client.get(url(slug))
    assert "does not fit the other answers" in text(page)
    assert "screen" not in text(page)
    say(client, "age", under_18="no")
    assert "does not fit" not in text(client.get(url(slug)))


def test_capture_has_something_to_hide_from_a_minor(client, db):
    assert "screen" in text(client.get(url("capture")))


@pytest.mark.parametrize("minor", ["yes", "unsure"])
@pytest.mark.parametrize(
    "path", [reverse("guide:page", args=["first-day"]), url("people")]
)
def test_pages_for_everybody_stop_speaking_of_what_is_for_adults(
    client, db, path, minor
):
    for_adults = text(client.get(path))
    assert "StopNCII" in for_adults
    say(client, "age", under_18=minor)
    for_minors = text(client.get(path))
    assert "StopNCII" not in for_minors
    assert "Take a picture of the screen" not in for_minors
    assert "Take It Down" in for_minors


def test_who_is_under_18_now_was_so_in_the_picture(client, db):
    say(client, "age", under_18="no", under_18_now="yes")
    assert facts_of(client)["under_18"] == "yes"
    assert ticked(client.get(url("age"))) == {
        "under_18": ["yes"],
        "under_18_now": ["yes"],
    }


def test_not_sure_stays_not_sure(client, db):
    say(client, "age", under_18="unsure", under_18_now="yes")
    assert facts_of(client)["under_18"] == "unsure"


# --- Facts

NEW_YORK = {"country": "US", "state": "US-NY"}


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("age", {"under_18": "unsure", "under_18_now": "no"}),
        ("helping", {"helping": "advocate"}),
        ("taken", {"taken_by": "hidden"}),
        ("picture", {"altered": "fake"}),
        ("place", NEW_YORK | {"their_country": "CA", "their_state": "CA-ON"}),
    ],
)
def test_a_fact_is_remembered_for_the_letters(client, db, slug, told):
    say(client, slug, **told)
    assert facts_of(client) == told


def remember(client, **facts):
    say(client, "found")
    cases.case_of(Request(client)).remember(**facts)


def test_a_fact_told_elsewhere_is_shown_and_counts(client, db):
    remember(client, under_18="yes", name="A. Person")
    assert ticked(client.get(url("age"))) == {"under_18": ["yes"]}
    assert "does not fit" in text(client.get(url("capture")))


def test_a_fact_told_elsewhere_later_stands_above_the_answer(client, db):
    say(client, "age", under_18="no")
    remember(client, under_18="unsure")
    assert ticked(client.get(url("age"))) == {"under_18": ["unsure"]}
    assert "does not fit" in text(client.get(url("capture")))


# --- Place and law


def test_a_state_alone_says_which_country(client, db):
    say(client, "place", state="US-NY", their_state="AU-NSW")
    facts = facts_of(client)
    assert (facts["country"], facts["their_country"]) == ("US", "AU")


def test_a_state_of_another_country_is_asked_about(client, db):
    page = say(client, "place", country="CA", state="US-NY")
    assert "Choose a state of the country above" in text(page)
    assert ticked(page) == {"country": ["CA"], "state": ["US-NY"]}


# --- Bad input


# what is sent: what the box shows then
BAD_TEXTS = {
    b"a%00b": "ab",
    b"a%ED%A0%80b": "a\ufffd\ufffd\ufffdb",  # a lone surrogate is no UTF-8
    b"a%0D%0Ab": "a\nb",
    b"{{7*7}} {% 7 %}": "{{7*7}} {% 7 %}",
    b"<script>alert(1)</script>": "<script>alert(1)</script>",
    "\u202eabc e\u0301\u0301".encode(): "\u202eabc e\u0301\u0301",
}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def on_where(client, db):
    directory_of("facebook", "reddit")
    say(client, "happened", happened=["posted"])
    return client


def box(page):
    return tree(page).xpath("//textarea[@name='other_places']")[0].text.strip("\n")


@pytest.mark.parametrize(("sent", "kept"), BAD_TEXTS.items())
def test_whatever_is_typed_is_kept_as_it_is(on_where, sent, kept):
    body = b"platforms=reddit&other_places=" + sent
    assert on_where.post(url("where"), body, content_type=FORM).url == url("taken")
    page = on_where.get(url("where"))
    assert box(page) == kept
    assert ticked(page) == {"platforms": ["reddit"]}
    assert b"<script>alert" not in page.content


def test_a_megabyte_is_answered_with_a_sentence_and_still_there(on_where):
    page = say(on_where, "where", platforms=["reddit"], other_places="word " * 200_000)
    assert "longer than one box can hold" in text(page)
    assert len(box(page)) == 1_000_000
    assert ticked(page) == {"platforms": ["reddit"]}


@pytest.mark.parametrize("step", WRITTEN, ids=lambda step: step.slug)
def test_an_answer_we_do_not_offer_gets_a_sentence_and_no_500(client, db, step):
    told = {"happened": ["posted", "threatened"]}
    say(client, "happened", **told)
    sent = dict.fromkeys(step.base_fields, "x\x00<script>")
    page = client.post(url(step.slug), sent)
    assert page.status_code == 200
    assert "Choose from the answers below, or leave it empty." in text(page)
    assert "Nothing you typed is lost." in text(page)
    assert b"<script>" not in page.content.replace(b"<script src", b"")


def test_the_error_leads_to_its_question(client, db):
    page = say(client, "device", watched="perhaps")
    [href] = tree(page).xpath("//div[@class='errors']//a/@href")
    assert tree(page).xpath(f"//*[@id='{href[1:]}']")


def test_platforms_are_offered_with_the_most_common_first(db):
    directory_of("reddit", "facebook", "aaa")
    directory_of("old", status="closed", what_to_do_instead="Nothing is left there.")
    directory_of("a-host", category="hosting")
    assert read_platform_choices() == [
        ("Most common", [("facebook", "facebook"), ("reddit", "reddit")]),
        ("Social networks", [("aaa", "aaa")]),
        ("somewhere-else", "Somewhere else"),
    ]


def test_a_folded_group_is_open_when_something_in_it_is_chosen(client, db):
    directory_of("facebook", "aaa")
    directory_of("bbb", category="dating")
    say(client, "happened", happened=["posted"])
    say(client, "where", platforms=["bbb"])
    page = tree(client.get(url("where")))
    opened = page.xpath("//fieldset//details[@open]/summary/text()")
    folded = page.xpath("//fieldset//details[not(@open)]/summary/text()")
    assert (opened, folded) == (["Dating"], ["Social networks"])


# --- Words, plain pages, leaving


def test_every_page_and_every_task_has_its_words():
    for name in [f"guide/steps/{step.slug}.html" for step in STEPS]:
        get_template(name)
    for task in TASKS:
        get_template(task.template_name)


def test_every_plain_page_is_listed_and_opens(client, db):
    folder = settings.BASE_DIR / "templates/guide/pages"
    assert {path.stem for path in folder.glob("*.html")} == set(PAGES)
    for slug in PAGES:
        assert client.get(reverse("guide:page", args=[slug])).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_takes_a_case_of_this_visit_along(db, method):
    client = Client(enforce_csrf_checks=True)
    client.post(url("found"), {"found": "days"})
    page = client.get(url("found"))
    client.post(url("found"), {"found": "days", "csrfmiddlewaretoken": token(page)})
    assert Case.objects.count() == 1
    answer = getattr(client, method)(reverse("guide:leave"))
    assert answer.status_code == 303
    assert answer["Location"] == settings.NEUTRAL_URL
    assert not Case.objects.exists()
