"""Pages of the papers from the chart: what each is for, what it asks, and its files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from evidence.cases import case_for, case_of
from evidence.exhibits import exhibits_of, fix_labels
from evidence.incidents import incidents_of
from evidence.minors import is_minor, report_routes
from evidence.paper import language_for, languages_for
from evidence.papers import PAPERS, Told
from evidence.papers.paper import KIND, offered_for
from evidence.views import chosen_of, paper_of
from helpcenter.documents.download import FORMATS, download


def papers(request):
    case = case_of(request)
    context = {"papers": PAPERS.values(), "routes": routes_of(case)}
    return render(request, "evidence/papers.html", context)


def paper(request, kind):
    """What the paper is for, what it asks, and the ways to take it along."""
    found = paper_called(kind)
    case = case_of(request)
    sent = request.POST if request.method == "POST" else None
    form = found.form(sent, initial=offered_for(case, found))
    if found.form.base_fields and form.is_valid():
        case_for(request).put(KIND, kind, form.cleaned_data)
        messages.success(request, _("It is saved, and stands on the paper now."))
        return redirect("evidence:paper", kind)
    context = {
        "paper": found,
        "form": form,
        "formats": [(name, FORMATS[name].label) for name in found.formats],
        "languages": languages_for(found.is_for_office).items(),
        "is_empty": not incidents_of(case),
        "routes": routes_of(case),
    }
    return render(request, "evidence/paper_page.html", context)


def paper_file(request, kind, extension):
    """The paper as a file. Exhibits that it names keep their letters from now on."""
    found = paper_called(kind)
    if extension not in found.formats:
        raise Http404
    case = case_of(request)
    if case and found.names_exhibits:
        fix_labels(case, exhibits_of(case))
    told = Told.of(case, found, chosen_of(case) if case else {})
    with override(language_for(request.GET.get("in"), found.is_for_office)):
        return download(found.document(told, paper_of(case)), extension)


# --- What these have in common


def paper_called(kind):
    if kind not in PAPERS:
        raise Http404
    return PAPERS[kind]


def routes_of(case):
    return report_routes(case) if is_minor(case) else []
