"""The forms about a case itself: the words that open it, and two of them asked back."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from helpcenter import vault
from helpcenter.forms import TextField

# No browser may correct the words. That none notes them is seen to for every input.
QUIET = {"autocapitalize": "none", "spellcheck": "false"}

MISSING = _("Type word %(number)s from your paper.")
OTHER = _("That is not word %(number)s. Look at your paper.")


class WordsField(TextField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs=QUIET), **kwargs)

    def to_python(self, value):
        return vault.normalise(super().to_python(value))


class OpenForm(forms.Form):
    words = WordsField(
        label=_("Your six words"),
        help_text=_("In the same order. Capital letters and commas do not matter."),
        error_messages={"required": _("Type the six words you wrote down.")},
    )
    bring = forms.BooleanField(
        label=_("Add what I wrote in this visit to my kept notes"),
        help_text=_("Without the tick, what you wrote in this visit is deleted."),
        required=False,
        initial=True,
    )

    def __init__(self, *args, visit, **kwargs):
        """visit: the case of this visit, if something is written in it."""
        super().__init__(*args, **kwargs)
        if visit is None:
            del self.fields["bring"]


class TwoWordsForm(forms.Form):
    """Asks two of the six back, so that we know the paper is right."""

    def __init__(self, *args, asked, **kwargs):
        """asked: {number of the word: the word}"""
        super().__init__(*args, **kwargs)
        self.asked = asked
        for number in sorted(asked):
            self.fields[f"word-{number}"] = WordsField(
                label=_("Word %(number)s") % {"number": number},
                error_messages={"required": MISSING % {"number": number}},
            )

    def clean(self):
        for number, word in self.asked.items():
            name = f"word-{number}"
            if name in self.cleaned_data and self.cleaned_data[name] != word:
                self.add_error(name, OTHER % {"number": number})


def ask_two_of(words):
    """{number: word} for two of the words, by chance."""
    numbers = secrets.SystemRandom().sample(range(len(words)), 2)
    return {str(number + 1): words[number] for number in numbers}
