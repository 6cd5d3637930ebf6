"""docs/security.md: every requirement has its line, and every proof is a real test."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
TEXT = (ROOT / "docs" / "security.md").read_text()
# The numbers of ASVS 5.0.0, levels 1 and 2.
REQUIRED = (TESTS / "data" / "asvs_5_level_2.txt").read_text().split()
LINE = re.compile(
    r"^\| ((?:\d+\.[\d.*]+(?:, )?)+) \| ([a-z ]+) \| ?(.*?) ?\| ?(.*?) ?\|$", re.M
)
LINES = LINE.findall(TEXT)
PROOF = re.compile(r"`(test_\w+)::(test_\w+)`")
HELD = {"yes", "partly", "no", "operator", "none here"}


def numbers_of(line):
    """The requirements that a line is about; 10.* is all of a chapter."""
    for number in line[0].split(", "):
        start = number.removesuffix("*")
        is_whole = start != number
        yield from (
            [n for n in REQUIRED if n.startswith(start)] if is_whole else [number]
        )


def test_each_requirement_has_one_line():
    found = Counter(number for line in LINES for number in numbers_of(line))
    assert len(REQUIRED) == 253
    assert found == Counter(REQUIRED)


def test_each_row_of_the_tables_is_read():
    rows = [each for each in TEXT.splitlines() if re.match(r"\| \d", each)]
    assert len(rows) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_each_line_says_how_and_where_it_is_proven(line):
    _, held, how, proof = line
    assert held in HELD
    assert how or PROOF.search(proof)
    if held == "yes":
        assert PROOF.search(proof)
    else:
        assert len(how) > 10, "Say why."


def test_whatever_stands_as_a_proof_is_read():
    assert len(PROOF.findall(TEXT)) == TEXT.count("::")


def test_each_promise_names_tests_that_there_are():
    promises = (ROOT / "docs/promises.md").read_text()
    files = set(re.findall(r"`(tests/[^`]+)`", promises))
    assert len(files) > 20
    assert {file for file in files if not (ROOT / file).exists()} == set()


@pytest.mark.parametrize("proof", sorted(set(PROOF.findall(TEXT))), ids="::".join)
def test_each_proof_is_a_test(proof):
    file, name = proof
    found = [*TESTS.glob(f"{file}.py"), *TESTS.glob(f"*/{file}.py")]
    texts = [each.read_text() for each in found]
    assert any(re.search(rf"^def {name}\(", text, re.M) for text in texts)


# --- What no other test holds


@pytest.mark.parametrize(
    "file", sorted((ROOT / "static").rglob("*.js")), ids=lambda f: f.name
)
def test_no_script_of_ours_makes_markup(file):
    """Nor code: what a page is given is only ever text."""
    makes = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|Function\("
    )
    stores = r"localStorage|sessionStorage|indexedDB|document\.cookie"
    assert not re.search(f"{makes}|{stores}", file.read_text())


OWNERS = {  # the network: its names, its connections, its files elsewhere
    "directory/checking/": r"http|socket|ssl|dns|urllib\.request|urllib import request",
    "helpcenter/vault/bucket.py": "boto3|botocore|storages",
    "nobody": "requests|httpx|urllib3|smtplib|ftplib",
}
APPS = ("guide", "takedown", "evidence", "directory", "helpcenter")
SOURCES = [file for app in APPS for file in (ROOT / app).rglob("*.py")]


@pytest.mark.parametrize(("owner", "modules"), OWNERS.items(), ids=OWNERS)
def test_only_the_owners_of_the_network_open_it(owner, modules):
    opens = re.compile(rf"^\s*(import|from) ({modules})\b", re.M)
    paths = [str(f.relative_to(ROOT)) for f in SOURCES if opens.search(f.read_text())]
    assert [path for path in paths if not path.startswith(owner)] == []
    assert paths or owner == "nobody"
