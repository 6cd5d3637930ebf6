"""What every row of the directory carries: where it is from, and what we shipped.

Rows come with a release (fixtures/directory) and are then staff's to correct. `shipped`
keeps what the release said, so that a later release can tell what staff changed.
"""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class LinkStatus(models.TextChoices):
    SEEN = "seen", _("Seen in a source")
    MEMORY = "memory", _("From memory, not opened")
    PATTERN = "pattern", _("From a pattern, not opened")


# How sure we are of what a row says. Who opened its link since does not change that.
NOT_SURE = _("Nobody could confirm this. It may be wrong or out of date.")
SURE = {
    Confidence.HIGH: _("From the company's own page, or sources that agree."),
    Confidence.MEDIUM: _("From another public source."),
    Confidence.LOW: NOT_SURE,
}
SOURCES_AGREE = SURE | {
    Confidence.HIGH: _("From sources that agree."),
    Confidence.MEDIUM: _("From one public source."),
}


class FactQuerySet(models.QuerySet):
    def shown(self):
        """Without what staff took off the public pages, and what only loading reads."""
        return self.filter(shown=True).defer("shipped")

    def confirmed(self):
        """What may be printed as a fact."""
        return self.shown().exclude(confidence=Confidence.LOW)

    def unconfirmed(self):
        """What waits for somebody to check it."""
        return self.shown().filter(confidence=Confidence.LOW)


def web_or_empty(name):
    """The field is empty or a web address. Nothing else may ever be pressed."""
    return (
        Q(**{name: ""})
        | Q(**{f"{name}__startswith": "https://"})
        | Q(**{f"{name}__startswith": "http://"})
    )


def host_in(url):
    """The host of a stored link, to show beside its words; "" for none."""
    return urlsplit(url).hostname or ""


def rank(field, order):
    """Sort by the place of the field's value in this order; what is not there last."""
    ranks = [When(**{field: value}, then=Value(n)) for n, value in enumerate(order)]
    return Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())


class Row(models.Model):
    """A row that a release brings. KEY names the fields that no release changes."""

    KEY = ("slug",)

    shown = models.BooleanField(
        _("shown to the public"),
        default=True,
        help_text=_("Untick it to take this off the public pages. Nothing is deleted."),
    )
    shipped = models.JSONField(_("shipped"), null=True, editable=False)

    class Meta:
        abstract = True

    def natural_key(self):
        key = []
        for name in self.KEY:
            value = getattr(self, name)
            key += value.natural_key() if isinstance(value, Row) else [value]
        return tuple(key)


class Fact(Row):
    """A row that says where it is from, how sure we are, and who looked last."""

    source = models.TextField(
        _("source"), help_text=_("Where this was read. Staff only.")
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=6,
        choices=Confidence,
        help_text=_(
            "High: an official page, or a dated table that agrees. "
            "Medium: another public source, or partly from memory. Low: not confirmed."
        ),
    )
    checked_on = models.DateField(
        _("checked on"),
        help_text=_("When it was last looked at. Set to today when you save a change."),
    )
    checked_by = models.CharField(
        _("checked by"),
        max_length=150,
        blank=True,
        help_text=_(
            "Who of us looked. Empty: collected for a release, not opened yet."
        ),
    )

    objects = FactQuerySet.as_manager()
    SURE = SURE

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values),
                name="%(class)s_confidence",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="%(class)s_source",
                violation_error_message=_("Say where this was read."),
            ),
        ]

    def is_low(self):
        return self.confidence == Confidence.LOW

    def is_high(self):
        return self.confidence == Confidence.HIGH

    def was_opened(self):
        """Whether somebody of ours has looked since it came with a release."""
        return bool(self.checked_by)

    def has_link(self):
        return bool(getattr(self, "url", "") or getattr(self, "official_url", ""))

    @property
    def sure_words(self):
        return self.SURE[self.confidence]

    @property
    def looked_words(self):
        """What was done and on which day: to open a link confirms no fact."""
        words = WHAT_WE_DID[self.was_opened(), self.has_link()]
        return words % {"day": date_format(self.checked_on)}


# (whether one of us looked, whether there is a link) -> what we did.
WHAT_WE_DID = {
    (True, True): _("We opened the link on %(day)s."),
    (True, False): _("We looked at this on %(day)s."),
    (False, True): _("Collected on %(day)s. We have not opened it ourselves yet."),
    (False, False): _("Collected on %(day)s. We have not checked it ourselves yet."),
}
