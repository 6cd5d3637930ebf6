"""Somebody in the picture was, or may have been, under 18: reports, and nothing else.

Helplines of the person's own country stand on the page of reports (evidence/minors.py).
"""

from django.utils.translation import gettext_lazy as _

from takedown.routes.route import Route, in_a_row

NO_COPY = _(
    "Do not copy, save or send the picture. Nobody needs it: the link is enough."
)
SOURCE = "letters.md (j); 18 U.S.C. §§ 2252, 2252A"

ROUTES = (
    Route(
        "cybertipline",
        _("Report it to the CyberTipline"),
        why=_("You are not in trouble. They deal with this every day, at any hour."),
        can=_("They take reports of pictures of anyone under 18."),
        cannot=NO_COPY,
        how_long=_("They answer at any hour. How long it takes differs."),
        sees_name=_("The people who protect children."),
        source=SOURCE,
        lines=("us-ncmec-cybertipline",),
    ),
    Route(
        "take-it-down-ncmec",
        _("Block it with Take It Down"),
        why=_("It is free, asks for no name, and works in any country."),
        can=_("It makes a code on the device that has the picture. Sites look for it."),
        cannot=in_a_row(_("It works only on sites that take part."), NO_COPY),
        how_long=_("About 15 minutes. Sites check at their own pace."),
        sees_name=_("Nobody. It asks for no name."),
        source=SOURCE,
        lines=("int-take-it-down-ncmec",),
    ),
    Route(
        "child-lines",
        _("Report it where you live"),
        why=_("Many countries have people of their own for this."),
        can=_("They can tell you what to do, and report it for you in many places."),
        cannot=NO_COPY,
        how_long=_("It differs from place to place."),
        sees_name=_("The people you talk to. Many lines need no name."),
        source=SOURCE,
        page=("directory:helplines",),
    ),
)
