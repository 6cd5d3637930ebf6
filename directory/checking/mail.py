"""Whether a name takes mail, asked of DNS alone. Nobody is written to.

The standard library cannot ask for MX records. One question and its answer (RFC 1035)
is all that is needed, and needs no library: the reply is read for little more than yes
or no.
"""

import re
import secrets
import socket
import struct
import time
from pathlib import Path

from django.utils.translation import gettext_noop as _

from directory.checking.trips import Result
from directory.checking.web import NoHost, Place, Refused, Web, ascii_host
from directory.models import FindingKind as Kind

MX, INTERNET = 15, 1
ASK_AROUND = 0x0100  # "recursion desired"
CUT_SHORT = 0x0200
NO_SUCH_NAME = 3
SECONDS = 4
NAME_SERVER = re.compile(r"^nameserver\s+(\S+)", re.MULTILINE)
NO_MAIL_AT_ALL = b"\0"  # RFC 7505: the mail server is "."


def open_address(address, web=None):
    """The Result for an e-mail address: whether mail could arrive at its name."""
    web = web or Web()
    name = address.rpartition("@")[2]
    try:
        takers = mail_servers(ascii_host(name), web.name_servers or our_servers())
        web.heard = True
        return result_of(takers, name, web)
    except NoHost:
        web.heard = True
        return Result(Kind.NO_HOST)
    except (OSError, ValueError):
        return Result(Kind.SILENT, note=_("The name servers did not answer."))


def result_of(takers, name, web):
    if takers and NO_MAIL_AT_ALL not in takers:
        return Result(Kind.WORKS, note=_("Its name takes mail. Nobody was written to."))
    if not takers and has_address(name, web):
        return Result(
            Kind.WORKS, note=_("It names no mail server, but has an address.")
        )
    return Result(Kind.NO_MAIL)


def has_address(name, web):
    """Without a server for it, mail goes to the name's own address (RFC 5321)."""
    try:
        until = time.monotonic() + web.seconds
        return bool(web.addresses_of(Place("smtp", name, 25, name, ""), until))
    except (NoHost, Refused):
        return False


def our_servers(file=Path("/etc/resolv.conf")):
    text = file.read_text() if file.exists() else ""
    return [(host, 53) for host in NAME_SERVER.findall(text)]


def mail_servers(name, servers):
    """The names that take its mail, as DNS has them; [] for none. Raises NoHost where
    the name does not exist, OSError where no server tells.
    """
    for server in servers:
        try:
            return read_reply(*exchange(server, question_for(name)))
        except (OSError, struct.error, IndexError):
            continue
    raise OSError("No name server told.")


def question_for(name):
    parts = [part.encode("ascii") for part in name.rstrip(".").split(".")]
    labels = b"".join(bytes([len(part)]) + part for part in parts)
    number = secrets.randbelow(2**16)
    head = struct.pack(">6H", number, ASK_AROUND, 1, 0, 0, 0)
    return head + labels + b"\0" + struct.pack(">2H", MX, INTERNET)


def exchange(server, question):
    """The question and its reply. A connected socket takes replies of nobody else."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.settimeout(SECONDS)
        line.connect(server)
        line.send(question)
        return question, line.recv(4096)


def read_reply(question, reply):
    number, flags, _questions, answers, *_others = struct.unpack_from(">6H", reply)
    if number != struct.unpack_from(">H", question)[0]:
        raise OSError("The reply to another question.")
    if flags & 15 == NO_SUCH_NAME:
        raise NoHost
    if flags & 15:
        raise OSError("The server could not tell.")
    if flags & CUT_SHORT:
        return [b"more than fit"]
    return list(names_in(reply, len(question), answers))


def names_in(reply, at, answers):
    """The server's name of each MX record, as bytes; other records are passed over."""
    for _each in range(answers):
        at = after_name(reply, at)
        kind, _class, _seconds, length = struct.unpack_from(">2HIH", reply, at)
        at += 10
        if kind == MX:
            yield struct.unpack_from(f">H{length - 2}s", reply, at)[1]
        at += length


def after_name(reply, at):
    """Past a name: labels up to an empty one, or to a pointer (two bytes)."""
    while (length := reply[at]) and length < 0xC0:
        at += length + 1
    return at + (2 if length else 1)
