"""What takes each element away, for the kinds of letters to other companies and people.

The rows are those of test_letters_elements.py: kind, id, how, and the field.
"""

from tests.letter_facts import removed


def edit(key, text=""):
    return {"edits": {key: removed(text)}}


USED = {
    "hold-email": "email_addresses",
    "hold-access": "ip_addresses",
    "hold-payment": "payments",
    "hold-phone": "phone_numbers",
}


def of_a_hold(kind, used):
    return [
        (kind, "HOLD1", {"legal_action": ""}, "legal_action"),
        (kind, "HOLD1", edit("plan", "Please keep this."), ""),
        (kind, "HOLD2", {used: []}, used),
        (kind, "HOLD2", {"seen": []}, "seen"),
        (kind, "HOLD2", edit("used", "somebody"), ""),
        (kind, "HOLD2", edit("details", "Time: once"), ""),
        (kind, "HOLD2", edit("links"), ""),
        (kind, "HOLD3", {"data": []}, "data"),
        (kind, "HOLD3", edit("records"), ""),
        (kind, "HOLD4", {"name": ""}, "name"),
        (kind, "HOLD4", {"email": "", "address": ""}, "email"),
        (kind, "HOLD5", {"recipient_name": ""}, "recipient_name"),
        (kind, "HOLD5", edit("date"), ""),
    ]


ALSO = {
    "HOLD6": "window",
    "HOLD7": "confirm",
    "HOLD8": "quiet",
    "HOLD9": "removal",
    "HOLD10": "consequence",
}


def signed(kind, id="G3"):
    """Name and way to answer (under this id), date and recipient."""
    return [
        (kind, id, {"name": ""}, "name"),
        (kind, id, {"email": "", "address": ""}, "email"),
        (kind, "G3", edit("date"), ""),
        (kind, "TO", {"recipient_name": ""}, "recipient_name"),
    ]


HOST = [
    ("host-notice", "POL1", edit("opening", "Hello."), ""),
    ("host-notice", "POL2", {"links": []}, "links"),
    ("host-notice", "POL2", edit("links"), ""),
    ("host-notice", "POL3", {"rules": []}, "rules"),
    ("host-notice", "POL3", {"reasons": []}, "reasons"),
    ("host-notice", "POL3", edit("rule"), ""),
    ("host-notice", "POL4", {"party": ""}, "party"),
    ("host-notice", "POL4", edit("requests", "Answer me."), ""),
    *signed("host-notice"),
]
POLICE = [
    ("police-preservation", "P5", {"links": [], "accounts": []}, "links"),
    ("police-preservation", "P5", edit("links"), ""),
    ("police-preservation", "P7", {"services": []}, "services"),
    ("police-preservation", "P7", edit("services", "some"), ""),
    ("police-preservation", "P7", edit("request", "Please do something."), ""),
    *signed("police-preservation", "P1"),
]
NOT_OPEN = [
    ("please-do-not-open", "OPEN0", {"known_as": "", "name": ""}, "known_as"),
    ("please-do-not-open", "OPEN0", edit("opening"), ""),
    ("please-do-not-open", "OPEN1", edit("requests", "Please tell us."), ""),
    ("please-do-not-open", "OPEN2", edit("requests", "Do not open it."), ""),
    ("please-do-not-open", "OPEN3", edit("requests", "Do not open it."), ""),
    ("please-do-not-open", "OPEN4", edit("requests", "Do not open it."), ""),
    ("please-do-not-open", "OPEN5", edit("confidential"), ""),
    *signed("please-do-not-open"),
]
TAKEN_AWAY = [
    *(row for kind, used in USED.items() for row in of_a_hold(kind, used)),
    *HOST,
    *POLICE,
    *NOT_OPEN,
]
RECOMMENDED = [
    *(
        (kind, id, {"also": [other for other in ALSO.values() if other != name]})
        for kind in USED
        for id, name in ALSO.items()
    ),
    ("host-notice", "POL7", edit("requests", "Keep it, pass it on.")),
    ("police-preservation", "P7", {"told": ""}),
    ("police-preservation", "P12", {"report_number": ""}),
]
