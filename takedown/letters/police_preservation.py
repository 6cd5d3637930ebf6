"""The request to an officer or a prosecutor to have records kept: 18 U.S.C. § 2703(f).

Only a governmental entity can make a provider keep them, for 90 days and for another 90
on a renewed request (letters.md, part (f)); so this goes to one, never to a provider.
Elements P1, P5, P7 and P12 of the police summary (part (i)).
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.recognise import host_of
from evidence.incidents import incidents_of
from takedown.letters import shared
from takedown.letters.elements import Element, given, lists, says
from takedown.letters.fields import Choices, Line, Lines, Words, unique
from takedown.letters.letter import Letter
from takedown.letters.litigation_hold import About
from takedown.letters.pages import From, Page, SignAs, ToOther, Where


class AboutReport(About):
    title = _("What happened")
    why = _(
        "The officer needs to know what it is about. A tick or two is enough. "
        "There is no need to describe a picture."
    )
    legal_action = None
    event = Choices(
        label=_("What happened?"),
        choices=[
            ("posted", _("It was posted online")),
            ("sent", _("It was sent to other people")),
            ("threatened", _("Somebody threatened me with it")),
        ],
    )
    report_number = Line(
        label=_("Number of your report"), help_text=_("If the police gave you one.")
    )


class Services(Page):
    slug = "services"
    title = _("Who has records")
    why = _("Each of these can be asked to keep what shows who did it.")
    services = Lines(
        label=_("Sites, apps and companies"),
        help_text=_(
            "One on each line, with the account there if you know it. "
            "E-mail, phone and internet companies count too."
        ),
    )
    told = Words(
        label=_("Whom you told already"),
        help_text=_("Which site or company, and which day. It may stay empty."),
    )


class ToOffice(ToOther):
    why = _("The police station, the officer on the case, or the prosecutor's office.")
    recipient_name = Line(label=_("Office or officer"))


class PolicePreservation(Letter):
    slug = "police-preservation"
    title = _("Ask the police to have records kept")
    purpose = _("It asks an officer to make sites and companies keep their records.")
    fits = _(
        "For when you report it to the police in the US. "
        "A company may say no to you, but it must do this for the police."
    )
    law = "18 U.S.C. § 2703(f)"
    is_removal = False
    group = "keep"
    is_to_site = False
    has_site = False
    usual = _("No law sets a time. Ask the officer after a few days if it was done.")
    pages = (SignAs, Where, AboutReport, Services, ToOffice, From)
    hints = {"name": shared.TRUE_NAME, "email": shared.REPLY_ADDRESS}
    readers = (
        (_("The police or the prosecutor"), _("It becomes part of their file.")),
        (_("A court"), _("If it comes to a case, the letter may be shown there.")),
        (_("The person who did it"), _("In a trial, they may get to see the file.")),
    )
    elements = (
        shared.who("P1", "Who is reporting, and a safe way to answer."),
        shared.reply("P1", "Who is reporting, and a safe way to answer."),
        shared.place(
            "P5",
            "Links and user names, with dates.",
            shared.is_found_by("accounts", "seen"),
            _("At least one link. Or the account and the date, if there is no link."),
        ),
        Element(
            "P7",
            "The platforms and companies concerned; a § 2703(f) request asked for.",
            _("Which sites and companies have records."),
            "services",
            paragraph="services",
            given=given("services"),
            written=lists("services"),
        ),
        shared.wording(
            "P7",
            "The platforms and companies concerned; a § 2703(f) request asked for.",
            _("The request itself: 18 U.S.C. § 2703(f), now, for 90 days."),
            "request",
            *("send each service", "2703(f) now", "for 90 days"),
        ),
        shared.date("G3"),
        shared.addressee("TO", "The officer, the station or the prosecutor."),
        *shared.VOICE,
        Element(
            "P7",
            "The platforms told and the hold letters sent.",
            _("It could say which sites and companies you told already."),
            "told",
            paragraph="told",
            given=given("told"),
            written=lambda letter, paper: bool(paper.text("told")),
            is_required=False,
        ),
        Element(
            "P12",
            "The report number, and what was done in writing.",
            _("It could name the number of your report."),
            "report_number",
            paragraph="requests",
            given=given("report_number"),
            written=says("report number"),
            is_required=False,
        ),
    )

    @classmethod
    def first_facts(cls, case):
        return {"services": services_of(incidents_of(case))}

    @property
    def service(self):
        return self.facts["recipient_name"] or gettext("[name of the office]")

    @property
    def event(self):
        return dict.fromkeys(self.facts["event"], True)


def services_of(incidents):
    """A line for each site or app, with the accounts there."""
    accounts = {}
    for incident in incidents:
        names = unique(names_of(incident))
        for name in names:
            there = accounts.setdefault(name, {})
            if incident.account and len(names) == 1:  # else it may be one elsewhere
                there[incident.account] = True
    return [
        f"{name} ({', '.join(known)})" if known else name
        for name, known in accounts.items()
    ]


def names_of(incident):
    """What the services of its links are called; its own name where there is none."""
    if not incident.links:
        return [incident.platform_name] if incident.platform_name else []
    return [
        incident.platform_name
        if target.platform and target.platform == incident.platform_slug
        else host_of(target.url) or target.url
        for target in incident.targets
    ]
