"""The words of the guide: plain, calm, for both voices, safe for anyone under 18."""

import re
from pathlib import Path
from statistics import median

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from directory.models import Platform
from guide.answers import Answers
from guide.steps import STEPS
from guide.tasks import TASKS
from guide.voice import speak, voice_of
from tests.words import QUOTED, Page, grade, length

TEMPLATES = Path(__file__).parent.parent / "templates" / "guide"
PAGES = [
    ("guide:home",),
    ("guide:now",),
    ("evidence:papers",),
    *(
        ("guide:page", path.stem)
        for path in sorted((TEMPLATES / "pages").glob("*.html"))
    ),
]

ADULT = {"helping": "self", "under_18": "no"}
CHILD = {"helping": "self", "under_18": "yes", "under_18_now": "yes"}
FRIEND = {"helping": "friend", "under_18": "no"}
PARENT = {"helping": "parent", "under_18": "yes", "under_18_now": "yes"}
UNSAID = {"helping": "friend"}  # the age, too, may be skipped
PEOPLE = (ADULT, CHILD, FRIEND, PARENT, UNSAID)
# What else some words depend on.
STORIES = (
    {},
    {"happened": ["threatened"], "from_whom": "stranger", "watched": "yes"},
    {"country": "US"},
    {"country": "GB"},
)
EVERYTHING = {
    "danger": ["hurt", "near", "tracked", "address"],
    "feelings": "self-harm",
    "watched": "yes",
    "lives_with": "yes",
    "happened": ["threatened", "posted", "sent", "not-sure-where", "made-fake"],
    "paid": "yes",
    "got_it": "hacked",
    "contacts_posted": "yes",
    "country": "FR",
    "aim": ["removed", "police", "civil", "protection-order"],
    "lawyer": "want",
    "found": "today",
    "platforms": ["facebook", "somewhere-else"],
    "taken_by": "me",
}
LISTS_OF_PLACES = {"country", "state", "their_country", "their_state", "platforms"}

REPORT = "guide/tasks/report-platform.html"
HARDEST = 8  # school year
LONGEST = 25  # words in a sentence
PAPER = re.compile(  # the closed set of helpcenter.documents
    "h[1-3]|p|[uo]l|li|strong|em|br|a|table|caption|thead|tbody|t[rhd]|blockquote|hr"
)
# Names of services and of a job, which are what people have to look for.
NAMES = re.compile(r"Revenge Porn Helpline|VictimConnect|victim advocate", re.I)
UNKIND = re.compile(
    r"victim|revenge porn|should have|!|perpetrator|abuser|accus|alleged|suffer|simply|"
    r"obviously|don.t worry|congratulations|great job|—",
    re.I,
)
COPYING = re.compile(
    r"screenshot|picture of the screen|photograph|download|upload", re.I
)
REFUSING = re.compile(r"\b(?:not|never|nobody|no one|none|without)\b", re.I)

each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.slug)
each_page = pytest.mark.parametrize("page", PAGES, ids=" ".join)


def answers_of(told):
    return Answers.fromkeys(name for step in STEPS for name in step.base_fields) | told


def fragment(template, told, **context):
    answers = Answers(answers_of(told))
    context |= {"answers": answers, **voice_of(answers)}
    return Page(render_to_string(template, context))


def step_fragment(step, told):
    return fragment(f"guide/steps/{step.slug}.html", told)


def task_fragment(task, told):
    return fragment(task.template_name, told)


def spoken(texts, told):
    voice = voice_of(Answers(answers_of(told))) | {"subject": "Facebook"}
    return [speak(str(text), voice) for text in texts if text]


def asked(step):
    """What the step says in its fields."""
    for name, field in step.base_fields.items():
        yield from (field.label, field.help_text)
        if name not in LISTS_OF_PLACES:
            yield from (label for _, label in getattr(field, "choices", ()))


def step_sentences(step, told):
    own = spoken((step.title, step.why, *asked(step)), told)
    return own + step_fragment(step, told).sentences


def task_sentences(task, told):
    own = spoken((task.title, task.why), told)
    return own + task_fragment(task, told).sentences


