"""The chart of incidents and its short list, and the chart as data.

What stands in each column is in row_of(). Paper (evidence/paper.py) and spreadsheet are
made from it, so all say the same words.
"""

import csv
import io
import json
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

COLUMNS = (  # heading, and how wide on paper beside the others
    (_("No."), "narrow"),
    (_("When"), ""),
    (_("Where"), ""),
    (_("What happened"), "wide"),
    (_("Links"), "wide"),
    (_("Known about who"), ""),
    (_("Told to"), ""),
)
SHORT = 3  # so many recent and so many bad ones (the 2021 guide, step four)
# A spreadsheet program takes a cell that begins with one of these for a formula.
FORMULA = tuple("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")  # the last four are full width
FORMAT = {"format": "chart", "version": 1}


# --- Rows


class Row(NamedTuple):
    """What stands in each of the COLUMNS, as lines without empty ones."""

    number: list
    when: list
    where: list
    what: list
    links: list
    who: list
    told: list


def row_of(incident):
    what = [
        incident.happened,
        said(_("Picture or video"), incident.label),
        said(_("Asked for or paid"), incident.demanded),
        said(_("What it did to me"), incident.effect),
        str(_("Among the worst")) if incident.worst else "",
    ]
    who = [incident.who, said(_("Who else saw it"), incident.witnesses)]
    return Row(
        number=[str(incident.number)],
        when=present([incident.when_words()]),
        where=where(incident),
        what=present(what),
        links=incident.links,
        who=present(who),
        told=present([incident.told]),
    )


def where(incident):
    account = said(_("Account"), incident.account)
    return present([incident.platform_name, account, incident.place])


def present(lines):
    return [line for line in lines if line]


def said(heading, words):
    return f"{heading}: {words}" if words else ""


# --- The short list


def most_recent(incidents, chosen=()):
    """The three chosen by hand; else the last three by date, latest first. Those
    without a date come after, last written first.
    """
    dated = sorted(
        (each for each in incidents if each.date),
        key=lambda each: (each.date, each.time, each.made),
        reverse=True,
    )
    undated = sorted(
        (each for each in incidents if not each.date),
        key=lambda each: each.made,
        reverse=True,
    )
    return picked(incidents, chosen) or (dated + undated)[:SHORT]


def worst(incidents, chosen=()):
    """The three chosen by hand; else those marked as among the worst, then the others,
    each as they were written down. We never judge which is worse.
    """
    ordered = sorted(incidents, key=lambda each: (not each.worst, each.made))
    return picked(incidents, chosen) or ordered[:SHORT]


def short_lists(incidents, chosen):
    """The most recent and the worst; chosen holds ids by the names of the two lists."""
    return (
        most_recent(incidents, chosen.get("recent", ())),
        worst(incidents, chosen.get("worst", ())),
    )


def picked(incidents, chosen):
    """The chosen ones that are still there, in the chart's order."""
    return [each for each in incidents if each.id in chosen][:SHORT]


# --- Data


def to_csv(incidents):
    """For spreadsheet programs: UTF-8 with a mark that says so, and no formulas."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([*(heading for heading, _ in COLUMNS), _("Date")])
    for incident in incidents:
        row = ["\n".join(lines) for lines in row_of(incident)]
        writer.writerow([harmless(text) for text in [*row, incident.date]])
    return out.getvalue().encode("utf-8-sig")


def harmless(text):
    """The text as a spreadsheet program shows it, never as it would reckon it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def to_json(incidents):
    """Everything, to be read back: each is Incident.value and its number. A change of
    that which an older reader would misread needs a new version.
    """
    rows = [{"number": each.number} | each.value for each in incidents]
    return json.dumps(
        FORMAT | {"incidents": rows}, ensure_ascii=False, indent=1
    ).encode()
