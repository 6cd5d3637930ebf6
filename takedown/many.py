"""Many letters at once: which there are to tick, and making those that were ticked.

They lie in piles, one for each place. What is about no single site comes once, in a
pile of its own: letters to the police, to companies, to search engines. A letter that
asks for the same links already is never made twice.
"""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from django.db import transaction

from evidence.models import Record
from takedown.engines import ENGINES
from takedown.kept import KIND, Stale, letters_of, save_facts
from takedown.letters import LETTERS
from takedown.sites import Site, begin_for, everywhere, places_among, together
from takedown.situations import Place, is_about, mark_of, places_of

HOLD = "litigation-hold"  # the letter that asks a site to keep its records
OF_THE_CASE = "case"  # the pile of letters that are about no single site
FIRST = ("keep", "remove")  # groups of which the first letter is ticked beforehand
ALWAYS = ("keep", "others")  # groups that are offered whether or not the plan says so
SIGNING = ("signature", "by_hand")


@dataclass(frozen=True)
class Possible:
    """A letter that can be made. Its mark is that of the route: see Route.mark."""

    mark: str
    kind: type
    site: Site
    links: frozenset  # what another must name to be the same letter
    engine: str = ""
    is_planned: bool = True  # the plan names it for a link of this pile
    is_offered: bool = True

    @property
    def title(self):
        to = f": {ENGINES[self.engine]}" if self.engine else ""
        return f"{self.kind.title}{to}"

    def made_among(self, found):
        """The first of these letters of its mark, [(letter, links)], that asks for the
        same; or None.
        """
        if self.kind.has_site and not self.links:
            same = (kept for kept, _ in found if is_about(kept, self.site, ""))
        else:
            same = (kept for kept, links in found if self.links <= links)
        return next(same, None)


@dataclass
class Pile:
    """The letters of one place, or of the whole case."""

    id: str
    site: Site
    possible: list
    place: Place | None = None
    made: dict = field(default_factory=dict)  # by mark: the letters there are already

    @property
    def open(self):
        """Those that are still to be made."""
        return [p for p in self.possible if p.is_offered and p.mark not in self.made]

    @property
    def first(self):
        """The marks of those to begin with, ticked beforehand: the first that asks to
        keep the records, and the first that asks for removal, if there is none yet.
        """
        begun = {p.kind.group for p in self.possible if p.mark in self.made}
        marks = {}
        for each in filter(is_first, self.open):
            marks.setdefault(each.kind.group, each.mark)
        return [mark for group, mark in marks.items() if group not in begun]

    def called(self, mark):
        return next((each for each in self.possible if each.mark == mark), None)


def is_first(possible):
    """Not who hosts a site: which company that is has to be found out first."""
    kind = possible.kind
    is_known = kind.is_to_site or not kind.has_site
    is_usual = kind.group in FIRST and not kind.engines and not is_sworn(kind)
    return is_known and is_usual and possible.is_planned


def is_sworn(kind):
    """Whether it is signed under penalty of perjury: nobody signs such in passing."""
    return "sworn" in names_of(kind)


@cache
def names_of(kind):
    """Of the facts that its pages ask for."""
    return {name for page in kind.pages for name in page.base_fields}


# --- Which letters there are


def piles_of(case):
    """The places of the case with their letters, then the letters about all of it."""
    places, letters = places_of(case), by_mark(letters_of(case))
    piles = [pile_of(case, place) for place in places]
    piles.append(pile_of_case(case, places, letters))
    for pile in piles:
        for each in pile.possible:
            if made := each.made_among(letters[each.mark]):
                pile.made[each.mark] = made
    return piles


def by_mark(letters):
    """[(letter, its links)] by mark."""
    found = defaultdict(list)
    for kept in letters:
        found[mark_of(kept)].append((kept, set(kept.letter.every_link)))
    return found


def pile_of(case, place):
    """What the plan says for any of its links, and what was made for them."""
    planned = {route.mark for route in place.routes}
    made = {mark_of(kept) for group in place.groups for kept in group.made}
    possible = [
        Possible(
            *(slug, kind, place.site, frozenset(place.site.links), ""),
            *(slug in planned, slug in planned),
        )
        for slug, kind in LETTERS.items()
        if slug in planned | made and kind.has_site and is_for_anybody(case, slug)
    ]
    return Pile(place.id, place.site, possible, place)


