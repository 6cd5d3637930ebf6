"""The truth table of the routes: a situation in a few words, then the routes in order.

Lawyers and counselors can read it. A row changes USUAL: a post with a link on a social
network of our directory, of an adult, seen by anybody, in a country that nobody told.
"""

from takedown.routes import ASKED

USUAL = {
    "under_18": "no",
    "slug": "chatter",
    "category": "social",
    "channels": frozenset({"report"}),
    "has_link": True,
    "happened": "shared",
    "visibility": "public",
}
UNKNOWN_SITE = {
    "slug": "",
    "category": "",
    "channels": frozenset(),
    "is_unknown_site": True,
}
NAMED = {"slug": "", "category": "", "channels": frozenset(), "has_link": False}
CLOSED = {"is_closed": True, "channels": frozenset()}
FORM_OF_THE_ACT = {"channels": frozenset({"report", "take-it-down"})}
AGENT = {"channels": frozenset({"report", "dmca"})}
MINE = {"taken_by": "me"}
THREAT = {"happened": "threatened"}
PRIVATE = {"visibility": "private"}
MAIL = {"visibility": "mail"}
ENGINE = {"category": "search"}
HOST = {"category": "hosting"}
UK_DUTY = {
    "in_force": frozenset(
        {"gb-removal-duty-48-hour-takedown-on-an-intimate-image-content-report"}
    )
}


def done(*marks):
    return {"done": frozenset(marks)}


HOLD = "litigation-hold"
REPORTS = "cybertipline take-it-down-ncmec child-lines"
FORMS = "in-app-report platform-form"
SITE = f"{HOLD} {FORMS} take-it-down policy"
SEARCH = "delist-google delist-bing other-search"
COPIES = "stopncii-others"
AFTER = "follow-up ftc"
PUBLIC = f"{SITE} {SEARCH} {COPIES}"
HIDDEN = f"{SITE} {COPIES}"
UNKNOWN = f"{HOLD} take-it-down host-notice {SEARCH} {COPIES}"
THREATENED = f"{HOLD} {COPIES} policy-threat"
UK = "gdpr ofcom uk-helpline"

