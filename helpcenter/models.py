"""The tables of the ground: sessions, which only their own cookie can read, and what
proves that an account is used by its owner.
"""

from django.conf import settings
from django.db import models


class SealedSession(models.Model):
    # Named as Django's own columns are: its session store asks for them by name.
    session_key = models.CharField(
        max_length=64,
        primary_key=True,
        help_text="SHA-256 of the cookie's token: finds the row, does not open it.",
    )
    session_data = models.BinaryField(help_text="Sealed under the cookie's token.")
    expire_date = models.DateTimeField(
        db_index=True,
        help_text="When the visit ends, to the next five minutes: for the sweeper.",
    )

    def __str__(self):
        return "session"


class SecondFactor(models.Model):
    """The app of one account that makes codes."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor"
    )
    secret = models.BinaryField(help_text="Sealed under the site's own key.")
    last_step = models.BigIntegerField(
        help_text="The half minute of the last code: it and older ones are used up."
    )
    wrong = models.PositiveSmallIntegerField(
        default=0, help_text="Wrong codes in a row, since the last right one."
    )
    made_on = models.DateField(auto_now_add=True)

    def __str__(self):
        return "second factor"


class PaperCode(models.Model):
    """A code kept on paper, unused. Nobody can read it from here."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="paper_codes")
    name = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return "code on paper"
