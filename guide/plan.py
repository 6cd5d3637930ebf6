"""From answers to a plan: what to do, the most urgent first."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Platform
from guide.tasks import TASKS
from guide.tasks.base import NOW, Task
from guide.voice import speak, voice_of

# What the link to the page where a task is done says.
LINKS = {
    "directory:helplines": _("Find a helpline"),
    "directory:laws": _("See the laws"),
    "directory:platform": _("How to report it there"),
    "directory:unknown-site": _("Find who runs it"),
    "evidence:chart": _("Write it down"),
    "guide:now": _("Help right now"),
    "guide:page": _("Read more"),
    "guide:step": _("Read how"),
    "takedown:letter": _("Make the letter"),
    "takedown:routes": _("See the ways for each place"),
}


@dataclass(frozen=True)
class Item:
    """A task in somebody's plan, about one platform or about nothing in particular."""

    task: Task
    subject: Platform | None
    voice: dict

    @property
    def anchor(self):
        slug = self.task.slug
        return f"{slug}-{self.subject.slug}" if self.subject else slug

    @property
    def is_now(self):
        return self.task.urgency is NOW

    @property
    def urgency(self):
        return speak(self.task.urgency, self.voice)

    @property
    def title(self):
        return speak(self.task.title, self.voice | {"subject": self.subject})

    @property
    def why(self):
        return speak(self.task.why, self.voice)

    @property
    def link(self):
        return LINKS[self.task.where[0]]

    @property
    def url(self):
        """Of the page where it is done; empty if it is done elsewhere."""
        if not self.task.where:
            return ""
        name, *arguments = self.task.where
        subject = [self.subject.slug] if self.subject else []
        return reverse(name, args=[*arguments, *subject])


def make_plan(answers):
    """Yield each item in the order to do them."""
    voice = voice_of(answers)
    for task in TASKS:
        if task.when(answers):
            for subject in task.each(answers):
                yield Item(task, subject, voice)


def by_urgency(items):
    """[(urgency, its items)], leaving out what is empty."""
    groups = groupby(items, key=lambda item: item.urgency)
    return [(urgency, list(group)) for urgency, group in groups]
