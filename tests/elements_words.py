"""Rows that take the words of an element away: to whom it goes, and who signs it."""

from tests.letter_facts import removed

KINDS = (
    *("take-it-down", "platform-policy", "host-notice", "delisting", "dmca"),
    *("dmca-search", "follow-up", "ftc", "dsa", "gdpr", "uk-report", "esafety"),
    *("india", "please-do-not-open", "police-preservation"),
)
NOBODY = {"edits": {key: removed() for key in ("sender", "contact", "signature")}}
SIGNED = [
    *(("take-it-down", "TID4"), ("delisting", "G-3"), ("uk-report", "UK4")),
    *((kind, id) for kind in ("dmca", "dmca-search") for id in ("DMCA1", "DMCA4")),
    *(("india", "IN3"), ("police-preservation", "P1")),
    *((f"hold-{to}", "HOLD4") for to in ("email", "access", "payment", "phone")),
]
TAKEN_AWAY = [
    *((kind, "TO", {"edits": {"recipient": removed()}}, "") for kind in KINDS),
    *((kind, id, NOBODY, "") for kind, id in SIGNED),
    ("dmca-search", "DMCA2", {"edits": {"work": removed()}}, ""),
]
