"""A sheet for the person, not a letter: the uploader objected to a copyright notice.

17 U.S.C. § 512(g): the service restores the material not less than 10 nor more than 14
business days after it received the counter-notice, unless whoever sent the notice first
tells its agent that they filed a court action. No list of elements exists for such a
sheet; CN1 to CN5 are our own.
"""

import datetime

from django import forms
from django.utils import dateformat, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence.when import Unclear, read_date
from takedown.clocks import SATURDAY
from takedown.letters import shared
from takedown.letters.elements import Element, given
from takedown.letters.fields import Line
from takedown.letters.letter import Letter
from takedown.letters.pages import Page
from takedown.letters.voices import SELF

OLDEST = "2000"  # a year before that is a slip of the pen
NO_DAY = _("Write the whole day, such as November 24, 2026, or leave it empty.")
EARLIEST, LATEST = 10, 14  # business days


class DayField(Line):
    """A day that has come. Cleans to "2026-11-24"."""

    widget = forms.DateInput(attrs={"type": "date"})

    def clean(self, value):
        text = super().clean(value)
        return text and whole_day(text)


def whole_day(text):
    try:
        date = read_date(text, timezone.localdate())
    except Unclear as error:
        raise forms.ValidationError(str(error)) from None
    if len(date) < len("2026-11-24"):
        raise forms.ValidationError(NO_DAY)
    if date < OLDEST:
        raise forms.ValidationError(_("Please check the year."))
    return date


def business_days_after(day, number):
    """So many days later, Monday to Friday. Holidays are not known here: they can only
    make the true day later.
    """
    while number:
        day += datetime.timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


class Received(Page):
    slug = "received"
    title = _("When the objection came")
    why = _("The days are counted from when the site got it. The site can tell you.")
    site = Line(
        label=_("Name of the site or app"), help_text=_("As most people know it.")
    )
    received_on = DayField(
        label=_("The day when the counter-notice reached the site"),
        help_text=_("Not the day when you got your copy. You can ask the site."),
    )
    prepared_for = Line(
        label=_("A name on the sheet"),
        help_text=_(
            "Initials are enough. Leave it empty if others may find the sheet."
        ),
    )


class CounterNotice(Letter):
    slug = "counter-notice"
    title = _("If the other person objects to your copyright notice")
    purpose = _(
        "It is a sheet for you and a lawyer, not a letter. "
        "It says by which day you would have to act."
    )
    fits = _(
        "For when you sent a copyright notice, and the site sends you a counter-notice."
    )
    law = "17 U.S.C. § 512(g)"
    version = 1
    is_removal = False
    is_sheet = True
    group = "after"
    is_to_site = False
    has_site = False
    voice = SELF  # nobody signs it
    usual = _("The law gives 10 to 14 business days.")
    pages = (Received,)
    readers = (
        (
            _("You and your lawyer"),
            _("It goes to nobody else. It has no name on it unless you type one."),
        ),
    )
    elements = (
        Element(
            "CN1",
            "The day when the counter-notice reached the site.",
            _("The day when the counter-notice reached the site."),
            "received_on",
            paragraph="days",
            given=given("received_on"),
            written=lambda letter, paper: bool(paper.text("days")),
        ),
        shared.wording(
            "CN2",
            "§ 512(g)(2)(C): not less than 10 nor more than 14 business days.",
            _("That there are 10 to 14 business days."),
            "rule",
            "10 to 14 business days",
        ),
        shared.wording(
            "CN3",
            "§ 512(g)(2)(C): unless the agent is told of a court action first.",
            _("That only a court action stops it."),
            "court",
            *("court", "agent"),
        ),
        shared.wording(
            "CN4",
            "A request under 47 U.S.C. § 223a is not touched.",
            _("That the 48-hour request goes on."),
            "other-ways",
            "223a",
        ),
        shared.wording(
            "CN5",
            "See a lawyer.",
            _("To see a lawyer."),
            "lawyer",
            "call a lawyer at once",
        ),
    )

    @property
    def service(self):
        return self.facts["site"] or gettext("[name of the site]")

    @property
    def received(self):
        if not self.facts["received_on"]:
            return None
        return datetime.date.fromisoformat(self.facts["received_on"])

    @property
    def received_words(self):
        return in_words(self.received)

    @property
    def earliest(self):
        """From this day on the site may put it back."""
        return in_words(business_days_after(self.received, EARLIEST))

    @property
    def latest(self):
        return in_words(business_days_after(self.received, LATEST))


def in_words(day):
    return dateformat.format(day, gettext("l, F j, Y"))
