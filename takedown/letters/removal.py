"""What the letters that ask for removal share."""

from takedown.letters.elements import Element, shows_a_way_to_answer
from takedown.letters.letter import Letter
from takedown.letters.shared import is_found_by, place, signature, wording

# What each tick of the page Consent says, in the voice of the letter.
REASONS = {
    "never": "{Who} never agreed to their publication.",
    "private": "They were shared in private, with one person only.",
    "stolen": "They were taken from {whose} account or device without permission.",
    "hidden": "They were recorded without {whose} knowledge.",
    "fake": "They were made or altered by computer to look like {whom}.",
    "asked": "{Who} asked whoever posted them to remove them, without success.",
    "threat": "Someone threatens to share them, or to share more of them.",
}


class Removal(Letter):
    @property
    def reasons(self):
        voice = self.voice
        who = voice.who[0].upper() + voice.who[1:]
        return [
            REASONS[code].format(Who=who, whose=voice.whose, whom=voice.whom)
            for code in self.facts["reasons"]
        ]

    @property
    def has_reason(self):
        return bool(self.facts["reasons"] or self.facts["consent_words"])

    @property
    def tie(self):
        return "shown in the images described below"

    @property
    def counts_under_the_act(self):
        """Whether the facts hold all four elements of a request under § 223a."""
        return all(element.given(self) for element in FOUR)

    @property
    def is_real(self):
        return self.facts["altered"] == "real"

    @property
    def has_hold(self):
        """The person made a letter that asks the site to keep its records."""
        return self.facts["preserved"] == "hold"


# 47 U.S.C. § 223a(a)(1)(B)(i) to (iv): the four elements of a valid request.
FOUR = (
    signature("TID1", "(i) A signature, typed or by hand."),
    place(
        "TID2",
        "(ii) What the image is and where: a link, or account, post, date and place.",
        is_found_by("accounts", "posts", "seen", "found_in"),
        "At least one link. Or, without a link: the account, the number of the post or "
        "message, the date, and where in the app.",
    ),
    Element(
        "TID3",
        "(iii) A good-faith statement, and something that helps to decide.",
        "One reason why it was not agreed to. A tick is enough.",
        "reasons",
        given=lambda letter: letter.has_reason,
    ),
    wording(
        "TID3",
        "(iii) A good-faith statement, and something that helps to decide.",
        "The statement that this is believed in good faith.",
        "good-faith",
        "good-faith belief",
    ),
    Element(
        "TID4",
        "(iv) Contact information.",
        "One way to reach whoever signs: e-mail, phone or postal address.",
        "@email",
        paragraph="contact",
        given=lambda letter: bool(letter.sender.ways),
        written=shows_a_way_to_answer,
    ),
)