ROWS = {
    # Age comes before everything.
    "a child": ({"under_18": "yes"}, REPORTS),
    "perhaps a child": ({"under_18": "unsure"}, REPORTS),
    "nobody asked about the age": ({"under_18": ""}, REPORTS),
    "a child who took it": ({"under_18": "yes"} | MINE | AGENT, REPORTS),
    "a child, threatened": ({"under_18": "yes"} | THREAT, REPORTS),
    "a child, unknown site": ({"under_18": "unsure"} | UNKNOWN_SITE, REPORTS),
    "a child in Italy": ({"under_18": "yes", "country": "IT"}, REPORTS),
    "a child, a search engine": ({"under_18": "yes"} | ENGINE, REPORTS),
    "a child, a request made": (
        {"under_18": "unsure"} | done("take-it-down", HOLD),
        REPORTS,
    ),
    # The usual place.
    "posted": ({}, PUBLIC),
    "posted, and threats": ({"happened": "both"}, PUBLIC),
    "nobody said what happened": ({"happened": ""}, PUBLIC),
    "nobody said who sees it": ({"visibility": ""}, PUBLIC),
    "not sure who sees it": ({"visibility": "unsure"}, PUBLIC),
    "a form for the Act": (
        FORM_OF_THE_ACT,
        f"{HOLD} {FORMS} take-it-down-form policy {SEARCH} {COPIES}",
    ),
    "no report form": (
        {"channels": frozenset()},
        f"{HOLD} in-app-report take-it-down policy {SEARCH} {COPIES}",
    ),
    "takes StopNCII": ({"takes_stopncii": True}, f"{SITE} {SEARCH} stopncii"),
    "known, without a link": ({"has_link": False}, HIDDEN),
    "a fake": ({"altered": "fake"}, PUBLIC),
    # Who sees it.
    "closed group": ({"visibility": "group"}, HIDDEN),
    "private message": (PRIVATE, HIDDEN),
    "private message, a form for the Act": (
        PRIVATE | FORM_OF_THE_ACT,
        f"{HOLD} {FORMS} take-it-down-form policy {COPIES}",
    ),
    "private message, took it": (PRIVATE | MINE | AGENT, HIDDEN),
    "private message in the EU": (
        PRIVATE | {"country": "DE"},
        f"{HIDDEN} your-country",
    ),
    "by e-mail": (NAMED | MAIL, f"hold-email {COPIES}"),
    "by e-mail, threat": (NAMED | MAIL | THREAT, f"hold-email {COPIES}"),
    "by e-mail, known service": (MAIL, f"hold-email {COPIES}"),
    "by e-mail in the UK": (
        NAMED | MAIL | {"country": "GB"} | UK_DUTY,
        f"hold-email {COPIES} uk-helpline",
    ),
    # Nothing is out yet, or it came back.
    "threat": (THREAT, THREATENED),
    "threat, takes StopNCII": (
        THREAT | {"takes_stopncii": True},
        f"{HOLD} stopncii policy-threat",
    ),
    "threat, took it": (THREAT | MINE | AGENT, THREATENED),
    "threat, only a name": (THREAT | NAMED, THREATENED),
    "threat, unknown site": (THREAT | UNKNOWN_SITE, f"{HOLD} {COPIES}"),
    "threat, closed": (THREAT | CLOSED, f"{HOLD} {COPIES}"),
    "threat in Australia": (THREAT | {"country": "AU"}, f"{THREATENED} esafety"),
    "threat in Italy": (THREAT | {"country": "IT"}, f"{THREATENED} italy"),
    "threat in British Columbia": (
        THREAT | {"country": "CA", "state": "CA-BC"},
        f"{THREATENED} bc-tribunal",
    ),
    "threat in Japan": (THREAT | {"country": "JP"}, THREATENED),
    "came back": (
        {"is_repost": True},
        f"{HOLD} {COPIES} {FORMS} take-it-down policy {SEARCH}",
    ),
    "came back after a request": (
        {"is_repost": True} | done(HOLD, "take-it-down", "platform-policy", ASKED),
        f"{HOLD} {COPIES} {FORMS} take-it-down policy {AFTER} host-notice {SEARCH}",
    ),
    # Other kinds of place.
    "unknown site": (UNKNOWN_SITE, UNKNOWN),
    "unknown site, closed group": (
        UNKNOWN_SITE | {"visibility": "group"},
        f"{HOLD} take-it-down host-notice {COPIES}",
    ),
    "unknown site, took it": (
        UNKNOWN_SITE | MINE,
        f"{UNKNOWN} dmca-look-up dmca-search",
    ),
    "only a name": (NAMED, f"{HOLD} take-it-down policy {COPIES}"),
    "only a name, private message": (
        NAMED | PRIVATE,
        f"{HOLD} take-it-down policy {COPIES}",
    ),
    "closed": (CLOSED, f"{HOLD} host-notice {SEARCH} {COPIES}"),
    "closed, without a link": (CLOSED | {"has_link": False}, f"{HOLD} {COPIES}"),
    "closed, took it": (
        CLOSED | MINE,
        f"{HOLD} host-notice {SEARCH} {COPIES} dmca-search",
    ),
    "a web host": (
        HOST,
        f"{HOLD} {FORMS} policy host-notice {SEARCH} {COPIES}",
    ),
    "a web host with a form for the Act": (
        HOST | FORM_OF_THE_ACT,
        f"{HOLD} {FORMS} take-it-down-form policy host-notice {SEARCH} {COPIES}",
    ),
    "Google": (ENGINE | {"slug": "google-search"}, f"delist-google {COPIES}"),
    "Google, took it": (
        ENGINE | MINE | {"slug": "google-search"},
        f"delist-google {COPIES} dmca-search",
    ),
    "Bing": (
        ENGINE | {"slug": "bing", "takes_stopncii": True},
        "delist-bing stopncii",
    ),
    "Yahoo": (ENGINE | {"slug": "yahoo"}, f"delist-bing search-form {COPIES}"),
    "Yandex": (ENGINE | {"slug": "yandex"}, f"search-form {COPIES}"),
    "Google in the EU": (
        ENGINE | {"slug": "google-search", "country": "PL"},
        f"delist-google {COPIES} gdpr your-country",
    ),
    # Copyright: only who took it.
    "took it": (MINE, f"{PUBLIC} dmca-look-up dmca-search"),
    "took it, agent known": (MINE | AGENT, f"{PUBLIC} dmca dmca-search"),
    "took it, a fake of it": (MINE | AGENT | {"altered": "fake"}, PUBLIC),
    "took it, closed group": (
        MINE | AGENT | {"visibility": "group"},
        f"{HIDDEN} dmca",
    ),
    "took it, without a link": (MINE | AGENT | {"has_link": False}, HIDDEN),
    "somebody else took it": ({"taken_by": "other"} | AGENT, PUBLIC),
    "taken in secret": ({"taken_by": "hidden"} | AGENT, PUBLIC),
    "not sure who took it": ({"taken_by": "unsure"} | AGENT, PUBLIC),
    # What was done already.
    "hold letter made": (done(HOLD), PUBLIC.removeprefix(f"{HOLD} ")),
    "48-hour request made, not sent": (
        done("take-it-down"),
        f"{HOLD} {FORMS} policy {SEARCH} {COPIES}",
    ),
    "48-hour request sent": (
        done("take-it-down", ASKED),
        f"{HOLD} {FORMS} policy {AFTER} host-notice {SEARCH} {COPIES}",
    ),
    "policy letter that counts as one sent": (
        done("platform-policy", ASKED),
        f"{HOLD} {FORMS} take-it-down {AFTER} host-notice {SEARCH} {COPIES}",
    ),
    "48-hour request sent, in France": (
        done("take-it-down", ASKED) | {"country": "FR"},
        f"{HOLD} {FORMS} policy follow-up host-notice {SEARCH} {COPIES} "
        "dsa gdpr france",
    ),
    "followed up": (
        done("take-it-down", ASKED, "follow-up", "ftc"),
        f"{HOLD} {FORMS} policy host-notice {SEARCH} {COPIES}",
    ),
    "asked Google": (
        done("delisting:google-search"),
        f"{SITE} delist-bing other-search {COPIES}",
    ),
    "asked both": (
        done("delisting:google-search", "delisting:bing"),
        f"{SITE} other-search {COPIES}",
    ),
    "wrote to one host": (UNKNOWN_SITE | done("host-notice"), UNKNOWN),
    "policy letter made for a threat": (
        THREAT | done("platform-policy"),
        f"{HOLD} {COPIES}",
    ),
    # Where the person lives.
    "United States": ({"country": "US", "state": "US-NY"}, PUBLIC),
    "Germany": ({"country": "DE"}, f"{PUBLIC} dsa gdpr your-country"),
    "Germany, unknown site": (
        UNKNOWN_SITE | {"country": "DE"},
        f"{UNKNOWN} dsa gdpr your-country",
    ),
    "Germany, closed": (
        CLOSED | {"country": "DE"},
        f"{HOLD} host-notice {SEARCH} {COPIES} your-country",
    ),
    "Germany, without a link": (
        {"country": "DE", "has_link": False},
        f"{HIDDEN} your-country",
    ),
    "Norway": ({"country": "NO"}, f"{PUBLIC} gdpr your-country"),
    "United Kingdom": ({"country": "GB"}, f"{PUBLIC} {UK}"),
    "United Kingdom, once the duty is in force": (
        {"country": "GB"} | UK_DUTY,
        f"{PUBLIC} gdpr uk-report ofcom uk-helpline",
    ),
    "elsewhere, once that duty is in force": ({"country": "US"} | UK_DUTY, PUBLIC),
    "threat in the United Kingdom": (
        THREAT | {"country": "GB"},
        f"{THREATENED} uk-helpline",
    ),
    "Australia": ({"country": "AU"}, f"{PUBLIC} esafety"),
    "Australia, asked": ({"country": "AU"} | done("esafety"), PUBLIC),
    "India": ({"country": "IN"}, f"{PUBLIC} india"),
    "threat in India": (THREAT | {"country": "IN"}, THREATENED),
    "Canada": ({"country": "CA"}, f"{PUBLIC} bc-tribunal-if quebec-if"),
    "British Columbia": (
        {"country": "CA", "state": "CA-BC"},
        f"{PUBLIC} bc-tribunal",
    ),
    "Quebec": ({"country": "CA", "state": "CA-QC"}, f"{PUBLIC} quebec"),
    "Ontario": ({"country": "CA", "state": "CA-ON"}, f"{PUBLIC} your-country"),
    "South Korea": ({"country": "KR"}, f"{PUBLIC} south-korea"),
    "Japan": ({"country": "JP"}, f"{PUBLIC} japan"),
    "Brazil": ({"country": "BR"}, f"{PUBLIC} brazil"),
    "Brazil, without a link": ({"country": "BR", "has_link": False}, HIDDEN),
    "Taiwan": ({"country": "TW"}, f"{PUBLIC} taiwan"),
    "Italy": ({"country": "IT"}, f"{PUBLIC} dsa gdpr italy"),
    "Spain": ({"country": "ES"}, f"{PUBLIC} dsa gdpr spain"),
    "France": ({"country": "FR"}, f"{PUBLIC} dsa gdpr france"),
    "Belgium": ({"country": "BE"}, f"{PUBLIC} dsa gdpr belgium"),
    "New Zealand": ({"country": "NZ"}, f"{PUBLIC} new-zealand"),
    "Singapore": ({"country": "SG"}, f"{PUBLIC} singapore"),
    "Nigeria": ({"country": "NG"}, f"{PUBLIC} your-country"),
    "another country": ({"country": "ZZ"}, f"{PUBLIC} your-country"),
}
