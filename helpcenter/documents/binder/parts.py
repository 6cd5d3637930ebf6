"""What a binder is made of, as its caller gives it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


class Unavailable(Exception):
    """This exhibit cannot be read now. Its pages in the binder will say so."""


@dataclass(frozen=True)
class Laid:
    """Words, in HTML of the closed set. They begin on a page of their own."""

    source: str
    # Where links lead: https://binder.invalid/<key>. Letters, digits and /_- only.
    key: str = ""
    title: str = ""  # its bookmark
    label: str = ""  # at the top of its pages, such as "Exhibit A"
    depth: int = 0  # of its bookmark, under the last one that is less deep
    landscape: bool = False
    has_own_numbers: bool = False  # its pages are counted by themselves, from 1


@dataclass(frozen=True)
class Picture:
    """A JPEG, or a PNG without alpha that is not interlaced."""

    open: Callable[[], bytes]  # called once, when its turn has come
    format: str  # "JPEG" or "PNG"
    width: int  # as stored, before it is turned
    height: int
    components: int  # 1 grey or palette, 3 color, 4 CMYK
    orientation: int = 1  # EXIF's, 1 to 8
    inverted: bool = False  # CMYK as Adobe's programs write it
    label: str = ""
    alt: str = ""
    fine: str = ""  # small print at the foot, such as the SHA-256


@dataclass(frozen=True)
class Pages:
    """A PDF, cleaned: its Root has /Forms, a form XObject for each page."""

    open: Callable[[], bytes]
    count: int
    label: str = ""
    alt: str = ""
    fine: str = ""


@dataclass(frozen=True)
class BinderWords:
    """What is printed that the caller did not write, in the language that is active.
    Latin, Greek or Cyrillic.
    """

    page: str = field(default_factory=lambda: _("Page {page} of {pages}"))
    behind_link: str = field(default_factory=lambda: _("(page {page})"))
    further_page: str = field(
        default_factory=lambda: _("{label}, page {page} of {pages}")
    )
    unavailable: tuple[str, ...] = field(
        default_factory=lambda: (
            _("This exhibit could not be read just now."),
            _("It is not in this copy."),
        )
    )
