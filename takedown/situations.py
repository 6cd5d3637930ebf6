"""From the open case to its places, and the situation of each: see takedown/rules.py.

A place is a site or app where something happened. Its links are told apart only by the
letters that were made for them: a link that came later is still to be asked for.
"""

from dataclasses import dataclass, field

from directory.models import Platform
from takedown.awaited import laws_in_force
from takedown.kept import letters_of
from takedown.letters import LETTERS
from takedown.letters.fields import unique
from takedown.letters.take_it_down import CLOCK
from takedown.requests.store import requests_of
from takedown.routes import ASKED, ROUTES, Situation
from takedown.rules import fitting, plan
from takedown.sites import Site, known_sites
from takedown.told import KIND, answers, told_of, word

OF_ROUTES = {route.letter for route in ROUTES.values()}  # kinds of letter


@dataclass
class Group:
    """Links of one place for which the same letters were made; none, for a place that
    is known by its name only.
    """

    situation: Situation
    made: list  # of Kept
    links: list = field(default_factory=list)

    @property
    def routes(self):
        """Those that can be taken: some letters are still to be written."""
        return [route for route in plan(self.situation) if leads_somewhere(route)]


def leads_somewhere(route):
    leads = (route.letter in LETTERS, route.channel, route.lines, route.page)
    return any(leads)


@dataclass
class Place:
    """One site of the case."""

    id: str  # random to others: what stands in an address
    site: Site
    platform: Platform | None
    told: dict
    groups: list

    @property
    def routes(self):
        """The routes open for any of its links, in order."""
        return unique(route for group in self.groups for route in group.routes)

    @property
    def ways(self):
        """The slugs of those without a letter: only who took them can say so."""
        fit = {each for group in self.groups for each in fitting(group.situation)}
        offered = {e.slug for e in fit if not e.letter and leads_somewhere(e)}
        return offered | {*self.told["done"]}


def places_of(case):
    """The places of the case. As many queries for ten as for one."""
    if case is None:
        return []
    sites = known_sites(case)
    world = World(case, platforms_of(sites))
    return [place_of(case, site, world) for site in sites]


class World:
    """What is looked up once, for all places."""

    def __init__(self, case, platforms):
        self.platforms = platforms
        self.told = told_of(case)
        self.letters = [e for e in letters_of(case) if e.kind.slug in OF_ROUTES]
        requests = requests_of(case)
        # Letters that were sent as requests under the Act; those whose picture is back.
        self.asked = {each.letter_token for each in requests if is_of_act(each)}
        self.back = {e.letter_token for e in requests if e.status == "reposted"}
        self.in_force = laws_in_force()


def place_of(case, site, world):
    platform = world.platforms.get(site.slug)
    told = answers(case, world.told.get(site.key, {}))
    known = person(case) | of_site(site, platform) | of_answers(told)
    known["in_force"] = world.in_force
    groups = {}
    for link in site.links or [""]:
        made = [each for each in world.letters if is_about(each, site, link)]
        done = frozenset(map(mark_of, made)) | {*told["done"]}
        if any(each.token in world.asked for each in made):
            done |= {ASKED}
        is_back = known["is_repost"] or any(each.token in world.back for each in made)
        situation = Situation(**known | {"is_repost": is_back}, done=done)
        group = groups.setdefault(situation, Group(situation, made))
        group.links += [link] if link else []
    id = case.key.name(f"{KIND}|{site.key}")
    return Place(id, site, platform, told, list(groups.values()))


# --- What a situation is made of


def person(case):
    facts = case.facts
    names = ("under_18", "country", "state")
    return {name: word(facts.get(name)) for name in names}


def of_site(site, platform):
    if platform is None:
        is_web = bool(site.links) or site.key.startswith("host:")
        return {"is_unknown_site": is_web, "has_link": bool(site.links)}
    return {
        "slug": platform.slug,
        "category": platform.category,
        "is_closed": platform.is_closed(),
        "channels": frozenset(each.kind for each in platform.public_channels()),
        "takes_stopncii": platform.supports_stopncii is True,
        "has_link": bool(site.links),
    }


def of_answers(told):
    names = ("happened", "visibility", "altered", "taken_by")
    return {name: told[name] for name in names} | {"is_repost": told["again"] == "yes"}


def is_about(kept, site, link):
    """Whether the letter speaks of this link or, without one, goes to this site."""
    letter = kept.letter
    if link:
        return link in letter.every_link
    if not (letter.has_site or letter.engines):
        return True
    if site.slug:
        return kept.platform_slug == site.slug
    return letter.facts.get("site") == site.name


def is_of_act(request):
    return any(clock.law == CLOCK.law for clock in request.clocks)


def mark_of(kept):
    """As Route.mark: the kind, and whom it goes to if that is a search engine."""
    slug, to = kept.kind.slug, kept.platform_slug
    return f"{slug}:{to}" if kept.kind.engines else slug


def platforms_of(sites):
    """The platforms of these sites with their channels, by slug. Two queries."""
    slugs = {site.slug for site in sites if site.slug}
    found = Platform.objects.shown().with_channels().filter(slug__in=slugs)
    return {platform.slug: platform for platform in found}
