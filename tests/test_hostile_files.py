"""Files made to do harm: each is refused, or what is made of it is clean. The child
that looks inside is small, can reach nothing, and is gone afterwards.
"""

import errno
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from helpcenter import pictures
from tests.hostile import CORPUS, MIB, hostile_files

READABLE = {
    *("ok.jpg", "ok.png", "ok.webp", "ok.pdf"),
    *("jpeg-and-html.jpg", "png-and-zip.png", "bomb-frames.gif"),
    *("bomb-behind-small-size.png", "script.pdf", "program.pdf", "on-close.pdf"),
    *("address.pdf", "hidden-script.pdf"),
}
PEAK = 128 * MIB  # the most that was measured is 98
every_file = pytest.mark.parametrize("name", CORPUS)


def kind_of(name):
    return "pdf" if name.endswith(".pdf") else "picture"


def outcome(data, kind):
    try:
        return pictures.look(data, kind)
    except pictures.CannotRead:
        return None


def assert_clean(look):
    for part in (look.preview, look.blurred, look.page_form):
        assert b"script" not in part
        assert b"Secret" not in part
    if look.preview:
        preview = Image.open(BytesIO(look.preview))
        assert max(preview.size) <= 1600
        assert not preview.getexif()
        assert set(preview.info) == {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
        }


def test_there_are_34_of_them():
    assert len(CORPUS) == 34


@every_file
def test_each_is_refused_or_comes_out_clean(name):
    before = children()
    look = outcome(CORPUS[name](), kind_of(name))
    assert (look is not None) == (name in READABLE)
    if look:
        assert_clean(look)
    assert children() == before


@pytest.mark.slow
def test_none_is_taken_for_something_else():
    for name, data in hostile_files():
        for kind in {*pictures.KINDS} - {kind_of(name)}:
            assert outcome(data, kind) is None, (name, kind)


@pytest.mark.parametrize("name", sorted({*CORPUS} - READABLE))
def test_no_copy_with_black_parts_is_made_of_what_cannot_be_read(name):
    with pytest.raises(pictures.CannotRead):
        pictures.redact(CORPUS[name](), [(0, 0, 0.5, 0.5)])


def test_small_picture_with_gigabytes_behind_it_is_not_printed_as_it_is():
    data = CORPUS["bomb-behind-small-size.png"]()
    look = pictures.look(data, "picture")
    assert 0 < len(look.page_form) < 1000 < len(data)


@pytest.mark.parametrize(
    ("name", "active"),
    [
        ("ok.pdf", []),
        ("script.pdf", ["/JS", "/JavaScript", "/OpenAction"]),
        ("program.pdf", ["/Launch", "/OpenAction"]),
        ("on-close.pdf", ["/AA", "/JS", "/JavaScript"]),
        ("address.pdf", ["/OpenAction", "/URI"]),
        ("hidden-script.pdf", ["/JS", "/JavaScript", "/OpenAction"]),
    ],
)
def test_what_a_pdf_would_do_is_named(name, active):
    assert pictures.look(CORPUS[name](), "pdf").facts["active"] == active


REFUSE = """
from helpcenter import pictures
try:
    pictures.look(b"Subject matter that is nobody's business", "picture")
except pictures.CannotRead:
    print("refused")
"""


def test_refusing_prints_nothing():
    done = subprocess.run([sys.executable, "-c", REFUSE], capture_output=True)
    assert (done.stdout, done.stderr) == (b"refused\n", b"")


def test_refusing_says_nothing_of_the_file():
    with pytest.raises(pictures.CannotRead) as refused:
        pictures.look(b"Subject matter that is nobody's business", "picture")
    assert str(refused.value) == "this file cannot be read"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_file_bigger_than_we_look_at_is_refused_unseen():
    with pytest.raises(pictures.CannotRead):
        pictures.look(bytes(pictures.LARGEST + 1), "picture")


# --- The child

