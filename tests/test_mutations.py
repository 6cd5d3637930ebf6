"""The list of protections that are broken on purpose fits the code as it is."""

from collections import Counter

import pytest

from tests.mutations import MUTATIONS
from tests.mutations.__main__ import (
    AS_IT_SHOULD,
    DOCS,
    NOT_RUN,
    SURVIVED,
    judged,
    outcomes_in,
    table_of,
)
from tests.mutations.row import Mutation


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.name)
def test_each_can_be_broken_and_has_its_test(mutation):
    """`script/mutations` does break them; that takes long."""
    assert mutation.problem() == ""
    assert mutation.old != mutation.new


def test_there_are_many_and_each_has_a_name_and_words_of_its_own():
    assert len(MUTATIONS) >= 30
    for of in ("name", "protection"):
        assert max(Counter(getattr(each, of) for each in MUTATIONS).values()) == 1


def test_the_table_names_each_and_nobody_survived():
    outcomes = {each.line: AS_IT_SHOULD for each in MUTATIONS}
    assert DOCS.read_text() == table_of(outcomes), "Run script/mutations."


def test_what_was_not_run_again_stays_in_the_table():
    said = {each.line: f"{number}" for number, each in enumerate(MUTATIONS[1:])}
    assert outcomes_in(table_of(said)).items() >= said.items()
    assert outcomes_in(table_of(said))[MUTATIONS[0].line] == NOT_RUN


# --- What it tells of itself


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "code.py").write_text("one two two")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text("def test_it(): ...")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "test", "said"),
    [
        ("code.py", "one", "test_it.py::test_it[x]", ""),
        ("code.py", "two", "test_it.py::test_it", "stands 2 times in code.py"),
        ("code.py", "six", "test_it.py::test_it", "stands 0 times in code.py"),
        ("gone.py", "one", "test_it.py::test_it", "gone.py is not there"),
        ("code.py", "one", "test_it.py::test_its", "no test test_it.py::test_its"),
        ("code.py", "one", "test_no.py::test_it", "no test test_no.py::test_it"),
    ],
)
def test_what_does_not_fit_is_told(tree, file, old, test, said):
    problem = Mutation("x", "X", file, old, "", test).problem(tree)
    assert said in problem
    assert bool(said) == bool(problem)


def test_it_is_put_back(tree):
    mutation = Mutation("x", "X", "code.py", "one ", "", "test_it.py::test_it")
    put_back = mutation.apply(tree)
    assert (tree / "code.py").read_text() == "two two"
    put_back()
    assert (tree / "code.py").read_text() == "one two two"


@pytest.mark.parametrize(
    ("code", "reason", "last", "said"),
    [
        (0, "", "1 passed", SURVIVED),
        (1, "FAILED tests/a.py::b - assert 1 == 2", "1 failed", AS_IT_SHOULD),
        (1, "FAILED tests/a.py::b - Failed: DID NOT RAISE", "1 failed", AS_IT_SHOULD),
        (1, "FAILED tests/a.py::b - NameError: x", "1 failed", "broke instead: Name"),
        (1, "ERROR tests/a.py::b - assert 0", "1 error", "could not be run: assert 0"),
        (2, "ERROR tests/a.py - SyntaxError", "1 error", "could not be run: Syntax"),
        (4, "", "no tests ran", "could not be run: no tests ran"),
    ],
)
def test_only_a_test_that_notices_counts(code, reason, last, said):
    assert judged(code, f"{reason}\n{last}").startswith(said)
