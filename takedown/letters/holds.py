"""Litigation holds for companies that are not the site: e-mail, internet access,
payments, telephone.

The words are those of the litigation hold, with a few blocks of their own. No link has
to be in them (HOLD2 is then the account, number or address that was used, and when):
nobody at a telephone company needs to know where the pictures are.
"""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence.incidents import incidents_of
from takedown.letters.elements import Element, given, lists
from takedown.letters.fields import unique
from takedown.letters.hold_pages import (
    AboutAll,
    KeepAccess,
    KeepEmail,
    KeepPayment,
    KeepPhone,
    ToCompany,
    UsedAccess,
    UsedEmail,
    UsedPayment,
    UsedPhone,
)
from takedown.letters.litigation_hold import LitigationHold, elements_with
from takedown.letters.pages import From, SignAs

ASKS = "The account, address or number that was used, and when; links if there are any."
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
PHONE = re.compile(r"\+\d[\d ().-]{6,}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
NOTHING = re.compile(r"(?!)")


def what(name, lacking):
    """HOLD2 where the company shows nothing itself."""
    return (
        Element(
            "HOLD2",
            ASKS,
            lacking,
            name,
            paragraph="used",
            given=given(name),
            written=lists(name),
        ),
        Element(
            "HOLD2",
            ASKS,
            _("The day and the time, as well as you know them."),
            "seen",
            paragraph="details",
            given=given("seen"),
            written=lists("seen"),
        ),
        Element(
            "HOLD2",
            ASKS,
            _("The links, as you typed them."),
            paragraph="links",
            written=lists("links"),
        ),
    )


class CompanyHold(LitigationHold):
    """What the four have in common."""

    usual = _("No law sets a time. If no answer comes in two weeks, ask again.")
    is_to_site = False
    has_site = False
    readers = (
        (_("The company"), _("Its legal team reads the letter and keeps it.")),
        (
            _("The person who did it"),
            _(
                "The letter asks the company not to tell them. "
                "The company is not bound by that."
            ),
        ),
        (_("A court"), _("If it comes to a case, the letter may be shown there.")),
    )
    tie = _("affected by what is described below")
    begins = _("thirty days before the first time given above")
    used = ""  # the fact that says what was used
    gap = ""  # what stands in the letter until it is given
    account = NOTHING  # an account of an incident that belongs to such a company
    finding = ""  # how to find out which company

    @classmethod
    def first_facts(cls, case):
        """Only what is such a company's: no link, and no account elsewhere."""
        own = [
            each for each in incidents_of(case) if cls.account.fullmatch(each.account)
        ]
        return {
            "links": [],
            "seen": unique(each.when_words() for each in own),
            cls.used: unique(each.account for each in own),
        }

    @property
    def service(self):
        return self.facts["recipient_name"] or gettext("[name of the company]")

    @property
    def what_was_used(self):
        return self.facts[self.used]

    @property
    def details(self):
        seen = "; ".join(self.facts["seen"])
        return [(gettext("Time"), seen)] if seen else []


class EmailHold(CompanyHold):
    slug = "hold-email"
    title = _("Ask an e-mail provider to keep its records")
    purpose = _("It asks an e-mail provider to save what shows who wrote to you.")
    fits = _(
        "For threats by e-mail, or if the picture was sent by e-mail. "
        "The 48-hour law is not for e-mail, but its records can be kept."
    )
    pages = (SignAs, UsedEmail, AboutAll, KeepEmail, ToCompany, From)
    used = "email_addresses"
    gap = _("The e-mail addresses that were used")
    account = EMAIL
    finding = _("Often it is the name after the @ sign.")
    elements = elements_with(what(used, _("The e-mail address that was used.")))


class AccessHold(CompanyHold):
    slug = "hold-access"
    title = _("Ask an internet provider to keep its records")
    purpose = _("It asks a company that sells internet access to save who was online.")
    fits = _(
        "For when you know the IP address that was used, and the time. "
        "Only this company knows whose address it was at that hour."
    )
    pages = (SignAs, UsedAccess, AboutAll, KeepAccess, ToCompany, From)
    used = "ip_addresses"
    gap = _("The IP addresses that were used")
    finding = _("A look-up of the IP address shows whose it is.")
    elements = elements_with(what(used, _("The IP address that was used.")))


class PaymentHold(CompanyHold):
    slug = "hold-payment"
    title = _("Ask a payment service to keep its records")
    purpose = _("It asks a payment service to save what shows who got the money.")
    fits = _(
        "For when somebody asked you for money, or sold the picture. "
        "You do not have to have paid."
    )
    law = "No statute: a request, and the duty to preserve where one applies"
    pages = (SignAs, UsedPayment, AboutAll, KeepPayment, ToCompany, From)
    used = "payments"
    gap = _("The accounts, wallets or payments that were used")
    finding = _("The company that runs the app, the card or the wallet.")
    elements = elements_with(what(used, _("The account, wallet or payment.")))

    @property
    def details(self):
        amounts = self.facts["amounts"]
        paid = [(gettext("Amount"), "; ".join(amounts))] if amounts else []
        return super().details + paid


class PhoneHold(CompanyHold):
    slug = "hold-phone"
    title = _("Ask a phone company to keep its records")
    purpose = _("It asks a phone company to save what shows whose number it was.")
    fits = _(
        "For threats by call or text message, or if the picture was sent that way."
    )
    pages = (SignAs, UsedPhone, AboutAll, KeepPhone, ToCompany, From)
    used = "phone_numbers"
    gap = _("The phone numbers that were used")
    account = PHONE
    finding = _("The company of the number that was used, which may not be your own.")
    elements = elements_with(what(used, _("The phone number that was used.")))
