"""docs/coverage.md: nothing of the 2021 guide was lost without a reason."""

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from directory.shipping import MODELS

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "coverage.md").read_text()
GUIDE_2021 = json.loads((ROOT / "tests/data/guide_2021_contacts.json").read_text())
NAMED = set(re.findall(r"`([^`]+)`", TABLE)) - {"tests/test_coverage_table.py"}
KEPT = {name for name in NAMED if re.fullmatch(r"[A-Z][a-z]+\.\w+", name)}
PLACES = sorted(NAMED - KEPT - {"data/"})
# The fields of the facts as they were collected, file by file.
COLLECTED = json.loads((ROOT / "tests/data/directory_fields.json").read_text())
# Wrong, dead or unconfirmed: told to nobody.
NEVER_SHOWN = (
    "800-273-8255",
    "273-TALK",
    "800-784-2433",
    "IMAlive",
    "support@clover.com",
    "secure@blackberry.com",
    "abuse@discord.com",
    "concern/revengeporn",
    "take-a-screenshot.org",
    "imqq.com",
)


KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def normal(contact):
    """The same link or number written in another way comes out the same."""
    if re.match(r"[\d+(]", contact):
        number = re.sub(r"\(.*|\W", "", contact).translate(KEYPAD)
        return number.removeprefix("1") if len(number) > 10 else number
    return re.sub(r"^(https?://)?(www\.)?", "", contact.lower()).rstrip("/")


def leaves(value):
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)


def rows(heading):
    """The cells of the rows of the table under that heading."""
    part = TABLE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


LEFT_OUT = rows("Links and contacts that we do not show")
REASONS = {normal(contact): reason for _, contact, reason in LEFT_OUT}


def may_be_shown(row):
    """A hidden fact is for staff, as is a helpline that nobody has confirmed."""
    is_line = row["model"] in {"directory.helpline", "directory.law"}
    fact = row["fields"]
    return fact.get("shown", True) and not (is_line and fact["confidence"] == "low")


@pytest.fixture(scope="module")
def shown():
    """Every text of the directory that people may be shown, in its normal form. What
    the 2021 guide said is kept beside it, for staff.
    """
    files = (ROOT / "fixtures" / "directory").glob("*.json")
    rows = [row for file in files for row in json.loads(file.read_text())]
    return {
        normal(text)
        for row in rows
        if may_be_shown(row)
        for name, value in row["fields"].items()
        if not name.startswith("guide_")
        for text in leaves(value)
    }


@pytest.mark.parametrize("contact", GUIDE_2021["contacts"], ids=lambda c: c["value"])
def test_each_contact_of_2021_is_shown_or_has_a_reason(contact, shown):
    name = normal(contact["value"])
    assert name in shown or REASONS[name]


@pytest.mark.parametrize("contact", sorted(REASONS))
def test_what_the_table_leaves_out_is_not_shown(contact, shown):
    assert contact not in shown


def test_a_contact_that_is_nowhere_would_be_missed(shown):
    assert normal("https://example.org/not-there") not in shown | REASONS.keys()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.ic3.gov/", "ic3.gov"),
        ("844-878-CCRI (2274)", "1-844-878-2274"),
        ("DomainTools.com", "https://domaintools.com"),
    ],
)
def test_a_contact_is_known_however_it_is_written(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize("name", GUIDE_2021["platforms"])
def test_each_platform_of_2021_is_in_the_directory(name, shown):
    names = {re.sub(r" ?[(/].*", "", text) for text in shown}
    assert normal(name) in names


@pytest.mark.parametrize("name", GUIDE_2021["resources"])
def test_each_resource_of_2021_has_its_row(name):
    cells = {row[0] for row in rows("Resources of 2021 without a link")}
    listed = {row[0] for row in rows("Links and contacts that we do not show")}
    assert name in cells | listed | {"NCMEC CyberTipline"}


@pytest.mark.parametrize("place", PLACES)
def test_each_place_named_in_the_table_exists(place, client, db):
    if "/" in place:
        assert (ROOT / place).exists()
        return
    name, *arguments = place.split()
    assert reverse(name, args=arguments)
    if name in {"guide:step", "guide:page"}:
        assert client.get(reverse(name, args=arguments)).status_code == 200


FIELDS = {
    f"{model.__name__}.{field.name}" for model in MODELS for field in model._meta.fields
}
OF_EACH = ("id", "source", "confidence", "checked_on", "checked_by", "shown", "shipped")


def test_each_fact_is_kept_where_the_table_says():
    assert KEPT <= FIELDS
    left = {name for name in FIELDS - KEPT if not name.endswith(OF_EACH)}
    assert left == {"Channel.platform", "Channel.slug"}  # which it is and whose


@pytest.mark.parametrize("file", COLLECTED)
def test_each_field_that_was_collected_is_in_the_table(file):
    cells = [cell for cell, _ in rows("Facts of the directory")]
    said = " ".join(cell for cell in cells if cell.startswith(f"{file}:"))
    assert set(COLLECTED[file]) <= set(re.findall(r"\w+", said))


def test_all_rows_came_over():
    counted = {}
    for file in (ROOT / "fixtures/directory").glob("*.json"):
        counted[file.stem] = len(json.loads(file.read_text()))
    said = "143 platforms, 242 helplines with 219 numbers, 265 laws and 25 resources"
    assert said in TABLE
    names = ("platforms", "helplines", "phones", "laws", "resources")
    assert [counted[name] for name in names] == [
        int(n) for n in re.findall(r"\d+", said)
    ]


@pytest.mark.parametrize("wrong", NEVER_SHOWN)
def test_what_is_wrong_by_now_is_told_to_nobody(wrong):
    for file in (ROOT / "templates").rglob("*.html"):
        assert wrong not in file.read_text(), file
