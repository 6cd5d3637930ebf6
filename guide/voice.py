"""Whose story it is: "you", or "they" when somebody helps somebody else.

Never a guess at anybody's gender. The guide's words are written so that both voices
take the same verb: "{They} can ...", "what {they} saw". Each language has words of its
own, and a translation may do without them.
"""

from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy


def both_cases(words):
    return words | {word.capitalize(): capfirst(said) for word, said in words.items()}


OWN = both_cases(
    {
        "they": pgettext_lazy("own", "you"),
        "them": pgettext_lazy("own", "you"),
        "their": pgettext_lazy("own", "your"),
        "theirs": pgettext_lazy("own", "yours"),
        "themself": pgettext_lazy("own", "yourself"),
    }
)
HELPING = both_cases(
    {
        "they": pgettext_lazy("helping", "they"),
        "them": pgettext_lazy("helping", "them"),
        "their": pgettext_lazy("helping", "their"),
        "theirs": pgettext_lazy("helping", "theirs"),
        "themself": pgettext_lazy("helping", "themself"),
    }
)


def voice_of(answers):
    """The words for the person, by the names that templates and labels use."""
    return HELPING if answers.is_helping() else OWN


def speak(text, voice):
    """Our own sentence in that voice and in the language of the visit. Never for text
    that somebody typed.
    """
    said = str(text)
    return said.format_map(voice) if "{" in said else said
