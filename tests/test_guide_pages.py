"""The plan on screen and on paper, crisis help, laws, the drawing, and the costs."""

import io
from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from docx import Document as Word
from pypdf import PdfReader

from directory.models import Helpline, Law, Phone
from evidence.models import Case
from guide.drawing import draw
from guide.plan import make_plan
from guide.steps import STEPS
from guide.steps.base import fields_of
from guide.tasks import TASKS
from guide.voice import HELPING, OWN, speak
from tests.guide import answers_of, directory_of, say, text, tree, url

PLAN = reverse("guide:plan")
SOURCE = {"source": "a test", "confidence": "high", "checked_on": date(2026, 11, 22)}
ROBIN = {
    "safe": {"danger": ["hurt"]},
    "happened": {"happened": ["posted", "threatened"]},
    "threat": {"demand": ["money"], "paid": "yes"},
    "place": {"country": "US", "state": "US-NY", "their_country": "FR"},
    "where": {"platforms": ["facebook", "somewhere-else"], "other_places": "a group"},
    "taken": {"taken_by": "me"},
}


@pytest.fixture(autouse=True)
def fresh_list_of_platforms():
    yield
    cache.clear()


@pytest.fixture
def robin(client, db):
    """Somebody who answered some of it."""
    directory_of("facebook", "reddit")
    for slug, told in ROBIN.items():
        assert say(client, slug, **told).status_code == 302
    return client


# --- The plan


def test_the_plan_opens_with_nothing_answered(client, db):
    said = text(client.get(PLAN))
    assert "This is the plan for everybody" in said
    assert "Talk to somebody who knows this" in said


def test_the_plan_shows_each_task_with_why_how_long_and_where(robin):
    page = robin.get(PLAN)
    [card] = tree(page).xpath("//li[@id='hold-letter']")
    said = " ".join(card.text_content().split())
    assert said.startswith("Ask the site to keep its records Sites delete what tells")
    assert "Time: about 10 minutes" in said
    assert card.xpath(".//a[text()='Make the letter']/@href") == [
        reverse("takedown:letter", args=["litigation-hold"])
    ]
    assert tree(page).xpath("//li[@id='report-platform-facebook']")
    assert not tree(page).xpath("//li[@id='report-platform-reddit']")


def test_the_plan_is_in_groups_the_most_urgent_first(robin):
    groups = tree(robin.get(PLAN)).xpath("//main//h2/text()")
    assert groups[:4] == ["Now", "Today", "This week", "When you are ready"]


def test_the_plan_stays_when_it_is_opened_again(robin):
    assert text(robin.get(PLAN)) == text(robin.get(PLAN))


def test_the_plan_speaks_of_whom_it_is_for(robin):
    assert "Your plan" in text(robin.get(PLAN))
    say(robin, "helping", helping="advocate")
    assert "Their plan" in text(robin.get(PLAN))


def test_every_task_leads_somewhere_that_exists():
    for task in TASKS:
        if task.where:
            name, *arguments = task.where
            subject = ["facebook"] if task.slug == "report-platform" else []
            try:
                assert reverse(name, args=[*arguments, *subject])
            except NoReverseMatch as error:
                pytest.fail(f"{task.slug}: {error}")


# --- On paper


def paper(client, extension):
    answer = client.get(reverse("guide:plan-paper", args=[extension]))
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


def words_of(extension, content):
    if extension == "txt":
        return content.decode()
    if extension == "docx":
        return "\n".join(p.text for p in Word(io.BytesIO(content)).paragraphs)
    return "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
    )


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_the_plan_can_be_taken_along(robin, extension):
    words = words_of(extension, paper(robin, extension))
    for said in ("Get safe first", "Report it to facebook", "When you are ready"):
        assert said in words


def test_the_paper_has_a_neutral_name_and_no_trace_of_this_site(robin):
    answer = robin.get(reverse("guide:plan-paper", args=["txt"]))
    assert 'filename="notes-' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    words = words_of("txt", paper(robin, "txt"))
    assert "testserver" not in words
    assert "/guide/" not in words


