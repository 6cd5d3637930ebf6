"""Which case is open, and opening, keeping and ending it.

A case is made by the first thing somebody saves, for this visit only. Keeping it puts
its secret under six words. The session holds [case id, secret, mark]; the mark changes
with the words, so that new words close the case in every other browser at once.
What a case holds is read and written as evidence/records.py says.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from evidence import files, tombstones
from evidence.models import Case, Record, SealedFile
from evidence.records import WITH_EVERY_PAGE, Entry, Gone, Records, StaleRevision
from helpcenter import vault
from helpcenter.languages import begin_anew
from helpcenter.models import SealedSession

__all__ = [
    "Entry",
    "Gone",
    "Lock",
    "OpenCase",
    "StaleRevision",
    "case_for",
    "case_of",
    "close",
    "leave",
    "open_with",
    "sweep",
]
SESSION_KEY = "case"
CLOSED_ELSEWHERE = _(
    "Your notes were closed by another browser. They got new words, or they were "
    "deleted. What you write now stays for this visit only. Open your notes with their "
    "words, and it is added to them."
)
log = logging.getLogger("helpcenter.cases")


def case_of(request):
    """The case open in this session, or None. One query, once a request."""
    if not hasattr(request, "open_case"):
        request.open_case = _read(request.session)
    return request.open_case


def case_for(request):
    """The same, or a new case for this visit only. For POST: a GET keeps nothing.

    Nobody may believe that it goes into notes which were closed meanwhile.
    """
    if case_of(request) is None:
        if SESSION_KEY in request.session:
            messages.warning(request, CLOSED_ELSEWHERE)
        request.open_case = _begin(request.session)
    return request.open_case


def open_with(request, words):
    """Open the case of these words in this session; None if there is no such case.

    Takes equally long either way, and renews the case. Raises vault.Busy.
    """
    locator, wrap_key = vault.stretch(words)
    case = Case.objects.filter(locator=locator, expires_on__gte=_today()).first()
    if case is None:
        return None
    try:
        secret = vault.unwrap(case.wrapped, wrap_key)
    except vault.Unreadable:
        log.error("A case was found by its words, but its secret is damaged.")
        return None
    case.expires_on = _kept_until()
    Case.objects.filter(pk=case.pk).update(expires_on=case.expires_on)
    request.session.cycle_key()
    request.session[SESSION_KEY] = [case.pk, secret, _mark(case)]
    request.open_case = OpenCase(case, secret, request.session)
    return request.open_case


def close(request):
    """Forget the case in this browser. What is kept stays."""
    begin_anew(request.session)
    request.open_case = None


def leave(request):
    """End the visit. What was only for this visit goes at once."""
    case = case_of(request)
    if case and not case.is_kept:
        case.forget()
    close(request)


def sweep():
    """Delete what has expired, and what died on its way. Returns what it deleted, by
    name.
    """
    now = datetime.now(UTC)
    sessions, _ = SealedSession.objects.filter(expire_date__lt=now).delete()
    ended = forget(Case.objects.expired(now.date()))
    tombstones.tidy(now.date())
    return {
        "cases": ended,
        "sessions": sessions,
        "files": files.remove_unclaimed(now.date() - files.WAIT),
        "parts": files.remove_old_parts(now),
    }


def forget(cases):
    """Delete these cases and all they hold: keys, then rows, then files. Before that,
    it is marked that no backup may bring them back; see evidence/tombstones.py.
    """
    kept = cases.exclude(locator=None)
    tombstones.put_up(kept.values_list("pk", flat=True))
    names = list(SealedFile.objects.filter(case__in=cases).values_list("pk", flat=True))
    count = cases.forget()
    files.let_go(names)
    return count


def _today():
    return datetime.now(UTC).date()


def _kept_until():
    return _today() + timedelta(days=settings.CASE_DAYS)


def _mark(case):
    return hashlib.sha256(bytes(case.wrapped or b"")).hexdigest()[:16]


def _read(session):
    held = session.get(SESSION_KEY)
    if held is None:
        return None
    case_id, secret, mark = held
    rows = list(_with_records(case_id))
    if not rows:
        return None
    case = Case(case_id, *rows[0][:3])
    if mark != _mark(case):
        return None
    records = [Record(row[3], case_id, *row[4:]) for row in rows if row[3]]
    return OpenCase(case, secret, session, records)


def _with_records(case_id):
    """(locator, wrapped, expires_on, id, kind, revision, sealed), one for each record;
    the last four are None where there is no record.
    """
    usual = FilteredRelation("record", condition=Q(record__kind__in=WITH_EVERY_PAGE))
    columns = ("id", "kind", "revision", "sealed")
    return (
        Case.objects.filter(pk=case_id, expires_on__gte=_today())
        .annotate(usual=usual)
        .values_list(
            "locator", "wrapped", "expires_on", *(f"usual__{name}" for name in columns)
        )
    )


def _begin(session):
    """A case for this visit. If two requests begin at once, both get the same one."""
    stale = session.get(SESSION_KEY)
    # No session may outlive it, wherever midnight falls.
    days = 1 + settings.SESSION_ABSOLUTE_SECONDS // 86400
    case = Case.objects.create(expires_on=_today() + timedelta(days=days))
    mine = [case.pk, vault.new_secret(), _mark(case)]
    if session.swap(SESSION_KEY, stale, mine) != mine:
        case.delete()
        return _read(session)
    return OpenCase(case, mine[1], session, [])


@dataclass(frozen=True)
class Lock:
    """Six words not yet in force, and what they make of the case's secret."""

    words: str
    locator: bytes
    wrapped: bytes


class OpenCase(Records):
    def __init__(self, row, secret, session, known=None):
        super().__init__(row.pk, secret, known)
        self.row = row
        self._secret = secret
        self._session = session

    def __repr__(self):
        return "<OpenCase>"

    @property
    def secret(self):
        """The age identity that opens its files. Never shown, never logged."""
        return self._secret

    @property
    def is_kept(self):
        return self.row.is_kept

    @property
    def expires_on(self):
        """The last day we keep it, if nobody opens it before."""
        return self.row.expires_on

    def propose(self):
        """Six new words. Nothing changes until they are accepted. Raises vault.Busy."""
        words = vault.new_words()
        locator, wrap_key = vault.stretch(words)
        return Lock(words, locator, vault.wrap(self._secret, wrap_key))

    def accept(self, locator, wrapped):
        """From now on these words open the case, and no earlier ones do."""
        row = Case(self.row.pk, locator, wrapped, _kept_until())
        changed = Case.objects.filter(pk=row.pk).update(
            locator=locator, wrapped=wrapped, expires_on=row.expires_on
        )
        if not changed:
            raise Gone
        self.row = row
        self._session[SESSION_KEY] = [row.pk, self._secret, _mark(row)]

    def keep(self):
        """Keep the case under six new words: returns them. Raises vault.Busy."""
        lock = self.propose()
        self.accept(lock.locator, lock.wrapped)
        return lock.words

    change_words = keep

    def forget(self):
        """Delete everything at once."""
        forget(Case.objects.filter(pk=self.row.pk))
        if self._session.get(SESSION_KEY, [None])[0] == self.row.pk:
            del self._session[SESSION_KEY]
