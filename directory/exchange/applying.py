"""Doing what a plan showed, all of it or nothing.

The page with the plan carries the rows and how each was at the time, signed for the
member of staff who looked. Nothing is kept in between, on a disk or in the session. If
a row is no longer as it was, nothing is done and both versions are shown.
"""

from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from directory import changes
from directory.changes import Hand
from directory.exchange.columns import columns_of, texts_of
from directory.exchange.plans import Plan
from directory.exchange.refusals import Refused
from directory.models.fact import Fact, Row
from directory.rows import look
from directory.shipping import name_of

MOST_CHANGES = 500  # whoever else saves something waits until we are done
VALID = 8 * 3600  # seconds: a day at work
LONGEST = 4 * 2**20  # characters; a form of ours takes at most 5 MB
TOO_MUCH = _(
    "This is too much for one go: the most is %(most)d new or changed rows. "
    "Split the file, and upload the parts one by one. Nothing was changed."
)
STALE = _("Too much time went by. Please upload the file again. Nothing was changed.")
MEANWHILE = _("Somebody added a row of these just now. Please upload the file again.")


class ChangedMeanwhile(Exception):
    """Rows were changed after the plan was shown. `conflicts` has both versions."""

    def __init__(self, conflicts):
        super().__init__()
        self.conflicts = conflicts


class DoneAlready(Exception):
    """All rows are as the file wants them."""


@dataclass
class Conflict:
    """A row that somebody changed after the plan was shown."""

    name: str
    differences: list  # (column, text when shown, text now, the file's or None)


def seal(user, plan):
    """The plan as a text for a form of the page. Raises Refused."""
    if len(plan.changes) > MOST_CHANGES:
        raise Refused(TOO_MUCH % {"most": MOST_CHANGES})
    rows = [(each.number, each.texts, each.before) for each in plan.changes]
    token = signing.dumps(rows, salt=salt_of(user, plan.model), compress=True)
    if len(token) > LONGEST:
        raise Refused(TOO_MUCH % {"most": MOST_CHANGES})
    return token


def unseal(user, model, token):
    """(row number, texts, before) of each row. Raises Refused."""
    try:
        return signing.loads(token, salt=salt_of(user, model), max_age=VALID)
    except signing.BadSignature as error:
        raise Refused(STALE) from error


def salt_of(user, model):
    return f"directory.exchange:{user.pk}:{model._meta.model_name}"


def apply(request, model, token, may_add, why=""):
    """Save what was shown. Returns the Plan and how many of its rows wait for a second
    person.

    Raises Refused, ChangedMeanwhile or DoneAlready, with nothing changed. A plan with
    problems was not carried out either.
    """
    rows, waiting = unseal(request.user, model, token), 0
    try:
        with transaction.atomic():
            # Whoever saves one of these rows now waits until we are done.
            list(model.objects.select_for_update().order_by("pk").values_list("pk"))
            plan = Plan(model, [row[:2] for row in rows], may_add)
            refuse_changed(plan, {number: before for number, _, before in rows})
            if not plan.problems:
                waiting = save(request, plan, why)
    except IntegrityError as error:
        raise Refused(MEANWHILE) from error
    return plan, waiting


def refuse_changed(plan, befores):
    conflicts = []
    differences = {each.key: dict_of(each) for each in plan.changes}
    for key, (number, _values) in plan.seen.items():
        row = plan.present.get(key)
        now = texts_of(row) if row else None
        if now != befores[number]:
            name = name_of(plan.model, key)
            wanted = differences.get(key, {})
            both = list(compared(plan.model, befores[number], now, wanted))
            conflicts.append(Conflict(name, both))
    if conflicts and not plan.changes and not plan.problems:
        raise DoneAlready
    if conflicts:
        raise ChangedMeanwhile(conflicts)


def dict_of(change):
    return {name: after for name, _, after in change.differences}


def compared(model, before, now, wanted):
    """Each column that somebody or the file changes."""
    before, now = before or {}, now or {}
    for name in columns_of(model):
        texts = before.get(name, ""), now.get(name, "")
        if texts[0] != texts[1] or name in wanted:
            yield name, *texts, wanted.get(name)


def save(request, plan, why):
    """As the admin's form would: each fact is marked, a row without proof of its own
    counts as a look at what it belongs to, and what needs two waits for the second.
    Returns how many rows wait.
    """
    hand, looked_at = Hand(request.user, why), {}
    for change in plan.changes:
        look(change.row, request.user)
        waiting = hand.drafts
        changes.save(change.row, hand)
        if hand.drafts == waiting and not isinstance(change.row, Fact):
            looked_at |= {parent.pk: parent for parent in parents_of_row(change.row)}
    for parent in looked_at.values():
        look(parent, request.user)
        changes.save(parent, hand)
    return hand.drafts


def parents_of_row(row):
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name) if field.is_relation else None
        if isinstance(value, Row):
            yield value
