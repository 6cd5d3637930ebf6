"""What the 2021 guide sent people to, and what became of it."""

from django.db import models

from directory.models.fact import Fact, FactQuerySet, web_or_empty
from directory.models.helpline import Helpline
from directory.models.platform import WEB


class ResourceStatus(models.TextChoices):
    CURRENT = "current", "Still good"
    REPLACED = "replaced", "Something better is here now"
    DO_NOT_SHOW = "do_not_show", "Do not show"


class ResourceQuerySet(FactQuerySet):
    def current(self):
        return self.shown().filter(status=ResourceStatus.CURRENT)


class Resource(Fact):
    """One thing the 2021 guide named."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    section = models.CharField("part of the 2021 guide", max_length=40)
    used_for = models.TextField("what the 2021 guide used it for")
    status = models.CharField(max_length=11, choices=ResourceStatus)
    today = models.TextField("what it is today")
    url = models.URLField("link today", max_length=400, blank=True, validators=[WEB])
    helpline = models.ForeignKey(
        Helpline,
        models.SET_NULL,
        null=True,
        blank=True,
        help_text="The row of the directory that stands for it today.",
    )
    guide_url = models.CharField("link in the guide", max_length=200, blank=True)
    guide_phone = models.CharField(
        "number in the 2021 guide", max_length=40, blank=True
    )

    objects = ResourceQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["section", "name"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=web_or_empty("url"), name="resource_url"),
        ]

    def __str__(self):
        return self.name
