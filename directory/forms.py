"""What is asked on the directory's own pages."""

import re
from itertools import chain

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.lines import OPEN, SILENT
from directory.matching import fold
from directory.models import NEEDS, Helpline, Law
from directory.notes import NOT_A_LINK, SHORT, UNCLEAR
from directory.phrases import said
from directory.places import (
    COUNTRIES,
    ELSEWHERE,
    EUROPEAN_UNION,
    NAMES,
    STATES,
    in_order,
)
from directory.recognise import examine, examine_prose
from directory.search import Found, distinct, search
from helpcenter.forms import TextField

NOT_IN_LIST = {"invalid_choice": _("Pick one from the list, or leave it open.")}
LONGEST_LOOK_UP = 10_000  # characters; browsers stop at fewer for a link
NOTHING_FOUND = _(
    "We found nothing by this name. Check the spelling, "
    "or copy the whole link, from https:// on."
)
ONE_AT_A_TIME = _("There is more than one link in this. Paste one link at a time.")


class LookUp(forms.Form):
    """A pasted link or a name. Once valid: what is `found`, or else a `host`; and the
    `sentence` to say about the link, if any."""

    what = TextField(
        label=_("A link, or the name of a site, an app, a helpline or a place"),
        help_text=_("We read the name of the site in the link. We never open it."),
        error_messages={
            "required": _(
                "Paste a link or type a name. You can also pick from the list."
            )
        },
    )

    def clean_what(self):
        what = self.cleaned_data["what"]
        if len(what) > LONGEST_LOOK_UP:
            raise forms.ValidationError(
                _("This is longer than any link. Paste one link, or type a name.")
            )
        link = the_link_in(what)
        if link.note in (SHORT, UNCLEAR):
            raise forms.ValidationError(link.sentence)
        is_one = bool(link.host or link.platform)
        self.host, self.sentence = link.host, link.sentence if is_one else ""
        self.found = Found(link.shown_platforms) if is_one else search(what)
        if not self.found and not self.host:
            is_nothing = link.note in ("", NOT_A_LINK)
            raise forms.ValidationError(NOTHING_FOUND if is_nothing else link.sentence)
        return what


def the_link_in(what):
    """What the text is, as Recognised; of a link among other words, the link."""
    whole = examine(what)
    if whole.note != NOT_A_LINK:
        return whole
    among = examine_prose(what)
    if len({each.platform or each.host for each in among}) > 1:
        raise forms.ValidationError(ONE_AT_A_TIME)
    return among[0] if among else whole


def countries_of_helplines():
    """Countries with a line, be it one that waits to be checked."""
    known = {*distinct(Helpline.objects.shown(), "country"), ELSEWHERE}
    named = [(code, name) for code, name in COUNTRIES if code in known]
    return [("", _("Any country")), *in_order(named)]


def languages_of_helplines():
    """By name. Some lines only say how many they speak, or which one when."""
    spoken = set(chain(*distinct(Helpline.objects.confirmed(), "languages")))
    named = [each for each in spoken if re.fullmatch(r"[A-Z][a-z]+", each)]
    choices = sorted(
        ((each, said(each)) for each in named), key=lambda each: fold(each[1])
    )
    return [("", _("Any language")), *choices]


class HelplineSearch(forms.Form):
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("Numbers work inside their own country."),
        required=False,
        error_messages=NOT_IN_LIST,
    )
    need = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        choices=[
            ("", _("Anything")),
            *[(code, label) for code, (label, _kinds) in NEEDS.items()],
        ],
        error_messages=NOT_IN_LIST,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Lines that may have somebody who interprets are shown too."),
        required=False,
        error_messages=NOT_IN_LIST,
    )
    only = forms.MultipleChoiceField(
        label=_("Show only lines that"),
        help_text=_("You need not tick any. Not every line says its hours."),
        required=False,
        choices=[
            (SILENT, _("work without speaking: by text, chat, mail or a form")),
            (OPEN, _("are open now, or do not say")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries_of_helplines()
        self.fields["language"].choices = languages_of_helplines()


def places_of_laws():
    """Places with a law, states under their country."""
    known = set(distinct(Law.objects.shown(), "place"))
    alone, grouped = [], []
    for code, name in [*in_order(COUNTRIES), (EUROPEAN_UNION, NAMES[EUROPEAN_UNION])]:
        parts = [
            (part, its_name)
            for part, its_name in STATES
            if part in known and part.startswith(f"{code}-")
        ]
        if parts:
            whole = [(code, whole_of(name))] if code in known else []
            grouped.append((name, whole + in_order(parts)))
        elif code in known:
            alone.append((code, name))
    return [("", _("Choose a place")), *grouped, (_("Other countries"), alone)]


def whole_of(name):
    return _("%(country)s: the whole country") % {"country": name}


class GoForm(forms.Form):
    """A place to look at: sent along with a button, so that it is in no address."""

    @classmethod
    def of(cls, **hidden):
        form = cls(auto_id=False)
        for name, value in hidden.items():
            form.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=value)
        return form


class LawSearch(forms.Form):
    place = forms.ChoiceField(
        label=_("Where you live"),
        required=False,
        error_messages=NOT_IN_LIST,
    )
    their_place = forms.ChoiceField(
        label=_("Where the person who did this lives"),
        help_text=_("If you know it. Their law may count too. You can leave it open."),
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
    country, dash, _state = place.partition("-")
    return country, place if dash else ""


def asked(form, request, before):
    """The form with what was posted, else with what was asked before, as far as it is
    still good."""
    if request.method == "POST":
        return form(request.POST)
    remembered = form(before)
    return remembered if remembered.is_valid() else form({})
