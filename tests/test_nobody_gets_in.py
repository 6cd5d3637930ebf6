"""Every route, asked for by everybody, in every way: the exact answers, and no harm.

What each gets stands in tests/data/who_gets_what.txt, a line a route, to be read as a
table. `script/test tests/test_nobody_gets_in.py --update-snapshots` writes it anew:
read the difference. Beside the table stand rules that no table may break.
"""

from contextlib import contextmanager
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils.html import escape

from evidence.cases import case_of
from evidence.models import Case, CustodyRow, Record, SealedFile
from helpcenter.models import SealedSession
from tests.pages import NOBODY, PAGES, PERSON, STAFF
from tests.test_privacy import REFUSED
from tests.world import small_case

TABLE = Path(__file__).parent / "data" / "who_gets_what.txt"
STRANGERS = (NOBODY, "other", *STAFF)
HEAD = f"# GET, then POST, for each of: {' '.join(STRANGERS)}\n"
# The last of each route: of the formats of a paper, the one that can be searched.
ROUTES = {page.route: page for page in PAGES}
NO_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X")
# About an id that is not theirs, these take the text: as the stranger's own.
TAKE_IT_AS_THEIRS = {"evidence:draft-save"}
# How what the person wrote begins. In an answer to anybody else it is a leak.
PRIVATE = [each["happened"][:20] for each in small_case()["incidents"]]


@pytest.fixture
def tokens(world):
    """The cookie of each stranger. The other one is a person with a case too."""
    other = Client()
    other.post("/notes/new/", {"happened": "Something of somebody else."})
    mine = {who: world.tokens[who] for who in STAFF}
    return {NOBODY: None, "other": other.cookies["s"].value} | mine


def visit_of(token, **more):
    client = Client(raise_request_exception=False, **more)
    if token:
        client.cookies["s"] = token
    return client


@contextmanager
def undone():
    """Whatever happens inside is as if it had not."""
    point = transaction.savepoint_create()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def body_of(answer):
    parts = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(parts).decode(errors="replace")


def kept(world):
    """Every row of the person's case, as it lies in the tables."""
    session = SimpleNamespace(session=world.client(PERSON).session)
    case = case_of(session).row.pk
    return [
        list(rows.order_by("pk").values_list())
        for rows in (
            Case.objects.filter(pk=case),
            Record.objects.filter(case=case),
            CustodyRow.objects.filter(case=case),
            SealedFile.objects.filter(case=case),
        )
    ]


def test_the_person_s_pages_hold_what_strangers_must_not_see(world):
    """Else finding none of it would prove nothing."""
    client = world.client(PERSON)
    seen = body_of(client.get(ROUTES["evidence:chart"].path(world)))
    assert all(escape(words) in seen or words in seen for words in PRIVATE)


@pytest.mark.slow
def test_every_route_answers_everybody_as_the_table_says(world, tokens, request):
    before, lines = kept(world), [HEAD]
    for page in ROUTES.values():
        statuses = {method: [] for method in ("get", "post")}
        for method, found in statuses.items():
            for who in STRANGERS:
                found.append(asked(page, method, who, world, tokens[who], before))
        answers = " | ".join(" ".join(map(str, each)) for each in statuses.values())
        lines.append(f"{page.route:50} {answers}\n")
    if request.config.getoption("--update-snapshots"):
        TABLE.write_text("".join(lines))
    assert lines == TABLE.read_text().splitlines(keepends=True)


def asked(page, method, who, world, token, before):
    """The status that this one gets. Of the person nothing is shown nor changed."""
    path = page.path(world)
    with undone():
        data = {"x": "y"} if method == "post" else {}
        answer = getattr(visit_of(token), method)(path, data)
        body = body_of(answer)
        assert kept(world) == before, (page, method, who)
    assert not [w for w in PRIVATE if w in body or escape(w) in body], (page, who)
    assert_shut(page, path, method, who, answer)
    return answer.status_code


def assert_shut(page, path, method, who, answer):
    """The rules: what is a person's is not there, what is staff's asks to log in."""
    where = (str(page), method, who, answer.status_code)
    assert answer.status_code < 500, where
    if page.is_about_theirs and page.route not in TAKE_IT_AS_THEIRS:
        assert answer.status_code in (404, 405), where
    refused = answer.status_code in (403, 405)  # what was typed is carried along
    if page.who in STAFF and who not in STAFF and not refused:
        assert answer.status_code == 302, where
        to = "/staff/" if page.route == "admin:logout" else f"/staff/login/?next={path}"
        assert answer["Location"].startswith(to), where


@pytest.mark.slow
def test_nothing_can_be_asked_for_in_another_way(world):
    """Whoever asks, the person and the chief of staff as well."""
    before = kept(world)
    for client in map(visit_of, (None, world.tokens[PERSON], world.tokens["chief"])):
        for page, method in product(ROUTES.values(), NO_METHODS):
            answer = client.generic(method, page.path(world), "x=y")
            assert (answer.status_code, answer.content) == (405, b""), (page, method)
            assert answer["Allow"] == "GET, HEAD, POST"
    assert kept(world) == before


@pytest.mark.slow
def test_head_answers_as_get_and_sends_nothing(world):
    for page in ROUTES.values():
        client = visit_of(world.tokens.get(page.who))
        with undone():
            answer = client.head(page.path(world))
            assert body_of(answer) == "", page
        with undone():
            assert client.get(page.path(world)).status_code == answer.status_code, page


# --- A form that does not come from a page of ours

EXEMPT = {"guide:leave", "directory:report-link"}


@pytest.mark.slow
@pytest.mark.parametrize("who", [PERSON, "chief"])
def test_no_form_is_taken_without_its_token(world, who):
    """Their own browser, sent by a page of somebody else: nothing happens."""
    before, sessions = kept(world), SealedSession.objects.count()
    strict = visit_of(world.tokens[who], enforce_csrf_checks=True)
    for page in ROUTES.values():
        if page.route not in EXEMPT:
            answer = strict.post(page.path(world), {"x": "y"})
            assert answer.status_code == REFUSED.get(page.route, 403), page
    assert kept(world) == before
    assert SealedSession.objects.count() == sessions


def test_only_leaving_and_a_report_of_a_broken_link_need_no_token(world):
    """Leaving does nothing but leave. The report asks the browser where it is from."""
    found = {
        page.route
        for page in ROUTES.values()
        if getattr(resolve(page.path(world)).func, "csrf_exempt", False)
    }
    assert found == EXEMPT


def test_a_report_of_a_link_must_come_from_our_own_page(world):
    path = ROUTES["directory:report-link"].path(world)
    for header in ("cross-site", "same-site", "none"):
        answer = Client(headers={"sec-fetch-site": header}).post(path, {"link": "x"})
        assert answer.status_code == 403
    assert Client().post(path, {"link": "x"}).status_code == 403
