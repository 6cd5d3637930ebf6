"""What one person keeps with us. The columns tell days, never hours, and no content."""

import secrets
from datetime import UTC, datetime

from django.db import models, transaction
from django.db.models import Q


def new_id():
    """128 random bits in hex."""
    return secrets.token_hex(16)


class CaseQuerySet(models.QuerySet):
    def expired(self, today):
        return self.filter(expires_on__lt=today)

    def forget(self):
        """Delete these cases: what opens them first, so that a crash half-way leaves
        only what nobody can read. Returns how many. Their files are nobody's then, and
        files.remove_unclaimed() deletes them.
        """
        self.update(locator=None, wrapped=None)
        with transaction.atomic():
            list(self.select_for_update())  # nobody may claim a file for one meanwhile
            SealedFile.objects.filter(case__in=self).disclaim()
            Record.objects.filter(case__in=self).delete()
            CustodyRow.objects.filter(case__in=self).delete()
            deleted = self.count()
            self.delete()
        return deleted


class Case(models.Model):
    """The notes of one person, for one visit or kept under six words."""

    id = models.CharField(max_length=32, primary_key=True, default=new_id)
    locator = models.BinaryField(
        max_length=32,
        unique=True,
        null=True,
        help_text="Made from the six words, to find the case. Null: only this visit.",
    )
    wrapped = models.BinaryField(
        null=True,
        help_text="The case's secret, which only the six words open.",
    )
    expires_on = models.DateField(
        db_index=True, help_text="After this day the sweeper removes all of it."
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(locator__isnull=True, wrapped__isnull=True)
                | Q(locator__isnull=False, wrapped__isnull=False),
                name="case_is_kept_wholly_or_not_at_all",
            )
        ]

    def __str__(self):
        return "case"

    @property
    def is_kept(self):
        return self.locator is not None


class Record(models.Model):
    """One thing a person typed, sealed: an answer, an incident, a letter, the facts."""

    id = models.CharField(max_length=32, primary_key=True, default=new_id)
    case = models.ForeignKey(Case, models.CASCADE)
    kind = models.CharField(max_length=16, help_text="Which sort of thing it is.")
    revision = models.PositiveIntegerField(
        default=1, help_text="Counts the changes, so that two tabs notice each other."
    )
    sealed = models.BinaryField(help_text="All they typed, under the case's own key.")

    class Meta:
        indexes = [models.Index(fields=["case", "kind"])]

    def __str__(self):
        return "record"


class SealedFileQuerySet(models.QuerySet):
    def disclaim(self):
        """From now on they belong to nobody, and may be deleted."""
        return self.update(case=None, unclaimed_on=datetime.now(UTC).date())


class SealedFile(models.Model):
    """A file in the store. It says whose it is before the file is there, so that none
    is ever without an owner or a day after which it goes.
    """

    name = models.CharField(
        max_length=32, primary_key=True, help_text="Random: where the file lies."
    )
    case = models.ForeignKey(
        Case,
        models.SET_NULL,
        null=True,
        help_text="Null: still arriving, or given up.",
    )
    unclaimed_on = models.DateField(
        null=True, db_index=True, help_text="Since when it is nobody's."
    )

    objects = SealedFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True, unclaimed_on__isnull=False)
                | Q(case__isnull=False, unclaimed_on__isnull=True),
                name="file_is_somebodys_or_has_a_day",
            )
        ]

    def __str__(self):
        return "file"


class CustodyRow(models.Model):
    """One line of a case's custody log, sealed, and chained to the line before it."""

    case = models.ForeignKey(Case, models.CASCADE)
    number = models.PositiveIntegerField(help_text="Counts from 1 without a gap.")
    sealed = models.BinaryField(help_text="What was done, under the case's own key.")
    link = models.BinaryField(
        max_length=32,
        help_text="SHA-256 of the link before and of this line as it is sealed, so "
        "that a change can be noticed without a key.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="custody_number_once_a_case"
            )
        ]

    def __str__(self):
        return "custody"
