"""The guide in Spanish: its pages, the plan and its paper, in both voices."""

import io

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document as Word
from pypdf import PdfReader

from directory.matching import fold
from evidence.models import Record
from guide.drawing import draw
from guide.saved import BY_SLUG
from guide.steps import STEPS
from guide.steps.removal import platform_choices
from guide.voice import HELPING, OWN, speak
from tests.guide import directory_of, links, say, text, ticked, tree, url

PLAN = reverse("guide:plan")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def fresh_list_of_platforms():
    yield
    cache.clear()


@pytest.fixture
def visit(db):
    """Somebody whose browser asks for Spanish."""
    return Client(headers={"accept-language": "es"})


@pytest.fixture
def robin(visit):
    """Somebody who answered some of it."""
    directory_of("facebook", "reddit")
    say(visit, "safe", danger=["hurt"])
    say(visit, "happened", happened=["posted", "threatened"])
    say(visit, "place", country="MX")
    say(visit, "where", platforms=["facebook"])
    return visit


def test_a_step_asks_in_spanish_in_both_voices(visit):
    page = visit.get(url("safe"))
    assert tree(page).get("lang") == "es"
    assert "¿Está usted a salvo ahora mismo?" in text(page)
    assert "amenazado con hacerle daño a usted" in text(page)
    assert "Saltar por ahora" in links(page)
    say(visit, "helping", helping="friend")
    said = text(visit.get(url("safe")))
    assert "¿Está esa persona a salvo ahora mismo?" in said
    assert "amenazado con hacerle daño a esa persona" in said


def test_the_plan_is_in_spanish_in_both_voices(robin):
    page = tree(robin.get(PLAN))
    groups = page.xpath("//main//h2/text()")
    assert groups[:4] == ["Ahora", "Hoy", "Esta semana", "Cuando usted quiera"]
    [card] = page.xpath("//li[@id='report-platform-facebook']")
    said = " ".join(card.text_content().split())
    assert said.startswith("Reportarlo a facebook Su propio formulario es gratis")
    assert "Tiempo: unos 10 minutos" in said
    say(robin, "helping", helping="advocate")
    assert "Cuando esa persona quiera" in text(robin.get(PLAN))


def words_of(extension, content):
    if extension == "docx":
        word = Word(io.BytesIO(content))
        return word.core_properties.language, "\n".join(p.text for p in word.paragraphs)
    if extension == "pdf":
        pdf = PdfReader(io.BytesIO(content))
        words = "\n".join(page.extract_text() for page in pdf.pages)
        return pdf.root_object["/Lang"], words
    return "es", content.decode()


@pytest.mark.parametrize("extension", ["pdf", "docx", "txt"])
def test_the_plan_on_paper_says_that_it_is_spanish(robin, extension):
    answer = robin.get(reverse("guide:plan-paper", args=[extension]))
    language, words = words_of(extension, answer.content)
    assert language.startswith("es")
    for said in ("Primero, ponerse a salvo", "Reportarlo a facebook", "Tiempo: unos"):
        assert said in " ".join(words.split())


def test_answers_are_kept_as_codes_and_shown_in_the_language_of_the_visit(visit):
    say(visit, "feelings", feelings="hard")
    assert "¿Cómo va todo ahora mismo? Difícil" in text(visit.get(url("found")))
    visit.get("/?_language=en")
    assert "How is it right now? Hard" in text(visit.get(url("found")))
    assert Record.objects.filter(kind="answer").count() == 1


def test_one_language_does_not_leak_into_the_other():
    asked = []
    for language in ("en", "es", "en", "es"):
        with override(language):
            asked.append(STEPS[0](voice=OWN).fields["danger"].choices[-1][1])
    assert asked == ["None of these", "Nada de esto"] * 2


def test_the_cached_list_of_sites_is_one_for_each_language(db):
    directory_of("facebook")
    for language, said in (("en", "Most common"), ("es", "Los más comunes")):
        for _ in range(2):
            with override(language):
                assert platform_choices()[0][0] == said


@pytest.mark.parametrize("language", ["en", "es"])
def test_countries_are_in_the_order_of_their_names(language):
    with override(language):
        choices = BY_SLUG["place"](voice=OWN).fields["country"].choices
    assert [code for code, _ in choices][:2] == ["", "US"]
    names = [fold(name) for _, name in choices[2:-1]]  # the last: another country
    assert names == sorted(names)


def test_what_only_the_directory_says_is_marked_as_english(visit):
    [platform] = directory_of("facebook", in_app_steps=["Tap the dots."])
    say(visit, "happened", happened=["posted"])
    say(visit, "where", platforms=[platform.slug])
    [listed] = tree(visit.get(PLAN)).xpath("//li[.='Tap the dots.']/..")
    assert listed.get("lang") == "en"
    visit.get("/?_language=en")
    [listed] = tree(visit.get(PLAN)).xpath("//li[.='Tap the dots.']/..")
    assert listed.get("lang") is None


def test_no_link_of_ours_leads_nowhere(visit):
    for step in STEPS:
        assert (
            tree(visit.get(url(step.slug))).xpath("//a[not(@href) or @href='']") == []
        )
    assert tree(visit.get(PLAN)).xpath("//a[not(@href) or @href='']") == []


def test_a_voice_speaks_the_language_of_the_visit():
    said = "{They}, {them}, {their}, {theirs}, {themself}"
    assert speak(said, OWN) == "You, you, your, yours, yourself"
    with override("es"):
        assert speak(said, OWN) == "Usted, usted, su, suyo, usted"
        helping = "Esa persona, esa persona, su, suyo, esa persona"
        assert speak(said, HELPING) == helping
    assert speak(said, HELPING) == "They, them, their, theirs, themself"


def test_the_drawing_stays_english():
    with override("es"):
        drawn = draw()
    assert "Are you safe right now?" in drawn
    assert "salvo" not in drawn


def test_changing_the_language_takes_the_ticks_along_where_there_are_any(visit):
    page = tree(visit.get(url("safe")))
    [button] = page.xpath("//button[@name='_language' and @value='en']")
    assert page.xpath(f"//form[@id='{button.get('form')}']//input[@name='danger']")
    sent = {"data": "danger=near&_language=en", "content_type": FORM}
    changed = visit.post(url("safe"), **sent)
    assert "Are you safe right now?" in text(changed)
    assert ticked(changed) == {"danger": ["near"]}


def test_a_page_without_boxes_changes_the_language_by_a_link(visit):
    for slug in ("words", "threat"):  # one to read, one that does not apply
        page = tree(visit.get(url(slug)))
        assert not page.xpath("//button[@name='_language']")
        assert page.xpath("//a[@href='?_language=en']")
