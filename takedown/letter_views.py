"""One letter of the open case: its pages of facts, the letter itself, its words."""

from contextlib import suppress
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render

from evidence.cases import case_of
from evidence.models import Record
from helpcenter.documents.download import as_file, download, file_name
from takedown.ages import NOT_FOR_THIS, adults_only, typed
from takedown.dates import today_for
from takedown.forms import MarkForm, WordsForm
from takedown.kept import (
    KIND,
    WORDS,
    Stale,
    letter_of,
    save_facts,
    save_words,
    take_new_words,
)
from takedown.letters import LETTERS
from takedown.letters.pages import Before, To
from takedown.letters.search_engine import ToEngine
from takedown.preview import (
    document_of,
    draft_of,
    holds_for,
    preview_of,
    sending_of,
)
from takedown.reading import reading_of
from takedown.requests.store import requests_for
from takedown.sending import EMAIL_TYPE, unsent
from takedown.sites import directory_says

CONFLICT = 409


def of_any_kind(view):
    """Give the view the letter of this id from the open case, if it has one."""

    @wraps(view)
    def found(request, pk, *args, **kwargs):
        try:
            kept = letter_of(case_of(request), pk)
            return view(request, kept, *args, **kwargs)
        except Record.DoesNotExist:  # or deleted in another tab just now
            return gone(request)

    return found


def of_their_own(view):
    """The same. A letter whose kind is no more is only shown, whatever was asked."""

    @of_any_kind
    @wraps(view)
    def known(request, kept, *args, **kwargs):
        return (view if kept.is_known else no_kind)(request, kept, *args, **kwargs)

    return known


def gone(request):
    """404; what was typed is shown, because it may exist nowhere else."""
    if request.method != "POST":
        raise Http404
    return render(request, "takedown/gone.html", {"texts": typed(request)}, status=404)


def unless_barred(view):
    """Turn back from a letter that may not be made, but not from what decides it."""

    @wraps(view)
    def guarded(request, kept, *args, **kwargs):
        deciding = kept.letter.bar if kept.is_known else None
        if deciding is None or kwargs.get("part") == deciding:
            return view(request, kept, *args, **kwargs)
        if not kept.letter.is_decided:
            return redirect("takedown:page", kept.id, deciding)
        return barred(request, kept.kind, kept)

    return guarded


def barred(request, kind, kept=None):
    """Why this kind is not for them, and which ones are."""
    others = [other for other in LETTERS.values() if is_for_everybody(other)]
    context = {"kind": kind, "others": others, "kept": kept}
    return render(request, kind.barred_template, context, status=NOT_FOR_THIS)


def is_for_everybody(kind):
    """Whether it is about a site or its results, of no one country, and bars nobody."""
    is_theirs = (kind.has_site or kind.engines) and kind.group != "abroad"
    return is_theirs and not kind.barred_template


@adults_only
def no_kind(request, kept, *_args, **_kwargs):
    """A letter of a kind that we have no more, in the words that were kept."""
    context = {"kept": kept, "texts": typed(request)}
    return render(request, "takedown/no_kind.html", context)


# --- Its facts, a page at a time


@of_their_own
@adults_only
@unless_barred
def page(request, kept, part):
    form = page_or_404(kept, part)(
        request.POST or None, letter=kept.letter, initial=kept.letter.facts
    )
    mark, theirs = MarkForm.of(request, kept.mark(part)), []
    if form.is_valid():
        try:
            save_page(case_of(request), kept, form, mark.number)
        except Stale as error:
            theirs = form.differences(error.kept.letter.facts)
            mark = MarkForm.fresh(error.kept.mark(part))
        if not theirs:
            return go_on(request, kept, part)
    context = page_context(request, kept, form) | {"mark": mark, "theirs": theirs}
    status = CONFLICT if theirs else 200
    return render(request, form.page_template, context, status=status)


def page_or_404(kept, part):
    for each in kept.kind.pages:
        if each.slug == part:
            return each
    raise Http404


def save_page(case, kept, form, mark):
    """Raises Stale."""
    save_facts(case, kept.id, form.slug, mark, form.cleaned_data)
    told = {name: form.cleaned_data[name] for name in form.to_remember()}
    if told:
        case.remember(**told)


def go_on(request, kept, part):
    """To the next page; after a change, or the last one, to the letter."""
    following = neighbors(kept.kind, part)[1]
    if "change" in request.GET or following is None:
        return redirect("takedown:show", kept.id)
    return redirect("takedown:page", kept.id, following.slug)


