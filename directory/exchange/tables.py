"""Rows under a top row with names; and CSV, the plainest of such files."""

import csv
import io

from django.utils.translation import gettext_lazy as _

from directory.exchange.columns import columns_of
from directory.exchange.encodings import decode
from directory.exchange.formulas import disarm, restore
from directory.exchange.refusals import (
    MOST_COLUMNS,
    MOST_ROWS,
    Bad,
    Refused,
    check_names,
    too_many_rows,
)

SEPARATORS = ",;\t"  # Excel's own depends on the country
EMPTY = _("This file holds no rows.")
TOO_FAR = _(
    "This file goes on after its rows for very long. Copy the rows to a new file and "
    "upload that one."
)
FARTHEST = 10 * MOST_ROWS  # empty rows in between and after are passed over
TOO_WIDE = _(
    "Row %(row)d has more cells than the top row has names. Perhaps a cell moved. "
    "Please put it right, then upload the file again."
)
BROKEN = _(
    "Row %(row)d of this file cannot be read: its quotation marks or separators do not "
    "match. Save the file again from your spreadsheet program."
)


def cells_of(rows, model):
    """Rows of disarmed texts, the names first."""
    columns = columns_of(model)
    yield list(columns)
    for row in rows:
        yield [disarm(each.text_of(row)) for each in columns.values()]


def named(lines, model):
    """(row number, {column: text}) of each row that is not empty. Raises Refused.

    `lines` are lists of cells, the first with the names; the first row is number 1.
    """
    lines = iter(lines)
    names = [name.strip().lower() for name in trimmed(next(lines, []))]
    if not names:
        raise Refused(EMPTY)
    check_names(names, columns_of(model), model.KEY)
    count = 0
    for number, line in enumerate(lines, start=2):
        cells = trimmed(line)
        if number > FARTHEST:
            raise Refused(TOO_FAR)
        if not cells:
            continue
        count += 1
        if count > MOST_ROWS:
            raise too_many_rows()
        yield number, cells_by_name(names, cells, number)


def trimmed(line):
    """The cells without the empty ones at the end."""
    cells = list(line)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def cells_by_name(names, cells, number):
    if len(cells) > len(names):
        raise Refused(TOO_WIDE % {"row": number})
    cells += [""] * (len(names) - len(cells))
    restored = [cell if isinstance(cell, Bad) else restore(cell) for cell in cells]
    return dict(zip(names, restored, strict=True))


def write_csv(rows, model):
    """With the mark by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(cells_of(rows, model))
    return file.getvalue().encode("utf-8-sig")


def read_csv(data, model):
    return named(csv_lines(decode(data), model), model)


def csv_lines(text, model):
    top = text.partition("\n")[0]
    separator = max(SEPARATORS, key=top.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    width = 0
    for number, row in numbered(lines):
        width = width or len(row)
        if len(row) != width and any(row):
            raise Refused(BROKEN % {"row": number})
        if width > MOST_COLUMNS:
            raise Refused(TOO_FAR)
        yield row


def numbered(lines):
    """(number, row), with a sentence for what the csv module cannot read."""
    number = 0
    try:
        for number, row in enumerate(lines, start=1):
            yield number, row
    except csv.Error as error:
        raise Refused(BROKEN % {"row": number + 1}) from error
