"""Routes to search engines: they hide a result, and the page itself stays."""

from takedown.routes.route import BING, GOOGLE, Odds, Route
from takedown.routes.site import HOSTS, PERJURY

GOOGLE_QUICK = Odds(
    "Google hid more than half of the reported pages within 48 hours.",
    HOSTS,
    "2024-09",
)
PAGE_STAYS = "The page itself stays, so ask the site too."
ITS_REVIEWERS = "The search engine. It needs your country and an e-mail address."

ROUTES = (
    Route(
        "delist-google",
        "Ask Google to hide it",
        why="Then far fewer people find it, even while a copy is still up.",
        can="Hide the links you list, for real pictures and for fakes.",
        cannot=f"Google looks only at the links you list. {PAGE_STAYS}",
        how_long="No law sets a time for this.",
        sees_name=ITS_REVIEWERS,
        source="letters.md (d) G-1 to G-6; support.google.com/websearch/answer/6302812",
        odds=GOOGLE_QUICK,
        letter="delisting",
        to=GOOGLE,
        page=("directory:platform", GOOGLE),
    ),
    Route(
        "delist-bing",
        "Ask Bing to hide it",
        why="Yahoo and DuckDuckGo use results from Bing, so this helps there too.",
        can="Hide the links you list.",
        cannot=PAGE_STAYS,
        how_long="No law sets a time for this.",
        sees_name="Microsoft. It needs an e-mail address.",
        source="letters.md (d) Bing; directory: bing, duckduckgo, yahoo",
        letter="delisting",
        to=BING,
        page=("directory:platform", BING),
    ),
    Route(
        "other-search",
        "Ask other search engines",
        why="DuckDuckGo, Yahoo and Yandex have ways of their own. We list them.",
        can="Have a result looked at, where an engine takes such reports.",
        cannot=f"Some engines have no form for this. {PAGE_STAYS}",
        how_long="No law sets a time for this.",
        sees_name="The search engine, if its form asks for a name.",
        source="directory: platforms of the category search",
        page=("directory:platforms",),
    ),
    Route(
        "search-form",
        "Use this search engine's own page",
        why="You found it through this search engine. It has its own way to ask.",
        can="Have a result looked at.",
        cannot=f"It may have no form for intimate images. {PAGE_STAYS}",
        how_long="No law sets a time for this.",
        sees_name="The search engine, if its form asks for a name.",
        source="directory: platforms of the category search",
        channel="report",
        page=("directory:platform",),
    ),
    Route(
        "dmca-search",
        "Claim copyright at Google Search",
        why="You took the picture. The law has such a notice for search engines too.",
        can="Have the link taken out of the results.",
        cannot=f"{PERJURY} {PAGE_STAYS}",
        how_long="The law says “expeditiously” and names no hour.",
        sees_name="The search engine. Such notices may be published, with the name. "
        "A lawyer or an advocate can sign instead.",
        source="letters.md (b) DMCA3d; 17 U.S.C. § 512(d)",
        letter="dmca-search",
        to=GOOGLE,
    ),
)
