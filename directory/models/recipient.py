"""Where a letter goes: gathered from a platform's channels, asks no database."""

import re
from dataclasses import dataclass

from directory.models.fact import Confidence

# What stands in brackets after a company's name tells us of it; it is no part of it.
NOTE = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True)
class Recipient:
    """Where a letter goes, as far as we know. Any part may be empty."""

    name: str  # the company
    agent: str  # whom to address there, for a copyright notice
    address: tuple[str, ...]  # as on an envelope, a line each; begins with the company
    email: str
    url: str  # of the form into which the letter's text is pasted
    confidence: str  # the lowest of the facts used
    channels: tuple = ()  # of Channel: the facts themselves

    @classmethod
    def of(cls, platform, post, ways):
        used = [each for each in [post, *ways] if each]
        return cls(
            name=NOTE.sub("", platform.legal_name) or platform.name,
            agent=first((way.name for way in ways), ""),
            address=tuple(post.address) if post else (),
            email=first((way.email for way in ways), ""),
            url=first((way.url for way in ways), ""),
            confidence=lowest(each.confidence for each in used),
            channels=tuple(used),
        )

    @property
    def lines(self):
        """The block at the top of the letter: agent, address, e-mail, form."""
        block = [self.agent, *(self.address or [self.name]), self.email, self.url]
        return [line for line in block if line]


def first(things, default=None):
    return next((thing for thing in things if thing), default)


def lowest(confidences):
    order = Confidence.values
    return max(confidences, key=order.index, default=Confidence.LOW.value)
