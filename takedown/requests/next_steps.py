"""What can be done after a request was sent: follow-up letters and the other ways for
that place. Everything that is known already goes along.
"""

from django.http import Http404

from takedown.english import in_english
from takedown.kept import begin
from takedown.letters import LETTERS
from takedown.letters.gdpr import ErasureRequest
from takedown.offers import offers_for
from takedown.sites import Site, platform_of, prefilled, recipient_facts
from takedown.situations import places_of

# Of the new letter itself: made anew, or looked up again.
OF_ITSELF = {"signature", "by_hand", "sends_at", "zone", "warned", "sworn"}


def of(case, request):
    """For the page of a request: what to do now."""
    return {
        "is_overdue": request.is_overdue(),
        "follow_ups": follow_ups(request),
        "places": places_for(case, request) if request.is_waiting else [],
        "may_complain": may_complain(request),
    }


def may_complain(request):
    """Whether an office for data protection may take it up: GDPR5, GDPR, art. 77."""
    is_of_gdpr = any(clock.law == ErasureRequest.clock.law for clock in request.clocks)
    return is_of_gdpr and (request.is_overdue() or request.status == "refused")


def follow_ups(request):
    """The kinds of letter that follow this request now."""
    if not request.is_overdue():
        return []
    return [kind for kind in LETTERS.values() if kind.follows and fits(kind, request)]


def fits(kind, request):
    """Whether the request rests on the law under which the follow-up is written."""
    return any(clock.law == kind.follows_law for clock in request.clocks)


def kind_named(slug):
    kind = LETTERS.get(slug)
    if kind is None or not kind.follows:
        raise Http404
    return kind


@in_english
def begin_after(case, kind, request):
    """A new letter of this kind, with the facts of the request that it follows."""
    platform = platform_of(request.platform_slug)
    site = Site("", request.service, request.platform_slug, links=request.links)
    to = recipient_facts(kind, site, platform) if kind.is_to_site else {}
    facts = prefilled(case, kind, site, to)
    blank = kind.blank()
    same = {
        name: value
        for name, value in request.facts.items()
        if value and name in blank and name not in OF_ITSELF
    }
    after = kind.facts_after(request)
    return begin(case, kind, facts | same | after, platform.slug if platform else "")


def places_for(case, request):
    """[(place, offers)]: the open ways for the places that the request is about. Not
    the letters that follow a request: they begin on its own page.
    """
    found = []
    for place in places_of(case):
        offers = [
            offer
            for group, some in offers_for(place)
            if is_about(request, place, group)
            for offer in some
            if not (offer.kind and offer.kind.follows)
        ]
        if offers:
            found.append((place, offers))
    return found


def is_about(request, place, group):
    if request.links:
        return bool(set(group.links).intersection(request.links))
    if request.platform_slug:
        return place.site.slug == request.platform_slug
    return place.site.name == request.service
