"""Which sites a letter can go to, and what is known already: from the incidents, from
the directory, and from what was typed for an earlier letter.
"""

from dataclasses import dataclass, field

from directory.models import Category, Confidence, Platform
from directory.recognise import LEADS_ANYWHERE, examine_all, host_of, recognise_all
from evidence.incidents import incidents_of
from evidence.links import links_in
from takedown.engines import ENGINES
from takedown.english import in_english
from takedown.kept import begin
from takedown.letters.fields import unique
from takedown.told import told_to_guide, word, words

SOMEWHERE_ELSE = "somewhere-else"  # an answer of the guide that names no site
VOICE_OF_HELPERS = {"advocate": "advocate", "friend": "advocate", "parent": "advocate"}


@dataclass
class Site:
    """A site or app, and what the person wrote down about it."""

    key: str  # "platform:reddit", "host:pictures.example.net", "name:…"
    name: str
    slug: str = ""  # of the platform in the directory
    links: list = field(default_factory=list)
    incidents: list = field(default_factory=list)

    def details(self):
        """What else is known of the place. An account is left out when its incident
        also speaks of another site: it may be an account there.
        """
        own = [each for each in self.incidents if self.is_all_of(each)]
        return {
            "links": self.links,
            "accounts": unique(each.account for each in own),
            "seen": unique(each.when_words() for each in self.incidents),
            "description": "; ".join(unique(each.label for each in self.incidents)),
        }

    def is_all_of(self, incident):
        return set(incident.links) <= set(self.links)


def sites_of(case):
    """The sites of the incidents, in the chart's order."""
    incidents = incidents_of(case)
    sites = {}
    for incident in incidents:
        for target in incident.targets:
            place = place_of(incident, target)
            site = sites.setdefault(place.key, place)
            site.links += [target.url] if target.url not in site.links else []
    add_linkless(sites, incidents)
    for site in sites.values():
        site.incidents += [each for each in incidents if concerns(each, site)]
    return named(list(sites.values()))


def place_of(incident, target):
    """The site of one link; an unknown host is a site of its own."""
    if slug := incident.slug_of(target):
        return Site(f"platform:{slug}", slug, slug)
    host = host_of(target.url)
    return Site(f"host:{host}", host)


def said_of(site):
    """What to know of a place that may be none: its links lead nobody knows where."""
    links = [] if site.slug else examine_all(site.links)
    return unique(each.sentence for each in links if each.note in LEADS_ANYWHERE)


def add_linkless(sites, incidents):
    """Sites that are only named, as for messages."""
    for incident in incidents:
        slug, name = incident.platform_slug, incident.platform_name
        if slug:
            sites.setdefault(f"platform:{slug}", Site(f"platform:{slug}", name, slug))
        elif name and not incident.links:
            sites.setdefault(f"name:{name}", Site(f"name:{name}", name))


def concerns(incident, site):
    """Whether it happened there: by its links, or by its name if it has none."""
    if incident.links:
        return any(link in site.links for link in incident.links)
    if site.slug:
        return incident.platform_slug == site.slug
    return incident.platform_name == site.name


def named(sites):
    """With the directory's names, in one query."""
    names = dict(
        Platform.objects.filter(
            slug__in=[site.slug for site in sites if site.slug]
        ).values_list("slug", "name")
    )
    for site in sites:
        site.name = names.get(site.slug, site.name)
    return sites


def known_sites(case):
    """The sites of the incidents, then those that were only told to the guide."""
    sites = {site.key: site for site in sites_of(case)}
    for site in sites_of_guide(case):
        here = sites.setdefault(site.key, site)
        here.links = unique([*here.links, *site.links])
    return list(sites.values())


def sites_of_guide(case):
    """From its page “Where it is”: what was ticked, then what was typed."""
    told = told_to_guide(case, "where")
    ticked = [slug for slug in words(told.get("platforms")) if slug != SOMEWHERE_ELSE]
    names = dict(
        Platform.objects.shown().filter(slug__in=ticked).values_list("slug", "name")
    )
    yield from (Site(f"platform:{s}", names[s], s) for s in ticked if s in names)
    lines = word(told.get("other_places")).splitlines()
    yield from sites_of_lines([line.strip() for line in lines if line.strip()])


def sites_of_lines(lines):
    found = [(line, link) for line in lines for link in links_in(line) or [""]]
    platforms = recognise_all([link or line for line, link in found])
    for (line, link), platform in zip(found, platforms, strict=True):
        if platform:
            key, name, slug = f"platform:{platform.slug}", platform.name, platform.slug
        else:
            name, slug = host_of(link) if link else line, ""
            key = f"host:{name}" if link else f"name:{name}"
        yield Site(key, name, slug, [link] if link else [])


def everywhere(case):
    """All links and sites of the case in one, for what is about no single site."""
    sites = known_sites(case)
    links = unique(link for site in sites for link in site.links)
    return Site("all", "", links=links, incidents=incidents_of(case))


def places_among(links):
    """Those where a picture is: a search result only leads there."""
    found = zip(links, recognise_all(links), strict=True)
    return [x for x, site in found if not site or site.category != Category.SEARCH]


def together(sites):
    """The links and incidents of several sites in one, each once."""
    links = unique(link for site in sites for link in site.links)
    incidents = {id(each): each for site in sites for each in site.incidents}
    return Site("all", "", links=links, incidents=list(incidents.values()))


def platform_of(slug):
    """The platform with its channels, or None. Two queries."""
    if not slug:
        return None
    return Platform.objects.shown().with_channels().filter(slug=slug).first()


def begin_for(case, kind, site, engine="", told=None):
    """A new letter of this kind about this site, filled in as far as we can. It goes
    there, or to a search engine. What was told just now comes before all else.
    """
    to = Site(f"platform:{engine}", ENGINES[engine], engine) if engine else site
    platform = platform_of(to.slug)
    recipient = recipient_facts(kind, to, platform) if kind.is_to_site else {}
    facts = prefilled(case, kind, site, recipient) | (told or {})
    if engine:
        facts |= kind.facts_for(engine, facts["links"])
    elif not kind.has_site and "links" in facts:
        facts["links"] = places_among(facts["links"])
    return begin(case, kind, facts, to.slug if platform or engine else "")


@in_english
def prefilled(case, kind, site, recipient):
    """The facts of a new letter, as far as anybody typed them before."""
    blank = kind.blank()
    told = {name: case.facts[name] for name in blank if case.facts.get(name)}
    voice = VOICE_OF_HELPERS.get(case.facts.get("helping"), "self")
    facts = {"voice": voice, "site": site.name} | told | site.details()
    known = facts | recipient | kind.first_facts(case)
    return {name: value for name, value in known.items() if name in blank}


def directory_says(kept):
    """What the directory knows about where this letter goes, for a template: the
    platform and its recipient, or None, and whether anybody has checked it.
    """
    platform = platform_of(kept.platform_slug) if kept.kind.is_to_site else None
    known = platform and platform.letter_recipient(kept.kind.recipient_kind)
    is_unchecked = bool(known) and known.confidence == Confidence.LOW
    return {"platform": platform, "known": known, "is_unchecked": is_unchecked}


def recipient_facts(kind, site, platform):
    """Where a letter to this site goes, as the directory has it."""
    if platform is None:
        return {"recipient_name": site.name}
    known = platform.letter_recipient(kind.recipient_kind)
    lines = [line for line in known.address if line != known.name]
    agent = [known.agent] if known.agent and known.agent not in lines else []
    return {
        "recipient_name": known.name,
        "recipient_address": "\n".join([*agent, *lines]),
        "recipient_email": known.email,
    }
