"""Many letters at once: ticking them, what came of it, and taking many along."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from evidence.cases import case_of
from evidence.downloads import as_stream
from helpcenter.documents.download import file_name
from takedown.ages import adults_only
from takedown.bundle import bound, zipped
from takedown.kept import letters_of
from takedown.letters.fields import unique
from takedown.many import fill, make, piles_of
from takedown.many_forms import FillForm, ManyForm, TakeForm
from takedown.preview import draft_of, page_of

MADE = "many"  # in the session: the ids of the letters that were made together
# So few on a page that a browser may send every tick: see the settings of Django,
# DATA_UPLOAD_MAX_NUMBER_FIELDS.
PLACES, LETTERS = 50, 300
FEWEST_DIGITS = 2  # of a letter's number


@adults_only
def many(request):
    """Tick the letters, and tell once what they all need."""
    case = case_of(request)
    piles = piles_of(case)
    page = Paginator(piles, PLACES).get_page(request.GET.get("page"))
    # In a page that is sent, a tick of any place counts, wherever it stands by now.
    form = ManyForm(sent(request), piles=piles, case=case)
    if form.is_valid():
        begin(request, case, form)
        return redirect("takedown:many-made")
    context = {"form": form, "page": page, "boxes": form.boxes(page.object_list)}
    context["readers"] = readers_of(page.object_list)
    return render(request, "takedown/many.html", context)


def sent(request):
    return request.POST if request.method == "POST" else None


def begin(request, case, form):
    made = make(case, form.ticked, form.told, form.to_remember)
    request.session[MADE] = unique(kept.id for kept, _ in made)
    before = sum(not is_new for _, is_new in made)
    if before:
        messages.info(request, were_there(before))


def were_there(count):
    words = ngettext(
        "One of these was there before. It was not made twice.",
        "%(count)d of these were there before. They were not made twice.",
        count,
    )
    return words % {"count": count}


def readers_of(piles):
    """The kinds that can be ticked here, to say who sees the name on each."""
    return unique(each.kind for pile in piles for each in pile.open)


@adults_only
def made(request):
    """The letters that were ticked, what each still lacks, and one form to fill it in
    for all of them.
    """
    case = case_of(request)
    ids = request.session.get(MADE, [])
    letters = [(number, kept) for number, kept in numbered(case) if kept.id in ids]
    if not letters:
        return redirect("takedown:take-many")
    voices = {kept.letter.voice.slug for _, kept in letters}
    form = FillForm(sent(request), case=case, voices=voices)
    if form.is_valid():
        fill(case, [kept for _, kept in letters], form.told, form.to_remember)
        return redirect("takedown:many-made")
    rows = [row(number, kept, case) for number, kept in letters]
    context = {"form": form, "rows": rows, "gaps": sum(r["is_open"] for r in rows)}
    context["take"] = [kept.id for _, kept in letters]
    return render(request, "takedown/many_made.html", context)


def numbered(case):
    """[(number, letter)] of all that may be taken, the oldest first: "01", "02"."""
    letters = [kept for kept in reversed(letters_of(case)) if kept.letter.bar is None]
    digits = max(FEWEST_DIGITS, len(str(len(letters))))
    return [(f"{n:0{digits}}", kept) for n, kept in enumerate(letters, start=1)]


def row(number, kept, case):
    """A letter with what it lacks, each with the page that asks for it."""
    letter, paper = kept.letter, draft_of(kept, case)
    missing = [(each, page_of(letter, each)) for each in letter.missing(paper)]
    breaches = letter.breaches(paper)
    return {
        "number": number,
        "kept": kept,
        "letter": letter,
        "missing": missing,
        "breaches": breaches,
        "is_open": bool(missing or breaches),
    }


@adults_only
def take(request):
    """Choose which letters to take along; then they come as one file."""
    case = case_of(request)
    letters = numbered(case)
    page = Paginator(letters, LETTERS).get_page(request.GET.get("page"))
    form = TakeForm(sent(request), letters=letters, shown=page.object_list)
    if form.is_valid():
        return file_of(form.cleaned_data["letters"], form.cleaned_data["file"], case)
    return render(request, "takedown/take_many.html", {"form": form, "page": page})


def file_of(letters, extension, case):
    """All of them under one name that says nothing."""
    make, content_type = FILES[extension]
    return as_stream(make(letters, case), content_type, file_name(extension))


FILES = {"zip": (zipped, "application/zip"), "pdf": (bound, "application/pdf")}
