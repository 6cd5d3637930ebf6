"""More rows of the truth table: where one word of a rule decides. See route_rows.py.

Each is a situation in which a route would come up if its rule lost one predicate.
"""

from takedown.routes import ASKED
from tests.route_rows import (
    AGENT,
    CLOSED,
    COPIES,
    ENGINE,
    FORM_OF_THE_ACT,
    HIDDEN,
    HOLD,
    MAIL,
    MINE,
    PRIVATE,
    REPORTS,
    SEARCH,
    THREAT,
    THREATENED,
    UK_DUTY,
    UNKNOWN_SITE,
    done,
)

CHILD = {"under_18": "yes"}
HOST = f"{HOLD} host-notice {SEARCH} {COPIES}"
COUNTRIES = "AU BE BR CA ES FR GB IN JP KR NG NZ SG TW"


def lives(country, state=""):
    return {"country": country, "state": state}


OF_CHILDREN = {
    "by e-mail": MAIL,
    "took it, no agent known": MINE,
    "a form for the Act": FORM_OF_THE_ACT,
    "48-hour request sent": done(ASKED),
    "takes StopNCII": {"takes_stopncii": True},
    "takes StopNCII, came back": {"takes_stopncii": True, "is_repost": True},
    "British Columbia": lives("CA", "CA-BC"),
    "Quebec": lives("CA", "CA-QC"),
    "United Kingdom, once the duty is in force": lives("GB") | UK_DUTY,
}
OF_CHILDREN |= {f"in {country}": lives(country) for country in COUNTRIES.split()}
MORE = {
    "closed, a form for the Act": (CLOSED | FORM_OF_THE_ACT, HOST),
    "by e-mail, a form for the Act": (
        MAIL | FORM_OF_THE_ACT,
        f"hold-email {COPIES}",
    ),
    "a search engine with a form for the Act": (
        ENGINE | FORM_OF_THE_ACT,
        f"search-form {COPIES}",
    ),
    "threat, a form for the Act": (THREAT | FORM_OF_THE_ACT, THREATENED),
    "threat, 48-hour request sent": (
        THREAT | done("take-it-down", ASKED),
        THREATENED,
    ),
    "threat, a search engine": (THREAT | ENGINE, COPIES),
    "unknown site, private message": (
        UNKNOWN_SITE | PRIVATE,
        f"{HOLD} take-it-down {COPIES}",
    ),
    "closed, took it, agent known": (
        CLOSED | MINE | AGENT,
        f"{HOST} dmca-search",
    ),
    "a search engine, took it, agent known": (
        ENGINE | MINE | AGENT,
        f"search-form {COPIES}",
    ),
    "threat, took it, no agent known": (THREAT | MINE, THREATENED),
    "took it, without a link, no agent known": (MINE | {"has_link": False}, HIDDEN),
    "private message, took it, no agent known": (PRIVATE | MINE, HIDDEN),
    "closed in the United Kingdom": (
        CLOSED | lives("GB") | UK_DUTY,
        f"{HOST} uk-helpline",
    ),
    "threat in the United Kingdom, once the duty is in force": (
        THREAT | lives("GB") | UK_DUTY,
        f"{THREATENED} uk-helpline",
    ),
    "closed in India": (CLOSED | lives("IN"), HOST),
    "closed in Brazil": (CLOSED | lives("BR"), HOST),
    "threat in Brazil": (THREAT | lives("BR"), THREATENED),
    "threat in Taiwan": (THREAT | lives("TW"), THREATENED),
    "threat in Spain": (THREAT | lives("ES"), THREATENED),
    "threat in Belgium": (THREAT | lives("BE"), THREATENED),
    "threat in Singapore": (THREAT | lives("SG"), THREATENED),
}
MORE |= {
    f"a child, {words}": (CHILD | changes, REPORTS)
    for words, changes in OF_CHILDREN.items()
}
