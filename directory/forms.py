"""What is asked on the directory's own pages."""

from django import forms

from directory.models import NEEDS, Helpline, Law
from directory.places import (
    COUNTRIES,
    ELSEWHERE,
    EUROPEAN_UNION,
    STATES_BY_COUNTRY,
    place_name,
)
from directory.recognise import host_of, recognise
from directory.search import platforms_named
from helpcenter.forms import TextField

NOT_IN_LIST = {"invalid_choice": "Pick one from the list, or leave it open."}
LONGEST_LOOK_UP = 10_000  # characters; browsers stop at fewer for a link


class LookUp(forms.Form):
    """A pasted link or a name. Once valid: `platforms` found, or else a `host`."""

    what = TextField(
        label="A link, or the name of a site or app",
        help_text="We read the name of the site in the link. We never open it.",
        error_messages={
            "required": "Paste a link or type a name. You can also pick from the list."
        },
    )

    def clean_what(self):
        what = self.cleaned_data["what"]
        if len(what) > LONGEST_LOOK_UP:
            raise forms.ValidationError(
                "This is longer than any link. Paste one link, or type a name."
            )
        self.host = host_of(what)
        self.platforms = self.found(what)
        if not self.platforms and not self.host:
            raise forms.ValidationError(
                "We found no site or app in this. Check the spelling, "
                "or copy the whole link, from https:// on."
            )
        return what

    def found(self, what):
        if self.host:
            platform = recognise(what)
            return [platform] if platform and platform.shown else []
        return platforms_named(what)


def codes(facts, field):
    return set(facts.order_by().values_list(field, flat=True).distinct())


def countries_of_helplines():
    """Countries with a line, be it one that waits to be checked."""
    known = codes(Helpline.objects.shown(), "country")
    named = [(code, name) for code, name in COUNTRIES if code in known]
    return [("", "Any country"), *named, (ELSEWHERE, place_name(ELSEWHERE))]


class HelplineSearch(forms.Form):
    country = forms.ChoiceField(
        label="Country",
        help_text="Numbers work inside their own country.",
        required=False,
        error_messages=NOT_IN_LIST,
    )
    need = forms.ChoiceField(
        label="What is it about?",
        required=False,
        choices=[
            ("", "Anything"),
            *[(code, label) for code, (label, _) in NEEDS.items()],
        ],
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries_of_helplines()


def places_of_laws():
    """Places with a law, states under their country."""
    known = codes(Law.objects.shown(), "place")
    states = dict(STATES_BY_COUNTRY)
    alone, grouped = [], []
    for code, name in [*COUNTRIES, (EUROPEAN_UNION, place_name(EUROPEAN_UNION))]:
        parts = [part for part in states.get(name, []) if part[0] in known]
        if parts:
            whole = [(code, f"{name}: the whole country")] if code in known else []
            grouped.append((name, whole + parts))
        elif code in known:
            alone.append((code, name))
    return [("", "Choose a place"), *grouped, ("Other countries", alone)]


class LawSearch(forms.Form):
    place = forms.ChoiceField(
        label="Where you live",
        required=False,
        error_messages=NOT_IN_LIST,
    )
    their_place = forms.ChoiceField(
        label="Where the person who did this lives",
        help_text="If you know it. Their law may count too. You can leave it open.",
        required=False,
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = places_of_laws()
        for field in self.fields.values():
            field.choices = choices


def country_and_state(place):
    """("US", "US-NY") of "US-NY"; ("US", "") of "US"."""
    country, dash, _ = place.partition("-")
    return country, place if dash else ""
