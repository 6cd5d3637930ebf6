"""Made-up people and places for the letters' tests: example addresses, 555-01xx."""

import datetime

from takedown.letters import LETTERS
from takedown.letters.voices import VOICES

TODAY = datetime.date(2026, 11, 22)
SHEETS = ["counter-notice"]  # advice that nobody signs: test_letters_more.py
KINDS = [kind for kind in LETTERS if kind not in SHEETS]
WITH_SITE = [kind for kind in KINDS if LETTERS[kind].has_site]
WITH_LINKS = [kind for kind in KINDS if "links" in LETTERS[kind].blank()]
EVERY_LETTER = [(kind, voice) for kind in KINDS for voice in VOICES]

PERSON = {
    "name": "Robin Sample",
    "email": "robin.sample@example.org",
    "phone": "+1 212 555 0142",
    "address": "PO Box 100\nNew York, NY 10001",
}
ATTORNEY = {
    "attorney_is_lawyer": True,
    "attorney_name": "Alex Example",
    "attorney_organization": "Example & Example LLP",
    "attorney_bar": "New York, 0000000",
    "attorney_address": "20 Court Street\nBrooklyn, NY 11201",
    "attorney_email": "alex@law.example.com",
    "attorney_phone": "+1 212 555 0170",
    "attorney_authorized": True,
}
ADVOCATE = {
    "advocate_name": "Dana Fictitious",
    "advocate_title": "Victim advocate",
    "advocate_organization": "Harbor Advocacy Center",
    "advocate_address": "8 Pier Road\nAlbany, NY 12207",
    "advocate_email": "dana@harbor.example.org",
    "advocate_phone": "+1 518 555 0119",
    "advocate_authorized": True,
}
SIGNERS = {
    "self": "Robin Sample",
    "attorney": "Alex Example",
    "advocate": "Dana Fictitious",
}
PLACE = {
    "links": [
        "https://chatter.example.net/r/fictitious/comments/abc123/picture_1/",
        "https://i.chatter.example.net/fictitious-abc123.jpg?w=640&fit=crop",
    ],
    "accounts": ["throwaway_5512"],
    "seen": ["November 5, 2026, 9:40 pm New York time"],
    "description": "picture 1",
}
RECIPIENT = {
    "site": "Chatter",
    "recipient_name": "Chatter Media, Inc.",
    "recipient_address": "Attn: Legal Department\n100 Invented Avenue\nAlbany, NY",
    "recipient_email": "legal@chatter.example.net",
}
EVERYTHING = (
    PERSON
    | ATTORNEY
    | ADVOCATE
    | PLACE
    | RECIPIENT
    | {
        "altered": "real",
        "preserved": "hold",
        # litigation hold
        "event": ["posted", "threatened"],
        # holds for companies, police
        "email_addresses": ["sam.fictitious@mail.example"],
        "ip_addresses": ["IP 203.0.113.7, port 51123, November 5, 2026, 9:40 pm"],
        "payments": ["$sam-fictitious", "payment 000-111-222"],
        "amounts": ["500 dollars asked for on November 6, 2026, nothing paid"],
        "phone_numbers": ["+1 212 555 0199"],
        "services": ["Chatter (throwaway_5512)", "Invented Mail"],
        "told": "Chatter was asked on November 20, 2026 to keep its records.",
        "report_number": "2026-001234",
        # removal
        "reasons": ["never", "private", "asked"],
        "rules": ["intimate", "private"],
        "rule_name": "Intimate media policy",
        "sends_at": "2026-11-22T15:10",
        "zone": "America/New_York",
        "party": "host",
        "server": "name server ns1.invented-host.example",
        # copyright
        "taken_by": "me",
        "work": "One photograph, taken in March 2024 and never published by its owner.",
        "warned": True,
        "sworn": True,
        # after a request
        "first_sent": "Thursday, November 19, 2026, at 3:10 p.m. (EST)",
        "first_voice": "self",
        "first_received": "Thursday, November 19, 2026, at 3:12 p.m. (EST)",
        "first_due": "Saturday, November 21, 2026, at 3:12 p.m. (EST)",
        "reference": "CASE-55012",
        "answers": "Friday: They confirmed it\nWe look at it.",
        "first_request": "Dear team,\n\nPlease remove it.",
        "checked": "Sunday, November 22, 2026, at 9 a.m. (EST)",
        "copies": ["https://chatter.example.net/r/fictitious/copy/2"],
        "will_report": True,
        "how": "By e-mail, removal@chatter.example.net",
        "four": True,
        "results": ["up", "silent"],
        "site_address": "chatter.example.net",
        # employer, school, landlord
        "relation": "employer",
        "known_as": "Robin S., night shift",
        # search engines
        "image_links": ["https://img.chatter.example.net/fictitious-1.jpg"],
        "result_links": ["https://search.example.net/?q=fictitious+night+shift"],
        "search_terms": ["fictitious night shift", "Robin S. Albany"],
        "conditions": ["shows", "known", "online", "unpaid"],
        "living_in": "United States",
        # other countries
        "country": "FR",
        "other_laws": ["Invented Penal Code, art. 1"],
        "grounds": ["unlawful", "objection", "special"],
        "ties": ["shown"],
        "evidence": "The page with its link and date, saved on November 5, 2026.",
        "cyber_report": "both",
        "cyber_number": "2026/000001/IN",
    }
)


def make_letter(kind, voice="self", edits=None, **facts):
    """A complete letter of this kind, with other facts where they are given."""
    known = EVERYTHING | {"voice": voice, "signature": SIGNERS[voice]} | facts
    names = LETTERS[kind].blank()
    return LETTERS[kind]({n: v for n, v in known.items() if n in names}, edits)


def removed(text=""):
    """An edit that takes a paragraph out, or says something else instead."""
    return {"text": text, "was": ""}
