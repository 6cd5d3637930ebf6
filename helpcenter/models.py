"""The one table of the ground: sessions, which only their own cookie can read."""

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
