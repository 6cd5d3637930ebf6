"""Pages that no address alone leads to, and pages of whoever wrote nothing yet: all
that is asked of the others, in one go (tests/states.py).
"""

import sqlite3
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import pytest

from tests.browser.accessible import ZOOMED, wrong
from tests.browser.test_accessible_reflow import runs_out
from tests.browser.test_accessible_tree import is_told_whole, tree
from tests.site import DESK
from tests.states import EMPTY, MAKE_ACCOUNTS, STATES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOKS = ("light", "dark", "forced colours", "right to left on a phone")
IN_PAGE = Path(__file__).with_name("in_page.js").read_text().rstrip()


@pytest.fixture(scope="module", autouse=True)
def accounts(lived):
    lived[0].manage("shell", "--no-imports", "-c", MAKE_ACCOUNTS)


@contextmanager
def broken(site, table):
    """The site without this table."""
    rename(site, table, f"{table}_away")
    try:
        yield
    finally:
        rename(site, f"{table}_away", table)


def rename(site, old, new):
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as database:
        database.execute(f"ALTER TABLE {old} RENAME TO {new}")


@pytest.mark.parametrize("state", [*STATES, *EMPTY], ids=str)
def test_it_is_for_everybody_too(reader, state):
    with broken(reader.site, state.breaks) if state.breaks else nullcontext():
        page = reader.reach(state)
    assert [line for way in LOOKS for line in wrong(page, way)] == []
    is_told_whole(tree(page), is_ours=not state.is_staffs)
    page.set_viewport_size(ZOOMED)
    try:
        assert runs_out(page) == []
        assert page.evaluate(f"{IN_PAGE}.leavesFirst()")
        assert page.evaluate(f"{IN_PAGE}.covered()") == []
    finally:
        page.set_viewport_size(DESK)
