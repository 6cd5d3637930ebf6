"""How long a binder takes, and what it is measured against.

BINDER_EXHIBITS="10 100 1000" says how many exhibits; a thousand need 1.5 GB of disk and
some minutes. Goals: pouring against copying and a digest at most 1.3; everything at
100 against WeasyPrint at least 6 times as fast, against LibreOffice 10 times.
"""

import os
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO

import docx
import pytest
from docx.shared import Cm

from helpcenter.documents import A4, Document, to_pdf
from helpcenter.documents.binder import Laid, bind, lay_out
from helpcenter.documents.page import to_parts
from helpcenter.documents.pdf import page_rule, printed
from tests.benchmarks.beside import beside, cp_and_openssl
from tests.documents.exhibits import grainy_screen, messages, photo, picture

SOFFICE = shutil.which("soffice")
COUNTS = [int(count) for count in os.environ.get("BINDER_EXHIBITS", "10 100").split()]
DIFFERENT = 20  # pictures; each exhibit has a file of its own
ROW = (
    "<tr><td>{0}</td><td>November 2, 2026, 14:30</td><td>He wrote to me at night. He "
    "said he would send the picture to my boss unless I paid.</td>"
    "<td><a href='https://binder.invalid/{0}'>Exhibit {0}</a></td></tr>"
)
CHART = (
    "<h1>What happened</h1><table><thead><tr><th class='narrow'>No.</th><th>When</th>"
    "<th class='wide'>What happened</th><th>Shown by</th></tr></thead>{}</table>"
)
SLIP = (
    "<h1>Exhibit {0}</h1><p><strong>What it shows:</strong> a message he sent me</p>"
    "<p><strong>Captured:</strong> November 2, 2026, by me, with my phone</p>"
    "<p><strong>Where:</strong> https://chatter.example/someone/post/{0}</p>"
    "<p><strong>In the chart:</strong> <a href='https://binder.invalid/chart'>no. {0}"
    "</a></p><p class='fine'>SHA-256: {1}</p>"
)
LONG = "0123456789abcdef" * 4


@cache
def different(number):
    """Of twenty exhibits eight are screenshots and four photos, the others PNG."""
    if number % 5 == 0:
        return photo(number)
    return messages(seed=number) if number % 5 < 3 else grainy_screen(number)


@pytest.fixture(scope="module", params=COUNTS)
def files(request, tmp_path_factory):
    """So many files on disk."""
    folder = tmp_path_factory.mktemp("exhibits")
    made = [folder / f"{number}" for number in range(request.param)]
    for number, file in enumerate(made):
        file.write_bytes(different(number % DIFFERENT))
    yield made
    shutil.rmtree(folder)


def pictures(files):
    """A part for each file. What it opens is read and its digest made, as the vault
    does.
    """
    like = [picture(different(number)) for number in range(DIFFERENT)]
    return [
        replace(
            like[number % DIFFERENT],
            open=lambda file=file: digested(file.read_bytes()),
            orientation=1 if number % 5 else 6,
            label=f"Exhibit {number}",
            fine=f"SHA-256 {LONG}",
        )
        for number, file in enumerate(files)
    ]


def digested(data):
    sha256(data).digest()
    return data


def whole(files):
    """Chart, and each picture behind its slip."""
    rows = [ROW.format(number) for number in range(len(files))]
    yield from (
        Laid(CHART.format("".join(rows[n : n + 50])), "" if n else "chart", "Chart")
        for n in range(0, len(rows), 50)
    )
    for number, part in enumerate(pictures(files)):
        yield Laid(SLIP.format(number, LONG), f"{number}", part.label, part.label)
        yield part


def write(parts, file):
    with file.open("wb", buffering=0) as out:
        for chunk in bind(parts, title="Exhibits"):
            out.write(chunk)


def test_pouring(benchmark, files, tmp_path):
    beside(
        benchmark,
        lambda: write(pictures(files), tmp_path / "a.pdf"),
        lambda: cp_and_openssl(files, tmp_path),
        name="cp and sha256",
    )


def test_whole_binder(benchmark, files, tmp_path):
    lay_out([Document("<p>a</p>", title="a")] * 2)
    benchmark.pedantic(write, args=[list(whole(files)), tmp_path / "a.pdf"], rounds=3)


def test_whole_binder_against_weasyprint(benchmark, files, tmp_path):
    """The same words and pictures as one document."""
    if len(files) > 100:
        pytest.skip("takes minutes and gigabytes")
    words = [part for part in whole(files) if isinstance(part, Laid)]
    html = to_parts([Document(part.source, "a") for part in words], frozenset())
    sections = html.split("</section>")
    charts = len(words) - len(files)
    for number, file in enumerate(files):
        sections[charts + number] += inline(file.read_bytes())
    rule = page_rule(A4, "Page ", " of ") + "section, img { break-before: page }"
    page = "</section>".join(sections)
    benchmark.pedantic(lambda: printed(page, rule), rounds=1)


def inline(data):
    return (
        "<img alt='a' style='max-width: 100%; max-height: 24cm' "
        f"src='data:;base64,{b64encode(data).decode()}'>"
    )


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_whole_binder_against_libreoffice(benchmark, files, tmp_path):
    if len(files) > 100:
        pytest.skip("takes minutes and gigabytes")
    document = docx.Document()
    for number, file in enumerate(files):
        document.add_heading(
            f"Exhibit {number}"
        ).paragraph_format.page_break_before = True
        document.add_paragraph(LONG)
        document.add_picture(BytesIO(file.read_bytes()), height=Cm(18))
    document.save(tmp_path / "a.docx")
    command = [
        *(SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
        *("--headless", "--convert-to", "pdf", "--outdir", tmp_path, "a.docx"),
    ]
    benchmark.pedantic(
        lambda: subprocess.run(command, cwd=tmp_path, check=True, capture_output=True),
        rounds=1,
    )


def test_fifty_slips(benchmark):
    """Goal: 15 to 20 ms each in one process, so half a second on two cores."""
    slips = [Laid(SLIP.format(number, LONG), f"{number}") for number in range(50)]
    benchmark.pedantic(
        lambda: b"".join(bind(slips, title="a")), rounds=5, warmup_rounds=1
    )


@pytest.mark.parametrize("how", ["in two processes", "one by one"])
def test_fifty_letters(benchmark, how):
    letters = [Document(SLIP.format(n, LONG) * 3, title="a") for n in range(50)]
    make = lay_out if how == "in two processes" else lambda all: [*map(to_pdf, all)]
    benchmark.pedantic(make, args=[letters], rounds=3, warmup_rounds=1)
