"""The words of the guide in Spanish: complete, plain, kind, as safe as in English."""

import re
from statistics import median

import pytest
from django.test import Client
from django.utils.translation import override

from guide.saved import BY_SLUG
from guide.tasks import TASKS
from tests.test_reading import (
    ADULT,
    CHILD,
    FRIEND,
    PARENT,
    PEOPLE,
    STORIES,
    each_page,
    each_step,
    each_task,
    page_sentences,
    step_fragment,
    step_sentences,
    task_fragment,
    task_sentences,
)
from tests.words import QUOTED, ease, length

TASK = {task.slug: task for task in TASKS}
EASIEST, LONGEST = 60, 25
# Words of English that no name of a service or a law is made of.
ENGLISH = re.compile(
    r"\b(?:the|and|is|are|your?|they|their|with|this|that|it|not|have|from|who)\b"
)
UNKIND = re.compile(
    r"v[ií]ctima|porno de venganza|debería haber|[!¡]|agresor|acusad|—|simplemente|"
    r"no se preocupe",
    re.I,
)
# What guesses who is meant: amigo, amiga/o, usuari@.
GENDERED = re.compile(r"[oa]/[oa]s?\b|@|\busuari|\bamig|\bhijos\b|\bpadres\b", re.I)
COPYING = re.compile(
    r"captura de pantalla|foto de la pantalla|tome una foto|descarg|\bsub[aeiío]", re.I
)
REFUSING = re.compile(r"\b(?:no|ni|nunca|nadie|ning[uú]n\w*|sin)\b", re.I)


@pytest.fixture
def spanish():
    with override("es"):
        yield


@pytest.fixture
def visit(db):
    """Somebody whose browser asks for Spanish."""
    return Client(headers={"accept-language": "es"})


# --- Complete and plain


def check_plain(sentences):
    assert ease(sentences) >= EASIEST
    assert [s for s in sentences if length(s) > LONGEST] == []
    assert median(map(length, sentences)) < 20


def check_words(sentences):
    """All in Spanish, kind, and guessing at nobody's gender."""
    assert [s for s in sentences if ENGLISH.search(QUOTED.sub("", s))] == []
    assert [s for s in sentences if GENDERED.search(s)] == []
    kept = [s for s in sentences if 'busca como "porno de venganza"' not in s]
    assert [s for s in kept if UNKIND.search(s)] == []


def check(sentences):
    check_plain(sentences)
    check_words(sentences)


@each_step
@pytest.mark.parametrize("told", PEOPLE)
def test_a_step_is_in_plain_spanish(spanish, step, told):
    check(step_sentences(step, told))


@each_task
@pytest.mark.parametrize("told", PEOPLE)
@pytest.mark.parametrize("story", STORIES)
def test_a_task_is_in_plain_spanish(spanish, task, told, story):
    check(task_sentences(task, told | story))


@each_page
def test_a_page_is_in_plain_spanish(visit, page):
    check(page_sentences(visit, page))


def test_the_measure_tells_hard_from_easy():
    hard = (
        "La improcedencia jurisdiccional imposibilita provisionalmente la tramitación."
    )
    easy = "Guarde la página. Después pida ayuda. ¿Le da miedo? Eso es normal."
    assert ease([hard]) < EASIEST < ease([easy])


@pytest.mark.parametrize(
    "said",
    ["Save it and go on.", "La víctima lo sabe.", "Pida ayuda a un amigo.", "¡Vamos!"],
)
def test_wrong_words_are_noticed(said):
    with pytest.raises(AssertionError):
        check_words([said])


# --- Both voices


def about_the_reader(page):
    """Sentences that say "usted" outside of quoted speech."""
    return {s for s in page.sentences if re.search(r"\busted\b", QUOTED.sub("", s))}


@each_step
@pytest.mark.parametrize("told", [FRIEND, PARENT])
def test_a_step_never_takes_the_helper_for_the_person(spanish, step, told):
    speaks_to_helpers = step.slug == "helping"
    assert bool(about_the_reader(step_fragment(step, told))) == speaks_to_helpers


@each_task
@pytest.mark.parametrize("told", [FRIEND, PARENT])
def test_a_task_never_takes_the_helper_for_the_person(spanish, task, told):
    assert about_the_reader(task_fragment(task, told)) == set()


# --- Under 18


def advice_to_copy(page):
    return [s for s in page.sentences if COPYING.search(s) and not REFUSING.search(s)]


@each_step
@pytest.mark.parametrize("told", [CHILD, PARENT])
def test_a_step_never_asks_to_copy_a_picture_of_a_minor(spanish, step, told):
    if step.slug not in {"capture", "hold", "before", "taken"}:  # closed to them
        assert advice_to_copy(step_fragment(step, told)) == []


@pytest.mark.parametrize("slug", ["note-minor", "child-report", "police"])
def test_a_task_never_asks_to_copy_a_picture_of_a_minor(spanish, slug):
    assert advice_to_copy(task_fragment(TASK[slug], CHILD)) == []


def test_copying_is_noticed_where_it_is_advised(spanish):
    assert advice_to_copy(step_fragment(BY_SLUG["capture"], ADULT))


@pytest.mark.parametrize("slug", ["feelings", "age", "threat", "save", "ask"])
def test_a_step_tells_a_child_first_that_they_are_not_in_trouble(spanish, slug):
    first = " ".join(step_fragment(BY_SLUG[slug], CHILD).sentences[:4])
    assert "no está en problemas" in first
