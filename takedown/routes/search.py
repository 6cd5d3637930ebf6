"""Routes to search engines: they hide a result, and the page itself stays."""

from django.utils.translation import gettext_lazy as _

from takedown.engines import BING, GOOGLE
from takedown.routes.route import Odds, Route, in_a_row
from takedown.routes.site import HOSTS, NO_LAW_SETS_A_TIME, PERJURY

GOOGLE_QUICK = Odds(
    _("Google hid more than half of the reported pages within 48 hours."),
    HOSTS,
    "2024-09",
)
PAGE_STAYS = _("The page itself stays, so ask the site too.")
ITS_REVIEWERS = _("The search engine. It needs your country and an e-mail address.")

ROUTES = (
    Route(
        "delist-google",
        _("Ask Google to hide it"),
        why=_("Then far fewer people find it, even while a copy is still up."),
        can=_("Hide the links you list, for real pictures and for fakes."),
        cannot=in_a_row(_("Google looks only at the links you list."), PAGE_STAYS),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=ITS_REVIEWERS,
        source="letters.md (d) G-1 to G-6; support.google.com/websearch/answer/6302812",
        odds=GOOGLE_QUICK,
        letter="delisting",
        to=GOOGLE,
        page=("directory:platform", GOOGLE),
    ),
    Route(
        "delist-bing",
        _("Ask Bing to hide it"),
        why=_("Yahoo and DuckDuckGo use results from Bing, so this helps there too."),
        can=_("Hide the links you list."),
        cannot=PAGE_STAYS,
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=_("Microsoft. It needs an e-mail address."),
        source="letters.md (d) Bing; directory: bing, duckduckgo, yahoo",
        letter="delisting",
        to=BING,
        page=("directory:platform", BING),
    ),
    Route(
        "other-search",
        _("Ask other search engines"),
        why=_("DuckDuckGo, Yahoo and Yandex have ways of their own. We list them."),
        can=_("Have a result looked at, where an engine takes such reports."),
        cannot=in_a_row(_("Some engines have no form for this."), PAGE_STAYS),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=_("The search engine, if its form asks for a name."),
        source="directory: platforms of the category search",
        page=("directory:platforms",),
    ),
    Route(
        "search-form",
        _("Use this search engine's own page"),
        why=_("You found it through this search engine. It has its own way to ask."),
        can=_("Have a result looked at."),
        cannot=in_a_row(_("It may have no form for intimate images."), PAGE_STAYS),
        how_long=NO_LAW_SETS_A_TIME,
        sees_name=_("The search engine, if its form asks for a name."),
        source="directory: platforms of the category search",
        channel="report",
        page=("directory:platform",),
    ),
    Route(
        "dmca-search",
        _("Claim copyright at Google Search"),
        why=_(
            "You took the picture. The law has such a notice for search engines too."
        ),
        can=_("Have the link taken out of the results."),
        cannot=in_a_row(PERJURY, PAGE_STAYS),
        how_long=_("The law says “expeditiously” and names no hour."),
        sees_name=_(
            "The search engine. Such notices may be published, with the name. "
            "A lawyer or an advocate can sign instead."
        ),
        source="letters.md (b) DMCA3d; 17 U.S.C. § 512(d)",
        letter="dmca-search",
        to=GOOGLE,
    ),
)
