"""Digital copies for tests: somebody to take one, and ways to spoil it."""

import hashlib
import io
import json
import zipfile
from functools import partial

from django.urls import reverse

from evidence import exhibits, minors
from evidence.cases import case_for
from evidence.copies import names, reading
from evidence.copies.bring import bring_back
from evidence.copies.records import all_records
from evidence.exhibits import Exhibit
from tests.exhibits import add_file, jpeg, samples
from tests.test_cases import visit
from tests.test_incidents import kept, open_case, write

COPY, TAKE = "evidence:copy", "evidence:copy-take"
BACK, CHECK = "evidence:copy-back", "evidence:copy-check"
SOME = [each for each in samples() if each[0] in ("jpeg", "gif", "pdf", "mp4", "eml")]
FORMULA = "=cmd|' /C calc'!A0"


def write_proof(client):
    """Somebody with two incidents, and files of some types."""
    write(client, happened=FORMULA, date="March 5, 2026")
    write(
        client, happened="He posted it.", date="2026-03-07", links="https://a.example/1"
    )
    case = open_case(client)
    first, second = (incident.id for incident in kept(client))
    for number, (file_type, name, data) in enumerate(SOME):
        incident = first if number % 2 else second
        said = {"intimate": "" if number else "no", "shows": f"Exhibit {number}"}
        add_file(case, incident, data, file_type, name, **said)
    exhibits.add(case, Exhibit(incident=first, shows="Only words", sha256="a" * 64))
    minors.answer(case, first, "no")
    return client


def write_two_files(client):
    """Somebody with one incident, a picture and a text."""
    write(client)
    case = open_case(client)
    (incident,) = kept(client)
    add_file(case, incident.id, jpeg(), "jpeg", "IMG 1.jpg", intimate="no")
    add_file(case, incident.id, b"words " * 30_000, "txt", "chat.txt")
    return client


def taken(client, **choices):
    """The response that streams the copy."""
    assert client.post(reverse(COPY), choices).status_code == 302
    return client.post(reverse(TAKE))


def copy_of(client, **choices):
    return b"".join(taken(client, **choices).streaming_content)


def unpacked(data, folder):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        file.extractall(folder)
    (top,) = folder.iterdir()
    return top


def entries_of(data):
    """{name from the top of the bag: its bytes}"""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name.partition("/")[2]: file.read(name) for name in file.namelist()}


def packed(entries, method=zipfile.ZIP_STORED, top="notes-2026-11/"):
    """As a person packs a folder again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in entries.items():
            file.writestr(top + name, data)
    return out.getvalue()


def changed(data, method=zipfile.ZIP_STORED, **new):
    """The copy with other files in it; names as in `new`, or None to leave one out."""
    entries = entries_of(data) | new
    return packed({n: d for n, d in entries.items() if d is not None}, method)


def pieces_of(data, size=10_000):
    return (data[at : at + size] for at in range(0, len(data), size))


def empty_case():
    return case_for(visit())


def brought(data, key="", case=None):
    """(the case, the result) of bringing it back."""
    case = case or empty_case()
    return case, bring_back(case, partial(pieces_of, data), key)


def chart_in(data):
    return json.loads(entries_of(data)[names.CHART])


def with_records(data, change):
    """The copy with other records in its chart.json, and with its hash in order."""
    entries = entries_of(data)
    chart = json.loads(entries[names.CHART])
    change(chart)
    return relisted(entries | {names.CHART: json.dumps(chart).encode()})


def relisted(entries):
    lists = {name for name in entries if "manifest-" in name}
    lines = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in entries.items()
        if name.startswith("data/")
    )
    rest = {name: data for name, data in entries.items() if name not in lists}
    return packed(rest | {"manifest-sha256.txt": lines.encode()})


def without_ids(case):
    """All values of the case, with ids told by their place instead of their letters."""
    entries = by_kind(each for each in all_records(case) if each.kind != "earlier-log")
    place = {entry.id: n for n, entry in enumerate(entries)}
    return [
        (entry.kind, place.get(entry.name), reading.with_ids(tidied(entry), place))
        for entry in entries
    ]


def by_kind(entries):
    return sorted(entries, key=lambda entry: (entry.kind, entry.made_at))


def tidied(entry):
    """Without the names of blobs, which are new. What was made of a file is only there
    or not: a PDF that is made twice differs.
    """
    value = dict(entry.value)
    if value.get("file"):
        value["file"] = value["file"] | {"name": "", "secret": ""}
    for name in ("preview", "page_form"):
        if name in value:
            value[name] = bool(value[name])
    return value
