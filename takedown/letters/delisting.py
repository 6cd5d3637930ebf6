"""The request to a search engine to hide results: G-1 to G-6 of letters.md, part (d).

Google lists conditions, others for what is real than for a fake; Bing asks for less.
No statute stands behind it, and the page itself stays where it is.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from directory.places import ELSEWHERE, place_name
from takedown.letters import shared
from takedown.letters.elements import Element, lists, says, signer_gave
from takedown.letters.fields import Choices, Line
from takedown.letters.pages import From, Page, SignAs, real_or_fake
from takedown.letters.paragraphs import flat
from takedown.letters.removal import Removal
from takedown.letters.search_engine import (
    LINKS,
    TERMS,
    Results,
    ToEngine,
    ToSearchEngine,
)

# What each tick of the page Conditions says, in the voice of the letter.
CONDITIONS = {
    "shows": _(
        "The images {show} {whom} nude, in a sexual act, or in an intimate state."
    ),
    "known": _("{Who} can be identified in them."),
    "made": _("{Who} did not consent to {them}, and they were made public."),
    "online": _("They were put online without {whose} consent."),
    "unpaid": _("{Who} {am} not currently being paid for them."),
}
SHOW = {
    "fake": pgettext_lazy("images", "falsely show"),
    "unsure": pgettext_lazy("images", "show or appear to show"),
}


class Listed(Results):
    none_of = Choices(
        label=_("Is one of these not there?"),
        choices=[
            ("links", _("There is no page, or I have no link of it")),
            ("image_links", _("The picture has no link of its own that I know")),
            ("result_links", _("I have no link of a search result")),
        ],
        help_text=_("Tick what you leave empty above, so that nobody looks for it."),
    )


class Conditions(Page):
    slug = "conditions"
    title = _("What is true of it")
    why = _(
        "Search engines hide a picture if certain things are true. "
        "Tick what is true. Nobody needs to know more about what it shows."
    )
    remembers = ("altered", "conditions")
    altered = real_or_fake(help_text=_("Google hides both, and asks which one it is."))
    conditions = Choices(
        label=_("What is true?"),
        choices=[
            (
                "shows",
                _("It shows me, or seems to show me, naked or in an intimate way"),
            ),
            ("known", _("People can tell that it is me, or is meant to be me")),
            (
                "made",
                _("I did not agree to it, or to what it shows, and it was made public"),
            ),
            ("online", _("It was put online, and I did not agree to that")),
            ("unpaid", _("I am not being paid for it now")),
        ],
    )


class FromSomewhere(From):
    living_in = Line(
        label=_("Country"),
        help_text=_(
            "Google asks for a country and an e-mail address. Bing does not "
            "ask for the country."
        ),
    )

    def names_of(self, voice):
        return [*super().names_of(voice), "living_in"]


def told_or_none(name):
    """These links were given, or somebody said that there are none."""
    return lambda letter: letter.facts[name] or name in letter.facts["none_of"]


def links_of(name, paragraph, asks, lacking, is_there):
    return Element(
        "G-1",
        asks,
        lacking,
        name,
        paragraph=paragraph,
        given=is_there,
        written=lists(name),
    )


def condition(lacking, *codes, of):
    """One of these ticks, in letters of which this is asked."""
    return Element(
        "G-2",
        "Which of the engine's conditions applies.",
        lacking,
        "conditions",
        paragraph="conditions",
        given=lambda letter: (
            not of(letter) or bool(set(codes) & set(letter.facts["conditions"]))
        ),
        written=lambda letter, paper: all(
            flat(said) in paper.words for said in letter.conditions
        ),
    )


def to_google(letter):
    return not letter.is_bing


def may_be(kind):
    """To Google, and about what is this or may be it."""
    return lambda letter: (
        to_google(letter) and letter.facts["altered"] in (kind, "unsure")
    )


class Delisting(ToSearchEngine, Removal):
    slug = "delisting"
    title = _("Ask a search engine to hide it")
    purpose = _(
        "It asks Google or Bing to leave the links you list out of its results."
    )
    fits = _(
        "Use it beside a letter to the site. The page itself stays where it is, "
        "but far fewer people find it."
    )
    law = "The search engine's own rules"
    usual = _(
        "No law sets a time for this. If no answer comes in a week, ask again. "
        "You can use other ways at the same time."
    )
    pages = (SignAs, Listed, Conditions, ToEngine, FromSomewhere)
    hints = {"name": shared.SAFE_NAME, "email": shared.REPLY_ADDRESS}
    recipient_kind = "policy"
    readers = (
        (_("The search engine"), _("The team that handles such requests reads it.")),
        (
            _("The site, or the person who posted it"),
            _("The letter asks not to tell them your name. We cannot promise it."),
        ),
    )
    elements = (
        links_of(
            "links",
            "links",
            "Each page URL.",
            _(
                "The links of the pages. Or a tick that you have none. "
                "At least one link of any kind has to be there."
            ),
            lambda letter: letter.every_link and told_or_none("links")(letter),
        ),
        links_of(
            "image_links",
            "image-links",
            "Each image URL.",
            _("The links of the picture itself. Or a tick that you have none."),
            told_or_none("image_links"),
        ),
        links_of(
            "result_links",
            "result-links",
            "Each search-results URL.",
            _("The links of the search results. Or a tick that you have none."),
            told_or_none("result_links"),
        ),
        Element(
            "G-2",
            "Which of the engine's conditions applies.",
            _("Whether it is real, or made by computer. “I am not sure” will do."),
            "altered",
            paragraph="kind",
            given=lambda letter: letter.is_bing or letter.facts["altered"],
            written=lambda letter, paper: letter.is_bing or paper.text("kind"),
        ),
        condition(_("A tick that says what it shows."), "shows", of=to_google),
        condition(
            _("A tick that you did not agree to it."),
            *("made", "online"),
            of=lambda letter: not letter.is_fake,
        ),
        condition(
            _("A tick that it was put online and you did not agree to that."),
            "online",
            of=lambda letter: letter.facts["altered"] in ("fake", "unsure"),
        ),
        condition(
            _("A tick that you are not being paid for it. Google asks this."),
            "unpaid",
            of=may_be("real"),
        ),
        condition(
            _("A tick that people can tell it is you. Google asks this of a fake."),
            "known",
            of=may_be("fake"),
        ),
        Element(
            "G-3",
            "A contact e-mail address and the country.",
            _("An e-mail address for the answer."),
            "@email",
            paragraph="contact",
            given=signer_gave("email"),
            written=shared.shows_signer("email"),
        ),
        Element(
            "G-3",
            "A contact e-mail address and the country.",
            _("The country. Google asks for it."),
            "living_in",
            paragraph="contact",
            given=lambda letter: letter.is_bing or letter.facts["living_in"],
            written=lambda letter, paper: (
                flat(letter.facts["living_in"]) in paper.words
            ),
        ),
        Element(
            "G-4",
            "Who writes for somebody explains by what authority.",
            _("Who is writing: the person shown, or somebody who may act for them."),
            paragraph="opening",
            written=lambda letter, paper: (
                ("the person shown" if letter.voice.is_self else "written")
                in paper.text("opening")
            ),
        ),
        shared.who("G3"),
        shared.date("G3"),
        shared.addressee("TO", "The search engine, or the company that runs it."),
        *shared.VOICE,
        TERMS,
        Element(
            "G-6",
            "Have an outdated result refreshed after the page was deleted.",
            _("It could ask to refresh a result once its page is gone."),
            paragraph="requests",
            written=says("refresh"),
            is_required=False,
        ),
    )

    @classmethod
    def first_facts(cls, case):
        country = case.facts.get("country")
        is_known = country and country != ELSEWHERE
        return {"living_in": str(place_name(country))} if is_known else {}

    @property
    def conditions(self):
        said = vars(self.voice) | {
            "Who": capfirst(self.voice.who),
            "show": SHOW.get(self.facts["altered"], pgettext("images", "show")),
            "them": self.made,
        }
        return [CONDITIONS[code].format(**said) for code in self.facts["conditions"]]

    @property
    def made(self):
        """What there was no consent to."""
        if self.is_fake:
            return pgettext("images", "them")
        return pgettext("images", "them or to the act")

    @property
    def instead(self):
        """What stands in the letter where there is no such link."""
        none_of = self.facts["none_of"]
        none, lacking = gettext("None is known."), gettext("[At least one link]")
        return {name: none if name in none_of else lacking for name in LINKS}
