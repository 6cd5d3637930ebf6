"""What staff and releases changed in the directory, and what staff note beside a row.

A change holds all facts of one row before and after, as JSON in the form of a fixture
(see shipping.plain). That is history, from which a version can be put back; and it is
how a change waits for a second person: until then its row is as it was.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from directory.models.helpline import Helpline
from directory.models.law import Law
from directory.models.link import one_of
from directory.models.platform import Channel, Platform
from directory.models.resource import Resource

# Kept as it is, and said in the language of who reads it.
PUT_BACK = gettext_noop("An earlier version, put back.")


class ChangeState(models.TextChoices):
    DRAFT = "draft", _("Waits for a second person")
    PLANNED = "planned", _("Waits for its day")
    MADE = "made", _("Made")
    DROPPED = "dropped", _("Not published")


class ChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=[ChangeState.DRAFT, ChangeState.PLANNED])

    def due(self, day):
        return self.filter(state=ChangeState.PLANNED, from_day__lte=day)


class Change(models.Model):
    """One row before and after. Without before it was added; without after, deleted."""

    model = models.CharField(_("model"), max_length=12)
    row = models.CharField(
        _("row"),
        max_length=420,
        db_index=True,
        help_text=_("As --force takes it: channel:x-policy"),
    )
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    why = models.TextField(_("why"), blank=True)
    state = models.CharField(_("state"), max_length=7, choices=ChangeState)
    together = models.CharField(
        _("together"),
        max_length=32,
        db_index=True,
        help_text=_("The same for what was saved at once."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="changes",
        help_text=_("Empty: a release."),
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="decisions",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    from_day = models.DateField(_("from day"), null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-pk"]
        default_permissions = ["view"]
        permissions = [("publish_change", "Can publish what somebody else changed")]
        indexes = [models.Index(fields=["state", "from_day"], name="change_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ChangeState.values), name="change_state_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(state=ChangeState.DROPPED)
                | ~Q(decided_by=F("made_by")),
                name="change_needs_two",
                violation_error_message=_("Somebody else must publish your change."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.PLANNED)
                | Q(from_day__isnull=False, decided_by__isnull=False),
                name="change_planned_for_a_day",
            ),
        ]

    def __str__(self):
        return self.row

    @property
    def who(self):
        return self.made_by.get_username() if self.made_by else gettext("the release")

    @property
    def why_words(self):
        """Why, in the words of who made it, or in ours where we gave the reason."""
        return gettext(PUT_BACK) if self.why == PUT_BACK else self.why


def beside(model):
    """The row that something is noted of: one note at most for each."""
    return one_of(model, models.OneToOneField, "upkeep")


class Upkeep(models.Model):
    """What staff note beside one row: whose work it is, when it was last opened."""

    platform = beside(Platform)
    channel = beside(Channel)
    helpline = beside(Helpline)
    law = beside(Law)
    resource = beside(Resource)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    opened_at = models.DateTimeField(_("opened at"), null=True)
    found_broken = models.BooleanField(
        _("found broken"),
        default=False,
        help_text=_("One of us opened it, and it did not work."),
    )

    class Meta:
        verbose_name = _("upkeep")
        verbose_name_plural = _("upkeeps")
        default_permissions = []

    def __str__(self):
        return "upkeep"
