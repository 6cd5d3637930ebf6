"""Which files go into a copy, and what stands in the ones we write."""

import csv
import io
import json
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from evidence import chart, custody, files
from evidence.copies import names, records
from evidence.copies.bag import LEFT_OUT, MISSING, Bag, Part, part_of
from evidence.copies.earlier import earlier_logs
from evidence.exhibits import exhibits_of
from evidence.files import StoreAway, Unreadable
from evidence.incidents import incidents_of
from evidence.minors import is_minor
from evidence.paper import chart_document
from helpcenter import vault
from helpcenter.documents import paper_for, to_pdf

SMALL = 2**16  # bytes: such a file is read to see whether it can be
COLUMNS = {  # of exhibits.csv
    "label": _("Exhibit"),
    "shows": _("What it shows"),
    "kind_words": _("Kind"),
    "link": _("Link"),
    "captured_when": _("Captured when"),
    "captured_by": _("Captured by"),
    "captured_with": _("Captured with"),
    "note": _("Note"),
    "file_name": _("File name"),
    "type_words": _("File type"),
    "received": _("Received (UTC)"),
    "sha256": "SHA-256",
}


@dataclass(frozen=True)
class Choices:
    """What the person chose for a copy."""

    incidents: tuple[str, ...] = ()  # ids; none: all
    with_covered: bool = True  # pictures that may be intimate
    with_rest: bool = True  # answers, letters, what was begun, the whole log
    reader: str = ""  # age1…: whom it is encrypted for; "" for not at all
    key: str = ""  # the id of our own key, where it is for that

    @classmethod
    def of(cls, value):
        return cls(
            tuple(value.get("incidents", ())),
            value.get("with_covered", True),
            value.get("with_rest", True),
            value.get("reader", ""),
            value.get("key", ""),
        )


class Contents:
    """What the open case holds, as it was when the making began."""

    def __init__(self, case, choices, today):
        self.case, self.choices, self.today = case, choices, today
        self.is_minor = is_minor(case)
        everything, chosen = incidents_of(case), choices.incidents
        self.incidents = [i for i in everything if not chosen or i.id in chosen]
        ids = {each.id for each in self.incidents}
        self.exhibits = [
            each
            for each in exhibits_of(case, everything)
            if each.incident in ids or (not chosen and not each.incident_number)
        ]

    def bag(self):
        """The copy, ready to stream. Reads the beginning of every file."""
        parts, paths, left = [], {}, []
        for exhibit in self.exhibits:
            if exhibit.file is None:
                continue
            name = names.exhibit_name(exhibit)
            if how := self.why_not(exhibit):
                left.append((how, name))
                continue
            paths[exhibit.id] = name
            parts.append(exhibit_part(self.case, exhibit, name))
        written = list(self.written(paths, left))
        return Bag(names.folder(self.today), written + parts, left, self.today)

    def why_not(self, exhibit):
        """Why the file of an exhibit does not go in; "" if it does."""
        is_sealed = exhibit.is_covered and not self.choices.with_covered
        if self.is_minor or is_sealed:
            return LEFT_OUT
        return "" if can_be_read(self.case, exhibit.file) else MISSING

    def written(self, paths, left):
        """What we write ourselves: first what tells of the rest."""
        with_rest = self.choices.with_rest
        context = {"left": left, "is_minor": self.is_minor, "with_rest": with_rest}
        yield part_of(names.README, "\n\n".join(read_me(context)).encode())
        yield part_of(
            names.CHART,
            records.to_json(self, paths),
        )
        yield part_of("data/chart.csv", chart.to_csv(self.incidents))
        paper = paper_for(self.case.facts.get("country"))
        document = chart_document(self.incidents, paper)
        yield part_of("data/chart.pdf", to_pdf(document))
        yield part_of("data/exhibits.csv", exhibits_csv(self.exhibits, paths))
        lines, _ = custody.readable_log(self.case)
        if self.choices.with_rest:
            yield part_of(names.LOG, log_json(self.case, lines))
            for name, data in papers_of(self.case):
                yield part_of(f"{names.LETTERS}{name}", data)
        else:
            here = {each.id for each in self.exhibits}
            lines = [line for line in lines if line.exhibit in here]
        yield part_of(names.LOG_TABLE, log_csv(lines, self.exhibits))


def read_me(context):
    """In the language of the visit, then in the others: nobody knows who opens it."""
    for code in dict.fromkeys([get_language(), *dict(settings.LANGUAGES)]):
        with override(code):
            yield render_to_string("evidence/copy/README.txt", context)


def can_be_read(case, kept):
    """Whether the file is there and as long as it was; a small one is read."""
    try:
        with vault.store.open(kept.name) as file:
            vault.refuse_other_sizes(file, kept.size)
        return kept.size > SMALL or len(files.read(case, kept)) == kept.size
    except (OSError, StoreAway, Unreadable):
        return False


def exhibit_part(case, exhibit, name):
    kept = exhibit.file
    opened = partial(files.pieces, case, kept)
    return Part(name, kept.size, kept.crc32, kept.sha256, opened)


def papers_of(case):
    """(name, bytes) of the papers that apps above us made, such as letters."""
    for path in settings.CASE_PAPERS:
        yield from import_string(path)(case)


# --- Tables


def to_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([chart.harmless(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def exhibits_csv(exhibits, paths):
    heads = [*COLUMNS.values(), _("Number in the chart"), _("In this copy")]
    rows = (
        [getattr(each, name) for name in COLUMNS]
        + [each.incident_number or "", paths.get(each.id, "")]
        for each in exhibits
    )
    return to_csv([heads, *rows])


def log_json(case, lines):
    """Each line as it was hashed, and the logs of copies this case came from."""
    content = {"lines": [vars(line) for line in lines], "earlier": earlier_logs(case)}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def log_csv(lines, exhibits):
    labels = {each.id: each.label for each in exhibits}
    heads = [
        _("Number"),
        _("When (UTC)"),
        _("What"),
        _("Exhibit"),
        _("Details"),
        _("Hash"),
    ]
    rows = (
        [
            line.number,
            line.at,
            line.words,
            labels.get(line.exhibit, line.exhibit),
            ", ".join(f"{name}: {value}" for name, value in line.details.items()),
            line.hash,
        ]
        for line in lines
    )
    return to_csv([heads, *rows])
