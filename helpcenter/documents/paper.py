"""A document as its makers give it: words, a title, a language, a size of paper."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext, override

from helpcenter.characters import clean_text
from helpcenter.documents.html import LANGUAGE, UnsupportedHTML
from helpcenter.documents.reader import read

# Where Letter is the usual paper: CLDR's supplemental data, paperSize US-Letter.
LETTER_COUNTRIES = {
    *(
        "BZ",
        "CA",
        "CL",
        "CO",
        "CR",
        "GT",
        "MX",
        "NI",
        "PA",
        "PH",
        "PR",
        "SV",
        "US",
        "VE",
    )
}
LONGEST_NAME = 255  # in Word's properties


@dataclass(frozen=True)
class Paper:
    """A size of paper and its margin, in millimeters."""

    width: float
    height: float
    margin: float = 25

    @property
    def landscape(self):
        """Lying on its side, with narrower margins: for tables of many columns."""
        return Paper(self.height, self.width, margin=15)


A4 = Paper(210, 297)
LETTER = Paper(215.9, 279.4)


def paper_for(country):
    """The usual paper of a country (ISO alpha-2). Unknown: the United States'."""
    return LETTER if (country or "US") in LETTER_COUNTRIES else A4


@dataclass(frozen=True)
class Document:
    """`source` is HTML from the closed set; `title` is for the file's properties only.

    `language` is a BCP 47 tag: it sets hyphens, spelling and which way neutral lines
    run.
    """

    source: str
    title: str
    language: str = "en"
    paper: Paper = A4

    def __post_init__(self):
        if not LANGUAGE.fullmatch(self.language):
            raise UnsupportedHTML(f'language "{self.language}"')

    @cached_property
    def blocks(self):
        """Read once, whichever formats are made. Raises UnsupportedHTML."""
        return read(self.source, self.language)

    def __getstate__(self):
        """With its page words: a process that only lays out has no catalogue."""
        return self.__dict__ | {"page_words": self.page_words}

    @property
    def name(self):
        """The title as every format takes it: one line, never empty."""
        return " ".join(clean_text(self.title).split())[:LONGEST_NAME] or "Notes"

    @cached_property
    def page_words(self):
        """What stands before a page's number and before the number of pages."""
        if self.language.split("-")[0] not in dict(settings.LANGUAGES):
            return "", " / "
        with override(self.language):
            before, _, rest = gettext("Page {page} of {pages}").partition("{page}")
        return before, rest.partition("{pages}")[0]
