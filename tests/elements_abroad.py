"""What takes each element away, for the letters under the laws of other countries.

The rows are those of test_letters_elements.py: kind, id, how, and the field.
"""

from tests.elements_more import edit, signed


def dated(kind):
    """The date and the recipient."""
    return signed(kind)[2:]


def named(kind, id):
    return (kind, id, {"name": ""}, "name")


def reachable(kind, id):
    return (kind, id, {"email": "", "phone": "", "address": ""}, "email")


TAKEN_AWAY = [
    ("dsa", "DSA1", {"reasons": []}, "reasons"),
    ("dsa", "DSA1", edit("why", "It is illegal."), ""),
    ("dsa", "DSA2", {"links": []}, "links"),
    ("dsa", "DSA2", edit("links"), ""),
    named("dsa", "DSA3"),
    ("dsa", "DSA3", {"email": ""}, "email"),
    ("dsa", "DSA3", edit("sender", "Robin Sample"), ""),
    ("dsa", "DSA4", edit("good-faith", "It is true."), ""),
    *dated("dsa"),
    ("gdpr", "GDPR1", {"links": []}, "links"),
    ("gdpr", "GDPR1", edit("links"), ""),
    named("gdpr", "GDPR1"),
    ("gdpr", "GDPR1", {"email": "", "address": ""}, "email"),
    ("gdpr", "GDPR2", {"grounds": []}, "grounds"),
    ("gdpr", "GDPR2", edit("grounds"), ""),
    *dated("gdpr"),
    ("uk-report", "UK1", edit("declaration", "It is there."), ""),
    ("uk-report", "UK2", edit("by-whom", "Hello."), ""),
    ("uk-report", "UK3", {"links": [], "accounts": []}, "links"),
    ("uk-report", "UK3", edit("links"), ""),
    reachable("uk-report", "UK4"),
    named("uk-report", "G3"),
    *dated("uk-report"),
    ("esafety", "AU1", edit("opening", "Hello."), ""),
    ("esafety", "AU1", {"ties": []}, "ties"),
    ("esafety", "AU1", edit("ties"), ""),
    ("esafety", "AU2", {"links": [], "seen": []}, "links"),
    ("esafety", "AU2", edit("links"), ""),
    ("esafety", "AU3", {"event": []}, "event"),
    ("esafety", "AU3", edit("what-happened"), ""),
    ("esafety", "AU3", {"reasons": []}, "reasons"),
    ("esafety", "AU3", edit("consent"), ""),
    *signed("esafety"),
    ("india", "IN1", {"links": []}, "links"),
    ("india", "IN1", edit("links"), ""),
    ("india", "IN2", {"reasons": []}, "reasons"),
    ("india", "IN2", edit("statement", "It is me."), ""),
    named("india", "IN3"),
    reachable("india", "IN3"),
    *dated("india"),
]
RECOMMENDED = [
    ("dsa", "DSA1", {"other_laws": []}),
    ("gdpr", "GDPR3", edit("requests", "Erase it.")),
    ("gdpr", "GDPR4", edit("requests", "Erase it.")),
    ("gdpr", "GDPR5", edit("complaint")),
    ("esafety", "AU4", {"evidence": ""}),
    ("india", "IN4", {"cyber_report": "no"}),
]
