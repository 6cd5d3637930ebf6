"""Pages of exhibits. Each is found through the open case, or not at all."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from evidence import custody, exhibits, file_types, files, intake
from evidence.cases import StaleRevision, case_of
from evidence.copies.earlier import readable_logs
from evidence.downloads import HEADERS, as_stream, begun
from evidence.exhibit_forms import AgeForm, ExhibitForm
from evidence.exhibits import exhibit_of, exhibits_of
from evidence.gate import MEGABYTE, TOO_BIG, gate_of
from evidence.incidents import incidents_of
from evidence.minors import answer, is_minor, may_add_files, report_routes
from evidence.readable import excerpt

SHOWN = "shown"  # in the session: the picture to be shown unblurred, once
SAFE_NAME = "item-{label}.{ending}"


def of_case(view):
    """Fetch the exhibit for the view; what is not in the open case is not there."""

    @wraps(view)
    def fetching(request, id, **kwargs):
        exhibit = exhibit_of(case_of(request), id)
        if exhibit is None:
            raise Http404
        return view(request, exhibit, **kwargs)

    return fetching


def exhibit_list(request):
    case = case_of(request)
    context = {"exhibits": exhibits_of(case), "is_minor": is_minor(case)}
    return render(request, "evidence/exhibits/list.html", context)


# --- Adding


def exhibit_add(request, id):
    incident = incident_of(request, id)
    if incident is None and request.method != "POST":
        raise Http404
    if request.method != "POST":
        return show_add(request, incident)
    if incident and "under_18" in request.POST:
        return take_answer(request, incident)
    return take_files(request, id)


def incident_of(request, id):
    found = incidents_of(case_of(request))
    return next((incident for incident in found if incident.id == id), None)


def take_answer(request, incident):
    form = AgeForm(request.POST)
    if not form.is_valid():
        return show_add(request, incident, form=form)
    answer(case_of(request), incident.id, form.cleaned_data["under_18"])
    return redirect("evidence:exhibit-add", incident.id)


def show_add(request, incident, status=200, **more):
    case, most_mb = case_of(request), settings.EXHIBIT_MAX_BYTES // MEGABYTE
    context = {
        "incident": incident,
        "form": AgeForm(),
        "routes": report_routes(case) if is_minor(case) else [],
        "may_add": may_add_files(case, incident.id),
        "accepted": file_types.ACCEPTED,
        "most": settings.EXHIBIT_MAX_BYTES,
        "most_mb": most_mb,
        "too_big": TOO_BIG % {"most": most_mb},
    }
    return render(request, "evidence/exhibits/add.html", context | more, status=status)


def take_files(request, id):
    """The files are in the store by now, or refused; make exhibits of them."""
    sent = request.FILES.getlist("files")
    uploads = [file for file in sent if isinstance(file, intake.SealedUpload)]
    gate = gate_of(request)
    case, added = case_of(request), []
    if not gate.closed:
        added = [intake.receive(case, id, upload) for upload in uploads]
    tell_twins(request, case, added)
    if request.accepts("text/html"):
        return taken_page(request, id, gate, added)
    return taken_data(gate, id, added)


def taken_data(gate, id, added):
    """For static/upload.js."""
    if gate.closed:
        return JsonResponse({"sentence": gate.closed}, status=gate.status)
    refused = [{"name": name, "sentence": said} for name, said in gate.refused]
    data = {"added": added, "refused": refused, "next": where_next(id, added)}
    return JsonResponse(data)


def taken_page(request, id, gate, added):
    incident = incident_of(request, id)
    if incident is None:
        raise Http404
    if gate.closed or gate.refused or not added:
        nothing = not (added or gate.closed or gate.refused)
        more = {"gate": gate, "added": len(added), "nothing": nothing}
        return show_add(request, incident, status=gate.status, **more)
    messages.success(
        request, _("It is saved.") if len(added) == 1 else _("They are saved.")
    )
    return redirect(where_next(id, added))


def where_next(incident_id, added):
    if len(added) == 1:
        return reverse("evidence:exhibit", args=added)
    return reverse("evidence:exhibits") + f"#{incident_id}"


def tell_twins(request, case, added):
    for id in added:
        exhibit = exhibit_of(case, id)
        if twin := intake.same_file(case, exhibit):
            messages.warning(
                request,
                TWINS % {"this": exhibit.label, "other": twin.label},
            )


TWINS = _(
    "Exhibit %(this)s is the very same file as Exhibit %(other)s. If once is enough, "
    "delete one of them."
)

# --- One exhibit


@of_case
def exhibit(request, exhibit):
    if request.method == "POST":
        return save(request, exhibit, ExhibitForm(request.POST))
    return show(request, exhibit, ExhibitForm.of(exhibit))


def save(request, exhibit, form):
    if not form.is_valid():
        return show(request, exhibit, form)
    changed = exhibits.replace(exhibit, **form.said())
    try:
        exhibits.describe(case_of(request), changed, form.revision)
    except StaleRevision as stale:
        saved = exhibits.Exhibit.of(stale.current)
        again = ExhibitForm.put_back(form.said(), saved.revision)
        return show(request, exhibit, again, 409, theirs=list(form.differing(saved)))
    messages.success(request, _("It is saved."))
    return redirect("evidence:exhibit", exhibit.id)


def show(request, exhibit, form, status=200, **more):
    case = case_of(request)
    lines, _ = custody.readable_log(case)
    log = [line for line in lines if line.exhibit == exhibit.id]
    context = {
        "exhibit": exhibit,
        "form": form,
        "log": log,
        "is_minor": is_minor(case),
        "is_shown": request.session.get(SHOWN) == exhibit.id,
        "excerpt": excerpt(case, exhibit),
        "original": exhibit_of(case, exhibit.original) if exhibit.original else None,
    }
    return render(
        request, "evidence/exhibits/exhibit.html", context | more, status=status
    )


@require_POST
@of_case
def unblur(request, exhibit):
    """Show the picture as it is, once: on the page that comes next."""
    if exhibit.preview and not is_minor(case_of(request)):
        custody.note(case_of(request), "viewed", exhibit.id)
        request.session[SHOWN] = exhibit.id
    return redirect(f"{reverse('evidence:exhibit', args=[exhibit.id])}#picture")


@of_case
def preview(request, exhibit):
    """A JPEG of pixels only; blurred unless nothing speaks against showing it."""
    case = case_of(request)
    if is_minor(case) or not exhibit.blurred:
        raise Http404
    is_asked_for = request.session.get(SHOWN) == exhibit.id
    if exhibit.is_covered and not is_asked_for:
        return picture(exhibit.blurred_bytes)
    if is_asked_for:
        del request.session[SHOWN]
    try:
        return picture(files.read(case, exhibit.preview))
    except (FileNotFoundError, files.StoreAway, files.Unreadable):
        return picture(exhibit.blurred_bytes)


def picture(data):
    return HttpResponse(data, content_type="image/jpeg", headers=HEADERS)


@require_POST
@of_case
def original(request, exhibit):
    """The file as it came, byte for byte, to be saved and never to be shown by us."""
    case = case_of(request)
    if exhibit.file is None or is_minor(case):
        raise Http404
    try:
        pieces = begun(files.pieces(case, exhibit.file))
    except (FileNotFoundError, files.StoreAway, files.Unreadable):
        messages.error(request, UNREADABLE)
        return redirect("evidence:exhibit", exhibit.id)
    custody.note(case, "taken", exhibit.id, sha256=exhibit.sha256)
    ending = file_types.TYPES[exhibit.file_type].endings[0]
    name = SAFE_NAME.format(label=exhibit.label.lower(), ending=ending)
    return as_stream(pieces, "application/octet-stream", name, exhibit.file.size)


UNREADABLE = _(
    "The file could not be read just now. Please try again in some minutes. If it does "
    "not help, what you wrote about it is still here."
)


@of_case
def exhibit_delete(request, exhibit):
    if request.method == "POST":
        exhibits.remove(case_of(request), [exhibit])
        messages.success(request, _("It is deleted."))
        return redirect("evidence:exhibits")
    return render(request, "evidence/exhibits/delete.html", {"exhibit": exhibit})


# --- The custody log


def log(request):
    """Everything that was done with the exhibits."""
    case = case_of(request)
    labels = {each.id: each.label for each in exhibits_of(case)}
    lines, broken = custody.readable_log(case)
    rows = [(line, labels.get(line.exhibit, "")) for line in lines]
    earlier = list(readable_logs(case, labels))
    context = {"rows": rows, "broken": broken, "earlier": earlier}
    return render(request, "evidence/exhibits/log.html", context)
