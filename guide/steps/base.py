"""What a step is: a form that carries its own page.

To add a step, write its class in the module of its part and put it in STEPS of
guide/steps/__init__.py. Words longer than a sentence go to
templates/guide/steps/<slug>.html. Nothing else changes.
"""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from django import forms
from django.urls import reverse
from django.utils.choices import flatten_choices

from guide.answers import Answers
from guide.voice import HELPING, OWN, speak


@dataclass(frozen=True)
class Part:
    """One of the six parts of the guide."""

    slug: str
    title: str


class Step(forms.Form):
    """One page of the guide. Nobody has to answer: every field is optional.

    title, why, labels, hints and choices may hold {they}, {their}: see guide/voice.py.
    """

    slug = ""  # its name in URLs, in the case, and of its template
    part = None
    title = ""
    why = ""
    minutes = "about a minute"
    when = staticmethod(Answers.always)
    facts = ()  # those of its fields that letters and other pages use too

    def __init__(self, *args, voice=OWN, **kwargs):
        self.base_fields = {}  # or Django would copy them, each choice of each field
        super().__init__(*args, **kwargs)
        self.fields = spoken_fields(type(self), voice is HELPING)

    @property
    def words(self):
        """The template of its long words."""
        return f"guide/steps/{self.slug}.html"

    @classmethod
    def is_reading(cls):
        """Whether it only says something, and asks nothing."""
        return not cls.declared_fields

    @classmethod
    def context(cls, answers):
        """What its words need besides the answers, by the names its template uses."""
        return {}

    @classmethod
    def summary(cls, values, voice=OWN):
        """Yield each answered question with its answer in words, not codes."""
        for name, field in spoken_fields(cls, voice is HELPING).items():
            if value := values.get(name):
                yield field.label, in_words(field, value)


@cache
def spoken_fields(step, is_helping):
    """The fields of a step in one voice. Made once and shared by its forms: a step has
    hundreds of choices at times, and nothing changes a field after this.
    """
    voice = HELPING if is_helping else OWN
    fields = deepcopy(step.declared_fields)
    for field in fields.values():
        field.required = field.widget.is_required = False
        field.label = speak(field.label, voice)
        field.help_text = speak(field.help_text, voice)
        if isinstance(getattr(field, "choices", None), list):
            field.choices = [spoken(choice, voice) for choice in field.choices]
    return fields


def spoken(choice, voice):
    """Names of places and sites, in groups, sound the same in each voice."""
    code, said = choice
    return (code, speak(said, voice)) if isinstance(said, str) else choice


def in_words(field, value):
    """The labels of the codes; typed text as it is. A code of old without a label is
    left out.
    """
    if not hasattr(field, "choices"):
        return value
    codes = value if isinstance(value, list) else [value]
    labels = dict(flatten_choices(field.choices))
    return "; ".join(labels[code] for code in codes if code in labels)


@cache
def url_of(slug):
    """Of a step or the plan. A page has dozens of these links."""
    return reverse("guide:step", args=[slug])


def one_of(label, *choices, hint=""):
    """A question with one answer."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        help_text=hint,
        error_messages=UNKNOWN,
    )


def some_of(label, *choices, hint="Choose all that fit."):
    """A question with several answers."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
        error_messages=UNKNOWN,
    )


UNKNOWN = {
    "invalid_choice": "Choose from the answers below, or leave it empty.",
    "invalid_list": "Choose from the answers below, or leave it empty.",
}
