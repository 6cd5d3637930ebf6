"""What no letter may say, however it got there: the NEVER rules that words can break.

The others hold by how things are made: no field takes a file, no text takes a picture
(G1: fields.py), nobody's picture from before 18 comes this far (G2: ages.py), and a
copyright notice is barred for who does not own the picture (DMCA0: dmca.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from takedown.letters.voices import contact_in


@dataclass(frozen=True)
class Breach:
    id: str
    sentence: str
    found: Callable  # in (letter, paper)


def says(pattern):
    """Its words, in small letters and with one kind of space, match."""
    return lambda letter, paper: bool(pattern.search(paper.words))


def says_as_no_lawyer(letter, paper):
    return not letter.voice.is_attorney and bool(LAWYER.search(paper.words))


def tells_of_the_person(letter, paper):
    """A helper signs it, and it says how to reach the person it is for."""
    return not letter.voice.is_self and contact_in(paper.words, letter.facts)


def threatens(letter, paper):
    sentences = END.split(paper.words)
    return any(is_in_order(each, *words) for each in sentences for words in THREATS)


def is_in_order(text, *patterns):
    """Whether they stand in it one after the other."""
    end = 0
    for pattern in patterns:
        found = pattern.search(text, end)
        if not found:
            return False
        end = found.end()
    return True


KEEP = r"(?:keep|preserve|hold|retain|save|archive|obey|comply)"
BOUND = r"(?:required|obliged|obligated|bound|compelled|ordered|commanded)"
GUARDAR = r"(?:guardar|conservar|preservar|mantener|archivar|cumplir|obedecer)\w*"
OBLIGES = r"(?:obliga|ordena|exige)n?(?: a)?"
OBLIGADO = r"(?:obligad|ordenad)(?:o|a)s?"
ORDER = re.compile(
    r"\bthis (?:(?:letter|notice|request) )?(?:is|constitutes|serves as) (?:an? )?"
    r"(?:formal |legal |court |binding )*(?:order|subpoena|warrant|injunction)\b"
    r"|\byou are (?:hereby )?(?:ordered|commanded|subpoenaed|compelled)\b"
    r"|\b(?:law|statute|act|court|rules?) (?:requires?|obliges?|obligates?|compels?"
    rf"|orders?|commands?) you to {KEEP}\b"
    r"|\byou (?:are|have been) (?:legally |hereby |by law )*"
    rf"{BOUND}(?: by (?:\w+ )?law| under [^.]{{1,40}})? to {KEEP}\b"
    r"|\byou must,? (?:by law|legally|under [^.,]{1,40}),? "
    rf"{KEEP}\b"
    rf"|\b(?:legal|statutory) (?:duty|obligation) to {KEEP}\b"
    r"|\bcontempt of court\b"
    r"|\b(?:esto|est[ea] (?:carta|aviso|solicitud|notificación|escrito)) "
    r"(?:es|constituye) (?:una? )?(?:formal )?"
    r"(?:orden|mandamiento|requerimiento|citación) (?:formal )?judicial\b"
    r"|\b(?:se le ordena|le ordeno|le ordenamos)\b"
    rf"|\b(?:ley|juez|jueza|tribunal|juzgado) (?:le|les|los|las) {OBLIGES} {GUARDAR}"
    rf"|\best(?:á|án) (?:legalmente )?{OBLIGADO}(?: por (?:la )?ley)? a {GUARDAR}"
    rf"|\b(?:deber|obligación) legal de {GUARDAR}|\bdesacato\b"
)
MONEY = re.compile(
    r"\b(?:pay|paid|payment|money|dollars?|euros?|usd|settle(?:ment)?|compensat\w*"
    r"|reimburs\w*|bitcoins?|btc|crypto\w*|grand(?! jury)|bucks"
    r"|pag(?:a|ar|ue|uen|o|os|ará|as|an)(?:me|nos)?|p[aá]gue(?:me|nos)|dinero"
    r"|d[oó]lar(?:es)?|indemni[cz]\w*|criptomonedas?)\b|[$€£] ?\d"
)
CRIME = re.compile(
    r"\b(?:police|cops?|fbi|prosecut\w*|criminal\w*|arrest\w*"
    r"|(?:press|file|drop) (?:the )?charges|jail|prison"
    r"|polic[ií]a|fiscal(?:ía)?|denunci\w*|cárcel|prisión|penal(?:es|mente)?|cargos)\b"
)
UNLESS = re.compile(
    r"\b(?:unless|if you (?:do not|don't|fail to|refuse to)"
    r"|si (?:usted(?:es)? )?no|a menos que|salvo que)\b"
)
UNTIL = re.compile(rf"{UNLESS.pattern}|\b(?:until|hasta que)\b")
OR_ELSE = re.compile(
    r"\b(?:or else|otherwise|or (?:i|we)(?: will| shall|'ll| am| are|'m)"
    r"|or (?:face|go to|you will|you'll)"
    r"|de lo contrario|si no|o (?:lo|la|los|las|le|les|iré|iremos|voy|vamos|irá))\b"
)
GIVE = re.compile(
    r"\b(?:give|send|pay|wire) (?:me|us)\b|\b(?:d[eé]|envíe|pague)n?(?:me|nos)\b"
)
GO_EASY = re.compile(
    r"\b(?:(?:i|we) (?:won't|will not)|no (?:iré|diré|denunciaré|avisaré))\b"
)
DROP = re.compile(
    r"\b(?:drop (?:the |my |all )?(?:charges|complaint|case)"
    r"|(?:retiro|retiraré|retiraremos) (?:la |mi |los )?(?:denuncia|cargos))\b"
)
IF_YOU = re.compile(r"\b(?:if you|si (?:usted(?:es)? )?me)\b")
THREATS = (  # in one sentence, in this order
    (UNLESS, MONEY, CRIME),
    (CRIME, UNTIL, MONEY),
    (MONEY, OR_ELSE, CRIME),
    (OR_ELSE, MONEY, CRIME),
    (GIVE, MONEY, GO_EASY, CRIME),  # or the same as an offer
    (GO_EASY, CRIME, IF_YOU, MONEY),
    (GIVE, MONEY, DROP),
    (DROP, IF_YOU, MONEY),
)
END = re.compile(r"[.!?]\s+(?!or\b|otherwise\b)")  # not before what belongs to it
ROLE = r"(?:attorney|lawyer|counsel|solicitor|barrister)"
WHOSE = r"(?:(?:an?|the|your|her|his|their|licensed|practicing|acting) )*"
CUYO = r"(?:(?:una?|el|la|su) )*"
LAWYER = re.compile(
    r"\b(?:our|my) (?:law )?firm\b|\b(?:our|my) clients?\b"
    rf"|\b(?:i am|i'm|we are|as|acting as) {WHOSE}{ROLE}s?\b"
    rf"|\b(?:i am|i'm) {WHOSE}legal representative\b"
    r"|\b(?:attorneys? at law|counsel for|law offices? of|esq)\b"
    r"|\b(?:i|we) (?:legally )?represent (?:the|this|her|him|them)\b"
    r"|\b(?:mi|nuestro) (?:bufete|despacho)\b|\b(?:mi|nuestr[oa]) client[ea]\b"
    rf"|(?<!no )\b(?:soy|somos|como|en calidad de) {CUYO}abogad(?:o|a)s?\b"
    r"|\brepresent(?:o|amos) (?:legalmente )?(?:a|al)\b"
)

BREACHES = (
    Breach(
        "HOLD-N1",
        _(
            "It sounds like an order or a subpoena. Only a court can give one. "
            "A letter may ask, and asking firmly is fine."
        ),
        says(ORDER),
    ),
    Breach(
        "G7",
        _(
            "It speaks of money and of the police or of charges in one breath. "
            "That can be read as a threat, and could be used against you. "
            "Please part the two."
        ),
        threatens,
    ),
    Breach(
        "HOLD-VOICE",
        _(
            "It sounds as if a lawyer had written it. Only a lawyer may do that. "
            "If a lawyer signs it, choose that under “Who signs it”."
        ),
        says_as_no_lawyer,
    ),
    Breach(
        "VOICE-CONTACT",
        _(
            "Somebody else signs it, but it still says how to reach you. "
            "Take that out, so that your address stays yours."
        ),
        tells_of_the_person,
    ),
)
