"""What somebody typed into a form that could not be taken, held in the page meanwhile.

It travels as hidden fields and never rests on a disk of ours. Nothing is sent on by
itself: only a press of a person on a page of ours, with a token, does that.
"""

from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX = "typed:"
# What may not wait in a page: what opens something.
LEFT_OUT = {"csrfmiddlewaretoken", "words", "password", "password1", "password2"}
SHORT = 20  # characters; below that it is a choice, not somebody's words


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
            tuple((name, value) for name, value in fields if name not in LEFT_OUT),
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
        return [value for _, value in self.fields if len(value.strip()) > SHORT]


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
