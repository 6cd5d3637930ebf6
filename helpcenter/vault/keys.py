"""Keys, and sealing what people write.

    six words --Argon2id, salted by the site--> locator (stored, finds the case)
                                            and wrap key (never stored)
    wrap key --AES-256-GCM--> the case's secret, an age identity: stored only so
    secret --HKDF--> row key (AES-256-GCM) and name key (HMAC)
    session token --HKDF--> the key of that session's row

We hold no other key: who loses the words loses the notes, and so does who steals the
database. Each sealed text is tied to its place, so that none can be moved elsewhere.
Design and figures: the security study, part 3; docs/adr/0004-sealed-at-rest.md.
"""

import hashlib
import hmac
import json
import re
import secrets
import threading
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from pyrage import x25519

LINES = (Path(__file__).parent.parent / "words.txt").read_text().splitlines()
WORDS = [line for line in LINES if not line.startswith("#")]
WORDS_IN_A_PASSPHRASE = 6
LONGEST_PASSPHRASE = 200  # characters; six words are at most 59

# Twice what ASVS 5 asks for. A test pins them: weaker ones would open nothing anyway.
ARGON2 = {"iterations": 3, "lanes": 1, "memory_cost": 64 * 1024, "length": 64}
AT_ONCE, WAITING = 2, 20  # each stretching takes 64 MiB and a fifth of a second

VERSION = b"\x01"
NONCE = 12
BLOCK = 256  # sealed texts are padded to multiples of this, so that sizes tell little


class Unreadable(Exception):
    """Sealed by another key, for another place, by a newer version, or damaged."""


class Busy(Exception):
    """Too many people are opening their notes right now. In a minute it will do."""


class Stretched(NamedTuple):
    locator: bytes
    wrap_key: bytes


# --- The six words


def new_words():
    """Six words with spaces between, 77.5 bits; shown once and kept nowhere."""
    return " ".join(secrets.choice(WORDS) for _ in range(WORDS_IN_A_PASSPHRASE))


def normalise(words):
    """The words as we made them, whatever case, commas, hyphens or line ends they have.

    Cut to a length first: a megabyte of words would only keep the machine busy.
    """
    plain = unicodedata.normalize("NFKC", words[: LONGEST_PASSPHRASE * 5]).lower()
    return " ".join(re.split(r"[\W\d_]+", plain)).strip()[:LONGEST_PASSPHRASE]


def stretch(words):
    """What the words become: a name to find the case by and the key that opens it.

    Takes as long for wrong words as for right ones. Raises Busy.
    """
    salt = hashlib.sha256(settings.SITE_SALT.encode()).digest()
    with _queue.turn():
        both = Argon2id(salt=salt, **ARGON2).derive(normalise(words).encode())
    return Stretched(both[:32], both[32:])


class Queue:
    """Lets a few in at once and a few more wait; tells the others to come back."""

    def __init__(self, at_once, waiting):
        self._seats = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def turn(self):
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._seats:
                yield
        finally:
            self._places.release()


_queue = Queue(AT_ONCE, WAITING)


# --- Sealing


def _seal(key, where, data):
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, data, where.encode())


def _unseal(key, where, blob):
    blob = bytes(blob)
    if blob[:1] != VERSION:
        raise Unreadable("not a version we know")
    nonce, sealed = blob[1 : 1 + NONCE], blob[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, sealed, where.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("wrong key, wrong place or damaged") from None


def _padded(text):
    """JSON ignores the spaces at its end."""
    return text + b" " * (-len(text) % BLOCK)


def _derive(secret, purpose):
    return HKDF(hashes.SHA256(), 32, None, purpose).derive(secret)


# --- A case's secret and what comes from it


def new_secret():
    """An age identity, AGE-SECRET-KEY-1…: the one secret of a case."""
    return str(x25519.Identity.generate())


def wrap(secret, wrap_key):
    return _seal(wrap_key, "case-secret", secret.encode())


def unwrap(blob, wrap_key):
    """The secret; Unreadable if the words were others."""
    return _unseal(wrap_key, "case-secret", blob).decode()


class RowKey:
    """Seals the texts of one case, each to its place."""

    def __init__(self, secret, case_id):
        self.case_id = case_id
        self._key = _derive(secret.encode(), b"row key v1")
        self._name_key = _derive(secret.encode(), b"name key v1")

    def __repr__(self):
        return "<RowKey>"

    def seal(self, where, value):
        """Any JSON value, sealed so that it opens only at this place of this case."""
        return _seal(self._key, self._place(where), _padded(json.dumps(value).encode()))

    def unseal(self, where, blob):
        return json.loads(_unseal(self._key, self._place(where), blob))

    def name(self, text):
        """32 hex digits to find a row by; without the secret they tell nothing."""
        return hmac.new(self._name_key, text.encode(), hashlib.sha256).hexdigest()[:32]

    def _place(self, where):
        return f"{self.case_id}|{where}"


# --- Sessions


class TokenKey:
    """What a session's cookie opens: the name of its row, and the seal of that row."""

    def __init__(self, token):
        token = token.encode(errors="surrogatepass")
        self.row = hashlib.sha256(b"session row v1\0" + token).hexdigest()
        self._key = _derive(token, b"session key v1")

    def __repr__(self):
        return "<TokenKey>"

    def seal(self, data):
        """JSON bytes, padded."""
        return _seal(self._key, f"session|{self.row}", _padded(data))

    def unseal(self, blob):
        return _unseal(self._key, f"session|{self.row}", blob)
