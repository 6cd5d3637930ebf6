"""How long a letter takes in each format in a warm process, and LibreOffice with it."""

import shutil
import subprocess

import pytest

from helpcenter.documents import LETTER, Document, to_docx, to_pdf, to_text

SOFFICE = shutil.which("soffice")
PARAGRAPH = (
    "<p>I am writing to ask you to remove the content listed below, which was posted "
    "without my consent. Please keep all records that relate to it, including account "
    "registration data, login addresses and upload times, until this is settled.</p>"
)
HEAD = (
    "<thead><tr><th class='narrow'>No.</th><th class='wide'>Link</th><th>Account</th>"
    "</tr></thead>"
)
LINK = "https://chatter.example/someone/post/00000000{0:03}?share=aGVsbG8gd29ybGQ"


def rows(count):
    return "".join(
        f"<tr><td>{n}</td><td><a href='{LINK.format(n)}'>{LINK.format(n)}</a></td>"
        f"<td>@somebody_{n}</td></tr>"
        for n in range(count)
    )


def letter(links=8):
    """As long as the letters of the performance study: eight links, ten paragraphs."""
    return Document(
        "<p class='sender'>Dana R.<br>PO Box 1180<br>Springfield</p>"
        "<p class='date'>November 22, 2026</p>"
        "<p class='recipient'>Chatter, Inc.<br>100 Main Street</p>"
        "<p class='subject'>Re: Request to remove content and preserve records</p>"
        f"{PARAGRAPH * 3}<table>{HEAD}<tbody>{rows(links)}</tbody></table>"
        f"{PARAGRAPH * 2}"
        "<p>Sincerely,</p><p class='signature'>Dana R.</p>",
        title="Request",
        paper=LETTER,
    )


@pytest.mark.parametrize("make", [to_pdf, to_docx, to_text])
def test_one_format(benchmark, make):
    make(letter())
    assert benchmark.pedantic(lambda: make(letter()), rounds=15)


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_a_letter_of_thirty_links(benchmark, make):
    make(letter(30))
    assert benchmark.pedantic(lambda: make(letter(30)), rounds=7)


def test_all_three_formats(benchmark):
    def all_three():
        document = letter()
        return to_pdf(document), to_docx(document), to_text(document)

    all_three()
    assert all(benchmark.pedantic(all_three, rounds=15))


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_libreoffice_converting_the_same(benchmark, tmp_path):
    """What the goal compares with: at least eight times all three formats."""
    (tmp_path / "a.docx").write_bytes(to_docx(letter()))
    command = [
        *(SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
        *("--headless", "--convert-to", "pdf", "--outdir", tmp_path, "a.docx"),
    ]

    def convert():
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    convert()
    benchmark.pedantic(convert, rounds=5)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
