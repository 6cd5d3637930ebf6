"""E-mails (EML) and pages saved as MHTML: headers, text, names of what is attached.
Runs in the jail. Nothing is loaded from anywhere.

facts = {
    "headers": [[name, value], …] of HEADERS, decoded, in the file's order,
    "sent": "2026-03-05T14:30:00+02:00" from the Date, or "",
    "text": what it says; addresses of links stand in brackets after their words,
    "cut": whether anything was longer, or there was more of it, than we keep,
    "attachments": [{"name", "type", "size": in bytes}, …],
}
"""

import codecs
import encodings.aliases
import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

HEADERS = (
    *(
        "From",
        "Sender",
        "Reply-To",
        "Return-Path",
        "To",
        "Cc",
        "Bcc",
        "Date",
        "Subject",
    ),
    *("Message-ID", "In-Reply-To", "References", "Received", "X-Originating-IP"),
    *("Authentication-Results", "Snapshot-Content-Location"),
)
NAMES = {name.lower(): name for name in HEADERS}
LONGEST_TEXT = 500_000  # characters
LONGEST_HEADER, MOST_HEADERS, MOST_ATTACHMENTS = 5_000, 200, 1_000
# Goes every way that a stranger's mail can go.
OURS = b"""\
Subject: =?utf-8?q?Ours?=
Date: Thu, 5 Mar 2026 14:30:00 +0200
Content-Type: multipart/mixed; boundary=next

--next
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Words</p>
--next
Content-Type: message/rfc822; name="=?utf-8?b?T3Vycw==?="

Subject: Another

Words
--next
Content-Type: application/octet-stream; name*=utf-8''Ours
Content-Transfer-Encoding: base64

T3Vycw==
--next--
"""


def prepare(data):
    """Have all at hand that is imported on the way: in the jail nothing can be."""
    for name in set(encodings.aliases.aliases.values()):
        with suppress(LookupError):
            codecs.lookup(name)
    work(OURS)


def work(data):
    mail = BytesParser().parsebytes(data)
    headers = headers_of(mail)
    if not headers:
        raise ValueError("not a mail")
    text, attached = words_in(mail).strip(), attachments(mail)
    facts = {
        "headers": [[n, v[:LONGEST_HEADER]] for n, v in headers[:MOST_HEADERS]],
        "sent": sent_at(mail),
        "text": text[:LONGEST_TEXT],
        "cut": len(text) > LONGEST_TEXT
        or len(headers) > MOST_HEADERS
        or len(attached) > MOST_ATTACHMENTS
        or any(len(value) > LONGEST_HEADER for _, value in headers),
        "attachments": attached[:MOST_ATTACHMENTS],
    }
    return facts, [b"", b"", b""]


# --- Headers


def headers_of(mail):
    named = [(NAMES.get(name.lower()), value) for name, value in mail.raw_items()]
    return [(name, words(value)) for name, value in named if name]


def words(header):
    """As it was meant, on one line; as it stands in the file if that is not clear."""
    raw = " ".join(str(header).split())
    try:
        parts = decode_header(raw)
    except HeaderParseError:
        parts = [(raw, None)]
    return "".join(decoded(part, charset) for part, charset in parts)


def decoded(part, charset):
    """Text of any kind, with a sign in place of each character that is not one."""
    if isinstance(part, str):
        part = part.encode("utf-8", "surrogateescape")
    for name in (charset or "utf-8", "utf-8"):
        with suppress(LookupError, ValueError):
            return part.decode(name)
    return part.decode("utf-8", "replace")


def sent_at(mail):
    """A zone of "-0000" means: the time of the world, place unknown."""
    try:
        sent = parsedate_to_datetime(str(mail["Date"]))
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
    return sent.isoformat() + ("" if sent.tzinfo else "+00:00")


# --- Text


def is_attached(part):
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def words_in(part):
    """What a person reads first. Of alternatives the plain one."""
    kind = part.get_content_type()
    if kind == "message/rfc822" or is_attached(part):
        return ""
    if part.is_multipart():
        return words_in_parts(part)
    if kind not in ("text/plain", "text/html"):
        return ""
    text = decoded(part.get_payload(decode=True) or b"", part.get_content_charset())
    return from_html(text) if kind == "text/html" else text


def words_in_parts(whole):
    parts = whole.get_payload()
    if whole.get_content_subtype() == "alternative":
        parts = sorted(parts, key=lambda part: part.get_content_type() != "text/plain")
        return next(filter(str.strip, map(words_in, parts)), "")
    return "\n\n".join(filter(str.strip, map(words_in, parts)))


class Reader(HTMLParser):
    """The words of a page, without what is not shown."""

    HIDDEN = ("script", "style", "title", "template")
    IN_LINE = (
        *("a", "abbr", "b", "big", "code", "em", "font", "i", "img", "s", "small"),
        *("span", "strong", "sub", "sup", "u"),
    )

    WITH_SPACE = ("p", "table", "ul", "ol", "h1", "h2", "h3", "blockquote")

    def __init__(self):
        super().__init__()
        self.said, self.hidden, self.link = [], "", ""

    def handle_starttag(self, tag, attributes):
        if tag in self.HIDDEN:
            self.hidden = self.hidden or tag
        elif tag == "a":
            self.link = address(dict(attributes).get("href"))
        elif tag == "br":
            self.said.append("\n")
        elif tag not in self.IN_LINE:
            self.start_line()

    def handle_endtag(self, tag):
        if tag == self.hidden:
            self.hidden = ""
        elif tag == "a" and self.link:
            self.said.append(f" [{self.link}]")
            self.link = ""
        elif tag in self.WITH_SPACE:
            self.said.append("\n\n")
        elif tag not in self.IN_LINE:
            self.start_line()

    def handle_data(self, data):
        words = re.sub(r"\s+", " ", data)
        if not self.hidden and (words != " " or not self.at_start()):
            self.said.append(words)

    def at_start(self):
        return not self.said or self.said[-1].endswith("\n")

    def start_line(self):
        if not self.at_start():
            self.said.append("\n")


def address(href):
    """A link's, unless it leads nowhere or holds a whole file."""
    href = (href or "").strip()
    return "" if href.lower().startswith(("#", "data:")) else href


def from_html(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


# --- Attachments


def attachments(mail):
    return [
        {"name": words(part.get_filename("")), "type": kind(part), "size": size(part)}
        for part in leaves(mail)
        if is_attached(part) or kind(part) not in ("text/plain", "text/html")
    ]


def leaves(mail):
    """Each part that holds something; a mail inside the mail is one part."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and kind(part) != "message/rfc822":
            waiting.extend(reversed(part.get_payload()))
        elif part.get_content_maintype() != "multipart":
            yield part


def kind(part):
    return part.get_content_type()


def size(part):
    if kind(part) == "message/rfc822":
        return sum(len(bytes(inner)) for inner in part.get_payload())
    return len(part.get_payload(decode=True) or b"")
