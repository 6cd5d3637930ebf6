"""One request to one page: to public addresses only, never for long, never for much.

The name is resolved once, all its addresses must be public, and we connect to those
very addresses, so that a second answer of its name servers can change nothing. Each
redirect comes back here as a new request. No proxy and no cookie is used.
"""

import io
import re
import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext_noop as _

from directory.checking.addresses import is_public

PORTS = {"http": 80, "https": 443}
SECONDS = 8  # for all of one request: its name, connecting, the greeting, what is read
MOST_PAGE, MOST_ALL = 2**17, 2**18  # bytes: of the page, and with all that is around it
MOST_ADDRESSES = 3
NEVER_IN_LINKS = re.compile(r"[\s\\\x00-\x1f\x7f]")
SAFE = "!#$%&'()*+,/:;=?@[]~"  # stands for itself in a link
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; link-check/1.0)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class Refused(Exception):
    """It leads where we never go. Says where."""


class NoHost(Exception):
    """The name has no address."""


@dataclass(frozen=True)
class Place:
    """What of a link is needed to ask for it."""

    scheme: str
    host: str
    port: int
    name: str  # for the Host header
    target: str  # path and query


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict = field(default_factory=dict)  # names in small letters
    page: str = ""  # the beginning of it, if it is one to read

    @property
    def leads_on(self):
        return self.status in {301, 302, 303, 307, 308} and "location" in self.headers

    @property
    def is_html(self):
        return "html" in self.headers.get("content-type", "html")


@cache
def usual_trust():
    """What browsers trust. They read certificates less strictly than Python 3.13."""
    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


@dataclass
class Web:
    """The way out. Tests bring their own resolver, addresses, ports and trust."""

    resolve: Callable = socket.getaddrinfo
    allowed: Callable = is_public
    ports: dict = field(default_factory=lambda: PORTS)
    trust: Callable = usual_trust  # gives an SSLContext
    seconds: float = SECONDS
    pace: Callable = lambda host: None  # waits until this host may be asked again
    name_servers: list = field(default_factory=list)  # none: this machine's
    heard: bool = False  # whether the network has answered us at all

    def ask(self, method, url):
        """The Answer to one request. Raises Refused, NoHost, OSError, HTTPException."""
        place = place_of(url, self.ports)
        self.pace(place.host)
        until = time.monotonic() + self.seconds
        with closing(self.connect(place, until)) as line:
            connection = HTTPConnection(place.host)
            connection.sock = Wire(line, until)
            headers = HEADERS | {"Host": place.name}
            connection.request(method, place.target, headers=headers)
            with closing(connection.getresponse()) as response:
                return read(response, with_page=method == "GET")

    def connect(self, place, until):
        line = self.open_line(place, until)
        if place.scheme == "http":
            return line
        try:
            line.settimeout(left_of(until))
            return self.trust().wrap_socket(line, server_hostname=place.host)
        except BaseException:
            line.close()
            raise

    def open_line(self, place, until):
        """To the first of its addresses that answers."""
        addresses = self.addresses_of(place, until)[:MOST_ADDRESSES]
        for number, (family, kind, protocol, _name, address) in enumerate(addresses, 1):
            line = socket.socket(family, kind, protocol)
            try:
                # A silent address leaves time for the next.
                share = len(addresses) - number + 1
                line.settimeout(left_of(until) / share)
                line.connect(address)
                return line
            except OSError as error:
                line.close()
                failure = error
        raise failure

    def addresses_of(self, place, until):
        """As the resolver gives them, asked once. One that is not public spoils all."""
        try:
            how = {"type": socket.SOCK_STREAM}
            found = in_time(until, self.resolve, place.host, place.port, **how)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise  # its name servers are silent, or ours
            self.heard = True
            raise NoHost from error
        except UnicodeError as error:  # a part of it is too long to be a name
            raise NoHost from error
        self.heard = True
        if not found:
            raise NoHost
        if not all(self.allowed(address[0]) for *_rest, address in found):
            raise Refused(_("An address that is not public."))
        return found


def place_of(url, ports=PORTS):
    """The Place of a link. Raises Refused unless it is a plain web link."""
    if NEVER_IN_LINKS.search(url):
        raise Refused(_("Spaces or odd characters in the link."))
    try:
        parts = urlsplit(url)
        port = parts.port
        host = ascii_host(parts.hostname or "")
    except ValueError as error:  # UnicodeError is one
        raise Refused(_("Not a link.")) from error
    if parts.scheme not in ports or not host:
        raise Refused(_("Not a web link."))
    if "@" in parts.netloc:
        raise Refused(_("A user name in the link."))
    if port not in (None, ports[parts.scheme]):
        raise Refused(_("A port that is not for web pages."))
    return Place(
        scheme=parts.scheme,
        host=host,
        port=ports[parts.scheme],
        name=(f"[{host}]" if ":" in host else host) + (f":{port}" if port else ""),
        target=quote(parts.path or "/", SAFE)
        + (f"?{quote(parts.query, SAFE)}" if parts.query else ""),
    )


def ascii_host(host):
    return host if host.isascii() else host.encode("idna").decode("ascii")


def in_time(until, ask, *about, **how):
    """What it gives, if it does so in time. It cannot be broken off: what is too slow
    is left to a thread that nobody waits for, not even the end of the program.
    """
    answer = Future()

    def wait():
        try:
            answer.set_result(ask(*about, **how))
        except Exception as error:
            answer.set_exception(error)

    Thread(target=wait, daemon=True).start()
    return answer.result(left_of(until))


def left_of(until):
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class Wire:
    """A socket as http.client wants it, with one deadline for all that goes over it."""

    def __init__(self, line, until):
        self.line, self.until = line, until

    def sendall(self, data):
        self.line.settimeout(left_of(self.until))
        self.line.sendall(data)

    def makefile(self, mode):
        return io.BufferedReader(Inflow(self.line, self.until))

    def close(self):
        """Whoever opened the line closes it; http.client would too early."""


class Inflow(io.RawIOBase):
    """What comes in, up to a limit: what drips and what never ends are cut alike."""

    def __init__(self, line, until):
        self.line, self.until, self.left = line, until, MOST_ALL

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.left:
            raise ConnectionAbortedError
        self.line.settimeout(left_of(self.until))
        count = self.line.recv_into(buffer, min(len(buffer), self.left))
        self.left -= count
        return count


def read(response, with_page):
    """The Answer, with the beginning of the page if it is text to read."""
    headers = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, headers)
    if not with_page or not answer.is_html:
        return answer
    page = beginning_of(response).decode("utf-8", "replace")
    return Answer(response.status, headers, page)


def beginning_of(response):
    """What came of the page before its limit or our time ended."""
    page = b""
    try:
        while len(page) < MOST_PAGE and (piece := response.read1(MOST_PAGE)):
            page += piece
    except (OSError, HTTPException):
        if not page:
            raise
    return page[:MOST_PAGE]
