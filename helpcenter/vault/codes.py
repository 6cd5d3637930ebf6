"""Codes that show it is really one of us: six digits of an app, or a code on paper.

What the site must know for that is sealed, or hashed, under a key from SITE_SALT, which
is in no database and no backup of one. A stolen table makes no code.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from helpcenter.vault.keys import _derive, _seal, _unseal

STEP = 30  # seconds that a code lasts; the defaults of every app (RFC 6238)
DIGITS = 6
SECRET_BYTES = 20
PAPER_BYTES = 10  # 80 bits: nobody guesses them, hashed under our key


def new_code_secret():
    """What an app and we share, as text for both."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_address(secret, name, site):
    """The otpauth:// address that an app reads from a QR code."""
    return _totp(secret).get_provisioning_uri(name, site)


def code_at(secret, step):
    """The code of this step of 30 seconds since 1970."""
    return _totp(secret).generate(step * STEP).decode()


def fits(secret, code, step):
    """Whether it is the code of this step. Takes as long for any code."""
    try:
        _totp(secret).verify(code.encode(), step * STEP)
    except InvalidToken:
        return False
    return True


def _totp(secret):
    # SHA-1 is what the apps know; as a keyed hash it is sound.
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)  # noqa: S303  # nosec B303


def seal_code_secret(secret, place):
    return _seal(_site_key(b"code secrets v1"), place, secret.encode())


def unseal_code_secret(blob, place):
    """Raises Unreadable, for one when SITE_SALT is another than it was."""
    return _unseal(_site_key(b"code secrets v1"), place, blob).decode()


def new_paper_code():
    """Sixteen letters and digits in groups of four, to keep on paper."""
    text = base64.b32encode(secrets.token_bytes(PAPER_BYTES)).decode().lower()
    return "-".join(text[n : n + 4] for n in range(0, len(text), 4))


def paper_code_name(code, place):
    """What is kept of a code on paper: enough to know it again, not to write it."""
    key = _site_key(b"paper codes v1")
    plain = f"{place}|{code.lower().replace('-', '').replace(' ', '')}"
    return hmac.new(key, plain.encode(errors="replace"), hashlib.sha256).hexdigest()


def _site_key(purpose):
    return _derive(settings.SITE_SALT.encode(), purpose)
