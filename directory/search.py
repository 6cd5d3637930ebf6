"""Finding a platform by what people call it: case, accents and a slip of the hand."""

import re
import unicodedata
from difflib import get_close_matches

from directory.models import Platform

LONGEST = 60  # no name is longer; a pasted page is no name


def fold(text):
    """Letters and digits alone, small, without accents: "Ok.ru" is "okru"."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", text)


def platforms_named(text):
    """Platforms whose name or other name fits, the best first; at most a dozen."""
    wanted = fold(text) if len(text) <= 2 * LONGEST else ""
    if not 0 < len(wanted) <= LONGEST:
        return []
    named = [(name, each) for each in Platform.objects.shown() for name in names(each)]
    ranked = sorted(
        (
            (rank, each.name, each)
            for name, each in named
            if (rank := fit(wanted, name))
        ),
        key=lambda found: found[:2],
    )
    found = dict.fromkeys(each for _, _, each in ranked) or close(wanted, named)
    return list(found)[:12]


def names(platform):
    return {fold(name) for name in [platform.name, platform.slug, *platform.aliases]}


def fit(wanted, name):
    """1: the name itself; 2: it begins so; 3: it holds it somewhere. 0: no."""
    if name == wanted:
        return 1
    if name.startswith(wanted):
        return 2
    return 3 if len(wanted) > 2 and wanted in name else 0


def close(wanted, named):
    """What may have been meant: one letter too many, two in the wrong order."""
    by_name = dict(named)
    return dict.fromkeys(
        by_name[name] for name in get_close_matches(wanted, by_name, 5, 0.75)
    )
