"""Taking a digital copy along, checking one, and bringing one back."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence import custody, exhibits, files
from evidence.cases import case_for, case_of
from evidence.copies import keys, names
from evidence.copies.bring import CannotBring, bring_back
from evidence.copies.contents import Choices, Contents
from evidence.copies.forms import BackForm, CopyForm
from evidence.copies.records import CHOICES
from evidence.downloads import HEADERS, as_stream
from evidence.gate import gate_of
from evidence.incidents import incidents_of
from evidence.minors import is_minor
from helpcenter import vault

READY = "copy"  # in the session: a copy was asked for
FIELD = "copy"  # the name of the file in the form
ENCRYPTED = "application/octet-stream"


def copy(request):
    """Choose what goes in, and who can open it."""
    case = case_of(request)
    if case is None or case.is_empty:
        return redirect("evidence:chart")
    sent = request.POST if request.method == "POST" else None
    initial = {"covered": "yes", "rest": "yes", "lock": "no"}
    form = CopyForm(sent, incidents=incidents_of(case), initial=initial)
    if form.is_valid():
        case.put(CHOICES, CHOICES, chosen(case, form.cleaned_data))
        request.session[READY] = True
        return redirect("evidence:copy-take")
    context = {"form": form, "is_minor": is_minor(case), "keys": keys.keys_of(case)}
    return render(request, "evidence/copy/choose.html", context)


def chosen(case, said):
    """Plain JSON, for Choices.of(). A copy for oneself gets a key of its own."""
    lock = said["lock"]
    key = keys.new_key(case) if lock == "own" else None
    return {
        "incidents": said.get("incidents", []),
        "with_covered": said["covered"] != "no",
        "with_rest": said["rest"] != "no",
        "reader": key.reader if key else said["reader"] if lock == "other" else "",
        "key": key.id if key else "",
    }


def take(request):
    """Two buttons: the copy, and the key if it has one."""
    case = case_of(request)
    if case and "key" in request.POST:
        return key_file(case, request.POST["key"])
    if case is None or READY not in request.session:
        return redirect("evidence:copy")
    choices = Choices.of(choices_of(case))
    if request.method == "POST":
        return copy_file(case, choices)
    found = Contents(case, choices, timezone.localdate())
    context = {
        "choices": choices,
        "contents": found,
        "files": sum(bool(each.file) for each in found.exhibits),
        "name": file_name(choices),
    }
    return render(request, "evidence/copy/take.html", context)


def choices_of(case):
    entry = case.named(CHOICES, CHOICES)
    return entry.value if entry else {}


def file_name(choices):
    ending = ".zip.age" if choices.reader else ".zip"
    return f"{names.folder(timezone.localdate())}{ending}"


def key_file(case, id):
    key = keys.key_of(case, id)
    if key is None:
        raise Http404
    response = HttpResponse(key.file, content_type=ENCRYPTED, headers=HEADERS)
    response.headers["Content-Disposition"] = 'attachment; filename="notes-key.txt"'
    return response


def copy_file(case, choices):
    """The copy, as it is made. What is done with it is written down before."""
    today = timezone.localdate()
    exhibits.fix_labels(case, Contents(case, choices, today).exhibits)
    found = Contents(case, choices, today)
    custody.note_all(
        case, [("copied", each.id, exhibits.of_file(each)) for each in found.exhibits]
    )
    bag = found.bag()
    if not choices.reader:
        return as_stream(bag.pieces(), "application/zip", file_name(choices), bag.size)
    sealed = vault.sealed_stream(bag.pieces(), vault.reader_of(choices.reader))
    return as_stream(sealed, ENCRYPTED, file_name(choices))


def check(request):
    """All is done by static/check.js; without it, by the words on the page."""
    return render(request, "evidence/copy/check.html")


def back(request):
    """The copy is in the store by now, sealed and nobody's; unpack it from there."""
    if request.method != "POST":
        return show_back(request, BackForm())
    form, gate = BackForm(request.POST), gate_of(request)
    upload = request.FILES.get(FIELD)
    sentence = gate.closed or next((said for _, said in gate.refused), "")
    if sentence or upload is None:
        return show_back(request, form, sentence or NOTHING, gate.status)
    case = case_for(request)
    try:
        opened = partial(files.pieces, case, upload.arriving.kept)
        result = bring_back(case, opened, form["key"].value() or "")
    except CannotBring as refusal:
        del request.open_case  # what it read meanwhile was taken back
        return show_back(request, form, str(refusal), 422)
    return render(request, "evidence/copy/brought.html", {"result": result})


NOTHING = _("Choose the file first. Nothing was added.")


def show_back(request, form, sentence="", status=200):
    case = case_of(request)
    context = {
        "form": form,
        "sentence": sentence,
        "is_free": case is None or case.is_empty,
        "field": FIELD,
    }
    return render(request, "evidence/copy/back.html", context, status=status)
