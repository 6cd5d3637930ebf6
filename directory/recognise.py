"""Whose link is this? Read from the text alone: nothing is ever fetched.

A link is read as a browser would read it (userinfo, backslashes, full-width letters),
so that what looks like facebook.com but leads elsewhere is not taken for it.
"""

import re
from urllib.parse import unquote

from directory.models import Domain

SCHEME = re.compile(r"^(?:https?:)?[/\\]{2,}|^https?:[/\\]*", re.IGNORECASE)
AUTHORITY = re.compile(r"[^/\\?#]*")
PORT = re.compile(r":[0-9]*$")
HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
ADDRESS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
NOT_IN_A_LINK = re.compile(r"[\s\x00-\x20\x7f]")
# Python's idna maps these to something else; browsers keep them: another site.
DEVIATIONS = re.compile("[\u00df\u1e9e\u03c2\u200c\u200d]")
LONGEST_NAME = 253
ALL_HOSTS = 400  # from so many on, reading the whole table is cheaper


def host_of(link):
    """The host a browser would go to, lower case, in its xn-- form; "" if no link."""
    host, _ = split(link)
    return host


def is_link(text):
    """Whether it is one web link, with or without https:// in front."""
    return bool(host_of(text))


def split(link):
    """(host, path) of a link; ("", "") if it is not one. Never raises."""
    text = link.strip() if isinstance(link, str) else ""
    if not text or NOT_IN_A_LINK.search(text):
        return "", ""
    rest = SCHEME.sub("", text, count=1)
    authority = AUTHORITY.match(rest)[0]
    host = clean_host(authority.rpartition("@")[2])
    if not host or ("@" in authority and rest == text):  # the second is a mail address
        return "", ""
    path = re.split(r"[?#]", rest[len(authority) :], maxsplit=1)[0]
    return host, path.replace("\\", "/").lower()


def clean_host(text):
    """The host in the form of our table; "" if it cannot be a host."""
    name = unquote(PORT.sub("", text))
    if not name or len(name) > LONGEST_NAME or DEVIATIONS.search(name):
        return ""
    try:
        name = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return ""
    return name if HOST.fullmatch(name) or ADDRESS.fullmatch(name) else ""


def suffixes(host):
    """The host and every name above it: i.redd.it, redd.it, it."""
    labels = host.split(".")
    return [".".join(labels[n:]) for n in range(len(labels))]


def recognise(link):
    """The platform that a link belongs to, or None. One query, never a fetch."""
    return recognise_all([link])[0]


def recognise_all(links):
    """For each link its platform or None, in one query for all of them.

    The longest host wins; of two rules for one host, the one with the longer path.
    """
    split_links = [split(link) for link in links]
    hosts = {name for host, _ in split_links for name in suffixes(host) if name}
    rules = rules_for(hosts) if hosts else {}
    return [match(host, path, rules) for host, path in split_links]


def rules_for(hosts):
    """{host: [(path, platform), …]}, the longest path first."""
    domains = Domain.objects.shown().select_related("platform")
    domains = domains.defer("shipped", "platform__shipped").order_by()
    if len(hosts) < ALL_HOSTS:
        domains = domains.filter(host__in=hosts)
    rules = {}
    for domain in sorted(domains, key=lambda each: -len(each.path)):
        rules.setdefault(domain.host, []).append((domain.path.lower(), domain.platform))
    return rules


def match(host, path, rules):
    for name in suffixes(host):
        for prefix, platform in rules.get(name, []):
            if is_below(path, prefix):
                return platform
    return None


def is_below(path, prefix):
    """Whether the path is the prefix or under it: /messages/t/9, not /messagesfoo."""
    return not prefix or path == prefix or path.startswith(prefix.rstrip("/") + "/")
