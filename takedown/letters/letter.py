"""What all kinds of letter have in common: facts in, paper out, and what is missing.

A letter has no clock: whoever composes it says what day it is.
"""

from django.template.loader import render_to_string

from takedown.letters.never import BREACHES
from takedown.letters.paragraphs import Paper, split
from takedown.letters.voices import SELF, VOICES, sender_of


def format_date(day):
    """An American date in English words, whatever language the site speaks."""
    return f"{day:%B} {day.day}, {day.year}"


DETAILS = {
    "accounts": "Account",
    "posts": "Post or message number",
    "found_in": "Where in the service",
    "seen": "Posted or seen",
    "description": "Description",
}


class Letter:
    """One letter of one kind, from its facts. A kind is a subclass: see __init__.py."""

    do_not_call_in_templates = True

    slug = ""
    title = ""
    purpose = ""  # what it is for, in one plain sentence
    fits = ""  # when it is the right one
    law = ""  # what it rests on, as cited
    version = 1  # of its words; the next number whenever they change
    reviewed = None  # who reviewed which version, and when; None: nobody yet
    pages = ()  # the small forms that ask for its facts, in order
    elements = ()
    readers = ()  # (who will see the name on it, what to know about that)
    recipient_kind = ""  # which desk of a platform it goes to
    hints = {}  # what this kind says about name, address, email, phone of the signer
    is_removal = True
    group = "remove"  # where the list of letters shows it: see GROUPS in __init__.py
    is_to_site = True  # whether the site with the links is who it goes to
    has_site = True  # whether it is about one site; else about all links of the case
    clock = None  # Clock, where a law gives one
    usual = ""  # without a clock: how long it usually takes, in a plain sentence

    def __init__(self, facts, edits=None):
        """Facts by field name, as cleaned by the pages; edits by paragraph key."""
        self.facts = self.blank() | facts
        self.edits = edits or {}

    @classmethod
    def blank(cls):
        """Every fact of this kind as nobody has touched it yet."""
        return {
            name: field.initial if field.initial is not None else field.clean("")
            for page in cls.pages
            for name, field in page.base_fields.items()
        }

    @classmethod
    def first_facts(cls, case):
        """What a new letter of this kind knows from the case, beyond what all do."""
        return {}

    @property
    def voice(self):
        return VOICES.get(self.facts["voice"], SELF)

    @property
    def sender(self):
        return sender_of(self.facts, self.voice)

    @property
    def is_authorized(self):
        """Whether whoever signs for somebody else has their written permission."""
        return self.voice.is_self or self.facts[f"{self.voice.prefix}authorized"]

    @property
    def is_fake(self):
        return self.facts["altered"] == "fake"

    @property
    def images(self):
        """How the letter calls what it is about."""
        if self.is_fake:
            return f"fabricated intimate images that appear to show {self.voice.whom}"
        return f"intimate images of {self.voice.whom}"

    @property
    def show(self):
        return "appear to show" if self.is_fake else "show"

    @property
    def service(self):
        """How the letter names the site or app."""
        named = self.facts["site"] or self.facts["recipient_name"]
        return named or "[name of the site]"

    @property
    def named(self):
        """The name of the person a helper writes for, before "the person shown"."""
        return f"{self.facts['shown_as']}, " if self.facts["shown_as"] else ""

    @property
    def shown_for(self):
        return "" if self.voice.is_self else self.facts["shown_as"]

    @property
    def details(self):
        """What besides links says where it is: (label, text), only what was given."""
        texts = {label: self.facts[name] for name, label in DETAILS.items()}
        return [
            (label, text if isinstance(text, str) else "; ".join(text))
            for label, text in texts.items()
            if text
        ]

    @property
    def is_nowhere(self):
        return not (self.facts["links"] or self.details)

    @classmethod
    def is_barred_by(cls, facts):
        """Whether what is known of the case forbids this kind altogether."""
        return False

    @property
    def bar(self):
        """The page that decides whether this letter may be made, until it says yes."""
        return None

    # --- Its words

    @property
    def template(self):
        return f"takedown/letters/{self.slug}/letter.html"

    @property
    def summary_template(self):
        return f"takedown/letters/{self.slug}/summary.html"

    @property
    def sending_template(self):
        return f"takedown/letters/{self.slug}/send.html"

    def context(self, today):
        """What the words may use: the facts, the voice's words and our own few."""
        return (
            self.facts
            | vars(self.voice)
            | {"letter": self, "voice": self.voice, "date": format_date(today)}
        )

    def paper(self, today):
        """The letter as it stands, with the person's own changes."""
        composed = split(render_to_string(self.template, self.context(today)))
        return Paper([each.edited(self.edits.get(each.key)) for each in composed])

    def compose(self, today):
        """The letter as a piece of HTML that every format is made from."""
        return self.paper(today).html

    # --- What it must hold

    def field_named(self, name):
        """The field of a fact; "@name" is the name of whoever signs in this voice."""
        return self.voice.prefix + name[1:] if name.startswith("@") else name

    def page_of(self, field):
        """The page on which this fact is asked."""
        return next(page for page in self.pages if field in page.base_fields)

    def missing(self, paper, is_required=True):
        """What the law or the form asks and this letter lacks, each gap named once."""
        wanted = [each for each in self.elements if each.is_required == is_required]
        found = (each.find_missing(self, paper) for each in wanted)
        unique = {(each.sentence, each.field): each for each in found if each}
        return list(unique.values())

    def breaches(self, paper):
        """What a letter must never say, and this one says."""
        return [
            breach
            for breach in BREACHES
            if breach.concerns(self) and breach.pattern.search(paper.words)
        ]
