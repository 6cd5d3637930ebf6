"""What all kinds of letter have in common: facts in, paper out, and what is missing.

A letter has no clock: whoever composes it says what day it is.
"""

import datetime
from functools import cache

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from takedown.english import in_english
from takedown.letters.never import BREACHES
from takedown.letters.paragraphs import Paper, read_again, split
from takedown.letters.voices import SELF, VOICES, sender_of


def format_date(day):
    """A date in words: American ones in a letter, as in_english() sees to."""
    return date_format(day, "DATE_FORMAT")


DETAILS = {
    "accounts": _("Account"),
    "posts": _("Post or message number"),
    "found_in": _("Where in the service"),
    "seen": _("Posted or seen"),
    "description": _("Description"),
}
ANYWHERE = {"accounts": _("Account, number or address")}  # of any site, app or company


@cache
def blank_of(pages):
    """Reckoned once in the life of a process: a list of letters makes each anew."""
    return {
        name: field.initial if field.initial is not None else field.clean("")
        for page in pages
        for name, field in page.base_fields.items()
    }


class Letter:
    """One letter of one kind, from its facts. A kind is a subclass: see __init__.py."""

    do_not_call_in_templates = True

    slug = ""
    title = ""
    purpose = ""  # what it is for, in one plain sentence
    fits = ""  # when it is the right one
    law = ""  # what it rests on, as cited
    version = 2  # of its words; the next number whenever they change
    reviewed = None  # who reviewed which version, and when; None: nobody yet
    # By when a lawyer or staff should read it again. For all kinds, and whoever did so
    # moves it: six months after our study of the law (letters.md, of 2026-11-22).
    review_by = datetime.date(2027, 5, 22)
    effective = None  # since when the law it cites applies, where the study names a day
    pages = ()  # the small forms that ask for its facts, in order
    elements = ()
    readers = ()  # (who will see the name on it, what to know about that)
    recipient_kind = ""  # which desk of a platform it goes to
    hints = {}  # what this kind says about name, address, email, phone of the signer
    is_removal = True
    group = "remove"  # where the list of letters shows it: see GROUPS in __init__.py
    is_to_site = True  # whether it goes to the site it was begun for, or to an engine
    has_site = True  # whether it is about one site; else about all links of the case
    engines = ()  # slugs of the search engines it can go to, instead of a site
    barred_template = ""  # the page that says why, if not everybody may make it
    clock = None  # Clock, where a law gives one
    usual = ""  # without a clock: how long it usually takes, in a plain sentence
    is_sheet = False  # advice to keep: nobody sends it
    follows = False  # whether it follows a request that was sent: see facts_after()
    follows_law = ""  # as the clock of that request cites it

    composed = None  # paragraphs as kept, if it keeps the words of an earlier version

    def __init__(self, facts, edits=None):
        """Facts by field name, as cleaned by the pages; edits by paragraph key."""
        self.facts = self.blank() | facts
        self.edits = edits or {}

    @classmethod
    def blank(cls):
        """Every fact of this kind as nobody has touched it yet."""
        return dict(blank_of(cls.pages))

    @classmethod
    def first_facts(cls, case):
        """What a new letter of this kind knows from the case, beyond what all do."""
        return {}

    @classmethod
    def facts_after(cls, request):
        """What a new letter of this kind knows from the request that it follows."""
        return {}

    def clocks_of(self, paper):
        """The time limits that run once it is sent as it stands, by law."""
        return [self.clock] if self.clock else []

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
    def altered(self):
        """real, fake or unsure: a letter never says more than was told, and nothing
        that another answer takes back.
        """
        told, is_made = self.facts.get("altered", ""), "fake" in self.reasons_told
        if is_made and told == "real":
            return "unsure"
        return told or ("fake" if is_made else "")

    @property
    def reasons_told(self):
        return self.facts.get("reasons", ())

    @property
    def is_real(self):
        return self.altered == "real"

    @property
    def is_fake(self):
        return self.altered == "fake"

    @property
    def is_unsure(self):
        return self.altered == "unsure"

    @property
    def images(self):
        """How the letter calls what it is about."""
        words = gettext("intimate images of %(whom)s")
        if self.is_fake:
            words = gettext("fabricated intimate images that appear to show %(whom)s")
        if self.is_unsure:
            words = gettext("intimate images that show or appear to show %(whom)s")
        return words % {"whom": self.voice.whom}

    @property
    def show(self):
        if self.is_fake:
            return pgettext("images", "appear to show")
        if self.is_unsure:
            return pgettext("images", "show or appear to show")
        return pgettext("images", "show")

    @property
    def service(self):
        """How the letter names the site or app."""
        named = self.facts["site"] or self.facts["recipient_name"]
        return named or gettext("[name of the site]")

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
        labels = DETAILS if self.has_site else DETAILS | ANYWHERE
        texts = {label: self.facts[name] for name, label in labels.items()}
        return [
            (label, text if isinstance(text, str) else "; ".join(text))
            for label, text in texts.items()
            if text
        ]

    @property
    def every_link(self):
        """All links that it names, whatever each of them is."""
        return self.facts.get("links", [])

    @property
    def is_nowhere(self):
        return not (self.facts["links"] or self.details)

    @classmethod
    def is_available(cls):
        """Whether a new one may be begun now. Those that were made stay open."""
        return True

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
        named = {
            "images": self.images,
            "show": self.show,
            "service": self.service,
            "date": format_date(today),
        }
        capitals = {
            "Who": capfirst(self.voice.who),
            "We": capfirst(self.voice.we),
            "Images": capfirst(self.images),
        }
        own = {"letter": self, "voice": self.voice}
        return self.facts | vars(self.voice) | named | capitals | own

    @in_english
    def paragraphs(self, today):
        """The letter's words from its facts alone; of an earlier version, as kept."""
        if self.composed:
            return read_again(self.composed, date=format_date(today))
        return self.paragraphs_to_read(today)

    def paragraphs_to_read(self, today):
        """The same words in the language of the moment: never to be sent."""
        return split(render_to_string(self.template, self.context(today)))

    def paper(self, today):
        """The letter as it stands, with the person's own changes."""
        composed = self.paragraphs(today)
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

    @in_english  # what it looks for in the paper
    def missing(self, paper, is_required=True):
        """What the law or the form asks and this letter lacks, each gap named once."""
        wanted = [each for each in self.elements if each.is_required == is_required]
        found = [each.find_missing(self, paper) for each in wanted]
        unique = {(each.sentence, each.field): each for each in found if each}
        return list(unique.values())

    def breaches(self, paper):
        """What a letter must never say, and this one says."""
        return [breach for breach in BREACHES if breach.found(self, paper)]
