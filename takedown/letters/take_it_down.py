"""The removal request under the TAKE IT DOWN Act: 47 U.S.C. § 223a, read in its text.

Elements TID1 to TID8. Four of them make a request valid; a platform's form may ask for
more, the statute does not. The 48 hours run from when the platform receives it.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpcenter.formats import moment_words
from takedown.clocks import Clock
from takedown.letters import shared
from takedown.letters.elements import Element, given, says
from takedown.letters.fields import Tick
from takedown.letters.pages import Before, Consent, From, Page, Sign, SignAs, To, Where
from takedown.letters.removal import FOUR, Removal
from takedown.letters.zones import (
    MomentField,
    ZoneField,
    moment_in,
)

CLOCK = Clock("47 U.S.C. § 223a(a)(3)", hours=48)
EFFECTIVE = date(2026, 5, 19)  # platforms had one year from the day it was signed


class Extras(Page):
    slug = "extras"
    title = _("Time, and a few more things")
    why = _("All of this may stay empty. The letter is complete without it.")
    sends_at = MomentField(
        label=_("When will you send it?"),
        help_text=_("If you know, the letter names the hour when the 48 hours end."),
    )
    zone = ZoneField(label=_("In which place is that the time?"))
    no_process = Tick(
        label=_(
            "I looked for the site's own way to send such a request and found none"
        ),
        help_text=_("Tick this only if it is true. The law asks sites to have one."),
    )
    offers_hash = Tick(
        label=_("I can make a fingerprint of the picture with StopNCII.org"),
        help_text=_(
            "It is made on your own device. The picture is not sent to anybody."
        ),
    )

    def clean(self):
        facts = self.cleaned_data
        if facts.get("sends_at") and not facts.get("zone"):
            self.add_error("zone", _("Choose the place whose time it is."))
        elif facts.get("sends_at"):
            try:
                moment_in(facts["sends_at"], facts["zone"])
            except ValidationError as error:
                self.add_error("sends_at", error)
        return facts


class TakeItDown(Removal):
    slug = "take-it-down"
    title = _("Ask for removal within 48 hours")
    purpose = _(
        "It asks a site to take a picture down within 48 hours, under a US law."
    )
    fits = _(
        "The TAKE IT DOWN Act is for sites and apps where people post things. "
        "It covers fakes too. It is not for e-mail."
    )
    law = "47 U.S.C. § 223a (TAKE IT DOWN Act, Pub. L. 119-12)"
    effective = EFFECTIVE
    pages = (Before, SignAs, Where, Consent, Extras, To, From, Sign)
    hints = {"name": shared.TRUE_NAME, "email": shared.REPLY_ADDRESS}
    recipient_kind = "take-it-down"
    clock = CLOCK
    readers = (
        (_("The site"), _("The team that handles removal reads it.")),
        (
            _("The person who posted it"),
            _(
                "Such a request is normally not passed on to them. We cannot promise "
                "it."
            ),
        ),
    )
    elements = (
        *FOUR,
        shared.who("G3"),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        Element(
            "TID5",
            "Who signs for somebody says so, and that they are authorized.",
            _("That whoever signs has written permission."),
            "@authorized",
            given=lambda letter: letter.is_authorized,
            is_required=False,
        ),
        Element(
            "TID6",
            "Known identical copies; a hash instead of the file.",
            _("It could offer a fingerprint (hash) of the picture."),
            "offers_hash",
            given=given("offers_hash"),
            written=says("known identical copies"),
            is_required=False,
        ),
        Element(
            "TID7",
            "Real or forged; no account needed; case number, written outcome.",
            _("It could say whether it is real or made by computer."),
            "altered",
            paragraph="requests",
            given=given("altered"),
            written=says("case number", "no account with you"),
            is_required=False,
        ),
        Element(
            "TID8",
            "The deadline as a date and time.",
            _("It could name the hour when the 48 hours end."),
            "sends_at",
            paragraph="requests",
            given=given("sends_at", "zone"),
            written=says("48 hours"),
            is_required=False,
        ),
    )

    @property
    def sent(self):
        """When it goes out, in the person's zone; None if one of the two is missing."""
        if not (self.facts["sends_at"] and self.facts["zone"]):
            return None
        return moment_in(self.facts["sends_at"], self.facts["zone"])

    @property
    def sent_words(self):
        return self.sent and moment_words(self.sent)

    @property
    def deadline_words(self):
        """48 hours later by the clock that never jumps, told in the person's zone."""
        return moment_words(CLOCK.due(self.sent)) if self.sent else ""
