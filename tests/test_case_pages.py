"""The pages about the case: keep, open, close, delete, new words, and going on."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path, reverse

from evidence import cases
from evidence.models import Case, Record
from helpcenter import vault
from helpcenter.carried import Carried, is_path_of_ours
from helpcenter.models import SealedSession
from helpcenter.sessions import SessionStore
from tests.words import Page, grade, length

FROM_FAR = {"REMOTE_ADDR": "203.0.113.77"}
TEXT = 'They wrote: "<b>tomorrow</b>" & more,\nover two lines, for a long time.'


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def strict():
    """A browser: forms go only with a token, as in life."""
    return Client(enforce_csrf_checks=True)


def url(name):
    return reverse(f"evidence:{name}")


def words_on(response):
    return lxml.html.fromstring(response.content).xpath(
        "//ol[@class='words']/li/text()"
    )


def seen(response):
    """The words of the main part of a page."""
    tree = lxml.html.fromstring(response.content)
    return " ".join(tree.xpath("//main")[0].text_content().split())


def send(client, response, button, **data):
    """Press the button of the page, as a browser would, with these boxes filled."""
    tree = lxml.html.fromstring(response.content)
    (form,) = tree.xpath(f"//form[.//button[normalize-space()='{button}']]")
    fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    path = form.action or response.request["PATH_INFO"]
    return client.post(path, fields | data, follow=True)


def asked(response):
    return sorted(set(map(int, re.findall(r"Word (\d)", seen(response)))))


def case_of(client):
    return cases.case_of(SimpleNamespace(session=client.session))


def write(client, **value):
    """Something written in this visit."""
    request = SimpleNamespace(session=client.session)
    cases.case_for(request).add("incident", value)
    request.session.save()
    client.cookies["s"] = request.session.session_key


def keep(client):
    """Keep the notes of this visit; the six words."""
    response = client.post(url("keep"))
    words = [word.strip() for word in words_on(response)]
    page = client.get(url("confirm"))
    confirm(client, page, words)
    return " ".join(words)


def confirm(client, page, words):
    answers = {f"word-{number}": words[number - 1] for number in asked(page)}
    return client.post(url("confirm"), answers, follow=True)


def kept_elsewhere():
    """The words of a case that somebody kept before, with one thing in it."""
    request = SimpleNamespace(session=SessionStore())
    case = cases.case_for(request)
    case.add("incident", {"what": "from before"})
    return case.keep()


# --- Looking


def test_looking_at_any_page_makes_nothing(db, client):
    for name in ("case", "keep", "new-words", "confirm", "open", "close", "delete"):
        assert client.get(url(name), follow=True).status_code == 200
    assert not Case.objects.exists()


def test_the_page_says_how_things_stand(db, client):
    assert "Nothing of yours is open here" in seen(client.get(url("case")))
    write(client, what="x")
    assert "for this visit only" in seen(client.get(url("case")))
    keep(client)
    assert "Your notes are kept" in seen(client.get(url("case")))


# --- Keeping


def test_keeping_shows_six_words_once_and_asks_two_back(db, strict):
    shown = send(strict, strict.get(url("keep")), "Show me six words")
    words = [word.strip() for word in words_on(shown)]
    assert len(words) == 6
    assert set(words) <= set(vault.WORDS)
    assert not case_of(strict).is_kept
    page = strict.get(url("confirm"))
    assert len(asked(page)) == 2
    answers = {
        f"word-{number}": words[number - 1].title() + "." for number in asked(page)
    }
    done = send(strict, page, "Start using these words", **answers)
    assert "Your six words open them" in seen(done)
    assert case_of(strict).is_kept
    assert case_of(strict).expires_on == datetime.now(UTC).date() + timedelta(days=365)


def test_nothing_ever_shows_the_words_again(db, client):
    write(client, what="x")
    words = keep(client).split()
    pages = [
        client.get(url(n), follow=True) for n in ("case", "keep", "confirm", "open")
    ]
    for page in pages:
        assert words_on(page) == []
        shown = re.findall(r"[a-z]+", seen(page).lower())
        assert sum(word in shown for word in words) < 3  # some are everyday words
    assert "new-words" not in client.session


def test_no_place_of_ours_ever_holds_all_six(db, client):
    words = {word.strip() for word in words_on(client.post(url("keep")))}
    held = repr(dict(client.session.items()))
    for name in re.findall(r"'[\w-]+':", held):  # "case" is one of our words too
        held = held.replace(name, "")
    assert 1 <= sum(f"'{word}'" in held for word in words) <= 2


def test_wrong_words_are_not_taken_and_not_shown_again(db, client):
    words = [word.strip() for word in words_on(client.post(url("keep")))]
    page = client.get(url("confirm"))
    refused = client.post(
        url("confirm"), {f"word-{number}": "abacus" for number in asked(page)}
    )
    assert "Look at your paper" in seen(refused)
    assert words_on(refused) == []
    assert not case_of(client).is_kept
    assert "Your notes are kept" in seen(confirm(client, page, words))


def test_nothing_typed_is_asked_for(db, client):
    client.post(url("keep"))
    refused = client.post(url("confirm"), {})
    assert "from your paper" in seen(refused)
    assert not case_of(client).is_kept


def test_words_not_confirmed_open_nothing(db, client):
    words = " ".join(words_on(client.post(url("keep"))))
    assert cases.open_with(SimpleNamespace(session=SessionStore()), words) is None


def test_words_made_for_one_case_are_not_put_on_another(db, client):
    write(client, what="this visit")
    words = [word.strip() for word in words_on(client.post(url("keep")))]
    page = client.get(url("confirm"))
    before = kept_elsewhere()
    client.post(url("open"), {"words": before})
    confirm(client, page, words)
    assert cases.open_with(SimpleNamespace(session=SessionStore()), before)


def test_what_is_kept_is_not_kept_again(db, client):
    keep(client)
    assert client.get(url("keep")).headers["Location"] == url("case")
    assert client.post(url("keep")).headers["Location"] == url("case")


def test_keeping_too_often_says_to_wait_and_loses_nothing(db, client):
    write(client, what="x")
    answers = [client.post(url("keep"), **FROM_FAR) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Please wait a minute" in seen(answers[-1])
    assert case_of(client).all("incident")


# --- New words


def test_new_words_replace_the_old_ones(db, client):
    write(client, what="x")
    old = keep(client)
    assert "The old words work until" in seen(client.get(url("new-words")))
    new = [word.strip() for word in words_on(client.post(url("new-words")))]
    page = client.get(url("confirm"))
    assert opens(old)
    assert "kept" in seen(confirm(client, page, new))
    assert not opens(old)
    assert opens(" ".join(new))
    assert case_of(client).all("incident")


def test_what_is_written_after_the_words_changed_elsewhere_is_not_lost_unseen(
    db, client
):
    write(client, what="x")
    words = keep(client)
    other = Client()
    other.post(url("open"), {"words": words})
    new_words = [w.strip() for w in words_on(client.post(url("new-words")))]
    confirm(client, client.get(url("confirm")), new_words)
    saved = other.post(url("incident-new"), {"happened": TEXT}, follow=True)
    assert "closed by another browser" in seen(saved)
    assert "for this visit only" in seen(saved)
    assert "closed by another" not in seen(other.get(url("chart")))
    other.post(url("open"), {"words": " ".join(new_words), "bring": "on"})
    assert len(case_of(other).all("incident")) == 2


def test_a_visit_that_only_begins_is_told_nothing_of_closing(db, client):
    begun = client.post(url("incident-new"), {"happened": TEXT}, follow=True)
    assert "another browser" not in seen(begun)


def opens(words):
    return cases.open_with(SimpleNamespace(session=SessionStore()), words) is not None


def test_new_words_are_only_for_what_is_kept_and_open(db, client):
    assert client.post(url("new-words")).headers["Location"] == url("case")
    write(client, what="x")
    assert client.post(url("new-words")).headers["Location"] == url("case")


def test_new_words_too_often(db, client):
    keep(client)
    codes = [client.post(url("new-words"), **FROM_FAR).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


# --- Opening


@pytest.mark.parametrize("spoil", [str.upper, lambda w: w.replace(" ", "-"), str])
def test_the_words_open_the_notes(db, strict, spoil):
    page = strict.get(url("open"))
    done = send(strict, page, "Open my notes", words=spoil(kept_elsewhere()))
    assert "Your notes are open" in seen(done)
    assert case_of(strict).all("incident")[0].value == {"what": "from before"}


@pytest.mark.parametrize("words", ["one two three four five six", "x" * 5000, "\x00"])
def test_wrong_words_get_a_kind_sentence(db, client, words):
    kept_elsewhere()
    answer = client.post(url("open"), {"words": words})
    assert answer.status_code == 200
    assert case_of(client) is None
    expected = "Type the six words" if words == "\x00" else "These words open no notes"
    assert expected in seen(answer)


def test_no_words_are_asked_for(db, client):
    assert "Type the six words" in seen(client.post(url("open"), {}))


def test_guessing_is_slowed_and_the_page_says_so(db, client):
    words = kept_elsewhere()
    for _ in range(10):
        assert (
            client.post(url("open"), {"words": "a b c"}, **FROM_FAR).status_code == 200
        )
    slowed = client.post(url("open"), {"words": words}, **FROM_FAR)
    assert slowed.status_code == 429
    assert "Please wait a minute" in seen(slowed)
    assert case_of(client) is None
    near = client.post(url("open"), {"words": words}, REMOTE_ADDR="198.51.100.1")
    assert near.status_code in (302, 429)  # 429: everybody together was too quick


def test_everybody_together_is_slowed_too(db, client):
    addresses = [f"198.51.{n}.1" for n in range(14)]
    codes = [
        client.post(url("open"), {"words": "a b c"}, REMOTE_ADDR=address).status_code
        for address in addresses
    ]
    assert codes.count(200) >= 8
    assert set(codes) <= {200, 429}


def test_when_all_places_are_taken_the_page_says_wait(db, client):
    with FullHouse():
        answer = client.post(url("open"), {"words": "a b c"})
        assert client.post(url("keep")).status_code == 429
    assert answer.status_code == 429
    assert "Please wait a minute" in seen(answer)


class FullHouse:
    """Nobody else may stretch words now."""

    def __enter__(self):
        self.taken = 0
        while vault.keys._queue._places.acquire(blocking=False):
            self.taken += 1

    def __exit__(self, *_):
        for _ in range(self.taken):
            vault.keys._queue._places.release()


def test_what_this_visit_wrote_comes_along(db, strict):
    words = kept_elsewhere()
    write(strict, what="from this visit")
    send(strict, strict.get(url("open")), "Open my notes", words=words)
    assert [entry.value["what"] for entry in case_of(strict).all("incident")] == [
        "from before",
        "from this visit",
    ]
    assert Case.objects.count() == 1


def test_what_this_visit_wrote_can_be_left_behind(db, client):
    words = kept_elsewhere()
    write(client, what="from this visit")
    client.post(url("open"), {"words": words})  # no tick
    assert [entry.value["what"] for entry in case_of(client).all("incident")] == [
        "from before"
    ]
    assert Case.objects.count() == 1


def test_wrong_words_leave_this_visit_as_it_was(db, client):
    write(client, what="from this visit")
    client.post(url("open"), {"words": "one two three"})
    assert case_of(client).all("incident")[0].value == {"what": "from this visit"}


def test_opening_others_does_not_touch_those_that_are_open(db, client):
    write(client, what="mine")
    mine = keep(client)
    client.post(url("open"), {"words": kept_elsewhere()})
    assert case_of(client).all("incident")[0].value == {"what": "from before"}
    assert opens(mine)


# --- Ending


def test_closing_forgets_here_and_keeps(db, strict):
    words = kept_elsewhere()
    send(strict, strict.get(url("open")), "Open my notes", words=words)
    done = send(strict, strict.get(url("close")), "Close my notes")
    assert "closed" in seen(done)
    assert case_of(strict) is None
    assert opens(words)


def test_only_what_is_kept_can_be_closed(db, client):
    write(client, what="x")
    assert client.post(url("close")).headers["Location"] == url("case")
    assert case_of(client).all("incident")


def test_deleting_asks_first_and_then_leaves_nothing(db, strict):
    words = kept_elsewhere()
    send(strict, strict.get(url("open")), "Open my notes", words=words)
    before = strict.cookies["s"].value
    page = strict.get(url("delete"))
    assert "Your six words will open nothing" in seen(page)
    assert Case.objects.exists()
    done = send(strict, page, "Delete everything now")
    assert "is deleted" in seen(done)
    assert not Case.objects.exists()
    assert not Record.objects.exists()
    assert not SessionStore().exists(before)
    assert not opens(words)


def test_there_must_be_something_to_delete(db, client):
    assert client.post(url("delete")).headers["Location"] == url("case")


# --- Going on after the visit ended


def expire(client):
    """What thirty minutes without a click do."""
    SealedSession.objects.update(expire_date=datetime(2026, 1, 1, tzinfo=UTC))


def refused(client, path, **data):
    """A form sent too late, from a page that was open all the while."""
    page = client.get(url("keep"))
    token = lxml.html.fromstring(page.content).xpath(
        "//input[@name='csrfmiddlewaretoken']/@value"
    )[0]
    expire(client)
    return client.post(path, {"csrfmiddlewaretoken": token} | data)


def hidden(response, button):
    tree = lxml.html.fromstring(response.content)
    (form,) = tree.xpath(f"//form[.//button[normalize-space()='{button}']]")
    return [(n, v) for n, v in form.form_values() if n != "csrfmiddlewaretoken"]


def test_a_form_sent_too_late_shows_all_that_was_typed(db, strict):
    page = refused(
        strict, url("delete"), story=TEXT, media=["picture", "video"], empty=""
    )
    assert page.status_code == 403
    assert "What you typed is still here" in seen(page)
    assert sorted(hidden(page, "Go on with what I typed")) == [
        ("empty", ""),
        ("media", "picture"),
        ("media", "video"),
        ("story", TEXT),
    ]
    assert b"<b>tomorrow" not in page.content


def test_one_press_sends_it_where_it_was_going(db, strict):
    words = kept_elsewhere()
    page = refused(strict, url("open") + "?x=1", words=words, note=TEXT)
    form = lxml.html.fromstring(page.content).forms[0]
    assert form.action == url("open") + "?x=1"
    done = send(strict, page, "Go on with what I typed", words=words)
    assert "Your notes are open" in seen(done)


def test_what_opens_something_does_not_wait_in_the_page(db, strict):
    page = refused(
        strict, url("open"), words="abacus acorn", password="hunter", note=TEXT
    )
    assert b"abacus" not in page.content
    assert b"hunter" not in page.content
    assert hidden(page, "Go on with what I typed") == [("note", TEXT)]


def test_where_nothing_was_typed_a_link_is_enough(db, strict):
    page = refused(strict, url("open"), words="abacus acorn")
    tree = lxml.html.fromstring(page.content)
    assert tree.xpath("//main//a[@class='button']/@href") == [url("open")]
    assert tree.forms == []


def test_kept_notes_can_be_opened_before_it_is_sent(db, strict):
    words = kept_elsewhere()
    page = refused(strict, url("delete"), story=TEXT, media=["a", "b"])
    page = send(strict, page, "Open my kept notes first")
    assert "in this page" in seen(page)
    page = send(strict, page, "Open my notes", words="not my words")
    assert "These words open no notes" in seen(page)
    page = send(strict, page, "Open my notes", words=words)
    assert page.status_code == 200
    assert "Your notes are open" in seen(page)
    assert hidden(page, "Go on with what I typed") == [
        ("story", TEXT),
        ("media", "a"),
        ("media", "b"),
    ]
    assert lxml.html.fromstring(page.content).forms[0].action == url("delete")
    assert case_of(strict).all("incident")[0].value == {"what": "from before"}


def test_going_on_without_opening_is_offered_to_the_end(db, strict):
    page = refused(strict, url("delete"), story=TEXT)
    page = send(strict, page, "Open my kept notes first")
    assert hidden(page, "Go on without opening them") == [("story", TEXT)]


def test_slowed_while_opening_first_still_loses_nothing(db, strict):
    page = refused(strict, url("delete"), story=TEXT)
    page = send(strict, page, "Open my kept notes first")
    with FullHouse():
        page = send(strict, page, "Open my notes", words="abacus acorn")
    assert page.status_code == 429
    assert ("typed:story", TEXT) in hidden(page, "Open my notes")


def test_files_must_be_chosen_again(db, strict):
    page = strict.get(url("keep"))
    file = SimpleFile("a.txt")
    answer = strict.post(url("delete"), {"file": file, "note": TEXT})
    assert page.status_code == 200
    assert "choose them again" in seen(answer)
    assert b"bytes of a file" not in answer.content
    again = send(strict, answer, "Open my kept notes first")
    assert ("had-files", "1") in hidden(again, "Open my notes")


class SimpleFile:
    def __init__(self, name):
        self.name = name

    def read(self, *_):
        return b"bytes of a file"


def test_an_old_token_in_a_visit_that_goes_on_is_the_same(db, strict):
    send(strict, strict.get(url("open")), "Open my notes", words=kept_elsewhere())
    page = strict.post(url("delete"), {"csrfmiddlewaretoken": "x" * 64, "story": TEXT})
    assert page.status_code == 403
    assert hidden(page, "Go on with what I typed") == [("story", TEXT)]
    assert "Open my kept notes first" not in seen(page)
    assert Case.objects.exists()


def test_nothing_happens_by_itself(db, strict):
    kept_elsewhere()
    page = refused(strict, url("delete"), story=TEXT)
    assert b"http-equiv" not in page.content
    assert not any(
        "submit" in src for src in re.findall(r'src="(.+?)"', page.content.decode())
    )
    assert Case.objects.count() == 1


def test_another_site_cannot_have_its_words_sent(db, strict):
    page = strict.post(
        url("delete"), {"story": TEXT}, HTTP_ORIGIN="https://evil.example"
    )
    assert page.status_code == 403
    assert "We did not take this" in seen(page)
    assert b"tomorrow" not in page.content
    assert lxml.html.fromstring(page.content).forms == []


def test_a_browser_that_hides_where_it_comes_from_is_told(db, strict):
    page = strict.post(url("delete"), {"story": TEXT}, secure=True)
    assert page.status_code == 403
    assert "may hide where you come from" in seen(page)


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/no/such/page/",
        "notes/kept/",
        "",
        "/\x00",
    ],
)
def test_it_goes_nowhere_but_to_our_own_pages(db, client, to):
    assert is_path_of_ours(url("open"))
    assert not is_path_of_ours(to)
    answer = client.post(url("resume"), {"to": to, "typed:story": TEXT})
    assert answer.headers.get("Location") == url("open")


class Anywhere:
    """A site with a page at every address."""

    urlpatterns = [path("<path:any>", lambda request, any: None)]


def test_an_address_of_another_site_is_never_ours(settings):
    settings.ROOT_URLCONF = Anywhere
    assert is_path_of_ours("/evil.example/")
    assert not is_path_of_ours("//evil.example/")


def test_the_page_for_going_on_has_nothing_to_show_by_itself(db, client):
    assert client.get(url("resume")).headers["Location"] == url("open")


def test_nothing_of_it_is_logged(db, strict, caplog):
    refused(strict, url("delete"), story="MARKERSTORY")
    formatted = " ".join(record.getMessage() for record in caplog.records)
    assert "MARKERSTORY" not in formatted


# --- Still here


def test_saying_one_is_still_here_moves_the_end(db, strict):
    page = strict.get(url("keep"))
    soon = datetime.now(UTC) + timedelta(minutes=2)
    SealedSession.objects.update(expire_date=soon)
    token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', page.content)[1].decode()
    answer = strict.post(url("still-here"), {"csrfmiddlewaretoken": token})
    assert answer.status_code == 204
    assert SealedSession.objects.get().expire_date > soon + timedelta(minutes=20)
    assert strict.get(url("still-here")).status_code == 405


def test_saying_it_too_late_is_refused(db, strict):
    assert refused(strict, url("still-here")).status_code == 403


@pytest.mark.parametrize(
    "name", ["password", "old_password", "new_password1", "code", "words"]
)
def test_what_opens_something_is_never_carried_along(name):
    post = RequestFactory().post("/", {name: TEXT, "note": "kept"})
    assert Carried.of_refused(post).fields == (("note", "kept"),)


# --- Words and shape


TEMPLATES = Path(__file__).parent.parent / "templates"
OURS = [*TEMPLATES.glob("evidence/case/[!_]*.html"), *TEMPLATES.glob("[45]*.html")]
KEPT = Case(locator=b"l", wrapped=b"w", expires_on=datetime(2027, 1, 1, tzinfo=UTC))
CASES = {
    "kept": {"case": KEPT, "again": "evidence:keep"},
    "visit": {"case": Case(expires_on=KEPT.expires_on), "again": "evidence:keep"},
    "none": {"again": "evidence:keep"},
}


@pytest.mark.parametrize("context", CASES.values(), ids=CASES)
@pytest.mark.parametrize("template", OURS, ids=lambda path: path.name)
def test_the_words_are_easy(template, context):
    carried = Carried(url("open"), (("note", TEXT),), had_files=True)
    html = render_to_string(
        str(template.relative_to(TEMPLATES)),
        context | {"carried": carried, "case_days": 365, "idle_minutes": 30},
    )
    page = Page(html)
    assert grade(page.sentences) < 8
    assert max(map(length, page.sentences)) <= 25
    tree = lxml.html.fromstring(html)
    assert len(tree.xpath("//h1")) == 1
    assert "!" not in tree.xpath("//main")[0].text_content()
    assert len(tree.xpath("//main//button[not(@class='plain')]")) <= 1
    assert all(form.get("autocomplete") == "off" for form in tree.forms)
