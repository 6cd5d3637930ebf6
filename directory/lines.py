"""Which helplines answer what a person asked for, those they can use now first."""

from directory.hours import openness
from directory.models import Confidence, Helpline, HelplineKind, Resource

SILENT, OPEN = "silent", "open"  # what the person asked to see only
SPEAKS, MAY_SPEAK, NOT_SAID = range(3)
# A line that says this may have somebody for any language.
ANY_LANGUAGE = ("interpreter", "many languages", "other languages")
COUNTRYS_OWN = "the language of the country"
ON_A_CARD = 8  # lines: a sheet folded three times


def lines_for(chosen, kinds, now, place=""):
    """Confirmed lines of the country, with `openness`, in the order to try them."""
    lines = opened(Helpline.objects.for_need(chosen["country"], kinds), now, place)
    return sorted(filter(wanted(chosen), lines), key=order(chosen, lines))


def opened(lines, now, place=""):
    """The lines, each with its `openness`, for a person in this place."""
    lines = list(lines)
    for line in lines:
        line.openness = openness(line, now, place)
    return lines


def wanted(chosen):
    """Whether a line is of use to somebody who cannot speak, at this hour, in this
    language. What we do not know leaves no line out.
    """

    def is_wanted(line):
        if SILENT in chosen["only"] and not line.text_chat:
            return False
        if OPEN in chosen["only"] and line.openness.closed:
            return False
        return speaks(line, chosen["language"]) != NOT_SAID

    return is_wanted


def order(chosen, lines):
    """By country and kind as before; then by language, text and hours."""
    countries = list(dict.fromkeys(line.country for line in lines))
    kinds = HelplineKind.values

    def key(line):
        return (
            countries.index(line.country),
            kinds.index(line.kind),
            speaks(line, chosen["language"]),
            not line.text_chat,
            line.openness.closed,
        )

    return key


def speaks(line, language):
    """How sure it is that somebody there speaks the language; SPEAKS for none asked."""
    if not language or language in line.languages:
        return SPEAKS
    said = " ".join(line.languages).lower()
    unclear = not said or any(words in said for words in (*ANY_LANGUAGE, COUNTRYS_OWN))
    return MAY_SPEAK if unclear else NOT_SAID


def for_card(emergency, lines, is_named):
    """What fits on a card: the emergency number, what serves the whole country, and
    then the rest. Without names a line needs a number.
    """
    reached = [
        line for line in lines if line.phones.all() or (is_named and line.text_chat)
    ]
    reached.sort(key=lambda line: bool(line.region))
    return [*([emergency] if emergency else []), *reached][:ON_A_CARD]


# --- What is no line to call

NOT_CALLED = [
    HelplineKind.TOOL,
    HelplineKind.TECH_SAFETY,
    HelplineKind.LEGAL,
    HelplineKind.THERAPY,
    HelplineKind.DIRECTORY,
]


def resources_of(place, now):
    """Tools and lists for this place's country and for all, and what else we name."""
    country = place.partition("-")[0]
    lines = opened(Helpline.objects.for_need(country, NOT_CALLED), now, place)
    lines.sort(key=lambda line: (NOT_CALLED.index(line.kind), line.name))
    others = Resource.objects.current().exclude(confidence=Confidence.LOW)
    ids = {line.id for line in lines}
    return {
        "lines": lines,
        "others": [
            each for each in others.order_by("name") if each.helpline_id not in ids
        ],
    }
