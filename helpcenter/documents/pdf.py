"""Blocks -> PDF. The only module that imports WeasyPrint."""

import logging
from functools import cache
from pathlib import Path
from threading import Lock

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.draw import text as drawn_text
from weasyprint.images import RasterImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from helpcenter.documents.page import to_html, to_parts
from helpcenter.documents.tags import mend

# The Debian packages whose fonts print.css names or falls back on. Between them they
# hold Latin, Greek, Cyrillic, Arabic, Hebrew, the Indic and South-East Asian scripts,
# Armenian, Georgian, Ethiopic; Chinese, Japanese, Korean; emoji; arrows and tick boxes.
FONT_PACKAGES = (
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "fonts-dejavu-core",
)
MOST_EMOJI = 1000  # kept in memory, at about 10 KB
PRINT_CSS = Path(__file__).with_name("print.css").read_text()
# The default fetcher reads files and the network (security study, trap T15).
FETCHER = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
FONTS = FontConfiguration()
COUNTERS = CounterStyle()
EMOJI = {}
# Pango's font map is not safe in threads; two at once are no faster than one by one.
ONE_AT_A_TIME = Lock()

# It logs the characters it has no glyph for, which are a person's words.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)


def emoji(picture, name, data):
    """The picture of an emoji, made ready once in the life of a process.

    WeasyPrint does it each time it draws one: 5 ms, so a page of them takes a minute.
    """
    if name not in EMOJI:
        if len(EMOJI) == MOST_EMOJI:
            EMOJI.clear()
        EMOJI[name] = RasterImage(picture, name, data)
    return EMOJI[name]


drawn_text.RasterImage = emoji


def to_pdf(document):
    """The document as tagged PDF/UA-1, the same bytes for the same document."""
    return printed(to_html(document), page_rule(document.paper, *document.page_words))


def parts_to_pdf(documents, places, room):
    """Documents on one size of paper as one tagged PDF without numbers of pages, for a
    binder; and on which page each begins, from 0, and how many pages there are.

    Links to these places in the binder stay links, and so does the room behind each:
    so many em wide, one high, on the line, a link that ends in #ltr or #rtl.
    """
    with ONE_AT_A_TIME:
        pages = rendered(
            to_parts(documents, places), parts_rule(documents[0].paper, room)
        )
        return written(pages), [*first_pages(pages), len(pages.pages)]


def first_pages(document):
    found = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return [found[f"part{part}"] for part in range(len(found))]


def printed(html, rule):
    """Lay out a whole page of HTML with print.css and a rule for the paper."""
    with ONE_AT_A_TIME:
        return written(rendered(html, rule))


def rendered(html, rule):
    return HTML(string=html, url_fetcher=FETCHER).render(
        stylesheets=[stylesheet(PRINT_CSS), stylesheet(rule)],
        font_config=FONTS,
        counter_style=COUNTERS,
        pdf_variant="pdf/ua-1",
    )


def written(document):
    return document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)


@cache
def stylesheet(css):
    """Parsed once in the life of a process."""
    return CSS(
        string=css, url_fetcher=FETCHER, font_config=FONTS, counter_style=COUNTERS
    )


def page_rule(paper, before, between):
    return f"""@page {{
        size: {paper.width}mm {paper.height}mm;
        margin: {paper.margin}mm;
        @bottom-center {{
            content: "{before}" counter(page) "{between}" counter(pages);
        }}
    }}"""


def parts_rule(paper, room):
    return f"""@page {{
        size: {paper.width}mm {paper.height}mm;
        margin: {paper.margin}mm;
    }}
    section {{ break-before: page; }}
    h1, h2, h3 {{ bookmark-level: none; }}
    .room {{ display: inline-block; width: {room}em; height: 1em; }}"""


def finish(_, pdf):
    mend(pdf)
    leave_no_traces(pdf)


def leave_no_traces(pdf):
    """Leave out which program made this. No date or identifier is ever written."""
    maker = pdf.info.pop("Producer").string
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    made_by = f' pdf:Producer="{maker}"'.encode()
    metadata.stream = [part.replace(made_by, b"") for part in metadata.stream]
