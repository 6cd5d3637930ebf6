"""Pages about the case itself: keep, open, close, delete, new words, and going on."""

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpResponse
from django.middleware import csrf
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from evidence import cases, exhibits
from evidence.case_forms import OpenForm, TwoWordsForm, ask_two_of
from helpcenter import throttle, vault
from helpcenter.carried import Carried

PROPOSED = "new-words"  # in the session: words shown, and not yet in force
MINUTE, HOUR = 60, 3600
TOO_MANY = 429
WAIT = _(
    "Too many tries just now, from here or from everywhere. Please wait a minute and "
    "press the button again. Nothing you typed is lost."
)
WRONG = _(
    "These words open no notes. Look at each word and at their order. Notes that were "
    "deleted, or not opened for a long time, are gone."
)
# What was sent did not come from a page of ours, or the browser hides that it did.
FOREIGN = tuple(
    reason.partition(" - ")[0]
    for reason in (csrf.REASON_BAD_ORIGIN, csrf.REASON_BAD_REFERER)
)


def case(request):
    context = {"case": cases.case_of(request), "case_days": settings.CASE_DAYS}
    return render(request, "evidence/case/case.html", context)


# --- Keeping, and new words


def keep(request):
    """Put the notes of this visit under six words."""
    open_case = cases.case_of(request)
    if open_case and open_case.is_kept:
        return redirect("evidence:case")
    if request.method == "POST":
        return show_new_words(request, "evidence/case/keep.html")
    context = {"case_days": settings.CASE_DAYS}
    return render(request, "evidence/case/keep.html", context)


def new_words(request):
    """Other words for notes that are kept already."""
    open_case = cases.case_of(request)
    if open_case is None or not open_case.is_kept:
        return redirect("evidence:case")
    if request.method == "POST":
        return show_new_words(request, "evidence/case/new_words.html")
    return render(request, "evidence/case/new_words.html")


def show_new_words(request, again):
    """The only page that ever shows them: no session and no table holds all six."""
    try:
        slow_down("keep", request, rate=5 / HOUR, burst=5)
        lock = cases.case_for(request).propose()
    except vault.Busy:
        context = {"wait": WAIT, "case_days": settings.CASE_DAYS}
        return render(request, again, context, status=TOO_MANY)
    words = lock.words.split()
    request.session[PROPOSED] = {
        "case": cases.case_of(request).row.pk,
        "asked": ask_two_of(words),
        "locator": lock.locator.hex(),
        "wrapped": lock.wrapped.hex(),
    }
    return render(request, "evidence/case/words.html", {"words": words})


def confirm(request):
    """Two of the words come back from paper; only then are all six in force."""
    open_case = cases.case_of(request)
    proposed = request.session.get(PROPOSED)
    if not open_case or not proposed or proposed["case"] != open_case.row.pk:
        return redirect("evidence:case")
    form = TwoWordsForm(request.POST or None, asked=proposed["asked"])
    if not form.is_valid():
        again = "evidence:new-words" if open_case.is_kept else "evidence:keep"
        context = {"form": form, "again": again}
        return render(request, "evidence/case/confirm.html", context)
    open_case.accept(
        *(bytes.fromhex(proposed[part]) for part in ("locator", "wrapped"))
    )
    del request.session[PROPOSED]
    messages.success(request, _("Your notes are kept. Your six words open them."))
    return redirect("evidence:case")


def slow_down(purpose, request, rate, burst):
    """Raises vault.Busy where somebody, or everybody together, asks too often."""
    theirs = throttle.allow(purpose, request, rate, burst)
    if not theirs or not throttle.allow("stretch", None, rate=4, burst=8):
        raise vault.Busy


# --- Opening


def open_notes(request):
    """Open kept notes with their words; what this visit holds comes along."""
    form = OpenForm(request.POST or None, visit=visit_of(request))
    if form.is_valid() and opened(request, form):
        messages.success(request, _("Your notes are open."))
        return redirect("evidence:case")
    return render(
        request, "evidence/case/open.html", {"form": form}, status=status_of(form)
    )


def visit_of(request):
    """The case of this visit, if it holds something and is not kept."""
    open_case = cases.case_of(request)
    if open_case is None or open_case.is_kept or open_case.is_empty:
        return None
    return open_case


def opened(request, form):
    """Whether the words opened a case. If not, the form says why."""
    visit = visit_of(request)
    try:
        slow_down("unlock", request, rate=1 / MINUTE, burst=10)
        kept = cases.open_with(request, form.cleaned_data["words"])
    except vault.Busy:
        form.add_error(None, WAIT)
        return False
    if kept is None:
        form.add_error("words", WRONG)
        return False
    if visit and form.cleaned_data.get("bring", True):
        exhibits.bring(kept, visit, kept.bring(visit))
    if visit:
        visit.forget()
    return True


def status_of(form):
    return TOO_MANY if form.non_field_errors() else 200


# --- Ending


def close(request):
    """Forget the key in this browser. The notes stay where they are."""
    open_case = cases.case_of(request)
    if open_case is None or not open_case.is_kept:
        return redirect("evidence:case")
    if request.method == "POST":
        cases.close(request)
        messages.success(request, _("Your notes are closed. Your six words open them."))
        return redirect("evidence:case")
    return render(request, "evidence/case/close.html")


def delete(request):
    open_case = cases.case_of(request)
    if open_case is None:
        return redirect("evidence:case")
    if request.method == "POST":
        open_case.forget()
        cases.close(request)
        messages.success(request, _("Everything you wrote here is deleted."))
        return redirect("evidence:case")
    return render(request, "evidence/case/delete.html", {"case": open_case})


# --- A visit that ended while somebody was typing


@require_POST
def still_here(request):
    """Asking is enough: the session's end moves with every request."""
    return HttpResponse(status=204)


def resume(request, reason=""):
    """Instead of Django's refusal: everything typed is there, and one press goes on.

    403, because nothing was taken: a script that saves must not believe it was.
    """
    if reason.startswith(FOREIGN):
        return render(request, "evidence/case/foreign.html", status=403)
    if request.path.startswith(reverse("admin:index")):
        return admin.site.resume(request)
    return show_carried(request, Carried.of_refused(request), status=403)


def resume_kept(request):
    """The same, after the six words have opened the notes it belongs to."""
    carried = Carried.of_page(request) if request.method == "POST" else None
    if carried is None:
        return redirect("evidence:open")
    if "words" not in request.POST:
        form = OpenForm(visit=None)
    elif (form := OpenForm(request.POST, visit=None)).is_valid() and opened(
        request, form
    ):
        messages.success(request, _("Your notes are open."))
        return show_carried(request, carried)
    context = {"form": form, "carried": carried}
    return render(
        request, "evidence/case/resume_open.html", context, status=status_of(form)
    )


def show_carried(request, carried, status=200):
    context = {"carried": carried, "case": cases.case_of(request)}
    return render(request, "evidence/case/resume.html", context, status=status)
