"""Changing the directory, with a trace: who, when, before, after, why.

All that staff change goes through save(). What people call, what the law says and the
addressees in ADDRESSEES wait there for a second person: publish() lets it out, at once
or on its day. What waits is in the table of changes alone, so that no page can show it.
All else changes with one person: ways to report, TAKE IT DOWN and abuse addresses, and
the legal name of a platform (docs/adr/0015-two-of-us-and-a-trace.md says why).
"""

import logging
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from directory.looks import LOOKED
from directory.models import (
    LINKS,
    Change,
    Channel,
    Helpline,
    Law,
    LinkReport,
    Phone,
)
from directory.models import ChangeState as State
from directory.rows import (
    BY_NAME,
    differing,
    key_name,
    locked,
    look,
    put,
    row_of,
    stored,
)
from directory.shipping import plain

KIND = Channel.Kind
log = logging.getLogger("helpcenter.changes")
# Copyright agents, and where paper and requests to keep evidence go.
ADDRESSEES = {KIND.DMCA, KIND.POSTAL, KIND.PRESERVATION}


class Conflict(Exception):
    """The row is no longer as it was when the change was written."""

    def __init__(self, change, fields):
        super().__init__(change.row)
        self.change, self.fields = change, fields


class NotYours(Exception):
    """Whoever wrote a change does not publish it."""


# --- Changing


def needs_two(row):
    """Whether a change to it waits for a second person."""
    if isinstance(row, Channel):
        before = stored(row)
        return row.kind in ADDRESSEES or (before and before.kind in ADDRESSEES)
    return isinstance(row, (Helpline, Phone, Law))


@dataclass
class Hand:
    """Who changes something, and why; one for all that is saved at once."""

    user: object
    why: str = ""

    def __post_init__(self):
        self.together = secrets.token_hex(16)
        self.drafts = 0

    def note(self, model, row, before, after, state=State.MADE):
        return Change.objects.create(
            model=model._meta.model_name,
            row=row,
            before=before,
            after=after,
            why=self.why,
            state=state,
            together=self.together,
            made_by=self.user,
            made_at=timezone.now(),
        )


@transaction.atomic
def save(row, hand):
    """Save the row, or let its change wait for a second person. Returns the Change;
    None if nothing is different.
    """
    old = locked(row)
    before, after = old and plain(old), plain(row)
    different = set(differing(type(row), before, after))
    if needs_two(row) and different - LOOKED:
        hand.drafts += 1
        waits = same_draft(row, before, after, hand.user)
        return waits or hand.note(type(row), key_name(row), before, after, State.DRAFT)
    row.save()
    if not different:
        return None
    return hand.note(type(row), key_name(row), before, after)


def same_draft(row, before, after, user):
    """What this person wrote already, word for word, and nobody decided about."""
    drafts = Change.objects.filter(state=State.DRAFT, made_by=user, row=key_name(row))
    for each in drafts:
        differ = {
            *differing(type(row), each.before, before),
            *differing(type(row), each.after, after),
        }
        if not differ - LOOKED:
            return each
    return None


@transaction.atomic
def delete(row, hand):
    hand.note(type(row), key_name(row), plain(row), None)
    row.delete()


def restore(row, values, hand):
    """Make the row again what these facts say, but for who looked at it when. Itself a
    change, which may have to wait. Returns it; None if nothing is different.
    """
    model = type(row)
    different = set(differing(model, plain(row), values)) - LOOKED
    if not different:
        return None
    put(row, values, different)
    look(row, hand.user)
    return save(row, hand)


# --- The second person


def in_order(changes):
    """Parents before what belongs to them."""
    names = list(BY_NAME)
    return sorted(changes, key=lambda each: (names.index(each.model), each.pk))


def conflicts(change, lock=False):
    """The fields of the row that are no longer as they were before this change."""
    model = BY_NAME[change.model]
    row = row_of(model, change.after, lock)
    if change.before is None:
        return list(model.KEY) if row else []
    if row is None:
        return list(model.KEY)
    touched = set(differing(model, change.before, change.after)) - LOOKED
    now = plain(row)
    return [name for name in differing(model, change.before, now) if name in touched]


@transaction.atomic
def publish(together, user, from_day=None):
    """Let out what was saved at once under this name, now or from that day on. Raises
    NotYours, Conflict; then nothing of it is let out. Returns the changes.
    """
    drafts = Change.objects.select_for_update().filter(
        together=together, state=State.DRAFT
    )
    changes = in_order(drafts)
    if any(each.made_by_id in (None, user.pk) for each in changes):
        raise NotYours
    later = from_day is not None and from_day > timezone.localdate()
    for change in changes:
        change.decided_by, change.decided_at = user, timezone.now()
        change.from_day = from_day
        refuse_conflict(change)
        if later:
            change.state = State.PLANNED
            change.save()
        else:
            let_out(change)
    return changes


def refuse_conflict(change):
    if fields := conflicts(change, lock=True):
        raise Conflict(change, fields)


def let_out(change):
    """Write into the row what this change touched, and nothing else."""
    model = BY_NAME[change.model]
    row = row_of(model, change.after, lock=True) or model()
    touched = set(differing(model, change.before, change.after))
    put(row, change.after, touched)
    row.save()
    answer_reports(row, touched)
    if isinstance(row, Phone):
        line = locked(row.helpline)
        look(line, change.made_by)
        line.save()
    change.state = State.MADE
    change.save()


def answer_reports(row, touched):
    """What the public said of a link that is no longer there needs nobody's look."""
    kind = row._meta.model_name
    if kind in LINKS:
        LinkReport.objects.filter(**{kind: row}, field__in=touched).delete()


@transaction.atomic
def drop(together, user):
    """Not published: by a second person, or taken back by who wrote it."""
    waiting = Change.objects.waiting().filter(together=together)
    return waiting.update(
        state=State.DROPPED, decided_by=user, decided_at=timezone.now()
    )


# --- What is planned for a day


def let_out_what_is_due(day):
    """What was published for this day or an earlier one. Of two machines that do this
    at once, one does. What no longer fits, or fails, goes back to wait for a second
    person, and keeps nothing else from its day.
    """
    due = Change.objects.due(day)
    for together in set(due.order_by().values_list("together", flat=True)):
        group = due.filter(together=together)
        try:
            with transaction.atomic():
                let_out_all(in_order(group.select_for_update()))
        except Conflict:
            back(group)
        except Exception as error:
            # Its name alone: what a database says of it may quote the row.
            log.error("What was planned could not be let out: %s", type(error).__name__)
            back(group)


def let_out_all(changes):
    for change in changes:
        refuse_conflict(change)
        let_out(change)


def back(changes):
    changes.update(state=State.DRAFT, decided_by=None, decided_at=None)


class PlannedMiddleware:
    """On the first request of each day, before any page asks the tables. Costs the
    others nothing but a look at the clock: a change that is published for today is let
    out at once, so that after this none can be due before tomorrow.
    """

    done_for = None  # a day; of this process

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        today = timezone.localdate()
        if PlannedMiddleware.done_for != today:
            self.catch_up(today)
        return self.get_response(request)

    def catch_up(self, today):
        try:
            let_out_what_is_due(today)
        except Exception as error:
            # A fact that is a day late must not keep anybody from the site.
            log.error(
                "What is planned could not be asked for: %s", type(error).__name__
            )
        else:
            PlannedMiddleware.done_for = today
