"""A link's parts as a browser reads them. Text in, text out: nothing is ever fetched.

Userinfo, backslashes, full-width letters and odd ways to write a number are read as a
browser would, so that what looks like facebook.com but leads elsewhere is not taken
for it. To know whose a link is, see directory.recognise.
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import unquote

SCHEME = re.compile(r"^(?:https?:)?[/\\]{2,}|^https?:[/\\]*", re.IGNORECASE)
AUTHORITY = re.compile(r"[^/\\?#]*")
REST = re.compile(r"([^?#]*)(?:\?([^#]*))?")
PORT = re.compile(r":[0-9]*$")
HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?!0x[0-9a-f]*$)[a-z0-9-]*[a-z][a-z0-9-]*"
)
FOUR_NUMBERS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
NUMBER = re.compile(r"(0x)([0-9a-f]*)|(0)([0-7]+)|([0-9]+)")
NOT_IN_A_LINK = re.compile(r"[\s\x00-\x20\x7f]")
# Chats put these around what is copied. They are never part of a link.
UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
# Python's idna maps these to something else; browsers keep them: another site.
DEVIATIONS = re.compile("[\u00df\u1e9e\u03c2\u200c\u200d]")
LONGEST_NAME = 253


class Address(NamedTuple):
    """Where a link leads. The host is lower case, in its xn-- form; "" if nowhere."""

    host: str = ""
    path: str = ""  # as it was written, but with / for \
    query: str = ""
    user: str = ""  # what stands before an @, to look like another host

    @property
    def rest(self):
        """All after the host, as some sites hold another link there."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def is_number(self):
        return self.host.startswith("[") or bool(FOUR_NUMBERS.fullmatch(self.host))


NOWHERE = Address()


def read(link):
    """The address in a link, with or without https://; or NOWHERE. Never raises."""
    text = link.strip().strip(UNSEEN) if isinstance(link, str) else ""
    if not text or NOT_IN_A_LINK.search(text):
        return NOWHERE
    after = SCHEME.sub("", text, count=1)
    is_bare = after == text
    authority = AUTHORITY.match(after)[0]
    user, at, name = authority.rpartition("@")
    host = clean_host(name, is_bare=is_bare)
    if not host or (at and is_bare):  # the second is a mail address
        return NOWHERE
    path, query = REST.match(after, len(authority)).groups("")
    return Address(host, path.replace("\\", "/"), query, user)


def clean_host(text, *, is_bare=True):
    """The host in the form of our table; "" if it cannot be a host.

    Bare, a number has to have four parts: 3.14 is no host, but https://3.14 is.
    """
    name = ascii_name(text)
    if HOST.fullmatch(name):
        return name
    if name.startswith("["):
        return ipv6(name)
    return ipv4(name) if FOUR_NUMBERS.fullmatch(name) or not is_bare else ""


def ascii_name(text):
    if len(text) > 4 * LONGEST_NAME:  # even if each letter stands as %66
        return ""
    name = unquote(PORT.sub("", text))
    if not name or len(name) > LONGEST_NAME or DEVIATIONS.search(name):
        return ""
    try:
        return name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return ""


def ipv6(name):
    try:
        return f"[{IPv6Address(name[1:-1])}]" if name.endswith("]") else ""
    except AddressValueError:
        return ""


def ipv4(name):
    """The number in its usual form: 127.1, 0x7f.1 and 2130706433 are all 127.0.0.1."""
    numbers = [number(part) for part in name.split(".")]
    if None in numbers or len(numbers) > 4 or max(numbers[:-1], default=0) > 255:
        return ""
    *first, last = numbers
    if last >= 256 ** (4 - len(first)):
        return ""
    value = last + sum(each * 256 ** (3 - n) for n, each in enumerate(first))
    return str(IPv4Address(value))


def number(part):
    """Hexadecimal after 0x, octal after 0, as in a browser; None if it is neither."""
    found = NUMBER.fullmatch(part)
    if not found:
        return None
    is_hex, hexadecimal, _, octal, decimal = found.groups()
    if is_hex:
        return int(hexadecimal or "0", 16)
    return int(octal, 8) if octal else int(decimal)


def suffixes(host):
    """The host and every name above it: i.redd.it, redd.it, it."""
    labels = host.split(".")
    return [".".join(labels[n:]) for n in range(len(labels))]


def is_below(path, prefix):
    """Whether the path is the prefix or under it: /messages/t/9, not /messagesfoo."""
    return not prefix or path == prefix or path.startswith(prefix.rstrip("/") + "/")
