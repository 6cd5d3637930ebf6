"""One request: what was sent, and the events after it.

What was sent never changes: the words as composed, the facts, the version, what the
directory said and which clocks run. Events are only ever added; all else is read off
them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.utils.translation import gettext

from directory.recognise import host_of
from helpcenter.documents import Document, to_text
from helpcenter.formats import moment_words
from takedown.clocks import Clock
from takedown.letters.fields import unique
from takedown.letters.paragraphs import Paper, as_they_were
from takedown.letters.search_engine import LINKS
from takedown.letters.take_it_down import CLOCK, TakeItDown
from takedown.requests.parts import STATUSES, UP, WAITING, Due, Event, Sent
from takedown.requests.status import seen_of, status_of

KIND = "request"


@dataclass(frozen=True)
class Request:
    """A letter that was sent, as it is kept."""

    id: str
    value: dict

    @classmethod
    def of(cls, entry):
        return cls(entry.id, entry.value)

    # --- What was sent

    @property
    def title(self):
        """In the language of the visit. What is kept is the English of that day."""
        return translated(self.value["title"])

    @property
    def service(self):
        return self.value["service"]

    @property
    def kind_slug(self):
        return self.value["kind"]

    @property
    def platform_slug(self):
        return self.value["platform"]

    @property
    def letter_token(self):
        return self.value["letter"]

    @property
    def facts(self):
        return self.value["facts"]

    @property
    def html(self):
        return "\n".join(html for _, html in self.value["paper"] if html)

    @property
    def text(self):
        """The same as plain text."""
        return to_text(Document(self.html, title="Letter"))

    @property
    def links(self):
        """To a search engine, those of pictures and of results too."""
        return unique(link for name in LINKS for link in self.facts.get(name, ()))

    @property
    def host(self):
        """The web address of the site, where its links tell it."""
        return next(filter(None, map(host_of, self.links)), "")

    @property
    def is_valid_under_the_act(self):
        """Whether it held what makes a 48-hour request valid."""
        return self.value["is_valid"]

    @property
    def directory(self):
        """What the directory said of whom it goes to; {} if it knew nothing."""
        return self.value["directory"]

    # --- When

    @cached_property
    def sent(self):
        """As it was told last."""
        told = [self.value["sent"]]
        told += [e.value["sent"] for e in self.events if e.what == "corrected"]
        return Sent(**told[-1])

    @cached_property
    def events(self):
        zone = self.value["sent"]["zone"]
        return [Event(each, each.get("zone", zone)) for each in self.value["events"]]

    @property
    def sent_words(self):
        return moment_words(self.sent.moment)

    @property
    def received_words(self):
        received = self.sent.received_moment
        return moment_words(received) if received else ""

    @property
    def usual(self):
        """How long it usually takes, where no law gives a time."""
        return translated(self.value.get("usual", ""))

    @property
    def clocks(self):
        """Those that run. The Act's runs from a valid request only: letters.md (a)."""
        clocks = [Clock(**clock) for clock in self.value["clocks"]]
        if self.is_valid_under_the_act:
            return clocks
        return [each for each in clocks if each.law != CLOCK.law]

    @property
    def may_not_count(self):
        """Whether it was to be a 48-hour request, and lacked what makes it valid."""
        return len(self.clocks) < len(self.value["clocks"])

    @property
    def lacks(self):
        """What the Act asks of such a request and was not in it as it was sent."""
        if not self.may_not_count:
            return []
        paper = Paper(as_they_were(self.value["paper"]))
        return TakeItDown(self.facts).lacks_under_the_act(paper)

    @property
    def dues(self):
        """When each time is over, the first one first."""
        begins = self.sent.begins
        if begins is None:
            return []
        dues = [Due(clock, clock.due(begins)) for clock in self.clocks]
        return sorted(dues, key=lambda due: due.at)

    @property
    def due(self):
        return self.dues[0] if self.dues else None

    def is_time_over(self, now=None):
        return self.due is not None and self.due.is_over(now or datetime.now(UTC))

    def is_overdue(self, now=None):
        return self.is_waiting and self.is_time_over(now)

    # --- What came of it

    @cached_property
    def status(self):
        return status_of(self.events, self.links or [""])

    @property
    def status_words(self):
        return STATUSES[self.status]

    @property
    def is_waiting(self):
        """Whether something is still owed to the person."""
        return self.status in WAITING

    @property
    def is_open(self):
        return self.status not in ("closed", "removed")

    @property
    def reference(self):
        """The number they gave it: the last one that was told."""
        numbers = [event.reference for event in self.events if event.reference]
        return numbers[-1] if numbers else self.sent.reference

    @property
    def answers(self):
        return [event for event in self.events if event.what == "answered"]

    @property
    def copies(self):
        """Links to copies that were found since."""
        found = [
            link
            for event in self.events
            for link in [*event.value.get("copies", ()), *event.value.get("links", ())]
        ]
        return [link for link in unique(found) if link not in self.links]

    @cached_property
    def seen(self):
        """What was seen last of each link: ("yes", the event)."""
        return seen_of(self.events)

    @property
    def links_up(self):
        """The links of the letter of which nobody saw that they are gone."""
        return [link for link in self.links if self.answer_of(link) != "no"]

    @property
    def links_to_name(self):
        """Those that a letter may say are up: seen there, if anybody looked."""
        return [x for x in self.links if self.answer_of(x) == "yes"] or self.links_up

    @property
    def copies_up(self):
        return [link for link in self.copies if self.answer_of(link) != "no"]

    @property
    def links_seen(self):
        """(link, in words what was seen there last), in order."""
        return [(link, UP.get(self.answer_of(link), "")) for link in self.links]

    def answer_of(self, link):
        return self.seen[link][0] if link in self.seen else ""

    def seen_up_at(self, links):
        """When all of these were seen to be up, at one time; None if never."""
        moments = {self.moment_seen(link) for link in links}
        return moments.pop() if len(moments) == 1 else None

    def moment_seen(self, link):
        answer, event = self.seen.get(link, ("", None))
        is_seen = answer == "yes" and event.what == "checked"
        return (event.at or event.noted_at) if is_seen else None


def translated(text):
    """A text of ours that was kept in English. Nothing is no message of a catalogue."""
    return gettext(text) if text else ""
