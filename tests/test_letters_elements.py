"""Each element a lawyer listed (letters.md) is checked under its id, and what no letter
may say is noticed. The table below takes each of them away in turn.
"""

import pytest

from takedown.letters import LETTERS
from takedown.letters.elements import Element
from takedown.letters.litigation_hold import DATA
from tests import (
    elements_abroad,
    elements_after,
    elements_more,
    elements_search,
    elements_words,
)
from tests.letter_facts import EVERY_LETTER, KINDS, TODAY, make_letter, removed

NOWHERE = {"links": [], "accounts": [], "posts": [], "found_in": "", "seen": []}
OUT = removed()


def edit(key, text=""):
    return {"edits": {key: removed(text)}}


# kind, id, how to take it away, and the fact that would fill it ("" for the words).
TAKEN_AWAY = [
    ("litigation-hold", "HOLD1", {"legal_action": ""}, "legal_action"),
    ("litigation-hold", "HOLD1", edit("plan", "Please keep this."), ""),
    ("litigation-hold", "HOLD2", NOWHERE, "links"),
    ("litigation-hold", "HOLD2", {"links": [], "seen": []}, "links"),
    ("litigation-hold", "HOLD2", edit("links", "https://chatter.example.net/"), ""),
    ("litigation-hold", "HOLD3", {"data": []}, "data"),
    ("litigation-hold", "HOLD3", edit("records"), ""),
    ("litigation-hold", "HOLD4", {"name": ""}, "name"),
    ("litigation-hold", "HOLD4", {"email": "", "address": ""}, "email"),
    ("litigation-hold", "HOLD4", edit("sender", "Robin Sample"), ""),
    ("litigation-hold", "HOLD5", {"recipient_name": ""}, "recipient_name"),
    ("litigation-hold", "HOLD5", edit("date"), ""),
    ("litigation-hold", "HOLD5", edit("recipient"), ""),
    ("take-it-down", "TID1", {"signature": ""}, "signature"),
    ("take-it-down", "TID1", edit("signature", "R."), ""),
    ("take-it-down", "TID2", NOWHERE, "links"),
    ("take-it-down", "TID2", {"links": [], "posts": ["1"], "found_in": ""}, "links"),
    ("take-it-down", "TID2", edit("links"), ""),
    ("take-it-down", "TID3", {"reasons": []}, "reasons"),
    ("take-it-down", "TID3", edit("good-faith", "Please."), ""),
    ("take-it-down", "TID4", {"email": "", "phone": "", "address": ""}, "email"),
    ("take-it-down", "G3", {"name": ""}, "name"),
    ("take-it-down", "G3", edit("date"), ""),
    ("take-it-down", "TO", {"recipient_name": ""}, "recipient_name"),
    ("platform-policy", "POL1", edit("opening", "Hello."), ""),
    ("platform-policy", "POL2", NOWHERE, "links"),
    ("platform-policy", "POL2", {"links": [], "accounts": []}, "links"),
    ("platform-policy", "POL2", edit("links", "somewhere"), ""),
    ("platform-policy", "POL3", {"rules": [], "rule_name": ""}, "rules"),
    ("platform-policy", "POL3", {"reasons": []}, "reasons"),
    ("platform-policy", "POL3", edit("rule"), ""),
    ("platform-policy", "POL4", edit("requests", "Answer me."), ""),
    ("platform-policy", "G3", {"name": ""}, "name"),
    ("platform-policy", "G3", {"email": "", "address": ""}, "email"),
    ("platform-policy", "G3", edit("date"), ""),
    ("platform-policy", "TO", {"recipient_name": ""}, "recipient_name"),
    ("dmca", "DMCA0", {"taken_by": "other"}, "taken_by"),
    ("dmca", "DMCA1", {"signature": ""}, "signature"),
    ("dmca", "DMCA2", {"work": ""}, "work"),
    ("dmca", "DMCA2", edit("work"), ""),
    ("dmca", "DMCA3", {"links": []}, "links"),
    ("dmca", "DMCA3", edit("links"), ""),
    ("dmca", "DMCA4", {"address": ""}, "address"),
    ("dmca", "DMCA4", {"phone": ""}, "phone"),
    ("dmca", "DMCA5", edit("good-faith"), ""),
    ("dmca", "DMCA6", edit("accuracy", "It is accurate."), ""),
    (
        "dmca",
        "DMCA6",
        edit("accuracy", "Under penalty of perjury, it is accurate."),
        "",
    ),
    ("dmca", "DMCA6", {"sworn": False}, "sworn"),
    ("dmca", "DMCA-F", {"warned": False}, "warned"),
    ("dmca", "G3", {"name": ""}, "name"),
    ("dmca", "G3", edit("date"), ""),
    ("dmca", "TO", {"recipient_name": ""}, "recipient_name"),
]
OF_A_VOICE = [
    ("attorney", "VOICE-LAWYER", "attorney_is_lawyer"),
    ("attorney", "VOICE-FIRM", "attorney_organization"),
    ("attorney", "VOICE-BAR", "attorney_bar"),
    ("attorney", "VOICE-AUTHORITY", "attorney_authorized"),
    ("advocate", "VOICE-ROLE", "advocate_title"),
    ("advocate", "VOICE-AUTHORITY", "advocate_authorized"),
]
TAKEN_AWAY += elements_more.TAKEN_AWAY
TAKEN_AWAY += elements_abroad.TAKEN_AWAY
TAKEN_AWAY += elements_search.TAKEN_AWAY
TAKEN_AWAY += elements_after.TAKEN_AWAY
TAKEN_AWAY += elements_words.TAKEN_AWAY
RECOMMENDED = [
    ("litigation-hold", "HOLD6", {"also": ["confirm", "quiet", "removal"]}),
    ("litigation-hold", "HOLD7", {"also": ["window", "quiet", "removal"]}),
    ("litigation-hold", "HOLD8", {"also": ["window", "confirm", "removal"]}),
    ("litigation-hold", "HOLD9", {"also": ["window", "confirm", "quiet"]}),
    ("litigation-hold", "HOLD10", {"also": ["window", "confirm", "quiet"]}),
    ("take-it-down", "TID5", {"voice": "advocate", "advocate_authorized": False}),
    ("take-it-down", "TID6", {"offers_hash": False}),
    ("take-it-down", "TID7", {"altered": ""}),
    ("take-it-down", "TID8", {"sends_at": ""}),
    ("platform-policy", "POL5", {"signature": ""}),
    ("platform-policy", "POL6", {"offers_hash": False}),
    ("platform-policy", "POL7", edit("requests", "Remove it.")),
]
RECOMMENDED += elements_more.RECOMMENDED
RECOMMENDED += elements_abroad.RECOMMENDED
RECOMMENDED += elements_search.RECOMMENDED
RECOMMENDED += elements_after.RECOMMENDED


