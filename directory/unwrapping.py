"""What a link leads to in the end, as far as its own text says. Nothing is fetched."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from directory.addresses import Address, is_below, read, suffixes
from directory.wrapping import (
    APPS,
    ARCHIVES,
    BY_HOST,
    GOOGLE,
    NOT_SHORTENERS,
    SHORTENERS,
)

WHOLE = re.compile(r"https?:|//", re.IGNORECASE)
UNREAD = "//"  # leads somewhere else, and does not say where
DEEPEST = 5  # a link in a link in a link; nobody needs more but to hide something
COPIED = re.compile(r"/(https?(?::|%3a)/.+)|/web/[0-9][^/]*/([^/]+\..+)", re.IGNORECASE)
APP = re.compile(r"([a-z][a-z0-9+.-]{0,40})://", re.IGNORECASE)
# Android's own forms, which hold a link without its https://.
IN_AN_INTENT = re.compile(r"intent://([^#]+)#Intent;", re.IGNORECASE)
IN_AN_APP = re.compile(r"android-app://[\w.]+/https?/(\S+)", re.IGNORECASE)


def row_for(host, table):
    """The nearest name in a table, from the host up; "" if none."""
    return next((name for name in suffixes(host) if name in table), "")


def is_short(host):
    return bool(row_for(host, SHORTENERS)) and host not in NOT_SHORTENERS


def is_archive(host):
    return bool(row_for(host, ARCHIVES))


def home_of(host):
    """The name to look up: every country's google is google.com."""
    name = row_for(host, GOOGLE) if "google." in host else ""
    return host.removesuffix(name) + "google.com" if name else host


def held_by(address):
    """The text of the link that a redirector holds; "" if it is none."""
    path = (address.path or "/").lower()
    for each in BY_HOST.get(row_for(home_of(address.host), BY_HOST), ()):
        if is_below(path, each.path):
            held, leaves = each.held(address), not each.may_stay
            if WHOLE.match(held):
                return held
            bare = read(held)
            if bare.host and (leaves or bare.path):  # ?q=marie.smith is no link
                return f"https://{held}"
            if leaves:
                return UNREAD
    return ""


class End(NamedTuple):
    """Where a link ends once it is unwrapped."""

    address: Address
    target: str = ""  # the innermost link; "" if it wraps none
    is_unclear: bool = False  # too deep, or what it wraps cannot be read


def follow(link):
    """Unwrap a link as far as its text says. What is unclear stays as it was."""
    first = address = read(link)
    target = ""
    for _ in range(DEEPEST + 1):
        held = held_by(address)
        if not held:
            return End(address, target)
        address, target = read(held), held
        if not address.host:
            break
    return End(first, is_unclear=True)


def copied_from(address):
    """The link that an archive's copy was made of; "" if it does not say."""
    found = COPIED.search(address.rest)
    text = unquote(found[1] or found[2]) if found else ""
    return text if read(text).host else ""


def in_an_app(text):
    """The web link that stands for a link into an app; "" if it is none."""
    if found := IN_AN_INTENT.match(text) or IN_AN_APP.match(text):
        return f"https://{found[1]}"
    scheme = APP.match(text)
    host = APPS.get(scheme[1].lower(), "") if scheme else ""
    return f"https://{host}" if host else ""
