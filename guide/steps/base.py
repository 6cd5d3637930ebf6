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
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guide.answers import Answers
from guide.voice import HELPING, OWN, speak
from guide.widgets import LongSelect

ALL_THAT_FIT = _("Choose all that fit.")
UNKNOWN = {
    "invalid_choice": _("Choose from the answers below, or leave it empty."),
    "invalid_list": _("Choose from the answers below, or leave it empty."),
}


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
    minutes = _("about a minute")
    when = staticmethod(Answers.always)
    facts = ()  # those of its fields that letters and other pages use too

    def __init__(self, *args, voice=OWN, **kwargs):
        self.base_fields = {}  # or Django would copy them, each choice of each field
        super().__init__(*args, **kwargs)
        self.fields = fields_of(type(self), voice)

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
        for name, field in fields_of(cls, voice).items():
            if value := values.get(name):
                yield field.label, in_words(field, value)


def fields_of(step, voice):
    """Its fields in that voice and in the language of the visit."""
    return spoken_fields(step, voice is HELPING, get_language())


@cache
def spoken_fields(step, is_helping, language):
    """Made once and shared by the forms of a step: it has hundreds of choices at times,
    and nothing changes a field after this. `language` is the active one.
    """
    voice = HELPING if is_helping else OWN
    fields = deepcopy(step.declared_fields)
    for field in fields.values():
        field.required = field.widget.is_required = False
        field.label = speak(field.label, voice)
        field.help_text = speak(field.help_text, voice)
        if has_fixed_choices(field):
            field.choices = [spoken(choice, voice) for choice in field.choices]
    return fields


def has_fixed_choices(field):
    """Not those that are read from the directory, which may change."""
    choices = getattr(field, "choices", None)
    return isinstance(choices, list) or isinstance(field.widget, LongSelect)


def spoken(choice, voice):
    """A code and its label, or the label of a group and the choices in it."""
    code, said = choice
    if isinstance(said, list | tuple):
        return speak(code, voice), [spoken(each, voice) for each in said]
    return code, speak(said, voice)


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


def some_of(label, *choices, hint=ALL_THAT_FIT):
    """A question with several answers."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
        error_messages=UNKNOWN,
    )