def neighbors(kind, slug):
    """The page before and the page after this one, or None."""
    slugs = [each.slug for each in kind.pages]
    at = slugs.index(slug)
    before = kind.pages[at - 1] if at else None
    after = kind.pages[at + 1] if at + 1 < len(slugs) else None
    return before, after


def page_context(request, kept, form):
    before, _ = neighbors(kept.kind, form.slug)
    more = MORE.get(type(form), lambda *_: {})
    return {
        "form": form,
        "kept": kept,
        "letter": kept.letter,
        "before": before,
        "number": kept.kind.pages.index(type(form)) + 1,
        "is_change": "change" in request.GET,
    } | more(case_of(request), kept)


# What some pages show beside their fields.
MORE = {
    Before: lambda case, kept: {"holds": holds_for(case, kept)},
    To: lambda case, kept: directory_says(kept),
    ToEngine: lambda case, kept: directory_says(kept),
}


# --- The letter


@of_their_own
@adults_only
@unless_barred
def show(request, kept):
    case = case_of(request)
    context = preview_of(kept, case) | {"requests": requests_for(case, kept)}
    return render(request, "takedown/letter.html", context)


@of_any_kind
@adults_only
@unless_barred
def take(request, kept, extension):
    """The letter as a file. Its name says nothing; see documents/download.py."""
    return download(document_of(kept, case_of(request)), extension)


@of_their_own
@adults_only
@unless_barred
def take_copy(request, kept, extension):
    """The letter in the language of the visit, to read: see takedown/reading.py."""
    return file_to_read(reading_of(kept), case_of(request), extension)


def file_to_read(reading, case, extension):
    if reading is None:
        raise Http404
    return download(reading.document(case), extension, reading.name)


@of_their_own
@adults_only
@unless_barred
def draft(request, kept):
    """The letter as an e-mail that is not sent yet, for a mail program to open."""
    sending = sending_of(kept, case_of(request))
    if sending is None or not sending.goes_by_email:
        raise Http404
    content = unsent(sending, file_name("pdf"))
    return as_file(content, EMAIL_TYPE, file_name("eml"))


@of_their_own
@adults_only
@unless_barred
def words(request, kept):
    """Every paragraph in a box of its own."""
    paragraphs = draft_of(kept, case_of(request)).paragraphs
    form = WordsForm(request.POST or None, paragraphs=paragraphs)
    mark, theirs = MarkForm.of(request, kept.mark(WORDS)), []
    if form.is_valid():
        try:
            save_words(case_of(request), kept.id, mark.number, form.edits())
        except Stale as error:
            theirs = form.differences(draft_of(error.kept, case_of(request)))
            mark = MarkForm.fresh(error.kept.mark(WORDS))
        if not theirs:
            return redirect("takedown:show", kept.id)
    context = {"form": form, "mark": mark, "kept": kept, "theirs": theirs}
    status = CONFLICT if theirs else 200
    return render(request, "takedown/words.html", context, status=status)


@of_their_own
@adults_only
@unless_barred
def new_words(request, kept):
    """The letter in the words of the present version, to be looked at and taken."""
    mark = MarkForm.of(request, kept.mark(WORDS))
    if not kept.is_of_earlier_version:
        return redirect("takedown:show", kept.id)
    if request.method == "POST":
        with suppress(Stale):  # changed in another tab: they look at it once more
            take_new_words(case_of(request), kept.id, mark.number)
            return redirect("takedown:show", kept.id)
        mark = MarkForm.fresh(letter_of(case_of(request), kept.id).mark(WORDS))
    letter = kept.in_new_words
    paper = letter.paper(today_for(letter, kept.case_facts))
    context = {"kept": kept, "paper": paper, "mark": mark}
    return render(request, "takedown/new_words.html", context)


@of_their_own
@adults_only
@unless_barred
def original(request, kept):
    """One paragraph in our words again. From a page that shows something else than is
    kept, nothing is put back: the letter is shown as it is.
    """
    key, edits = request.POST.get("key"), kept.letter.edits
    if key in edits:
        others = {name: edit for name, edit in edits.items() if name != key}
        mark = MarkForm.of(request, kept.mark(WORDS))
        try:
            save_words(case_of(request), kept.id, mark.number, others)
        except Stale as error:
            context = preview_of(error.kept, case_of(request)) | {"is_stale": True}
            return render(request, "takedown/letter.html", context, status=CONFLICT)
    return redirect("takedown:show", kept.id)


@of_any_kind
def delete(request, kept):
    """Anybody may delete what is theirs, whatever it is about."""
    if request.method != "POST":
        return render(request, "takedown/delete.html", {"kept": kept})
    case_of(request).delete(KIND, kept.id)
    return redirect("takedown:letters")
