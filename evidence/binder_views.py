"""Making the binder: choose, and wait on a page that says so until the file comes."""

from django.shortcuts import redirect, render
from django.utils import timezone

from evidence import custody, exhibits
from evidence.binder import Binder, Choices
from evidence.binder_forms import BinderForm, typed_of
from evidence.cases import case_of
from evidence.downloads import as_stream
from evidence.exhibits import exhibits_of
from evidence.incidents import incidents_of
from evidence.minors import is_minor
from evidence.paper import language_for
from evidence.views import chosen_of, paper_of
from helpcenter.documents import A4, LETTER
from helpcenter.documents.binder import bind

KIND = "binder"  # kind and name of the record of what was chosen
READY = "binder"  # in the session: the file was asked for
PAPERS = {"a4": A4, "letter": LETTER}


def binder(request):
    case = case_of(request)
    incidents = incidents_of(case)
    if not incidents:
        return redirect("evidence:chart")
    covered = [e for e in exhibits_of(case, incidents) if e.is_covered and e.file]
    covered = [] if is_minor(case) else covered
    sent = request.POST if request.method == "POST" else None
    initial = typed_of(choices_of(case), usual_paper(case))
    form = BinderForm(sent, incidents=incidents, covered=covered, initial=initial)
    if form.is_valid():
        case.put(KIND, KIND, form.chosen())
        request.session[READY] = True
        return redirect("evidence:binder-making")
    context = {"form": form, "is_minor": is_minor(case)}
    return render(request, "evidence/binder/choose.html", context)


def making(request):
    """Stays while the file comes: the browser fetches it from here by itself."""
    case = case_of(request)
    if case is None or READY not in request.session:
        return redirect("evidence:binder")
    found = Binder(case, choices_of(case), chosen_of(case))
    context = {"exhibits": len(found.exhibits), "printed": len(found.printed)}
    return render(request, "evidence/binder/making.html", context)


def binder_file(request):
    """The PDF, as it is made."""
    case = case_of(request)
    if case is None or READY not in request.session:
        return redirect("evidence:binder")
    choices = choices_of(case)
    found = Binder(case, choices, chosen_of(case))
    exhibits.fix_labels(case, found.exhibits)
    found = Binder(case, choices, chosen_of(case))
    custody.note_all(case, [("bound", each.id, {}) for each in found.exhibits])
    paper = PAPERS.get(choices.paper) or paper_of(case)
    pieces = bind(
        found.parts(),
        title=f"{timezone.localdate():%Y-%m}",
        language=language_for(choices.language, office=True),
        paper=paper,
    )
    return as_stream(
        pieces, "application/pdf", f"notes-{timezone.localdate():%Y-%m}.pdf"
    )


def choices_of(case):
    entry = case.named(KIND, KIND) if case else None
    return Choices.of(entry.value if entry else {})


def usual_paper(case):
    return "letter" if paper_of(case) == LETTER else "a4"
