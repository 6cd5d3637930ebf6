"""What is said of a file, a row or a cell that cannot be used; how much is too much."""

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

MOST_ROWS = 2000  # four times our longest table
MOST_COLUMNS = 100
MOST_NAMED = 5  # of wrong columns

IN_A_ROW = _("Row %(row)d: %(sentence)s")
IN_A_CELL = _("Row %(row)d, column %(column)s: %(sentence)s")
TOO_MANY_ROWS = _(
    "This file has more than %(most)s rows, which is the most for one file. "
    "Split it into smaller files and upload them one by one. Nothing was changed."
)
UNKNOWN_COLUMNS = _(
    "This file has columns we do not know: %(unknown)s. The columns here are: "
    "%(known)s."
)
TWICE = _("These columns are there twice: %(names)s. Keep one each.")
NO_KEY = _(
    "This file lacks the column %(names)s. We need it to know which row is which."
)


class Refused(ValueError):
    """The file or the cell cannot be used. The words say what to do."""


class Bad(str):
    """Stands for a cell that could not be read: its text is the reason."""

    __slots__ = ()


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row, in a sentence for staff."""

    row: int
    column: str  # "" if it is the row as a whole
    sentence: str

    def __str__(self):
        said = IN_A_CELL if self.column else IN_A_ROW
        return said % vars(self)


def too_many_rows():
    most = number_format(MOST_ROWS, force_grouping=True)
    return Refused(TOO_MANY_ROWS % {"most": most})


def check_names(names, model_columns, key):
    """The names in the top row are columns of ours, once each, the key among them."""
    known = list(model_columns)
    counts = Counter(names)
    if unknown := [name for name in counts if name not in model_columns]:
        names = {"unknown": listed(unknown), "known": ", ".join(known)}
        raise Refused(UNKNOWN_COLUMNS % names)
    if twice := sorted(name for name, count in counts.items() if count > 1):
        raise Refused(TWICE % {"names": listed(twice)})
    if missing := [name for name in key if name not in names]:
        raise Refused(NO_KEY % {"names": listed(missing)})


def listed(names):
    more = ", …" if len(names) > MOST_NAMED else ""
    shown = [f"“{name[:40]}”" for name in names[:MOST_NAMED]]
    return ", ".join(shown) + more
