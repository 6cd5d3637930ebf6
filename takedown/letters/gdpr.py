"""The request for erasure, and the objection: GDPR and UK GDPR, articles 17 and 21.

Elements GDPR1 to GDPR5. For somebody in the United Kingdom it names the UK GDPR and the
Information Commissioner (our directory: gb-data-protection); else the GDPR and whatever
authority is there. No address of an authority is printed: we have not read any.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.places import MEMBER_STATES
from takedown.clocks import Clock
from takedown.letters import shared
from takedown.letters.abroad import POSTER, Abroad, CountryPage
from takedown.letters.elements import Element, given
from takedown.letters.fields import Choices
from takedown.letters.pages import Before, Consent, From, Page, SignAs, To, Where
from takedown.routes.predicates import EEA_ONLY

UK = "GB"
GROUNDS = {  # what each tick of the page says in the letter
    "unlawful": _("The processing is unlawful: {who} did not consent to it."),
    "withdrawn": _("Any consent that was ever given is withdrawn by this letter."),
    "objection": _(
        "This letter is an objection to all further processing (Article 21)."
    ),
    "special": _(
        "The images are data about {whose} sex life, a special category of "
        "personal data (Article 9)."
    ),
}


class Country(CountryPage):
    codes = MEMBER_STATES | EEA_ONLY | {UK}


class Grounds(Page):
    slug = "grounds"
    title = _("On what it rests")
    why = _("The law wants a ground. One is enough. Tick all that are true.")
    grounds = Choices(
        label=_("What is true?"),
        choices=[
            ("unlawful", _("I did not agree that the site may use it")),
            ("withdrawn", _("I agreed once, and I take it back now")),
            ("objection", _("I object to any use of it")),
            ("special", _("It is about my sex life")),
        ],
    )


def asked(id, asks, lacking, paragraph, *texts):
    return shared.wording(id, asks, lacking, paragraph, *texts, is_required=False)


class ErasureRequest(Abroad):
    slug = "gdpr"
    title = _("Ask for erasure of your data")
    purpose = _("It asks whoever runs a site to erase a picture, as data about you.")
    fits = _(
        "For people in Europe: the EU, Iceland, Liechtenstein, Norway and the UK. "
        "It is for a site or company, and not for what a person shares at home."
    )
    law = "GDPR and UK GDPR, arts. 9, 12, 17, 19, 21 and 77"
    clock = Clock("GDPR and UK GDPR, art. 12(3)", months=1)
    pages = (Before, SignAs, Where, Consent, Grounds, Country, To, From)
    readers = (
        (_("The site"), _("The team that handles personal data reads it.")),
        (
            _("Others who got the picture from the site"),
            _(
                "The letter asks the site to tell them that it is to be erased, and to "
                "leave your name out."
            ),
        ),
        POSTER,
    )
    elements = (
        shared.place("GDPR1", "Which data: the links.", given("links")),
        shared.who("GDPR1", "Who asks, enough to be matched."),
        shared.reply("GDPR1", "Who asks, enough to be matched."),
        Element(
            "GDPR2",
            "The ground: unlawful, consent withdrawn, objection, or sex life.",
            _("On what it rests. One tick is enough."),
            "grounds",
            paragraph="grounds",
            given=given("grounds"),
            written=lambda letter, paper: bool(paper.text("grounds")),
        ),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        asked(
            "GDPR3",
            "Tell others who received it: articles 17(2) and 19.",
            _("It could ask the site to tell others who got it."),
            "requests",
            *("17(2)", "19"),
        ),
        asked(
            "GDPR4",
            "A reply within one month: article 12(3).",
            _("It could ask for an answer within one month."),
            "requests",
            *("one month", "12(3)"),
        ),
        asked(
            "GDPR5",
            "A complaint to the data protection authority: article 77.",
            _("It could say that you can complain to the data protection office."),
            "complaint",
            "complain to",
        ),
    )

    @property
    def is_british(self):
        return self.facts["country"] == UK

    @property
    def regulation(self):
        return "UK GDPR" if self.is_british else "GDPR"

    @property
    def regulation_in_full(self):
        """As the subject names it."""
        named = gettext("Regulation (EU) 2016/679 (GDPR)")
        return "UK GDPR" if self.is_british else named

    @property
    def withdraws(self):
        """They agreed once. So the letter does not say that they never did."""
        return "withdrawn" in self.facts["grounds"]

    @property
    def objects(self):
        return "objection" in self.facts["grounds"]

    @property
    def grounds(self):
        who, whose = self.voice.who, self.voice.whose
        return [
            GROUNDS[code].format(who=who, whose=whose) for code in self.facts["grounds"]
        ]
