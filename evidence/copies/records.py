"""What a person typed, as the JSON of a copy.

All records of the case by kind, as they were sealed, without what opens or finds
anything with us. Exhibits lose what can be made again from their files.
"""

import json

from evidence import exhibits
from evidence.chart import FORMAT
from evidence.copies import keys
from evidence.incidents import KIND as INCIDENT
from evidence.minors import ASKED
from evidence.models import Record

CHOICES = "copy"  # kind and name of the record of what was chosen for a copy
STAYS = {CHOICES, keys.KIND}  # kinds that are of no use elsewhere, or open something
MADE_AGAIN = {"file", "preview", "page_form", "blurred", "facts"}
PATH = "path"  # in an exhibit: where its file lies in the copy, "" without one


def all_records(case):
    """Every entry of the case, in the order they were made."""
    rows = Record.objects.filter(case_id=case.id)
    kinds = set(rows.values_list("kind", flat=True)) - STAYS
    entries = [entry for kind in kinds for entry in case.all(kind)]
    return sorted(entries, key=lambda entry: (entry.made_at, entry.id))


def to_json(contents, paths):
    """The bytes of data/chart.json. contents: what goes along; paths: where the files
    of its exhibits lie, by id.
    """
    incidents = contents.incidents
    chosen = {each.id for each in (*incidents, *contents.exhibits)}
    # Also where the incident is gone: without the answer its files could not come back.
    chosen |= {each.incident for each in contents.exhibits}
    copied = [
        as_copied(entry, paths)
        for entry in all_records(contents.case)
        if is_chosen(entry, chosen, contents.choices.with_rest)
    ]
    content = FORMAT | {
        "copied": contents.today.isoformat(),
        "incidents": [{"number": each.number} | each.value for each in incidents],
        "records": copied,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def is_chosen(entry, chosen, with_rest):
    if entry.kind in (INCIDENT, exhibits.KIND):
        return entry.id in chosen
    if entry.kind == ASKED:
        return entry.name in chosen
    return with_rest


def as_copied(entry, paths):
    value = entry.value
    if entry.kind == exhibits.KIND:
        value = {k: v for k, v in value.items() if k not in MADE_AGAIN}
        value |= {PATH: paths.get(entry.id, "")}
    return {
        "kind": entry.kind,
        "id": entry.id,
        "name": entry.name,
        "revision": entry.revision,
        "made": entry.made_at.isoformat(),
        "saved": entry.saved_at.isoformat(),
        "value": value,
    }
