"""The complaint to a site's Grievance Officer in India: IT Rules 2021, rule 3(2)(b).

Elements IN1 to IN4. The rules of 10 February 2026 (G.S.R. 120(E)) cut the time limit.
No number of hours is printed before we have read the gazette.
"""

from django.utils.translation import gettext_lazy as _

from takedown.letters import shared
from takedown.letters.abroad import POSTER, Abroad, reason
from takedown.letters.elements import Element, given
from takedown.letters.fields import Choice, Line
from takedown.letters.pages import Before, Consent, From, Page, SignAs, To, Where

REPORTED = {
    "portal": _("at cybercrime.gov.in"),
    "phone": _("by calling 1930"),
    "both": _("at cybercrime.gov.in and by calling 1930"),
}
SHOWN = "A statement that the person is shown, or represented, and did not consent."


class CyberReport(Page):
    slug = "cyber-report"
    title = _("A report to the police")
    why = _(
        "In India you can also report it at cybercrime.gov.in, or call 1930. "
        "If you did, say so. If not, leave this page empty."
    )
    cyber_report = Choice(
        label=_("Did you report it there?"),
        choices=[
            ("portal", _("Yes, at cybercrime.gov.in")),
            ("phone", _("Yes, I called 1930")),
            ("both", _("Yes, both")),
            ("no", _("No, or not yet")),
        ],
    )
    cyber_number = Line(
        label=_("The number they gave you"), help_text=_("You may leave this empty.")
    )


class GrievanceComplaint(Abroad):
    slug = "india"
    title = _("Complain to the site's Grievance Officer")
    purpose = _(
        "It asks the officer of a site to take the picture down, under Indian law."
    )
    fits = _(
        "For people in India. Sites there must have such an officer. "
        "Fakes and changed pictures count too."
    )
    law = "IT Rules, 2021 (India), rule 3(2)(b)"
    usual = _(
        "The rule sets a short time. It was changed in 2026. We name no number until "
        "we have read the official text."
    )
    pages = (Before, SignAs, Where, Consent, CyberReport, To, From)
    readers = (
        (_("The site"), _("Its officer and the team there read it.")),
        POSTER,
    )
    elements = (
        shared.place("IN1", "The links.", given("links")),
        shared.wording(
            "IN2",
            SHOWN,
            _("The statement that it shows you, and that you did not consent."),
            "statement",
            "did not consent",
        ),
        reason("IN2", SHOWN),
        shared.who("IN3", "Name and contact."),
        Element(
            "IN3",
            "Name and contact.",
            _("One way to reach whoever signs: e-mail, phone or postal address."),
            "@email",
            paragraph="sender",
            given=lambda letter: bool(letter.sender.ways),
            written=shared.shows_a_way_to_answer,
        ),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
        Element(
            "IN4",
            "Report it at cybercrime.gov.in or by 1930, too.",
            _("It could say that you reported it to the police line for such crimes."),
            "cyber_report",
            paragraph="reported",
            given=lambda letter: bool(letter.reported),
            written=lambda letter, paper: bool(paper.text("reported")),
            is_required=False,
        ),
    )

    @property
    def reported(self):
        return REPORTED.get(self.facts["cyber_report"], "")
