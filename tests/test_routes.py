"""Which routes fit which situation. Without HTTP: for that see test_route_pages.py."""

import inspect

import pytest

from directory.models import Helpline, Law, Platform
from takedown.routes import ROUTES, Situation
from takedown.routes import predicates as when
from takedown.routes.site import HOSTS, X
from takedown.rules import RULES, Rule, is_begun, plan
from tests.route_rows import ROWS, USUAL
from tests.route_rows_more import MORE
from tests.test_reading import check_kind, check_plain
from tests.words import sentences_of

PREDICATES = [
    each
    for _, each in inspect.getmembers(when, inspect.isfunction)
    if list(inspect.signature(each).parameters) == ["it"]
]
each_predicate = pytest.mark.parametrize(
    "predicate", PREDICATES, ids=lambda each: each.__name__
)
each_route = pytest.mark.parametrize("route", ROUTES.values(), ids=lambda r: r.slug)
ALL_ROWS = ROWS | MORE
# These say what "no private message" says already, in the same rule.
SAID_TWICE = {(route, when.is_no_mail) for route in ("dmca", "dmca-look-up", "dsa")}
WORDS = ("title", "why", "can", "cannot", "how_long", "sees_name")


# --- The rules


@pytest.mark.parametrize("name", ALL_ROWS)
def test_situation_has_exactly_these_routes_in_this_order(name):
    changes, expected = ALL_ROWS[name]
    routes = plan(Situation(**USUAL | changes))
    assert [route.slug for route in routes] == expected.split()


def test_table_is_long_enough_and_knows_every_route():
    assert len(ROWS) >= 60
    assert set(" ".join(routes for _, routes in ROWS.values()).split()) == set(ROUTES)


@pytest.mark.parametrize("number", range(len(RULES)))
def test_no_rule_can_lose_a_word_unnoticed(number):
    rule, before, after = RULES[number], RULES[:number], RULES[number + 1 :]
    lost = {
        (rule.route, each)
        for each in rule.when
        if table_holds((*before, without(rule, each), *after))
    }
    assert lost == {twice for twice in SAID_TWICE if twice[0] == rule.route}


def without(rule, predicate):
    return Rule(rule.route, tuple(p for p in rule.when if p is not predicate))


def table_holds(rules):
    return all(
        routes_by(rules, Situation(**USUAL | changes)) == expected.split()
        for changes, expected in ALL_ROWS.values()
    )


def routes_by(rules, situation):
    routes = [ROUTES[each.route] for each in rules if each.holds(situation)]
    return [each.slug for each in routes if not is_begun(each, situation)]


@each_predicate
def test_predicate_says_what_it_asks_and_where_it_is_read(predicate):
    assert predicate.source.strip()
    assert predicate.__doc__.strip()


def test_every_row_of_the_rules_is_made_of_predicates_and_leads_to_a_route():
    assert {each.route for each in RULES} == set(ROUTES)
    for each in RULES:
        assert set(each.when) <= set(PREDICATES)


def test_every_predicate_is_used():
    used = {predicate for each in RULES for predicate in each.when}
    used_by_others = {when.is_search_engine, when.may_be_public}
    assert set(PREDICATES) - used == used_by_others


def test_every_row_for_an_adult_says_so():
    ages = {when.is_adult, when.may_be_minor}
    assert [each.route for each in RULES if len(ages & set(each.when)) != 1] == []


@pytest.mark.parametrize("name", [n for n, (_, r) in ROWS.items() if "-hold" in r])
def test_hold_letter_stands_first(name):
    assert ROWS[name][1].split()[0] == "litigation-hold"


@each_route
def test_route_says_everything_and_where_it_is_read(route):
    for name in (*WORDS, "source"):
        assert getattr(route, name).strip(), name
    assert route.letter or route.channel or route.lines or route.page


def test_odds_have_a_source_and_a_date():
    measured = [route.odds for route in ROUTES.values() if route.odds]
    assert {(each.source, each.when) for each in measured} == {
        (X, "September 2024"),
        (HOSTS, "September 2024"),
    }


@each_route
def test_route_leads_to_what_the_directory_has(directory, db, route):
    known = Helpline.objects.confirmed().filter(slug__in=route.lines)
    assert {line.slug for line in known} == set(route.lines)
    for line in known:
        assert line.url or line.phones.exists()
    for slug in route.page[1:]:
        assert Platform.objects.filter(slug=slug).exists()


def test_awaited_law_is_in_the_directory_and_not_in_force(directory, db):
    law = Law.objects.get(slug=when.UK_DUTY)
    assert (law.place, law.is_high(), law.was_opened()) == ("GB", False, False)


@each_route
def test_route_is_told_plainly_and_kindly(route):
    said = [getattr(route, name) for name in WORDS]
    said += [route.odds.text] if route.odds else []
    check_plain([sentence for text in said for sentence in sentences_of(text)])
    check_kind([sentence for text in said for sentence in sentences_of(text)])
