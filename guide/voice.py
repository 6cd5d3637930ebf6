"""Whose story it is: "you", or "they" when somebody helps somebody else.

Never a guess at anybody's gender. The guide's words are written so that both voices
take the same verb: "{They} can ...", "what {they} saw".
"""


def both_cases(words):
    return words | {
        word.capitalize(): said.capitalize() for word, said in words.items()
    }


OWN = both_cases(
    {
        "they": "you",
        "them": "you",
        "their": "your",
        "theirs": "yours",
        "themself": "yourself",
    }
)
HELPING = {word: word for word in OWN}


def voice_of(answers):
    """The words for the person, by the names that templates and labels use."""
    return HELPING if answers.is_helping() else OWN


def speak(text, voice):
    """Our own sentence in that voice. Never for text that somebody typed."""
    return text.format_map(voice) if "{" in text else text
