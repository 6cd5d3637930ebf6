"""Who answers what gets which pages and which plan. No HTTP here: see test_guide.py.

A new question starts as a line in JOURNEYS: what was answered, which pages that opens
or closes, which tasks it brings or takes away. Lawyers and counselors can read it.
"""

import pytest
from django.forms import MultipleChoiceField

from guide.answers import Answers
from guide.plan import by_urgency, make_plan
from guide.steps import PARTS, STEPS
from guide.tasks import TASKS
from tests.guide import answers_of, directory_of

EVERYBODY_READS = [
    *["safe", "feelings", "device", "helping", "age", "words", "happened", "contacts"],
    *["place", "law", "aim", "found", "save", "capture", "keep", "hold"],
    *["find", "taken", "ask", "people", "police", "lawyers"],
]
EVERYBODY_DOES = [
    "talk-to-someone",
    "save-proof",
    "write-down",
    "advocate",
    "look-after",
]
POSTED = {"happened": ["posted"]}
THREATENED = {"happened": ["threatened"]}
NOT_FOR_MINORS = {"capture", "hold", "before", "taken"}
NEVER_FOR_MINORS = {
    *["save-proof", "hold-letter", "copyright", "block-uploads", "find-copies"],
    *["take-it-down-letter", "law-sheet", "unknown-site"],
}

