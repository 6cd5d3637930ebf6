"""What the letters to search engines share: which engine, and which links.

An engine hides links, so a letter may hold those of many sites. What is a page, what is
the picture itself and what is a search result is told apart (G-1).
"""

import re

from django.utils.translation import gettext_lazy as _

from directory.models import Category
from directory.recognise import recognise_all, split
from takedown.engines import BING, ENGINES, GOOGLE, shows_results_of
from takedown.letters.elements import Element, given, lists
from takedown.letters.fields import Lines, unique
from takedown.letters.pages import Page, To

LINKS = ("links", "image_links", "result_links")
PICTURE = re.compile(r".*\.(?:jpe?g|png|gif|webp|avif|bmp|mp4|m4v|webm|mov)")


class Results(Page):
    slug = "where"
    title = _("Which links to hide")
    why = _(
        "A search engine looks only at the links you list. We sorted the ones you "
        "wrote down by how they look. If a link is in the wrong box, move it."
    )
    remembers = ("search_terms",)
    links = Lines(
        label=_("Links of pages"),
        help_text=_("The page that shows it. One on each line. We never open them."),
    )
    image_links = Lines(
        label=_("Links of the picture itself"),
        help_text=_(
            "Some pictures and videos have one of their own. To get it, press "
            "long on the picture and copy its address. You do not have to look again."
        ),
    )
    result_links = Lines(
        label=_("Links of search results"),
        help_text=_("Search for it, then copy the link from the top of that page."),
    )
    search_terms = Lines(
        label=_("Words that bring it up"),
        help_text=_(
            "What one types into the search to find it, such as a name. "
            "One search on each line. Leave it empty if you do not want to tell it."
        ),
    )


class ToEngine(To):
    site = None


class ToSearchEngine:
    """Mixed into a kind of letter: it goes to a search engine, not to a site."""

    engines = tuple(ENGINES)
    is_removal = False  # a page that is hidden stays where it is
    has_site = False

    @classmethod
    def blank(cls):
        """The engine is chosen when the letter is begun, and stays."""
        return super().blank() | {"engine": GOOGLE}

    @classmethod
    def facts_for(cls, engine, links):
        """The engine, and each link in its box; results of other engines in none."""
        boxes = {name: [] for name in (*LINKS, "")}
        for link, platform in zip(links, recognise_all(links), strict=True):
            boxes[box_of(link, platform, engine)].append(link)
        return {"engine": engine} | {name: boxes[name] for name in LINKS}

    @property
    def service(self):
        return ENGINES.get(self.facts["engine"], ENGINES[GOOGLE])

    @property
    def is_bing(self):
        return self.facts["engine"] == BING

    @property
    def every_link(self):
        return unique(link for name in LINKS for link in self.facts[name])


def box_of(link, platform, engine):
    """The name of the box it belongs into, by its look; "" for none."""
    if platform and platform.category == Category.SEARCH:
        return "result_links" if shows_results_of(platform.slug, engine) else ""
    return "image_links" if PICTURE.fullmatch(split(link)[1]) else "links"


TERMS = Element(
    "G-5",
    "The search terms that bring it up.",
    _("It could say which words bring it up in a search."),
    "search_terms",
    paragraph="terms",
    given=given("search_terms"),
    written=lists("search_terms"),
    is_required=False,
)
