"""Of model fields: a short list of lines, which staff edit one line each; and which
links the public may be given.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.addresses import Address, clean_host
from helpcenter.forms import clean_text

# Sites that a release names and whose links begin with http:// in its sources.
ONLY_HTTP = {
    "webserver.rilegislature.gov",
    "www.kenyalaw.org",
    "www.leg.state.fl.us",
    "www.take-a-screenshot.org",
}
NAMED = re.compile(r"https?://([^/\\?#@:]+)(?:[/?#]|$)")  # no user, no port
NOT_PUBLIC = {"arpa", "corp", "home", "internal", "lan", "local", "localhost", "onion"}
NOT_HTTPS = _(
    "Begin this link with https://. Open it that way first, to see that it works."
)
NO_NAME = _(
    "Write the name of a public site, as in https://example.com/help. "
    "Leave out a user name, a port, or a number in place of the name."
)


def public_link(link):
    """Whoever is frightened presses these: https, to a site that has a public name."""
    named = NAMED.match(link)
    host = clean_host(named[1], is_bare=False) if named else ""
    is_plain = link.startswith("http://") and host in ONLY_HTTP
    if not (link.startswith("https://") or is_plain):
        raise ValidationError(NOT_HTTPS, code="not_https")
    is_private = host.rpartition(".")[2] in NOT_PUBLIC
    if not host or is_private or Address(host).is_number:
        raise ValidationError(NO_NAME, code="no_name")


class LinesFormField(forms.CharField):
    """A text area. Its cleaned value is the list of its lines, empty ones left out."""

    widget = forms.Textarea(attrs={"rows": 5, "cols": 80})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = clean_text(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return not self.disabled and (initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of strings."""

    def __init__(self, **kwargs):
        super().__init__(**{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs):
        # Past JSONField's own, which insists on a form field that reads JSON.
        return models.Field.formfield(self, **{"form_class": LinesFormField} | kwargs)