def test_a_format_we_do_not_make_is_not_found(client, db):
    assert client.get("/guide/plan/exe/").status_code == 404


COPYING = ("screenshot", "picture of the screen", "save each page", "download videos")


UNSAID = "no copy and no screenshot"


def test_until_the_age_is_said_advice_to_copy_comes_with_a_warning(robin):
    pages = [PLAN, *map(url, ("save", "capture", "find", "keep", "before"))]
    for page in pages:
        assert UNSAID in text(robin.get(page)), page
    say(robin, "age", under_18="no")
    for page in pages:
        assert UNSAID not in text(robin.get(page)), page


def test_a_minors_paper_never_says_to_copy(robin):
    say(robin, "age", under_18="no")
    for_adults = words_of("txt", paper(robin, "txt")).lower()
    assert [words for words in COPYING if words in for_adults] == list(COPYING[1:])
    for told in ({"under_18": "yes"}, {"under_18": "unsure"}, {"under_18_now": "yes"}):
        say(robin, "age", **told)
        for_minors = words_of("txt", paper(robin, "txt")).lower()
        assert [words for words in COPYING if words in for_minors] == []
        assert "report it to the people who protect children" in for_minors


@pytest.mark.parametrize("helping", ["self", "friend"])
@pytest.mark.parametrize("minor", ["no", "yes"])
@pytest.mark.parametrize("extension", ["docx", "txt"])
def test_every_task_fits_on_paper(robin, helping, minor, extension):
    say(robin, "helping", helping=helping)
    say(robin, "age", under_18=minor, under_18_now=minor)
    say(robin, "feelings", feelings="self-harm")
    say(robin, "device", watched="yes", lives_with="yes")
    say(robin, "contacts", contacts_posted="yes")
    say(robin, "found", found="today")
    say(robin, "aim", aim=["police", "civil", "protection-order"], lawyer="want")
    assert paper(robin, extension)


# --- Crisis help


def line_of(name, kind, country, number):
    usual = {"serves": "anybody", "cost": "free"} | SOURCE
    slug = name.lower().replace(" ", "-")
    line = Helpline.objects.create(
        slug=slug, name=name, kind=kind, country=country, **usual
    )
    Phone.objects.create(helpline=line, position=1, number=number, dial=number)


@pytest.fixture
def lines(db):
    line_of("Emergency", "emergency", "US", "911")
    line_of("Une ligne", "suicide_crisis", "FR", "3114")
    line_of("Line for children", "child_protection", "US", "55501")
    line_of("Line for all", "suicide_crisis", "INT", "55502")


def test_crisis_help_needs_no_answer_and_keeps_nothing(client, lines):
    assert "Help right now" in text(client.get(reverse("guide:now")))
    answer = client.post(reverse("guide:now"), {"country": "FR"})
    assert answer.url == reverse("guide:now")
    page = client.get(answer.url)
    assert "Une ligne" in text(page)
    assert tree(page).xpath("//a[@href='tel:3114']")
    assert "FR" not in answer.url
    assert not Case.objects.exists()


def test_lines_for_all_the_world_are_for_those_who_have_no_other(client, lines):
    client.post(reverse("guide:now"), {"country": "FR"})
    assert "Line for all" not in text(client.get(reverse("guide:now")))
    client.post(reverse("guide:now"), {"country": "ZZ"})
    assert "Line for all" in text(client.get(reverse("guide:now")))


def test_crisis_help_knows_the_country_from_the_guide(client, lines):
    say(client, "place", country="US", state="US-NY")
    page = client.get(reverse("guide:now"))
    assert "In danger now" in text(page)
    assert "Line for children" not in text(page)
    say(client, "age", under_18="yes")
    assert "Line for children" in text(client.get(reverse("guide:now")))


def test_crisis_help_knows_a_country_that_a_letter_asked_for(client, lines):
    say(client, "place", country="US")
    session = client.session
    del session["find"]
    session.save()
    assert "In danger now" in text(client.get(reverse("guide:now")))


