"""Looks inside files that strangers made: pictures, PDFs, e-mails.

Whatever must understand such a file runs in a child process that can open nothing,
call nobody and grow only so far: see worker/. Nothing here decodes anything. The file
goes in through a pipe, and what was made of it comes back through another.
"""

import json
import math
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from helpcenter.characters import clean_text

KINDS = ("picture", "pdf", "mail")
# -I: nothing of the environment, of the user or of the current folder is used.
COMMAND = [sys.executable, "-I", str(Path(__file__).parent / "worker")]
SECONDS = 15  # of the clock; the child allows itself fewer of the processor
AT_ONCE = 2  # children of this process; the others wait
LARGEST = 256 * 2**20  # bytes that are looked at, and bytes that come back
LONGEST_LINE = 16 * 2**20  # 500,000 characters of a mail, each as \uXXXX, and more

_turns = threading.BoundedSemaphore(AT_ONCE)


class CannotRead(Exception):
    """Damaged, too big, locked, not of its kind, or made to do harm.

    Which of them is not said, and nothing of the file is in the message.
    """

    def __init__(self):
        super().__init__("this file cannot be read")


@dataclass(frozen=True)
class Look:
    """What can be known of a file without opening it in this process.

    facts: plain JSON. Each module of worker/ tells what is in it.
    preview: a JPEG of at most 1600 pixels a side, upright, pixels only; b"" if none.
    blurred: the same in 12 pixels, from which nothing can be made out; b"" if none.
    page_form: what is printed instead of the original: an upright picture, or a PDF
    without anything active; b"" where the original can be printed, or nothing can.
    """

    facts: dict
    preview: bytes
    blurred: bytes
    page_form: bytes


def look(data, kind):
    """What is in these bytes; kind is one of KINDS. Raises CannotRead."""
    if kind not in KINDS:
        raise ValueError("a kind that nobody can look at")
    facts, parts = _ask({"do": kind}, data, parts=3)
    return Look(_clean(facts), *parts)


def redact(data, areas):
    """A new picture of the same size with these areas black: PNG, or JPEG if it was one
    or was HEIC.

    areas: (left, top, width, height) of each, as fractions of the upright picture. What
    lies outside of it is cut off. Raises CannotRead, and ValueError for areas that
    cover nothing: a copy that hides nothing must never be taken for one that does.
    """
    areas = [[float(number) for number in area] for area in areas]
    if not areas or not all(_covers_something(*area) for area in areas):
        raise ValueError("an area that covers nothing")
    _, (picture,) = _ask({"do": "redact", "areas": areas}, data, parts=1)
    return picture


def _covers_something(left, top, width, height):
    return (
        all(map(math.isfinite, (left, top, width, height)))
        and min(width, height) > 0
        and max(left, top) < 1
        and min(left + width, top + height) > 0
    )


def _clean(fact):
    """The same facts with only characters that can be kept and printed."""
    if isinstance(fact, str):
        return clean_text(fact)
    if isinstance(fact, list):
        return [_clean(each) for each in fact]
    if isinstance(fact, dict):
        return {name: _clean(each) for name, each in fact.items()}
    return fact


# --- The child


def _ask(job, data, parts):
    """What the child answers: (facts, as many parts). Raises CannotRead."""
    if len(data) > LARGEST:
        raise CannotRead
    try:
        with _turns, _child() as child:
            _tell(child.stdin, job, data)
            return _answer(child.stdout, parts)
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotRead from None


@contextmanager
def _child():
    """The child while it works; dead, one way or another, when the block ends."""
    # Errors go nowhere: they would hold words of the file.
    child = subprocess.Popen(  # noqa: S603
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    clock = threading.Timer(SECONDS, child.kill)
    clock.start()
    try:
        yield child
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        with suppress(OSError):  # what it never read is still to be sent
            child.stdin.close()
        child.stdout.close()


def _tell(stdin, job, data):
    """Everything at once: the child reads to the end before it answers."""
    stdin.write(json.dumps(job).encode() + b"\n")
    stdin.write(data)
    stdin.close()


def _answer(stdout, parts):
    """Takes no more than was announced, and only if it is not too much."""
    head = json.loads(stdout.readline(LONGEST_LINE))
    sizes = head["sizes"]
    if len(sizes) != parts or sum(sizes) > LARGEST or min(sizes) < 0:
        raise ValueError
    pieces = [stdout.read(size) for size in sizes]
    if [len(piece) for piece in pieces] != sizes:
        raise ValueError
    return head["facts"], pieces
