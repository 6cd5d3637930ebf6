"""One link of a row, opened while a member of staff waits for it.

Only what the row holds is opened, never what a request brings along. Each link that is
slow holds a thread of the site for so long: few at once, and each account a few.
"""

from contextlib import contextmanager
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.checking.run import Offline, check_link
from helpcenter.throttle import allow

A_SECOND, AT_ONCE = 1 / 60, 10  # of one account
SLOWER = _("Many links were opened just now. Wait a minute, then try again.")
OFFLINE = _(
    "Nothing answered. Perhaps this site has no way out right now. Nothing was noted. "
    "Please try again later."
)
_turns = BoundedSemaphore(2)


def check_now(row, field, user):
    """The Finding, which is kept. Raises ValidationError with a sentence."""
    with a_turn(user):
        try:
            return check_link(row, field)
        except Offline:
            raise ValidationError(OFFLINE) from None


@contextmanager
def a_turn(user):
    """While the cache is down nobody gets one: nothing else slows an account."""
    if not _turns.acquire(blocking=False):
        raise ValidationError(SLOWER)
    try:
        name = f"check link {user.pk}"
        if not allow(name, None, A_SECOND, AT_ONCE, if_down=False):
            raise ValidationError(SLOWER)
        yield
    finally:
        _turns.release()
