"""Rows in an XLSX workbook. The only module that knows openpyxl.

A workbook is a ZIP of XML: what it unpacks to is limited before anything is unpacked,
and what could run or fetch something is refused. Of the XML, openpyxl reads rows and
the texts they share by defusedxml, and the small parts around them by lxml, which it
tells to resolve no entities.
"""

import io
from contextlib import closing
from datetime import date, datetime
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from directory.exchange.columns import as_text
from directory.exchange.refusals import MOST_COLUMNS, Bad, Refused
from directory.exchange.tables import FARTHEST, TOO_FAR, cells_of, named
from directory.shipping import plural_of

MOST_UNPACKED = 10 * 2**20  # bytes; our longest table takes under one million
MOST_PARTS = 200
LONGEST_CELL = 32_767  # characters; programs cut what is longer
REFUSED_PARTS = {
    "vbaproject": _("macros"),
    "macrosheets/": _("macros"),
    "externallinks/": _("links to other files"),
    "connections.xml": _("links to other sources"),
    "embeddings/": _("other files inside it"),
    "activex/": _("controls"),
}
HOLDS = _(
    "This workbook holds %(what)s. Save it as a plain workbook (.xlsx) without them."
)
BROKEN = _(
    "This file cannot be read as a workbook. Save it again as “Excel workbook (.xlsx)” "
    "without a password. Then upload that file."
)
TOO_BIG = _(
    "This workbook unpacks to far more than a table of ours. Copy the rows to a new "
    "workbook and upload that one."
)
SHEETS = _("This workbook has more than one sheet. Keep only the sheet with the rows.")
FORMULA = _("This cell holds a formula. Write its result in its place.")
ERROR = _("This cell holds an error of the spreadsheet. Write what should stand there.")
CUT = _("This text is as long as a cell can be. Some of it may be missing.")


def write_xlsx(rows, model):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(plural_of(model).capitalize())
    sheet.freeze_panes = "A2"
    for number, texts in enumerate(cells_of(rows, model)):
        sheet.append([cell(sheet, text, bold=number == 0) for text in texts])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cell(sheet, text, bold):
    """A cell that stays text, whatever it looks like: 0800 keeps its zero."""
    made = WriteOnlyCell(sheet, text)
    made.data_type, made.number_format = "s", "@"
    if bold:
        made.font = Font(bold=True)
    return made


def read_xlsx(data, model):
    check_parts(data)
    return named(lines(data), model)


def check_parts(data):
    """Look at the list of what is inside, before unpacking."""
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(BROKEN) from error
    if any(part.flag_bits & 1 for part in listed):  # locked
        raise Refused(BROKEN)
    # Nothing unpacks to more than its entry says: zipfile stops there.
    if sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise Refused(TOO_BIG)
    if len(listed) > MOST_PARTS:
        raise Refused(TOO_BIG)
    for part in listed:
        for name, what in REFUSED_PARTS.items():
            if name in part.filename.lower():
                raise Refused(HOLDS % {"what": what})


def lines(data):
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        with closing(book):
            yield from lines_of(book)
    except Refused:
        raise
    except Exception as error:  # a broken workbook makes openpyxl raise almost anything
        raise Refused(BROKEN) from error


def lines_of(book):
    if len(book.sheetnames) != 1:
        raise Refused(SHEETS)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # the file's word on how far it goes is not believed
    room = MOST_UNPACKED  # letters: many cells may share one long text
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if len(row) > MOST_COLUMNS or number > FARTHEST:
            raise Refused(TOO_FAR)
        texts = [text_of(each) for each in row]
        room -= sum(map(len, texts))
        if room < 0:
            raise Refused(TOO_BIG)
        yield texts


def text_of(cell):
    value = cell.value
    if cell.data_type == "f":
        return Bad(FORMULA)
    if cell.data_type == "e":
        return Bad(ERROR)
    if isinstance(value, str) and len(value) >= LONGEST_CELL:
        return Bad(CUT)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return as_text(value)
