"""What the public tells us of a link: a count for the day. Nobody's name or address."""

import re

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import LINKS, Channel, LinkReport, ReportKind
from directory.models.link import MOST_A_DAY

NAME = re.compile(r"([a-z]+):([-a-zA-Z0-9_]+):([a-z_]+)")
KINDS = {kind.value: kind.label for kind in ReportKind}
# What can be told of an address. One cannot be opened.
KINDS_FOR_MAIL = {
    ReportKind.DEAD.value: _("My message came back"),
    ReportKind.WRONG.value: _("Somebody else answered"),
}


def kinds_for(field):
    return KINDS_FOR_MAIL if field == "email" else KINDS


def name_of(row, field):
    return f"{row._meta.model_name}:{row.slug}:{field}"


def link_named(name):
    """(row, field) of a link that the public is shown, or None."""
    parts = NAME.fullmatch(name)
    kind, slug, field = parts.groups() if parts else ("", "", "")
    model, fields = LINKS.get(kind, (None, ()))
    if field not in fields:
        return None
    row = shown(model).exclude(**{field: ""}).filter(slug=slug).first()
    return row and (row, field)


def shown(model):
    if model is Channel:
        return Channel.objects.public().filter(platform__shown=True)
    return model.objects.shown()


def is_full(row, field, kind):
    """Whether one more today would tell staff nothing."""
    today = LinkReport.objects.filter(**of_today(row, field, kind))
    return today.filter(count__gte=MOST_A_DAY).exists()


def count(row, field, kind):
    """Once more today, up to as many as tell staff something."""
    report, is_new = LinkReport.objects.get_or_create(**of_today(row, field, kind))
    if not is_new:
        same = LinkReport.objects.filter(pk=report.pk, count__lt=MOST_A_DAY)
        same.update(count=F("count") + 1)


def of_today(row, field, kind):
    day = timezone.localdate()
    return {row._meta.model_name: row, "field": field, "kind": kind, "day": day}
