"""Routes that the law of two provinces of Canada gives: letters.md (e)."""

from django.utils.translation import gettext_lazy as _

from takedown.routes.abroad import TABLE
from takedown.routes.route import Route

BC_WORDS = {
    "can": _(
        "The tribunal can order people and sites to delete it or stop sharing it. "
        "Threats and fakes count. There is no fee for such an order."
    ),
    "cannot": _("It is for what was shared or threatened on or after March 6, 2023."),
    "how_long": _("There is a fast track. We know no fixed number of days."),
    "sees_name": _("The tribunal. Ask the service how your name is kept."),
    "source": f"{TABLE}: Canada (BC); directory: ca-bc-ncii-civil",
    "lines": ("ca-bc-intimate-images-protection-service",),
}
QUEBEC_WORDS = {
    "can": _(
        "A simple form is enough, online or at a court house. "
        "Breaking the order costs that person $500 to $50,000 a day."
    ),
    "cannot": _("It takes a court. Ask there what such an order can reach."),
    "how_long": _("It is urgent there. We know no fixed number of days."),
    "sees_name": _("The court. Ask there how your name is kept."),
    "source": f"{TABLE}: Canada (QC); directory: ca-qc-ncii-civil",
    "page": ("directory:laws",),
}

ROUTES = (
    Route(
        "bc-tribunal",
        _("Ask the tribunal of British Columbia for an order"),
        why=_("You live in British Columbia. A service there helps you with it."),
        **BC_WORDS,
    ),
    Route(
        "bc-tribunal-if",
        _("If you live in British Columbia: ask its tribunal for an order"),
        why=_("You live in Canada. In this province there is a quick way."),
        **BC_WORDS,
    ),
    Route(
        "quebec",
        _("Ask a court in Quebec for an urgent order"),
        why=_("You live in Quebec. From age 14 you can ask for one. Threats count."),
        **QUEBEC_WORDS,
    ),
    Route(
        "quebec-if",
        _("If you live in Quebec: ask a court for an urgent order"),
        why=_("You live in Canada. In this province there is a quick way."),
        **QUEBEC_WORDS,
    ),
)
