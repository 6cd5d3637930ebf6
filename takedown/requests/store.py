"""Requests in the open case: sealed records of kind "request".

They are the send log of letters.md, G6: the letter as it was sent, to whom, how, when
and in which zone, the number they gave it, and the clocks that run.
"""

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime

from django.db import transaction

from evidence import custody
from evidence.models import Record
from takedown.english import in_english
from takedown.letters.paragraphs import as_kept
from takedown.letters.take_it_down import CLOCK
from takedown.requests.parts import Sent
from takedown.requests.request import KIND, Request
from takedown.sites import directory_says


def requests_of(case):
    """All requests of the open case, the newest first; none without a case."""
    entries = case.all(KIND) if case else []
    return [Request.of(entry) for entry in reversed(entries)]


def request_of(case, id):
    """Raises Record.DoesNotExist."""
    if case is None:
        raise Record.DoesNotExist
    return Request.of(case.get(KIND, id))


def requests_for(case, kept):
    """Those that this letter was sent as."""
    return [each for each in requests_of(case) if each.letter_token == kept.token]


def send(case, kept, sent):
    """Keep that this letter was sent, with all it said. The same letter at the same
    moment is the same request: it is kept once.
    """
    value = frozen(kept, sent)
    with transaction.atomic():
        case.hold()
        case.all_again(KIND)
        for other in requests_for(case, kept):
            if Sent(**other.value["sent"]).at == sent.at:
                return other
        request = Request.of(case.add(KIND, value))
        custody.note(case, "sent", sent.exhibit, **for_log(request))
    return request


@in_english
def frozen(kept, sent):
    """All of the letter as it went out on that day."""
    letter = kept.letter
    paper = letter.paper(sent.moment.date())
    clocks = letter.clocks_of(paper)
    return {
        "letter": kept.token,
        "kind": kept.kind.slug,
        "version": kept.value["version"],
        "title": str(letter.title),
        "service": str(letter.service),
        "platform": kept.platform_slug,
        "facts": letter.facts,
        "paper": as_kept(paper.paragraphs),
        "clocks": [asdict(clock) for clock in clocks],
        "usual": str(letter.usual),
        "is_valid": CLOCK in clocks and letter.counts_on(paper),
        "directory": said_by_directory(kept),
        "sent": asdict(sent),
        "events": [],
    }


def said_by_directory(kept):
    """Whom the directory named, how sure it was, and when each fact was checked."""
    known = directory_says(kept)["known"]
    if not known:
        return {}
    return {
        "recipient": known.lines,
        "confidence": known.confidence,
        "facts": [
            {"slug": fact.slug, "checked_on": f"{fact.checked_on}"}
            for fact in known.channels
        ],
    }


@in_english
def for_log(request):
    digest = hashlib.sha256(request.html.encode()).hexdigest()
    sent = request.sent.moment
    return {
        "letter": request.title,
        "to": request.service,
        "at": sent.isoformat(),
        "sha256": digest,
    }


def add_event(case, id, event):
    """Add an event. Its nonce tells two events from one that was sent twice. Returns
    the request. Raises Record.DoesNotExist.
    """
    with transaction.atomic():
        case.hold()
        entry = case.get(KIND, id)
        events = entry.value["events"]
        if any(each["nonce"] == event["nonce"] for each in events):
            return Request.of(entry)
        stamped = event | {"noted": datetime.now(UTC).isoformat(timespec="seconds")}
        value = entry.value | {"events": [*events, stamped]}
        request = Request.of(case.change(KIND, id, value, entry.revision))
        log_event(case, request)
    return request


@in_english
def log_event(case, request):
    event = request.events[-1]
    custody.note(
        case,
        "answered" if event.what == "answered" else "followed",
        what=str(event.title),
        to=request.service,
        letter=request.title,
    )


def delete(case, id):
    """The log said that it was sent; it says that this is deleted, too. Raises
    Record.DoesNotExist.
    """
    with transaction.atomic():
        case.hold()
        request = request_of(case, id)
        case.delete(KIND, id)
        custody.note(case, "removed", **for_log(request))
