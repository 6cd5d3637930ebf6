"""A route as it is offered for one place: with its button and its links looked up."""

from dataclasses import dataclass, field

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Channel, Helpline
from takedown.engines import ENGINES
from takedown.letters import LETTERS
from takedown.routes import Route

# What the link to a page of ours says.
LINKS = {
    "directory:helplines": _("Find a helpline"),
    "directory:laws": _("See the laws"),
    "directory:platform": _("How to report it to %(site)s"),
    "directory:platforms": _("Search engines in our list"),
    "directory:unknown-site": _("How to find out who runs it"),
}


class BeginForm(forms.Form):
    """Which site a letter is about, and which search engine it goes to if to any: sent
    along with the button that begins it.
    """

    site = forms.CharField(widget=forms.HiddenInput)
    engine = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, site, engine):
        return cls(initial={"site": site.key, "engine": engine}, auto_id=False)


@dataclass
class Offer:
    route: Route
    kind: type | None  # of the letter, if we can make it
    begin: BeginForm | None
    channel: Channel | None
    lines: list = field(default_factory=list)
    url: str = ""  # of our own page about it
    link: str = ""  # what the link there says


def offers_for(place):
    """[(group, its offers)] of one place. Two queries, whatever is offered."""
    lines = lines_of(place.routes)
    return [
        (group, [offer(route, place, lines) for route in group.routes])
        for group in place.groups
    ]


def offer(route, place, lines):
    kind = LETTERS.get(route.letter)
    platform = place.platform
    return Offer(
        route,
        kind,
        BeginForm.of(place.site, route.to) if kind and not kind.follows else None,
        platform.channel(route.channel) if platform and route.channel else None,
        [lines[slug] for slug in route.lines if slug in lines],
        *page_of(route, platform),
    )


def page_of(route, platform):
    """(URL, words of the link) of our page about it. Of a platform, it is the place's
    own page unless another is named.
    """
    if not route.page:
        return "", ""
    name, *arguments = route.page
    called = ENGINES.get(route.to) or (platform and platform.name)
    if name == "directory:platform" and not arguments:
        arguments = [platform.slug]
    return reverse(name, args=arguments), LINKS[name] % {"site": called}


def lines_of(routes):
    """The confirmed helplines and offices of these routes, by slug."""
    slugs = {slug for route in routes for slug in route.lines}
    found = Helpline.objects.confirmed().with_phones().filter(slug__in=slugs)
    return {line.slug: line for line in found}
