"""The ways to have something taken down: all places of the case, then one of them."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render

from evidence.cases import case_of
from takedown import told
from takedown.ages import adults_only
from takedown.offers import offers_for
from takedown.sites import said_of
from takedown.situations import places_of

CONFLICT = 409


@adults_only
def routes(request):
    case = case_of(request)
    context = {"places": places_of(case), "country": case.facts.get("country")}
    return render(request, "takedown/routes.html", context)


def of_their_own(view):
    """Give the view the place of this id in the open case, if it has one."""

    @wraps(view)
    def found(request, place):
        for each in places_of(case_of(request)):
            if each.id == place:
                return view(request, each)
        raise Http404

    return found


@of_their_own
@adults_only
def place(request, place):
    """The ways for this place, and the questions that decide which they are."""
    theirs, ways = [], place.ways
    form = told.ToldForm(request.POST or None, initial=place.told, ways=ways)
    if form.is_valid():
        names, saved = told.save(case_of(request), place.site.key, form)
        if not names:
            return redirect("takedown:place", place.id)
        theirs, form = form.in_words(saved, names), form.against(saved)
    context = {"place": place, "form": form, "theirs": theirs}
    context |= {"groups": offers_for(place), "said": said_of(place.site)}
    status = CONFLICT if theirs else 200
    return render(request, "takedown/place.html", context, status=status)