def page_sentences(client, page):
    name, *arguments = page
    return Page(client.get(reverse(name, args=arguments)).content.decode()).sentences


def check_plain(sentences):
    assert grade(sentences) < HARDEST
    assert [s for s in sentences if length(s) > LONGEST] == []
    assert median(map(length, sentences)) < 20


def check_kind(sentences, allowed=NAMES):
    assert [s for s in sentences if UNKIND.search(allowed.sub("", s))] == []


# --- Plain


@each_step
@pytest.mark.parametrize("told", PEOPLE)
def test_a_step_reads_below_grade_8(step, told):
    check_plain(step_sentences(step, told))


@each_task
@pytest.mark.parametrize("told", PEOPLE)
@pytest.mark.parametrize("story", STORIES)
def test_a_task_reads_below_grade_8(task, told, story):
    check_plain(task_sentences(task, told | story))


@each_page
def test_a_page_reads_below_grade_8(client, db, page):
    check_plain(page_sentences(client, page))


def test_the_measure_tells_hard_from_easy():
    hard = (
        "Notwithstanding jurisdictional considerations, preservation necessitates care."
    )
    assert grade([hard]) > HARDEST > grade(["Save the page first. Then ask for help."])
    assert length(" ".join(["word"] * 26)) > LONGEST


# --- Kind


@each_step
@pytest.mark.parametrize("told", PEOPLE)
def test_a_step_blames_and_shouts_at_nobody(step, told):
    searched = re.compile(f'{NAMES.pattern}|search for it as "revenge porn"', re.I)
    check_kind(step_sentences(step, told), searched if step.slug == "words" else NAMES)


@each_task
@pytest.mark.parametrize("told", PEOPLE)
def test_a_task_blames_and_shouts_at_nobody(task, told):
    check_kind(task_sentences(task, told))


@each_page
def test_a_page_blames_and_shouts_at_nobody(client, db, page):
    searched = re.compile(f'{NAMES.pattern}|search for it as "revenge porn"', re.I)
    defines = "definitions" in page
    check_kind(page_sentences(client, page), searched if defines else NAMES)


def test_unkind_words_are_noticed():
    with pytest.raises(AssertionError):
        check_kind(["The victim should have known."])
    check_kind(["Call VictimConnect."])


@pytest.mark.parametrize("slug", ["happened", "threat", "picture", "save", "find"])
def test_the_heaviest_steps_lead_to_a_person(slug):
    page = fragment(f"guide/steps/{slug}.html", ADULT)
    assert reverse("guide:now") in page.links


# --- Both voices


def about_you(page):
    """Sentences that say "you" outside of quoted speech."""
    spoken_to = re.compile(r"\b(?:you|your|yours|yourself)\b", re.I)
    return {s for s in page.sentences if spoken_to.search(QUOTED.sub("", s))}


@each_step
@pytest.mark.parametrize(("own", "helper"), [(ADULT, FRIEND), (CHILD, PARENT)])
def test_a_step_never_takes_the_helper_for_the_person(step, own, helper):
    same = about_you(step_fragment(step, own)) & about_you(step_fragment(step, helper))
    speaks_to_helpers = step.slug == "helping"
    assert bool(same) == speaks_to_helpers


@each_task
@pytest.mark.parametrize(("own", "helper"), [(ADULT, FRIEND), (CHILD, PARENT)])
def test_a_task_never_takes_the_helper_for_the_person(task, own, helper):
    same = about_you(task_fragment(task, own)) & about_you(task_fragment(task, helper))
    assert same == set()


# --- Under 18


@each_step
@pytest.mark.parametrize("told", [CHILD, PARENT])
def test_a_step_never_asks_to_copy_a_picture_of_a_minor(step, told):
    if not step.when(Answers(answers_of(EVERYTHING | told))):
        return
    advice = step_fragment(step, EVERYTHING | told).sentences
    assert [s for s in advice if COPYING.search(s) and not REFUSING.search(s)] == []


