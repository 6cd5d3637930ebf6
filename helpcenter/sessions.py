"""Sessions that only their own cookie can read, in the database.

The cookie is a 256-bit token. The row is found by the token's hash and sealed under a
key derived from the token, so a stolen table opens nothing and no row can be swapped
for another. A visit ends after some idle minutes, and after some hours in any case.

Requests of one visit run side by side (two tabs, a script), and the session holds the
key to what somebody typed. So a save never undoes another's: it replaces exactly what
it had read, and if that changed meanwhile, it brings its own keys onto the newer one.
A page that changed nothing writes nothing but the new end of the visit, now and then.
"""

import logging
import secrets
from datetime import UTC, datetime, timedelta

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError, transaction
from django.utils import timezone

from helpcenter.models import SealedSession
from helpcenter.vault import TokenKey, Unreadable

STEP = timedelta(minutes=5)  # the ends of visits are told apart no finer than this


def rounded_up(moment):
    """The next full five minutes."""
    return moment + (datetime(2000, 1, 1, tzinfo=UTC) - moment) % STEP


class SessionStore(DatabaseStore):
    def __init__(self, session_key=None):
        super().__init__(session_key)
        self._key = None
        self._forget()

    @classmethod
    def get_model_class(cls):
        return SealedSession

    def _forget(self):
        self._born = None  # when this visit began
        self._sealed = None  # the row's bytes and end as last read or written,
        self._end = None
        self._known = b""  # and what was in it then

    @property
    def _token_key(self):
        token = self._get_or_create_session_key()
        if self._key is None or self._key[0] != token:
            self._key = token, TokenKey(token)
        return self._key[1]

    def _get_new_session_key(self):
        return secrets.token_urlsafe(32)

    # --- Sealing

    def _plain(self, data):
        self._born = self._born or timezone.now().timestamp()
        return self.serializer().dumps({"born": self._born, "data": data})

    def encode(self, session_dict):
        return self._token_key.seal(self._plain(session_dict))

    def decode(self, session_data):
        """What was saved; nothing if the bytes are not this session's."""
        self._known = b""
        try:
            plain = self._token_key.unseal(session_data).rstrip(b" ")
            payload = self.serializer().loads(plain)
        except (Unreadable, ValueError):
            logger = logging.getLogger("django.security.SuspiciousSession")
            logger.warning("Session data corrupted")
            return {}
        self._known, self._born = plain, payload["born"]
        return payload["data"]

    # --- Reading

    def load(self):
        data = self._current()
        if data is None:
            self._session_key = None
            self._forget()
            return {}
        return data

    def _current(self):
        """What the row holds now, remembered; None if the visit is over."""
        now = timezone.now()
        running = self.model.objects.filter(
            pk=self._token_key.row, expire_date__gt=now
        ).values_list("session_data", "expire_date")
        for sealed, end in running:  # one or none
            data = self.decode(sealed)
            if self._longest_end() > now:
                self._sealed, self._end = bytes(sealed), end
                return data
        return None

    def exists(self, session_key):
        return bool(session_key) and super().exists(TokenKey(session_key).row)

    # --- Writing

    def _longest_end(self):
        born = datetime.fromtimestamp(self._born or timezone.now().timestamp(), UTC)
        return born + timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS)

    def _new_end(self):
        """When the row may go: idle long enough or, before that, old enough."""
        if self.get("_session_expiry"):
            return self.get_expiry_date()
        return rounded_up(min(self.get_expiry_date(), self._longest_end()))

    def save(self, must_create=False):
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)
        if must_create:
            return self._insert(data)
        if self._sealed is None and self._current() is None:
            raise UpdateError
        while not self._replace(data):
            data = self._session_cache = self._brought_onto_the_newer(data)
        return None

    def _insert(self, data):
        plain, end = self._plain(data), self._new_end()
        sealed = self._token_key.seal(plain)
        try:
            with transaction.atomic():
                self.model(self._token_key.row, sealed, end).save(force_insert=True)
        except IntegrityError:
            raise CreateError from None
        self._sealed, self._end, self._known = sealed, end, plain

    def _replace(self, data):
        """One UPDATE, or none where nothing changed. False if another was quicker."""
        plain, end = self._plain(data), self._new_end()
        if plain == self._known:
            return self._prolong(end)
        sealed = self._token_key.seal(plain)
        # Sealed bytes never repeat, so they tell this very state from any other.
        same = self.model.objects.filter(
            pk=self._token_key.row, session_data=self._sealed
        )
        if not same.update(session_data=sealed, expire_date=end):
            return False
        self._sealed, self._end, self._known = sealed, end, plain
        return True

    def _prolong(self, end):
        if end == self._end and not self.modified:
            return True
        row = self.model.objects.filter(pk=self._token_key.row)
        if not row.update(expire_date=end):
            raise UpdateError
        self._end = end
        return True

    def _brought_onto_the_newer(self, mine):
        """Their newest session with what this request changed on top, key by key."""
        before = self.serializer().loads(self._known)["data"] if self._known else {}
        theirs = self._current()
        if theirs is None:
            raise UpdateError
        changed = {k for k in mine | before if mine.get(k) != before.get(k)}
        untouched = {k: v for k, v in theirs.items() if k not in changed}
        return untouched | {k: mine[k] for k in changed if k in mine}

    def swap(self, key, old, new):
        """Set the key at once to new if it still is old, whatever other requests of
        this visit do meanwhile. Returns what it is now.
        """
        if self.session_key is None:
            self.create()
        self.save()
        while self.get(key) == old and old != new:
            wanted = self._session | {key: new}
            if self._replace(wanted):
                self._session_cache = wanted
            else:
                self._session_cache = self._brought_onto_the_newer(self._session)
        return self.get(key)

    def delete(self, session_key=None):
        token = session_key or self.session_key
        if token:
            self.model.objects.filter(pk=TokenKey(token).row).delete()

    def flush(self):
        super().flush()
        self._forget()

    # --- The same for asynchronous callers

    async def aload(self):
        return await sync_to_async(self.load)()

    async def aexists(self, session_key):
        return await sync_to_async(self.exists)(session_key)

    async def asave(self, must_create=False):
        return await sync_to_async(self.save)(must_create)

    async def acreate(self):
        return await sync_to_async(self.create)()

    async def adelete(self, session_key=None):
        return await sync_to_async(self.delete)(session_key)

    async def aflush(self):
        return await sync_to_async(self.flush)()
