"""Who speaks in a letter: the person, their lawyer, or somebody who helps them.

A letter's words say {{ who }}, {{ whose }} and {{ we }}, so that one template speaks in
every voice. In Spanish all of them are spoken of as a third person. The facts of the
two helpers have names of their own (attorney_…, advocate_…), so that their letters
cannot print the person's own address by mistake.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


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
    _("I sign it myself"),
    prefix="",
    who=pgettext_lazy("self, who", "I"),
    whom=pgettext_lazy("self, whom", "me"),
    whose=pgettext_lazy("self, whose", "my"),
    am=pgettext_lazy("self, am", "am"),
    have=pgettext_lazy("self, have", "have"),
    we=pgettext_lazy("self, we", "I"),
    us=pgettext_lazy("self, us", "me"),
    our=pgettext_lazy("self, our", "my"),
)
ATTORNEY = Voice(
    "attorney",
    _("My lawyer signs it for me"),
    prefix="attorney_",
    who=pgettext_lazy("attorney, who", "our client"),
    whom=pgettext_lazy("attorney, whom", "our client"),
    whose=pgettext_lazy("attorney, whose", "our client's"),
    am=pgettext_lazy("attorney, am", "is"),
    have=pgettext_lazy("attorney, have", "has"),
    we=pgettext_lazy("attorney, we", "we"),
    us=pgettext_lazy("attorney, us", "us"),
    our=pgettext_lazy("attorney, our", "our"),
)
ADVOCATE = Voice(
    "advocate",
    _("An advocate or someone I trust signs it, with my written permission"),
    prefix="advocate_",
    who=pgettext_lazy("advocate, who", "this person"),
    whom=pgettext_lazy("advocate, whom", "this person"),
    whose=pgettext_lazy("advocate, whose", "this person's"),
    am=pgettext_lazy("advocate, am", "is"),
    have=pgettext_lazy("advocate, have", "has"),
    we=pgettext_lazy("advocate, we", "I"),
    us=pgettext_lazy("advocate, us", "me"),
    our=pgettext_lazy("advocate, our", "my"),
)
SHORT = 5  # letters and digits: so little says nothing by itself
LOCAL = 10  # digits of a phone number without the code of its country
OF_THE_SIGNER = ("signature", "by_hand", "warned", "sworn")
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
            gettext("E-mail"): self.email,
            gettext("Telephone"): self.phone,
            gettext("Address"): self.address_line,
        }
        return [(label, way) for label, way in every.items() if way]


def unsigned(blank):
    """These facts of a letter whose signer changed: nobody signed or swore it yet."""
    return {name: blank[name] for name in OF_THE_SIGNER if name in blank}


def contact_of(facts):
    """How to reach the person: e-mail, phone number, each line of the address. Not what
    whoever signs has in common with them, nor a line as short as a country's.
    """
    sender = sender_of(facts, VOICES.get(facts.get("voice"), SELF))
    theirs = {sender.email, sender.phone, *sender.address.split("\n")}
    lines = facts.get("address", "").split("\n")
    own = [facts.get("email", ""), facts.get("phone", ""), *lines]
    told = [each for each in own if len(re.sub(r"\W", "", each)) > SHORT]
    return [each for each in told if each not in theirs]


def pattern_of(contact):
    """It with any spaces and signs between its parts, in capitals or not; a number
    with any between its digits, and without the code of a country.
    """
    parts, code = re.findall(r"\w+", contact), ""
    if "".join(parts).isdecimal():
        parts, code = "".join(parts)[-LOCAL:], r"(?:\d{1,3}[\W_]*)?"
    words = r"[\W_]*".join(parts)
    return re.compile(rf"(?<!\w){code}{words}(?!\w)", re.IGNORECASE)


def contact_in(text, facts):
    """Whether the text says how to reach the person."""
    return any(pattern_of(each).search(text) for each in contact_of(facts))


def anonymous(text, facts, instead):
    """The text with nothing that says who the person is and how to reach them."""
    name = re.findall(r".*\w.*", facts.get("name", ""))
    for each in [*contact_of(facts), *name]:
        text = pattern_of(each).sub(lambda found: instead, text)
    return text


def sender_of(facts, voice):
    parts = ("name", "title", "organization", "address", "email", "phone")
    return Sender(*(facts.get(voice.prefix + part, "") for part in parts))
