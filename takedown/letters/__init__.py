"""The letters a person can send: one class and one folder of words for each kind.

To add a kind: write its class in a module here, list it in LETTERS, and write
templates/takedown/letters/<slug>/: letter.html (the letter), summary.html (what it
says, in plain words), send.html (how to send it). The tests go through LETTERS and say
what is forgotten.
"""

from takedown.letters.dmca import CopyrightNotice
from takedown.letters.litigation_hold import LitigationHold
from takedown.letters.platform_policy import PlatformPolicy
from takedown.letters.take_it_down import TakeItDown

LETTERS = {
    letter.slug: letter
    for letter in (LitigationHold, TakeItDown, PlatformPolicy, CopyrightNotice)
}
