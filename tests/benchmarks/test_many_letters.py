"""Fifty letters as one ZIP (PDF, Word and text of each), beside LibreOffice converting
the same fifty Word files in one call, and how much memory the worker takes.

Goal: at least 2 times as fast on two cores, so at most 0.5 of its time. Peak memory is
bounded: two hundred letters take little more of it than ten.
"""

import multiprocessing
import re
import resource
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from helpcenter.documents import LETTER, Document, to_docx
from helpcenter.documents.binder import Laid, bind, lay_out
from takedown.bundle import zip_of
from tests.benchmarks.beside import beside
from tests.letter_facts import TODAY, make_letter

SOFFICE = shutil.which("soffice")
LETTERS = 50
KINDS = ("litigation-hold", "take-it-down", "platform-policy", "host-notice")
LINKS = 8  # as in the performance study


def link(letter, number):
    return f"https://site{letter:03}.example/someone/post/00000000{number:03}?share=aGk"


def documents(count):
    """[(number, document)], new ones: what was read of one is kept with it."""
    for number in range(count):
        links = [link(number, each) for each in range(LINKS)]
        letter = make_letter(KINDS[number % len(KINDS)], links=links)
        source = letter.compose(TODAY)
        yield f"{number:02}", Document(source, title="Letter", paper=LETTER)


def zipped(count):
    """How many bytes, without keeping them."""
    return sum(map(len, zip_of(documents(count))))


@pytest.fixture
def count(benchmark):
    """How many letters: few, if nothing is measured."""
    lay_out([document for _, document in documents(2)])
    return LETTERS if benchmark.enabled else 2


def test_batch_is_whole():
    archive = ZipFile(BytesIO(b"".join(zip_of(documents(4)))))
    assert len(archive.namelist()) == 12
    assert link(3, 7) in archive.read("03.txt").decode().replace("\n", "")


def test_fifty_letters_as_one_zip(benchmark, count):
    assert benchmark.pedantic(zipped, args=[count], rounds=5, warmup_rounds=1)


def test_fifty_letters_as_one_pdf(benchmark, count):
    def bound():
        parts = [Laid(d.source, has_own_numbers=True) for _, d in documents(count)]
        return sum(map(len, bind(parts, title="a", paper=LETTER)))

    assert benchmark.pedantic(bound, rounds=5, warmup_rounds=1)


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_fifty_letters_beside_libreoffice_in_one_call(benchmark, count, tmp_path):
    """It gets its Word files ready made; the batch makes them too, and the text."""
    names = [f"{name}.docx" for name, _ in documents(count)]
    for name, document in documents(count):
        (tmp_path / f"{name}.docx").write_bytes(to_docx(document))
    command = [
        *(SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
        *("--headless", "--convert-to", "pdf", "--outdir", tmp_path, *names),
    ]

    def convert():
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    assert beside(benchmark, lambda: zipped(count), convert, name="LibreOffice")
    assert len(list(tmp_path.glob("*.pdf"))) == count


PEAK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "helpcenter.settings"
import django
django.setup()
from tests.benchmarks.test_many_letters import peak_of
if __name__ == "__main__":
    print(peak_of(int(sys.argv[1])))
"""


def peak_of(count):
    """The most memory, in KiB, that this process and those which lay out for it have
    had after so many letters, as if all had it at once.
    """
    zipped(count)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return own + max(ended, sum(map(high_water, multiprocessing.active_children())))


def high_water(process):
    """The most memory, in KiB, that it has had; 0 if it ended meanwhile."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    return int(re.search(r"^VmHWM:\s+(\d+)|\Z", status, re.M)[1] or 0)


def test_peak_memory_of_the_worker(benchmark, tmp_path):
    """In processes of their own: the peak of this one is that of all tests before."""
    script = tmp_path / "peak.py"
    script.write_text(PEAK)

    def peak(count):
        command = [sys.executable, script, str(count)]
        environment = {"PYTHONPATH": ".", "DEBUG": "True"}
        answer = subprocess.run(
            command, env=environment, check=True, capture_output=True
        )
        return int(answer.stdout) / 1024

    many, few = (4 * LETTERS, 10) if benchmark.enabled else (1, 0)
    most = benchmark.pedantic(peak, args=[many], rounds=1)
    assert most > 0
    if few:
        benchmark.stats.name += (
            f": {most:.0f} MiB for {many}, {peak(few):.0f} for {few}"
        )
