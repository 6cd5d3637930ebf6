"""The whole job on a fictitious case: what is typed once is everywhere it belongs."""

import json

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from evidence.models import Case, Record
from guide.demo import NotTaken, Visitor, make_demo, read_case, write_down
from helpcenter.models import SealedSession

LETTERS = ("litigation-hold", "take-it-down", "platform-policy", "dmca")
FORMATS = ("pdf", "docx", "txt")
PAPERS = (
    *("plan", "chart", "summary"),
    *("police-summary", "declaration", "certificate", "intake"),
)
EXPECTED = {
    *(f"{name}.{kind}" for name in PAPERS for kind in FORMATS),
    *("paper-pack.pdf", "paper-pack.docx"),
    *("chart.csv", "chart.json", "binder.pdf", "digital-copy.zip"),
    *(f"letters/{name}.{kind}" for name in LETTERS for kind in FORMATS),
}


@pytest.fixture
def folder(db, directory, tmp_path):
    make_demo(tmp_path)
    return tmp_path


def test_everything_is_made(folder):
    files = {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}
    assert files == EXPECTED


def test_a_link_typed_once_is_in_the_chart_and_in_three_letters(folder):
    link = read_case()["incidents"][1]["links"][0]
    letters = [
        f"letters/{name}" for name in ("litigation-hold", "take-it-down", "dmca")
    ]
    for name in ("chart", *letters):
        assert (folder / f"{name}.txt").read_text().count(link) == 1, name
    rows = json.loads((folder / "chart.json").read_text())["incidents"]
    assert link in [target["url"] for row in rows for target in row["targets"]]


def test_each_site_gets_only_its_own_links(folder):
    assert "reddit.com" not in (folder / "letters/platform-policy.txt").read_text()
    assert "facebook.com" not in (folder / "letters/take-it-down.txt").read_text()


def test_the_letters_are_complete(client, demo_case):
    for pk in demo_case.values():
        page = client.get(f"/letters/mine/{pk}/").context
        assert page["is_ready"], [each.sentence for each, _ in page["missing"]]


def test_paper_tells_nothing_of_the_site(folder):
    for file in folder.rglob("*.pdf"):
        assert set(PdfReader(file).metadata) <= {"/Title", "/CreationDate"}, file
        assert b"helpcenter" not in file.read_bytes(), file


def test_nothing_of_it_stays(folder):
    assert (Case.objects.count(), Record.objects.count()) == (0, 0)
    assert SealedSession.objects.count() == 0


def test_the_command_says_how_much_it_wrote(db, directory, tmp_path, capsys):
    call_command("demo", tmp_path)
    assert capsys.readouterr().out == f"{len(EXPECTED)} files in {tmp_path}\n"


def test_a_refusal_is_told(db, directory):
    with pytest.raises(NotTaken, match="not in the calendar"):
        write_down(Visitor(), {"date": "2026-02-30", "happened": "x"})
