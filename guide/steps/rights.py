"""Rights, and what the person wants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Law
from directory.places import (
    COUNTRIES,
    STATES_BY_COUNTRY,
    in_order,
    place_name,
    places_of,
)
from guide.steps.base import UNKNOWN, Part, Step, one_of, some_of
from guide.widgets import LongSelect

PART = Part("rights", _("Your rights"))
NOT_SAID = ("", _("Rather not say"))


def country_choices():
    return [NOT_SAID, *in_order(COUNTRIES)]


def state_choices():
    return [NOT_SAID, *((name, in_order(states)) for name, states in STATES_BY_COUNTRY)]


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
    title = _("Where {they} live")
    why = _("Laws and helplines differ from place to place.")
    facts = ("country", "state", "their_country", "their_state")
    country = place_in(_("Country"), country_choices)
    state = place_in(
        _("State or province"),
        state_choices,
        _("For the United States and a few others."),
    )
    their_country = place_in(
        _("Country of the person who did this"),
        country_choices,
        _("Only if it is known. Another law may help too."),
    )
    their_state = place_in(_("State or province of that person"), state_choices)

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
                _("Choose a state of the country above, or leave one of them empty."),
            )


class Rights(Step):
    slug = "law"
    part = PART
    title = _("What the law can do")
    why = _("A printed law can help at the police, who may not know it.")
    minutes = _("about 5 minutes")

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
    title = _("What do {they} want to happen?")
    why = _("It decides what comes first in the plan. It can change at any time.")
    aim = some_of(
        _("What would help?"),
        ("removed", _("That it is taken down")),
        ("police", _("To go to the police")),
        ("civil", _("To go to a civil court, for money or to stop that person")),
        ("protection-order", _("A protection order, so that person must stay away")),
        ("unsure", _("Not sure yet")),
    )
    lawyer = one_of(
        _("Is there a lawyer?"),
        ("yes", _("Yes")),
        ("no", _("No")),
        ("want", _("No, but {they} want one")),
    )


STEPS = (Place, Rights, Aim)
