"""What the 2021 guide sent people to, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.fields import public_link
from directory.models.fact import (
    SOURCES_AGREE,
    Fact,
    FactQuerySet,
    host_in,
    web_or_empty,
)
from directory.models.helpline import Helpline


class ResourceStatus(models.TextChoices):
    CURRENT = "current", _("Still good")
    REPLACED = "replaced", _("Something better is here now")
    DO_NOT_SHOW = "do_not_show", _("Do not show")


class ResourceQuerySet(FactQuerySet):
    def current(self):
        return self.shown().filter(status=ResourceStatus.CURRENT)


class Resource(Fact):
    """One thing the 2021 guide named."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20)
    section = models.CharField(_("part of the 2021 guide"), max_length=40)
    used_for = models.TextField(_("what the 2021 guide used it for"))
    status = models.CharField(_("status"), max_length=11, choices=ResourceStatus)
    today = models.TextField(_("what it is today"))
    url = models.URLField(
        _("link today"), max_length=400, blank=True, validators=[public_link]
    )
    helpline = models.ForeignKey(
        Helpline,
        models.SET_NULL,
        null=True,
        blank=True,
        help_text=_("The row of the directory that stands for it today."),
        verbose_name=_("helpline"),
    )
    guide_url = models.CharField(_("link in the guide"), max_length=200, blank=True)
    guide_phone = models.CharField(
        _("number in the 2021 guide"), max_length=40, blank=True
    )

    objects = ResourceQuerySet.as_manager()
    SURE = SOURCES_AGREE

    class Meta(Fact.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["section", "name"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=web_or_empty("url"), name="resource_url"),
        ]

    def __str__(self):
        return self.name

    @property
    def host(self):
        return host_in(self.url)
