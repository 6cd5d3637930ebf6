"""Two languages: how a visit gets one; changing it loses nothing that was typed."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from helpcenter.languages import FIELD
from tests.guide import tree
from tests.pages import NOBODY, PAGE, PERSON, STAFF, of

# Staff's own way in, which changes by a link until something was sent; and a form that
# only takes a file, which no page may choose again.
WITHOUT = {"admin:login", "evidence:copy-back"}
SPANISH = {"headers": {"accept-language": "es-MX,es;q=0.9,en;q=0.5"}}


def change(client, path, typed):
    """Press the button of a form that changes to Spanish."""
    typed = urlencode(typed | {"_language": "es"}, doseq=True)
    return client.post(path, typed, content_type="application/x-www-form-urlencoded")


def language_of(response):
    """What the page says of itself, as its header does."""
    language = tree(response).get("lang")
    assert response["Content-Language"] == language
    return language


@pytest.fixture
def typed():
    return {"effect": 'It happened "here" & <there>\nand there', "happened": "around"}


def test_the_browser_says_which_language_it_likes(db):
    assert language_of(Client().get("/")) == "en"
    assert language_of(Client(**SPANISH).get("/")) == "es"
    assert language_of(Client(headers={"accept-language": "fr"}).get("/")) == "en"


def test_a_choice_lasts_as_long_as_the_visit(db, client):
    answer = client.get("/?_language=es")
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert language_of(client.get("/guide/safe/")) == "es"
    client.get("/leave/")
    assert language_of(client.get("/")) == "en"


def test_closing_and_deleting_notes_goes_on_in_it(db, client):
    client.get("/?_language=es")
    client.post("/notes/new/", {"happened": "something"})
    client.post("/notes/kept/delete/")
    assert language_of(client.get("/notes/kept/")) == "es"


def test_the_address_stays_without_the_choice(db, client):
    answer = client.get("/guide/safe/?change=plan&_language=es")
    assert answer["Location"] == "/guide/safe/?change=plan"


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example", "/\\evil"])
def test_a_choice_leads_to_no_other_site(db, client, path):
    answer = client.get("/", {"_language": "es"}, PATH_INFO=path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\"))


def test_each_language_is_named_in_its_own_words(db):
    for page in (Client().get("/"), Client(**SPANISH).get("/guide/safe/")):
        names = tree(page).xpath("//*[@class='languages']//li")
        said = {each.text_content().strip() for each in names}
        assert said == {"English", "Español"}


def test_staff_have_it_wherever_a_link_loses_nothing(world):
    """Where they type, they change it on the page before (ADR 16)."""
    for where in of(*STAFF):
        if where.kind != PAGE:
            continue
        page = tree(world.client(where.who).get(where.path(world)))
        boxes = page.xpath("//form[@method='post']//*[self::textarea or @type='text']")
        boxes += page.xpath("//input[@type='password' or @type='file']")
        has_link = bool(page.xpath("//a[@href='?_language=es']"))
        assert has_link != bool(boxes), where


def test_the_page_to_log_in_changes_until_something_is_typed(world):
    page = "/staff/login/"
    assert language_of(Client().get(page, {"_language": "es"}, follow=True)) == "es"
    answer = Client().post(page, {"username": "eva", "password": ""})
    assert not tree(answer).xpath("//a[starts-with(@href, '?_language=')]")


def test_an_unknown_language_changes_nothing(db, client):
    assert client.get("/?_language=xx").status_code == 200
    assert language_of(client.get("/")) == "en"


def test_the_words_in_a_form_stay_in_it(db, client, typed):
    answer = change(client, "/notes/new/", typed)
    assert answer.status_code == 200
    assert language_of(answer) == "es"
    (form,) = [each for each in tree(answer).forms if "effect" in each.fields]
    assert form.fields["effect"].strip("\n") == typed["effect"]
    assert form.fields["happened"].strip() == typed["happened"]
    assert 'class="errors"' not in answer.content.decode()


@pytest.mark.parametrize("name", ["happened", "effect"])
@pytest.mark.parametrize(
    ("odd", "is_line_end"),
    [
        *(("\x00", False), ("\x1b", False), ("\ufffe", False)),
        *(("\r\n", True), ("\x0b", True), ("\x0c", True), ("\u2028", True)),
    ],
)
def test_no_character_that_is_pasted_stops_it(db, client, name, odd, is_line_end):
    """Word has one of its own for a new line."""
    answer = change(client, "/notes/new/", {name: f"before{odd}after 😀 نص"})
    (form,) = [each for each in tree(answer).forms if name in each.fields]
    words = "before after" if is_line_end else "beforeafter"
    assert form.fields[name].split() == [*words.split(), "😀", "نص"]


def test_choices_and_ticks_stay_too(db, client):
    answer = change(client, "/guide/safe/", {"danger": ["near", "tracked"]})
    boxes = tree(answer).xpath("//input[@type='checkbox']")
    assert {box.get("value") for box in boxes if box.checked} == {"near", "tracked"}


def test_nothing_is_saved_by_changing_the_language(db, client, typed):
    change(client, "/notes/new/", typed)
    assert "It happened" not in client.get("/notes/").content.decode()


def test_a_page_that_cannot_be_opened_again_holds_what_was_typed(db, client):
    answer = change(client, "/notes/kept/still-here/", {"note": "typed before"})
    assert "typed before" in answer.content.decode()
    assert language_of(answer) == "es"


def test_what_has_no_box_on_the_page_is_held_and_not_dropped(db, client, typed):
    answer = change(client, "/notes/new/", typed | {"of-old": "typed before"})
    assert "typed before" in answer.content.decode()
    names = {each.name for form in tree(answer).forms for each in form.inputs}
    assert {"effect", "of-old"} < names
    assert FIELD not in names  # or going on would change the language, and save nothing


def test_a_forged_form_changes_nothing(db):
    client = Client(enforce_csrf_checks=True)
    client.get("/?_language=en")
    change(client, "/notes/new/", {})
    assert language_of(client.get("/")) == "en"


BOXES = ".//textarea | .//select | .//input[not(@type='hidden' or @type='file')]"


def form_with_boxes(page):
    """The form in which somebody types or chooses; None where there is none."""
    forms = [each for each in page.forms if each.method == "POST" and each.xpath(BOXES)]
    return forms[0] if forms else None


@pytest.mark.slow
def test_on_every_page_the_language_changes_with_what_was_typed(world):
    """By a button of the form that holds it, and never by Enter: that presses the first
    button of a form.
    """
    for where in of(NOBODY, PERSON):
        if where.kind != PAGE or where.route in WITHOUT:
            continue
        page = tree(world.client(where.who).get(where.path(world)))
        form, name = form_with_boxes(page), "typed"
        if form is None and page.xpath("//a[starts-with(@href, '?_language=')]"):
            continue
        form = page.forms[0] if form is None else form
        assert form.get("id") == name, where
        buttons = page.xpath(f"//form[@id='{name}']//button | //button[@form='{name}']")
        assert "_language" in {each.get("name") for each in buttons}, where
        assert buttons[0].get("name") != "_language", where
