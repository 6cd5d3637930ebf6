"""Finding platforms, helplines and places by what people call them.

Each search reads the names alone, and then the few rows that fit: as many queries for
five thousand platforms as for five.
"""

from dataclasses import dataclass, field
from itertools import chain

from directory.matching import close, fitting, fold, wanted_in
from directory.models import Domain, Helpline, Law, Platform
from directory.places import COUNTRIES, OTHER_NAMES, STATES, names_of, place_name

MOST = {"platform": 12, "place": 6, "helpline": 6}  # shown of each kind
HOST_CLOSE = 88  # of 100: a host with one wrong letter, hardly one with two
MOST_ALIKE = 3


@dataclass
class Place:
    """A country or state, and what we hold about it."""

    code: str
    has_laws: bool
    has_lines: bool

    @property
    def name(self):
        return place_name(self.code)

    @property
    def country(self):
        return self.code.partition("-")[0]


@dataclass
class Found:
    """What fits the words, of each kind the best first."""

    platforms: list = field(default_factory=list)
    places: list = field(default_factory=list)
    helplines: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.platforms or self.places or self.helplines)

    @property
    def only_platform(self):
        """The one thing that was found, if it is a platform."""
        others = self.places or self.helplines or self.platforms[1:]
        return None if others else next(iter(self.platforms), None)


def search(text):
    """Found: what the words name, else what may have been meant."""
    wanted = wanted_in(text)
    if not wanted:
        return Found()
    places = known_places()
    named = [*names_of_platforms(), *names_of_places(places), *names_of_helplines()]
    keys = fitting(wanted, named)
    if not keys:
        hosts = names_of_hosts()
        keys = fitting(wanted, hosts) or close(wanted, named + hosts)
    return fetch(keys, places)


def fetch(keys, places):
    """The rows of these keys, (kind, id) the best first, as many as a page may show."""
    ids = {kind: [id for k, id in keys if k == kind][:n] for kind, n in MOST.items()}
    lines = Helpline.objects.confirmed().with_phones()
    return Found(
        platforms=in_order(Platform.objects.shown(), ids["platform"]),
        places=[places[code] for code in ids["place"]],
        helplines=in_order(lines, ids["helpline"]),
    )


def in_order(rows, ids):
    """The rows of these ids in this order; no query for none."""
    found = rows.in_bulk(ids) if ids else {}
    return [found[id] for id in ids if id in found]


def platforms_like(host):
    """Platforms with a host that is nearly this one: a slip, or a trap."""
    hosts = [(host, ("platform", id)) for id, host in hosts_of_platforms()]
    keys = close(host.removeprefix("www."), hosts, HOST_CLOSE)[:MOST_ALIKE]
    return in_order(Platform.objects.shown(), [id for _, id in keys])


# --- The names, as [(folded, (kind, id))]


def names_of_platforms():
    rows = Platform.objects.shown().order_by("name")
    for id, slug, name, aliases in rows.values_list("id", "slug", "name", "aliases"):
        for each in {fold(name) for name in (name, slug, *aliases)}:
            yield each, ("platform", id)


def names_of_hosts():
    """A host by its name without the ending: "fbcdn" of fbcdn.net."""
    return [
        (host.rpartition(".")[0].replace(".", "").replace("-", ""), ("platform", id))
        for id, host in hosts_of_platforms()
    ]


def hosts_of_platforms():
    rows = Domain.objects.shown().filter(platform__shown=True).order_by("host")
    return rows.values_list("platform_id", "host")


def names_of_helplines():
    rows = Helpline.objects.confirmed().order_by("name").values_list("id", "name")
    return [(fold(name), ("helpline", id)) for id, name in rows]


def names_of_places(places):
    """By name in each language, by what else people call it, by its code: "ny"."""
    for code, names in names_of(places).items():
        calls = [*names, code.rpartition("-")[2], *OTHER_NAMES.get(code, [])]
        for each in {fold(call) for call in calls}:
            yield each, ("place", code)


def known_places():
    """{code: Place} of where a law or a helpline is from."""
    laws = set(distinct(Law.objects.shown(), "place"))
    lines = set(distinct(Helpline.objects.shown(), "country"))
    return {
        code: Place(code, code in laws, code.partition("-")[0] in lines)
        for code, _ in chain(COUNTRIES, STATES)
        if code in laws or code in lines
    }


def distinct(facts, field):
    return facts.order_by().values_list(field, flat=True).distinct()