def missing(letter, is_required=True):
    found = letter.missing(letter.paper(TODAY), is_required)
    return {(each.id, each.field) for each in found}


def breaches(letter):
    return [each.id for each in letter.breaches(letter.paper(TODAY))]


@pytest.mark.parametrize(("kind", "voice"), EVERY_LETTER)
def test_complete_letter_lacks_nothing_and_breaks_no_rule(kind, voice):
    letter = make_letter(kind, voice, offers_hash=True)
    assert missing(letter) == set()
    assert missing(letter, is_required=False) == set()
    assert breaches(letter) == []


@pytest.mark.parametrize(
    ("kind", "id", "away", "field"),
    TAKEN_AWAY,
    ids=[f"{id}-{field or 'words'}" for _, id, _, field in TAKEN_AWAY],
)
def test_missing_element_is_named(kind, id, away, field):
    assert (id, field) not in missing(make_letter(kind))
    assert (id, field) in missing(make_letter(kind, **away))


@pytest.mark.parametrize(
    ("voice", "id", "field"), OF_A_VOICE, ids=[f"{i}-{v}" for v, i, _ in OF_A_VOICE]
)
@pytest.mark.parametrize("kind", KINDS)
def test_missing_element_of_a_voice_is_named(kind, voice, id, field):
    assert (id, field) in missing(make_letter(kind, voice, **{field: ""}))
    assert (id, field) not in missing(make_letter(kind, **{field: ""}))


@pytest.mark.parametrize("kind", KINDS)
def test_written_permission_taken_out_of_the_words_is_named(kind):
    edits = {"opening": removed("I write for the person shown.")}
    assert ("VOICE-AUTHORITY", "") in missing(make_letter(kind, "advocate", edits))


@pytest.mark.parametrize(
    ("kind", "id", "away"), RECOMMENDED, ids=[id for _, id, _ in RECOMMENDED]
)
def test_recommended_element_is_offered_and_not_required(kind, id, away):
    letter = make_letter(kind, **away)
    assert id in {each for each, _ in missing(letter, is_required=False)}
    assert id not in {each for each, _ in missing(letter)}


def test_every_element_is_taken_away_by_a_test():
    tested = {(kind, id) for kind, id, *_ in [*TAKEN_AWAY, *RECOMMENDED]}
    tested |= {(kind, id) for kind in KINDS for _, id, _ in OF_A_VOICE}
    listed = {(k, each.id) for k in KINDS for each in LETTERS[k].elements}
    assert listed == tested