def test_a_country_that_does_not_exist_gets_a_sentence(client, lines):
    page = client.post(reverse("guide:now"), {"country": "\x00"})
    assert page.status_code == 200
    assert "Choose a country from the list." in text(page)
    page = client.post(reverse("guide:now"), {})
    assert "Choose a country from the list." in text(page)


# --- Laws


@pytest.fixture
def laws(db):
    for place, title, confidence in [
        ("US", "A federal crime", "high"),
        ("US-NY", "A crime in New York", "high"),
        ("FR", "A crime in France", "medium"),
        ("US-NY", "A rumor", "low"),
    ]:
        Law.objects.create(
            slug=title.lower().replace(" ", "-"),
            place=place,
            title=title,
            topic="ncii_criminal",
            citation="§ 1",
            summary="It is a crime.",
            as_of="2026",
            **SOURCE | {"confidence": confidence},
        )


def test_the_law_page_shows_the_laws_of_both_places(client, laws):
    say(client, "place", country="US", state="US-NY", their_country="FR")
    page = client.get(url("law"))
    titles = [t for t in tree(page).xpath("//main//summary/text()") if "crime" in t]
    assert titles == ["A crime in New York", "A federal crime", "A crime in France"]
    assert "A rumor" not in text(page)


def test_the_law_page_without_a_place_leads_to_the_question(client, laws):
    page = client.get(url("law"))
    assert "A federal crime" not in text(page)
    assert url("place") in tree(page).xpath("//main//a/@href")


def test_the_pages_of_laws_begin_with_the_place_of_the_guide(client, laws):
    say(client, "place", state="US-NY", their_country="FR")
    assert client.session["find"] == {
        "country": "US",
        "state": "US-NY",
        "their_place": "FR",
    }


# --- Voice


@pytest.mark.parametrize("words", [OWN, HELPING], ids=["own", "helping"])
def test_every_sentence_of_ours_can_be_said_in_both_voices(words):
    for step in STEPS:
        for field in fields_of(step, words).values():
            assert "{" not in field.label + field.help_text
        assert "{" not in speak(step.title + step.why, words)
    for item in make_plan(answers_of()):
        assert "{" not in item.title + item.why


def test_a_helper_is_never_taken_for_the_person():
    fields = fields_of(STEPS[0], HELPING)
    said = " ".join(label for _, label in fields["danger"].choices)
    assert "you" not in said
    assert "where they are" in said


def test_one_voice_does_not_leak_into_the_other():
    helping = STEPS[0](voice=HELPING).fields["danger"].choices[0][1]
    own = STEPS[0](voice=OWN).fields["danger"].choices[0][1]
    assert (helping, own) == (
        "Somebody has threatened to hurt them or others",
        "Somebody has threatened to hurt you or others",
    )


# --- The drawing


def test_drawing_is_up_to_date(settings, capsys):
    call_command("draw_guide")
    drawn = capsys.readouterr().out
    assert drawn == draw()
    assert (settings.BASE_DIR / "docs/guide.md").read_text() == drawn


def test_the_drawing_shows_every_page_and_every_task():
    drawn = draw()
    assert all(f"page_{step.slug}[" in drawn for step in STEPS)
    assert all(f"| {task.slug}: " in drawn for task in TASKS)
    assert "once for each platform that was named" in drawn


# --- Cost


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_page_costs_three_queries_at_most_however_much_was_answered(robin, laws):
    few = {step.slug: queries(robin, url(step.slug)) for step in STEPS}
    for step in STEPS:
        say(robin, step.slug, **ROBIN.get(step.slug, {}))
    many = {step.slug: queries(robin, url(step.slug)) for step in STEPS}
    assert few == many
    assert max(many.values()) == 3


@pytest.mark.parametrize("named", [["facebook"], ["facebook", "reddit"]])
def test_the_plan_costs_the_same_however_many_platforms_are_named(robin, named):
    say(robin, "where", platforms=named)
    assert queries(robin, PLAN) == 4
