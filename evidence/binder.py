"""The binder: everything of the case that can be printed, as the parts of one PDF.

Cover, summary, chart, each exhibit behind its slip, custody log, list of hashes, and a
certificate to fill in. An exhibit that shows an intimate picture, or may, is only its
slip, unless it was chosen by itself. helpcenter.documents.binder writes it.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from evidence import custody, files
from evidence.chart import row_of, short_lists
from evidence.exhibits import exhibits_of
from evidence.incidents import incidents_of
from evidence.minors import is_minor
from evidence.readable import LONGEST_ON_PAPER, rows_of, text_of
from helpcenter.documents.binder import Laid, Pages, Picture, Unavailable

LINES_A_PART = 400  # of a chat: laid out piece by piece, memory stays flat
ROWS_A_PART = 100
INCIDENTS_A_PART = 50


@dataclass(frozen=True)
class Choices:
    """What goes into a binder."""

    incidents: tuple[str, ...] = ()  # ids; none: all
    unsealed: tuple[str, ...] = ()  # ids of covered exhibits to print all the same
    with_log: bool = True
    with_letters: bool = True
    paper: str = ""  # "a4" or "letter"; "": the usual of their country
    language: str = ""  # "": as OFFICE says, see paper.py

    @classmethod
    def of(cls, value):
        return cls(
            tuple(value.get("incidents", ())),
            tuple(value.get("unsealed", ())),
            value.get("with_log", True),
            value.get("with_letters", True),
            value.get("paper", ""),
            value.get("language", ""),
        )


class Binder:
    """What the open case holds, as it was when the making began."""

    def __init__(self, case, choices, summary_choice):
        self.case, self.choices = case, choices
        self.is_minor = is_minor(case)
        everything = incidents_of(case)
        chosen = choices.incidents
        self.incidents = [i for i in everything if not chosen or i.id in chosen]
        ids = {incident.id for incident in self.incidents}
        self.exhibits = [
            each
            for each in exhibits_of(case, everything)
            if each.incident in ids or (not chosen and not each.incident_number)
        ]
        self.short = short_lists(self.incidents, summary_choice)

    @property
    def printed(self):
        """The exhibits of which more than the slip goes on paper."""
        return [each for each in self.exhibits if self.is_printed(each)]

    def is_printed(self, exhibit):
        is_open = not exhibit.is_covered or exhibit.id in self.choices.unsealed
        return is_open and not self.is_minor

    def parts(self):
        """Every part, in order."""
        yield Laid(
            self.render("cover"),
            key="part/cover",
            title=pgettext("first page", "Cover"),
        )
        yield Laid(self.render("summary"), key="part/summary", title=_("In short"))
        yield from self.chart()
        for exhibit in self.exhibits:
            yield from self.exhibit(exhibit)
        if self.choices.with_letters and not self.choices.incidents:
            yield from self.sections()
        if self.choices.with_log:
            yield from self.log()
        yield from self.hashes()
        yield Laid(
            self.render("certificate"),
            key="part/certificate",
            title=_("Certificate to fill in"),
        )

    def render(self, name, **context):
        context |= {"binder": self, "made_on": datetime.now(UTC).date()}
        return render_to_string(f"evidence/paper/binder/{name}.html", context)

    # --- The chart

    def chart(self):
        for number, some in enumerate(batches(self.incidents, INCIDENTS_A_PART)):
            rows = [self.row(incident) for incident in some]
            source = self.render("chart", rows=rows, is_first=number == 0)
            key, title = ("part/chart", _("What happened")) if number == 0 else ("", "")
            yield Laid(source, key=key, title=title, landscape=True)

    def row(self, incident):
        labels = [e.label for e in self.exhibits if e.incident == incident.id]
        return {"of": row_of(incident), "labels": labels}

    # --- One exhibit

    def exhibit(self, exhibit):
        name = exhibit.called
        source = self.render("slip", exhibit=exhibit, state=self.state_of(exhibit))
        title = f"{name}: {exhibit.title}"[:100]
        yield Laid(source, key=exhibit.label, title=title, label=name)
        if self.is_printed(exhibit):
            yield from self.pages_of(exhibit, name)

    def state_of(self, exhibit):
        """What the slip says of the pages behind it."""
        if self.is_minor and exhibit.file:
            return "minor"
        if exhibit.file is None:
            return "words" if not exhibit.sha256 else "elsewhere"
        if not self.is_printed(exhibit):
            return "sealed"
        return "printed" if is_printable(exhibit) else "not-printable"

    def pages_of(self, exhibit, name):
        if not is_printable(exhibit):
            return
        fine = _("SHA-256 of the original: %(sha256)s") % {"sha256": exhibit.sha256}
        alt = f"{name}: {exhibit.title}"
        if exhibit.group == "picture":
            yield self.picture(exhibit, label=name, alt=alt, fine=fine)
        elif exhibit.group == "pdf":
            open_file = partial(self.read, exhibit.page_form)
            count = exhibit.facts["pages"]
            yield Pages(open_file, count, label=name, alt=alt, fine=fine)
        else:
            yield from self.words(exhibit, name)

    def picture(self, exhibit, **words):
        page = exhibit.facts["page"]
        return Picture(
            partial(self.read, exhibit.page_form or exhibit.file),
            page["format"],
            page["width"],
            page["height"],
            page["components"],
            page["orientation"],
            page["inverted"],
            **words,
        )

    def read(self, kept):
        """The bytes, compared with the hash they were kept under."""
        try:
            data = files.read(self.case, kept)
        except (FileNotFoundError, files.StoreAway, files.Unreadable):
            raise Unavailable from None
        if hashlib.sha256(data).hexdigest() != kept.sha256:
            raise Unavailable
        return data

    def words(self, exhibit, name):
        found = text_of(self.case, exhibit)
        if found is None:
            yield Laid(self.render("unreadable"), label=name)
            return
        text, is_all = found
        text, is_all = text[:LONGEST_ON_PAPER], is_all and len(text) <= LONGEST_ON_PAPER
        table = rows_of(text) if exhibit.file_type == "csv" else None
        pieces = list(batches(table or text.split("\n"), size_of_piece(table)))
        for number, piece in enumerate(pieces, start=1):
            context = {
                "exhibit": exhibit,
                "headers": exhibit.facts.get("headers", []) if number == 1 else [],
                "attachments": attachments_of(exhibit) if number == 1 else [],
                "table": piece if table else None,
                "lines": None if table else piece,
                "is_cut": number == len(pieces) and not is_all,
            }
            yield Laid(self.render("words", **context), label=name)

    # --- Behind the exhibits

    def sections(self):
        """What the apps above us add, such as the letters that were sent."""
        for path in settings.CASE_SECTIONS:
            for number, (title, source) in enumerate(import_string(path)(self.case)):
                key = f"part/section-{number}"
                yield Laid(source, key=key, title=title[:100], depth=min(number, 1))

    def log(self):
        lines, broken = custody.readable_log(self.case)
        labels = {each.id: each.label for each in exhibits_of(self.case)}
        rows = [(line, labels.get(line.exhibit, "")) for line in lines]
        for number, some in enumerate(batches(rows, ROWS_A_PART)):
            is_first = number == 0
            source = self.render("log", rows=some, is_first=is_first, broken=broken)
            yield part_of("custody", _("What was done with each"), source, is_first)

    def hashes(self):
        hashed = [each for each in self.exhibits if each.sha256]
        for number, some in enumerate(batches(hashed, ROWS_A_PART)):
            is_first = number == 0
            source = self.render("hashes", exhibits=some, is_first=is_first)
            yield part_of("hashes", _("List of hashes"), source, is_first)


def part_of(key, title, source, is_first):
    if is_first:
        return Laid(source, key=f"part/{key}", title=title)
    return Laid(source)


def is_printable(exhibit):
    """Whether what is in its file can go on paper at all."""
    facts = exhibit.facts
    return {
        "picture": "page" in facts,
        "pdf": bool(exhibit.page_form) and bool(facts.get("pages")),
        "mail": "text" in facts,
        "text": True,
    }.get(exhibit.group, False)


def attachments_of(exhibit):
    return exhibit.facts.get("attachments", [])


def size_of_piece(table):
    return ROWS_A_PART if table else LINES_A_PART


def batches(things, size):
    for start in range(0, len(things), size):
        yield things[start : start + size]
