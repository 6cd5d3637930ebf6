"""The directory as data for other programs: what its public pages show, and no more.

A row says how sure we are and when somebody looked. Left out: what is hidden, laws and
helplines that nobody confirmed, channels that are for police only, what is for staff.
"""

import csv
import hashlib
import io
import json
from typing import NamedTuple

from django.core.cache import cache
from django.utils.translation import override

from directory.exchange.formulas import disarm
from directory.models import Channel, Domain, Helpline, Law, Phone, Platform
from directory.models.law import SOURCES
from directory.phrases import KEPT_IN

KEPT = 10 * 60  # seconds, here and by whoever asks
FORMAT = 1  # of the JSON file; higher once an older reader would misread it


class File(NamedTuple):
    content: bytes
    content_type: str
    version: str  # of all the data
    date: str  # on which the newest row was looked at


# --- The tables: each column, and the field it is

PLATFORM = {
    "id": "slug",
    "name": "name",
    "other_names": "aliases",
    "category": "category",
    "status": "status",
    "what_to_do_instead": "what_to_do_instead",
    "legal_name": "legal_name",
    "hosts": "id",  # theirs are looked up
    "account_needed_to_report": "logged_in_needed",
    "on_stopncii": "supports_stopncii",
    "on_ncmec_take_it_down": "supports_ncmec",
}
CHANNEL = {
    "id": "slug",
    "platform": "platform__slug",
    "kind": "kind",
    "opens": "form",
    "label": "label",
    "name": "name",
    "url": "url",
    "email": "email",
    "address": "address",
    "note": "note",
}
HELPLINE = {
    "id": "slug",
    "name": "name",
    "kind": "kind",
    "country": "country",
    "region": "region",
    "for": "serves",
    "phones": "id",  # as the hosts
    "text_or_chat": "text_chat",
    "url": "url",
    "hours": "hours",
    "languages": "languages",
    "cost": "cost",
    "take_care": "caution",
}
LAW = {
    "id": "slug",
    "place": "place",
    "topic": "topic",
    "title": "title",
    "citation": "citation",
    "class": "classification",
    "summary": "summary",
    "official_url": "official_url",
    "state_of_the_text": "as_of",
    "read_in": "source",
}
PROOF = {
    "confidence": "confidence",
    "looked_at": "checked_on",
    "opened_by_our_staff": "checked_by",  # whether, not who
}


def platforms():
    hosts = grouped(Domain.objects.shown().order_by("host", "path"), "platform_id")
    for row in rows_of(Platform.objects.shown(), PLATFORM):
        yield row | {"hosts": [str(each) for each in hosts.get(row["hosts"], [])]}


def channels():
    public = Channel.objects.public().filter(platform__shown=True)
    return rows_of(public.exclude(kind=Channel.Kind.LAW_ENFORCEMENT), CHANNEL)


def helplines():
    phones = grouped(Phone.objects.filter(shown=True), "helpline_id")
    for row in rows_of(Helpline.objects.confirmed(), HELPLINE):
        numbers = [in_words(each) for each in phones.get(row["phones"], [])]
        yield row | {"phones": numbers}


def in_words(phone):
    return f"{phone.number} ({phone.label})" if phone.label else phone.number


def laws():
    for row in rows_of(Law.objects.confirmed(), LAW):
        yield row | {"read_in": str(SOURCES.get(row["read_in"], row["read_in"]))}


def rows_of(facts, columns):
    columns = columns | PROOF
    for values in facts.values_list(*columns.values()):
        row = dict(zip(columns, values, strict=True))
        row["looked_at"] = str(row["looked_at"])
        row["opened_by_our_staff"] = bool(row["opened_by_our_staff"])
        yield row


def grouped(rows, parent):
    groups = {}
    for row in rows.defer("shipped"):
        groups.setdefault(getattr(row, parent), []).append(row)
    return groups


TABLES = {
    "platforms": platforms,
    "channels": channels,
    "helplines": helplines,
    "laws": laws,
}
ALL = ("directory", "json")
NAMES = [ALL, *((table, "csv") for table in TABLES)]


# --- The files


def file_named(name):
    """The File of a name in NAMES, (table, extension). Made anew every KEPT seconds."""
    file = cache.get(key_of(name))
    if file is None:
        files = make_files()
        cache.set_many({key_of(name): file for name, file in files.items()}, KEPT)
        file = files[name]
    return file


def key_of(name):
    return f"open-data:{'.'.join(name)}"


def make_files():
    with override(KEPT_IN):  # whoever asks first: the files are for everybody
        tables = {name: list(rows()) for name, rows in TABLES.items()}
    version, date = version_of(tables), date_of(tables)
    head = {"format": FORMAT, "version": version, "date": date}
    contents = {ALL: (to_json(head | tables), "application/json")}
    for name, rows in tables.items():
        contents[name, "csv"] = to_csv(rows), "text/csv; charset=utf-8"
    return {name: File(*content, version, date) for name, content in contents.items()}


def version_of(tables):
    """The same data have the same version, whoever serves them."""
    return hashlib.sha256(to_json(tables)).hexdigest()[:12]


def date_of(tables):
    days = [row["looked_at"] for rows in tables.values() for row in rows]
    return max(days, default="")


def to_json(value):
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def to_csv(rows):
    """For spreadsheet programs: UTF-8 with a mark that says so, and no formulas."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(rows[0] if rows else [])
    for row in rows:
        writer.writerow([disarm(cell(value)) for value in row.values()])
    return out.getvalue().encode("utf-8-sig")


def cell(value):
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(value)
        case _:
            return value
