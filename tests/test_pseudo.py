"""The whole site in a language nobody speaks: what reads as English still is a word of
ours that cannot be translated.

What somebody typed, and the facts of the directory, stay as they are. They are known
from the fixtures; sentences of theirs are marked lang="en" as well.
"""

import json
import re
from types import SimpleNamespace

import lxml.html
import pytest
from django.conf import settings as project

from directory.models import Law
from evidence.cases import case_of
from takedown.kept import letters_of
from tests import pseudo
from tests.pages import PAGE, PAGES, PERSON
from tests.world import ROLES

LATIN = re.compile(r"[A-Za-z]{3,}")
PIECE = re.compile(r"[A-Za-z][A-Za-z'’, -]*")  # noqa: RUF001
LINK = re.compile(r"\S*(?:://|@|\w\.\w)\S*|\b[0-9a-f]{32,}\b")
# Lists the names of rights, which Django keeps in its table in English.
OF_DJANGO = {"admin:auth_group_add", "admin:auth_group_change"}
# What tests/world.py typed, its staff's names, the columns of a law as a change of it
# shows them; and the alt of Django's box to search, which it says in English only.
OF_THE_WORLD = (
    "For the list of pages.",
    "Changed.",
    *ROLES,
    *(column.name for column in Law._meta.fields),
    "Search",
)
HEARD = ("aria-label", "alt", "title", "placeholder")
BUTTONS = ("submit", "button")
NOT_SAID = {"script", "style", "head", "code"}
UTF_8 = lxml.html.HTMLParser(encoding="utf-8")
# Names, which no language translates; the last two are keys.
NAMES = re.compile(
    r"\b(?:PDF|Word|Excel|arXiv|EST|EDT|CSV|JSON|XLSX|ZIP|UTC|GMT|SHA-\d+|English|Español|Pseudo|Notes|"
    r"Control|Command)\b"
)


@pytest.fixture
def speaking(world, tmp_path, settings):
    """The world of all pages, for whoever asks for the language."""
    settings.LOCALE_PATHS = [str(pseudo.write(tmp_path)), *settings.LOCALE_PATHS]
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.LANGUAGE, "Pseudo")]
    return world


@pytest.fixture
def typed(world):
    """Everything that stays as it is, a piece a line; the facts of letters too, which
    are kept in English.
    """
    files = sorted(project.FIXTURE_DIRS[0].rglob("*.json"))
    told = [strings(json.loads(file.read_text())) for file in files]
    case = case_of(SimpleNamespace(session=world.client(PERSON).session))
    kept = [strings(each.value["facts"]) for each in letters_of(case)]
    return lines("\n".join([*told, *kept, *OF_THE_WORLD]))


def lines(text):
    return "".join(f"\n{piece}\n" for piece in pieces(text))


def strings(value):
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        value = value.values()
    return "\n".join(map(strings, value)) if hasattr(value, "__iter__") else str(value)


def seen(element, language=""):
    """The texts of a page that are seen or heard, but for those said to be English."""
    if not isinstance(element.tag, str) or element.tag in NOT_SAID:
        return
    language = element.get("lang", language)
    if language == pseudo.LANGUAGE and element.tag != "textarea":
        yield element.text or ""
        yield from (element.get(name, "") for name in HEARD)
        yield element.get("value", "") if element.get("type") in BUTTONS else ""
    for child in element:
        yield from seen(child, language)
        yield (child.tail or "") if language == pseudo.LANGUAGE else ""


def english(text, typed):
    """What of a text is in English and nobody typed it."""
    words = [each for each in pieces(text) if LATIN.search(each)]
    return [each for each in words if not is_typed(each, typed)]


def pieces(text):
    found = PIECE.findall(NAMES.sub(" | ", LINK.sub(" | ", text)))
    return [piece.strip(" '-.,") for piece in found]


def is_typed(piece, typed):
    """As it stands, or a word of ours hides in any story. A long one may be cut."""
    return f"\n{piece}\n" in typed or (piece.count(" ") > 3 and piece in typed)


@pytest.mark.slow
def test_no_page_says_a_word_that_cannot_be_translated(speaking, typed):
    left = {}
    for page in PAGES:
        if page.kind != PAGE or page.route in OF_DJANGO:
            continue
        answer = speaking.client(page.who).get(
            page.path(speaking), headers={"accept-language": pseudo.LANGUAGE}
        )
        tree = lxml.html.fromstring(answer.content, parser=UTF_8)
        assert tree.get("lang") == pseudo.LANGUAGE, page
        assert tree.get("dir") == "rtl", page
        found = [words for text in seen(tree) for words in english(text, typed)]
        left |= {str(page): found} if found else {}
    assert left == {}


def test_english_words_would_be_found():
    page = "<html lang=ar><p>ابت Going on <b lang=en>Facts are fine</b> then</html>"
    texts = seen(lxml.html.fromstring(page))
    found = [each for text in texts for each in english(text, "")]
    assert found == ["Going on", "then"]


def test_a_word_in_what_somebody_typed_is_no_excuse_for_ours():
    typed = lines("I could save it then, and he went on and on. Sam")
    found = english("Save. save it. Sam. he went on and on", typed)
    assert found == ["Save", "save it"]