@pytest.mark.parametrize("kind", KINDS)
def test_every_required_element_is_taken_out_of_facts_and_words(kind):
    rows = {(id, bool(field)) for to, id, _, field in TAKEN_AWAY if to == kind}
    others = {id for _, id, _ in OF_A_VOICE}
    listed = LETTERS[kind].elements
    asked = [e for e in listed if e.is_required and e.id not in others]
    facts = {(e.id, True) for e in asked if e.given is not Element.given}
    words = {(e.id, False) for e in asked if e.written is not Element.written}
    assert facts | words <= rows


@pytest.mark.parametrize("kind", KINDS)
def test_empty_letter_names_each_gap_once(kind):
    letter = LETTERS[kind]({})
    gaps = letter.missing(letter.paper(TODAY))
    assert len(gaps) > 3
    assert len({(each.sentence, each.field) for each in gaps}) == len(gaps)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("litigation-hold", {"accounts": ["a"], "seen": ["last week"]}),
        ("platform-policy", {"accounts": ["a"], "seen": ["last week"]}),
        (
            "take-it-down",
            {"accounts": ["a"], "seen": ["May"], "posts": ["1"], "found_in": "a story"},
        ),
    ],
)
def test_place_without_a_link_can_be_said_in_words(kind, facts):
    letter = make_letter(kind, **NOWHERE | facts)
    assert missing(letter) == set()
    assert "a" in letter.paper(TODAY).text("details")


@pytest.mark.parametrize("way", ["email", "phone", "address"])
def test_one_way_to_reach_the_person_is_enough_for_the_act(way):
    others = {"email", "phone", "address"} - {way}
    assert missing(make_letter("take-it-down", **dict.fromkeys(others, ""))) == set()


def test_missing_words_are_told_apart_from_missing_facts():
    (words,) = make_and_find("dmca", **edit("accuracy"))
    (fact,) = make_and_find("dmca", work="")
    assert words.sentence.endswith("and you changed them.")
    assert fact.sentence == "A few words on which picture or video it is."


def make_and_find(kind, **facts):
    letter = make_letter(kind, **facts)
    return letter.missing(letter.paper(TODAY))


# --- What no letter may say


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("HOLD-N1", "This letter is a formal court order."),
        ("HOLD-N1", "This notice is a subpoena."),
        ("HOLD-N1", "You are hereby ordered to keep everything."),
        ("HOLD-N1", "You are required by law to preserve these logs."),
        ("HOLD-N1", "Anything else is contempt of court."),
        ("HOLD-N1", "Esta carta es una orden judicial."),
        ("HOLD-N1", "La ley le obliga a conservar estos registros."),
        ("G7", "Unless you pay me 5,000 dollars I will go to the police."),
        ("G7", "I will press charges if you do not settle."),
        ("G7", "Pay $500 or I will have you arrested."),
        ("G7", "I will call the cops unless you give me ten grand."),
        ("G7", "I'll drop the charges if you give me ten grand."),
        ("G7", "Send me BTC and I won't tell the police."),
        ("G7", "Si no me paga 5000 dólares, iré a la policía."),
        ("G7", "Págueme 500 euros o lo denunciaré."),
        ("G7", "Iré a la policía a menos que me dé dinero."),
        ("G7", "Retiraré la denuncia si me paga."),
        ("HOLD-VOICE", "I am an attorney."),
        ("HOLD-VOICE", "Our firm will sue."),
        ("HOLD-VOICE", "I write on behalf of my client."),
        ("HOLD-VOICE", "I am acting as her counsel."),
        ("HOLD-VOICE", "Soy abogada y represento a la víctima."),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_no_letter_may_say_is_noticed(kind, id, words):
    assert breaches(make_letter(kind, edits={"anything-else": removed(words)})) == [id]


@pytest.mark.parametrize(
    "words",
    [
        "I also made a report to the police.",
        "Sam asked me for 500 dollars.",
        "I am not a lawyer, and this is not an order.",
        "Please tell me how to serve a subpoena or a court order.",
        "If you do not answer, I will report this to the Federal Trade Commission.",
        "También presenté una denuncia ante la policía.",
        "No soy abogada, y esto no es una orden judicial.",
        "Si no contesta, informaré a la Comisión Federal de Comercio.",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_honest_words_are_left_alone(kind, words):
    assert breaches(make_letter(kind, edits={"anything-else": removed(words)})) == []


def test_lawyer_may_write_as_one():
    edits = {"anything-else": removed("Our firm will sue for our client.")}
    assert breaches(make_letter("litigation-hold", "attorney", edits)) == []


def test_hold_letter_asks_and_never_orders():
    words = make_letter("litigation-hold").paper(TODAY).words
    assert "please archive and hold" in words
    assert "may lead to sanctions" in words
    assert "must" not in words.split()


@pytest.mark.parametrize(("id", "record"), DATA, ids=[id for id, _ in DATA])
def test_each_record_of_the_hold_letter_can_be_asked_for_alone(id, record):
    asked = make_letter("litigation-hold", data=[id]).paper(TODAY)
    assert asked.text("list-of-records") == record
