"""Somebody in the picture was, or may have been, under 18: what changes.

Copying, showing or sending such a picture is a crime for anybody, the person in it too
(letters.md part j, 18 U.S.C. 2252A). So no copies: words, links and reports instead.
"""

from django.db.models import Q

from directory.models import Helpline, HelplineKind

# They take reports, and block copies, from anywhere in the world.
FOR_EVERYBODY = ("us-ncmec-cybertipline", "int-take-it-down-ncmec")
# The same in one country only.
REMOVERS = ("gb-report-remove-childline-and-iwf",)


MAYBE = ("yes", "unsure")


def is_minor(case):
    """Whether anyone pictured was, or may have been, under 18 when it was made."""
    return bool(case) and case.facts.get("under_18") in MAYBE


ASKED = "pictured"  # kind of record: asked again before the files of an incident


def may_add_files(case, incident_id):
    """Whether somebody said, for this incident, that nobody pictured was under 18."""
    if case is None or is_minor(case):
        return False
    return lets_files_in(case.named(ASKED, incident_id))


def lets_files_in(asked):
    """Whether this answer does, given here or in a copy that comes back; None: not."""
    return bool(asked) and asked.value["under_18"] == "no"


def answer(case, incident_id, under_18):
    """Remember the answer, for this incident and, unless it is no, for the case."""
    case.put(ASKED, incident_id, {"under_18": under_18})
    if under_18 in MAYBE or not case.facts.get("under_18"):
        case.remember(under_18=under_18)


def of_minors(facts):
    """Those of the facts that say so: no "no" of another visit outweighs them."""
    names = ("under_18", "under_18_now")
    return {name: facts[name] for name in names if facts.get(name) in MAYBE}


def report_routes(case):
    """Who takes reports of such pictures: two for everybody, then their country's."""
    there = Q(kind=HelplineKind.CHILD_PROTECTION) | Q(slug__in=REMOVERS)
    local = Q(country=case.facts.get("country", "")) & ~Q(country="US") & there
    routes = Helpline.objects.confirmed().with_phones()
    routes = routes.filter(Q(slug__in=FOR_EVERYBODY) | local)
    return sorted(routes, key=lambda each: (rank(each), each.name))


def rank(route):
    known = route.slug in FOR_EVERYBODY
    return FOR_EVERYBODY.index(route.slug) if known else len(FOR_EVERYBODY)
