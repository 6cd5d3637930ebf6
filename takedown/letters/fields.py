"""What the facts of a letter are typed into. No field takes a file, and no text takes
a picture: a letter names where an image is, it never carries the image (G1).
"""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpcenter.forms import LongTextField, TextField

# A picture, video or sound pasted as text, as browsers and mail programs copy them.
PICTURE = re.compile(r"\bdata:\s*(?:image|video|audio|application)/|;base64,", re.I)
PICTURE_REFUSED = _(
    "This holds the picture itself, written as text (it starts with “data:”). "
    "Please take that part out. A letter only says where the picture is."
)
NOT_IN_THE_LIST = _("Choose again from the list, please.")
LINES = 60_000  # characters: five hundred long links


def refuse_pictures(text):
    if PICTURE.search(text):
        raise forms.ValidationError(PICTURE_REFUSED, code="picture")


def unique(texts):
    """Each once, in order, without the empty ones."""
    return list(dict.fromkeys(filter(None, texts)))


class Words(LongTextField):
    """A few sentences that will be printed in the letter."""

    def __init__(self, *, max_length=10_000, **kwargs):
        super().__init__(max_length=max_length, required=False, **kwargs)
        self.validators.append(refuse_pictures)


class Line(TextField):
    """One line that will be printed in the letter."""

    def __init__(self, *, max_length=1_000, **kwargs):
        super().__init__(max_length=max_length, required=False, **kwargs)
        self.validators.append(refuse_pictures)


class Lines(LongTextField):
    """One thing a line, kept exactly as typed: a list, in order, each once."""

    def __init__(self, *, max_length=LINES, **kwargs):
        super().__init__(max_length=max_length, required=False, **kwargs)
        self.validators.append(refuse_pictures)

    def clean(self, value):
        return unique(line.strip() for line in super().clean(value).split("\n"))

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class Choice(forms.ChoiceField):
    """One of a few, or none: nobody has to answer."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.error_messages["invalid_choice"] = NOT_IN_THE_LIST


class Choices(forms.MultipleChoiceField):
    """Any of a few. Ticked beforehand only where almost every letter needs it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.error_messages["invalid_choice"] = NOT_IN_THE_LIST


class Tick(forms.BooleanField):
    def __init__(self, **kwargs):
        template = "takedown/tick.html"
        super().__init__(required=False, template_name=template, **kwargs)


def in_words(field, value):
    """A saved fact as one reads it: labels rather than codes."""
    if isinstance(value, bool):
        return gettext("Ticked") if value else gettext("Not ticked")
    if choices := dict(getattr(field, "choices", ())):
        codes = value if isinstance(value, list) else [value]
        value = [str(choices.get(code, code)) for code in codes if code]
    return "\n".join(value) if isinstance(value, list) else value
