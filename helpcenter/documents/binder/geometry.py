"""Where on its pages a picture or a form stands. In points, from the lower left."""

from dataclasses import dataclass
from math import ceil

POINT = 72 / 25.4  # of a millimeter
SIDE = 42  # around what is shown: left and right,
HEAD = 50  # above, for the label,
FOOT = 56  # below, for the small print and the page's number
LARGEST = 0.75  # points of a pixel: 96 to the inch. More would only show squares.
# Up to so many times as high as wide a picture stands on one page. A higher one, such
# as a scrolled screen, keeps the width it has then and goes on over the next pages.
TALL = 2.4
WIDE = 1.5  # from here on the page is turned
OVERLAP = 18  # shown twice, at the end of a page and the beginning of the next
SMALLER = 0.92  # rather than have a last page with next to nothing on it
MOST_PAGES = 40
# EXIF orientation -> where the left lower corner, the lower and the left edge go, in a
# box of width and height 1.
TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True)
class Sheet:
    """A page and the room on it that is for an exhibit."""

    width: float
    height: float

    @property
    def room(self):
        return self.width - 2 * SIDE, self.height - HEAD - FOOT

    def centered(self, width, height):
        """The lower left corner of a box in the middle of the room, at its top."""
        return (self.width - width) / 2, self.height - HEAD - height


@dataclass(frozen=True)
class Shown:
    """What is drawn on a page: within `clip`, moved and scaled by `matrix`."""

    sheet: Sheet
    clip: tuple[float, float, float, float]  # x, y, width, height
    matrix: tuple[float, ...]


def sheet_of(paper, landscape=False):
    paper = paper.landscape if landscape else paper
    return Sheet(paper.width * POINT, paper.height * POINT)


def picture_pages(picture, paper):
    """What each page of a picture shows."""
    width, height = max(1, picture.width), max(1, picture.height)
    if picture.orientation in (5, 6, 7, 8):
        width, height = height, width
    sheet = sheet_of(paper, landscape=width > WIDE * height)
    room_width, room_height = sheet.room
    least = room_height / TALL / width
    scale = min(LARGEST, room_width / width, max(room_height / height, least))
    pieces = pieces_of(height * scale * SMALLER, room_height)
    space = room_height + (pieces - 1) * (room_height - OVERLAP)
    scale = min(scale, space / height)
    size = width * scale, height * scale
    return [
        piece(sheet, picture.orientation, size, number * (room_height - OVERLAP))
        for number in range(pieces)
    ]


def pieces_of(height, room):
    pieces = ceil((height - OVERLAP) / (room - OVERLAP))
    return min(max(1, pieces), MOST_PAGES)


def piece(sheet, orientation, size, skipped):
    """A page of a picture of this size of which so much stood on earlier pages."""
    width, height = size
    shown = min(height - skipped, sheet.room[1])
    x, y = sheet.centered(width, shown)
    a, b, c, d, e, f = TURNS.get(orientation, TURNS[1])
    bottom = y + shown + skipped - height
    matrix = (a * width, b * height, c * width, d * height)
    return Shown(
        sheet, (x, y, width, shown), (*matrix, x + e * width, bottom + f * height)
    )


def form_page(box, paper):
    """How a form with this box (left, bottom, right, top) stands on a page."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    sheet = sheet_of(paper, landscape=width > height)
    room_width, room_height = sheet.room
    scale = min(1, room_width / width, room_height / height)
    x, y = sheet.centered(width * scale, height * scale)
    return Shown(
        sheet,
        (x, y, width * scale, height * scale),
        (scale, 0, 0, scale, x - left * scale, y - bottom * scale),
    )
