"""What takes each element away, for the letters that follow a request.

The rows are those of test_letters_elements.py: kind, id, how, and the field.
"""

from tests.elements_more import edit, signed

FOLLOW_UP = [
    ("follow-up", "F1", {"reference": "", "no_reference": False}, "reference"),
    ("follow-up", "F1", {"first_request": ""}, "first_request"),
    ("follow-up", "F1", edit("first", "48 hours are over."), ""),
    ("follow-up", "F1", edit("copy"), ""),
    ("follow-up", "F2", {"first_received": "", "first_sent": ""}, "first_received"),
    ("follow-up", "F2", edit("first", "CASE-55012: 48 hours are over."), ""),
    ("follow-up", "F2", {"first_due": ""}, "first_due"),
    ("follow-up", "F3", {"links": []}, "links"),
    ("follow-up", "F3", {"checked": ""}, "checked"),
    ("follow-up", "F3", edit("links"), ""),
    ("follow-up", "F3", edit("still-up"), ""),
    ("follow-up", "F3", edit("still-up", "They were there:"), ""),
    ("follow-up", "F4", {"copies": [], "no_copies": False}, "copies"),
    ("follow-up", "F4", edit("copies"), ""),
    ("follow-up", "TID1", {"signature": ""}, "signature"),
    ("follow-up", "TID1", edit("signature", "R."), ""),
    *signed("follow-up"),
]
FTC = [
    ("ftc", "FTC1", {"site": ""}, "site"),
    ("ftc", "FTC1", {"site_address": ""}, "site_address"),
    ("ftc", "FTC1", edit("platform"), ""),
    ("ftc", "FTC2", {"first_sent": "", "obstacles": []}, "first_sent"),
    ("ftc", "FTC2", edit("request"), ""),
    ("ftc", "FTC3", {"four": False}, "four"),
    ("ftc", "FTC3", edit("four"), ""),
    ("ftc", "FTC4", {"results": []}, "results"),
    ("ftc", "FTC4", {"links": []}, "links"),
    ("ftc", "FTC4", {"checked": ""}, "checked"),
    ("ftc", "FTC4", edit("result"), ""),
    ("ftc", "FTC4", edit("checked"), ""),
    ("ftc", "FTC4", edit("links"), ""),
    ("ftc", "G3", edit("date"), ""),
    ("ftc", "TO", {"recipient_name": ""}, "recipient_name"),
]
TAKEN_AWAY = [*FOLLOW_UP, *FTC]
RECOMMENDED = [
    ("follow-up", "F5", edit("law")),
    ("follow-up", "F6", edit("requests", "Remove it.")),
    ("follow-up", "F7", {"will_report": False}),
    ("follow-up", "F7", edit("report")),
    ("ftc", "FTC4", {"copies": []}),
    ("ftc", "FTC5", {"reference": ""}),
    ("ftc", "FTC6", edit("no-image")),
    ("ftc", "FTC7", edit("contact")),
]
