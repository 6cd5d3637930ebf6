"""A draft of a declaration: what happened, to be signed for a court.

28 U.S.C. 1746 and the list of what such a paper holds: letters.md, part (h). It is the
person's own words in the order of the chart; nothing is added, shortened or reworded.
"""

from django.utils.translation import gettext_lazy as _

from evidence.papers.fields import SigningForm, form_of_1746, line
from evidence.papers.paper import Paper, state_of


class DeclarationForm(SigningForm):
    court = line(_("Court"), _("Its name, if there is one yet."))
    parties = line(_("Names of both sides"), _("As they stand on the court's papers."))
    number = line(_("Case number"), _("If the court gave one."))
    field_order = ("name", "signed_in", "place")


def details(told):
    states = [(each, state_of(each, told)) for each in told.exhibits]
    return {
        "exhibits": states,
        "form": form_of_1746(told),
        "is_sealed": any(state == "sealed" for _, state in states),
    }


PAPER = Paper(
    slug="statement",
    name="declaration",
    title=_("Statement for a court"),
    purpose=_(
        "It tells a court what happened, in your own words, and you sign it. "
        "Courts call it a declaration."
    ),
    readers=_(
        "The judge reads it. The person who did this and their lawyer read it too."
    ),
    hints=(
        _(
            "By signing you swear that it is true. So leave in only what you saw, "
            "heard or did. If somebody else told you, say who."
        ),
        _("A date that is not exact stays as you wrote it. Do not guess a day."),
        _(
            "Intimate pictures are never put with it. The paper says in words what "
            "they are. The court can say how to hand them in so that others cannot "
            "see them."
        ),
        _(
            "Many state courts have a form of their own. Some want a notary. Ask the "
            "court or a lawyer."
        ),
    ),
    form=DeclarationForm,
    details=details,
    is_signed=True,
    is_for_office=True,
    elements={
        "DEC1": "Caption or title",
        "DEC2": "Name, or a pseudonym the court allowed; from personal knowledge",
        "DEC3": "Numbered facts in date order",
        "DEC4": "Each exhibit: letter, what it is, who captured it, when, device or "
        "app, link, “true and correct copy”",
        "DEC5": "The line of 28 U.S.C. § 1746",
        "DEC6": "Date and signature",
        "DEC7": "Sexual images: described, not attached; ask the court how to lodge "
        "them under seal",
    },
)
