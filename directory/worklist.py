"""What staff should look at next, over all tables, and what they found.

Each row of the list is a row of the directory with the reasons why it is there. The
database puts them in order, so that a page costs as many queries for fifty thousand
links as for fifty.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    When,
)
from django.db.models import Value as V
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import (
    LINKS,
    Channel,
    Confidence,
    Finding,
    FindingKind,
    Helpline,
    Law,
    LinkReport,
    Platform,
    Resource,
)
from directory.models.link import FIELDS
from directory.models.platform import Status
from directory.reports import KINDS, kinds_for

STALE_DAYS = 90
PAGE = 50
MODELS = {
    model._meta.model_name: model
    for model in (Helpline, Law, Channel, Platform, Resource)
}
# In the order in which the rows come.
REASONS = {
    "unchecked": _("Nobody opened it since the release"),
    "low": _("Low confidence"),
    "stale": _("Last looked at over 90 days ago"),
    "broken": _("Broken"),
    "reported": _("People say it does not work"),
    "moved": _("Closed or moved"),
    "release": _("To check before the release"),
    "review": _("The text of the law was read over a year ago"),
}
CALLED = dict(FIELDS)
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


# --- Why a row is in the list


def conditions(model):
    """{reason: condition on rows of this model}."""
    today = timezone.localdate()
    stale = today - datetime.timedelta(days=STALE_DAYS)
    found = {
        "unchecked": Q(checked_by=""),
        "low": Q(confidence=Confidence.LOW),
        "stale": Q(checked_on__lt=stale),
    }
    if model is Platform:
        return found | {"moved": Q(status=Status.CLOSED, checked_on__lt=stale)}
    found |= conditions_on_links(model)
    if model is Channel:
        found["release"] = Q(check_before_release=True)
    if model is Law:
        found["review"] = Q(as_of="memory") | Q(as_of__lt=year_ago(today))
    return found


def year_ago(today):
    """As `as_of` writes it; a year alone sorts before its months."""
    return f"{today.year - 1}-{today.month:02}"


def conditions_on_links(model):
    kind = model._meta.model_name
    current = Q()
    for name in LINKS[kind][1]:
        current |= Q(field=name, link=OuterRef(name))
    opened = Coalesce(OuterRef("upkeep__opened_at"), V(LONG_AGO))
    new = Finding.objects.filter(
        current, **{kind: OuterRef("pk")}, first_seen__gt=opened
    )
    return {
        "broken": Q(upkeep__found_broken=True) | Q(Exists(new.broken())),
        "reported": Q(Exists(LinkReport.objects.filter(**{kind: OuterRef("pk")}))),
        "moved": Q(Exists(new.filter(kind=FindingKind.MOVED))),
    }


def rows_of(model, owner=None):
    """What people are shown, and what one of us took off because it was broken."""
    rows = model.objects.filter(Q(shown=True) | Q(upkeep__found_broken=True))
    return rows.filter(upkeep__owner=owner) if owner else rows


def any_of(found):
    some = Q()
    for condition in found.values():
        some |= condition
    return some


# --- The list


@dataclass
class Choice:
    """Which part of the list somebody wants."""

    kinds: list  # of MODELS, that they may see
    reason: str = ""  # of REASONS; "" for all
    kind: str = ""
    owner: object = None

    @property
    def models(self):
        return [MODELS[kind] for kind in self.kinds if self.kind in ("", kind)]


def counts(choice):
    """{reason: rows}, with "" for all: one query for each table."""
    total = dict.fromkeys(["", *REASONS], 0)
    for model in choice.models:
        found = conditions(model)
        wanted = {"any": any_of(found)} | found
        aggregates = {name: Count("pk", filter=each) for name, each in wanted.items()}
        found = rows_of(model, choice.owner).aggregate(**aggregates)
        total[""] += found.pop("any")
        for name, number in found.items():
            total[name] += number
    return total


def keys(choice, start, end):
    """[(kind, id)] of this part of the list, in its order. One query."""
    parts = [part_of(model, choice) for model in choice.models]
    parts = [part for part in parts if part is not None]  # not asked: it would fetch
    if not parts:
        return []
    every = parts[0].union(*parts[1:], all=True)
    ordered = every.order_by("rank", "calm", "checked_on", "kind_name", "id")
    return [(kind, id) for *_, kind, id in ordered[start:end]]


def part_of(model, choice):
    """(rank, calm, day, kind, id) of the rows of one table; None if it has none."""
    found = conditions(model)
    if choice.reason and choice.reason not in found:
        return None
    ranks = [
        When(found[reason], then=V(n))
        for n, reason in enumerate(REASONS)
        if reason in found
    ]
    urgent = found.get("broken", Q(pk=None)) | found.get("reported", Q(pk=None))
    rows = rows_of(model, choice.owner).order_by()
    rows = rows.filter(found[choice.reason] if choice.reason else any_of(found))
    return rows.annotate(
        rank=Case(*ranks, output_field=IntegerField()),
        calm=Case(When(urgent, then=V(0)), default=V(1), output_field=IntegerField()),
        kind_name=V(model._meta.model_name, output_field=CharField()),
    ).values_list("rank", "calm", "checked_on", "kind_name", "id")


# --- Its rows


@dataclass
class Item:
    """A row of the list, with all that staff want to know of it."""

    kind: str
    row: object
    reasons: list
    owner: object = None
    findings: dict = field(default_factory=dict)  # field -> Finding
    told: Counter = field(default_factory=Counter)  # of (field, kind of report)

    @property
    def links(self):
        """Of each: field, its name, address, Finding or None, what people told us."""
        for name in LINKS.get(self.kind, (None, ()))[1]:
            if link := getattr(self.row, name):
                found, told = self.findings.get(name), self.told_of(name)
                yield name, CALLED[name], link, found, told

    @property
    def reports(self):
        return self.told.total()

    def told_of(self, field):
        """[(what people told us of this link, how often)]"""
        words = KINDS | kinds_for(field)
        told = [(words[kind], self.told[field, kind]) for kind in KINDS]
        return [(each, number) for each, number in told if number]

    @property
    def why(self):
        return [str(REASONS[name]) for name in self.reasons]


def items(wanted):
    """An Item for each (kind, id), in that order. Queries: at most three a kind."""
    found = {}
    for kind in {kind for kind, _id in wanted}:
        ids = [id for each, id in wanted if each == kind]
        found |= items_of(kind, ids)
    return [found[key] for key in wanted if key in found]


def items_of(kind, ids):
    model, found = MODELS[kind], conditions(MODELS[kind])
    flags = {
        f"is_{name}": Case(When(each, then=V(1)), default=V(0))
        for name, each in found.items()
    }
    rows = rows_of(model).filter(pk__in=ids).annotate(**flags).defer("shipped")
    parents = ["upkeep__owner"] + (["platform"] if model is Channel else [])
    items = {}
    for row in rows.select_related(*parents):
        reasons = [name for name in REASONS if getattr(row, f"is_{name}", 0)]
        owner = row.upkeep.owner if hasattr(row, "upkeep") else None
        items[kind, row.pk] = Item(kind, row, reasons, owner)
    if kind in LINKS:
        add_findings(items, kind)
    return items


def add_findings(items, kind):
    about = {f"{kind}__in": [id for _kind, id in items]}
    for finding in Finding.objects.filter(**about):
        item = items[kind, getattr(finding, f"{kind}_id")]
        if finding.link == getattr(item.row, finding.field):
            item.findings[finding.field] = finding
    for report in LinkReport.objects.filter(**about):
        told = items[kind, getattr(report, f"{kind}_id")].told
        told[report.field, report.kind] += report.count
