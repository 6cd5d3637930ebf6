"""The intimate image content report of the United Kingdom: Online Safety Act 2023,
sections 10(3A) and 27, as inserted by the Crime and Policing Act 2026.

Elements UK1 to UK4, from the government memoranda of March 2026. When it begins was not
confirmed: the kind is offered only once our staff say that it is in force.
"""

from django.utils.translation import gettext_lazy as _

from takedown.awaited import is_uk_duty_in_force
from takedown.clocks import Clock
from takedown.letters import shared
from takedown.letters.abroad import POSTER, Abroad
from takedown.letters.elements import Element
from takedown.letters.pages import Before, Consent, From, SignAs, To, Where


class IntimateImageReport(Abroad):
    slug = "uk-report"
    title = _("Send a 48-hour report under UK law")
    purpose = _(
        "It asks a site or search engine to act within 48 hours, under a UK law."
    )
    fits = _(
        "For people in the United Kingdom. Copies that are much the same must go too."
    )
    law = "Online Safety Act 2023, ss. 10(3A) and 27 (Crime and Policing Act 2026)"
    clock = Clock("Online Safety Act 2023, ss. 10(3A) and 27", hours=48)
    pages = (Before, SignAs, Where, Consent, To, From)
    readers = (
        (_("The site"), _("The team that handles such reports reads it.")),
        POSTER,
    )
    elements = (
        shared.wording(
            "UK1",
            "A declaration that intimate image content is on the service.",
            _("The declaration that such a picture is there."),
            "declaration",
            *("declare", "intimate image content is present"),
        ),
        shared.wording(
            "UK2",
            "The report is by the subject, or by somebody acting for them.",
            _(
                "That the report comes from the person shown, or from somebody for "
                "them."
            ),
            "by-whom",
            *("this report is made", "the person shown"),
        ),
        shared.place(
            "UK3",
            "Enough information to identify the content.",
            shared.is_found_by("accounts", "seen"),
            _("At least one link. Or the account and the time, if there is no link."),
        ),
        Element(
            "UK4",
            "Contact details.",
            _("One way to reach whoever signs: e-mail, phone or postal address."),
            "@email",
            paragraph="contact",
            given=lambda letter: bool(letter.sender.ways),
            written=shared.shows_a_way_to_answer,
        ),
        shared.who("G3"),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
    )

    @classmethod
    def is_available(cls):
        return is_uk_duty_in_force()
