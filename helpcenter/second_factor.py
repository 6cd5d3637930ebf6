"""The second factor of whoever has an account: an app's six digits, or a code on paper.

A code works once: the step it was for is kept, and none at or before it is taken again.
A clock may be wrong by one step, half a minute, either way.
"""

import re
import time

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from helpcenter.models import PaperCode, SecondFactor
from helpcenter.throttle import allow
from helpcenter.vault.codes import (
    STEP,
    code_address,
    fits,
    new_code_secret,
    new_paper_code,
    paper_code_name,
    seal_code_secret,
    unseal_code_secret,
)

SLACK = 1  # steps that a clock may be wrong
PAPER_CODES = 10
# Guesses about one account, by whomever: six digits stand 3 in a million each time.
GUESSES_AT_ONCE, GUESSES_A_SECOND = 10, 1 / 300
# Who guesses slowly and for months knows the password already: then nothing opens the
# account but an administrator, who gives a new password (60 in a million until then).
WRONG_IN_A_ROW = 20

__all__ = [
    "Locked",
    "enrol",
    "is_right",
    "may_guess",
    "new_code_secret",
    "picture",
    "take_away",
]


class Locked(Exception):
    """So many wrong codes in a row that no code is taken any more."""


def place_of(user):
    return f"second-factor|{user.pk}"


def may_guess(user):
    """Whether one more code may be tried for this account. Keeps no address. While
    the cache is down, none may."""
    name = f"second factor {user.pk}"
    return allow(name, None, GUESSES_A_SECOND, GUESSES_AT_ONCE, if_down=False)


def now_step():
    return int(time.time() // STEP)


def step_of(secret, code):
    """The step that this code is for, if it is one of about now; else None."""
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    near = range(now_step() - SLACK, now_step() + SLACK + 1)
    return next((step for step in near if fits(secret, digits, step)), None)


@transaction.atomic
def enrol(user, secret, code):
    """Take the app as this user's. Returns new codes for paper; None if the code does
    not fit, or the user has an app already.
    """
    step = step_of(secret, code)
    if step is None or SecondFactor.objects.filter(user=user).exists():
        return None
    sealed = seal_code_secret(secret, place_of(user))
    factor = SecondFactor.objects.create(user=user, secret=sealed, last_step=step)
    codes = [new_paper_code() for _ in range(PAPER_CODES)]
    PaperCode.objects.bulk_create(
        PaperCode(factor=factor, name=paper_code_name(code, place_of(user)))
        for code in codes
    )
    return codes


def is_right(factor, code):
    """Whether the code is this account's and unused. It is used up by asking. Raises
    Locked, whatever the code.
    """
    secret = unseal_code_secret(factor.secret, place_of(factor.user))
    mine = SecondFactor.objects.filter(pk=factor.pk)
    # Counted before it is looked at, so that of many at once none is looked at more.
    if not mine.filter(wrong__lt=WRONG_IN_A_ROW).update(wrong=F("wrong") + 1):
        raise Locked
    is_taken = use_up(factor, step_of(secret, code), code)
    if is_taken:
        mine.update(wrong=0)
    return is_taken


def use_up(factor, step, code):
    """Whether it was unused until now."""
    if step is None:
        name = paper_code_name(code, place_of(factor.user))
        return bool(factor.paper_codes.filter(name=name).delete()[0])
    # One statement, so that of two who try the same code at once one is refused.
    unused = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
    return bool(unused.update(last_step=step))


def take_away(user):
    """For who lost the app and the paper: the next log-in asks to set up a new one.
    Ends every visit that the old one let in."""
    SecondFactor.objects.filter(user=user).delete()


def picture(secret, user):
    """The QR code for the app, as SVG to stand in the page."""
    address = code_address(secret, user.get_username(), settings.SITE_TITLE)
    return segno.make(address, error="m").svg_inline(
        scale=5,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
        title=_("The key as a picture, to scan"),
    )
