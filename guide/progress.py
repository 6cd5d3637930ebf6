"""How far somebody is, by part. Never as a percentage: the count moves with answers."""

from dataclasses import dataclass

from guide.steps import PARTS
from guide.steps.base import url_of
from guide.voice import speak


@dataclass(frozen=True)
class Leg:
    """A part or a page on the way through the guide."""

    title: str
    url: str
    is_done: bool
    is_current: bool
    pages: tuple = ()  # of the part somebody is in; of the other parts nothing


def way_through(applying, done, current, voice):
    """The six parts, with the pages of the current one.

    applying: the steps that apply; done: the slugs that were passed; current: a step.
    """
    return [
        leg_of(part, [s for s in applying if s.part is part], done, current, voice)
        for part in PARTS
    ]


def leg_of(part, steps, done, current, voice):
    pages = [
        Leg(speak(s.title, voice), url_of(s.slug), s.slug in done, s is current)
        for s in steps
    ]
    is_current = current is not None and part is current.part
    return Leg(
        part.title,
        url_of(steps[0].slug),
        all(page.is_done for page in pages),
        is_current,
        tuple(pages) if is_current else (),
    )
