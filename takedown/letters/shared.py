"""Elements that several kinds share, and those that go with a voice."""

from django.utils.translation import gettext_lazy as _

from takedown.letters.elements import (
    Element,
    given,
    is_addressed,
    is_dated,
    says,
    shows_a_way_to_answer,
    shows_signer,
    signer_gave,
)

REPLY_ADDRESS = _(
    "Use one that the person who did this does not know and cannot open. "
    "A new one is fine."
)
SAFE_NAME = _(
    "You may use a name that is safe for you. It need not be your legal name."
)
TRUE_NAME = _(
    "Use your real name: a signature must be true. "
    "If that is not safe, a lawyer or an advocate can sign for you."
)

A_LINK = _("At least one link to it.")
BY_WORDS = ("accounts", "posts", "seen")  # say where it is, without a link


def signs_for(*voices):
    """A check that only concerns letters in these voices."""
    return lambda letter: letter.voice.slug in voices


def unless(concerns, check):
    """The check holds, or the letter is none that it concerns."""
    return lambda letter: not concerns(letter) or check(letter)


def is_found_by(*names):
    """There is a link, or all of these say together where it is."""
    by_words = given(*names)
    return lambda letter: bool(letter.facts["links"]) or by_words(letter)


def shows_place(letter, paper):
    """All links; where there is none, all that says in words where it is."""
    facts = letter.facts
    told = [each for name in BY_WORDS for each in facts.get(name, ())]
    told += filter(None, [facts.get("found_in")])
    return all(map(paper.holds, facts["links"] or told))


def is_signed(letter):
    return bool(letter.facts["signature"]) or letter.facts["by_hand"]


def shows_signature(letter, paper):
    signed = paper.text("signature")
    return bool(signed) and letter.facts["signature"] in signed


by_lawyer = signs_for("attorney")
by_advocate = signs_for("advocate")
by_helper = signs_for("attorney", "advocate")
VOICE = (
    Element(
        "VOICE-LAWYER",
        "Only a lawyer writes as one.",
        _("A tick that the one who signs is a licensed lawyer."),
        "attorney_is_lawyer",
        given=unless(by_lawyer, given("attorney_is_lawyer")),
    ),
    Element(
        "VOICE-FIRM",
        "A lawyer names the firm.",
        _("The name of the law firm or office."),
        "attorney_organization",
        given=unless(by_lawyer, signer_gave("organization")),
    ),
    Element(
        "VOICE-BAR",
        "A lawyer gives a bar number.",
        _("The lawyer's bar number and state."),
        "attorney_bar",
        given=unless(by_lawyer, given("attorney_bar")),
    ),
    Element(
        "VOICE-ROLE",
        "A helper who is no lawyer says what they are.",
        _("The role of the person who signs, such as advocate or friend."),
        "advocate_title",
        given=unless(by_advocate, signer_gave("title")),
    ),
    Element(
        "VOICE-AUTHORITY",
        "Whoever signs for somebody has their written permission.",
        _("A tick that there is written permission to sign."),
        "@authorized",
        given=lambda letter: letter.is_authorized,
        written=lambda letter, paper: letter.voice.is_self or "written" in paper.words,
    ),
)


def who(id, asks="A date, a name, and an address for the answer."):
    return Element(
        id,
        asks,
        _("The name of whoever signs."),
        "@name",
        paragraph="signature",
        given=signer_gave("name"),
        written=shows_signer("name"),
    )


def reply(id, asks="A date, a name, and an address for the answer."):
    return Element(
        id,
        asks,
        _("An e-mail or postal address where they can answer."),
        "@email",
        paragraph="sender",
        given=signer_gave("is_reachable_in_writing"),
        written=shows_a_way_to_answer,
    )


def date(id, asks="A date, a name, and an address for the answer."):
    return Element(
        id, asks, _("The date of the letter."), paragraph="date", written=is_dated
    )


def addressee(id, asks="The company or the office that can act on it."):
    return Element(
        id,
        asks,
        _("The name of the company or site it goes to."),
        "recipient_name",
        paragraph="recipient",
        given=given("recipient_name"),
        written=is_addressed,
    )


def place(id, asks, is_found, lacking=A_LINK):
    return Element(
        id,
        asks,
        lacking,
        "links",
        paragraph="links",
        given=is_found,
        written=shows_place,
    )


def signature(id, asks):
    return Element(
        id,
        asks,
        _("A signature. A typed name is enough."),
        "signature",
        paragraph="signature",
        given=is_signed,
        written=shows_signature,
    )


def wording(id, asks, lacking, paragraph, *texts, **options):
    """An element that is in the words themselves."""
    return Element(
        id, asks, lacking, paragraph=paragraph, written=says(*texts), **options
    )
