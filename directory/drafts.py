"""What waits for a second person, as its page shows it, and what they decide."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from directory.changes import (
    Conflict,
    NotYours,
    conflicts,
    drop,
    in_order,
    publish,
)
from directory.history import differences, field_words
from directory.models import Change
from directory.models import ChangeState as State

MOST = 50  # groups on the page: the oldest first, the others follow
NOT_YOURS = _("Somebody else must publish what you changed.")
NO_DAY = _("Write the day as 2027-01-31, or leave it empty to publish now.")
GONE = _("Somebody decided about this one meanwhile. Nothing was changed.")
STAYS = _("%(row)s: not published. It stays as it was.")
PUBLISHED = _("%(row)s: published, now.")
PUBLISHED_LATER = _("%(row)s: published, from %(day)s on.")
IN_THE_WAY = _(
    "%(row)s was changed since: %(fields)s. Nothing was published. Read both, then "
    "drop this one or ask for a new one."
)


@dataclass
class Draft:
    """What one person saved at once."""

    changes: list  # of (Change, its differences)
    in_the_way: list  # (Change, fields): its row was changed since
    is_mine: bool

    @property
    def first(self):
        return self.changes[0][0]

    @property
    def is_planned(self):
        return self.first.state == State.PLANNED


def drafts(request):
    oldest = Change.objects.waiting().order_by().values("together")
    oldest = oldest.annotate(first=Min("pk")).order_by("first")[:MOST]
    waiting = Change.objects.waiting().filter(
        together__in=[each["together"] for each in oldest]
    )
    waiting = waiting.select_related("made_by", "decided_by")
    groups = groupby(waiting.order_by("together", "pk"), key=lambda c: c.together)
    found = [draft_of(in_order(changes), request.user) for _name, changes in groups]
    return sorted(found, key=lambda draft: draft.first.pk)


def draft_of(changes, user):
    return Draft(
        [(change, list(differences(change))) for change in changes],
        [
            (each, field_words(each, names))
            for each in changes
            if (names := conflicts(each))
        ],
        is_mine=changes[0].made_by_id == user.pk,
    )


def decide(request):
    """Publish, or drop, what the form names. Says what came of it."""
    together, word = request.POST.get("together", ""), request.POST.get("say", "")
    waiting = Change.objects.waiting().filter(together=together)
    first = waiting.first()
    if first is None:
        messages.error(request, GONE)
    elif word == "publish":
        need_to_publish(request)
        publish_draft(request, first)
    elif word == "drop":
        if first.made_by_id != request.user.pk:
            need_to_publish(request)
        drop_draft(request, first)


def need_to_publish(request):
    if not request.user.has_perm("directory.publish_change"):
        raise PermissionDenied


def drop_draft(request, first):
    if drop(first.together, request.user):
        messages.success(request, STAYS % {"row": first.row})
    else:
        messages.error(request, GONE)


def publish_draft(request, first):
    try:
        day = day_of(request.POST.get("from_day", ""))
        published = publish(first.together, request.user, day)
    except ValueError:
        messages.error(request, NO_DAY)
    except NotYours:
        messages.error(request, NOT_YOURS)
    except Conflict as conflict:
        messages.error(request, in_the_way(conflict))
    else:
        say_published(request, published, day)


def say_published(request, published, day):
    if not published:  # it was planned, or somebody else was quicker
        messages.error(request, GONE)
        return
    said = PUBLISHED_LATER if day else PUBLISHED
    messages.success(request, said % {"row": published[0].row, "day": day})


def day_of(text):
    return datetime.date.fromisoformat(text) if text.strip() else None


def in_the_way(conflict):
    fields = ", ".join(field_words(conflict.change, conflict.fields))
    return IN_THE_WAY % {"row": conflict.change.row, "fields": fields}
