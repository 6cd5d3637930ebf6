"""Bytes to text: UTF-8 or UTF-16 that says so. What loses letters is refused."""

import codecs

from django.utils.translation import gettext_lazy as _

from directory.exchange.refusals import Refused

NOT_UTF_8 = _(
    "Line %(line)d of this file is not UTF-8. It looks like an older Windows file "
    "(Windows-1252), which loses the letters of many languages. In Excel, save it as "
    "“CSV UTF-8” or as a workbook (.xlsx). Then upload that file."
)
NOT_TEXT = _(
    "This file cannot be read as text. Save it as “CSV UTF-8” or as a workbook "
    "(.xlsx). Then upload that file."
)


def decode(data):
    """Raises Refused."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        text = data.decode("utf-16" if data.startswith(marks) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(marks) or b"\0" in data:
            raise Refused(NOT_TEXT) from error
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(NOT_UTF_8 % {"line": line}) from error
    if "\0" in text:
        raise Refused(NOT_TEXT)
    return text
