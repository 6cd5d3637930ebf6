"""What a changed cell must not hold: markup, links that run, letters that were lost."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.fields import NO_NAME

TAGS = (
    "a|abbr|b|base|body|br|button|code|div|em|embed|font|form|frame|h[1-6]|head|hr|html|"
    "i|iframe|img|input|li|link|math|meta|object|ol|p|pre|script|span|strong|style|svg|"
    "table|td|textarea|th|title|tr|u|ul|video"
)
MARKUP = re.compile(rf"<(?:/?(?:{TAGS})\b|!|\?)", re.IGNORECASE)
RUNS = re.compile(
    r"\s*(?:(?:javascript|vbscript)\s*:|data:[a-z]+/|file:/|[/\\]{2})", re.IGNORECASE
)
SHORTENED = re.compile(r"-?\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
MOST_CHOICES = 20

HTML = _("This holds HTML. Please write plain words.")
LINK = _("This is not a web address that we can show. Begin it with https://.")
EMAIL = _("This is not an e-mail address.")
SLUG = _("Use letters a to z, digits, - and _ only.")
LETTERS = _(
    "Some letters of this text were lost or changed, perhaps when it was saved. Save "
    "the file as “CSV UTF-8” or as a workbook (.xlsx)."
)
ZERO = _(
    "A spreadsheet program seems to have taken off what stood in front: it was "
    "%(before)s. Mark the column as text, and write it again."
)
SHORT = _("A spreadsheet program shortened this number. Write all of it, as text.")
MISSING = _("This cannot be empty.")
RULE = _("This row breaks a rule of the directory. Compare it with rows like it.")
UNKNOWN = _("This is not a code we know. Look in other rows how it is written.")


def problems_of(before, after):
    """A sentence for each thing that is wrong with a new text."""
    if MARKUP.search(after):
        yield HTML
    if any(RUNS.match(line) for line in after.splitlines()):
        yield LINK
    if is_garbled(before, after):
        yield LETTERS
    if before != after and after.isdigit() and after == before.lstrip("+0"):
        yield ZERO % {"before": before}
    if SHORTENED.fullmatch(after):
        yield SHORT


def is_garbled(before, after):
    """Whether it went through a program that cannot write all letters."""
    if "\ufffd" in after:
        return True
    if "?" in after and not before.isascii():
        lossy = {before.encode(name, "replace") for name in ("ascii", "cp1252")}
        if after.encode("cp1252", "replace") in lossy:
            return True
    return was_read_as_windows(after)


def was_read_as_windows(text):
    """Whether it is UTF-8 that was taken for Windows-1252: Ã© for é."""
    try:
        return not text.isascii() and bool(text.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return False


def sentence_of(error, field):
    """What to do about a ValidationError of this field of a row."""
    if error.code in ("blank", "null"):
        return MISSING
    if error.code == "max_length":
        return _("This is too long. The most is %(most)d characters.") % {
            "most": field.max_length
        }
    if error.code == "invalid_choice":
        codes = [code for code, _name in field.flatchoices]
        one_of = _("Use one of: %(codes)s.") % {"codes": ", ".join(codes)}
        return one_of if few(codes) else UNKNOWN
    if error.code == "no_name":
        return NO_NAME
    return BY_TYPE.get(type(field)) or " ".join(error.messages)


def few(codes):
    return len(codes) <= MOST_CHOICES


BY_TYPE = {models.URLField: LINK, models.EmailField: EMAIL, models.SlugField: SLUG}
