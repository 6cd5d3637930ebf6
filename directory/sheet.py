"""The law sheet: what the pages say of some places' laws, for paper."""

from django.template.loader import render_to_string

from directory.places import place_name
from helpcenter.documents import A4, LETTER, Document


def law_sheet(places, today):
    """`places` as views.found_laws gives them; `today` is printed as the date."""
    names = [place_name(each["place"]) for each in places]
    source = render_to_string(
        "directory/laws_sheet.html", {"places": places, "today": today}
    )
    american = places[0]["place"][:2] in ("US", "CA")
    return Document(
        source, title=f"Laws: {', '.join(names)}", paper=LETTER if american else A4
    )
