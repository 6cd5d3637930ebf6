"""Which characters may be kept, shown and printed. Stands on nothing of the project."""

import re

# C0 and C1 controls (but tab and line ends), noncharacters and lone surrogates: nobody
# types them, XML refuses them, and one of them would break a whole letter.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# The ways to end a line, a paragraph or a page; each program takes the rarer ones
# differently. Word has \x0b for a new line within a paragraph.
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text):
    """The text with what nobody types left out and its line ends made one kind."""
    return UNPRINTABLE.sub("", LINE_END.sub("\n", text))
