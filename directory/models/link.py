"""What became of the links we give: what our checker found, what the public told us.

Neither changes a fact. Staff read both and decide. A row here belongs to one field of
one row of the directory, and goes with it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models.helpline import Helpline
from directory.models.law import Law
from directory.models.platform import Channel
from directory.models.resource import Resource

# What leads out of the site, by the kind of row: fields with a link or an address.
LINKS = {
    "channel": (Channel, ("url", "email")),
    "helpline": (Helpline, ("url",)),
    "law": (Law, ("official_url",)),
    "resource": (Resource, ("url",)),
}
FIELDS = [
    ("url", _("Link")),
    ("official_url", _("Official text")),
    ("email", _("E-mail")),
]
MOST_A_DAY = 20  # of one kind about one link: more would tell staff nothing new


def of_one_row():
    """Exactly one row, and a field that such a row has."""
    condition = Q()
    for kind, (_model, fields) in LINKS.items():
        others = {f"{other}__isnull": True for other in LINKS if other != kind}
        condition |= Q(**{f"{kind}__isnull": False}, field__in=fields, **others)
    return condition


def one_for_each_row(*fields):
    """A constraint for each kind of row: no two share these fields about one link."""
    return [
        models.UniqueConstraint(
            fields=[kind, "field", *fields], name=f"%(class)s_once_for_{kind}"
        )
        for kind in LINKS
    ]


def one_of(model, field=models.ForeignKey, related_name="%(class)ss"):
    """The row of this kind that something belongs to, if it is of this kind."""
    return field(
        model,
        models.CASCADE,
        null=True,
        related_name=related_name,
        verbose_name=model._meta.verbose_name,
    )


class LinkQuerySet(models.QuerySet):
    def about(self, row, field):
        return self.filter(**{row._meta.model_name: row}, field=field)


class OfLink(models.Model):
    """What belongs to one link: a field of one row. The others are empty."""

    channel = one_of(Channel)
    helpline = one_of(Helpline)
    law = one_of(Law)
    resource = one_of(Resource)
    field = models.CharField(_("field"), max_length=12, choices=FIELDS)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=of_one_row(), name="%(class)s_of_one_row")
        ]

    @property
    def key(self):
        """Kind of row, its pk, field: what tells links apart, without another query."""
        kind = next(kind for kind in LINKS if getattr(self, f"{kind}_id"))
        return kind, getattr(self, f"{kind}_id"), self.field

    @property
    def row(self):
        return getattr(self, self.key[0])

    @property
    def link_now(self):
        """What the row says today; it may have been corrected since."""
        return getattr(self.row, self.field)


class FindingKind(models.TextChoices):
    WORKS = "works", _("Works")
    MOVED = "moved", _("Works, at a new address")
    ASK = "ask", _("Ask a person: it does not let a checker in")
    GONE = "gone", _("The page is gone")
    SAYS_GONE = "says-gone", _("Answers, but the page is not there")
    PARKED = "parked", _("The name is for sale or parked")
    FAILING = "failing", _("The server fails")
    SILENT = "silent", _("No answer")
    NO_HOST = "no-host", _("The name leads nowhere")
    LOOP = "loop", _("Sends the browser round and round")
    CERTIFICATE = "certificate", _("The certificate is not good")
    UNSAFE = "unsafe", _("Leads where we never go")
    NO_MAIL = "no-mail", _("The name takes no mail")


# What a person who presses the link would meet, as far as a checker can tell.
FINE = [FindingKind.WORKS, FindingKind.MOVED]
BROKEN = [kind for kind in FindingKind if kind not in [*FINE, FindingKind.ASK]]


class FindingQuerySet(LinkQuerySet):
    def broken(self):
        return self.filter(kind__in=BROKEN)


class Finding(OfLink):
    """What our checker found the last time it opened one link."""

    link = models.CharField(_("what was opened"), max_length=400)
    kind = models.CharField(_("what was found"), max_length=11, choices=FindingKind)
    status = models.PositiveSmallIntegerField(
        _("status"),
        null=True,
        blank=True,
        help_text=_("Of HTTP, if something answered."),
    )
    final_url = models.CharField(_("where it led"), max_length=2000, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    first_seen = models.DateTimeField(
        _("first seen"), help_text=_("Since when this link has given this answer.")
    )
    last_checked = models.DateTimeField(_("last checked"), db_index=True)

    objects = FindingQuerySet.as_manager()

    class Meta(OfLink.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-last_checked", "pk"]
        constraints = [
            *OfLink.Meta.constraints,
            *one_for_each_row(),
            models.CheckConstraint(
                condition=Q(kind__in=FindingKind.values), name="finding_kind"
            ),
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__range=(100, 999)),
                name="finding_status",
            ),
            models.CheckConstraint(condition=~Q(link=""), name="finding_link"),
            models.CheckConstraint(
                condition=Q(last_checked__gte=F("first_seen")), name="finding_times"
            ),
        ]

    def __str__(self):
        return f"{self.link}: {self.get_kind_display()}"

    @property
    def note_words(self):
        """The note, which is kept in English: checking marks its own for gettext."""
        return gettext(self.note) if self.note else ""

    def is_broken(self):
        return self.kind in BROKEN

    def is_current(self):
        """Whether the row still has the link that was opened."""
        return self.link == self.link_now


class ReportKind(models.TextChoices):
    DEAD = "dead", _("It did not open")
    WRONG = "wrong", _("It opened something else")
    STUCK = "stuck", _("It opened, but I could not use it")


class LinkReport(OfLink):
    """How often people told us on one day that a link did not work. Nothing of them."""

    kind = models.CharField(_("kind"), max_length=5, choices=ReportKind)
    day = models.DateField(_("day"))
    count = models.PositiveSmallIntegerField(_("count"), default=1)

    class Meta(OfLink.Meta):
        verbose_name = _("link report")
        verbose_name_plural = _("link reports")
        ordering = ["-day", "pk"]
        constraints = [
            *OfLink.Meta.constraints,
            *one_for_each_row("kind", "day"),
            models.CheckConstraint(
                condition=Q(kind__in=ReportKind.values), name="linkreport_kind"
            ),
            models.CheckConstraint(
                condition=Q(count__range=(1, MOST_A_DAY)), name="linkreport_count"
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.get_kind_display()} ({self.count})"
