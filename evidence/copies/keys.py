"""Keys of encrypted copies: kept sealed in the case, so that the six words give them
back. They never go into a copy themselves.
"""

from dataclasses import dataclass

from django.utils import timezone

from helpcenter import vault

KIND = "copy-key"


@dataclass(frozen=True)
class CopyKey:
    id: str
    made: str  # the day, ISO 8601
    identity: str  # AGE-SECRET-KEY-1…
    reader: str  # age1…: what a copy is sealed for

    @property
    def file(self):
        """As the age program reads it."""
        return f"# {self.made}\n# public key: {self.reader}\n{self.identity}\n".encode()


def new_key(case):
    """A fresh key, for one copy."""
    identity, reader = vault.new_copy_key()
    value = {
        "made": timezone.localdate().isoformat(),
        "identity": identity,
        "reader": str(reader),
    }
    entry = case.add(KIND, value)
    return CopyKey(entry.id, **value)


def keys_of(case):
    """All of them, the newest first."""
    entries = case.all(KIND) if case else []
    return [CopyKey(entry.id, **entry.value) for entry in reversed(entries)]


def key_of(case, id):
    """The key of this id, or None."""
    return next((key for key in keys_of(case) if key.id == id), None)