# name: (answers, pages more and fewer than EVERYBODY_READS, tasks more and fewer than
# EVERYBODY_DOES); fewer begin with a minus.
JOURNEYS = {
    "nothing answered": ({}, "", ""),
    "threatened with harm": (
        {"danger": ["hurt"]},
        "",
        "emergency protection-order police",
    ),
    "the person who did it is near": (
        {"danger": ["near"]},
        "",
        "emergency protection-order police",
    ),
    "followed": ({"danger": ["tracked"]}, "", "emergency protection-order police"),
    "safe": ({"danger": ["none"]}, "", ""),
    "address posted, said with safety": ({"danger": ["address"]}, "", "address-posted"),
    "thoughts of self-harm": ({"feelings": "self-harm"}, "", "crisis-line"),
    "a hard time": ({"feelings": "hard"}, "", ""),
    "watched": ({"watched": "yes"}, "", "safer-device accounts"),
    "perhaps watched": ({"watched": "unsure"}, "", "safer-device accounts"),
    "not watched": ({"watched": "no"}, "", ""),
    "lives with the person who did it": ({"lives_with": "yes"}, "", "protection-order"),
    "advocate": ({"helping": "advocate"}, "", ""),
    "friend": ({"helping": "friend"}, "", ""),
    "parent of a child": (
        {"helping": "parent", "under_18": "yes", "under_18_now": "yes"},
        "-capture -hold -taken",
        "tell-adult child-report note-minor -save-proof",
    ),
    "adult now, child in the picture": (
        {"under_18": "yes", "under_18_now": "no"},
        "-capture -hold -taken",
        "child-report note-minor -save-proof",
    ),
    "not sure of the age": (
        {"under_18": "unsure"},
        "-capture -hold -taken",
        "child-report note-minor -save-proof",
    ),
    "adult in the picture": ({"under_18": "no", "under_18_now": "no"}, "", ""),
    "child, threatened for pictures": (
        THREATENED
        | {"under_18_now": "yes", "demand": ["pictures"], "from_whom": "stranger"},
        "threat picture -capture -hold -taken",
        "tell-adult child-report do-not-pay note-minor police -save-proof",
    ),
    "child, posted on a platform, that took it themself": (
        POSTED | {"under_18": "yes", "platforms": ["facebook"], "taken_by": "me"},
        "picture where -capture -hold -taken",
        "child-report note-minor report-platform search-results -save-proof",
    ),
    "threatened by a stranger for money, paid": (
        THREATENED | {"demand": ["money"], "from_whom": "stranger", "paid": "yes"},
        "threat picture",
        "do-not-pay paid-already block-uploads police",
    ),
    "threatened for money, not paid": (
        THREATENED | {"demand": ["money"], "from_whom": "known", "paid": "no"},
        "threat picture",
        "do-not-pay block-uploads police",
    ),
    "threatened for sex": (
        THREATENED | {"demand": ["sex"]},
        "threat picture",
        "do-not-pay block-uploads police",
    ),
    "threatened to stay": (
        THREATENED | {"demand": ["stay"], "from_whom": "known"},
        "threat picture",
        "do-not-pay block-uploads police",
    ),
    "threatened, then said it is not so": (
        POSTED | {"demand": ["money"], "paid": "yes"},
        "picture before where",
        "hold-letter block-uploads take-it-down-letter search-results find-copies",
    ),
    "posted on two platforms and elsewhere, took it themself": (
        POSTED
        | {
            "platforms": ["facebook", "reddit", "somewhere-else"],
            "taken_by": "me",
        },
        "picture before where",
        "hold-letter block-uploads report-platform report-platform take-it-down-letter "
        "unknown-site search-results copyright find-copies",
    ),
    "posted, by a hidden camera": (
        POSTED | {"got_it": "hidden", "taken_by": "hidden"},
        "picture before where",
        "hold-letter block-uploads take-it-down-letter search-results find-copies",
    ),
    "posted, and agreed to the picture alone": (
        POSTED | {"got_it": "agreed", "altered": "real", "taken_by": "other"},
        "picture before where",
        "hold-letter block-uploads take-it-down-letter search-results find-copies",
    ),
    "posted, hacked": (
        POSTED | {"got_it": "hacked"},
        "picture before where",
        "accounts hold-letter block-uploads take-it-down-letter search-results "
        "find-copies",
    ),
    "posted, an assault": (
        POSTED | {"got_it": "assault", "media": ["video"]},
        "picture before where",
        "hold-letter block-uploads take-it-down-letter search-results find-copies",
    ),
    "sent privately": (
        {"happened": ["sent"], "platforms": ["whatsapp"]},
        "picture before where",
        "hold-letter block-uploads report-platform find-copies",
    ),
    "heard that it is out": (
        {"happened": ["not-sure-where"]},
        "picture before where",
        "hold-letter block-uploads find-copies",
    ),
    "out in a place only they can name": (
        {"happened": ["sent"], "other_places": "the class group"},
        "picture before where",
        "hold-letter block-uploads unknown-site find-copies",
    ),
    "a fake picture, not shared": (
        {"happened": ["made-fake"], "altered": "fake", "media": ["picture"]},
        "picture",
        "block-uploads",
    ),
    "a fake video, posted": (
        POSTED | {"altered": "fake", "media": ["video"], "got_it": "fake"},
        "picture before where",
        "hold-letter block-uploads take-it-down-letter search-results find-copies",
    ),
    "a fake voice, as a threat": (
        THREATENED | {"altered": "unsure", "media": ["audio"]},
        "threat picture",
        "do-not-pay block-uploads police",
    ),
    "address posted": ({"contacts_posted": "yes"}, "", "address-posted"),
    "perhaps address posted": ({"contacts_posted": "unsure"}, "", ""),
    "not sexual": ({"happened": ["other"]}, "", "not-sexual"),
    "not sexual, and posted": (
        {"happened": ["posted", "other"]},
        "picture before where",
        "hold-letter block-uploads take-it-down-letter search-results find-copies",
    ),
    "in the United States": (
        {"country": "US", "state": "US-NY", "their_state": "US-NJ"},
        "",
        "law-sheet",
    ),
    "in France": ({"country": "FR"}, "", "outside-us law-sheet"),
    "in another country": ({"country": "ZZ"}, "", "outside-us"),
    "child in France": (
        {"country": "FR", "under_18": "yes"},
        "-capture -hold -taken",
        "child-report note-minor outside-us -save-proof",
    ),
    "wants the police": ({"aim": ["police"]}, "", "police"),
    "wants a civil court": ({"aim": ["civil"]}, "", "lawyer"),
    "wants a civil court, has a lawyer": (
        {"aim": ["civil"], "lawyer": "yes"},
        "",
        "",
    ),
    "wants a lawyer": ({"lawyer": "want"}, "", "lawyer"),
    "wants a protection order": ({"aim": ["protection-order"]}, "", "protection-order"),
    "wants only removal": ({"aim": ["removed"]}, "", ""),
    "is not sure": ({"aim": ["unsure"], "lawyer": "no"}, "", ""),
    "found out today": ({"found": "today"}, "", "first-day"),
    "found out long ago": ({"found": "longer"}, "", ""),
}


def changed(usual, changes, whole):
    """usual with the changes, in the order of the whole."""
    changes = changes.split()
    left_out = {word[1:] for word in changes if word.startswith("-")}
    wanted = [word for word in (*usual, *changes) if word not in left_out]
    return [slug for slug in whole for word in wanted if word == slug]


@pytest.fixture
def platforms(db):
    return directory_of("facebook", "reddit", "whatsapp")


@pytest.mark.parametrize(("given", "pages", "tasks"), JOURNEYS.values(), ids=JOURNEYS)
def test_journey(given, pages, tasks, platforms):
    answers = answers_of(**given)
    plan = [item.task.slug for item in make_plan(answers)]
    all_tasks = [task.slug for task in TASKS]
    all_steps = [step.slug for step in STEPS]
    assert list(answers.applying) == changed(EVERYBODY_READS, pages, all_steps)
    assert plan == changed(EVERYBODY_DOES, tasks, all_tasks)


