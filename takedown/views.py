"""Which letters there are, how old everybody in the picture was, and which site."""

from django.http import Http404
from django.shortcuts import redirect, render

from evidence.cases import case_for, case_of
from evidence.minors import is_minor
from takedown.ages import adults_only, ask_age, path_back, show_reports
from takedown.forms import AgeForm, EngineForm, SiteForm
from takedown.kept import letters_of, letters_of_no_kind
from takedown.letter_views import barred
from takedown.letters import GROUPS, LETTERS, available
from takedown.review import overdue_since
from takedown.sites import begin_for, everywhere, known_sites, together
from takedown.situations import places_of
from takedown.summaries import summary


def letters(request):
    """What each kind is for, and the letters made so far."""
    case = case_of(request)
    if is_minor(case):
        return show_reports(request, case)
    kinds = available()
    context = {
        "groups": grouped(kinds),
        "made": [summary(each) for each in letters_of(case)],
        "no_kind": letters_of_no_kind(case),
        "overdue": overdue_since(*kinds),
    }
    return render(request, "takedown/letters.html", context)


def grouped(kinds):
    """(heading, kinds) of each group that has any."""
    groups = {
        heading: [kind for kind in kinds if kind.group == group]
        for group, heading in GROUPS.items()
    }
    return [(heading, found) for heading, found in groups.items() if found]


def age(request):
    """Asked once. It can be changed here at any time."""
    case = case_of(request)
    form = AgeForm(request.POST or None, facts=case.facts if case else None)
    if not form.is_valid():
        return ask_age(request, form)
    case_for(request).remember(under_18=form.cleaned_data["under_18"])
    back = path_back(form.cleaned_data["back"])
    return redirect(back or "takedown:letters")


@adults_only
def letter(request, kind):
    """Choose the site that a letter of this kind goes to, and begin it."""
    kind = LETTERS.get(kind)
    if kind is None or not kind.is_available():
        raise Http404
    case = case_of(request)
    if kind.follows:  # it begins from a request
        return redirect("takedown:requests")
    if kind.is_barred_by(case.facts):
        return barred(request, kind)
    if kind.engines:
        return letter_to_engine(request, case, kind)
    if not kind.has_site:
        return letter_about_all(request, case, kind)
    chosen = {"site": f"platform:{request.GET.get('platform', '')}"}
    form = SiteForm(request.POST or None, initial=chosen, sites=known_sites(case))
    if not form.is_valid():
        return beginning(request, kind, form)
    kept = begin_for(case, kind, form.chosen())
    return redirect("takedown:page", kept.id, kind.pages[0].slug)


def letter_to_engine(request, case, kind):
    """Choose the search engine, and which links it is about."""
    form = EngineForm(request.POST or None, sites=known_sites(case))
    if not form.is_valid():
        return beginning(request, kind, form)
    engine = form.cleaned_data["engine"]
    site = form.chosen() or found_through(case, kind, engine)
    kept = begin_for(case, kind, site, engine)
    return redirect("takedown:page", kept.id, kind.pages[0].slug)


def found_through(case, kind, engine):
    """All places that can be found through this search engine: nothing that was only
    sent in private. Where the plan names none, all that was written down.
    """
    mark = f"{kind.slug}:{engine}"
    places = places_of(case)
    sites = [p.site for p in places if mark in {route.mark for route in p.routes}]
    return together(sites) if sites else everywhere(case)


def beginning(request, kind, form=None):
    context = {"form": form, "kind": kind, "overdue": overdue_since(kind)}
    return render(request, "takedown/begin.html", context)


def letter_about_all(request, case, kind):
    """No site has to be chosen: one button begins it."""
    if request.method != "POST":
        return beginning(request, kind)
    kept = begin_for(case, kind, everywhere(case))
    return redirect("takedown:page", kept.id, kind.pages[0].slug)
