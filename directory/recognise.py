"""Whose link is this? Read from the text alone: nothing is ever fetched.

What a link wraps counts, not what wraps it; directory.wrapping has the tables. What
only looks like a link of facebook.com, and leads elsewhere, is not taken for one.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from directory import notes
from directory.addresses import NOWHERE, Address, is_below, read, suffixes
from directory.addresses import clean_host as clean_host
from directory.lookalikes import looks_like
from directory.matching import fold
from directory.models import Domain, Platform
from directory.prose import account_in, written_in
from directory.search import names_of_platforms
from directory.unwrapping import (
    copied_from,
    follow,
    home_of,
    in_an_app,
    is_archive,
    is_short,
)

EMAIL = re.compile(r"(?:mailto:)?[^\s@/]{1,64}@[^\s@/]{1,253}\.[^\s@/.]{2,63}", re.I)
FILE = re.compile(r"(?:file|content|blob):|[a-z]:\\", re.IGNORECASE)
LEADS_ANYWHERE = (notes.SHORT, notes.UNCLEAR)
ALL_HOSTS = 400  # from so many on, reading the whole table is cheaper


@dataclass(frozen=True)
class Recognised:
    """What one pasted text is. `note` is a code of directory.notes; "" for none."""

    text: str  # as it was pasted
    platform: Platform | None = None
    host: str = ""  # where it leads; "" if it is no web link
    target: str = ""  # the link it wraps, or that an archive copied
    note: str = ""
    like: str = ""  # the host it only looks like

    @property
    def sentence(self):
        """What the person should know; "" if nothing."""
        sentence = str(notes.SENTENCES.get(self.note, ""))
        return sentence.format(host=self.host, like=self.like)

    @property
    def shown_platforms(self):
        """The platform, unless staff took it off the public pages: [] or [platform]."""
        return [self.platform] if self.platform and self.platform.shown else []


# --- One question each


def host_of(link):
    """The host a link leads to, lower case, in its xn-- form; "" if no link. It may
    lack the https:// in front.
    """
    return follow(link).address.host


def split(link):
    """(host, path) of where a link leads; ("", "") if it is not one. Never raises."""
    address = follow(link).address
    return address.host, address.path.lower()


def recognise(link):
    """The platform that a link belongs to, or None. One query, never a fetch."""
    return recognise_all([link])[0]


def recognise_all(links):
    """For each link its platform or None, in one query for all of them.

    The longest host wins; of two rules for one host, the one with the longer path.
    """
    return [each.platform for each in examine_all(links)]


# --- All there is to say


def examine(text):
    """What one pasted text is: a Recognised."""
    return examine_all([text])[0]


def examine_all(texts):
    """A Recognised for each, in one query; in two more if any names an account."""
    texts = [text if isinstance(text, str) else "" for text in texts]
    seen = [seen_in(text) for text in texts]
    hosts = {name for each in seen for name in each.names() if name}
    rules = rules_for(hosts) if hosts else {}
    called = platforms_called({each.called for each in seen if each.called})
    pairs = zip(texts, seen, strict=True)
    return [judged(text, each, rules, called) for text, each in pairs]


def examine_prose(text):
    """A Recognised for each link among the words of a text, in its order."""
    written = written_in(text)
    found = zip(written.values(), examine_all(written), strict=True)
    return [each for is_sure, each in found if each.platform or (is_sure and each.host)]


class Seen(NamedTuple):
    """What the text alone says, before any table of platforms is asked."""

    address: Address = NOWHERE  # whose platform to look for
    target: str = ""
    note: str = ""
    called: str = ""  # the folded name of a platform

    @property
    def is_web(self):
        return self.note not in (notes.APP, notes.ACCOUNT)

    def names(self):
        """Every host to look up for it."""
        return [*suffixes(home_of(self.address.host)), *looks_like(self.address)]


def seen_in(text):
    end = follow(text)
    if end.address.host:
        target = end.target
        if is_archive(end.address.host):
            target = copied_from(end.address)
        return Seen(end.address, target, note_on(end))
    if web := in_an_app(text):
        return Seen(read(web), note=notes.APP)
    called, host = account_in(text)
    if called or host:
        return Seen(read(host), note=notes.ACCOUNT, called=fold(called))
    return Seen(note=note_on_no_link(text))


def note_on(end):
    """The code for a web link: what matters most first."""
    host = end.address.host
    holds = {
        notes.UNCLEAR: end.is_unclear,
        notes.SHORT: is_short(host),
        notes.ARCHIVE: is_archive(host),
        notes.ONION: host.endswith(".onion"),
        notes.NUMBER: end.address.is_number,
        notes.REDIRECT: end.target,
    }
    return next((note for note, is_so in holds.items() if is_so), "")


def note_on_no_link(text):
    if EMAIL.fullmatch(text.strip()):
        return notes.EMAIL
    return notes.FILE if FILE.match(text.strip()) else notes.NOT_A_LINK


def judged(text, seen, rules, called):
    """What is seen, with what the directory knows. A short link is on no site, though
    its host may be one's own: t.co belongs to X, and leads anywhere.
    """
    host = seen.address.host if seen.is_web else ""
    if seen.note in LEADS_ANYWHERE:
        return Recognised(text, host=host, target=seen.target, note=seen.note)
    platform = match(seen.address, rules) or called.get(seen.called)
    like = "" if platform or not host else likeness(seen.address, rules)
    is_plain = seen.note in ("", notes.REDIRECT)
    note = notes.LOOK_ALIKE if like and is_plain else seen.note
    if note == notes.ACCOUNT and not platform:
        note = notes.NOT_A_LINK
    return Recognised(text, platform, host, seen.target, note, like)


def likeness(address, rules):
    return next((name for name in looks_like(address) if name in rules), "")


# --- What the directory knows


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


def match(address, rules):
    path = address.path.lower()
    for name in suffixes(home_of(address.host)):
        for prefix, platform in rules.get(name, []):
            if is_below(path, prefix):
                return platform
    return None


def platforms_called(names):
    """{folded name: platform} of those that have just this name. No query for none."""
    if not names:
        return {}
    ids = {name: id for name, (_, id) in names_of_platforms() if name in names}
    rows = Platform.objects.shown().in_bulk(ids.values())
    return {name: rows[id] for name, id in ids.items()}
