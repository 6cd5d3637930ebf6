"""Hosts that want to be taken for another: which names one may be taken for.

Only what is plain: another host in front, or letters and digits that look the same.
A slip of one letter is for directory.search to guess at.
"""

import re
import unicodedata

from directory.addresses import clean_host, suffixes

# Letters of other alphabets and digits, each before what it looks like.
DRAWN_ALIKE = (
    "аa вb гr еe кk мm нh оo пn рp сc тt уy хx ьb ѕs іi јj ӏl ԛq ԝw ѵv һh ԁd "  # noqa: RUF001
    "αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw ıi ɡg ɑa łl øo đd þp 0o 3e 5s"  # noqa: RUF001
)
PLAIN = str.maketrans(dict(DRAWN_ALIKE.split()))
TWICE = [("1", "l"), ("1", "i"), ("rn", "m"), ("vv", "w")]
TRICKY = re.compile(r"xn--|[0135]|rn|vv")
MOST_LABELS = 10  # a longer host is looked at as far as this


def looks_like(address):
    """The hosts that this one may be taken for. Most are in no table at all."""
    shown = clean_host(re.split(r"[:/\\]", address.user)[0]) if address.user else ""
    return [*suffixes(shown), *inside(address.host), *drawn_as(address.host)]


def inside(host):
    """facebook.com in facebook.com.evil.example; but google.com.tr is a country's."""
    labels = host.split(".")
    for start in range(min(len(labels), MOST_LABELS)):
        for end in range(start + 2, min(start + 5, len(labels))):
            if labels[end:] != [labels[-1][:2]]:
                yield ".".join(labels[start:end])


def drawn_as(host):
    """What it looks like, and the names above that: faceb00k.com is facebook.com."""
    if not TRICKY.search(host):
        return
    plain = unicodedata.normalize("NFKD", ".".join(map(readable, host.split("."))))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    plain = plain.translate(PLAIN)
    for seen in {plain, *(plain.replace(old, new) for old, new in TWICE)} - {host}:
        yield from suffixes(seen)


def readable(label):
    """A label in its own letters: "xn--…" is what a browser shows as "bücher"."""
    try:
        return label[4:].encode().decode("punycode") if label[:4] == "xn--" else label
    except UnicodeError:
        return label
