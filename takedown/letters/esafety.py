"""The complaint to the eSafety Commissioner of Australia, to be pasted into its form.

Elements AU1 to AU4; Online Safety Act 2021 (Cth), sections 32 and 77 to 79. The office
acts on threats and on altered images too, and no complaint to the site has to come
first. Proof is described, never attached.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models import Helpline
from takedown.letters import shared
from takedown.letters.abroad import Abroad, reason
from takedown.letters.elements import Element, given
from takedown.letters.fields import Choices, Line, Words
from takedown.letters.pages import Before, Consent, From, Page, SignAs, ToOther, Where

OFFICE = "au-esafety-commissioner-image-based-abuse-reports"
REPORT = "https://www.esafety.gov.au/report"  # letters.md (e), if our list lacks it
TIES = {
    "shown": _("The person in the images lives in Australia."),
    "poster": _(
        "The person who posted the images, or threatens to, lives in Australia."
    ),
    "host": _("The images are hosted in Australia."),
}


class Events(Page):
    slug = "events"
    title = _("What happened")
    why = _("A threat is enough. Nobody needs to know what the picture shows.")
    event = Choices(
        label=_("What happened?"),
        choices=[
            ("posted", _("It was posted online")),
            ("sent", _("It was sent to other people")),
            ("threatened", _("Somebody threatened to share it")),
        ],
    )
    evidence = Words(
        label=_("What proof you have"),
        max_length=2_000,
        help_text=_(
            "In a few words. For example: the page with its link and date, saved "
            "by me. Do not send the picture along."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].widget.attrs["rows"] = 3


class Ties(Page):
    slug = "ties"
    title = _("The tie to Australia")
    why = _("The office can act if one of these is true.")
    ties = Choices(
        label=_("What is true?"),
        choices=[
            ("shown", _("The person in the picture lives in Australia")),
            ("poster", _("The person who did it lives in Australia")),
            ("host", _("The picture is hosted in Australia")),
        ],
    )


class ToOffice(ToOther):
    why = _(
        "The name of the office is filled in. The rest can stay empty, because the "
        "text goes into a form on its site."
    )
    recipient_name = Line(label=_("Office"))


class SafetyComplaint(Abroad):
    slug = "esafety"
    title = _("Report it to eSafety in Australia")
    purpose = _("It asks an office in Australia to order the picture removed.")
    fits = _(
        "If you, the person who did it, or the host is in Australia. Threats and "
        "changed pictures count. You need not ask the site first."
    )
    law = "Online Safety Act 2021 (Cth), ss. 32 and 77 to 79"
    is_to_site = False
    has_site = False
    usual = _(
        "The office decides when to act. After its order, the site has 24 hours, or "
        "longer if the office allows it."
    )
    pages = (Before, SignAs, Where, Events, Consent, Ties, ToOffice, From)
    readers = (
        (_("The office"), _("The people there who deal with such reports read it.")),
        (
            _("The site, its host, or the person who did it"),
            _(
                "The office may write to them. Ask it how it keeps your name out of "
                "that."
            ),
        ),
    )
    elements = (
        shared.wording(
            "AU1",
            "Who complains: the person shown, or somebody with their consent.",
            _("Who is writing: the person shown, or somebody for them."),
            "opening",
            "the person shown",
        ),
        Element(
            "AU1",
            "The link to Australia: the person shown, the poster or the host.",
            _("The tie to Australia. One tick is enough."),
            "ties",
            paragraph="ties",
            given=given("ties"),
            written=lambda letter, paper: bool(paper.text("ties")),
        ),
        shared.place(
            "AU2",
            "Links, user names and dates.",
            shared.is_found_by("accounts", "seen"),
            _("At least one link. Or the account and the date, if there is no link."),
        ),
        Element(
            "AU3",
            "It was posted, or there is a threat, without consent.",
            _("What happened: it was posted or sent, or somebody threatens to."),
            "event",
            paragraph="what-happened",
            given=given("event"),
            written=lambda letter, paper: bool(paper.text("what-happened")),
        ),
        reason("AU3", "It was posted, or there is a threat, without consent."),
        shared.wording(
            "AU3",
            "It was posted, or there is a threat, without consent.",
            _("The sentence that there was no consent."),
            "consent",
            "not consent",
        ),
        shared.who("G3"),
        shared.reply("G3"),
        shared.date("G3"),
        shared.addressee("TO", "The eSafety Commissioner."),
        *shared.VOICE,
        Element(
            "AU4",
            "Proof, described and never attached.",
            _("It could say in a few words what proof you have."),
            "evidence",
            paragraph="evidence",
            given=given("evidence"),
            written=lambda letter, paper: bool(paper.text("evidence")),
            is_required=False,
        ),
    )

    @classmethod
    def first_facts(cls, case):
        ties = ["shown"] if case.facts.get("country") == "AU" else []
        return {"recipient_name": "eSafety Commissioner", "ties": ties}

    @property
    def service(self):
        return self.facts["recipient_name"] or gettext("[name of the office]")

    @property
    def event(self):
        return dict.fromkeys(self.facts["event"], True)

    @property
    def is_threat(self):
        """Nothing is out: somebody only threatens."""
        return self.facts["event"] == ["threatened"]

    @property
    def tie(self):
        return gettext("shown in the images that this is about")

    @property
    def ties(self):
        return [TIES[code] for code in self.facts["ties"]]

    @property
    def report_url(self):
        """The form of the office, as our directory has it."""
        line = Helpline.objects.confirmed().filter(slug=OFFICE).first()
        return line.url if line and line.url else REPORT
