"""What somebody typed into a form that could not be taken, held in the page meanwhile.

It travels as hidden fields and never rests on a disk of ours. Nothing is sent on by
itself: only a press of a person on a page of ours, with a token, does that.
"""

import re
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX = "typed:"
# What may not wait in a page: what opens something (staff's passwords, old and new),
# and the wish for another language, which is fulfilled by then.
LEFT_OUT = re.compile(r"csrfmiddlewaretoken|_language|words|code|.*password.*")
OURS = {"mark", "rev", "tab", "draft", "back", "to"}  # hidden in a page of ours
# What choosing sends: a code of ours, a tick, a country, an id. Words may be as short.
CHOICE = re.compile(r"[a-z][a-z-]*(:[\w.-]+)?|[A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9a-f]{32}|")


@dataclass(frozen=True)
class Carried:
    to: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False

    @classmethod
    def of_refused(cls, request):
        """From the post that was refused."""
        fields = _pairs(request.POST)
        return cls(
            request.get_full_path(),
            tuple(
                (name, value) for name, value in fields if not LEFT_OUT.fullmatch(name)
            ),
            bool(request.FILES),
        )

    @classmethod
    def of_page(cls, request):
        """From the page that held it; None if that is not one of ours."""
        to = request.POST.get("to", "")
        if not is_path_of_ours(to):
            return None
        fields = _pairs(request.POST)
        start = len(PREFIX)
        held = (
            (name[start:], value) for name, value in fields if name[:start] == PREFIX
        )
        return cls(to, tuple(held), "had-files" in request.POST)

    @property
    def held(self):
        """The fields under names that no form of ours has."""
        return [(PREFIX + name, value) for name, value in self.fields]

    @property
    def texts(self):
        """What was typed rather than chosen, to be read again."""
        return [
            value
            for name, value in self.fields
            if name.rpartition(":")[2] not in OURS
            and not CHOICE.fullmatch(value.strip())
        ]


def is_path_of_ours(path):
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, None):
        return False
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return True


def _pairs(post):
    return [(name, value) for name, values in post.lists() for value in values]
