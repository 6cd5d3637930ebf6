"""Letters are for pictures of adults: the gate before every one of their routes (G2).

Was, or may somebody in the picture have been, under 18: no letters, reports instead.
"""

from functools import wraps

from django.shortcuts import render
from django.urls import Resolver404, resolve

from evidence.cases import case_of
from evidence.minors import is_minor, report_routes
from helpcenter.carried import Carried
from takedown.forms import AgeForm

NOT_FOR_THIS = 403


def adults_only(view):
    """Ask first if nobody did; show the reports to whom the letters are not for."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        case = case_of(request)
        if is_minor(case):
            return show_reports(request, case)
        if not case or case.facts.get("under_18") != "no":
            form = AgeForm(initial={"back": request.path})
            return ask_age(request, form, typed(request))
        return view(request, *args, **kwargs)

    return guarded


def ask_age(request, form, texts=()):
    return render(request, "takedown/age.html", {"form": form, "texts": texts})


def show_reports(request, case):
    context = {"routes": report_routes(case), "texts": typed(request)}
    return render(request, "takedown/reports.html", context, status=NOT_FOR_THIS)


def typed(request):
    """What somebody typed into a form that is not taken now, to be read and copied."""
    return Carried.of_refused(request).texts


def path_back(path):
    """The path, if it is one of ours; else None."""
    try:
        return path if resolve(path).namespace == "takedown" else None
    except Resolver404:
        return None
