"""Which parts of a picture to cover, as numbers: percent of the upright picture.

static/cover.js draws the same numbers over the picture. To the server only they count.
"""

import re
from math import isfinite

from django import forms
from django.utils.translation import gettext_lazy as _

from helpcenter.forms import TextField

SIDES = {  # name: label
    "left": _("Left"),
    "top": _("Top"),
    "width": _("Width"),
    "height": _("Height"),
}
ROWS = 5  # on the page at first, and as many more each time
MOST = 50
NAME = re.compile(r"(?:left|top|width|height)-([0-9]{1,9})")
NUMBER = re.compile(r"[-+]?(\d+[.,]?\d*|[.,]\d+)")

NO_NUMBER = _("Type a number from 0 to 100, such as 12.5.")
HALF = _("Fill in all four numbers of this part, or leave all four empty.")
NO_SIZE = _("Make this larger than 0, or empty all four boxes of this part.")
OUTSIDE = _("This part lies outside the picture. Choose a number between 0 and 99.")
NOTHING = _("Cover at least one part first. A copy of the whole is not needed.")
TOO_MANY = _(
    "This is more than 50 parts, and not all of them would be covered. Put some "
    "together into larger ones."
)


class PercentField(TextField):
    """A number, with a dot or a comma. Cleans to a float, or None if it is empty."""

    def clean(self, value):
        text = super().clean(value).replace("%", "").strip()
        if not text:
            return None
        if not NUMBER.fullmatch(text) or not isfinite(float(text.replace(",", "."))):
            raise forms.ValidationError(NO_NUMBER)
        return float(text.replace(",", "."))


class CoverForm(forms.Form):
    """Rows of four numbers. `areas` are those that can be covered, as fractions, cut
    off where the picture ends.
    """

    def __init__(self, data=None, *, extra=0):
        super().__init__(data)
        sent = max(map(row_of, data), default=0) if data else 0
        self.is_too_long = sent > MOST
        self.numbers = range(1, min(max(sent, ROWS) + extra, MOST) + 1)
        self.areas = []
        for number in self.numbers:
            for side, label in SIDES.items():
                self.fields[f"{side}-{number}"] = percent(f"{label} {number}")

    def rows(self):
        """The four boxes of each part."""
        return [[self[name] for name in names(number)] for number in self.numbers]

    def clean(self):
        if self.is_too_long:
            self.add_error(None, TOO_MANY)
        for number in self.numbers:
            row = names(number)
            if not self.errors.keys() & set(row):
                self.clean_row({name: self.cleaned_data[name] for name in row})

    def clean_row(self, row):
        """row: four numbers by the names of their boxes."""
        empty = [name for name, number in row.items() if number is None]
        if len(empty) == len(row):
            return
        wrong, sentence = problem(row, empty)
        if wrong:
            self.add_error(wrong, sentence)
        else:
            self.areas.append(cut_off(*row.values()))

    def must_cover(self):
        """Whether all is right and something would be covered; says so if not."""
        if self.is_valid() and not self.areas:
            self.add_error(None, NOTHING)
        return self.is_valid()


def percent(label):
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return PercentField(label=label, required=False, widget=widget)


def names(number):
    return [f"{side}-{number}" for side in SIDES]


def row_of(name):
    """The number of the row that a box of this name is in; 0 for any other."""
    found = NAME.fullmatch(name)
    return int(found[1]) if found else 0


def problem(row, empty):
    """(name of the box, what to do), or ("", "")."""
    if empty:
        return empty[0], HALF
    first, second, width, height = row
    for name in (width, height):
        if row[name] <= 0:
            return name, NO_SIZE
    for start, size in ((first, width), (second, height)):
        if row[start] >= 100 or row[start] + row[size] <= 0:
            return start, OUTSIDE
    return "", ""


def cut_off(left, top, width, height):
    """As fractions, without what lies outside of the picture."""
    right, bottom = min(left + width, 100), min(top + height, 100)
    left, top = max(left, 0), max(top, 0)
    return tuple(part / 100 for part in (left, top, right - left, bottom - top))