MEASURE = """
import os, subprocess, sys
job, *command = sys.argv[1:]
child = subprocess.Popen(command, stdin=-1, stdout=-3, stderr=-3, env={}, cwd="/")
child.stdin.write(job.encode() + b"\\n" + sys.stdin.buffer.read())
child.stdin.close()
print(os.wait4(child.pid, 0)[2].ru_maxrss)
"""


def peak(data, kind):
    """Bytes of memory that the child had at most. Measured from a small process: the
    system counts a child as at least as big as whoever started it.
    """
    job = json.dumps({"do": kind})
    command = [sys.executable, "-c", MEASURE, job, *pictures.COMMAND]
    return 1024 * int(subprocess.run(command, input=data, capture_output=True).stdout)


@pytest.mark.slow
@every_file
def test_the_child_stays_small(name):
    assert 8 * MIB < peak(CORPUS[name](), kind_of(name)) < PEAK


IN_JAIL = """
import os, runpy, socket, sys, tempfile
worker = runpy.run_path(sys.argv[1] + "/__main__.py")
written = tempfile.TemporaryFile(buffering=0)
os.dup2(os.open("/dev/null", os.O_WRONLY), 2)
worker["close_jail"]()
try:
    exec(sys.argv[2])
except (OSError, MemoryError) as error:
    print(type(error).__name__, getattr(error, "errno", None))
else:
    print("done")
"""


@pytest.mark.parametrize(
    ("attempt", "result"),
    [
        ("None", "done"),
        ("open('/etc/hostname')", "OSError 24"),
        ("os.listdir('/')", "OSError 24"),
        ("socket.socket()", "OSError 24"),
        ("os.pipe()", "OSError 24"),
        ("written.write(b'a')", "OSError 27"),
        ("bytearray(2**30)", "MemoryError None"),
    ],
)
def test_nothing_can_be_reached_from_the_jail(attempt, result):
    command = [sys.executable, "-I", "-c", IN_JAIL, pictures.COMMAND[-1], attempt]
    done = subprocess.run(command, capture_output=True, text=True, env={})
    assert done.stdout.strip() == result


AT_WORK = """
import runpy, sys, types
def work(data):
    try:
        return open("/etc/hostname").name, []
    except OSError as error:
        return error.errno, []
worker = runpy.run_path(sys.argv[1] + "/__main__.py")
sys.modules["mail"] = types.SimpleNamespace(prepare=lambda data: None, work=work)
worker["main"]()
"""


def test_the_jail_is_shut_before_anything_is_looked_into():
    command = [sys.executable, "-I", "-c", AT_WORK, pictures.COMMAND[-1]]
    job = json.dumps({"do": "mail"}) + "\n"
    done = subprocess.run(command, input=job, capture_output=True, text=True, env={})
    assert json.loads(done.stdout)["facts"] == errno.EMFILE


def children():
    """Of this process, dead or alive, that nobody has seen off yet."""
    stats = []
    for process in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            stats.append(process.read_text())
    parents = {stat.split()[0]: stat.rsplit(")")[-1].split()[1] for stat in stats}
    return {child for child, parent in parents.items() if parent == str(os.getpid())}


def test_child_that_takes_too_long_is_killed(monkeypatch):
    before = children()
    monkeypatch.setattr(pictures, "SECONDS", 0.01)
    with pytest.raises(pictures.CannotRead):
        pictures.look(CORPUS["ok.jpg"](), "picture")
    assert children() == before


@pytest.mark.slow
def test_two_children_work_at_once_and_the_others_wait():
    before, data, looks = children(), CORPUS["ok.jpg"](), []
    threads = [
        threading.Thread(target=lambda: looks.append(outcome(data, "picture")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in threads):
        # Those of one glance alone may have followed one another while it lasted.
        most = max(most, len(children() & children() - before))
    assert most == 2
    assert len(looks) == 6
    assert all(looks)
