"""Uploads to the real server: cut off, killed, side by side. No word stays in clear."""

import hashlib
import re
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest

from tests.site import wait_for

pytestmark = pytest.mark.slow
MARK = b"mq7zvexuploadmark4wkq "
BOUNDARY = "edge-of-a-part"


class Person:
    """Somebody with a browser of few words: cookies, forms, and files in pieces."""

    def __init__(self, site):
        self.site = site
        self.host = f"127.0.0.1:{site.port}"
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar)
        )

    def get(self, path):
        with self.opener.open(f"http://{self.host}{path}", timeout=30) as answer:
            return answer.read().decode()

    def token(self, path):
        return re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.get(path))[1]

    def post(self, path, **fields):
        fields["csrfmiddlewaretoken"] = self.token(path)
        data = urllib.parse.urlencode(fields).encode()
        url = f"http://{self.host}{path}"
        with self.opener.open(url, data, timeout=30) as answer:
            return answer.read().decode()

    def begin(self):
        """One incident, and the question of age answered. Returns where files go."""
        self.post("/notes/new/", happened="x", tab="a" * 16, rev="0")
        page = self.get("/notes/")
        self.add = re.search(r"/notes/entry/\w+/add/", page)[0]
        self.post(self.add, under_18="no")
        return self.add

    def request(self, name, data):
        """(head, body) of an upload of one file."""
        token = self.token(self.add)
        parts = [
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            f'name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n',
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; '
            f'filename="{name}"\r\nContent-Type: text/plain\r\n\r\n',
        ]
        body = "".join(parts).encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.jar)
        head = (
            f"POST {self.add} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {cookies}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
            f"Accept: application/json\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode(), body

    def upload(self, name, data):
        """The server's answer, whole."""
        head, body = self.request(name, data)
        with self.line() as line:
            line.sendall(head + body)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def line(self):
        return socket.create_connection(("127.0.0.1", self.site.port), timeout=60)


@pytest.fixture
def person(mortal_site):
    someone = Person(mortal_site)
    someone.begin()
    return someone


def parts(site):
    return list((site.folder / "exhibits" / "parts").glob("*"))


def in_clear(site):
    """Files that hold the mark."""
    return [
        str(file)
        for file in site.folder.rglob("*")
        if file.is_file() and MARK in file.read_bytes()
    ]


def test_a_whole_upload_is_acknowledged_and_sealed(person):
    answer = person.upload("notes.txt", MARK * 100_000)
    assert b" 200 OK" in answer
    assert b'"added": ["' in answer
    assert person.site.rows("evidence_sealedfile") == 1
    assert (in_clear(person.site), parts(person.site)) == ([], [])


def test_a_line_that_breaks_leaves_nothing(person):
    head, body = person.request("notes.txt", MARK * 500_000)
    with person.line() as line:
        line.sendall(head + body[: len(body) // 2])
        wait_for(lambda: parts(person.site))
        assert in_clear(person.site) == []
    wait_for(lambda: not parts(person.site))
    assert person.site.rows("evidence_sealedfile") == 0
    assert in_clear(person.site) == []


def test_a_server_killed_in_between_leaves_nothing_readable(person):
    person.upload("first.txt", MARK * 1000)
    head, body = person.request("second.txt", MARK * 500_000)
    with person.line() as line:
        line.sendall(head + body[: len(body) // 2])
        wait_for(lambda: parts(person.site))
        time.sleep(0.2)
        person.site.kill()
    assert len(parts(person.site)) == 1
    assert in_clear(person.site) == []
    person.site.start()
    assert "first" not in person.get("/notes/")
    assert person.site.rows("evidence_sealedfile") == 1
    assert "Exhibit A" in person.get("/notes/")


def test_a_slow_upload_keeps_nobody_else_waiting(person):
    other = Person(person.site)
    head, body = person.request("notes.txt", MARK * 50_000)
    with person.line() as line:
        line.sendall(head + body[:1000])
        begun = time.monotonic()
        other.get("/")
        assert time.monotonic() - begun < 5
        line.sendall(body[1000:])
        assert b'"added": ["' in b"".join(iter(lambda: line.recv(65536), b""))


def test_what_was_taken_comes_back_after_a_restart(person):
    data = MARK * 50_000
    person.upload("notes.txt", data)
    person.site.kill()
    person.site.start()
    page = person.get("/notes/")
    item = re.search(r"/notes/item/\w+/", page)[0]
    fields = {"csrfmiddlewaretoken": person.token(item)}
    url = f"http://{person.host}{item}file/"
    with person.opener.open(url, urllib.parse.urlencode(fields).encode()) as answer:
        back = answer.read()
    assert hashlib.sha256(back).digest() == hashlib.sha256(data).digest()


def test_a_full_disk_refuses_and_keeps_what_was_there(mortal_site):
    """The folder of files is a disk of two megabytes (needs root)."""
    folder = mortal_site.folder / "exhibits"
    folder.mkdir(exist_ok=True)
    with small_disk(folder, "2m"):
        mortal_site.environment["KEEP_FREE_MB"] = "0"
        mortal_site.kill()
        mortal_site.start()
        person = Person(mortal_site)
        person.begin()
        answers = [person.upload("notes.txt", MARK * 20_000) for _ in range(6)]
        added = sum(b'"added": ["' in answer for answer in answers)
        refused = sum(b"no room for this file" in answer for answer in answers)
        assert 0 < added < len(answers) == added + refused
        assert (mortal_site.rows("evidence_sealedfile"), parts(mortal_site)) == (
            added,
            [],
        )
        assert all(b" 200 OK" in a or b" 503 " in a for a in answers)
        mortal_site.kill()


@contextmanager
def small_disk(folder, size):
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
