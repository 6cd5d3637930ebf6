"""What a member of staff says after opening a row of the worklist. Each is noted with
name and day; what needs two people waits (see changes.py)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.changes import needs_two, save
from directory.looks import seen_by_us
from directory.models import (
    LINKS,
    Channel,
    LinkReport,
    Platform,
    Upkeep,
)
from directory.models import ChangeState as State
from directory.rows import look

BAD_LINK = _("Paste the whole new link, from https:// on. Nothing was changed.")
BAD_EMAIL = _("Write a whole e-mail address. Nothing was changed.")


def links_of(row):
    """(field, link) of each link of the row."""
    _model, fields = LINKS.get(row._meta.model_name, (None, ()))
    return [(name, getattr(row, name)) for name in fields if getattr(row, name)]


def noted(row, **what):
    Upkeep.objects.update_or_create(**{row._meta.model_name: row}, defaults=what)


def opened(row, broken=False):
    """Somebody has just opened it: what the public said of it is answered."""
    noted(row, opened_at=timezone.now(), found_broken=broken)
    if row._meta.model_name in LINKS:
        LinkReport.objects.filter(**{row._meta.model_name: row}).delete()


@transaction.atomic
def works(row, hand):
    """It works where we say it is. What had been taken off for it is shown again."""
    came_back = Upkeep.objects.filter(
        **{row._meta.model_name: row}, found_broken=True
    ).exists()
    look(row, hand.user)
    if not needs_two(row):
        row.shown = row.shown or came_back
        confirm(row)
    opened(row)
    return save(row, hand)


def confirm(row):
    if isinstance(row, Channel):
        for name, value in seen_by_us(row.confidence).items():
            setattr(row, name, value)


@transaction.atomic
def moved(row, field, link, hand):
    """It works at another address. Raises ValidationError with a sentence."""
    each = row._meta.get_field(field)
    try:
        value = each.clean(link.strip(), row)
        if not value:
            raise ValidationError("empty")
    except ValidationError:
        raise ValidationError(BAD_EMAIL if field == "email" else BAD_LINK) from None
    setattr(row, field, value)
    look(row, hand.user)
    if not needs_two(row):
        row.shown = True
        confirm(row)
    return saved(row, hand)


@transaction.atomic
def broken(row, field, hand):
    """It does not work. A link by itself goes off the public pages; a helpline or a law
    keeps all but the link."""
    if isinstance(row, Platform):
        raise ValidationError(_("Open its page and choose “closed” there."))
    look(row, hand.user)
    if has_more_than(row, field):
        setattr(row, field, "")
    else:
        row.shown = False
    return saved(row, hand, broken=True)


def saved(row, hand, broken=False):
    """While the change waits, people meet the old link: what they say of it stays."""
    change = save(row, hand)
    if change is None or change.state == State.MADE:
        opened(row, broken)
    return change


def has_more_than(row, field):
    if isinstance(row, Channel):
        return any(
            (row.address, *(getattr(row, n) for n in ("url", "email") if n != field))
        )
    return row._meta.model_name in ("helpline", "law")
