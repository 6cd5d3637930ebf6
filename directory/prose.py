"""Links and accounts in what people write: "look at facebook.com/x", "@marie on IG".

In English and in Spanish.
"""

import re

LINK = re.compile(r"https?://\S+", re.IGNORECASE)
ENDS = ".,;:!?'\"\u201d\u2019)]>\u3002\uff0c\u3001"  # never the end of a link
# Each word is tried once, from its start: a long text must not take long.
WRITTEN = re.compile(
    r"(?<![\w@.+-])(?:[a-z][a-z0-9+.-]{0,40}://\S+|(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?)",
    re.IGNORECASE,
)
SURE = re.compile(r"www\.|[^/]+/", re.IGNORECASE)

LONGEST_ACCOUNT = 120  # characters; a longer text is a story
ACCOUNT = r"@[\w.-]{1,64}"
NAME = r"(?:(?:on|in|at|from|via|en|de|por)\s+)?([^@:]{1,40}?)"
AFTER = re.compile(rf"{ACCOUNT}[\s,(\u2013-]+{NAME}[)\s.!]*", re.IGNORECASE)
BEFORE = re.compile(rf"{NAME}[\s:,\u2013-]+{ACCOUNT}[\s.!]*", re.IGNORECASE)
AT_HOST = re.compile(rf"{ACCOUNT}@([\w.-]{{3,253}})")
FILLING = re.compile(
    r"\b(?:an?|the|my|his|her|their|account|profile|user|username|page|is|as|called|"
    r"una?|el|la|del?|mi|su|cuenta|perfil|usuari[ao]|p[aá]gina|es|"
    r"se llama|llamad[ao])\b",
    re.IGNORECASE,
)


def written_in(text):
    """(link, whether it is surely one) for each in the text; "picture.jpg" is not."""
    found = (each.rstrip(ENDS) for each in WRITTEN.findall(text))
    return {each: bool(SURE.match(each)) for each in found}


def account_in(text):
    """(what the site is called, its host) of "@name on site" or "@name@host".

    One of the two is ""; both are, if it names no account.
    """
    text = text.strip() if len(text) <= LONGEST_ACCOUNT else ""
    if found := AT_HOST.fullmatch(text):
        return "", found[1]
    found = AFTER.fullmatch(text) or BEFORE.fullmatch(text)
    return (FILLING.sub("", found[1]) if found else ""), ""
