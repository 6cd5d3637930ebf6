"""Codes and plain names of the places that laws and helplines belong to.

COUNTRIES and STATES are choice lists. A code is ISO 3166 ("US", "US-NY"), or one of two
of our own: EU for what holds in all its member states, INT for what works anywhere.
To add a place, add its name here; a test fails when a fact names a place that is not.
"""

EVERYWHERE = "INT"
EUROPEAN_UNION = "EU"
ELSEWHERE = "ZZ"  # user-assigned by ISO: a country we hold no facts about

COUNTRIES = [
    ("US", "United States"),
    ("AR", "Argentina"),
    ("AU", "Australia"),
    ("AT", "Austria"),
    ("BD", "Bangladesh"),
    ("BE", "Belgium"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CL", "Chile"),
    ("CN", "China"),
    ("CO", "Colombia"),
    ("HR", "Croatia"),
    ("DK", "Denmark"),
    ("EC", "Ecuador"),
    ("EG", "Egypt"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("DE", "Germany"),
    ("GH", "Ghana"),
    ("GR", "Greece"),
    ("HK", "Hong Kong"),
    ("IS", "Iceland"),
    ("IN", "India"),
    ("ID", "Indonesia"),
    ("IE", "Ireland"),
    ("IL", "Israel"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("KE", "Kenya"),
    ("MY", "Malaysia"),
    ("MT", "Malta"),
    ("MX", "Mexico"),
    ("MA", "Morocco"),
    ("NP", "Nepal"),
    ("NL", "Netherlands"),
    ("NZ", "New Zealand"),
    ("NG", "Nigeria"),
    ("NO", "Norway"),
    ("PK", "Pakistan"),
    ("PE", "Peru"),
    ("PH", "Philippines"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("RW", "Rwanda"),
    ("SG", "Singapore"),
    ("ZA", "South Africa"),
    ("KR", "South Korea"),
    ("ES", "Spain"),
    ("LK", "Sri Lanka"),
    ("SE", "Sweden"),
    ("CH", "Switzerland"),
    ("TW", "Taiwan"),
    ("TH", "Thailand"),
    ("TR", "Turkey"),
    ("UG", "Uganda"),
    ("UA", "Ukraine"),
    ("AE", "United Arab Emirates"),
    ("GB", "United Kingdom"),
    ("UY", "Uruguay"),
    ("VN", "Vietnam"),
    (ELSEWHERE, "Another country"),
]
STATES_BY_COUNTRY = [
    (
        "United States",
        [
            ("US-AL", "Alabama"),
            ("US-AK", "Alaska"),
            ("US-AS", "American Samoa"),
            ("US-AZ", "Arizona"),
            ("US-AR", "Arkansas"),
            ("US-CA", "California"),
            ("US-CO", "Colorado"),
            ("US-CT", "Connecticut"),
            ("US-DE", "Delaware"),
            ("US-DC", "District of Columbia"),
            ("US-FL", "Florida"),
            ("US-GA", "Georgia"),
            ("US-GU", "Guam"),
            ("US-HI", "Hawaii"),
            ("US-ID", "Idaho"),
            ("US-IL", "Illinois"),
            ("US-IN", "Indiana"),
            ("US-IA", "Iowa"),
            ("US-KS", "Kansas"),
            ("US-KY", "Kentucky"),
            ("US-LA", "Louisiana"),
            ("US-ME", "Maine"),
            ("US-MD", "Maryland"),
            ("US-MA", "Massachusetts"),
            ("US-MI", "Michigan"),
            ("US-MN", "Minnesota"),
            ("US-MS", "Mississippi"),
            ("US-MO", "Missouri"),
            ("US-MT", "Montana"),
            ("US-NE", "Nebraska"),
            ("US-NV", "Nevada"),
            ("US-NH", "New Hampshire"),
            ("US-NJ", "New Jersey"),
            ("US-NM", "New Mexico"),
            ("US-NY", "New York"),
            ("US-NC", "North Carolina"),
            ("US-ND", "North Dakota"),
            ("US-MP", "Northern Mariana Islands"),
            ("US-OH", "Ohio"),
            ("US-OK", "Oklahoma"),
            ("US-OR", "Oregon"),
            ("US-PA", "Pennsylvania"),
            ("US-PR", "Puerto Rico"),
            ("US-RI", "Rhode Island"),
            ("US-SC", "South Carolina"),
            ("US-SD", "South Dakota"),
            ("US-TN", "Tennessee"),
            ("US-TX", "Texas"),
            ("US-VI", "U.S. Virgin Islands"),
            ("US-UT", "Utah"),
            ("US-VT", "Vermont"),
            ("US-VA", "Virginia"),
            ("US-WA", "Washington"),
            ("US-WV", "West Virginia"),
            ("US-WI", "Wisconsin"),
            ("US-WY", "Wyoming"),
        ],
    ),
    (
        "Australia",
        [
            ("AU-ACT", "Australian Capital Territory"),
            ("AU-NSW", "New South Wales"),
            ("AU-NT", "Northern Territory"),
            ("AU-QLD", "Queensland"),
            ("AU-SA", "South Australia"),
            ("AU-TAS", "Tasmania"),
            ("AU-VIC", "Victoria"),
            ("AU-WA", "Western Australia"),
        ],
    ),
    (
        "Canada",
        [
            ("CA-AB", "Alberta"),
            ("CA-BC", "British Columbia"),
            ("CA-MB", "Manitoba"),
            ("CA-NB", "New Brunswick"),
            ("CA-NL", "Newfoundland and Labrador"),
            ("CA-NT", "Northwest Territories"),
            ("CA-NS", "Nova Scotia"),
            ("CA-NU", "Nunavut"),
            ("CA-ON", "Ontario"),
            ("CA-PE", "Prince Edward Island"),
            ("CA-QC", "Quebec"),
            ("CA-SK", "Saskatchewan"),
            ("CA-YT", "Yukon"),
        ],
    ),
    (
        "United Kingdom",
        [
            ("GB-ENG", "England"),
            ("GB-NIR", "Northern Ireland"),
            ("GB-SCT", "Scotland"),
            ("GB-WLS", "Wales"),
        ],
    ),
]
STATES = [choice for _, states in STATES_BY_COUNTRY for choice in states]
# Parts of a country that only a helpline's reach names.
REGIONS = [("BE-VLG", "Flanders"), ("MX-CMX", "Mexico City"), ("NG-LA", "Lagos State")]

NAMES = dict(
    [
        *COUNTRIES,
        *STATES,
        *REGIONS,
        (EUROPEAN_UNION, "European Union"),
        (EVERYWHERE, "Anywhere in the world"),
    ]
)
EUROPE = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
)
MEMBER_STATES = set(EUROPE.split())
# England and Wales are one legal jurisdiction, filed under England.
SAME_LAW_AS = {"GB-WLS": "GB-ENG"}


def country_choices():
    """For a fact's country: every country by name, then the two codes of our own."""
    own = [(code, NAMES[code]) for code in (EUROPEAN_UNION, EVERYWHERE)]
    return [*COUNTRIES[:-1], *own]


def place_choices():
    """For a fact's place: every code we know."""
    return sorted(NAMES.items())


def place_name(code):
    """The plain name of a code; the code itself if it has none."""
    return NAMES.get(code, code)


def places_of(country, state=""):
    """Codes whose facts hold for somebody there, the nearest first."""
    places = [state, SAME_LAW_AS.get(state, ""), country or state[:2]]
    if places[2] in MEMBER_STATES:
        places.append(EUROPEAN_UNION)
    return [place for place in places if place]
