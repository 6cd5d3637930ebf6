"""The notice to a hosting service under EU law: Regulation (EU) 2022/2065, article 16.

Elements DSA1 to DSA4. Its other paragraphs ask for what article 16(4) to (6) gives; no
law sets a number of hours. An offense is named only from the directory, if somebody of
the person's country could be sure of it, or in the person's own words.
"""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from directory.models import Law, LawClass, Topic
from directory.models.fact import rank
from directory.places import MEMBER_STATES, place_name
from takedown.letters import shared
from takedown.letters.abroad import POSTER, Abroad, CountryPage, reason
from takedown.letters.elements import Element, given
from takedown.letters.fields import Choices, Lines
from takedown.letters.pages import Before, Consent, From, Page, SignAs, To, Where

OFFENSES = (Topic.NCII_CRIMINAL, Topic.DEEPFAKE_CRIMINAL)


def offenses_of(country):
    """What is a crime there by our directory, if it is confirmed and no mere bill."""
    confirmed = Law.objects.confirmed().filter(
        place=country, topic__in=OFFENSES, classification=LawClass.CRIMINAL
    )
    return confirmed.order_by(rank("topic", OFFENSES), "citation")


class Country(CountryPage):
    codes = MEMBER_STATES


class Offense(Page):
    slug = "offense"
    title = _("Which law it breaks")
    page_template = "takedown/letters/dsa/offense.html"
    offenses = Choices(
        label=_("Laws of your country"),
        help_text=_("Tick only what fits what happened. You may leave all of it open."),
    )
    other_laws = Lines(
        label=_("Another law, if you know one"),
        help_text=_("As the law is called, one on each line."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offenses"].choices = lambda: self.offered

    @cached_property
    def offered(self):
        return [(law.slug, named(law)) for law in offenses_of(self.letter.country)]

    def get_context(self):
        """Without the question, where there is no law to choose."""
        if not self.offered:
            self.fields.pop("offenses", None)
        return super().get_context()


def named(law):
    return f"{law.citation} ({law.title})"


ILLEGAL = "A substantiated explanation why it is illegal."


class DigitalServicesNotice(Abroad):
    slug = "dsa"
    title = _("Send a notice under EU law")
    purpose = _("It tells a site, under a law of the European Union, what is illegal.")
    fits = _(
        "For sites and apps that work in the European Union, wherever they are based. "
        "They must confirm it, decide, and tell you how to object."
    )
    law = "Regulation (EU) 2022/2065 (Digital Services Act), art. 16"
    usual = _("The law says “timely” and names no hour.")
    pages = (Before, SignAs, Where, Consent, Country, Offense, To, From)
    readers = (
        (_("The site"), _("The team that handles such notices reads it.")),
        POSTER,
    )
    elements = (
        reason("DSA1", ILLEGAL),
        shared.wording(
            "DSA1",
            ILLEGAL,
            _("The sentence that says why it is illegal."),
            "why",
            *("illegal", "did not consent"),
        ),
        shared.place(
            "DSA2", "The exact electronic location: the links.", given("links")
        ),
        shared.who("DSA3", "The name and the e-mail address of who sends it."),
        Element(
            "DSA3",
            "The name and the e-mail address of who sends it.",
            _("The e-mail address of whoever signs. This law asks for one."),
            "@email",
            paragraph="sender",
            given=shared.signer_gave("email"),
            written=shared.shows_signer("email"),
        ),
        shared.wording(
            "DSA4",
            "A statement of bona fide belief that it is accurate and complete.",
            _("The statement that you believe it to be accurate and complete."),
            "good-faith",
            *("bona fide belief", "accurate and complete"),
        ),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        Element(
            "DSA1",
            "The national offense, where it is known.",
            _("It could name the law of your country that it breaks."),
            "other_laws",
            paragraph="laws",
            given=lambda letter: bool(letter.laws),
            written=lambda letter, paper: bool(paper.text("laws")),
            is_required=False,
        ),
    )

    @property
    def country(self):
        """The member state that was chosen; "" for any other place."""
        chosen = self.facts["country"]
        return chosen if chosen in [*MEMBER_STATES] else ""

    @property
    def country_name(self):
        return place_name(self.country) if self.country else ""

    @cached_property
    def laws(self):
        """The laws that the notice names. The directory must still be sure of them."""
        ticked = self.facts["offenses"]
        sure = offenses_of(self.country) if ticked else ()
        return [
            *(named(law) for law in sure if law.slug in ticked),
            *self.facts["other_laws"],
        ]
