"""How a redirector holds the link it leads to: in a parameter, in its path, in a code.

Each gives a function from the address to the text that is held; "" if there is none.
Whether that text is a link at all is for directory.unwrapping to judge.
"""

import re
from base64 import urlsafe_b64decode
from urllib.parse import unquote

WHOLE = r"(?:https?(?::|%(?:25)?3a)|(?:/|%(?:25)?2f){2})"
STILL_QUOTED = re.compile(r"https?%3a|%2f", re.IGNORECASE)


def unquoted(text):
    """Some links are quoted twice on their way: %253A stands for %3A, and that for :"""
    once = unquote(text)
    return unquote(once) if STILL_QUOTED.match(once) else once


def parameter(name):
    """…?u=https%3A%2F%2F…, or …?u=example.com if no value begins as a whole link."""
    whole = re.compile(rf"(?:^|&)(?:{name})=({WHOLE}[^&]*)", re.IGNORECASE)
    other = re.compile(rf"(?:^|&)(?:{name})=([^&]+)", re.IGNORECASE)

    def held(address):
        found = whole.search(address.query) or other.search(address.query)
        return unquoted(found[1]) if found else ""

    return held


def in_the_rest(pattern, before=""):
    """…/amp/s/example.com/x: the group of the pattern, in all after the host."""
    part = re.compile(pattern, re.IGNORECASE)

    def held(address):
        found = part.search(address.rest)
        return before + unquoted(found[1]) if found else ""

    return held


def whole_query(address):
    """…/?https://…, with or without %3A"""
    return unquoted(address.query)


def base64_parameter(address):
    """…&u=a1aHR0cHM6Ly9…: Bing puts a1 before it."""
    found = re.search(r"(?:^|&)u=a1([\w-]+)", address.query, re.ASCII)
    try:
        return urlsafe_b64decode(f"{found[1]}===").decode() if found else ""
    except ValueError:
        return ""


def dashes_for_percents(address):
    """…/v2/url?u=https-3A__example.com_x"""
    found = re.search(r"(?:^|&)u=(https?-3A_[^&]*)", address.query, re.IGNORECASE)
    return unquote(found[1].translate({ord("-"): "%", ord("_"): "/"})) if found else ""


def dashes_for_dots(address):
    """www-my--site-com.translate.goog stands for www.my-site.com"""
    name, dot, _ = address.host.rpartition(".translate.goog")
    name = name.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"https://{name}{address.rest}" if dot else ""
