"""The formats that staff may take away and bring back."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from directory.exchange.json_files import read_json, write_json
from directory.exchange.refusals import Refused
from directory.exchange.tables import read_csv, write_csv
from directory.exchange.workbooks import read_xlsx, write_xlsx
from directory.shipping import rows_by_key


class Format(NamedTuple):
    label: str
    content_type: str
    write: Callable
    read: Callable


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", write_csv, read_csv),
    "xlsx": Format(
        "Excel (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
        read_xlsx,
    ),
    "json": Format("JSON", "application/json", write_json, read_json),
}
OLD = b"\xd0\xcf\x11\xe0"
OLD_WORKBOOK = _(
    "This is an old Excel file (.xls) or one with a password. Save it as “Excel "
    "workbook (.xlsx)” without a password. Then upload that file."
)
NO_TABLE = _("This file is no table. Upload a CSV, an Excel workbook (.xlsx) or JSON.")


def write(model, extension):
    """The whole table as a file, sorted by key."""
    rows = rows_by_key(model)
    return FORMATS[extension].write([rows[key] for key in sorted(rows)], model)


def read(data, model):
    """(row number, {column: text}) of each row of the file. Raises Refused, also while
    rows are read.
    """
    return FORMATS[format_of(data)].read(data, model)


def format_of(data):
    """By what is inside: a name says nothing."""
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    if data.startswith(OLD):
        raise Refused(OLD_WORKBOOK)
    if start.startswith((b"%PDF", b"<", b"\x89PNG", b"\xff\xd8")):
        raise Refused(NO_TABLE)
    if data.startswith(b"PK"):
        return "xlsx"
    return "json" if start.startswith((b"[", b"{")) else "csv"
