"""The letter to an employer, a school or a landlord, to whom somebody may send it.

No law or form lists its elements: OPEN0 to OPEN5 are our own, by what such a letter is
for. It never says what a picture shows.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takedown.letters import shared
from takedown.letters.elements import Element
from takedown.letters.fields import Choice, Line
from takedown.letters.letter import Letter
from takedown.letters.pages import From, Page, SignAs, ToOther

RELATIONS = {
    "employer": _("your employee"),
    "school": _("a student of yours"),
    "landlord": _("your tenant"),
}


class Known(Page):
    slug = "known"
    title = _("How they know you")
    why = _("They must know whom it is about. Nobody needs to know more than that.")
    relation = Choice(
        label=_("Who gets the letter?"),
        choices=[
            ("employer", _("An employer")),
            ("school", _("A school, college or university")),
            ("landlord", _("A landlord")),
            ("other", _("Somebody else")),
        ],
    )
    known_as = Line(
        label=_("The name they know"),
        help_text=_("If it helps, add the team, the class or the flat."),
    )


class ToSomebody(ToOther):
    why = _("One person whom you trust there is better than a general address.")
    recipient_name = Line(label=_("Person or office"))


def asked(id, asks, lacking, *texts):
    return shared.wording(id, asks, lacking, "requests", *texts)


class PleaseDoNotOpen(Letter):
    slug = "please-do-not-open"
    title = _("Ask somebody not to open what may come")
    purpose = _(
        "It asks an employer, a school or a landlord not to look at what somebody may "
        "send them."
    )
    fits = _(
        "Only if you think that it will be sent there. "
        "The letter itself tells them that something may come."
    )
    law = "None: a request"
    version = 1
    is_removal = False
    group = "others"
    is_to_site = False
    has_site = False
    usual = _("They do not have to answer. You can ask if they got it.")
    pages = (SignAs, Known, ToSomebody, From)
    hints = {
        "name": _("The name they know you by."),
        "email": shared.REPLY_ADDRESS,
    }
    readers = (
        (
            _("Whoever it goes to"),
            _("They read it, and learn that something may come."),
        ),
        (
            _("Others there"),
            _(
                "The letter asks them to keep it to themselves. "
                "They may still tell others."
            ),
        ),
    )
    elements = (
        Element(
            "OPEN0",
            "Whom it is about.",
            _("The name they know you by."),
            "known_as",
            paragraph="opening",
            given=lambda letter: bool(letter.name_they_know),
            written=lambda letter, paper: bool(paper.text("opening")),
        ),
        asked(
            "OPEN1", "Do not open.", _("That they should not open it."), "do not open"
        ),
        asked(
            "OPEN2",
            "Do not keep or forward.",
            _("That they should not keep it or pass it on."),
            *("do not keep", "do not forward"),
        ),
        asked("OPEN3", "Tell the person.", _("That they should tell you."), "tell"),
        asked(
            "OPEN4",
            "Keep the sender and the headers, without forwarding.",
            _("That they should note who sent it."),
            *("proof of who sent it", "headers"),
        ),
        shared.wording(
            "OPEN5",
            "Keep it confidential.",
            _("That they should keep it to themselves."),
            "confidential",
            "keep this letter confidential",
        ),
        shared.who("G3"),
        shared.reply("G3"),
        shared.date("G3"),
        shared.addressee("TO", "The person or the office."),
        *shared.VOICE,
    )

    @property
    def service(self):
        return self.facts["recipient_name"] or gettext("[name of the person or office]")

    @property
    def relation(self):
        return RELATIONS.get(self.facts["relation"], "")

    @property
    def name_they_know(self):
        """For the person's own letter, the name that signs it will do."""
        return self.facts["known_as"] or (self.voice.is_self and self.sender.name)

    @property
    def known_as(self):
        return self.name_they_know or gettext("[the name they know]")
