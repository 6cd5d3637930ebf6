"""The chart and its short list on paper: PDF, Word and text from one source each."""

from dataclasses import replace
from math import ceil
from unicodedata import east_asian_width

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from evidence.chart import COLUMNS, row_of, said, short_lists, where
from helpcenter.documents import A4, Document

# The short list is one page. Measured on Letter, the lower of the two papers: so many
# lines of table, and so many letters in a line of its wide and of its other columns.
MARGIN = 15  # millimeters
LINES = 36
WIDE, OTHER = 48, 17
LONGEST_LINK = 84

OFFICE = "en"  # what offices and courts of the United States read


def languages_for(office=False):
    """{code: its own name} of what a paper may be in, the usual one first: that of the
    visit, or of an office which gets it.
    """
    usual = [OFFICE, get_language()] if office else [get_language(), OFFICE]
    names = dict(settings.LANGUAGES)
    return {code: names[code] for code in usual if code in names}


def language_for(asked, office=False):
    """The one asked for, if it may be, or the usual one."""
    offered = languages_for(office)
    return asked if asked in offered else next(iter(offered))


def chart_document(incidents, paper=A4):
    """The chart, on paper of this size lying on its side."""
    rows = [row_of(incident) for incident in incidents]
    return document("chart", {"columns": COLUMNS, "rows": rows}, paper.landscape)


def summary_document(incidents, chosen, paper=A4):
    """One page: each incident told once, shortened so that all of them fit."""
    recent, bad = short_lists(incidents, chosen)
    told = {each.id for each in recent}
    lines = LINES / len(told.union(each.id for each in bad)) - 1
    context = {
        "recent": [brief(each, lines) for each in recent],
        "worst": [brief(each, lines) for each in bad if each.id not in told],
        "above": [each.number for each in bad if each.id in told],
        "total": len(incidents),
    }
    return document("summary", context, replace(paper, margin=MARGIN))


def document(name, context, paper):
    """In the language that is active while it is made."""
    source = render_to_string(f"evidence/paper/{name}.html", context)
    return Document(source, settings.SITE_TITLE, get_language(), paper)


def brief(incident, lines):
    """One incident in so many lines. The chart has all of it."""
    shown = [link for link in incident.links if len(link) <= LONGEST_LINK][:1]
    column = (lines - 1) * OTHER
    half = column / 2  # where two paragraphs share the column
    more = others(len(incident.links), len(shown))
    below = ceil(len(" ".join([*shown, more])) / WIDE)  # lines of links
    return {
        "number": incident.number,
        "when": shorten(incident.when_words(), half) or _("No date"),
        "where": shorten(", ".join(where(incident)), half),
        "what": shorten(incident.happened, (lines - 1 - max(below, 1)) * WIDE),
        "link": shown[0] if shown else "",
        "more": more,
        "who": shorten(incident.who, half if incident.told else column),
        "told": said(
            _("Told"),
            shorten(incident.told, (half if incident.who else column) - OTHER),
        ),
    }


def others(count, shown):
    """How many of the links are only in the chart, in words."""
    left = count - shown
    if shown:
        words = ngettext("and %(left)d more link", "and %(left)d more links", left)
    else:
        words = ngettext("%(left)d link", "%(left)d links", left)
    return words % {"left": left} if left else ""


def shorten(text, room):
    """The beginning of the text, in one piece, as far as so many letters reach. A
    Chinese letter is as wide as two.
    """
    text, used = " ".join(text.split()), 0
    for place, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > room:
            return text[:place].rstrip() + "…"
    return text
