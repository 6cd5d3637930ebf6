"""Codes and plain names of the places that laws and helplines belong to.

COUNTRIES and STATES are choice lists, their names in the language of the page. A code
is ISO 3166 ("US", "US-NY"), or one of two of our own: EU for what holds in all its
member states, INT for what works anywhere.
To add a place, add its name here; a test fails when a fact names a place that is not.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from directory.matching import fold

EVERYWHERE = "INT"
EUROPEAN_UNION = "EU"
ELSEWHERE = "ZZ"  # user-assigned by ISO: a country we hold no facts about

COUNTRIES = [
    ("US", _("United States")),
    ("AR", _("Argentina")),
    ("AU", _("Australia")),
    ("AT", _("Austria")),
    ("BD", _("Bangladesh")),
    ("BE", _("Belgium")),
    ("BR", _("Brazil")),
    ("CA", _("Canada")),
    ("CL", _("Chile")),
    ("CN", _("China")),
    ("CO", _("Colombia")),
    ("HR", _("Croatia")),
    ("DK", _("Denmark")),
    ("EC", _("Ecuador")),
    ("EG", _("Egypt")),
    ("FI", _("Finland")),
    ("FR", _("France")),
    ("DE", _("Germany")),
    ("GH", _("Ghana")),
    ("GR", _("Greece")),
    ("HK", _("Hong Kong")),
    ("IS", _("Iceland")),
    ("IN", _("India")),
    ("ID", _("Indonesia")),
    ("IE", _("Ireland")),
    ("IL", _("Israel")),
    ("IT", _("Italy")),
    ("JP", _("Japan")),
    ("KE", _("Kenya")),
    ("MY", _("Malaysia")),
    ("MT", _("Malta")),
    ("MX", _("Mexico")),
    ("MA", _("Morocco")),
    ("NP", _("Nepal")),
    ("NL", _("Netherlands")),
    ("NZ", _("New Zealand")),
    ("NG", _("Nigeria")),
    ("NO", _("Norway")),
    ("PK", _("Pakistan")),
    ("PE", _("Peru")),
    ("PH", _("Philippines")),
    ("PL", _("Poland")),
    ("PT", _("Portugal")),
    ("RW", _("Rwanda")),
    ("SG", _("Singapore")),
    ("ZA", _("South Africa")),
    ("KR", _("South Korea")),
    ("ES", _("Spain")),
    ("LK", _("Sri Lanka")),
    ("SE", _("Sweden")),
    ("CH", _("Switzerland")),
    ("TW", _("Taiwan")),
    ("TH", _("Thailand")),
    ("TR", _("Turkey")),
    ("UG", _("Uganda")),
    ("UA", _("Ukraine")),
    ("AE", _("United Arab Emirates")),
    ("GB", _("United Kingdom")),
    ("UY", _("Uruguay")),
    ("VN", _("Vietnam")),
    (ELSEWHERE, _("Another country")),
]
STATES_BY_COUNTRY = [
    (
        _("United States"),
        [
            ("US-AL", _("Alabama")),
            ("US-AK", _("Alaska")),
            ("US-AS", _("American Samoa")),
            ("US-AZ", _("Arizona")),
            ("US-AR", _("Arkansas")),
            ("US-CA", _("California")),
            ("US-CO", _("Colorado")),
            ("US-CT", _("Connecticut")),
            ("US-DE", _("Delaware")),
            ("US-DC", _("District of Columbia")),
            ("US-FL", _("Florida")),
            ("US-GA", _("Georgia")),
            ("US-GU", _("Guam")),
            ("US-HI", _("Hawaii")),
            ("US-ID", _("Idaho")),
            ("US-IL", _("Illinois")),
            ("US-IN", _("Indiana")),
            ("US-IA", _("Iowa")),
            ("US-KS", _("Kansas")),
            ("US-KY", _("Kentucky")),
            ("US-LA", _("Louisiana")),
            ("US-ME", _("Maine")),
            ("US-MD", _("Maryland")),
            ("US-MA", _("Massachusetts")),
            ("US-MI", _("Michigan")),
            ("US-MN", _("Minnesota")),
            ("US-MS", _("Mississippi")),
            ("US-MO", _("Missouri")),
            ("US-MT", _("Montana")),
            ("US-NE", _("Nebraska")),
            ("US-NV", _("Nevada")),
            ("US-NH", _("New Hampshire")),
            ("US-NJ", _("New Jersey")),
            ("US-NM", _("New Mexico")),
            ("US-NY", _("New York")),
            ("US-NC", _("North Carolina")),
            ("US-ND", _("North Dakota")),
            ("US-MP", _("Northern Mariana Islands")),
            ("US-OH", _("Ohio")),
            ("US-OK", _("Oklahoma")),
            ("US-OR", _("Oregon")),
            ("US-PA", _("Pennsylvania")),
            ("US-PR", _("Puerto Rico")),
            ("US-RI", _("Rhode Island")),
            ("US-SC", _("South Carolina")),
            ("US-SD", _("South Dakota")),
            ("US-TN", _("Tennessee")),
            ("US-TX", _("Texas")),
            ("US-VI", _("U.S. Virgin Islands")),
            ("US-UT", _("Utah")),
            ("US-VT", _("Vermont")),
            ("US-VA", _("Virginia")),
            ("US-WA", _("Washington")),
            ("US-WV", _("West Virginia")),
            ("US-WI", _("Wisconsin")),
            ("US-WY", _("Wyoming")),
        ],
    ),
    (
        _("Australia"),
        [
            ("AU-ACT", _("Australian Capital Territory")),
            ("AU-NSW", _("New South Wales")),
            ("AU-NT", _("Northern Territory")),
            ("AU-QLD", _("Queensland")),
            ("AU-SA", _("South Australia")),
            ("AU-TAS", _("Tasmania")),
            ("AU-VIC", _("Victoria")),
            ("AU-WA", _("Western Australia")),
        ],
    ),
    (
        _("Canada"),
        [
            ("CA-AB", _("Alberta")),
            ("CA-BC", _("British Columbia")),
            ("CA-MB", _("Manitoba")),
            ("CA-NB", _("New Brunswick")),
            ("CA-NL", _("Newfoundland and Labrador")),
            ("CA-NT", _("Northwest Territories")),
            ("CA-NS", _("Nova Scotia")),
            ("CA-NU", _("Nunavut")),
            ("CA-ON", _("Ontario")),
            ("CA-PE", _("Prince Edward Island")),
            ("CA-QC", _("Quebec")),
            ("CA-SK", _("Saskatchewan")),
            ("CA-YT", _("Yukon")),
        ],
    ),
    (
        _("United Kingdom"),
        [
            ("GB-ENG", _("England")),
            ("GB-NIR", _("Northern Ireland")),
            ("GB-SCT", _("Scotland")),
            ("GB-WLS", _("Wales")),
        ],
    ),
]
STATES = [choice for _, states in STATES_BY_COUNTRY for choice in states]
# Parts of a country that only a helpline's reach names.
REGIONS = [
    ("BE-VLG", _("Flanders")),
    ("MX-CMX", _("Mexico City")),
    ("NG-LA", _("Lagos State")),
]

NAMES = dict(
    [
        *COUNTRIES,
        *STATES,
        *REGIONS,
        (EUROPEAN_UNION, _("European Union")),
        (EVERYWHERE, _("Anywhere in the world")),
    ]
)
EUROPE = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
)
MEMBER_STATES = set(EUROPE.split())
# What else people call a place when they look for it.
OTHER_NAMES = {
    "US": ["USA", "United States of America", "America", "EE. UU.", "Norteamérica"],
    "GB": ["UK", "Great Britain", "Britain", "Gran Bretaña"],
    "AE": ["UAE", "Emirates", "Emiratos"],
    "KR": ["Korea", "Corea"],
    "NL": ["Holland", "Holanda"],
    "TR": ["Türkiye"],
    "US-DC": ["Washington DC"],
    "CA-QC": ["Québec"],
}
# England and Wales are one legal jurisdiction, filed under England.
SAME_LAW_AS = {"GB-WLS": "GB-ENG"}


def in_order(choices):
    """By name in the language of the page: the United States first, what is no country
    of its own last. Accents count for nothing.
    """
    ends = {COUNTRIES[0][0]: 0, ELSEWHERE: 2}
    return sorted(choices, key=lambda each: (ends.get(each[0], 1), fold(str(each[1]))))


def names_of(codes):
    """{code: its names, one in each language that the site has}."""
    names = {code: [] for code in codes}
    for language, _words in settings.LANGUAGES:
        with override(language):
            for code, each in names.items():
                each.append(place_name(code))
    return names


def country_choices():
    """For a fact's country: every country by name, then the two codes of our own."""
    own = [(code, NAMES[code]) for code in (EUROPEAN_UNION, EVERYWHERE)]
    return [*COUNTRIES[:-1], *own]


def place_choices():
    """For a fact's place: every code we know."""
    return sorted(NAMES.items())


def place_name(code):
    """The plain name of a code, in the language of the page; the code itself if it has
    none.
    """
    return str(NAMES.get(code, code))


def places_of(country, state=""):
    """Codes whose facts hold for somebody there, the nearest first."""
    places = [state, SAME_LAW_AS.get(state, ""), country or state[:2]]
    if places[2] in MEMBER_STATES:
        places.append(EUROPEAN_UNION)
    return [place for place in places if place]
