"""A sheet for the first talk with a lawyer or a helpline."""

from django.utils.translation import gettext_lazy as _

from evidence.incidents import totals
from evidence.papers.fields import SafeContactForm, text
from evidence.papers.paper import Paper, state_of
from evidence.papers.police import age_words


class IntakeForm(SafeContactForm):
    wanted = text(
        _("What you want to happen"),
        _(
            "For example that it is taken down, or that the person must stay away. “I "
            "do not know yet” is fine."
        ),
    )
    dates = text(
        _("Days that matter"), _("A court date, or a day by which you must act.")
    )
    asks = text(_("What you want to ask"))


def details(told):
    recent, worst, above = told.short
    return {
        "recent": recent,
        "worst": worst,
        "above": above,
        "age": age_words(told.facts),
        "totals": totals(told.incidents),
        "dated": [each for each in told.incidents if each.date],
        "links": [each for each in told.incidents if each.links],
        "informed": [each for each in told.incidents if each.told],
        "exhibits": [(each, state_of(each, told)) for each in told.exhibits],
    }


PAPER = Paper(
    slug="sheet",
    name="intake",
    title=_("Sheet for a lawyer or a helpline"),
    purpose=_(
        "It helps with the first talk. They see at once what happened and what you "
        "want."
    ),
    readers=_(
        "The person you talk to reads it. Ask first if they keep it to themselves."
    ),
    hints=(
        _("You can read from it on the phone, or hand it over."),
        _(
            "Some lawyers must check first that they do not work for the other side. "
            "So ask before you give it to them."
        ),
    ),
    margin=18,
    form=IntakeForm,
    details=details,
)
