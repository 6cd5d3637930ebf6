"""What a file holds of a row: a column per field, each value as a text and back."""

from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.exchange.refusals import Refused
from directory.fields import LinesField
from directory.models import (
    Channel,
    Domain,
    Helpline,
    Law,
    Phone,
    Platform,
    Resource,
)
from directory.models.fact import Row
from directory.recognise import clean_host
from directory.shipping import fields_of
from helpcenter.characters import clean_text

KINDS = {
    model._meta.model_name: model
    for model in (Platform, Channel, Domain, Helpline, Phone, Law, Resource)
}
NOTED = {"checked_on", "checked_by"}  # noted by us when a change is saved, never read
YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False} | {
    "0": False
}

YES_OR_NO_ONLY = _("Write yes or no.")
YES_NO_OR_NOTHING = _("Write yes or no, or leave it empty if we do not know.")
NO_PARENT = _("There is no %(kind)s “%(name)s”. Add it first, then come back.")


def tidy(text):
    """As a form would take it."""
    return clean_text(text).strip()


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(value)
    return clean_text(str(value))


class Column:
    """One field of a kind of row."""

    def __init__(self, field):
        self.field, self.name = field, field.name
        self.read = BY_NAME.get(field.name) or reader_of(field)

    def value_of(self, row):
        """The value as it stands in JSON."""
        value = getattr(row, self.name)
        if isinstance(value, Row):
            return value.slug
        return value if isinstance(value, bool | int | list | None) else str(value)

    def text_of(self, row):
        return as_text(self.value_of(row))

    def parse(self, text, parents):
        """The value that a text stands for. Raises Refused."""
        return self.read(self.field, text, parents)


def read_text(field, text, parents):
    return text


def read_lines(field, text, parents):
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_yes_or_no(field, text, parents):
    if not text and field.null:
        return None
    if text.lower() not in YES_OR_NO:
        raise Refused(YES_NO_OR_NOTHING if field.null else YES_OR_NO_ONLY)
    return YES_OR_NO[text.lower()]


def read_number(field, text, parents):
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text)):
        raise Refused(_("Write a whole number, such as 1."))
    return int(text)


def read_parent(field, text, parents):
    if not text and field.null:
        return None
    if text not in parents[field.name]:
        kind = field.related_model._meta.verbose_name
        raise Refused(NO_PARENT % {"kind": kind, "name": text[:80]})
    return parents[field.name][text]


def read_host(field, text, parents):
    host = clean_host(text).removeprefix("www.")
    if not host:
        raise Refused(_("Write the host alone, such as example.com."))
    return host


def read_path(field, text, parents):
    if text and (not text.startswith("/") or text.startswith("//")):
        raise Refused(_("A path starts with one /, as in /messages."))
    return text


BY_NAME = {"host": read_host, "path": read_path}
BY_TYPE = [
    (models.ForeignKey, read_parent),
    (models.BooleanField, read_yes_or_no),
    (models.IntegerField, read_number),
    (LinesField, read_lines),
]


def reader_of(field):
    found = (read for kind, read in BY_TYPE if isinstance(field, kind))
    return next(found, read_text)


@cache
def columns_of(model):
    """The columns of a file by name, always in this order."""
    return {field.name: Column(field) for field in fields_of(model)}


def parents_of(model):
    """{column: {slug: row}} for the columns that name another row."""
    return {
        field.name: field.related_model.objects.in_bulk(field_name="slug")
        for field in fields_of(model)
        if field.is_relation
    }


def texts_of(row):
    """All that a file would hold of the row."""
    return {name: each.text_of(row) for name, each in columns_of(type(row)).items()}
