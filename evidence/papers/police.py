"""A summary for the police: what an officer asks first. letters.md, part (i)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from directory.models import Law, Topic
from directory.models.fact import rank
from directory.places import place_name, places_of
from evidence.chart import present
from evidence.papers.fields import SafeContactForm, line, text
from evidence.papers.paper import Paper, state_of

CRIMES = (
    Topic.NCII_CRIMINAL,
    Topic.FEDERAL_CRIMINAL,
    Topic.DEEPFAKE_CRIMINAL,
    Topic.SEXTORTION,
    Topic.HARASSMENT,
)
# Wherever they live: many sites are there.
FEDERAL = Q(place="US", citation__startswith="47 U.S.C. § 223(h)")
HEADINGS = {  # the same numbers on the paper to fill in by hand
    "P1": _("1 Who reports"),
    "P2": _("2 Danger now"),
    "P3": _("3 What happened"),
    "P4": _("4 The person who did this"),
    "P5": _("5 Links and accounts"),
    "P6": _("6 Proof"),
    "P7": _("7 Sites told, and records to be kept"),
    "P8": _("8 Laws that may fit"),
    "P9": _("9 Anyone under 18 in the pictures"),
    "P10": _("10 Money or pictures asked for, or paid"),
    "P11": _("11 Court orders"),
    "P12": _("12 What I ask for"),
}
LONGEST = 400  # letters of one incident: the first part is two pages


class PoliceForm(SafeContactForm):
    office = line(
        _("Who you report to"), _("The police station or office, if you know it.")
    )
    help_needed = line(
        _("Help you need there"),
        _("An interpreter, somebody who comes with you, a separate room."),
    )
    danger = text(
        _("Danger now"),
        _(
            "Threats, weapons, being followed, your home address made public. Say if "
            "you fear something."
        ),
    )
    person = text(
        _("The person who did this"),
        _(
            "Names, accounts, phone numbers, last known address. How you know them, "
            "and how you know it was them."
        ),
    )
    told = text(
        _("Sites you told, and letters you sent"),
        _("Which site, which day, and the number they gave you."),
    )
    orders = text(_("Court orders"), _("Those in force, and those that you want."))


def details(told):
    recent, worst, above = told.short
    return {
        "headings": HEADINGS,
        "recent": recent,
        "worst": worst,
        "above": above,
        "longest": LONGEST,
        "demands": [each for each in told.incidents if each.demanded],
        "age": age_words(told.facts),
        "places": [
            (each, present([each.account, each.platform_name]))
            for each in told.incidents
            if each.links or each.account
        ],
        "exhibits": [(each, state_of(each, told)) for each in told.exhibits],
        "laws": laws_for(told.facts, told.is_minor),
        "is_us": (told.facts.get("country") or "US") == "US",
    }


def laws_for(facts, is_minor):
    """[(name of the place, its laws)]: crimes where the person is, then where the other
    one is, then the federal one. Only what is confirmed may be printed.
    """
    near = places_of(facts.get("country") or "", facts.get("state") or "")
    far = places_of(facts.get("their_country") or "", facts.get("their_state") or "")
    topics = [*CRIMES, Topic.MINORS] if is_minor else CRIMES
    wanted = Q(topic__in=topics, place__in=[*near, *far]) | FEDERAL
    laws = {place: [] for place in dict.fromkeys([*near, *far, "US"])}
    rows = Law.objects.confirmed().filter(wanted)
    for law in rows.order_by(rank("topic", Topic.values), "citation"):
        laws[law.place].append(law)
    return [(place_name(place), some) for place, some in laws.items() if some]


def age_words(facts):
    """P9, in the words of a report; "" where nobody said."""
    return {
        "yes": _("Yes. Somebody in the pictures was under 18 when they were made."),
        "unsure": _(
            "Not sure. Somebody in the pictures may have been under 18 when "
            "they were made."
        ),
        "no": pgettext("answer", "No."),
    }.get(facts.get("under_18"), "")


PAPER = Paper(
    slug="overview",
    name="police",
    title=_("Summary for the police"),
    purpose=_(
        "It tells an officer the main points at once, so that you need not tell "
        "all of it from memory."
    ),
    readers=_(
        "The officer reads it, and later perhaps a prosecutor and a court. It can "
        "reach the other side in a trial."
    ),
    hints=(
        _("Hand it over in person, or ask how to send it safely."),
        _(
            "It prints the laws of the places you chose in the guide, as far as we "
            "could confirm them."
        ),
        _(
            "Ask the officer to have the sites keep their records now. Sites delete "
            "them after weeks or months."
        ),
        _(
            "The last page is for you. It says what to ask for, and who else to ask if "
            "they send you away."
        ),
    ),
    margin=18,
    form=PoliceForm,
    details=details,
    is_for_office=True,
    elements={
        "P1": "Who is reporting, safe contact, interpreter or advocate needed",
        "P2": "Immediate danger, threats, weapons, stalking, home address exposed",
        "P3": "What happened in order: three most recent and three worst",
        "P4": "Suspect: names, handles, numbers, relationship, last known address, how "
        "known",
        "P5": "List of links and usernames with dates",
        "P6": "Evidence index with hashes, where it is kept; images not attached",
        "P7": "Platforms told and hold letters sent; a § 2703(f) request asked for",
        "P8": "Laws of both places, and 47 U.S.C. § 223(h)",
        "P9": "Whether anyone shown is or was under 18",
        "P10": "Money or images demanded and paid",
        "P11": "Orders in force or wanted",
        "P12": "Asks: report number, officer, copy; where to turn if refused",
    },
)
