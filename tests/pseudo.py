"""A language that nobody speaks: each message of ours in Arabic letters.

It shows which words on a page did not come through gettext, and how a page stands that
runs from right to left, before there is a language that does.

    python -m tests.pseudo FOLDER      writes FOLDER/ar/LC_MESSAGES/django.mo

With DJANGO_SETTINGS_MODULE=tests.pseudo_settings and PSEUDO_LOCALE=FOLDER the site
speaks it to a browser that asks for "ar".
"""

import re
import sys
from pathlib import Path

import polib

LANGUAGE = "ar"
SPANISH = Path(__file__).parent.parent / "locale/es/LC_MESSAGES/django.po"
PLURALS = "nplurals=2; plural=n != 1;"
# What stays as it is: placeholders, tags and entities.
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;)")
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمني"
LETTERS = str.maketrans(LATIN + LATIN.upper(), ARABIC * 2)


def pseudo(message):
    parts = KEPT.split(message)
    return "".join(
        part if KEPT.fullmatch(part) else part.translate(LETTERS) for part in parts
    )


def catalogue():
    """The messages of the Spanish catalogue, said in it."""
    said = polib.POFile(wrapwidth=0)
    said.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": PLURALS,
    }
    for entry in polib.pofile(SPANISH):
        said.append(said_in_pseudo(entry))
    return said


def said_in_pseudo(entry):
    both = {"msgid": entry.msgid, "msgctxt": entry.msgctxt}
    if not entry.msgid_plural:
        return polib.POEntry(**both, msgstr=pseudo(entry.msgid))
    plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
    return polib.POEntry(**both, msgid_plural=entry.msgid_plural, msgstr_plural=plural)


def write(folder):
    place = Path(folder) / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue().save_as_mofile(place / "django.mo")
    return folder


if __name__ == "__main__":
    write(sys.argv[1])
