"""Requests on paper: one as a packet, all of them as a list, and both in the binder."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evidence.minors import is_minor
from helpcenter.documents import Document, paper_for
from takedown.reading import marked
from takedown.requests.board import by_site, ordered
from takedown.requests.store import requests_of


def packet_document(sent, case):
    """What was sent, when, which time ran and what was answered; then the letter word
    for word.
    """
    return document("packet", of_packet(sent), case)


def of_packet(sent):
    return {"sent": sent, "letter": marked(sent.html)}


def list_document(requests, case):
    """All requests by site, with their times, links and answers."""
    return document("list", {"groups": by_site(requests)}, case)


def document(name, context, case):
    size = paper_for(case.facts.get("country"))
    source = written(name, context)
    return Document(source, settings.SITE_TITLE, get_language(), size)


def written(name, context):
    return render_to_string(f"takedown/paper/{name}.html", context)


def sections_of(case):
    """Yield (title, HTML of the closed set) of what goes into the binder: see
    CASE_SECTIONS in the settings.
    """
    requests = ordered(requests_of(case))
    if not requests or is_minor(case):
        return
    yield _("Letters sent"), written("list", {"groups": by_site(requests)})
    for sent in requests:
        yield f"{sent.title}: {sent.service}", written("packet", of_packet(sent))


def told_of(case):
    """A line for each letter that went out: see CASE_TOLD in the settings."""
    for sent in reversed(requests_of(case)):
        yield line_of(sent)


def line_of(sent):
    words = _("%(site)s: %(letter)s, sent %(moment)s")
    if sent.reference:
        words = _("%(site)s: %(letter)s, sent %(moment)s, number %(number)s")
    return words % {
        "site": sent.service,
        "letter": sent.title,
        "moment": sent.sent_words,
        "number": sent.reference,
    }
