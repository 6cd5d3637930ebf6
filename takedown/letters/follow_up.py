"""The letter after the 48 hours: elements F1 to F7 of letters.md, part (g).

It begins from a request that was sent, and says what that one said, when the time was
over and what is still there.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpcenter.formats import moment_words
from takedown.english import in_english
from takedown.letters import shared
from takedown.letters.elements import Element, given, lists
from takedown.letters.fields import Choice, Line, Lines, Tick, Words
from takedown.letters.letter import Letter
from takedown.letters.pages import Before, From, Page, Sign, SignAs, To, Where
from takedown.letters.take_it_down import CLOCK, EFFECTIVE
from takedown.letters.voices import anonymous, contact_in

ANSWERED = {  # as whoever answered may read it
    "acknowledged": _("Receipt confirmed"),
    "removed": _("Taken down"),
    "partly": _("Taken down in part"),
    "refused": _("Refused"),
    "no-answer": _("No answer"),
}
LONGEST_REQUEST = 200_000  # characters: a letter of 500 long links


class First(Page):
    slug = "first"
    title = _("Your first request")
    why = _("All of this is filled in from what you wrote down. You can change it.")
    first_sent = Line(label=_("When it was sent"))
    first_voice = Choice(
        label=_("Who signed it?"),
        choices=[
            ("self", _("I did")),
            ("attorney", _("My lawyer")),
            ("advocate", _("An advocate or someone I trust")),
        ],
    )
    first_received = Line(
        label=_("When it reached them"),
        help_text=_(
            "Only if you know, for example from a receipt. Else leave it empty."
        ),
    )
    first_due = Line(label=_("When the 48 hours were over"))
    reference = Line(
        label=_("The number they gave you"), help_text=_("If they gave you one.")
    )
    no_reference = Tick(label=_("They gave no number"))
    came_back = Tick(label=_("They took it down, and it is back"))
    answers = Words(
        label=_("What they answered"),
        help_text=_("With the day of each answer. It may stay empty."),
        max_length=60_000,
    )
    first_request = Words(
        label=_("The first request, word for word"),
        help_text=_(
            "It stands at the end of the letter, so that nobody has to search."
        ),
        max_length=LONGEST_REQUEST,
    )


class StillUp(Where):
    title = _("What is still up")
    links = Lines(
        label=_("Links that are still up"),
        help_text=_(
            "One on each line. We never open them. Take out those that are gone."
        ),
    )
    checked = Line(
        label=_("When somebody looked last"),
        help_text=_("The day, the hour and the time zone."),
    )
    copies = Lines(
        label=_("Links to copies that were found since"),
        help_text=_("One on each line."),
    )
    no_copies = Tick(label=_("No copies are known"))
    accounts = posts = found_in = seen = description = None


class Next(Page):
    slug = "next"
    title = _("What comes next")
    why = _("It may stay empty. The letter is complete without it.")
    will_report = Tick(
        label=_("I will report it to the FTC if it stays up"),
        help_text=_(
            "Tick it only if you mean to. The FTC is the US office that acts "
            "against sites that do not keep to the law."
        ),
    )


class FollowUp(Letter):
    slug = "follow-up"
    title = _("Write again when 48 hours are over")
    purpose = _("It tells a site that its time is over, and what is still up.")
    fits = _(
        "For when you sent a 48-hour request, wrote it down here, and time is over."
    )
    law = "47 U.S.C. § 223a(a)(3)"
    effective = EFFECTIVE
    group = "after"
    follows = True
    follows_law = CLOCK.law
    recipient_kind = "take-it-down"
    usual = _("It asks for reasons within 24 hours. No law sets that time.")
    pages = (Before, First, StillUp, SignAs, To, From, Next, Sign)
    hints = {"name": shared.TRUE_NAME, "email": shared.REPLY_ADDRESS}
    readers = (
        (_("The site"), _("The team that handles removal reads it.")),
        (
            _("The person who posted it"),
            _("Such a letter is normally not passed on to them. We cannot promise it."),
        ),
    )
    elements = (
        Element(
            "F1",
            "The reference number, and a copy of the first request.",
            _("The number they gave you, or a tick that they gave none."),
            "reference",
            paragraph="first",
            given=lambda letter: bool(
                letter.facts["reference"] or letter.facts["no_reference"]
            ),
            written=lambda letter, paper: (
                letter.facts["reference"].casefold() in paper.text("first").casefold()
            ),
        ),
        Element(
            "F1",
            "The reference number, and a copy of the first request.",
            _("The first request, word for word."),
            "first_request",
            paragraph="copy",
            given=lambda letter: letter.is_private or letter.facts["first_request"],
            written=lambda letter, paper: letter.is_private or bool(paper.text("copy")),
        ),
        Element(
            "F2",
            "When it was received, and that 48 hours have passed, as a calculation.",
            _("When the first request reached them."),
            "first_received",
            paragraph="first",
            given=lambda letter: bool(letter.began),
            written=lambda letter, paper: paper.holds(letter.began),
        ),
        Element(
            "F2",
            "When it was received, and that 48 hours have passed, as a calculation.",
            _("When the 48 hours were over."),
            "first_due",
            paragraph="first",
            given=given("first_due"),
            written=lambda letter, paper: paper.holds(letter.facts["first_due"]),
        ),
        shared.place(
            "F3",
            "What is still up: the URLs.",
            given("links"),
            _("The links that are still up."),
        ),
        Element(
            "F3",
            "What is still up: when that was checked.",
            _("The day and hour when somebody looked last."),
            "checked",
            paragraph="still-up",
            given=given("checked"),
            written=lambda letter, paper: paper.holds(letter.facts["checked"]),
        ),
        Element(
            "F4",
            "Known identical copies found since.",
            _("Links to copies found since, or a tick that none are known."),
            "copies",
            paragraph="copies",
            given=lambda letter: bool(
                letter.facts["copies"] or letter.facts["no_copies"]
            ),
            written=lists("copies"),
        ),
        shared.signature("TID1", "A signature, typed or by hand."),
        shared.who("G3"),
        shared.reply("G3"),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        shared.wording(
            "F5",
            "Cite 47 U.S.C. § 223a(a)(3) and that the FTC enforces it.",
            _("It could name the law, and who enforces it."),
            "law",
            *("223a(a)(3)", "Federal Trade Commission"),
            is_required=False,
        ),
        shared.wording(
            "F6",
            "Ask for reasons in writing within 24 hours.",
            _("It could ask for their reasons within 24 hours."),
            "requests",
            "24 hours",
            is_required=False,
        ),
        Element(
            "F7",
            "Say that it will be reported to the FTC: a true statement, no demand.",
            _("It could say that you will report it to the FTC, if you will."),
            "will_report",
            paragraph="report",
            given=given("will_report"),
            written=lambda letter, paper: bool(paper.text("report")),
            is_required=False,
        ),
    )

    @classmethod
    @in_english
    def facts_after(cls, request):
        return asked_before(request) | {
            "first_received": request.received_words,
            "came_back": request.status == "reposted",
            "first_request": request.text,
        }

    @property
    def tie(self):
        return gettext("shown in the images named in the first request")

    @property
    def is_private(self):
        """Whether the first request holds the person's own name and address, and this
        letter, which a helper signs, must not.
        """
        facts, is_other = self.facts, self.facts["first_voice"] != self.voice.slug
        tells = is_other or contact_in(facts["first_request"], facts)
        return not self.voice.is_self and tells

    @property
    def began(self):
        """When the 48 hours began, as the letter tells it."""
        return self.facts["first_received"] or self.facts["first_sent"]

    @property
    def answers(self):
        return answers_of(self)

    @property
    def details(self):
        return []

    @property
    def every_link(self):
        return [*self.facts["links"], *self.facts["copies"]]


def answers_of(letter):
    """What was answered. Where a helper signs, it does not tell how to reach the person
    for whom they do.
    """
    told, left_out = letter.facts["answers"], gettext("[left out]")
    return told if letter.voice.is_self else anonymous(told, letter.facts, left_out)


def asked_before(request):
    """What both kinds that follow a request know of it."""
    links = request.links_to_name
    seen_at = request.seen_up_at(links)
    return {
        "first_sent": request.sent_words,
        "first_voice": request.facts.get("voice", ""),
        "first_due": request.due.words if request.due else "",
        "reference": request.reference,
        "links": links,
        "copies": request.copies_up,
        "checked": moment_words(seen_at) if seen_at else "",
        "answers": "\n\n".join(answer_words(each) for each in request.answers),
    }


def answer_words(event):
    """One answer with its day, as it is pasted into a letter."""
    told = ANSWERED.get(event.value["status"], gettext("Answer"))
    heading = f"{event.at_words or gettext('No date')}: {told}"
    return "\n".join(filter(None, [heading, event.words]))
