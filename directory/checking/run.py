"""Which links to open, one after another, and what is kept of it."""

import logging
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, zip_longest

from django.utils import timezone

from directory.checking.mail import open_address
from directory.checking.trips import open_link
from directory.checking.web import Web
from directory.models import LINKS, Channel, Finding, FindingKind
from directory.models.fact import host_in

DELAY = 2  # seconds between two requests to one host
log = logging.getLogger("helpcenter.checking")


class Pace:
    """Lets no host be asked twice within the delay."""

    def __init__(self, delay=DELAY, clock=time.monotonic, sleep=time.sleep):
        self.delay, self.clock, self.sleep = delay, clock, sleep
        self.last = {}

    def __call__(self, host):
        if host in self.last:
            self.sleep(max(0, self.last[host] + self.delay - self.clock()))
        self.last[host] = self.clock()


@dataclass(frozen=True)
class Link:
    """A field of a row, as it is now, and what was found there last."""

    row: object
    field: str
    url: str
    before: Finding | None = None

    @property
    def host(self):
        return host_in(self.url) or self.url.rpartition("@")[2]

    @property
    def name(self):
        return f"{self.row._meta.model_name}:{self.row.slug}"

    @property
    def was_broken(self):
        return self.before is not None and self.before.is_broken()

    def opened_since(self, day):
        return self.before is not None and self.before.last_checked >= day


@dataclass
class Run:
    """What came of one run."""

    findings: list = field(default_factory=list)  # (Link, Finding)
    failed: list = field(default_factory=list)  # of Link: our own code broke on it
    unheard: list = field(default_factory=list)  # (Link, Result) without a network

    @property
    def counts(self):
        return Counter(finding.kind for _, finding in self.findings)


class Offline(Exception):
    """Nothing at all answered: the fault is ours, and says nothing of the links."""


# --- Which


def all_links():
    """Every link and address that people are shown."""
    before = {finding.key: finding for finding in Finding.objects.all()}
    for kind, (model, fields) in LINKS.items():
        for row in shown(model):
            for name in fields:
                if url := getattr(row, name):
                    last = before.get((kind, row.pk, name))
                    same = last is not None and last.link == url
                    yield Link(row, name, url, last if same else None)


def shown(model):
    rows = model.objects
    return rows.public() if model is Channel else rows.shown()


def links_to_open(only_broken=False, stale=None, limit=None):
    """The links to open now: those never opened first, then those longest ago."""
    day = timezone.now() - timedelta(days=stale or 0)
    links = [
        link
        for link in all_links()
        if (link.was_broken or not only_broken)
        and not (stale and link.opened_since(day))
    ]
    links.sort(
        key=lambda link: link.before.last_checked.timestamp() if link.before else 0
    )
    return spread(links[:limit])


def spread(links):
    """In turns by host, so that few of them have to wait for each other."""
    by_host = defaultdict(list)
    for link in links:
        by_host[link.host].append(link)
    turns = zip_longest(*by_host.values())
    return [link for link in chain.from_iterable(turns) if link]


# --- One after another


def run(links, web=None):
    """Open the links and keep each finding at once. Goes on where one breaks us."""
    web = web or Web(pace=Pace())
    done, known = Run(), {}
    for link in links:
        try:
            if link.url not in known:
                known[link.url] = result_of(link, web)
            done.unheard.append((link, known[link.url]))
            if web.heard:
                keep(done)
        except Exception:
            log.exception("The link of %s broke the checker.", link.name)
            done.failed.append(link)
    return done


def result_of(link, web):
    open_it = open_address if link.field == "email" else open_link
    return open_it(link.url, web)


def keep(done):
    """Once the network has answered, silence means something."""
    while done.unheard:
        link, result = done.unheard.pop(0)
        done.findings.append((link, record(link, result)))


def record(link, result):
    """The Finding, with since when it is so: never later than now, whatever the clock
    of the machine that noted it. Nothing else is changed.
    """
    now = timezone.now()
    before = Finding.objects.about(link.row, link.field).first()
    same = before and (before.link, before.kind) == (link.url, result.kind)
    finding, _ = Finding.objects.update_or_create(
        **{link.row._meta.model_name: link.row},
        field=link.field,
        defaults={
            "link": link.url,
            "kind": result.kind,
            "status": result.status,
            "final_url": result.final_url[:2000],
            "note": result.note[:300],
            "first_seen": min(before.first_seen, now) if same else now,
            "last_checked": now,
        },
    )
    return finding


def check_link(row, field, web=None):
    """Open one link for staff who wait for it, and keep the Finding. Raises Offline."""
    link, web = Link(row, field, getattr(row, field)), web or Web()
    result = result_of(link, web)
    if result.kind == FindingKind.SILENT and not web.heard:
        raise Offline
    return record(link, result)


def forget_what_is_gone():
    """Findings of links that staff took away since. Returns how many."""
    return sum(
        Finding.objects.filter(**{f"{kind}__{name}": "", "field": name}).delete()[0]
        for kind, (_, fields) in LINKS.items()
        for name in fields
    )
