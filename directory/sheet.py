"""What the pages say, for paper: laws, one platform, and a card of numbers.

The names of the files and their properties are dull: somebody else may see them.
"""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.places import place_name
from helpcenter.documents import A4, LETTER, Document

# The cards there are, and whether one names the lines: a bare number tells less.
CARDS = {"card": True, "numbers": False}


def document(source, title, paper):
    """In the language of the visit, as its source was just written."""
    return Document(source, title=title, language=get_language(), paper=paper)


def law_sheet(places, today):
    """`places` as views.found_laws gives them; `today` is printed as the date."""
    names = [place_name(each["place"]) for each in places]
    source = render_to_string(
        "directory/laws_sheet.html", {"places": places, "today": today}
    )
    american = places[0]["place"][:2] in ("US", "CA")
    title = _("Laws: %(places)s") % {"places": ", ".join(names)}
    return document(source, title, LETTER if american else A4)


def platform_sheet(about, paper, today):
    """`about` as views.about gives it."""
    source = render_to_string("directory/platform_sheet.html", about | {"today": today})
    return document(source, _("Where to write"), paper)


def helpline_card(lines, is_named, paper, today):
    """Two columns of cells, to be folded along their lines."""
    rows = [lines[n : n + 2] for n in range(0, len(lines), 2)]
    rows[-1] = (rows[-1] + [None])[:2]
    context = {"rows": rows, "is_named": is_named, "today": today}
    source = render_to_string("directory/helpline_card.html", context)
    return document(source, _("Numbers"), paper)
