"""Every column is known, with its form and its reason, and really has that form."""

import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from guide import inventory
from guide.inventory import CLEAR, HASH, PERSON, SEALED, columns
from helpcenter.models import PaperCode
from tests.staff import member, with_app

DOCS = Path(__file__).parent.parent / "docs" / "data.md"
COLUMNS = {(each.table, each.name): each for each in columns()}
FIELDS = {
    (model._meta.db_table, field.column): field
    for model in apps.get_models(include_auto_created=True)
    for field in model._meta.local_concrete_fields
}


def test_every_column_has_a_form_and_a_reason(db):
    there_are = inventory.columns_there_are()
    unknown = there_are - COLUMNS.keys()
    assert not unknown, f"Say in guide/inventory.py why it is kept: {unknown}"
    assert COLUMNS.keys() - there_are == set()
    assert all(each.why.endswith((".", "…")) for each in COLUMNS.values())


def test_no_column_is_named_twice():
    assert max(Counter((c.table, c.name) for c in columns()).values()) == 1


def test_a_new_column_is_noticed(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE evidence_case ADD COLUMN address text")
    assert inventory.columns_there_are() - COLUMNS.keys() == {
        ("evidence_case", "address")
    }


def test_the_document_is_as_the_code_says():
    out = StringIO()
    call_command("list_data", stdout=out)
    assert DOCS.read_text() == out.getvalue(), "manage.py list_data > docs/data.md"


# --- What the forms mean


BYTES = [key for key, each in FIELDS.items() if isinstance(each, models.BinaryField)]


@pytest.mark.parametrize("key", BYTES, ids=".".join)
def test_bytes_are_sealed_or_a_hash(key):
    assert COLUMNS[key].form in (SEALED, HASH)


# What a person's tables hold in clear, by the kind of field.
CLEAR_IN_PERSON = {
    "CharField": {"id", "kind", "name"},
    "DateField": {"expires_on", "unclaimed_on"},
    "DateTimeField": {"expire_date"},
    "PositiveIntegerField": {"revision", "number"},
    "BigAutoField": {"id"},
    "ForeignKey": {"case_id"},
}


def test_of_a_person_only_ids_days_and_counts_are_clear():
    found = {}
    for (table, name), field in FIELDS.items():
        if table in PERSON and COLUMNS[table, name].form == CLEAR:
            found.setdefault(type(field).__name__, set()).add(name)
    assert found == CLEAR_IN_PERSON


def test_nothing_of_a_person_refers_to_staff_or_to_the_directory():
    """So that no join tells who wrote what."""
    for (table, _), field in FIELDS.items():
        if table in PERSON and field.is_relation:
            assert field.related_model._meta.db_table in PERSON


def test_there_is_no_column_for_where_somebody_is():
    kinds = (models.GenericIPAddressField,)
    assert not [key for key, field in FIELDS.items() if isinstance(field, kinds)]
    told = re.compile(r"(^|_)(ip|agent|referer|referrer|fingerprint|geo)(_|$)")
    assert not [key for key in COLUMNS if told.search(key[1])]


# --- What is really in them


def values_of(column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column.name} FROM {column.table}")  # noqa: S608
        return [row[0] for row in cursor.fetchall() if row[0] is not None]


def is_hash(value):
    """32 bytes, as they are or in hex; or what Django makes of a password."""
    if isinstance(value, str):
        return bool(re.fullmatch(r"[0-9a-f]{64}|\w+\$.*\$.*|!.{40}", value))
    return len(bytes(value)) == 32


def is_sealed(value):
    """No text: as many different bytes as chance gives, whatever was put in."""
    data = bytes(value)
    return len(data) > 28 and len(set(data)) > 0.55 * min(len(data), 256)


@pytest.mark.slow
def test_a_lived_in_site_has_what_the_inventory_says(world):
    user = member("ben", password="a long sentence of words")
    with_app(user)
    PaperCode.objects.create(factor=user.second_factor, name="0f" * 32)
    looked_at = set()
    for column in columns():
        for value in values_of(column):
            if column.form == SEALED:
                assert is_sealed(value), column
            elif column.form == HASH:
                assert is_hash(value), column
            looked_at.add((column.table, column.name))
    kept = {key for key, each in COLUMNS.items() if each.form in (SEALED, HASH)}
    assert kept <= looked_at


@pytest.mark.parametrize("text", [b"", b"He posted it.", b"word " * 500, b"{}" * 40])
def test_what_is_not_sealed_is_noticed(text):
    assert not is_sealed(text)
    assert not is_hash(text.decode())