def test_every_task_is_reached_by_a_journey():
    reached = {word for _, _, tasks in JOURNEYS.values() for word in tasks.split()}
    assert {task.slug for task in TASKS} <= reached | set(EVERYBODY_DOES)


def test_every_page_is_reached_by_a_journey():
    reached = {word for _, pages, _ in JOURNEYS.values() for word in pages.split()}
    assert {step.slug for step in STEPS} <= reached | set(EVERYBODY_READS)


def told_on(step):
    """{field: value} for each single answer that the step offers."""
    for name, field in step.base_fields.items():
        several = isinstance(field, MultipleChoiceField)
        if name not in PLACES:
            for code, _ in getattr(field, "choices", ()):
                yield {name: [code] if several else code}


PLACES = {"country", "state", "their_country", "their_state", "platforms"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
@pytest.mark.parametrize("minor", ["yes", "unsure"])
def test_no_answer_brings_a_minor_a_task_that_copies(step, minor, platforms):
    for told in told_on(step):
        usual = {"happened": ["posted"], "platforms": ["somewhere-else"]}
        answers = answers_of(**usual | told | {"under_18": minor})
        assert not NEVER_FOR_MINORS & {item.task.slug for item in make_plan(answers)}
        assert not NOT_FOR_MINORS & set(answers.applying)


def test_the_forbidden_tasks_are_there_for_an_adult(platforms):
    given = {"platforms": ["somewhere-else"], "taken_by": "me", "country": "US"}
    plan = {item.task.slug for item in make_plan(answers_of(**POSTED | given))}
    assert plan >= NEVER_FOR_MINORS


def test_danger_comes_first():
    plan = make_plan(answers_of(danger=["hurt"], feelings="self-harm", watched="yes"))
    assert [item.task.slug for item in plan][:2] == ["emergency", "crisis-line"]


def test_the_plan_is_in_groups_of_falling_urgency():
    groups = by_urgency(make_plan(answers_of(**POSTED | {"country": "US"})))
    names = ["Now", "Today", "This week", "When you are ready"]
    assert [urgency for urgency, _ in groups] == names
    groups = by_urgency(make_plan(answers_of(helping="friend")))
    assert groups[-1][0] == "When they are ready"


def test_a_group_with_nothing_in_it_is_left_out():
    assert by_urgency([]) == []


def test_records_are_held_before_anything_is_reported(platforms):
    answers = answers_of(**POSTED | {"platforms": ["facebook"]})
    plan = [item.task.slug for item in make_plan(answers)]
    order = ["save-proof", "hold-letter", "report-platform", "take-it-down-letter"]
    assert [slug for slug in plan if slug in order] == order


def test_each_platform_is_one_item_with_its_name(platforms):
    answers = answers_of(**POSTED | {"platforms": ["facebook", "reddit", "gone-since"]})
    reports = [i for i in make_plan(answers) if i.task.slug == "report-platform"]
    assert [(i.title, i.anchor) for i in reports] == [
        ("Report it to facebook", "report-platform-facebook"),
        ("Report it to reddit", "report-platform-reddit"),
    ]


def test_misspelt_answer_is_an_error():
    with pytest.raises(KeyError):
        answers_of()["platfroms"]


def test_each_predicate_that_decides_has_words_for_the_drawing():
    deciding = {item.when for item in (*STEPS, *TASKS)}
    assert all(when.__doc__ for when in deciding)


def test_names_of_fields_are_unique_over_all_pages():
    names = [name for step in STEPS for name in step.base_fields]
    assert len(names) == len(set(names))


def test_every_part_has_a_page_for_everybody():
    assert {step.part for step in STEPS if step.when is Answers.always} == set(PARTS)


@pytest.mark.parametrize(
    ("predicate", "given"),
    [
        ("is_stranger_threat", THREATENED | {"from_whom": "stranger"}),
        ("asked_for_money", THREATENED | {"demand": ["money"]}),
        ("is_sent", {"happened": ["sent"]}),
        ("is_fake", {"happened": ["made-fake"]}),
        ("is_fake", POSTED | {"altered": "fake"}),
        ("is_fake", POSTED | {"got_it": "fake"}),
        ("taken_without_consent", POSTED | {"got_it": "hidden"}),
        ("taken_without_consent", POSTED | {"got_it": "assault"}),
        ("wants_removal", {"aim": ["removed"]}),
        ("is_in_us", {"country": "US"}),
        ("is_helping", {"helping": "parent"}),
    ],
)
def test_words_may_ask(predicate, given):
    assert getattr(answers_of(**given), predicate)()
    assert not getattr(answers_of(), predicate)()
