"""The copyright notice to a search engine: 17 U.S.C. § 512(d).

The same notice as to a site, but element (iii) is the reference or link to be removed
and how to find it (DMCA3d). All else is inherited: who may send it, the warning, the
statements under penalty of perjury.
"""

from django.utils.translation import gettext_lazy as _

from takedown.letters.dmca import CopyrightNotice, SignUnderPerjury, Taken, Work
from takedown.letters.elements import Element, lists
from takedown.letters.pages import From, SignAs
from takedown.letters.search_engine import Results, ToEngine, ToSearchEngine

REFERENCE = "(iii) The reference or link to be removed, and how to find it."


def is_findable(letter):
    return letter.facts["result_links"] or letter.facts["search_terms"]


class CopyrightNoticeToEngine(ToSearchEngine, CopyrightNotice):
    slug = "dmca-search"
    title = _("Claim copyright at a search engine")
    purpose = _("It tells a search engine that its results lead to your own picture.")
    fits = _(
        "Only for pictures you took yourself. The notice may be published with your "
        "name, so try the request to hide it first."
    )
    law = "17 U.S.C. § 512(d)"
    pages = (Taken, SignAs, Results, Work, ToEngine, From, SignUnderPerjury)
    readers = (
        (_("The search engine"), _("Its copyright agent reads the notice.")),
        (
            _("The person who posted it"),
            _("Such notices are commonly passed on: name, address, phone and e-mail."),
        ),
        (
            _("The public"),
            _("Some services publish them, for example in the Lumen database."),
        ),
    )
    elements = (
        *(each for each in CopyrightNotice.elements if each.id != "DMCA3"),
        Element(
            "DMCA3d",
            REFERENCE,
            _("At least one link that should go from the results."),
            "links",
            paragraph="links",
            given=lambda letter: letter.facts["links"] or letter.facts["image_links"],
            written=lambda letter, paper: all(
                lists(name)(letter, paper) for name in ("links", "image_links")
            ),
        ),
        Element(
            "DMCA3d",
            REFERENCE,
            _("How to find it: the link of a search result, or the words of a search."),
            "result_links",
            paragraph="finding",
            given=is_findable,
            written=lambda letter, paper: all(
                lists(name)(letter, paper) for name in ("result_links", "search_terms")
            ),
        ),
    )

    @property
    def shown_at(self):
        """The links that should go from the results."""
        return [*self.facts["links"], *self.facts["image_links"]]

    @property
    def found_by(self):
        return [*self.facts["result_links"], *self.facts["search_terms"]]
