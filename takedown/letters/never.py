"""What no letter may say, however it got there: the NEVER rules that words can break.

The others hold by how things are made: no field takes a file, no text takes a picture
(G1: fields.py), nobody's picture from before 18 comes this far (G2: age.py), and a
copyright notice is barred for who does not own the picture (DMCA0: dmca.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    id: str
    pattern: re.Pattern  # over the words in small letters, with one kind of space
    sentence: str
    concerns: Callable = lambda letter: True


def by_no_lawyer(letter):
    return not letter.voice.is_attorney


ORDER = re.compile(
    r"\bthis (?:letter|notice|request) (?:is|constitutes) (?:an? )?"
    r"(?:formal |legal |court |binding )*(?:order|subpoena|warrant|injunction)\b"
    r"|\byou are (?:hereby )?(?:ordered|commanded|subpoenaed|compelled)\b"
    r"|\b(?:the law requires you|you are (?:legally )?(?:required|obliged|bound)"
    r"(?: by law)?) to (?:keep|preserve|hold|obey|comply)\b"
    r"|\bcontempt of court\b"
)
MONEY = r"(?:pay|paid|payment|money|dollars|settle|settlement|compensat\w*|[$€£] ?\d)"
CRIME = r"(?:police|prosecut\w*|criminal\w*|arrest\w*|press charges|jail|prison)"
UNLESS = r"(?:unless|if you do not|if you don't)"
THREAT = re.compile(
    rf"\b(?:{UNLESS}|or else|otherwise)\b[^.]*{MONEY}[^.]*\b{CRIME}\b"
    rf"|\b{CRIME}\b[^.]*\b{UNLESS}\b[^.]*{MONEY}"
    rf"|{MONEY}[^.]*\b(?:or else|or i will|or we will|otherwise)\b[^.]*\b{CRIME}\b"
)
LAWYER = re.compile(
    r"\b(?:our|my) (?:law )?firm\b|\b(?:our|my) clients?\b"
    r"|\bi am (?:an? |the |her |his |their )?(?:attorney|lawyer|counsel)\b"
    r"|\b(?:as|acting as) (?:an? |the |her |his |their )?(?:attorney|lawyer|counsel)\b"
)

BREACHES = (
    Breach(
        "HOLD-N1",
        ORDER,
        "It sounds like an order or a subpoena. Only a court can give one. "
        "A letter may ask, and asking firmly is fine.",
    ),
    Breach(
        "G7",
        THREAT,
        "It speaks of money and of the police or of charges in one breath. That can be "
        "read as a threat, and could be used against you. Please part the two.",
    ),
    Breach(
        "HOLD-VOICE",
        LAWYER,
        "It sounds as if a lawyer had written it. Only a lawyer may do that. "
        "If a lawyer signs it, choose that under “Who signs it”.",
        concerns=by_no_lawyer,
    ),
)
