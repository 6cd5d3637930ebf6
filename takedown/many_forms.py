"""The forms for many letters: what is asked once for all, the tick list, and which of
them to take along.
"""

from copy import deepcopy

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from takedown.forms import links_in_words
from takedown.letters import shared
from takedown.letters.fields import Choices
from takedown.letters.pages import Before, Consent, From, Sign, SignAs
from takedown.letters.platform_policy import Rules
from takedown.letters.voices import VOICES
from takedown.sites import VOICE_OF_HELPERS
from takedown.summaries import summary

NOTHING_TICKED = _("Tick at least one letter.")
NOT_THERE = _("This letter does not fit here any more. Please look at the ticks again.")
GONE = _("These letters are not here any more. Please choose again.")
OF_ALL = _("They go to the police, to companies or to people. One of each is enough.")
NO_FILE = _("Choose what to get: one ZIP file, or one PDF to print.")
# Said of these letters only. The next ones are signed when they are ready.
NOT_REMEMBERED = {
    *("signature", "by_hand", "attorney_is_lawyer"),
    *("attorney_authorized", "advocate_authorized", "preserved"),
}


def once(page, name, **changes):
    """The field of a letter's page. It carries along what was shown in it, so that an
    old page in another tab never undoes what was told since.
    """
    field = deepcopy(page.base_fields[name])
    field.show_hidden_initial = True
    vars(field).update(changes)
    return field


class AllForm(forms.Form):
    """What all letters ask, asked once. Everything may stay empty."""

    preserved = once(Before, "preserved")
    voice = once(SignAs, "voice", label=_("Who signs them?"))
    name = once(From, "name", help_text=shared.TRUE_NAME)
    email = once(From, "email", help_text=shared.REPLY_ADDRESS)
    attorney_is_lawyer = once(From, "attorney_is_lawyer")
    attorney_name = once(From, "attorney_name")
    attorney_organization = once(From, "attorney_organization")
    attorney_bar = once(From, "attorney_bar")
    attorney_email = once(From, "attorney_email")
    attorney_authorized = once(From, "attorney_authorized")
    advocate_name = once(From, "advocate_name")
    advocate_title = once(From, "advocate_title")
    advocate_organization = once(From, "advocate_organization")
    advocate_email = once(From, "advocate_email")
    advocate_authorized = once(From, "advocate_authorized")
    reasons = once(
        *(Consent, "reasons"),
        label=_("Why should it not be there?"),
        help_text=_("Tick what is true for all of these places. One is enough."),
    )
    altered = once(Consent, "altered")
    rules = once(Rules, "rules", label=_("What is it about?"))
    signature = once(
        *(Sign, "signature"),
        help_text=_(
            "A typed name counts as a signature. You may leave it empty and sign "
            "when you have read the letters."
        ),
    )
    by_hand = once(Sign, "by_hand", label=_("I will print them and sign with a pen"))

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, initial=initial_of(case), **kwargs)

    def clean_voice(self):
        return self.cleaned_data["voice"] or "self"

    @property
    def told(self):
        """As this page said it."""
        return {name: self.cleaned_data[name] for name in AllForm.base_fields}

    @property
    def to_remember(self):
        """What was changed here and the next letter will need too."""
        names = set(self.changed_data) & set(self.told) - NOT_REMEMBERED
        return {name: self.told[name] for name in names}

    def of_voice(self, voice):
        """The boxes about whoever signs in this voice."""
        own = [name for name in AllForm.base_fields if name.startswith(voice.prefix)]
        return [self[name] for name in own if voice.prefix or name in ("name", "email")]

    @property
    def signers(self):
        """(voice, its boxes, whether it is the one that was chosen)."""
        chosen = self["voice"].value() or "self"
        return [
            (voice, self.of_voice(voice), voice.slug == chosen)
            for voice in VOICES.values()
        ]

    @property
    def others(self):
        names = ("reasons", "altered", "rules", "signature", "by_hand")
        return [self[name] for name in names]


