"""The pages of requests: the board, one request, and what the person tells of it."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from evidence.cases import case_of
from evidence.exhibits import exhibits_of
from evidence.incidents import incidents_of
from evidence.models import Record
from helpcenter.documents.download import as_file, download, file_name
from takedown.ages import adults_only
from takedown.kept import letters_of
from takedown.letter_views import file_to_read, gone, unless_barred
from takedown.letter_views import of_their_own as of_their_letter
from takedown.letters.take_it_down import CLOCK
from takedown.preview import draft_of
from takedown.reading import reading_of_request
from takedown.requests import board, event_forms, next_steps, papers, reminders, store
from takedown.requests.sent_form import CorrectForm, SentForm
from takedown.summaries import summary

CALENDAR_TYPE = "text/calendar; charset=utf-8"
SHOWN = {"all", "open", "overdue"}
# The small pages about a request, by their word in the address.
EVENTS = {
    "answer": event_forms.AnswerForm,
    "check": event_forms.CheckForm,
    "back": event_forms.BackForm,
    "close": event_forms.CloseForm,
    "open": event_forms.OpenForm,
}


def of_their_own(view):
    """Give the view the request of this id from the open case, if it has one."""

    @wraps(view)
    def found(request, pk, *args, **kwargs):
        try:
            sent = store.request_of(case_of(request), pk)
            return view(request, sent, *args, **kwargs)
        except Record.DoesNotExist:  # or deleted in another tab just now
            return gone(request)

    return found


# --- All of them


@adults_only
def requests(request):
    """The board: ?show=overdue and ?by=link choose what it shows."""
    case = case_of(request)
    every = board.ordered(store.requests_of(case))
    shown, by = choices_of(request)
    some = [each for each in every if is_shown(each, shown)]
    context = {
        "counts": board.counts(every),
        "shown": shown,
        "by": by,
        "groups": board.by_link(some) if by == "link" else board.by_site(some),
        "not_sent": [summary(kept) for kept in not_sent(case, every)],
    }
    return render(request, "takedown/requests/board.html", context)


def choices_of(request):
    shown, by = request.GET.get("show", "all"), request.GET.get("by", "site")
    return shown if shown in SHOWN else "all", "link" if by == "link" else "site"


def is_shown(each, shown):
    if shown == "overdue":
        return each.is_overdue()
    return shown == "all" or each.is_open


def not_sent(case, requests):
    """The letters that were made and, as far as we know, did not go out yet."""
    sent = {each.letter_token for each in requests}
    made = [kept for kept in letters_of(case) if not kept.kind.is_sheet]
    return [kept for kept in made if kept.token not in sent and not kept.letter.bar]


@adults_only
def requests_file(request, extension):
    case = case_of(request)
    every = board.ordered(store.requests_of(case))
    return download(papers.list_document(every, case), extension)


@adults_only
def calendar(request):
    """The end of every open request's time."""
    return as_calendar(store.requests_of(case_of(request)))


def as_calendar(requests):
    content = reminders.calendar_of(requests)
    return as_file(content, CALENDAR_TYPE, file_name("ics"))


# --- A letter goes out


@of_their_letter
@adults_only
@unless_barred
def sent(request, kept):
    """When, how and to where this letter was sent. From then on its clock runs."""
    if kept.kind.is_sheet:
        raise Http404
    case = case_of(request)
    form = SentForm(
        request.POST or None,
        initial=first_guess(case, kept),
        exhibits=exhibits_of(case),
        earliest=earliest_of(case, kept.letter.facts),
    )
    if form.is_valid():
        made = store.send(case, kept, form.sent())
        case.remember(zone=made.sent.zone)
        return redirect("takedown:request", made.id)
    context = {"form": form, "kept": kept, "before": store.requests_for(case, kept)}
    context |= {"lacks": lacks_of(kept, case), "letter_id": kept.id}
    return render(request, "takedown/requests/sent.html", context)


def lacks_of(kept, case):
    """What the letter lacks of that by which the 48 hours of the Act begin."""
    if kept.kind.clock != CLOCK:
        return []
    return kept.letter.lacks_under_the_act(draft_of(kept, case))


def first_guess(case, kept):
    facts = kept.letter.facts
    zone = facts.get("zone") or case.facts.get("zone", "")
    to = facts.get("recipient_email", "")
    return {"zone": zone, "sent_to": to, "at": facts.get("sends_at", "")}


def earliest_of(case, facts):
    """The day on which what the letter is about happened first, as far as known."""
    links = set(facts.get("links", ()))
    dates = [
        each.date
        for each in incidents_of(case)
        if each.date and links.intersection(each.links)
    ]
    return min(dates, default="")


# --- One of them


@of_their_own
@adults_only
def show(request, sent):
    case = case_of(request)
    context = {"sent": sent} | next_steps.of(case, sent)
    context["exhibit"] = exhibit_named(case, sent.sent.exhibit)
    context["reading"] = reading_of_request(sent)
    context["letter_id"] = letter_sent_as(case, sent)
    return render(request, "takedown/requests/request.html", context)


def letter_sent_as(case, sent):
    """The id of the letter that it was, if it is still there; else None."""
    letters = (kept for kept in letters_of(case) if kept.token == sent.letter_token)
    return next((kept.id for kept in letters), None)


def exhibit_named(case, id):
    return next((each for each in exhibits_of(case) if each.id == id), None)


@of_their_own
@adults_only
def event(request, sent, word):
    """Write down what happened after it was sent."""
    if word not in EVENTS:
        raise Http404
    form = EVENTS[word](request.POST or None, request=sent)
    return save_or_show(request, sent, form)


@of_their_own
@adults_only
def correct(request, sent):
    """What was told before stays beside it."""
    case = case_of(request)
    form = CorrectForm(
        request.POST or None,
        initial=CorrectForm.initial_of(sent.sent),
        exhibits=exhibits_of(case),
        earliest=earliest_of(case, sent.facts),
    )
    return save_or_show(request, sent, form)


def save_or_show(request, sent, form):
    if form.is_valid():
        store.add_event(case_of(request), sent.id, form.event())
        return redirect("takedown:request", sent.id)
    context = {"form": form, "sent": sent}
    return render(request, "takedown/requests/form.html", context)


@of_their_own
@adults_only
def request_file(request, sent, extension):
    """The packet: what was sent and what came of it."""
    return download(papers.packet_document(sent, case_of(request)), extension)


@of_their_own
@adults_only
def request_copy(request, sent, extension):
    """The letter that was sent, in the language of the visit, to read."""
    return file_to_read(reading_of_request(sent), case_of(request), extension)


@of_their_own
@adults_only
def request_calendar(request, sent):
    return as_calendar([sent])


@of_their_own
@adults_only
@require_POST
def follow(request, sent):
    """Begin the letter that follows this one, with all that is known."""
    kind = next_steps.kind_named(request.POST.get("kind", ""))
    kept = next_steps.begin_after(case_of(request), kind, sent)
    return redirect("takedown:page", kept.id, kind.pages[0].slug)


@of_their_own
def delete(request, sent):
    """Anybody may delete what is theirs, whatever it is about."""
    if request.method != "POST":
        return render(request, "takedown/requests/delete.html", {"sent": sent})
    store.delete(case_of(request), sent.id)
    return redirect("takedown:requests")
