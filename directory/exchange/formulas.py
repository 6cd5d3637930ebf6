"""Cells that a spreadsheet would run. An apostrophe in front makes them plain text, and
reading takes it off again, so that a text comes back as it was.
"""

import re

# What programs take for a formula, wide forms of other keyboards too. Apostrophes that
# are there already count, so that each text has one armless form and no other has it.
DANGEROUS = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def disarm(text):
    return "'" + text if DANGEROUS.match(text) else text


def restore(text):
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text
