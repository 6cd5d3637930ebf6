"""Pages of what happened. Each finds its things through the open case or not at all."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from directory.recognise import examine_all
from evidence import chart as charts
from evidence import drafts
from evidence.cases import StaleRevision, case_for, case_of
from evidence.exhibits import exhibits_of, remove
from evidence.forms import IncidentForm
from evidence.incidents import KIND, Incident, incidents_of, totals, write_down
from evidence.merge import MergeForm
from evidence.minors import is_minor, report_routes
from evidence.models import Record
from evidence.paper import chart_document, language_for, summary_document
from evidence.part_forms import SummaryForm
from helpcenter.documents import paper_for
from helpcenter.documents.download import FORMATS, download

SUMMARY = "summary"  # kind and name of the record of what was chosen for the short list


def chart(request):
    case = case_of(request)
    incidents = incidents_of(case)
    context = {
        "case": case,
        "incidents": incidents,
        "rows": rows_of(case, incidents),
        "totals": totals(incidents),
        "drafts": drafts.drafts_of(case),
    }
    return render(request, "evidence/chart.html", context)


def rows_of(case, incidents):
    """(incident, its exhibits, [(link, what to know about it)]) of each."""
    found = exhibits_of(case, incidents)
    links = examine_all([link for each in incidents for link in each.links])
    said = {each.text: each.sentence if each.host else "" for each in links}
    return [
        (
            incident,
            [each for each in found if each.incident == incident.id],
            [(link, said[link]) for link in incident.links],
        )
        for incident in incidents
    ]


def incident_new(request):
    if request.method == "POST":
        return save_new(request, IncidentForm(request.POST, today=today()))
    return show_form(request, IncidentForm.opened(today=today()), offer=True)


def save_new(request, form):
    if not form.is_valid():
        return not_saved(request, form)
    case = case_for(request)
    entry = write_down(case, form.incident(), form.tab_id)
    drafts.drop_all(case, form)
    if len(case.all(KIND)) == 1:
        return redirect("evidence:pause")
    return saved(request, entry)


def pause(request):
    """A moment to breathe after the first one."""
    return render(request, "evidence/pause.html")


def incident(request, id):
    entry = find(request, id)
    if request.method == "POST":
        form = IncidentForm(request.POST, today=today())
        return save_change(request, form, entry) if entry else gone(request, form)
    if entry is None:
        raise Http404
    form = IncidentForm.opened(Incident.of(entry), today=today())
    return show_form(request, form, id, offer=True)


def save_change(request, form, entry):
    if not form.is_valid():
        return not_saved(request, form, entry.id)
    try:
        case_of(request).change(KIND, entry.id, form.incident().value, form.revision)
    except StaleRevision as stale:
        return show_both(request, form, stale.current)
    drafts.drop_all(case_of(request), form)
    return saved(request, entry)


@require_POST
def merge(request, id):
    """What the person chose out of two versions."""
    entry = find(request, id)
    if entry is None:
        return gone(request, IncidentForm(request.POST, today=today()))
    form = MergeForm(request.POST, saved=Incident.of(entry), today=today())
    if form.revision != entry.revision:
        return show_both(request, form, entry)
    if not form.is_valid():
        return show_merge(request, form, entry)
    return save_change(request, form, entry)


def show_both(request, form, current):
    """Somebody saved in between: keep both texts, show both, and ask the person."""
    drafts.keep(case_of(request), form, current.id)
    hidden = {"rev": current.revision, "tab": form.tab_id, "draft": form.replaces}
    merge = MergeForm(
        initial=form.tidied() | hidden, saved=Incident.of(current), today=today()
    )
    if not merge.differing:
        drafts.drop_all(case_of(request), form)
        return saved(request, current)
    return show_merge(request, merge, current)


def show_merge(request, form, entry):
    context = {"form": form, "entry": entry}
    return render(request, "evidence/merge.html", context, status=409)


def incident_delete(request, id):
    case = case_of(request)
    found = [each for each in incidents_of(case) if each.id == id]
    if not found:
        raise Http404
    exhibits = [each for each in exhibits_of(case) if each.incident == id]
    if request.method == "POST":
        remove(case, exhibits)
        with suppress(Record.DoesNotExist):  # gone already is as good
            case.delete(KIND, id)
        messages.success(request, _("It is deleted."))
        return redirect("evidence:chart")
    context = {"incident": found[0], "exhibits": exhibits}
    return render(request, "evidence/incident_delete.html", context)


# --- What these have in common


def today():
    return timezone.now().date()


def find(request, id, kind=KIND):
    """The entry of the open case, or None: of another case there is nothing to find."""
    case = case_of(request)
    try:
        return case.get(kind, id) if case else None
    except Record.DoesNotExist:
        return None


def show_form(request, form, incident_id="", *, offer=False, is_gone=False):
    case = case_of(request)
    incidents = incidents_of(case) if offer else []
    context = {
        "form": form,
        "incident_id": incident_id,
        "drafts": drafts.unsaved(case, incidents, incident_id) if offer else [],
        "routes": report_routes(case) if is_minor(case) else [],
        "is_gone": is_gone,
    }
    status = 404 if is_gone else 200
    return render(request, "evidence/incident.html", context, status=status)


def saved(request, entry):
    messages.success(request, _("It is saved."))
    return redirect(f"{reverse('evidence:chart')}#{entry.id}")


def not_saved(request, form, incident_id=""):
    """Show it again with what to do, and keep it, should they leave it at that."""
    if not form.is_empty():
        drafts.keep(case_for(request), form, incident_id)
    return show_form(request, form, incident_id)


def gone(request, form):
    """The incident was deleted meanwhile: their words are offered as a new one."""
    if not form.is_empty():
        drafts.keep(case_for(request), form)
    return show_form(request, form, is_gone=True)


# --- Drafts


@require_POST
def draft_save(request, id=""):
    """Called by static/autosave.js. Its answer is the promise that the text is kept."""
    form = IncidentForm(request.POST, today=today())
    if not form.is_empty():
        drafts.keep(case_for(request), form, id)
    return JsonResponse({})


def draft(request, id):
    """The form with a draft put back."""
    draft = find_draft(request, id)
    form = IncidentForm.opened(draft=draft, today=today())
    is_there = find(request, draft.incident) is not None
    return show_form(request, form, draft.incident if is_there else "")


@require_POST
def draft_delete(request, id):
    find_draft(request, id)
    drafts.drop(case_of(request), id)
    messages.success(request, _("The unsaved text is deleted."))
    return redirect("evidence:chart")


def find_draft(request, id):
    found = [each for each in drafts.drafts_of(case_of(request)) if each.id == id]
    if not found:
        raise Http404
    return found[0]


# --- The short list and paper


def summary(request):
    incidents = incidents_of(case_of(request))
    if not incidents:
        return redirect("evidence:chart")
    chosen = chosen_of(case_of(request))
    sent = request.POST if request.method == "POST" else None
    form = SummaryForm(sent, incidents=incidents, initial=chosen)
    if form.is_valid():
        case_of(request).put(SUMMARY, SUMMARY, form.cleaned_data)
        return redirect("evidence:summary")
    recent, worst = charts.short_lists(incidents, chosen)
    context = {"form": form, "recent": recent, "worst": worst, "chosen": chosen}
    return render(request, "evidence/summary.html", context)


def chosen_of(case):
    entry = case.named(SUMMARY, SUMMARY)
    return entry.value if entry else {}


def chart_paper(request, extension):
    case = case_of(request)
    incidents = incidents_of(case)
    if extension in DATA:
        return data_file(DATA[extension](incidents), extension)
    if extension not in FORMATS:
        raise Http404
    with override(language_for(request.GET.get("in"))):
        return download(chart_document(incidents, paper_of(case)), extension)


def summary_paper(request, extension):
    case = case_of(request)
    incidents = incidents_of(case)
    if extension not in FORMATS or not incidents:
        raise Http404
    with override(language_for(request.GET.get("in"))):
        document = summary_document(incidents, chosen_of(case), paper_of(case))
        return download(document, extension, name="notes-short")


def paper_of(case):
    return paper_for(case.facts.get("country") if case else None)


DATA = {"csv": charts.to_csv, "json": charts.to_json}
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def data_file(content, extension):
    response = HttpResponse(content, content_type=TYPES[extension])
    name = f"notes-{today():%Y-%m}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
