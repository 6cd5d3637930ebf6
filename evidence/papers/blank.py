"""Blank papers to fill in by hand: the same fields and numbers as on this site.

They are made from the forms themselves, so that no field is forgotten on paper.
"""

from django.forms import Textarea
from django.utils.translation import gettext_lazy as _

from evidence.exhibit_forms import SAID, ExhibitForm
from evidence.forms import IncidentForm
from evidence.papers import police
from evidence.papers.paper import Paper

LINES = range(1, 19)  # of the log
LONG = {"happened", "links", "who"}  # these get more room
FOUND_BY_US = (  # of an exhibit, when its file comes here
    (_("File name and size"), range(1)),
    ("SHA-256", range(2)),
)


def details(told):
    said = {name: ExhibitForm.base_fields[name] for name in SAID}
    return {
        "boxes": list(boxes_of(IncidentForm)),
        "exhibit_boxes": [
            *(
                (field.label, range(2 if is_long(field) else 1))
                for field in said.values()
            ),
            *FOUND_BY_US,
        ],
        "exhibit_sheets": range(2),
        "lines_of_log": LINES,
        "police_boxes": [
            (heading, range(8 if id == "P3" else 3))
            for id, heading in police.HEADINGS.items()
        ],
    }


def boxes_of(form):
    """(number, label, its empty lines) of each field that a person sees."""
    seen = [
        (name, field)
        for name, field in form.base_fields.items()
        if not field.widget.is_hidden
    ]
    for number, (name, field) in enumerate(seen, start=1):
        room = 4 if name in LONG else 3 if is_long(field) else 1
        yield number, label_of(field), range(room)


def is_long(field):
    return isinstance(field.widget, Textarea)


def label_of(field):
    """A box to tick has its words beside it."""
    choices = getattr(field, "choices", ())
    return choices[0][1] if len(choices) == 1 else field.label


PAPER = Paper(
    slug="blank",
    name="blank",
    title=_("Empty papers to fill in by hand"),
    purpose=_(
        "The same questions as here, on paper. They work without a computer, and "
        "you can copy them in later."
    ),
    readers=_("Nobody but you, until you hand them over."),
    hints=(
        _("Print the first sheet once for each thing that happened."),
        _("Keep them where nobody else finds them."),
    ),
    details=details,
    formats=("pdf", "docx"),
    names_exhibits=False,
    margin=15,
)
