"""The request under the platform's own rules: POL1 to POL7. No statute fixes its form.

When it also holds TID1 to TID4, it says that it counts under 47 U.S.C. § 223a too:
one letter can do both (POL5).
"""

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takedown.letters import shared
from takedown.letters.elements import Element, given, says
from takedown.letters.fields import Choices, Line, Tick
from takedown.letters.pages import Before, Consent, From, Page, Sign, SignAs, To, Where
from takedown.letters.removal import Removal, says_why
from takedown.letters.take_it_down import CLOCK, EFFECTIVE

RULES = {
    "intimate": _("sharing intimate images without consent"),
    "fake": _("fake or altered intimate images"),
    "threat": _("threats to share intimate images"),
    "exploitation": _("sexual exploitation"),
    "impersonation": _("impersonation"),
    "private": _("posting private information"),
}


WHAT = [  # the ticks of these rules
    ("intimate", _("An intimate picture or video shared without consent")),
    ("fake", _("A fake or changed intimate picture or video")),
    ("threat", _("A threat to share one")),
    ("exploitation", _("Sexual exploitation")),
    ("impersonation", _("Somebody pretends to be me")),
    ("private", _("My address, phone number or the like was posted")),
]


class Rules(Page):
    slug = "rules"
    title = _("Which rule it breaks")
    why = _("Many sites forbid this. Naming the rule helps it reach the right team.")
    rules = Choices(label=_("What is it?"), choices=WHAT)
    rule_name = Line(
        label=_("The name of the site's own rule, if you know it"),
        help_text=_("Its heading is enough. There is no need to copy the text."),
    )
    offers_hash = Tick(
        label=_("I can make a fingerprint of the picture with StopNCII.org"),
        help_text=_(
            "It is made on your own device. The picture is not sent to anybody."
        ),
    )


WHO = shared.wording(
    "POL1",
    "Who is writing: the person shown, or a helper they authorized.",
    _("Who is writing: the person shown, or somebody for them."),
    "opening",
    "the person shown",
)
APPEAL = shared.wording(
    "POL7",
    "Ask for a case number, the outcome and the way to appeal.",
    _("It could ask for a case number, the outcome and the way to appeal."),
    "requests",
    *("case number", "appeal"),
    is_required=False,
)
REASON = Element(
    "POL3",
    "The rule it breaks, and a reason in one line.",
    _("One reason why it was not agreed to. A tick is enough."),
    "reasons",
    given=lambda letter: letter.has_reason,
    written=says_why,
)


class PlatformPolicy(Removal):
    slug = "platform-policy"
    title = _("Ask for removal under the site's own rules")
    purpose = _(
        "It tells a site that its own rules were broken, and what it should do."
    )
    fits = _(
        "You can send it to any site or app, in any country. "
        "It can also ask the site to act on the account."
    )
    law = "The platform's own rules; 47 U.S.C. § 223a where it counts under both"
    effective = EFFECTIVE  # of the statute
    pages = (Before, SignAs, Where, Consent, Rules, To, From, Sign)
    hints = {"name": shared.SAFE_NAME, "email": shared.REPLY_ADDRESS}
    recipient_kind = "policy"
    usual = _("No law sets a time. You can use other ways at the same time.")
    readers = (
        (_("The site"), _("The team that handles reports reads it.")),
        (
            _("The person who posted it"),
            _("A report is normally not passed on to them. We cannot promise it."),
        ),
        (
            _("A web host"),
            _("If it goes to a host, the host often passes it on, name and all."),
        ),
    )
    elements = (
        WHO,
        shared.place(
            "POL2",
            "The exact location: a link, or an account and a time.",
            shared.is_found_by("accounts", "seen"),
            _("At least one link. Or the account and the time, if there is no link."),
        ),
        Element(
            "POL3",
            "The rule it breaks, and a reason in one line.",
            _("Which rule it breaks. A tick is enough."),
            "rules",
            paragraph="rule",
            given=lambda letter: bool(letter.rules),
            written=lambda letter, paper: bool(paper.text("rule")),
        ),
        REASON,
        shared.wording(
            "POL4",
            "Remove, do not recommend, block new uploads, act, keep the data.",
            _("What they should do: remove it, stop spreading it, keep the data."),
            "requests",
            *("remove the", "recommend", "uploaded", "act on the account", "records"),
        ),
        shared.who("G3"),
        shared.reply("G3"),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        Element(
            "POL5",
            "Say that it also counts under 47 U.S.C. § 223a.",
            _("With a signature, it can count under the 48-hour law too."),
            "signature",
            paragraph="both",
            given=lambda letter: letter.counts_under_the_act,
            written=says("223a"),
            is_required=False,
        ),
        Element(
            "POL6",
            "Offer a hash through StopNCII.org.",
            _("It could offer a fingerprint (hash) of the picture."),
            "offers_hash",
            given=given("offers_hash"),
            written=says("StopNCII.org"),
            is_required=False,
        ),
        APPEAL,
    )

    @property
    def rules(self):
        """The rules as the letter names them: theirs first, if the person knows it."""
        own = [f"“{name}”"] if (name := self.facts["rule_name"]) else []
        return own + [RULES[code] for code in self.facts["rules"]]

    @property
    def is_threat(self):
        """Nothing is out: somebody only threatens."""
        return self.facts["rules"] == ["threat"]

    @property
    def tie(self):
        return gettext("shown in intimate images") if self.is_threat else super().tie

    @property
    def counts_under_the_act(self):
        return not self.is_threat and super().counts_under_the_act

    def counts_on(self, paper):
        """Only if it still says so: the words are the person's to change."""
        return "223a" in paper.words and super().counts_on(paper)

    def clocks_of(self, paper):
        return [CLOCK] if self.counts_on(paper) else []

    @property
    def rules_in_words(self):
        return get_text_list(self.rules, gettext("and"))
