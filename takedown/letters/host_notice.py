"""The notice to whoever stands behind a site that nobody knows: its web host, a company
in front of it (CDN), or the registrar of its name.

Elements POL1 to POL4 and POL7, as in the request under a platform's own rules. It names
no statute: which law binds such a company depends on where it is.
"""

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takedown.letters import shared
from takedown.letters.elements import Element, given, says
from takedown.letters.fields import Choice, Choices, Line
from takedown.letters.pages import (
    Before,
    Consent,
    From,
    Page,
    Sign,
    SignAs,
    To,
    Where,
)
from takedown.letters.platform_policy import (
    APPEAL,
    REASON,
    RULES,
    WHAT,
    WHO,
    Rules,
)
from takedown.letters.removal import Removal

PARTIES = {  # what stands in the letter, before "the site"
    "host": _("the company that hosts"),
    "front": _("the company that stands in front of"),
    "registrar": _("the registrar of"),
}


WHAT_IT_CAN = {  # what such a letter has to ask, as it stands there
    "host": ("remove the images", "records"),
    "front": ("pass this report on", "records"),
    "registrar": ("act on the domain name", "records"),
}


class Party(Page):
    slug = "party"
    title = _("Which company it goes to")
    page_template = "takedown/letters/host-notice/party.html"
    party = Choice(
        label=_("What is this company for the site?"),
        choices=[
            ("host", _("The host: the site is on its computers")),
            ("front", _("The company in front of the host, such as a CDN")),
            ("registrar", _("The registrar: it sold the name of the site")),
        ],
        help_text=_("Not sure? Choose the host. The letter also asks to pass it on."),
    )
    server = Line(
        label=_("What led you to this company"),
        help_text=_(
            "For example the IP address, or the name server. It may stay empty."
        ),
    )


class Topic(Rules):
    title = _("What it is about")
    why = _(
        "Such companies have rules of their own. This helps it reach the right team."
    )
    rules = Choices(
        label=_("What is it?"), choices=[each for each in WHAT if each[0] != "threat"]
    )
    rule_name = Line(
        label=_("The name of the company's own rule, if you know it"),
        help_text=Rules.base_fields["rule_name"].help_text,
    )
    offers_hash = None


class ToHost(To):
    page_template = "takedown/letters/host-notice/to.html"
    site = Line(
        label=_("Name of the site where it is"),
        help_text=_("Such as pictures.example."),
    )
    recipient_name = Line(
        label=_("Company it goes to"),
        help_text=_("The host, the company in front, or the registrar."),
    )


class HostNotice(Removal):
    slug = "host-notice"
    title = _("Ask a web host, CDN or registrar to act")
    purpose = _("It asks a company behind a site to act, if the site itself does not.")
    fits = _(
        "For a site that you do not know, or that does not answer. Write to the site "
        "first if you can, then to its host."
    )
    law = "The company's own rules"
    is_to_site = False
    usual = _(
        "No law sets a time. If no answer comes in two days, write to the next one."
    )
    pages = (Before, SignAs, Where, Consent, Topic, Party, ToHost, From, Sign)
    hints = {"name": shared.SAFE_NAME, "email": shared.REPLY_ADDRESS}
    readers = (
        (_("The company"), _("The team that handles abuse reports reads it.")),
        (
            _("The owner of the site"),
            _(
                "Such a company often passes it on, name and all. "
                "The letter asks it to leave your name out. It is not bound by that."
            ),
        ),
        (
            _("The person who posted it"),
            _("It may be the owner of the site, or the owner may tell them."),
        ),
    )
    elements = (
        WHO,
        shared.place(
            "POL2",
            "The exact location. A host, CDN or registrar needs links.",
            given("links"),
        ),
        Element(
            "POL3",
            "What it is about, and a reason in one line.",
            _("What it is about. A tick is enough."),
            "rules",
            paragraph="rule",
            given=lambda letter: bool(letter.topics),
            written=lambda letter, paper: bool(paper.text("rule")),
        ),
        REASON,
        Element(
            "POL4",
            "What this company can do: remove, pass on, or act on the name; keep data.",
            _("Which company it is: the host, one in front, or the registrar."),
            "party",
            paragraph="requests",
            given=given("party"),
            written=lambda letter, paper: says(*WHAT_IT_CAN[letter.party_slug])(
                letter, paper
            ),
        ),
        shared.who("G3"),
        shared.reply("G3"),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        APPEAL,
    )

    @property
    def topics(self):
        return [RULES[code] for code in self.facts["rules"]]

    @property
    def topics_in_words(self):
        return get_text_list(self.topics, gettext("and"))

    @property
    def party(self):
        return PARTIES.get(self.facts["party"], gettext("a company behind"))

    @property
    def party_slug(self):
        return self.facts["party"] or "host"

    @property
    def is_host(self):
        return self.party_slug == "host"

    @property
    def is_front(self):
        return self.party_slug == "front"
