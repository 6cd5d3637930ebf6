"""Which letters should have been read again by now, by a lawyer or by staff."""

from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from takedown.letters import LETTERS


def overdue_since(*kinds):
    """The day by which the first of these was to be read again; None: none is late."""
    return min((each.review_by for each in late(kinds)), default=None)


def late(kinds):
    today = timezone.localdate()
    return [each for each in kinds if each.review_by < today]


def notes():
    """A sentence for each day that has passed (see STAFF_NOTES in the settings)."""
    by_day = sorted(late(LETTERS.values()), key=lambda kind: kind.review_by)
    for day, kinds in groupby(by_day, key=lambda kind: kind.review_by):
        yield _(
            "Letters to be read again by %(day)s: %(letters)s. When it is done, change "
            "“review_by” of each in takedown/letters/."
        ) % {
            "day": date_format(day, "DATE_FORMAT"),
            "letters": get_text_list([kind.slug for kind in kinds], _("and")),
        }