def initial_of(case):
    """What was told before. A copy brought back may hold anything plain."""
    helper = VOICE_OF_HELPERS.get(case.facts.get("helping"), "self")
    known = {"voice": helper} | case.facts
    return {
        name: known[name]
        for name, field in AllForm.base_fields.items()
        if name in known and name not in NOT_REMEMBERED and fits(field, known[name])
    }


def fits(field, value):
    return isinstance(value, list if isinstance(field, Choices) else str)


class Ticks(Choices):
    """The letters of a pile. One that was made already may be ticked in an old page: it
    is not made twice.
    """

    def __init__(self, pile, label, help_text=""):
        choices = [(each.mark, each.title) for each in pile.open]
        first = pile.first
        super().__init__(
            label=label, help_text=help_text, choices=choices, initial=first
        )
        self.made = pile.made
        self.error_messages["invalid_choice"] = NOT_THERE

    def valid_value(self, value):
        return value in self.made or super().valid_value(value)


class ManyForm(AllForm):
    """The tick list, a box for each pile."""

    def __init__(self, *args, piles, **kwargs):
        super().__init__(*args, **kwargs)
        self.piles = piles
        for pile in piles:
            self.fields[f"in-{pile.id}"] = ticks_of(pile)

    def clean(self):
        if not self.errors and not self.ticked:
            raise forms.ValidationError(NOTHING_TICKED)
        return self.cleaned_data

    @property
    def ticked(self):
        """(id of the pile, mark) of each letter, in the order of the list."""
        return [
            (pile.id, mark)
            for pile in self.piles
            for mark in self.cleaned_data[f"in-{pile.id}"]
        ]

    def boxes(self, piles):
        """(pile, its box) of those that this page shows."""
        return [(pile, self[f"in-{pile.id}"]) for pile in piles]


def ticks_of(pile):
    if pile.place is None:
        return Ticks(pile, _("Letters about all of it"), OF_ALL)
    return Ticks(pile, pile.site.name, capfirst(links_in_words(pile.site)))


class FillForm(AllForm):
    """The same for letters that were made: it fills what is still empty in them."""

    def __init__(self, *args, voices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("voice")
        for slug, voice in VOICES.items():
            for box in self.of_voice(voice) if slug not in voices else ():
                self.fields.pop(box.name)

    @property
    def told(self):
        return dict(self.cleaned_data)


class Chosen(forms.MultipleChoiceField):
    """Letters by their ids. What is not in the open case, or no longer, is left out."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, letters, choices):
        super().__init__(label=_("Letters"), required=False, choices=choices)
        self.letters = letters

    def clean(self, value):
        ticked = set(self.to_python(value))
        found = [(number, k) for number, k in self.letters if k.id in ticked]
        if not found:
            raise forms.ValidationError(GONE if ticked else NOTHING_TICKED)
        return found


class TakeForm(forms.Form):
    """Which letters to take along, [(number, letter)], and as what."""

    file = forms.ChoiceField(
        choices=[("zip", _("One ZIP file")), ("pdf", _("One PDF to print"))],
        error_messages={"required": NO_FILE, "invalid_choice": NO_FILE},
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, letters, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letters"] = Chosen(letters, lambda: map(in_words, shown))
        self.fields["letters"].initial = [kept.id for _, kept in shown]


def in_words(numbered):
    """A choice: its number, which is the name of its files, and what it still lacks."""
    number, kept = numbered
    said = summary(kept)
    letter, gaps = said["letter"], said["gaps"]
    return kept.id, f"{number}. {letter.title}: {letter.service}{missing(gaps)}"


def missing(gaps):
    """Behind the name of a letter."""
    if not gaps:
        return ""
    words = ngettext(
        "(not complete: %(count)d thing missing)",
        "(not complete: %(count)d things missing)",
        gaps,
    )
    return f" {words % {'count': gaps}}"
