"""Which names fit what somebody typed: case, accents, spaces and a slip of the hand.

Knows no table. The only module that imports RapidFuzz.
"""

import re
import unicodedata

from rapidfuzz import fuzz, process

LONGEST = 60  # letters; no name is longer; a pasted page is no name
CLOSE = 78  # of 100: one slip in five letters, two in ten
NO_LETTER = re.compile(r"[\W_]")
TOO_SHORT = 3  # letters; so few are close to everything


def fold(text):
    """Letters and digits alone, small, without accents: "Ok.ru" is "okru"."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return NO_LETTER.sub("", text)


def wanted_in(text):
    """What to look for in these words; "" if they can be no name."""
    wanted = fold(text) if len(text) <= 2 * LONGEST else ""
    return wanted if len(wanted) <= LONGEST else ""


def fitting(wanted, named):
    """The keys of what the words name, the best first. `named` is [(folded, key)]."""
    ranked = [(fit(wanted, name), key) for name, key in named if wanted in name]
    ranked = [found for found in ranked if found[0]]
    return unique(key for _, key in sorted(ranked, key=lambda found: found[0]))


def fit(wanted, name):
    """1: the name itself; 2: it begins so; 3: it holds it somewhere. 0: no."""
    if name == wanted:
        return 1
    if len(wanted) > 1 and name.startswith(wanted):
        return 2
    return 3 if len(wanted) > 2 and wanted in name else 0


def close(wanted, named, cutoff=CLOSE):
    """The keys of what may have been meant: one letter too many, two in the wrong
    order. The closest first.
    """
    if len(wanted) < TOO_SHORT:
        return []
    scored = process.extract(
        wanted,
        [name for name, _ in named],
        scorer=fuzz.ratio,
        score_cutoff=cutoff,
        limit=None,
    )
    return unique(named[place][1] for _, _, place in scored)


def unique(keys):
    return list(dict.fromkeys(keys))
