"""The removal request under the TAKE IT DOWN Act: 47 U.S.C. § 223a, read in its text.

Elements TID1 to TID8. Four of them make a request valid; a platform's form may ask for
more, the statute does not. The 48 hours run from when the platform receives it.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date

from takedown.clocks import Clock
from takedown.letters import shared
from takedown.letters.elements import Element, given, says
from takedown.letters.fields import Tick
from takedown.letters.pages import Before, Consent, From, Page, Sign, SignAs, To, Where
from takedown.letters.removal import FOUR, Removal
from takedown.letters.zones import MomentField, ZoneField

CLOCK = Clock("47 U.S.C. § 223a(a)(3)", hours=48)


class Extras(Page):
    slug = "extras"
    title = "Time, and a few more things"
    why = "All of this may stay empty. The letter is complete without it."
    sends_at = MomentField(
        label="When will you send it?",
        help_text="If you know, the letter names the hour when the 48 hours end.",
    )
    zone = ZoneField(label="In which place is that the time?")
    no_process = Tick(
        label="I looked for the site's own way to send such a request and found none",
        help_text="Tick this only if it is true. The law asks sites to have one.",
    )
    offers_hash = Tick(
        label="I can make a fingerprint of the picture with StopNCII.org",
        help_text="It is made on your own device. The picture is not sent to anybody.",
    )

    def clean(self):
        facts = self.cleaned_data
        if facts.get("sends_at") and not facts.get("zone"):
            self.add_error("zone", "Choose the place whose time it is.")
        return facts


class TakeItDown(Removal):
    slug = "take-it-down"
    title = "Ask for removal within 48 hours"
    purpose = "It asks a site to take a picture down within 48 hours, under a US law."
    fits = (
        "The TAKE IT DOWN Act is for sites and apps where people post things. "
        "It covers fakes too. It is not for e-mail."
    )
    law = "47 U.S.C. § 223a (TAKE IT DOWN Act, Pub. L. 119-12)"
    pages = (Before, SignAs, Where, Consent, Extras, To, From, Sign)
    hints = {"name": shared.TRUE_NAME, "email": shared.REPLY_ADDRESS}
    recipient_kind = "take-it-down"
    clock = CLOCK
    readers = (
        ("The site", "The team that handles removal reads it."),
        (
            "The person who posted it",
            "Such a request is normally not passed on to them. We cannot promise it.",
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
            "That whoever signs has written permission.",
            "@authorized",
            given=lambda letter: letter.is_authorized,
            is_required=False,
        ),
        Element(
            "TID6",
            "Known identical copies; a hash instead of the file.",
            "It could offer a fingerprint (hash) of the picture.",
            "offers_hash",
            given=given("offers_hash"),
            written=says("known identical copies"),
            is_required=False,
        ),
        Element(
            "TID7",
            "Real or forged; no account needed; case number, written outcome.",
            "It could say whether it is real or made by computer.",
            "altered",
            paragraph="requests",
            given=given("altered"),
            written=says("case number", "no account with you"),
            is_required=False,
        ),
        Element(
            "TID8",
            "The deadline as a date and time.",
            "It could name the hour when the 48 hours end.",
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
        zone = ZoneInfo(self.facts["zone"])
        return datetime.fromisoformat(self.facts["sends_at"]).replace(tzinfo=zone)

    @property
    def sent_words(self):
        return self.sent and moment_words(self.sent)

    @property
    def deadline_words(self):
        """48 hours later by the clock that never jumps, told in the person's zone."""
        return moment_words(CLOCK.due(self.sent)) if self.sent else ""


def moment_words(moment):
    return format_date(moment, r"l, F j, Y, \a\t g:i a (T)")
