"""What takes each element away, for the letters to search engines.

The rows are those of test_letters_elements.py: kind, id, how, and the field.
"""

from tests.elements_more import edit, signed

FAKE = {"altered": "fake"}
UNSURE = {"altered": "unsure"}


def ticked(*conditions):
    return {"conditions": [*conditions]}


def without(name):
    """Neither the fact nor the tick that there is none."""
    return {name: []}


DELISTING = [
    ("delisting", "G-1", without("links"), "links"),
    ("delisting", "G-1", edit("links"), ""),
    ("delisting", "G-1", without("image_links"), "image_links"),
    ("delisting", "G-1", edit("image-links"), ""),
    ("delisting", "G-1", without("result_links"), "result_links"),
    ("delisting", "G-1", edit("result-links"), ""),
    ("delisting", "G-2", {"altered": ""}, "altered"),
    ("delisting", "G-2", edit("kind"), ""),
    ("delisting", "G-2", ticked("known", "online", "unpaid"), "conditions"),
    ("delisting", "G-2", ticked("shows", "known", "unpaid"), "conditions"),
    ("delisting", "G-2", ticked("shows", "known", "online"), "conditions"),
    ("delisting", "G-2", FAKE | ticked("shows", "online", "unpaid"), "conditions"),
    ("delisting", "G-2", FAKE | ticked("shows", "known", "made"), "conditions"),
    ("delisting", "G-2", UNSURE | ticked("shows", "known", "online"), "conditions"),
    ("delisting", "G-2", UNSURE | ticked("shows", "online", "unpaid"), "conditions"),
    ("delisting", "G-2", edit("conditions", "They should not be found."), ""),
    ("delisting", "G-3", {"email": ""}, "email"),
    ("delisting", "G-3", {"living_in": ""}, "living_in"),
    ("delisting", "G-4", edit("opening", "Please hide this."), ""),
    ("delisting", "G-4", {"voice": "advocate"} | edit("opening", "I help."), ""),
    ("delisting", "G3", {"name": ""}, "name"),
    *signed("delisting")[2:],
]
COPYRIGHT = [
    ("dmca-search", "DMCA0", {"taken_by": "other"}, "taken_by"),
    ("dmca-search", "DMCA1", {"signature": ""}, "signature"),
    ("dmca-search", "DMCA2", {"work": ""}, "work"),
    ("dmca-search", "DMCA3d", {"links": [], "image_links": []}, "links"),
    ("dmca-search", "DMCA3d", edit("links"), ""),
    (
        "dmca-search",
        "DMCA3d",
        {"result_links": [], "search_terms": []},
        "result_links",
    ),
    ("dmca-search", "DMCA3d", edit("finding"), ""),
    ("dmca-search", "DMCA4", {"address": ""}, "address"),
    ("dmca-search", "DMCA4", {"phone": ""}, "phone"),
    ("dmca-search", "DMCA5", edit("good-faith"), ""),
    ("dmca-search", "DMCA6", edit("accuracy", "It is accurate."), ""),
    ("dmca-search", "DMCA6", {"sworn": False}, "sworn"),
    ("dmca-search", "DMCA-F", {"warned": False}, "warned"),
    ("dmca-search", "G3", {"name": ""}, "name"),
    *signed("dmca-search")[2:],
]
TAKEN_AWAY = [*DELISTING, *COPYRIGHT]
RECOMMENDED = [
    ("delisting", "G-5", {"search_terms": []}),
    ("delisting", "G-5", edit("terms")),
    ("delisting", "G-6", edit("requests", "Remove it.")),
]
