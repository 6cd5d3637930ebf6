"""Rights, and what the person wants."""

from django import forms

from directory.models import Law
from directory.places import COUNTRIES, STATES_BY_COUNTRY, place_name, places_of
from guide.steps.base import UNKNOWN, Part, Step, one_of, some_of
from guide.widgets import LongSelect

PART = Part("rights", "Your rights")
NOT_SAID = ("", "Rather not say")
COUNTRY_CHOICES = [NOT_SAID, *COUNTRIES]
STATE_CHOICES = [NOT_SAID, *STATES_BY_COUNTRY]


def place_in(label, choices, hint=""):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=LongSelect,
        help_text=hint,
        error_messages=UNKNOWN,
    )


class Place(Step):
    slug = "place"
    part = PART
    title = "Where {they} live"
    why = "Laws and helplines differ from place to place."
    facts = ("country", "state", "their_country", "their_state")
    country = place_in("Country", COUNTRY_CHOICES)
    state = place_in(
        "State or province", STATE_CHOICES, "For the United States and a few others."
    )
    their_country = place_in(
        "Country of the person who did this",
        COUNTRY_CHOICES,
        "Only if it is known. Another law may help too.",
    )
    their_state = place_in("State or province of that person", STATE_CHOICES)

    def clean(self):
        told = super().clean()
        self.match(told, "country", "state")
        self.match(told, "their_country", "their_state")
        return told

    def match(self, told, country, state):
        """A state alone says which country. Both must fit together."""
        if not told.get(state):
            return
        told[country] = told.get(country) or told[state].split("-")[0]
        if not told[state].startswith(told[country]):
            self.add_error(
                state,
                "Choose a state of the country above, or leave one of them empty.",
            )


class Rights(Step):
    slug = "law"
    part = PART
    title = "What the law can do"
    why = "A printed law can help at the police, who may not know it."
    minutes = "about 5 minutes"

    @classmethod
    def context(cls, answers):
        """laws: [(place, its laws)], where the person is first, then the other one."""
        near = answers["country"] or "", answers["state"] or ""
        far = answers["their_country"] or "", answers["their_state"] or ""
        places = dict.fromkeys([*places_of(*near), *places_of(*far)])
        # One query: of two joined, the second says in which order.
        rows = Law.objects.printable(*far) | Law.objects.printable(*near)
        laws = {place: [] for place in places}
        for law in rows if places else ():
            laws[law.place].append(law)
        return {"laws": [(place_name(p), found) for p, found in laws.items() if found]}


class Aim(Step):
    slug = "aim"
    part = PART
    title = "What do {they} want to happen?"
    why = "It decides what comes first in the plan. It can change at any time."
    aim = some_of(
        "What would help?",
        ("removed", "That it is taken down"),
        ("police", "To go to the police"),
        ("civil", "To go to a civil court, for money or to stop that person"),
        ("protection-order", "A protection order, so that person must stay away"),
        ("unsure", "Not sure yet"),
    )
    lawyer = one_of(
        "Is there a lawyer?",
        ("yes", "Yes"),
        ("no", "No"),
        ("want", "No, but {they} want one"),
    )


STEPS = (Place, Rights, Aim)
