"""The web addresses that belong to a site or an app."""

from django.core.validators import validate_domain_name
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from directory.models.fact import Row
from directory.models.platform import Platform


class DomainQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(shown=True)


class Domain(Row):
    """A host whose links belong to a platform, with all hosts under it.

    With a path, only links below that path: facebook.com/messages is Messenger.
    """

    KEY = ("host", "path")

    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="domains", verbose_name=_("platform")
    )
    host = models.CharField(
        _("host"),
        max_length=253,
        validators=[validate_domain_name],
        help_text=_("Lower case, without www, in its xn-- form if it is not Latin."),
    )
    path = models.CharField(
        _("path"),
        max_length=120,
        blank=True,
        help_text=_("Starts with /, as in /messages."),
    )

    objects = DomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ["host", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "path"], name="domain_of_one_platform"
            ),
            models.CheckConstraint(
                condition=Q(host=Lower("host")) & ~Q(host__contains="/") & ~Q(host=""),
                name="domain_host",
                violation_error_message=_("Write the host alone, in small letters."),
            ),
            models.CheckConstraint(
                condition=Q(path="") | Q(path__startswith="/"), name="domain_path"
            ),
        ]

    def __str__(self):
        return self.host + self.path
