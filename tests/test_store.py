"""Sealed files lie in a folder or in an S3 store, and both behave alike."""

import io
import os
import re
import time

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from evidence.models import new_id
from helpcenter.vault import StoreAway, store
from tests.site import free_port

BUCKET = "exhibits"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class Bucket:
    """An S3 store of this machine. It forgets nothing while it is away."""

    def __init__(self):
        s3_backends.reset()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        self.server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self.server.start()

    def stop(self):
        self.server.stop()

    def make(self):
        client = boto3.client("s3", endpoint_url=self.url, region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)


@pytest.fixture
def bucket(settings, monkeypatch):
    """A store that can be stopped and started, in place of the folder."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    bucket = Bucket()
    options = settings.SEALED_BUCKET["OPTIONS"] | {
        "bucket_name": BUCKET,
        "endpoint_url": bucket.url,
        "region_name": "us-east-1",
    }
    sealed = settings.SEALED_BUCKET | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"sealed": sealed}
    bucket.start()
    bucket.make()
    yield bucket
    bucket.stop()


@pytest.fixture(params=["folder", "bucket"])
def any_store(request, files_folder):
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return store


@pytest.fixture
def part(tmp_path):
    """Makes a sealed part of these bytes."""

    def make(data=b"sealed"):
        path = tmp_path / f"{new_id()}.part"
        path.write_bytes(data)
        return path

    return make


def held(name):
    with store.open(name) as file:
        return file.read()


# --- The same in both


def test_a_file_is_kept_read_and_deleted(any_store, part):
    name, path = new_id(), part(b"x" * 300_000)
    assert not store.has(name)
    store.keep(name, path)
    assert not path.exists()
    assert store.has(name)
    assert held(name) == b"x" * 300_000
    assert list(store.names()) == [name]
    store.delete(name)
    assert not store.has(name)
    assert list(store.names()) == []


def test_what_is_gone_is_gone_already(any_store):
    store.delete(new_id())
    with pytest.raises(FileNotFoundError):
        store.open(new_id())
    with pytest.raises(FileNotFoundError):
        store.head(new_id(), 10)


def test_an_open_file_can_be_measured_and_read_from_its_start(any_store, part):
    """As opening a sealed file does."""
    name = new_id()
    store.keep(name, part(b"0123456789" * 1000))
    with store.open(name) as file:
        assert file.tell() == 0
        assert file.read(4) == b"0123"
        assert file.seek(0, os.SEEK_END) == 10_000
        file.seek(0)
        assert file.read() == b"0123456789" * 1000


def test_the_head_of_a_file(any_store, part):
    name = new_id()
    store.keep(name, part(b"0123456789"))
    assert store.head(name, 4) == b"0123"
    assert store.head(name, 4000) == b"0123456789"


def test_many_names_are_all_told(any_store, part):
    names = {new_id() for _ in range(40)}
    for name in names:
        store.keep(name, part())
    assert set(store.names()) == names


def test_marks_are_not_files(any_store, part):
    store.keep("ab" * 16, part())
    for day in ("2026-01-01", "2026-01-01", "2026-01-02"):
        store.mark(f"gone/{day}", "f" * 64)
    assert list(store.names()) == ["ab" * 16]
    assert sorted(store.marks("gone")[0]) == ["2026-01-01", "2026-01-02"]
    assert list(store.marks("gone/2026-01-01")[1]) == ["f" * 64]
    store.unmark("gone/2026-01-01", "f" * 64)
    assert list(store.marks("gone/2026-01-01")[1]) == []


def test_a_store_nobody_used_yet_is_empty(any_store):
    assert list(store.names()) == []
    assert store.marks("gone") == ([], [])


# --- A folder


def test_names_and_times_in_the_folder_tell_nothing(files_folder, part):
    names = [new_id() for _ in range(3)]
    for name in names:
        store.keep(name, part())
    found = [path for path in files_folder.rglob("*") if path.is_file()]
    assert {path.name for path in found} == set(names)
    assert {path.stat().st_mtime for path in found} == {0}
    assert {path.stat().st_atime for path in found} == {0}
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    folders = [path for path in files_folder.rglob("*") if path.is_dir()]
    for path in (files_folder, *folders):
        assert path.stat().st_mode & 0o777 == 0o700
    assert all(re.fullmatch("[0-9a-f]{2}", path.name) for path in folders)


def test_a_part_is_moved_not_copied(files_folder, part):
    path = part()
    number = path.stat().st_ino
    store.keep("ab" * 16, path)
    assert (files_folder / "ab" / ("ab" * 16)).stat().st_ino == number
    assert store.path("ab" * 16) == files_folder / "ab" / ("ab" * 16)


def test_a_folder_that_cannot_be_used_is_a_store_that_is_away(files_folder, part):
    files_folder.parent.mkdir(parents=True, exist_ok=True)
    files_folder.write_text("not a folder")
    path = part()
    with pytest.raises(StoreAway):
        store.keep(new_id(), path)
    assert path.exists()
    with pytest.raises(StoreAway):
        list(store.names())


# --- A store that cannot go back to a file's start


class Forward(io.BytesIO):
    def seek(self, *args):
        raise io.UnsupportedOperation("seek")


class ForwardStorage(InMemoryStorage):
    def _open(self, name, mode="rb"):
        return Forward(b"sealed")


def test_a_file_that_cannot_be_sought_in_is_refused_before_its_first_byte(settings):
    sealed = {"BACKEND": "tests.test_store.ForwardStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": sealed}
    with pytest.raises(StoreAway):
        store.open(new_id())


# --- A bucket


def test_a_bucket_that_is_away_is_told_soon_and_works_again_later(bucket, part, caplog):
    name, path = new_id(), part()
    store.keep(name, part(b"from before"))
    bucket.stop()
    started = time.monotonic()
    for use in (
        lambda: store.keep(new_id(), path),
        lambda: store.open(name),
        lambda: store.head(name, 10),
        lambda: store.has(name),
        lambda: store.delete(name),
        lambda: list(store.names()),
        lambda: store.mark("gone/2026-01-01", "f" * 64),
    ):
        with pytest.raises(StoreAway):
            use()
    assert time.monotonic() - started < 15
    assert path.exists()
    said = [each.message for each in caplog.records if each.name == "helpcenter.store"]
    assert set(said) == {"The store does not answer: EndpointConnectionError"}
    bucket.start()
    assert held(name) == b"from before"
    other = new_id()
    store.keep(other, path)
    assert held(other) == b"sealed"


def test_a_bucket_that_never_answers_is_given_up(bucket, settings):
    """Patience is set, and the options of the site are kept beside it."""
    config = storages["sealed"].client_config
    assert (config.connect_timeout, config.read_timeout) == (3, 15)
    assert config.retries["total_max_attempts"] == 2
    options = settings.SEALED_BUCKET["OPTIONS"] | {"addressing_style": "path"}
    sealed = settings.SEALED_BUCKET | {"OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"sealed": sealed}
    assert storages["sealed"].client_config.s3 == {"addressing_style": "path"}


def test_a_big_file_is_not_held_in_memory(bucket, part):
    """It is spooled to a file without a name, sealed as it is."""
    store.keep("ab" * 16, part(b"x" * 9 * 2**20))
    with store.open("ab" * 16) as file:
        assert file.file._rolled
    store.keep("cd" * 16, part(b"x" * 2**20))
    with store.open("cd" * 16) as file:
        assert not file.file._rolled


def test_no_object_of_a_bucket_is_for_everybody(bucket, part):
    storages["sealed"].save("ab/" + "ab" * 16, ContentFile(b"sealed"))
    acl = storages["sealed"].bucket.Object("ab/" + "ab" * 16).Acl()
    assert [grant["Permission"] for grant in acl.grants] == ["FULL_CONTROL"]
    assert "AllUsers" not in str(acl.grants)
