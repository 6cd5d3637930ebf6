"""Helplines: who to turn to in a country, on the page, on a card and beyond calls."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.finding import look_for, looking_for, place_of
from directory.forms import HelplineSearch, asked
from directory.lines import for_card, lines_for, resources_of
from directory.models import KINDS_OF_NEED, Helpline
from directory.places import ELSEWHERE
from directory.sheet import CARDS, helpline_card
from helpcenter.documents import paper_for
from helpcenter.documents.download import FORMATS, download


def helplines(request):
    form = asked(HelplineSearch, request, looking_for(request))
    if request.method == "POST" and form.is_valid():
        remember_country(request, form.cleaned_data)
        return redirect("directory:helplines")
    place = place_of(request)
    context = found_helplines(form.cleaned_data, place) if form.is_valid() else {}
    return render(request, "directory/helplines.html", {"form": form} | context)


def remember_country(request, chosen):
    """A state of another country is forgotten with that country."""
    state = looking_for(request).get("state", "")
    keep = state if state.startswith(f"{chosen['country']}-") else ""
    look_for(request, **chosen, state=keep)


def found_helplines(chosen, place):
    country, kinds = chosen["country"], KINDS_OF_NEED.get(chosen["need"], [])
    return {
        "country": country,
        "emergency": Helpline.objects.emergency(country),
        "lines": lines_for(chosen, kinds, timezone.now(), place),
        "waiting": Helpline.objects.unconfirmed().filter(country=country).count(),
    }


def card(request, card, extension):
    """The lines that the page shows, as many as fit on a sheet to fold."""
    if extension not in FORMATS or card not in CARDS:
        raise Http404
    form = asked(HelplineSearch, request, looking_for(request))
    if not form.is_valid():
        return redirect("directory:helplines")
    found = found_helplines(form.cleaned_data, place_of(request))
    lines = for_card(found["emergency"], found["lines"], CARDS[card])
    if not lines:
        return redirect("directory:helplines")
    country = found["country"]
    paper = paper_for("" if country == ELSEWHERE else country)
    document = helpline_card(lines, CARDS[card], paper, timezone.localdate())
    return download(document, extension)


def resources(request):
    """What helps and is no line to call: tools, lists, people to look for."""
    context = resources_of(place_of(request), timezone.now())
    return render(request, "directory/resources.html", context)
