"""The forms about a case itself: the words that open it, and two of them asked back."""

import secrets

from django import forms

from helpcenter import vault
from helpcenter.forms import TextField

# Browsers may learn nothing of the words, and must not correct them.
QUIET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class WordsField(TextField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs=QUIET), **kwargs)

    def to_python(self, value):
        return vault.normalise(super().to_python(value))


class OpenForm(forms.Form):
    words = WordsField(
        label="Your six words",
        help_text="In the same order. Capital letters and commas do not matter.",
        error_messages={"required": "Type the six words you wrote down."},
    )
    bring = forms.BooleanField(
        label="Add what I wrote in this visit to my kept notes",
        help_text="Without the tick, what you wrote in this visit is deleted.",
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
                label=f"Word {number}",
                error_messages={"required": f"Type word {number} from your paper."},
            )

    def clean(self):
        for number, word in self.asked.items():
            name = f"word-{number}"
            if name in self.cleaned_data and self.cleaned_data[name] != word:
                self.add_error(name, f"That is not word {number}. Look at your paper.")


def ask_two_of(words):
    """{number: word} for two of the words, by chance."""
    numbers = secrets.SystemRandom().sample(range(len(words)), 2)
    return {str(number + 1): words[number] for number in numbers}
