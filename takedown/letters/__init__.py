"""The letters a person can send: one class and one folder of words for each kind.

To add a kind: write its class in a module here, list it in LETTERS, and write
templates/takedown/letters/<slug>/: letter.html (the letter), summary.html (what it
says, in plain words), send.html (how to send it). A paragraph of a new name gets a line
in labels.py. The tests go through LETTERS and say what is forgotten.
"""

from django.utils.translation import gettext_lazy as _

from takedown.letters.counter_notice import CounterNotice
from takedown.letters.delisting import Delisting
from takedown.letters.dmca import CopyrightNotice
from takedown.letters.dmca_search import CopyrightNoticeToEngine
from takedown.letters.dsa import DigitalServicesNotice
from takedown.letters.esafety import SafetyComplaint
from takedown.letters.follow_up import FollowUp
from takedown.letters.ftc import Ftc
from takedown.letters.gdpr import ErasureRequest
from takedown.letters.holds import AccessHold, EmailHold, PaymentHold, PhoneHold
from takedown.letters.host_notice import HostNotice
from takedown.letters.india import GrievanceComplaint
from takedown.letters.litigation_hold import LitigationHold
from takedown.letters.platform_policy import PlatformPolicy
from takedown.letters.please_do_not_open import PleaseDoNotOpen
from takedown.letters.police_preservation import PolicePreservation
from takedown.letters.take_it_down import TakeItDown
from takedown.letters.uk_report import IntimateImageReport

# In the order of the list: the heading over each group of kinds.
GROUPS = {
    "keep": _("First: ask them to keep what proves it"),
    "remove": _("Ask for it to be taken down"),
    "abroad": _("Under the laws of other countries"),
    "after": _("When they do not answer, or say no"),
    "others": _("To other people"),
}

LETTERS = {
    letter.slug: letter
    for letter in (
        LitigationHold,
        PolicePreservation,
        EmailHold,
        AccessHold,
        PaymentHold,
        PhoneHold,
        TakeItDown,
        PlatformPolicy,
        HostNotice,
        Delisting,
        CopyrightNotice,
        CopyrightNoticeToEngine,
        FollowUp,
        Ftc,
        CounterNotice,
        DigitalServicesNotice,
        ErasureRequest,
        IntimateImageReport,
        SafetyComplaint,
        GrievanceComplaint,
        PleaseDoNotOpen,
    )
}


def available():
    """The kinds of which a new one may be begun now."""
    return [kind for kind in LETTERS.values() if kind.is_available()]
