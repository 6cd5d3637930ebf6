"""From a link through its redirects to a Result: what a person would meet there."""

import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import quote, urljoin

from django.utils.translation import gettext_noop as _

from directory.checking.pages import (
    is_front,
    is_guarded,
    is_login,
    is_parked,
    is_seller,
    same_page,
    same_site,
    says_gone,
)
from directory.checking.web import SAFE, NoHost, Refused, Web, left_of
from directory.models import FindingKind as Kind

HOPS = 6
SECONDS = 30  # for all hops together
FOR_GOOD = {301, 308}
# Worth another try, as GET: some servers break off, or say nothing, to a HEAD.
SHAKY = (TimeoutError, ConnectionError, HTTPException)


class Loop(Exception):
    """It leads on and on."""


@dataclass(frozen=True)
class Result:
    kind: Kind
    status: int | None = None
    final_url: str = ""
    note: str = ""


class Trip:
    """One link, followed to its end."""

    def __init__(self, url, web):
        self.start = self.url = url.partition("#")[0]
        self.web = web
        self.hops = []  # the statuses of its redirects
        self.answer = None
        self.until = time.monotonic() + SECONDS

    def go(self):
        seen = set()
        while len(seen) < HOPS and self.url not in seen:
            seen.add(self.url)
            left_of(self.until)
            self.answer = self.ask()
            if not self.answer.leads_on:
                return self
            self.follow()
        raise Loop

    def ask(self):
        """HEAD first; GET where that was no answer, or there is a page to read."""
        try:
            answer = self.web.ask("HEAD", self.url)
        except SHAKY:
            return self.web.ask("GET", self.url)
        if answer.leads_on or (answer.status == 200 and not answer.is_html):
            return answer
        return self.web.ask("GET", self.url)

    def follow(self):
        """Headers come as Latin-1, whatever bytes they were."""
        location = quote(self.answer.headers["location"].encode("latin-1"), SAFE)
        self.hops.append(self.answer.status)
        try:
            self.url = urljoin(self.url, location).partition("#")[0]
        except ValueError as error:
            raise Refused("It leads to what is no link.") from error

    # What it came to

    @property
    def status(self):
        return self.answer and self.answer.status

    @property
    def page(self):
        return self.answer.page

    @property
    def is_parked(self):
        return is_parked(self.page, self.url) and not is_seller(self.start)

    @property
    def leads_elsewhere(self):
        return not same_site(self.start, self.url)

    @property
    def moved_for_good(self):
        for_good = bool(self.hops) and FOR_GOOD.issuperset(self.hops)
        return for_good and not same_page(self.start, self.url)

    @property
    def fell_back_to_front(self):
        return is_front(self.url) and not is_front(self.start)

    @property
    def wants_login(self):
        return is_login(self.url) and not is_login(self.start)

    @property
    def is_empty(self):
        return self.answer.is_html and not self.page.strip()


# The first that holds is the result.
RULES = [
    (Kind.PARKED, lambda trip: trip.is_parked, ""),
    (Kind.GONE, lambda trip: trip.status in {404, 410}, ""),
    (
        Kind.ASK,
        lambda trip: is_guarded(trip.answer),
        _("It asks whether we are human."),
    ),
    (Kind.ASK, lambda trip: trip.status == 429, _("We asked too often.")),
    (Kind.ASK, lambda trip: trip.status in {401, 403}, _("It does not let us in.")),
    (
        Kind.ASK,
        lambda trip: 300 <= trip.status < 500 or trip.status >= 600,
        _("An answer that says little to a checker."),
    ),
    (Kind.FAILING, lambda trip: trip.status >= 500, ""),
    (Kind.SAYS_GONE, lambda trip: says_gone(trip.page), _("Its title says so.")),
    (Kind.ASK, lambda trip: trip.wants_login, _("It asks for an account.")),
    (
        Kind.SAYS_GONE,
        lambda trip: trip.fell_back_to_front,
        _("It leads to the front page instead."),
    ),
    (Kind.ASK, lambda trip: trip.is_empty, _("The page is empty to a checker.")),
    (Kind.MOVED, lambda trip: trip.leads_elsewhere, _("It leads to another site.")),
    (Kind.MOVED, lambda trip: trip.moved_for_good, ""),
    (Kind.WORKS, lambda trip: True, ""),
]
# The first that fits, with what to note.
FAILURES = [
    (Refused, Kind.UNSAFE, str),
    (NoHost, Kind.NO_HOST, lambda _error: ""),
    (Loop, Kind.LOOP, lambda _error: _("It may work in a browser that takes cookies.")),
    (ssl.SSLCertVerificationError, Kind.CERTIFICATE, lambda e: e.verify_message),
    (
        ssl.SSLError,
        Kind.CERTIFICATE,
        lambda _error: _("No secure connection came about."),
    ),
    (
        socket.gaierror,
        Kind.SILENT,
        lambda _error: _("Its name servers did not answer."),
    ),
    (TimeoutError, Kind.SILENT, lambda _error: _("It took too long.")),
    ((OSError, HTTPException), Kind.SILENT, lambda _error: _("The connection broke.")),
]


def open_link(url, web=None):
    """The Result of one link. Never raises for what a site does."""
    trip = Trip(url, web or Web())
    try:
        return judged(trip.go())
    except (Refused, NoHost, Loop, OSError, HTTPException) as failure:
        kind, note = next(
            (kind, note(failure))
            for error, kind, note in FAILURES
            if isinstance(failure, error)
        )
        return Result(kind, trip.status, trip.url, note)


def judged(trip):
    kind, note = next((kind, note) for kind, holds, note in RULES if holds(trip))
    return Result(kind, trip.status, trip.url, note)
