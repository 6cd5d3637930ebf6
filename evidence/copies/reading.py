"""What was typed, from the JSON of a copy: its form is checked before it is believed.

Whatever has the right form and still cannot be shown is found by bring.rehearse().
"""

import json
import re
from dataclasses import dataclass, fields, replace

from django.utils.translation import gettext_lazy as _

from evidence import custody, exhibits, file_types, incidents
from evidence.chart import FORMAT
from evidence.copies.records import PATH, STAYS
from evidence.copies.unpacking import NOT_A_COPY, CannotBring
from evidence.custody import BrokenChain, Line
from evidence.drafts import KIND as DRAFT
from evidence.exhibits import Exhibit, number_of
from evidence.incidents import Incident
from evidence.links import LINK
from evidence.minors import ASKED
from evidence.records import with_ids

MOST_RECORDS = 10_000
LONGEST_TEXT = 1_000_000  # a letter of 500 long links, in the HTML it was kept as
LONGEST_TOLD = 200_000  # what somebody typed of an incident
DEEPEST = 8
KIND = re.compile(r"[a-z][a-z-]{0,15}")
ID = re.compile("[0-9a-f]{32}")
DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?", re.ASCII)
TIME = re.compile(r"[0-2]\d:[0-5]\d", re.ASCII)
LABEL = re.compile(r"[A-Z]{1,3}")
NEWER = _(
    "This copy was made by a newer version of this site than ours. It cannot be "
    "brought back here yet. Nothing was added."
)
ORDER = {incidents.KIND: 0, exhibits.KIND: 1}  # what others name comes first


@dataclass(frozen=True)
class Copied:
    """One record of a copy. Its ids are those of the case it came from."""

    kind: str
    id: str
    name: str
    revision: int
    value: dict
    path: str = ""  # of an exhibit: where its file lies in the copy


