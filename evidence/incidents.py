"""Incidents: what happened, one row of the chart each. Kept sealed in the open case.

Other apps take what they need for a letter from incidents_of().
To add something a person can tell, add it to Incident, to forms.IncidentForm and to
chart.row_of; a test fails when one of them is forgotten.
"""

from collections import Counter
from dataclasses import asdict, dataclass, fields, replace

from django.utils.translation import gettext_lazy as _

from directory.models import Platform
from directory.recognise import recognise_all
from evidence.when import date_words, time_words

KIND = "incident"


@dataclass(frozen=True)
class Link:
    """A link as it was pasted, and the slug of the platform it leads to, if known."""

    url: str
    platform: str = ""


@dataclass(frozen=True)
class Incident:
    """What one person wrote down about one time. Every part may be empty."""

    date: str = ""  # "2026-03-05", "2026-03" or "2026": never more than they knew
    time: str = ""  # "14:30"
    zone: str = ""
    when: str = ""
    targets: tuple[Link, ...] = ()
    place: str = ""
    platform: str = ""  # the name they typed; it wins over what the links say
    platform_slug: str = ""
    platform_name: str = ""
    account: str = ""
    label: str = ""
    happened: str = ""
    who: str = ""
    witnesses: str = ""
    demanded: str = ""
    effect: str = ""
    told: str = ""
    worst: bool = False

    id: str = ""
    revision: int = 0
    made: int = 0  # its place in the order they were written down
    number: int = 0  # its row in the chart

    @classmethod
    def of(cls, entry, made=0):
        """The incident in a sealed record. A part that is new since then is empty."""
        value = {name: entry.value[name] for name in KEPT if name in entry.value}
        value["targets"] = tuple(Link(**link) for link in value.get("targets", ()))
        return cls(**value, id=entry.id, revision=entry.revision, made=made)

    @property
    def value(self):
        """What is sealed: plain JSON."""
        everything = asdict(self)
        return {name: everything[name] for name in KEPT} | {
            "targets": [asdict(target) for target in self.targets]
        }

    @property
    def links(self):
        """The links in the order they were given."""
        return [target.url for target in self.targets]

    def when_words(self):
        """The date as exact as the person knew it, and their own words unchanged."""
        exact = ", ".join(
            part
            for part in (self.date and date_words(self.date), self.time_words())
            if part
        )
        return "; ".join(part for part in (exact, self.when) if part)

    def time_words(self):
        return " ".join(part for part in (time_words(self.time), self.zone) if part)

    def more(self):
        """(heading, words) of what else was told, as it is shown to the person."""
        told = {
            _("Who did it"): self.who,
            _("Who else saw it"): self.witnesses,
            _("What was asked for, or paid"): self.demanded,
            _("What it did to you"): self.effect,
            _("Who you told"): self.told,
        }
        return [(heading, words) for heading, words in told.items() if words]

    def slug_of(self, target):
        """The platform of a link, or None. A link says for certain where it leads; the
        name typed is believed only where none does: no letter may tell one site of
        another.
        """
        is_unsaid = not any(each.platform for each in self.targets)
        named = self.platform_slug if self.platform and is_unsaid else ""
        return target.platform or named or None


# Sealed; the others are known from where the record lies.
KEPT = [
    field.name
    for field in fields(Incident)
    if field.name not in {"id", "revision", "made", "number"}
]


def looked_up(incident, links):
    """The incident with these links and the platforms they and its name stand for, as
    the directory knows them at the time it is saved.
    """
    found = recognise_all(links)
    targets = (
        Link(url, at.slug if at else "") for url, at in zip(links, found, strict=True)
    )
    if incident.platform:
        platform = platform_called(incident.platform)
    else:
        platform = next(filter(None, found), None)
    return replace(
        incident,
        targets=tuple(targets),
        platform_slug=platform.slug if platform else "",
        platform_name=platform.name if platform else incident.platform,
    )


def platform_called(name):
    """The platform of this name or nickname, or None."""
    name = name.casefold()
    for platform in Platform.objects.shown().only("slug", "name", "aliases"):
        if name in map(str.casefold, [platform.name, *platform.aliases]):
            return platform
    return None


def write_down(open_case, incident, tab):
    """Save a new incident. Pressing the button twice in one tab saves it once."""
    twin = open_case.named(KIND, tab)
    if twin is None:
        return open_case.put(KIND, tab, incident.value)
    if twin.value == incident.value:
        return twin
    return open_case.add(KIND, incident.value)


def incidents_of(open_case):
    """All incidents of the open case in the chart's order; none without a case."""
    entries = open_case.all(KIND) if open_case else []
    return in_order(Incident.of(entry, made) for made, entry in enumerate(entries))


def in_order(incidents):
    """By date; a month or year before its days. Those without a date come last, as they
    were written: where they belong is not ours to guess.
    """
    ordered = sorted(
        incidents, key=lambda each: (not each.date, each.date, each.time, each.made)
    )
    return [
        replace(each, number=number) for number, each in enumerate(ordered, start=1)
    ]


def totals(incidents):
    """(name of the place, how many incidents), most first; in words where unknown."""
    names = Counter(each.platform_name for each in incidents if each.platform_name)
    return names.most_common()
