"""What the letters that ask for removal share."""

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takedown.english import in_english
from takedown.letters.elements import Element, shows_a_way_to_answer
from takedown.letters.letter import Letter
from takedown.letters.shared import is_found_by, place, signature, wording

# What each tick of the page Consent says, in the voice of the letter.
REASONS = {
    "never": _("{Who} never agreed to their publication."),
    "private": _("They were shared in private, with one person only."),
    "stolen": _("They were taken from {whose} account or device without permission."),
    "hidden": _("They were recorded without {whose} knowledge."),
    "fake": _("They were made or altered by computer to look like {whom}."),
    "asked": _("{Who} asked whoever posted them to remove them, without success."),
    "threat": _("Someone threatens to share them, or to share more of them."),
}


class Removal(Letter):
    @property
    def reasons(self):
        voice = self.voice
        who = capfirst(voice.who)
        return [
            REASONS[code].format(Who=who, whose=voice.whose, whom=voice.whom)
            for code in self.facts["reasons"]
        ]

    @property
    def has_reason(self):
        return bool(self.facts["reasons"] or self.facts["consent_words"])

    @property
    def tie(self):
        return gettext("shown in the images described below")

    @property
    def counts_under_the_act(self):
        """Whether the facts hold all four elements of a request under § 223a."""
        return all(element.given(self) for element in FOUR)

    def counts_on(self, paper):
        """The same for the letter as it stands, with the person's own words."""
        return self.counts_under_the_act and not self.lacks_under_the_act(paper)

    @in_english  # what it looks for in the paper
    def lacks_under_the_act(self, paper):
        """Which of the four elements are not in the letter as it stands."""
        found = [element.find_missing(self, paper) for element in FOUR]
        return [each for each in found if each]

    @property
    def has_hold(self):
        """The person made a letter that asks the site to keep its records."""
        return self.facts["preserved"] == "hold"


def says_why(letter, paper):
    """A reason stands there still: one of those that were ticked, or in own words."""
    ticked = any(map(paper.holds, letter.reasons))
    return ticked or bool(paper.text("reasons") or paper.text("in-own-words"))


# 47 U.S.C. § 223a(a)(1)(B)(i) to (iv): the four elements of a valid request.
FOUR = (
    signature("TID1", "(i) A signature, typed or by hand."),
    place(
        "TID2",
        "(ii) What the image is and where: a link, or account, post, date and place.",
        is_found_by("accounts", "posts", "seen", "found_in"),
        _(
            "At least one link. Or, without a link: the account, the number of the "
            "post or message, the date, and where in the app."
        ),
    ),
    Element(
        "TID3",
        "(iii) A good-faith statement, and something that helps to decide.",
        _("One reason why it was not agreed to. A tick is enough."),
        "reasons",
        given=lambda letter: letter.has_reason,
        written=says_why,
    ),
    wording(
        "TID3",
        "(iii) A good-faith statement, and something that helps to decide.",
        _("The statement that this is believed in good faith."),
        "good-faith",
        "good-faith belief",
    ),
    Element(
        "TID4",
        "(iv) Contact information.",
        _("One way to reach whoever signs: e-mail, phone or postal address."),
        "@email",
        paragraph="contact",
        given=lambda letter: bool(letter.sender.ways),
        written=shows_a_way_to_answer,
    ),
)