@each_task
@pytest.mark.parametrize("told", [CHILD, PARENT])
def test_a_task_never_asks_to_copy_a_picture_of_a_minor(task, told):
    if not task.when(Answers(answers_of(EVERYTHING | told))):
        return
    advice = task_fragment(task, EVERYTHING | told).sentences
    assert [s for s in advice if COPYING.search(s) and not REFUSING.search(s)] == []


def test_the_steps_of_a_platform_are_left_out_where_they_might_advise_copying(
    directory, db
):
    for platform in Platform.objects.exclude(in_app_steps=[]):
        words = fragment(REPORT, CHILD, subject=platform).sentences
        assert not set(platform.in_app_steps).intersection(words)


def test_an_adult_sees_the_steps_of_the_platform(directory, db):
    kik = Platform.objects.get(slug="kik")
    words = " ".join(fragment(REPORT, ADULT, subject=kik).sentences)
    assert all(step in words for step in kik.in_app_steps)


def test_a_closed_platform_says_what_to_do_instead(directory, db):
    bbm = Platform.objects.get(slug="bbm")
    words = " ".join(fragment(REPORT, ADULT, subject=bbm).sentences)
    assert bbm.what_to_do_instead in words


def test_copying_is_noticed_where_it_is_advised():
    advice = fragment("guide/steps/capture.html", ADULT).sentences
    assert any(COPYING.search(s) and not REFUSING.search(s) for s in advice)


@pytest.mark.parametrize("slug", ["feelings", "age", "threat", "save", "ask"])
def test_a_step_tells_a_child_first_that_they_are_not_in_trouble(slug):
    page = fragment(f"guide/steps/{slug}.html", CHILD)
    assert "not in trouble" in " ".join(page.sentences[:4])


@pytest.mark.parametrize("slug", ["tell-adult", "child-report", "note-minor"])
def test_a_task_tells_a_child_first_that_they_are_not_in_trouble(slug):
    page = fragment(f"guide/tasks/{slug}.html", CHILD)
    assert "not in trouble" in page.sentences[0]


# letters.md (k): what the report of a threat holds.
THREAT_REPORT = {
    "S1": ["first message", "the app", "link to that profile"],
    "S2": ["asked for", "by when"],
    "S3": ["real, fake or a live video", "attach no picture"],
    "S4": ["how much", "which day", "account or wallet"],
    "S5": ["the accounts that were named"],
    "S6": ["age", "safe now", "crisis line"],
}


@pytest.mark.parametrize("told", PEOPLE)
@pytest.mark.parametrize("id", THREAT_REPORT)
def test_the_task_for_a_threat_says_what_the_report_holds(id, told):
    words = (TEMPLATES / "tasks/do-not-pay.html").read_text()
    said = words.split(f"{{# {id} #}}")[1].split("</li>")[0]
    assert all(each in said for each in THREAT_REPORT[id])
    page = fragment("guide/tasks/do-not-pay.html", told)
    assert THREAT_REPORT[id][0] in " ".join(page.sentences)


# --- On paper


@each_task
@pytest.mark.parametrize("told", PEOPLE)
def test_a_task_can_be_printed_without_a_trace_of_this_site(task, told):
    page = task_fragment(task, told)
    assert [tag for tag in page.tags if not PAPER.fullmatch(tag)] == []
    assert [
        link for link in page.links if not link.startswith(("https://", "tel:"))
    ] == []


# --- True


def test_the_privacy_page_says_what_the_settings_do(client, db, settings):
    settings.IDLE_SECONDS = 11 * 60
    settings.SESSION_ABSOLUTE_SECONDS = 5 * 3600
    settings.CASE_DAYS = 77
    said = " ".join(page_sentences(client, ("guide:page", "privacy")))
    assert "after 11 minutes, and after 5 hours" in said
    assert "for 77 days" in said


# --- Nothing left over


def test_every_file_of_words_is_used():
    steps = {path.stem for path in (TEMPLATES / "steps").glob("*.html")}
    tasks = {path.stem for path in (TEMPLATES / "tasks").glob("*.html")}
    assert steps <= {step.slug for step in STEPS}
    assert tasks == {task.slug for task in TASKS}
