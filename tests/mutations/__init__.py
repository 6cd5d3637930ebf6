"""Protections, each broken on purpose in one place, and the test that must notice.

`script/mutations` breaks them one after another and writes docs/mutations.md.
"""

from tests.mutations.files import FILES
from tests.mutations.letters import LETTERS
from tests.mutations.notes import NOTES
from tests.mutations.row import Mutation
from tests.mutations.site import SITE
from tests.mutations.staff import STAFF
from tests.mutations.visits import VISITS

__all__ = ["MUTATIONS", "PARTS", "Mutation"]

PARTS = {
    "Leaving, and what a browser keeps": VISITS,
    "What is written here": NOTES,
    "Files, custody and backups": FILES,
    "Letters, and who is under 18": LETTERS,
    "Staff and the directory": STAFF,
    "The site": SITE,
}
MUTATIONS = [row for rows in PARTS.values() for row in rows]