def is_for_anybody(case, slug):
    """Whether one of this kind may be begun by itself, with no letter before it."""
    kind = LETTERS.get(slug)
    if kind is None or kind.follows or kind.is_sheet or kind.group == "after":
        return False
    return kind.is_available() and not kind.is_barred_by(case.facts)


def pile_of_case(case, places, letters):
    """Each kind once, whatever the number of places."""
    everything = everywhere(case)
    planned = {route.mark for place in places for route in place.routes}
    possible = [
        Possible(
            *(slug, kind, everything, links_of(case, kind, everything), ""),
            *(slug in planned, slug in planned or kind.group in ALWAYS),
        )
        for slug, kind in LETTERS.items()
        if not kind.has_site and not kind.engines and is_for_anybody(case, slug)
    ]
    possible = [e for e in possible if e.is_offered or letters[e.mark]]
    possible += to_engines(case, places, letters)
    return Pile(OF_THE_CASE, everything, possible)


def links_of(case, kind, everything):
    """Those that such a letter begins with."""
    if "links" not in names_of(kind):
        return frozenset()
    return frozenset(
        places_among(kind.first_facts(case).get("links", everything.links))
    )


def to_engines(case, places, letters):
    """One letter for each search engine, with the links of all places where the plan
    says so: an engine hides links, whatever their site.
    """
    for slug, kind in LETTERS.items():
        for engine in kind.engines if is_for_anybody(case, slug) else ():
            mark = f"{slug}:{engine}"
            sites = [p.site for p in places if mark in {r.mark for r in p.routes}]
            if sites or letters[mark]:
                site, is_open = together(sites), bool(sites)
                links = frozenset(site.links)
                yield Possible(mark, kind, site, links, engine, is_open, is_open)


# --- Making them


def make(case, ticked, told, to_remember):
    """The letters that were ticked, [(id of a pile, mark)], in order: (letter, whether
    it is new). Two requests at once wait for each other, so that none is made twice.
    """
    with transaction.atomic():
        case.hold()
        case.all_again(KIND)
        if to_remember:
            case.remember(**to_remember)
        piles = {pile.id: pile for pile in piles_of(case)}
        held = {id for id, mark in ticked if mark == HOLD}
        held |= {id for id, pile in piles.items() if HOLD in pile.made}
        found = (
            made_of(case, piles.get(id), mark, told | about_hold(id in held))
            for id, mark in ticked
        )
        return [each for each in found if each]


def about_hold(is_held):
    """What a letter says of the hold letter beside it: its “our separate letter”."""
    return {"preserved": "hold"} if is_held else {}


def made_of(case, pile, mark, told):
    """None if it went away meanwhile, with the incident that it was about."""
    if pile and mark in pile.made:
        return pile.made[mark], False
    each = pile and pile.called(mark)
    if not each:
        return None
    facts = fitting(each.kind, told)
    return begin_for(case, each.kind, each.site, each.engine, facts), True


def fitting(kind, told):
    """Of what was told for all letters, what this kind asks."""
    fields = {n: f for page in kind.pages for n, f in page.base_fields.items()}
    left_out = SIGNING if is_sworn(kind) else ()
    return {
        name: among(fields[name], value)
        for name, value in told.items()
        if name in fields and name not in left_out
    }


def among(box, value):
    """Of several ticks those that this kind has, too."""
    if not isinstance(value, list):
        return value
    return [each for each in value if each in dict(box.choices)]


def fill(case, letters, told, to_remember):
    """Fill what is still empty in these letters, and never what somebody typed."""
    if to_remember:
        case.remember(**to_remember)
    for kept in letters:
        gaps = {
            name: value
            for name, value in fitting(kept.kind, told).items()
            if value and not kept.letter.facts[name]
        }
        for page in kept.kind.pages:
            fill_page(case, kept, page, gaps)


def fill_page(case, kept, page, gaps):
    facts = {name: gaps[name] for name in page.base_fields if name in gaps}
    if facts:
        # Changed or deleted in another tab just now: that stays so.
        with suppress(Stale, Record.DoesNotExist):
            save_facts(case, kept.id, page.slug, kept.mark(page.slug), facts)
