"""Where a link on paper may lead, and whether its words already say so."""

import re
from urllib.parse import quote, urlsplit

from django.utils.html import conditional_escape, format_html

SCHEMES = {"http", "https", "mailto", "tel"}
# Word calls a file with a longer one damaged. The words of a longer link are printed
# all the same; only they cannot be clicked.
LONGEST = 2083
SHORTEST_NUMBER = 3  # such as 988
# Links there lead to a part of a binder. Nowhere else do they lead, or show: .invalid
# never is anybody's address (RFC 2606).
BINDER = "https://binder.invalid/"
SAFE = "/:?#@!$&'()*+,;=~%-._"  # brackets are escaped too: they are for IPv6 only


def scheme_of(href):
    """The part before the colon, in lower case; "" when there is none."""
    match = re.match(r"([a-z][a-z0-9+.-]*):", href.strip(), re.IGNORECASE)
    return match[1].lower() if match else ""


def may_lead(href):
    """Whether paper may carry this link: an address with one of the four schemes."""
    return scheme_of(href) in SCHEMES


def anchor(words):
    """HTML for what somebody typed: a link if it is one that paper may carry, else
    only the words. So a javascript: link in a chart is shown, and leads nowhere.
    """
    if may_lead(words):
        return format_html('<a href="{0}">{0}</a>', words.strip())
    return conditional_escape(words)


def place_in_binder(href):
    """The key of the part of a binder that this leads to; else ""."""
    href = href.strip()
    return href.removeprefix(BINDER) if href.startswith(BINDER) else ""


def target(href):
    """The link as every program reads it: ASCII, or "" when it cannot be followed."""
    href = href.strip()
    try:
        host = urlsplit(href).hostname
    except ValueError:  # brackets that are no IPv6 address
        return ""
    if scheme_of(href) in {"http", "https"} and not host:
        return ""
    encoded = quote(href, safe=SAFE)
    return encoded if len(encoded) <= LONGEST else ""


def spelled(href):
    """The link as a reader needs it: without mailto:, tel: and what follows a ?."""
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() in {"mailto", "tel"}:
        return rest.partition("?")[0]
    return href.strip()


def says_itself(words, href):
    """Whether the words are the link already, give or take https:// or a slash."""
    if scheme_of(href) == "tel":
        said = digits(words)
        return len(said) >= SHORTEST_NUMBER and digits(href).endswith(said)
    return bare(words) == bare(spelled(href))


def digits(text):
    return re.sub(r"\D", "", text)


def bare(link):
    return re.sub(r"^https?://(www\.)?|/$", "", link.strip(), flags=re.IGNORECASE)
