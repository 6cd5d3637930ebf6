"""Who speaks in a letter: the person, their lawyer, or somebody who helps them.

A letter's words say {{ who }}, {{ whose }} and {{ we }}, so that one template speaks in
every voice. The facts of the two helpers have names of their own (attorney_…,
advocate_…), so that their letters cannot print the person's own address by mistake.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    slug: str
    label: str
    prefix: str  # of the sender's facts
    who: str  # the person shown, as the one who did or did not agree
    whom: str
    whose: str
    am: str
    have: str
    we: str  # whoever writes
    us: str
    our: str

    @property
    def is_self(self):
        return self.slug == "self"

    @property
    def is_attorney(self):
        return self.slug == "attorney"

    @property
    def is_advocate(self):
        return self.slug == "advocate"


SELF = Voice(
    "self",
    "I sign it myself",
    prefix="",
    who="I",
    whom="me",
    whose="my",
    am="am",
    have="have",
    we="I",
    us="me",
    our="my",
)
ATTORNEY = Voice(
    "attorney",
    "My lawyer signs it for me",
    prefix="attorney_",
    who="our client",
    whom="our client",
    whose="our client's",
    am="is",
    have="has",
    we="we",
    us="us",
    our="our",
)
ADVOCATE = Voice(
    "advocate",
    "An advocate or someone I trust signs it, with my written permission",
    prefix="advocate_",
    who="this person",
    whom="this person",
    whose="this person's",
    am="is",
    have="has",
    we="I",
    us="me",
    our="my",
)
VOICES = {voice.slug: voice for voice in (SELF, ATTORNEY, ADVOCATE)}


@dataclass(frozen=True)
class Sender:
    """Whoever signs, from the facts of that voice alone."""

    name: str
    title: str
    organization: str
    address: str
    email: str
    phone: str

    @property
    def is_reachable_in_writing(self):
        return bool(self.email or self.address)

    @property
    def address_line(self):
        return ", ".join(line.rstrip(", ") for line in self.address.split("\n") if line)

    @property
    def shown(self):
        """All that a letter tells of whoever signs."""
        ways = [way for _, way in self.ways]
        return [
            part for part in (self.name, self.title, self.organization) if part
        ] + ways

    @property
    def ways(self):
        """How to reach whoever signs: (label, text on one line)."""
        every = {
            "E-mail": self.email,
            "Telephone": self.phone,
            "Address": self.address_line,
        }
        return [(label, way) for label, way in every.items() if way]


def sender_of(facts, voice):
    parts = ("name", "title", "organization", "address", "email", "phone")
    return Sender(*(facts.get(voice.prefix + part, "") for part in parts))
