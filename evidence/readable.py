"""Exhibits of words (text, tables, emails) as they are read on screen and paper.

Always escaped, nothing ever loaded. What is cut off says so.
"""

import csv
import io

from evidence import files
from helpcenter.characters import clean_text

LONGEST_EXCERPT = 5_000  # characters on a page of the site
LONGEST_ON_PAPER = 500_000  # about 200 pages
LARGEST = 16 * 2**20  # bytes that are decoded
MOST_COLUMNS = 12


def text_of(case, exhibit):
    """(text, whether that is all of it), or None: no words, or it cannot be read."""
    try:
        if exhibit.group == "mail" and "text" in exhibit.facts:
            return exhibit.facts["text"], not exhibit.facts.get("cut")
        if exhibit.group == "text":
            data = beginning(case, exhibit.file)
            return decoded(data), len(data) == exhibit.file.size
    except (FileNotFoundError, files.StoreAway, files.Unreadable):
        pass
    return None


def beginning(case, kept):
    """As much of the file as is ever shown."""
    data = b""
    for piece in files.pieces(case, kept):
        data += piece
        if len(data) >= LARGEST:
            break
    return data[:LARGEST]


def decoded(data):
    """As UTF-16 where a mark says so, else as UTF-8, else as Windows wrote it."""
    for encoding in ("utf-16" if data[:2] in MARKS else "utf-8-sig", "cp1252"):
        try:
            return clean_text(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return clean_text(data.decode("latin-1"))


MARKS = (b"\xff\xfe", b"\xfe\xff")


def excerpt(case, exhibit):
    """The beginning of the words in it, and whether it is all; None without any."""
    found = text_of(case, exhibit)
    if found is None:
        return None
    text, is_all = found
    return text[:LONGEST_EXCERPT], is_all and len(text) <= LONGEST_EXCERPT


def rows_of(text):
    """A CSV table as rows of equally many cells, or None if it is none."""
    try:
        dialect = csv.Sniffer().sniff(text[:5000], delimiters=",;\t")
        rows = [row for row in csv.reader(io.StringIO(text), dialect) if row]
    except csv.Error:
        return None
    width = max((len(row) for row in rows), default=0)
    if not 1 < width <= MOST_COLUMNS:
        return None
    return [row + [""] * (width - len(row)) for row in rows]
