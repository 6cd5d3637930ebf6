"""What a route is, and what decides which routes there are for a place.

A route is a way to have a picture taken down, hidden or blocked. It promises nothing:
it says why, what it can and cannot do, how long it takes and who sees the name.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.text import format_lazy

ASKED = "asked-under-the-act"  # in Situation.done: a 48-hour request was sent


def in_a_row(*sentences):
    """Several, one after the other, each in the language of the visit."""
    return format_lazy(" ".join(["{}"] * len(sentences)), *sentences)


@dataclass(frozen=True)
class Odds:
    """What was measured, by whom and when. Never without all three."""

    text: str
    source: str
    date: str  # "2024-09"

    @property
    def when(self):
        month = date.fromisoformat(f"{self.date}-01")
        return date_format(month, "YEAR_MONTH_FORMAT")


@dataclass(frozen=True, eq=False)  # there is one of each; its words have languages
class Route:
    """Its words are for the person; its source is for staff and lawyers."""

    slug: str
    title: str
    why: str
    can: str
    cannot: str
    how_long: str
    sees_name: str
    source: str
    odds: Odds | None = None
    # Where it leads: any of these. Links to other sites come from the directory alone.
    letter: str = ""  # the slug of a kind of letter
    to: str = ""  # whom that letter goes to, if not to the site itself
    is_once: bool = True  # whether one letter is enough
    channel: str = ""  # the kind of a channel of the site
    lines: tuple[str, ...] = ()  # slugs of helplines, offices and tools
    page: tuple[str, ...] = ()  # the URL name of a page of ours, and its arguments

    @property
    def mark(self):
        """What stands in Situation.done once its letter is made or it was taken."""
        if not self.letter:
            return self.slug
        return f"{self.letter}:{self.to}" if self.to else self.letter


@dataclass(frozen=True)
class Situation:
    """All that decides. What nobody told us is empty."""

    under_18: str = ""  # yes, no, unsure
    country: str = ""
    state: str = ""  # "CA-BC"
    taken_by: str = ""  # me, other, hidden, unsure
    altered: str = ""  # real, fake, unsure
    # The place
    slug: str = ""  # of the platform; "" for a site that the directory does not know
    category: str = ""
    is_closed: bool = False
    is_unknown_site: bool = False  # a web address that belongs to no platform we know
    channels: frozenset[str] = field(default_factory=frozenset)  # their kinds
    takes_stopncii: bool = False
    has_link: bool = False
    # What happened there
    happened: str = ""  # shared, threatened, both
    visibility: str = ""  # public, group, private, mail, unsure
    is_repost: bool = False  # it was taken down there before
    done: frozenset[str] = field(default_factory=frozenset)  # marks: see Route.mark
    # The world
    in_force: frozenset[str] = field(default_factory=frozenset)  # slugs of awaited laws
