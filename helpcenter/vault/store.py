"""Where sealed files lie: a folder of this machine, or any store Django knows (S3).

Names are random and times tell nothing. Which store: STORAGES["sealed"] in settings.
"""

import logging
import os
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages

log = logging.getLogger("helpcenter.store")
LONG_AGO = (0, 0)  # of every file: when it came is sealed elsewhere


class StoreAway(Exception):
    """The store does not answer just now. In a while it will do."""


class FolderStorage(FileSystemStorage):
    """A folder in which a file is either whole or not there, whatever crashes."""

    def __init__(self, location):
        super().__init__(
            location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def _save(self, name, content):
        name = super()._save(name, content)
        path = Path(self.path(name))
        os.utime(path, LONG_AGO)
        for part in Path(name).parents:
            sync(self.path(part))
        return name

    def head(self, name, size):
        with self.open(name) as file:
            return file.read(size)


def sync(folder):
    """Let the names in a folder outlive a power cut."""
    number = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def private(folder):
    """Make a folder for us alone, and what is missing above it. Returns it."""
    if not folder.is_dir():
        private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


class Part(File):
    """A sealed part, to be moved rather than copied where that is possible."""

    def temporary_file_path(self):
        return self.name


class Store:
    """Sealed files by name. Whatever a store raises becomes StoreAway, but for a file
    that is not there: FileNotFoundError.
    """

    @property
    def _storage(self):
        return storages["sealed"]

    def keep(self, name, part):
        """Take the part in under this name; afterwards the part is gone."""
        with answering(), part.open("rb") as file:
            self._storage.save(where(name), Part(file, str(part)))
        part.unlink(missing_ok=True)

    def open(self, name):
        with answering():
            file = self._storage.open(where(name), "rb")
            file.seek(0)  # some fetch only now, and would fail in the middle of a page
            return file

    def delete(self, name):
        """A file that is gone already is as good as deleted."""
        with answering():
            self._storage.delete(where(name))

    def has(self, name):
        with answering():
            return self._storage.exists(where(name))

    def head(self, name, size):
        """The first bytes of a file, so many at most."""
        with answering():
            return self._storage.head(where(name), size)

    def path(self, name):
        """Where it lies on this machine, or None: for hard links, never to write."""
        with answering(), suppress(NotImplementedError):
            return Path(self._storage.path(where(name)))

    def names(self):
        """Of all files in the store, in no order."""
        for folder in self._listed("")[0]:
            if len(folder) == FAN:
                yield from self._listed(folder)[1]

    # --- Marks: names without a file, in folders of their own (evidence/tombstones.py)

    def mark(self, folder, name):
        """Make a mark. Twice does no harm."""
        path = f"{folder}/{name}"
        with answering():
            if not self._storage.exists(path):
                self._storage.save(path, ContentFile(b""))

    def unmark(self, folder, name):
        with answering():
            self._storage.delete(f"{folder}/{name}")

    def marks(self, folder):
        """(the folders in it, the names of the marks in it)"""
        return self._listed(folder)

    def _listed(self, folder):
        """What nobody made yet is empty."""
        try:
            with answering():
                return self._storage.listdir(folder)
        except FileNotFoundError:
            return [], []


FAN = 2  # so many letters of a name are its folder's name
store = Store()


def where(name):
    return f"{name[:FAN]}/{name}"


@contextmanager
def answering():
    """Storages raise each their own kinds of errors; none of their words is kept."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        log.error("The store does not answer: %s", type(error).__name__)
        raise StoreAway from None
