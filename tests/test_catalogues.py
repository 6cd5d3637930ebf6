"""Every sentence of ours can be said in each language, and is."""

import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

from guide.voice import OWN
from takedown.letters.voices import Voice

CATALOGUES = sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/django.po"))
APPS = ("guide", "takedown", "evidence", "directory", "helpcenter", "templates")
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[a-z%]|\{(\w*)\}")
# Words that a verb may make unneeded: the guide's and the letters' you, they and we.
LETTER_VOICE = {field.name for field in fields(Voice)}
VOICE = {*OWN, *LETTER_VOICE, *(name.capitalize() for name in LETTER_VOICE)}
TEMPLATES = sorted(
    path
    for path in (settings.BASE_DIR / "templates").rglob("*")
    if path.suffix in {".html", ".txt"}
)
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = re.compile(
    r"""\b(?:alt|aria-label|title|placeholder|summary|abbr|label|data-[\w-]+)"""
    r"""\s*=\s*"([^"]*)\""""
)
TAG = re.compile(r"<!doctype[^>]*>|<style.*?</style>|<!--.*?-->|<[^>]*>", re.S | re.I)
ENTITY = re.compile(r"&\w+;")
CODE = re.compile(r"^[a-z0-9:_-]*$")  # of a data attribute: a name of ours
# Not words: a class of the admin's body, what a widget always has, a zone of time.
NO_WORDS = re.compile(r'\blogin\b|autocomplete="off"|\bUTC\b')


def plain_texts(source):
    """What a template says in its own words, outside gettext."""
    return [text for text in spoken(outside_gettext(source)) if LETTERS.search(text)]


def outside_gettext(source):
    """The markup with a mark wherever a tag, a variable or a translation stands."""
    kept, within = [], ""
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.contents.strip() else ""
        if token.token_type == TokenType.BLOCK:
            if word in {"blocktranslate", "comment"}:
                within = f"end{word}"
            elif word == within:
                within = ""
        is_text = token.token_type == TokenType.TEXT and not within
        kept.append(token.contents if is_text else "\N{BULLET}")
    return "".join(kept)


def spoken(markup):
    """Texts between tags, and those of attributes that somebody sees or hears."""
    attributes = [value for value in SPOKEN.findall(markup) if not CODE.match(value)]
    between = TAG.split(markup)
    texts = [*attributes, *between]
    return [NO_WORDS.sub("", ENTITY.sub("", text)).strip() for text in texts]


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR))
)
def test_a_template_says_nothing_outside_gettext(path):
    assert plain_texts(Path(path).read_text()) == []


def test_such_words_would_be_found():
    assert plain_texts('<p>{% translate "Yes" %} {{ no }}</p>') == []
    assert plain_texts("{% blocktranslate %}<b>Yes</b>{% endblocktranslate %}") == []
    assert plain_texts("<p>Yes, {{ name }}</p>") == ["Yes, \N{BULLET}"]
    assert plain_texts('<a aria-label="Go on">{{ x }}</a>') == ["Go on"]
    assert plain_texts('<p data-warning="It ends">{{ x }}</p>') == ["It ends"]


# --- Catalogues


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Every message that our sources hold now, as gettext's own tools find them."""
    folder = tmp_path_factory.mktemp("sources")
    for app in APPS:
        leave_out = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(settings.BASE_DIR / app, folder / app, ignore=leave_out)
    (folder / "locale").mkdir()
    make = ["-m", "django", "makemessages", "-l", "xx", "-e", "html,txt,py"]
    subprocess.run([sys.executable, *make], cwd=folder, check=True, capture_output=True)
    return polib.pofile(folder / "locale/xx/LC_MESSAGES/django.po")


def key_of(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalogue(request):
    return polib.pofile(request.param)


def test_there_are_all_languages_of_the_site():
    others = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert {path.parts[-3] for path in CATALOGUES} == others


def test_a_catalogue_knows_every_message_and_no_other(catalogue, known):
    assert len(known) > 1000
    theirs = {key_of(entry) for entry in catalogue}
    assert {key_of(entry) for entry in known} - theirs == set()
    assert theirs - {key_of(entry) for entry in known} == set()


def test_every_message_is_translated_and_none_guessed(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def placeholders(text):
    found = (named or braced for named, braced in PLACEHOLDER.findall(text))
    return {name for name in found if name not in VOICE}


def texts_of(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def sources_of(entry):
    return [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]


def is_filled_in_alike(entry, text):
    return placeholders(text) in [placeholders(each) for each in sources_of(entry)]


def test_a_translation_fills_in_the_same_things(catalogue):
    """But for the words of the voice, which Spanish verbs make unneeded."""
    wrong = [
        (entry.msgid, text)
        for entry in catalogue
        for text in texts_of(entry)
        if not is_filled_in_alike(entry, text)
    ]
    assert wrong == []


def test_a_dropped_placeholder_would_be_found():
    entry = polib.POEntry(msgid="%(name)s is back")
    assert is_filled_in_alike(entry, "Ha vuelto %(name)s")
    assert not is_filled_in_alike(entry, "Ha vuelto")
    entry = polib.POEntry(msgid="One file", msgid_plural="%(count)s files")
    assert is_filled_in_alike(entry, "Un archivo")
    assert not is_filled_in_alike(entry, "%(number)s archivos")


def test_tags_of_a_message_are_those_of_its_translation(catalogue):
    wrong = [
        (entry.msgid, text)
        for entry in catalogue
        for text in texts_of(entry)
        if sorted(TAG.findall(text)) != sorted(TAG.findall(entry.msgid))
    ]
    assert wrong == []
