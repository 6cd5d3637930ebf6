"""What the small pages about a request share: their words, and moments in a place.

No box may be called "words" or "to": those are never carried over an expired session.
"""

import re
from datetime import UTC, datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.models import new_id
from takedown.letters.zones import moment_in

# Clocks of phones run ahead a little.
GRACE = timedelta(minutes=10)
NO_ZONE = _("Choose the place whose time it is.")
TO_COME = _("This time is still to come. Write it down once it has happened.")


class Told(forms.Form):
    """A small page about a request. Its words are for the person."""

    title = ""
    why = ""
    button = _("Save")
    nonce = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("nonce", new_id())

    def clean_nonce(self):
        nonce = self.cleaned_data["nonce"]
        return nonce if re.fullmatch("[0-9a-f]{32}", nonce) else new_id()

    def moment_of(self, name):
        """The moment in this box, in the chosen place; None if there is none. What is
        wrong with it is said at the box.
        """
        text, zone = self.cleaned_data.get(name), self.cleaned_data.get("zone")
        if not text or not zone:
            return None
        try:
            moment = moment_in(text, zone)
        except forms.ValidationError as error:
            self.add_error(name, error)
            return None
        if moment > datetime.now(UTC) + GRACE:
            self.add_error(name, TO_COME)
            return None
        return moment

    def need_zone(self, *names):
        is_told = any(self.cleaned_data.get(name) for name in names)
        if is_told and not self.cleaned_data.get("zone") and "zone" not in self.errors:
            self.add_error("zone", NO_ZONE)