def loaded(data):
    """The JSON in these bytes. Raises CannotBring."""
    try:
        return json.loads(data, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise CannotBring(NOT_A_COPY) from None


def refuse(word):
    raise ValueError(word)


def records_of(data):
    """The records in data/chart.json, in an order in which each comes after those it
    names. Raises CannotBring.
    """
    content = loaded(data)
    if not isinstance(content, dict) or content.get("format") != FORMAT["format"]:
        raise CannotBring(NOT_A_COPY)
    if content.get("version") != FORMAT["version"]:
        raise CannotBring(NEWER)
    rows = content.get("records")
    if not isinstance(rows, list) or len(rows) > MOST_RECORDS:
        raise CannotBring(NOT_A_COPY)
    found = [record_of(row) for row in rows if is_record(row)]
    is_sound = len(found) == len(rows) == len({each.id for each in found})
    if not is_sound or not are_labels_single(found):
        raise CannotBring(NOT_A_COPY)
    kept = [each for each in found if each.kind not in STAYS]
    return sorted(kept, key=lambda each: ORDER.get(each.kind, 2))


def is_record(row):
    """Whether the row has the form of a record, of any kind."""
    return (
        isinstance(row, dict)
        and are(str, row, "kind", "id", "name")
        and bool(KIND.fullmatch(row["kind"]))
        and bool(ID.fullmatch(row["id"]))
        and len(row["name"]) <= 300
        and type(row.get("revision")) is int
        and isinstance(row.get("value"), dict)
        and is_plain(row["value"])
        and CHECKS.get(row["kind"], is_plain)(row["value"])
    )


def are(kind, value, *names):
    return all(isinstance(value.get(name), kind) for name in names)


def is_plain(value, depth=0):
    """JSON of ordinary size that can be kept: no lone surrogates, no floods."""
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT and not re.search("[\ud800-\udfff]", value)
    if depth > DEEPEST:
        return False
    if isinstance(value, dict):
        parts = [*value, *value.values()]
        return all(is_plain(part, depth + 1) for part in parts)
    if isinstance(value, list):
        return all(is_plain(part, depth + 1) for part in value)
    return value is None or (isinstance(value, int) and abs(value) < 2**53)


def is_incident(value):
    texts = {f.name for f in fields(Incident) if f.type is str} & set(value)
    date, time = value.get("date", ""), value.get("time", "")
    links = value.get("targets", [])
    return (
        are(str, value, *texts)
        and all(len(value[name]) <= LONGEST_TOLD for name in texts)
        and (not date or bool(DATE.fullmatch(date)))
        and (not time or bool(TIME.fullmatch(time)))
        and isinstance(value.get("worst", False), bool)
        and isinstance(links, list)
        and all(isinstance(link, dict) for link in links)
        and all(set(link) == {"url", "platform"} for link in links)
        and all(are(str, link, "url", "platform") for link in links)
        and all(LINK.fullmatch(link["url"]) for link in links)  # or it could act
    )


def is_exhibit(value):
    texts = {f.name for f in fields(Exhibit) if f.type is str} & set(value)
    kinds = value.get("kind", ""), value.get("file_type", "")
    label = value.get("fixed_label", "")
    return (
        are(str, value, "incident", PATH, *texts)
        and kinds[0] in exhibits.KINDS
        and (not kinds[1] or kinds[1] in file_types.TYPES)
        and (not label or bool(LABEL.fullmatch(label)))
    )


def is_choice(value):
    """What was chosen for a binder."""
    return is_flat(value) and isinstance(value.get("incidents", []), list)


def is_age(value):
    return are(str, value, "under_18")


def is_draft(value):
    return (
        are(str, value, "form", "of")
        and are(int, value, "rev")
        and are(dict, value, "typed")
        and is_flat(value["typed"])
    )


def is_flat(value):
    """Answers and facts: words, or lists of words."""
    return all(
        part is None
        or isinstance(part, str | bool | int)
        or (isinstance(part, list) and all(isinstance(each, str) for each in part))
        for part in value.values()
    )


CHECKS = {
    incidents.KIND: is_incident,
    exhibits.KIND: is_exhibit,
    DRAFT: is_draft,
    ASKED: is_age,
    "binder": is_choice,
    "answer": is_flat,
    "facts": is_flat,
}


def are_labels_single(found):
    labels = [each.value.get("fixed_label") for each in found]
    numbers = [number_of(label) for label in labels if label]
    return len(numbers) == len(set(numbers))


def record_of(row):
    value = dict(row["value"])
    path = value.pop(PATH, "") if row["kind"] == exhibits.KIND else ""
    return Copied(row["kind"], row["id"], row["name"], row["revision"], value, path)


def moved(record, ids):
    """The record with the new ids of those it names."""
    value = with_ids(record.value, ids)
    if record.kind == DRAFT:
        # It was begun on the version that is here as its first, or on an older one.
        value["rev"] = int(value["rev"] == ids.get(("revision", record.value["of"])))
    return replace(record, value=value, name=ids.get(record.name, record.name))


# --- The custody log


def log_of(data):
    """(the lines as plain JSON, earlier logs, number of the first broken line or 0).
    Raises CannotBring.
    """
    content = loaded(data)
    lines = content.get("lines") if isinstance(content, dict) else None
    earlier = content.get("earlier", []) if isinstance(content, dict) else None
    if not are_lines(lines) or not isinstance(earlier, list):
        raise CannotBring(NOT_A_COPY)
    if not all(is_log(each) for each in earlier):
        raise CannotBring(NOT_A_COPY)
    return lines, earlier, broken_line(lines)


def is_log(value):
    return (
        isinstance(value, dict)
        and are(dict, value, "ids")
        and are(int, value, "broken")
        and are_lines(value.get("lines"))
    )


def are_lines(lines):
    texts = ("at", "event", "exhibit", "previous", "hash")
    return isinstance(lines, list) and all(
        isinstance(line, dict)
        and set(line) == {"number", "details", *texts}
        and are(str, line, *texts)
        and are(dict, line, "details")
        and type(line["number"]) is int
        and is_plain(line)
        and is_moment(line["at"])
        for line in lines
    )


def is_moment(text):
    try:
        return bool(Line(1, text, "", "", {}, "").moment)
    except ValueError:
        return False


def broken_line(lines):
    try:
        custody.check([Line.of(line) for line in lines])
    except BrokenChain as error:
        return error.args[0]
    return 0
