"""Rows as a list of JSON objects, for programs."""

import json

from django.utils.translation import gettext_lazy as _

from directory.exchange.columns import as_text, columns_of
from directory.exchange.encodings import decode
from directory.exchange.refusals import (
    MOST_ROWS,
    Bad,
    Refused,
    check_names,
    too_many_rows,
)

BROKEN = _("This file is not JSON that we can read. Please write it anew.")
NOT_A_LIST = _("The file must be a list of rows, each with its fields by name.")
NOT_PLAIN = _("Write a text, a number, true, false, null, or a list of texts.")


def write_json(rows, model):
    columns = columns_of(model).items()
    records = [{name: each.value_of(row) for name, each in columns} for row in rows]
    text = json.dumps(records, indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def read_json(data, model):
    """(row number, {column: text}) of each object; the first is number 1."""
    records = parsed(decode(data))
    if isinstance(records, Pairs) or not isinstance(records, list):
        raise Refused(NOT_A_LIST)
    if len(records) > MOST_ROWS:
        raise too_many_rows()
    for number, pairs in enumerate(records, start=1):
        if not isinstance(pairs, Pairs):
            raise Refused(NOT_A_LIST)
        check_names([name for name, _ in pairs], columns_of(model), model.KEY)
        yield number, {name: text_of(value) for name, value in pairs}


class Pairs(list):
    """An object as it stands there, so that a name that is there twice is seen."""


def parsed(text):
    try:
        return json.loads(text, object_pairs_hook=Pairs, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise Refused(BROKEN) from error


def refuse(constant):
    raise ValueError(constant)


def text_of(value):
    if isinstance(value, list) and any(not isinstance(line, str) for line in value):
        return Bad(NOT_PLAIN)
    if isinstance(value, Pairs | float):
        return Bad(NOT_PLAIN)
    return as_text(value)
