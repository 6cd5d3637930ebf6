"""The litigation hold: asks a service to keep what shows who did it.

Elements HOLD1 to HOLD10 and the data list D1 to D14 (the first six are those of Without
My Consent's sample); law: the Stored Communications Act, read in the statute's text.
A private letter is a request: nothing here may call it an order (HOLD-N1).
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from takedown.letters import shared
from takedown.letters.elements import Element, given, says
from takedown.letters.fields import Choice, Choices, Line, Words
from takedown.letters.letter import Letter
from takedown.letters.pages import From, Page, SignAs, To, Where, real_or_fake

DATA = [
    ("D1", _("First and last names")),
    ("D2", _("Mailing addresses, current or last known")),
    ("D3", _("Billing, subscriber and profile information")),
    ("D4", _("Telephone numbers")),
    ("D5", _("IP addresses, with the dates and times of each access")),
    ("D6", _("Other e-mail addresses linked to the account")),
    (
        "D7",
        _("Account or user ID, past user names, and registration date and IP address"),
    ),
    (
        "D8",
        _(
            "Upload and edit logs for each location listed above, with port numbers, "
            "user agents and device identifiers"
        ),
    ),
    ("D9", _("Message logs, report logs, and view and download counts")),
    ("D10", _("Payment and payout records")),
    ("D11", _("Linked accounts and recovery addresses")),
    (
        "D12",
        _(
            "The content itself, its hash and its metadata, "
            "held so that no one can view it publicly"
        ),
    ),
    ("D13", _("Deletion and moderation records")),
    ("D14", _("Earlier reports about the account")),
]
ALSO = [
    ("window", _("Keep them for a period of time, and stop automatic deletion")),
    ("confirm", _("Confirm it in writing, and say how to send a subpoena")),
    ("quiet", _("Do not tell the owner of the account")),
    ("removal", _("Removal is asked for too, and must not erase the records")),
    ("consequence", _("Losing proof may have consequences in court")),
    ("doe", _("A lawsuit against persons not yet named is expected (lawyers only)")),
]


class About(Page):
    slug = "about"
    title = _("What happened on this site")
    why = _(
        "The site needs to know what to keep, and why it matters. "
        "A tick or two is enough. There is no need to describe a picture."
    )
    remembers = ("altered",)
    event = Choices(
        label=_("What happened there?"),
        choices=[
            ("posted", _("It was posted there")),
            ("sent", _("It was sent to other people through it")),
            ("threatened", _("Somebody used it to threaten me")),
        ],
    )
    altered = real_or_fake()
    happened = Words(
        label=_("Anything else they should know"),
        help_text=_("One or two sentences, if you like. They will be in the letter."),
    )
    legal_action = Choice(
        label=_("Is legal action planned?"),
        choices=[
            ("considering", _("It is being considered")),
            ("planning", _("It is planned")),
        ],
        initial="considering",
        help_text=_("You do not have to be sure. The letter must say one of the two."),
    )


def records(data):
    """The box of records to keep, all ticked."""
    return Choices(
        label=_("Records to keep"), choices=data, initial=[id for id, _ in data]
    )


class Keep(Page):
    slug = "keep"
    title = _("What they should keep")
    why = _("These records can show who did it. Take out what does not fit.")
    data = records(DATA)
    since = Line(
        label=_("Since when"),
        help_text=_("A date. Leave it empty for “thirty days before the first post”."),
    )
    also = Choices(
        label=_("What else the letter asks"),
        choices=ALSO,
        initial=["window", "confirm", "quiet", "removal", "consequence"],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.letter.voice.is_attorney:
            self.fields["also"].choices = ALSO[:-1]


def asked(id, name, asks, text):
    """A recommended paragraph that can be ticked off."""
    return Element(
        id,
        asks,
        format_lazy(_("It could also say: {text}."), text=dict(ALSO)[name]),
        "also",
        paragraph="requests",
        given=lambda letter: name in letter.facts["also"],
        written=says(text),
        is_required=False,
    )


PLACE = (
    shared.place(
        "HOLD2",
        "Links to the material, with dates and user names.",
        shared.is_found_by("accounts", "seen"),
        _("At least one link. Or the account and the date, if there is no link."),
    ),
)


def elements_with(place):
    """HOLD1 to HOLD10, with this for HOLD2: where it is, or whose records it is."""
    return (
        Element(
            "HOLD1",
            "Legal action is considered or planned.",
            _("That legal action is considered or planned."),
            "legal_action",
            paragraph="plan",
            given=given("legal_action"),
            written=says("legal action"),
        ),
        *place,
        Element(
            "HOLD3",
            "Keep, or provide, all identifying information, with IP addresses.",
            _("What they should keep, with the IP addresses."),
            "data",
            paragraph="records",
            given=given("data"),
            written=says("archive and hold", "identify", "ip addresses"),
        ),
        shared.who("HOLD4", "The sender, their role and an address for the answer."),
        shared.reply("HOLD4", "The sender, their role and an address for the answer."),
        shared.date("HOLD5", "The date, and the legal department or agent."),
        shared.addressee("HOLD5", "The date, and the legal department or agent."),
        asked("HOLD6", "window", "A period, and no automatic deletion.", "suspend"),
        asked("HOLD7", "confirm", "Written confirmation; how to serve.", "subpoena"),
        asked("HOLD8", "quiet", "Do not tell the account holder.", "account holder"),
        asked("HOLD9", "removal", "Removal must not erase the data.", "removal"),
        asked("HOLD10", "consequence", "Consequences, worded as may.", "may lead"),
        *shared.VOICE,
    )


class LitigationHold(Letter):
    """Subclasses (holds.py) go to companies that are not the site."""

    slug = "litigation-hold"
    title = _("Ask a site to keep its records")
    purpose = _("It asks a site or app to save what shows who did this.")
    fits = _(
        "Send it first, before anything is taken down. Sites delete their records "
        "after weeks or months. The police or a court may need them."
    )
    law = "18 U.S.C. §§ 2701-2713 (Stored Communications Act)"
    is_removal = False
    group = "keep"
    usual = _("No law sets a time. If no answer comes in two weeks, ask again.")
    pages = (SignAs, Where, About, Keep, To, From)
    hints = {"name": shared.SAFE_NAME, "email": shared.REPLY_ADDRESS}
    recipient_kind = "hold"
    readers = (
        (_("The site"), _("Its legal team reads the letter and keeps it.")),
        (
            _("The person who did it"),
            _(
                "The letter asks the site not to tell them. The site is not bound by "
                "that."
            ),
        ),
        (_("A court"), _("If it comes to a case, the letter may be shown there.")),
    )
    elements = elements_with(PLACE)
    tie = _("affected by the material described below")
    begins = _("thirty days before the first post or message")  # what they should keep

    @property
    def records(self):
        """Those that were ticked, in this kind's own words."""
        offered = self.page_of("data").base_fields["data"].choices
        return [label for id, label in offered if id in self.facts["data"]]

    @property
    def asks(self):
        """What else is asked, for {% if letter.asks.quiet %}."""
        return dict.fromkeys(self.facts["also"], True)

    @property
    def event(self):
        return dict.fromkeys(self.facts["event"], True)

    @property
    def has_requests(self):
        return any(name in self.asks for name in ("confirm", "quiet", "removal"))

    @property
    def expects_suit(self):
        return self.voice.is_attorney and "doe" in self.asks
