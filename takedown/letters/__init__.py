"""The letters a person can send: one class and one folder of words for each kind.

To add a kind: write its class in a module here, list it in LETTERS, and write
templates/takedown/letters/<slug>/: letter.html (the letter), summary.html (what it
says, in plain words), send.html (how to send it). The tests go through LETTERS and say
what is forgotten.
"""

from takedown.letters.counter_notice import CounterNotice
from takedown.letters.dmca import CopyrightNotice
from takedown.letters.holds import AccessHold, EmailHold, PaymentHold, PhoneHold
from takedown.letters.host_notice import HostNotice
from takedown.letters.litigation_hold import LitigationHold
from takedown.letters.platform_policy import PlatformPolicy
from takedown.letters.please_do_not_open import PleaseDoNotOpen
from takedown.letters.police_preservation import PolicePreservation
from takedown.letters.take_it_down import TakeItDown

# In the order of the list: the heading over each group of kinds.
GROUPS = {
    "keep": "First: ask them to keep what proves it",
    "remove": "Ask for it to be taken down",
    "abroad": "Under the laws of other countries",
    "after": "When they do not answer, or say no",
    "others": "To other people",
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
        CopyrightNotice,
        CounterNotice,
        PleaseDoNotOpen,
    )
}
