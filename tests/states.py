"""Pages that no address alone leads to, beside the one list (tests/pages.py): what a
form answers, what somebody meets half-way, what is said when something failed.

    from tests.states import EMPTY, STATES

    page = reader.reach(state)          # tests/browser/accessible.py
"""

import time
from dataclasses import dataclass, field
from typing import NamedTuple

from helpcenter.vault.codes import STEP, code_at
from tests.pages import EDITOR, NOBODY, NOT_FOUND, PAGE, PERSON, Page

# Accounts that are made for these alone: see MAKE_ACCOUNTS.
NEW, USUAL, SENTENCE = "new-here", "was-here", "a long sentence nobody guesses"
MAKE_ACCOUNTS = f"""
from django.contrib.auth.models import User
from tests.staff import with_app
for name in ("{NEW}", "{USUAL}"):
    User.objects.create_user(name, password="{SENTENCE}", is_staff=True)
with_app(User.objects.get(username="{USUAL}"))
"""
NO_TOKEN = {"csrfmiddlewaretoken": ""}
# As an add-on of a browser does.
HIDE_ORIGIN = """document.head.append(
    Object.assign(document.createElement("meta"),
        { name: "referrer", content: "no-referrer" }))"""
TOO_LONG = "a" * 6 * 2**20


class Step(NamedTuple):
    """Open a page (None: stay), then send one of its forms (typed None: send none)."""

    at: Page | None
    typed: dict | None = None  # a function is asked, with the reader
    form: str = "main form[method=post]"
    to: str = ""  # another address than the form's own
    before: str = ""  # what the browser runs first
    status: int = 200


@dataclass(frozen=True)
class State:
    name: str
    who: str
    steps: list = field(hash=False)
    breaks: str = ""  # a table that is missing meanwhile
    is_staffs: bool = False

    def __str__(self):
        return self.name


def copy_taken(reader):
    """The digital copy of whoever made notes, as they saved it."""
    reader.enter(PERSON)
    page = reader.go(Page("evidence:copy-take", PERSON).path(reader.world))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the copy").click()
    reader.enter(NOBODY)
    return download.value.path().read_bytes()


def code_shown(reader):
    key = reader.page.locator("code.key").inner_text().replace(" ", "")
    return code_at(key, int(time.time() // STEP))


KEEP, WRITE = Page("evidence:keep", NOBODY), Page("evidence:incident-new", NOBODY)
TYPED = Step(WRITE, {"happened": "What was typed."} | NO_TOKEN, status=403)
OPEN_FIRST = Step(None, {}, "main form[action$='/resume/']")
INCIDENT = Page("evidence:incident", PERSON, PAGE, {"id": "{incident}"})
OLD_TAB = {"happened": "Mine.", "rev": "0"}
BACK = Page("evidence:copy-back", NOBODY)
SITE = Page("directory:platform", NOBODY, PAGE, {"slug": "instagram"})
REPORT = "form:has(button[name=kind])"
PERSONS = [
    State("six words", NOBODY, [Step(KEEP, {})]),
    State("ended, with words", NOBODY, [TYPED]),
    State("ended, with none", NOBODY, [Step(KEEP, NO_TOKEN, status=403)]),
    State("ended, open first", NOBODY, [TYPED, OPEN_FIRST]),
    State("foreign", NOBODY, [Step(KEEP, {}, before=HIDE_ORIGIN, status=403)]),
    State("two texts", PERSON, [Step(INCIDENT, OLD_TAB, status=409)]),
    State("a copy is back", NOBODY, [Step(BACK, {"copy": copy_taken})]),
    State("a link is told of", NOBODY, [Step(SITE, {"kind": "dead"}, REPORT)]),
]

LOG_IN = Page("admin:login", NOBODY)
NEWS, USUALS = (
    Step(LOG_IN, {"username": name, "password": SENTENCE}) for name in (NEW, USUAL)
)
LAWS = Page("exchange:page", EDITOR, PAGE, {"kind": "law"})
LAW = Page("admin:directory_law_change", EDITOR, PAGE, {"object_id": "{law}"})
ADD_LAW = "/staff/directory/law/add/"
TABLE = b"slug,summary\nae-ncii-criminal,Other words than before.\n"
AT_LOG_IN = Step(LOG_IN, {"summary": "Mine."}, to=ADD_LAW, status=403)
STAFFS = [
    State("an app to set up", NOBODY, [NEWS], is_staffs=True),
    State(
        "paper codes", NOBODY, [NEWS, Step(None, {"code": code_shown})], is_staffs=True
    ),
    State("a code to type", NOBODY, [USUALS], is_staffs=True),
    State(
        "a wrong code", NOBODY, [USUALS, Step(None, {"code": "wrong"})], is_staffs=True
    ),
    State(
        "staff's words",
        EDITOR,
        [Step(LAW, NO_TOKEN, "#law_form", status=403)],
        is_staffs=True,
    ),
    State("staff's words, logged out", NOBODY, [AT_LOG_IN], is_staffs=True),
    State("a table to read", EDITOR, [Step(LAWS, {"file": TABLE})], is_staffs=True),
    State(
        "a table refused",
        EDITOR,
        [Step(LAWS, {"file": b"nothing"}, status=400)],
        is_staffs=True,
    ),
]

NO_ROWS = Page("directory:resources", NOBODY)
CLOSED = Page("admin:autocomplete", EDITOR)
FAILED = [
    State("400", NOBODY, [Step(WRITE, {"happened": TOO_LONG}, status=400)]),
    State("403", EDITOR, [Step(CLOSED, status=403)]),
    State("404", NOBODY, [Step(NOT_FOUND, status=404)]),
    State("500", NOBODY, [Step(NO_ROWS, status=500)], breaks="directory_resource"),
]
STATES = [*PERSONS, *STAFFS, *FAILED]

# Pages of a person that answer to who wrote nothing yet.
ANSWER_ANYBODY = (
    *("evidence:exhibits", "evidence:custody", "evidence:pause"),
    *("takedown:routes", "takedown:many", "takedown:many-made"),
    *("takedown:take-many", "takedown:requests"),
)
EMPTY = [
    State(f"nobody's {route}", NOBODY, [Step(Page(route, PERSON))])
    for route in ANSWER_ANYBODY
]
HOLD = Page("takedown:letter", PERSON, PAGE, {"kind": "litigation-hold"})
EMPTY.append(State("nobody's litigation-hold", NOBODY, [Step(HOLD)]))
