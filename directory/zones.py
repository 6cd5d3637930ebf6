"""Whose clock a line goes by: of a place with one clock, or the one its hours name.

A place of several clocks has none here: we do not guess. Codes are those of places.py.
"""

import re

# By IANA's zone.tab; of Portugal, Spain and New Zealand the clock of the mainland.
COUNTRIES = {
    "AT": "Europe/Vienna",
    "BD": "Asia/Dhaka",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "CO": "America/Bogota",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EG": "Africa/Cairo",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GH": "Africa/Accra",
    "GR": "Europe/Athens",
    "HK": "Asia/Hong_Kong",
    "HR": "Europe/Zagreb",
    "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "KE": "Africa/Nairobi",
    "KR": "Asia/Seoul",
    "LK": "Asia/Colombo",
    "MT": "Europe/Malta",
    "NG": "Africa/Lagos",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "NP": "Asia/Kathmandu",
    "NZ": "Pacific/Auckland",
    "PE": "America/Lima",
    "PH": "Asia/Manila",
    "PK": "Asia/Karachi",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RW": "Africa/Kigali",
    "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok",
    "TR": "Europe/Istanbul",
    "TW": "Asia/Taipei",
    "UG": "Africa/Kampala",
    "UY": "America/Montevideo",
    "VN": "Asia/Ho_Chi_Minh",
    "ZA": "Africa/Johannesburg",
}
STATES = {
    "America/Chicago": "US-AL US-AR US-IA US-IL US-LA US-MN US-MO US-MS US-OK US-WI",
    "America/Denver": "US-CO US-MT US-NM US-UT US-WY",
    "America/Edmonton": "CA-AB",
    "America/Halifax": "CA-NS CA-PE",
    "America/Los_Angeles": "US-CA US-WA",
    "America/Mexico_City": "MX-CMX",
    "America/Moncton": "CA-NB",
    "America/New_York": (
        "US-CT US-DC US-DE US-GA US-MA US-MD US-ME US-NC US-NH US-NJ US-NY US-OH "
        "US-PA US-RI US-SC US-VA US-VT US-WV"
    ),
    "America/Puerto_Rico": "US-PR",
    "America/St_Thomas": "US-VI",
    "America/Whitehorse": "CA-YT",
    "America/Winnipeg": "CA-MB",
    "Pacific/Guam": "US-GU",
    "Pacific/Honolulu": "US-HI",
    "Pacific/Pago_Pago": "US-AS",
    "Pacific/Saipan": "US-MP",
}
ZONES = COUNTRIES | {
    state: zone for zone, states in STATES.items() for state in states.split()
}
# What hours may end with, by country: "weekdays 9:00-17:00 Pacific".
AMERICAN = {
    "eastern": "America/New_York",
    "et": "America/New_York",
    "central": "America/Chicago",
    "ct": "America/Chicago",
    "mountain": "America/Denver",
    "mt": "America/Denver",
    "pacific": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
}
CANADIAN = AMERICAN | {
    "eastern": "America/Toronto",
    "et": "America/Toronto",
    "central": "America/Winnipeg",
    "ct": "America/Winnipeg",
    "mountain": "America/Edmonton",
    "mt": "America/Edmonton",
    "pacific": "America/Vancouver",
    "pt": "America/Vancouver",
}
BRAZILIAN = {"brasília": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo"}
NAMED = {"US": AMERICAN, "CA": CANADIAN, "BR": BRAZILIAN}
LAST_WORD = re.compile(r"(?P<hours>.*?) (?P<name>[^\W\d]+)(?: time)?")


def zone_of(place):
    """The zone of a country or of a part of it; "" if it has several clocks."""
    return ZONES.get(place) or COUNTRIES.get(place.partition("-")[0], "")


def zone_and_hours(line):
    """The zone of the line's hours ("" if we do not know it), and the hours alone."""
    hours = line.hours.strip().lower()
    found = LAST_WORD.fullmatch(hours)
    if found and (named := NAMED.get(line.country, {}).get(found["name"])):
        return named, found["hours"]
    return zone_of(line.region or line.country), hours
