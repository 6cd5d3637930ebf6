"""The complaint to the US Federal Trade Commission: elements FTC1 to FTC7 of
letters.md, part (g). It is a sheet whose words go into the commission's own form.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takedown.english import in_english
from takedown.letters import shared
from takedown.letters.elements import Element, given, lists, says
from takedown.letters.fields import Choices, Line, Lines, Tick
from takedown.letters.follow_up import First, answers_of, asked_before
from takedown.letters.letter import Letter
from takedown.letters.pages import From, Page, SignAs, Where
from takedown.letters.take_it_down import CLOCK, EFFECTIVE

OFFICE = "Federal Trade Commission"
RESULTS = {
    "up": _("The images were not removed."),
    "copies": _("Copies of the images were left."),
    "silent": _("No answer came."),
    "refused": _("The request was refused."),
    "back": _("The images were removed and are there again."),
}
OBSTACLES = {
    "process": _("No process for such a request could be found."),
    "notice": _("There was no clear notice of how to make such a request."),
    "account": _("An account was demanded in order to make the request."),
}


class Asked(First):
    why = _("It is filled in from what you wrote down. You can change it.")
    how = Line(
        label=_("How it was sent"),
        help_text=_("Such as: by their form, or by e-mail to …"),
    )
    obstacles = Choices(
        label=_("Was it made hard to ask?"),
        choices=[
            ("process", _("I found no way to send such a request")),
            ("notice", _("They do not say clearly how to ask")),
            ("account", _("They wanted me to have an account first")),
        ],
    )
    four = Tick(
        label=_("The request held all four things that the law asks"),
        help_text=_(
            "A signature, where it is, that you did not agree and why, and how "
            "to reach you."
        ),
    )
    first_received = no_reference = first_request = first_voice = came_back = None
    field_order = ["first_sent", "how", "first_due", "four", "reference"]


class Result(Where):
    title = _("What came of it")
    links = Lines(label=_("Links that are still up"), help_text=_("One on each line."))
    results = Choices(
        label=_("What is true?"),
        choices=[
            ("up", _("It is still up")),
            ("copies", _("Copies are still up")),
            ("silent", _("They did not answer")),
            ("refused", _("They said no")),
            ("back", _("It was gone, and it is back")),
        ],
    )
    checked = Line(
        label=_("When somebody looked last"),
        help_text=_("The day, the hour and the zone."),
    )
    copies = Lines(label=_("Links to copies"), help_text=_("One on each line."))
    accounts = posts = found_in = seen = description = None


class Which(Page):
    slug = "which"
    title = _("Which site or app it is about")
    site = Line(label=_("Name of the site or app"))
    site_address = Line(
        label=_("Its web address, or the name of the app"),
        help_text=_("Such as www.example.com."),
    )


class ToCommission(Page):
    slug = "to"
    title = _("Who it goes to")
    why = _("It goes to one office only, through its own form.")
    recipient_name = Line(label=_("Office"))


class Ftc(Letter):
    slug = "ftc"
    title = _("Complain to the US trade commission")
    purpose = _("It tells the FTC that a site did not keep to the 48-hour law.")
    fits = _(
        "For when you sent a 48-hour request and the time is over. "
        "The FTC acts against sites. It does not take pictures down itself."
    )
    law = "47 U.S.C. § 223a(b)"
    effective = EFFECTIVE
    is_removal = False
    group = "after"
    is_to_site = False
    follows = True
    follows_law = CLOCK.law
    usual = _("No law sets a time for it.")
    pages = (Asked, Result, Which, SignAs, ToCommission, From)
    hints = {"name": shared.TRUE_NAME, "email": shared.REPLY_ADDRESS}
    readers = (
        (_("The commission"), _("It may share reports with the police.")),
        (
            _("The site"),
            _("We do not know if it is told who complained. Ask the commission."),
        ),
    )
    elements = (
        Element(
            "FTC1",
            "The platform's name, and its URL or app.",
            _("The name of the site or app."),
            "site",
            paragraph="platform",
            given=given("site"),
            written=lambda letter, paper: bool(paper.text("platform")),
        ),
        Element(
            "FTC1",
            "The platform's name, and its URL or app.",
            _("The web address of the site, or the name of the app."),
            "site_address",
            paragraph="platform",
            given=given("site_address"),
        ),
        Element(
            "FTC2",
            "How and when the valid request was sent, or that it was made hard.",
            _("How and when the request was sent."),
            "first_sent",
            paragraph="request",
            given=lambda letter: letter.has_asked,
            written=lambda letter, paper: bool(
                paper.text("request") or paper.text("obstacles")
            ),
        ),
        Element(
            "FTC3",
            "That it held the four elements.",
            _("A tick that the request held the four things the law asks."),
            "four",
            paragraph="four",
            given=lambda letter: letter.facts["four"] or not letter.was_sent,
            written=lambda letter, paper: (
                not letter.was_sent or bool(paper.text("four"))
            ),
        ),
        Element(
            "FTC4",
            "The result: not removed, copies left or no answer, with dates.",
            _("What came of it. A tick is enough."),
            "results",
            paragraph="result",
            given=given("results"),
            written=lambda letter, paper: bool(paper.text("result")),
        ),
        Element(
            "FTC4",
            "The result: not removed, copies left or no answer, with dates.",
            _("The day and hour when somebody looked last."),
            "checked",
            paragraph="checked",
            given=given("checked"),
            written=lambda letter, paper: bool(paper.text("checked")),
        ),
        shared.place(
            "FTC4", "The result: the links that are still up.", given("links")
        ),
        shared.date("G3"),
        shared.addressee("TO", "The commission."),
        *shared.VOICE,
        Element(
            "FTC5",
            "The case number; screenshots of correspondence only.",
            _("It could name the number that the site gave you."),
            "reference",
            paragraph="request",
            given=given("reference"),
            written=says("case number"),
            is_required=False,
        ),
        shared.wording(
            "FTC6",
            "Never attach the image.",
            _("It could say that no image is enclosed."),
            "no-image",
            "No image is enclosed",
            is_required=False,
        ),
        Element(
            "FTC7",
            "The complainant's contact.",
            _("It could say how to reach you."),
            "@email",
            paragraph="contact",
            given=lambda letter: bool(letter.sender.ways),
            written=lambda letter, paper: bool(paper.text("contact")),
            is_required=False,
        ),
        Element(
            "FTC4",
            "Copies that are left.",
            _("It could list the copies that were found."),
            "copies",
            paragraph="copies",
            given=given("copies"),
            written=lists("copies"),
            is_required=False,
        ),
    )

    @classmethod
    @in_english
    def facts_after(cls, request):
        sent_how = (request.sent.how_words, request.sent.to)
        return asked_before(request) | {
            "site": request.service,
            "site_address": request.host,
            "how": ", ".join(str(each) for each in sent_how if each),
            "four": request.is_valid_under_the_act,
            "results": results_of(request),
            "recipient_name": OFFICE,
        }

    @property
    def answers(self):
        return answers_of(self)

    @property
    def was_sent(self):
        return bool(self.facts["first_sent"])

    @property
    def has_asked(self):
        return self.was_sent or bool(self.facts["obstacles"])

    @property
    def obstacles(self):
        return [OBSTACLES[code] for code in self.facts["obstacles"]]

    @property
    def results(self):
        return [RESULTS[code] for code in self.facts["results"]]

    @property
    def tie(self):
        return gettext("shown in the images")

    @property
    def details(self):
        return []

    @property
    def every_link(self):
        return [*self.facts["links"], *self.facts["copies"]]


def results_of(request):
    """Only what the person wrote down: a link nobody looked at is not said to be up."""
    answers = {request.answer_of(link) for link in request.links}
    copies = {request.answer_of(link) for link in request.copies}
    is_true = {
        "up": "yes" in answers,
        "copies": "yes" in copies,
        "silent": request.status == "no-answer",
        "refused": any(e.value["status"] == "refused" for e in request.answers),
        "back": request.status == "reposted",
    }
    return [code for code, holds in is_true.items() if holds]
