"""What an answer means to somebody who would open the link.

Signs are looked for where they say something of the page itself: its title, its first
heading, whose scripts it runs. A word in its text proves nothing.
"""

import html
import re
from urllib.parse import urlsplit

# Each repeat has a bound: a page made to be slow to search is not.
TITLES = re.compile(
    r"<(?:title|h1)\b[^<>]{0,300}>(?:\s{0,40}<[^<>/]{1,300}>){0,3}([^<]{1,300})", re.I
)
SOURCES = re.compile(
    r"<(?:script|iframe|frame)\b[^<>]{0,300}?\ssrc=[\"']?"
    r"(?:https?:)?//([\w.-]{1,253})",
    re.I,
)

# Dots stand for letters with an accent, whatever the page's encoding made of them.
SAYS_GONE = re.compile(
    r"^\W*(?:error )?(?:404|410)\b|\b(?:error|http) (?:404|410)\b"
    r"|\b404 (?:error|not|page)|^\W*not found\W*$"
    r"|\b(?:page|file|site|url|document|content|article|resource)\b.{0,30}"
    r"\b(?:not found|can.?t be found|cannot be found|doesn.?t exist|does not exist"
    r"|no longer exists?|no longer available|isn.?t available|unavailable|is missing)\b"
    r"|\bnicht gefunden\b|\bno (?:se )?encontrad[ao]\b|\bintrouvable\b"
    r"|\bn.{1,3}o encontrad[ao]\b|\bnon trovat[ao]\b|\bniet gevonden\b"
    r"|ページが見つかりません|페이지를 찾을 수 없",
    re.I,
)
FOR_SALE = re.compile(
    r"(?:\b(?:domain|website)\b.{0,60}|\.\w{2,12}) (?:is|may be) (?:for sale|parked)\b"
    r"|\bdomain (?:has )?expired\b|\bbuy this domain\b|\bdomain for sale\b"
    r"|\bparked domain\b",
    re.I,
)
SELLERS = [
    "above.com",
    "afternic.com",
    "atom.com",
    "bodis.com",
    "buydomains.com",
    "dan.com",
    "domainmarket.com",
    "hugedomains.com",
    "parkingcrew.net",
    "parklogic.com",
    "sedo.com",
    "sedoparking.com",
    "undeveloped.com",
]
ONLY_ON_PARKED = re.compile(
    r"<html[^<>]{0,300}\bdata-adblockkey=|\bwindow\.park ?="
    r"|\blocation\.href ?= ?[\"']/lander\b"
)

GUARDED = re.compile(
    r"^\W*(?:just a moment|attention required|access denied|are you (?:a )?human|"
    r"one more step|checking your browser|security check|verify(?:ing)? you are)|"
    r"\bcaptcha\b|\brobot check\b|\bbot verification\b",
    re.I,
)
GUARDS = re.compile(
    r"\b(?:hcaptcha\.com|captcha-delivery\.com|challenges\.cloudflare\.com|"
    r"awswaf\.com|/cdn-cgi/challenge-platform/)",
    re.I,
)
GUARD_HEADERS = {"cf-mitigated": "challenge", "x-amzn-waf-action": ""}
LOGIN = re.compile(r"(?:^|[/._-])(?:log-?in|sign-?in|sso|checkpoint)(?:$|[/._-])", re.I)
FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:home|index|default)(?:\.\w{2,5})?/?)?",
    re.I,
)


def headings(page):
    """The title and the first big headings, as words on one line each."""
    return [" ".join(html.unescape(text).split()) for text in TITLES.findall(page)[:4]]


def says(pattern, page):
    return any(pattern.search(text) for text in headings(page))


def says_gone(page):
    return says(SAYS_GONE, page)


def is_parked(page, url):
    return (
        is_seller(url)
        or any(belongs(host, SELLERS) for host in SOURCES.findall(page))
        or says(FOR_SALE, page)
        or bool(ONLY_ON_PARKED.search(page))
    )


def is_seller(url):
    return belongs(urlsplit(url).hostname or "", SELLERS)


def belongs(host, names):
    return any(host == name or host.endswith(f".{name}") for name in names)


def is_guarded(answer):
    """Whether it asks who is there before it shows the page."""
    by_header = any(
        name in answer.headers and sign in answer.headers[name]
        for name, sign in GUARD_HEADERS.items()
    )
    # A form with a captcha is a page like any other; a guard shows nothing else.
    guard_alone = GUARDS.search(answer.page) and len(answer.page) < 20_000
    return by_header or says(GUARDED, answer.page) or bool(guard_alone)


def is_login(url):
    return bool(LOGIN.search(urlsplit(url).path))


def is_front(url):
    """Whether it is the front page of a site, in any language."""
    parts = urlsplit(url)
    return not parts.query and bool(FRONT.fullmatch(parts.path))


def same_site(one, other):
    """Whether one host is the other, or a part of it."""
    hosts = [
        (urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)
    ]
    short, long = sorted(hosts, key=len)
    return long == short or long.endswith(f".{short}")


def same_page(one, other):
    """Whether they differ in nothing that staff would correct."""
    return bare(one) == bare(other)


def bare(url):
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query
