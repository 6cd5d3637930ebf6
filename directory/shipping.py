"""Between fixtures/directory and the tables: what a release ships, what staff changed.

A file per model, its rows sorted by key, in Django's own fixture form without primary
keys; a field with its default value is left out. Loading adds and updates, deletes
nothing, and never overwrites a row in which staff changed anything since we wrote it.
To have looked at a row and found it right is no change of it.
What a later release changes is noted among the changes that staff make.
"""

import json
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from directory.looks import LOOKED, seen_by_us
from directory.models import (
    Change,
    ChangeState,
    Channel,
    Domain,
    Helpline,
    Law,
    Phone,
    Platform,
    Resource,
)
from directory.models.fact import Fact

FOLDER = settings.BASE_DIR / "fixtures" / "directory"
OURS = {"id", "shipped"}  # fields that are no part of a fact
PROOF = {"shown", "source", "confidence", "checked_on", "checked_by"}
# Fields that say how sure we are of the others.
OF_OTHERS = PROOF | {"evidence", "check_before_release", "link_status", "live_checked"}
MODELS = [Platform, Channel, Domain, Helpline, Phone, Law, Resource]  # parents first


class UnknownRow(Exception):
    """The release has no such row to take."""


@dataclass
class Report:
    """What loading did. Rows are named as --force takes them: "channel:x-policy"."""

    added: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    same: list = field(default_factory=list)
    kept: dict = field(default_factory=dict)  # name -> {field: (release's, staff's)}
    not_shipped: list = field(default_factory=list)  # shipped once, now no longer
    together: str = field(default_factory=lambda: secrets.token_hex(16))  # for Change

    def lines(self):
        """For people to read: the counts, then each row that is not as it was."""
        yield (
            f"Directory: {len(self.added)} added, {len(self.updated)} updated, "
            f"{len(self.same)} unchanged, {len(self.kept)} kept as staff left them."
        )
        if self.same or self.updated or self.kept:  # else the directory was empty
            yield from (f"  new {name}" for name in self.added)
        yield from (f"  updated {name}" for name in self.updated)
        for name, fields in self.kept.items():
            yield f"  kept {name}"
            for each, (ours, theirs) in fields.items():
                yield f"    {each}: release {ours!r}, staff {theirs!r}"
        yield from (f"  no longer in the release: {each}" for each in self.not_shipped)


def plural_of(model):
    """For names of files: the same in each language."""
    return f"{model._meta.model_name}s"


def file_of(model, folder):
    return folder / f"{plural_of(model)}.json"


def name_of(model, key):
    return f"{model._meta.model_name}:{'/'.join(map(str, key))}"


def fields_of(model):
    """The fields that are facts: the key first, where it is from last."""
    fields = [each for each in model._meta.concrete_fields if each.name not in OURS]
    return sorted(fields, key=lambda f: (f.name not in model.KEY, f.name in PROOF))


def plain(row):
    """The row's facts as they stand in a file: JSON values, without the defaults."""
    values = {}
    for each in fields_of(type(row)):
        value = getattr(row, each.name)
        if each.is_relation:
            value = list(value.natural_key()) if value else None
        if value != default_of(each):
            values[each.name] = str(value) if each.name == "checked_on" else value
    return values


def default_of(each):
    return None if each.is_relation else each.get_default()


def rows_by_key(model):
    parents = [each.name for each in fields_of(model) if each.is_relation]
    rows = model.objects.select_related(*parents) if parents else model.objects.all()
    return {row.natural_key(): row for row in rows}


def read(model, folder):
    """Each row of the model's file, not saved. Its parents must be in the tables."""
    fields = fields_of(model)
    parents = {
        each.name: each.related_model.objects.in_bulk(field_name="slug")
        for each in fields
        if each.is_relation
    }
    for record in json.loads(file_of(model, folder).read_text(encoding="utf-8")):
        row = model()
        for each in fields:
            value = record["fields"].get(each.name, default_of(each))
            if value and each.is_relation:
                setattr(row, each.name, parents[each.name][value[0]])
            elif not each.is_relation:
                setattr(row, each.name, each.to_python(value))
        row.shipped = plain(row)
        yield row


