"""What a task of the plan is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.models import Platform
from guide.answers import Answers

NOW = _("Now")
TODAY = _("Today")
WEEK = _("This week")
READY = _("When {they} are ready")


def once(answers):
    return [None]


def on_platforms(answers):
    """platform that was named"""
    named = Platform.objects.shown().filter(slug__in=answers.platforms())
    return named.with_channels()


@dataclass(frozen=True)
class Task:
    """One thing to do. title and why may hold {they}: see guide/voice.py."""

    slug: str
    urgency: str
    title: str
    why: str
    minutes: str
    when: Callable[[Answers], bool] = Answers.always
    where: tuple = ()  # URL name, then its arguments; the subject's slug comes last
    each: Callable[[Answers], Iterable] = once

    @property
    def template_name(self):
        """The template of its long words, of tags that paper knows too."""
        return f"guide/tasks/{self.slug}.html"
