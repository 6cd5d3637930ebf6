"""The custody log only grows, in order, and whatever is done to it is found."""

from types import SimpleNamespace

import pytest

from evidence import custody, exhibits
from evidence.cases import case_for, case_of
from evidence.custody import FIRST, BrokenChain
from evidence.exhibits import Exhibit
from evidence.models import Case, CustodyRow
from tests.crowd import in_threads, shared_database
from tests.exhibits import add_file
from tests.test_cases import MARKER, saved, visit


@pytest.fixture
def case(db):
    """With three lines."""
    case = case_for(visit())
    custody.note(case, "received", "a" * 32, sha256=MARKER)
    custody.note_all(case, [("viewed", "a" * 32, {}), ("bound", "", {"pages": 3})])
    return case


def rows(case):
    return CustodyRow.objects.filter(case_id=case.id).order_by("number")


def found_with_key(case):
    """The number of the first line that is wrong."""
    with pytest.raises(BrokenChain) as broken:
        custody.log_of(case)
    return broken.value.args[0]


def found_without_key(case):
    with pytest.raises(BrokenChain) as broken:
        custody.check_sealed(rows(case))
    return broken.value.args[0]


# --- Written


def test_lines_come_back_in_order_and_hold_together(case):
    lines = custody.log_of(case)
    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.event for line in lines] == ["received", "viewed", "bound"]
    assert lines[0].details == {"sha256": MARKER}
    assert lines[0].previous == FIRST
    assert lines[1].previous == lines[0].hash == lines[0].hashed()
    assert lines[2].previous == lines[1].hash
    custody.check_sealed(rows(case))


def test_without_a_case_there_is_no_log(db):
    assert custody.log_of(None) == []
    assert custody.readable_log(None) == ([], 0)


def test_nothing_noted_is_nothing_written(case):
    custody.note_all(case, [])
    assert rows(case).count() == 3


def test_the_rows_tell_nothing(case):
    everything = repr([list(map(bytes_of, row)) for row in rows(case).values_list()])
    assert MARKER not in everything
    assert "received" not in everything


def bytes_of(value):
    return bytes(value) if isinstance(value, memoryview) else value


def test_every_event_has_words():
    line = SimpleNamespace(event="viewed")
    assert custody.Line.words.fget(line) == "Picture shown unblurred"


def test_many_who_write_at_once_get_a_number_each(transactional_db, tmp_path):
    with shared_database(tmp_path):
        first = visit()
        case_for(first)
        first.session.save()

        def write(number):
            mine = case_of(visit(first.session))
            for _ in range(5):
                custody.note(mine, "viewed", str(number))

        in_threads(write, 4)
        case = case_of(visit(first.session))
        lines = custody.log_of(case)
        custody.check_sealed(rows(case))
    assert [line.number for line in lines] == list(range(1, 21))
    assert sorted(line.exhibit for line in lines) == sorted("0123" * 5)


def test_what_is_said_of_a_deleted_exhibit_stays(db):
    case = case_for(visit())
    id = add_file(case, "", b"hello", "txt")
    exhibit = exhibits.exhibit_of(case, id)
    exhibits.remove(case, [exhibit])
    assert exhibits.exhibits_of(case) == []
    received, removed = custody.log_of(case)
    assert (received.event, removed.event) == ("received", "removed")
    assert received.exhibit == removed.exhibit == id
    assert received.details == removed.details == {"sha256": exhibit.sha256, "bytes": 5}


def test_an_exhibit_without_a_file_is_noted(db):
    case = case_for(visit())
    entry = exhibits.add(case, Exhibit(incident="", shows="a video I saw"))
    (line,) = custody.log_of(case)
    assert (line.event, line.exhibit, line.details) == ("noted", entry.id, {})


def test_the_log_goes_with_the_case(case):
    case.forget()
    assert not CustodyRow.objects.exists()


# --- Found


def test_a_changed_line_is_found(case):
    sealed = case.key.seal(custody.PLACE.format(2), vars(custody.log_of(case)[0]))
    rows(case).filter(number=2).update(sealed=sealed)
    assert found_with_key(case) == 2
    assert found_without_key(case) == 2


def test_a_changed_line_is_found_even_where_its_link_was_made_anew(case):
    """By somebody who knows how links are made, and has no key."""
    last = rows(case).last()
    damaged = bytes(last.sealed)[:-1] + b"x"
    before = rows(case).get(number=2).link
    link = custody.linked(before, case.id, 3, damaged)
    rows(case).filter(number=3).update(sealed=damaged, link=link)
    custody.check_sealed(rows(case))
    assert found_with_key(case) == 3


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_line_is_found(case, number):
    rows(case).filter(number=number).delete()
    assert found_with_key(case) == number
    assert found_without_key(case) == number


def test_a_removed_line_is_found_even_where_the_others_moved_up(case):
    rows(case).filter(number=2).delete()
    rows(case).filter(number=3).update(number=2)
    assert found_with_key(case) == 2
    assert found_without_key(case) == 2


def test_lines_of_another_case_are_found(case):
    other = case_for(visit())
    custody.note(other, "received", "b" * 32)
    one, two = rows(case).get(number=1), rows(other).get(number=1)
    rows(case).filter(number=1).update(sealed=two.sealed, link=two.link)
    rows(other).filter(number=1).update(sealed=one.sealed, link=one.link)
    for each in (case, other):
        assert found_with_key(each) == 1
        assert found_without_key(each) == 1


def test_lines_in_another_order_are_found(case):
    two, three = rows(case).get(number=2), rows(case).get(number=3)
    rows(case).filter(number=2).update(sealed=three.sealed, link=three.link)
    rows(case).filter(number=3).update(sealed=two.sealed, link=two.link)
    assert found_with_key(case) == 2
    assert found_without_key(case) == 2


def test_a_log_that_was_taken_along_can_be_checked_without_us(case):
    lines = custody.log_of(case)
    custody.check(lines)
    forged = custody.Line(**vars(lines[1]) | {"event": "taken"})
    rehashed = custody.Line(**vars(forged) | {"hash": forged.hashed()})
    for wrong in ([lines[0], forged, lines[2]], [lines[0], rehashed, lines[2]]):
        with pytest.raises(BrokenChain):
            custody.check(wrong)
    with pytest.raises(BrokenChain):
        custody.check([lines[0], lines[2]])


def test_what_is_whole_before_the_break_can_be_read(case):
    rows(case).filter(number=2).update(sealed=b"\x01" + b"x" * 300)
    lines, broken = custody.readable_log(case)
    assert ([line.number for line in lines], broken) == ([1], 2)


def test_a_damaged_line_does_not_keep_anybody_from_adding(db):
    """It stays found, at its own number."""
    request = visit()
    case = case_for(request)
    custody.note(case, "received")
    rows(case).update(sealed=b"\x01" + b"x" * 300)
    custody.note(case_of(saved(request)), "viewed")
    assert rows(case).count() == 2
    assert found_with_key(case) == 1
    assert found_without_key(case) == 1


def test_a_line_that_belongs_to_no_case_cannot_be(case):
    assert Case.objects.count() == 1
    assert {row.case_id for row in CustodyRow.objects.all()} == {case.id}