@transaction.atomic
def load(folder=FOLDER, force=()):
    """Bring the tables up to this release; Report what was done and what was left.

    Raises UnknownRow if a row to force is not in the release: then nothing is done.
    """
    report = Report()
    for model in MODELS:
        Loading(model, report, set(force)).run(folder)
    if unknown := set(force) - set(report.updated + report.same + report.added):
        raise UnknownRow(", ".join(sorted(unknown)))
    return report


class Loading:
    """One model's part of load()."""

    def __init__(self, model, report, force):
        self.model, self.report, self.force = model, report, force
        self.rows = rows_by_key(model)
        self.new, self.changed, self.notes = [], [], []

    def run(self, folder):
        seen = {self.take(shipped) for shipped in read(self.model, folder)}
        for key, row in self.rows.items():
            if row.shipped is not None and key not in seen:
                self.report.not_shipped.append(name_of(self.model, key))
        self.model.objects.bulk_create(self.new)
        names = [each.name for each in fields_of(self.model)]
        self.model.objects.bulk_update(self.changed, [*names, "shipped"])
        if self.rows:  # the first release is no change: `shipped` holds it
            Change.objects.bulk_create(self.notes)

    def take(self, shipped):
        """Decide about one row of the release. Returns its key."""
        key = shipped.natural_key()
        row = self.rows.get(key)
        if row is None:
            self.new.append(shipped)
            self.report.added.append(name_of(self.model, key))
            self.note(name_of(self.model, key), None, shipped.shipped)
        else:
            self.compare(row, shipped, name_of(self.model, key))
        return key

    def compare(self, row, shipped, name):
        now, old = plain(row), row.shipped
        if now != old and name not in self.force:
            self.keep_look(row, shipped)
        new = plain(shipped)
        if now == new and old == shipped.shipped:
            self.report.same.append(name)
        elif now == new:
            self.overwrite(row, shipped, self.report.same, name)
        elif self.is_untouched(now, old) or name in self.force:
            self.overwrite(row, shipped, self.report.updated, name)
            self.note(name, now, new)
        else:
            self.report.kept[name] = dict(self.differences(shipped.shipped, now))

    def keep_look(self, row, shipped):
        """Who of us looked stays, if the release says the same of what they saw. Else
        nobody of us has seen what it says now.
        """
        is_fact = issubclass(self.model, Fact)
        if not is_fact or self.differing(plain(row), shipped.shipped) - OF_OTHERS:
            return
        shipped.checked_on, shipped.checked_by = row.checked_on, row.checked_by
        if self.model is Channel and row.evidence == Channel.Evidence.STAFF:
            for name, value in seen_by_us(shipped.confidence).items():
                setattr(shipped, name, value)

    def is_untouched(self, now, old):
        """Whether staff changed nothing since this release, or only looked."""
        if old is None:
            return False
        as_seen = [old]
        if self.model is Channel:
            as_seen.append(old | seen_by_us(old["confidence"]))
        return any(self.differing(now, each) <= LOOKED for each in as_seen)

    def differing(self, one, other):
        return {name for name, _values in self.differences(one, other)}

    def overwrite(self, row, shipped, count, name):
        shipped.pk = row.pk
        self.changed.append(shipped)
        count.append(name)

    def note(self, name, before, after):
        change = Change(
            model=self.model._meta.model_name,
            row=name,
            before=before,
            after=after,
            state=ChangeState.MADE,
            together=self.report.together,
            made_at=timezone.now(),
        )
        self.notes.append(change)

    def differences(self, release, staff):
        """Each field whose values differ, as (name, (the release's, staff's))."""
        for each in fields_of(self.model):
            default = default_of(each)
            values = release.get(each.name, default), staff.get(each.name, default)
            if values[0] != values[1]:
                yield each.name, values


def dump(folder=FOLDER):
    """Write the tables as fixtures. Returns {file's name: rows written}."""
    counts = {}
    for model in MODELS:
        rows = rows_by_key(model)
        records = [
            {"model": model._meta.label_lower, "fields": plain(rows[key])}
            for key in sorted(rows)
        ]
        file = file_of(model, folder)
        text = json.dumps(records, indent=2, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
        counts[file.name] = len(records)
    return counts
