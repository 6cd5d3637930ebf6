"""Every page fits: at 320 pixels, at 400 % zoom, with more space between letters, in
Spanish, on paper.
"""

import pytest

from tests.browser.accessible import LISTED, OURS, STAFFS, ZOOMED
from tests.site import DESK

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# WCAG 1.4.12. A style sheet of the browser's user, as far as our CSP is concerned.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`p { margin-block-end: 2em !important; }
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
# Not shown, or longer than what it shows as every box for one line may be.
OFF = (
    *(".only-heard", ".skip", ".visually-hidden", ".visually-hidden *"),
    *(".to-content", "svg *", "input"),
    "details:not([open]) > :not(summary), details:not([open]) > :not(summary) *",
)
# Tables of staff's that may be pushed sideways within themselves.
WIDE = (".results *", ".exchange-row *")
# What runs out of the page or out of its own box.
OUT = """([OFF, WIDE]) => {
    const out = [];
    for (const element of document.body.querySelectorAll("*")) {
        const box = element.getBoundingClientRect();
        if (!box.width || !box.height || element.matches(OFF)) continue;
        const style = getComputedStyle(element);
        const isOut = box.right > innerWidth + 1 || box.left < -1;
        const isCut = /hidden|clip/.test(style.overflowX + style.overflowY)
            && (element.scrollWidth > element.clientWidth + 1
                || element.scrollHeight > element.clientHeight + 1);
        if (isCut || (isOut && !element.closest(WIDE))) out.push(element);
    }
    return out.map((element) => element.outerHTML.slice(0, 120));
}"""


# CSS pixels between the margins that browsers leave, of A4 and of Letter.
PAPERS = (717, 739)
FOR_THE_SCREEN = ".bar, .leave-bar, .foot, .skip, .languages, main form, main .button"
SHOWN = """(those) => [...document.querySelectorAll(those)]
    .filter((element) => element.checkVisibility())
    .map((element) => element.outerHTML.slice(0, 120))"""


def runs_out(page):
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    out = page.evaluate(OUT, [", ".join(OFF), ", ".join(WIDE)])
    return [f"{wide} pixels too wide"] * (wide > 0) + out


@pytest.fixture
def zoomed(reader):
    reader.page.set_viewport_size(ZOOMED)
    yield reader
    reader.page.set_viewport_size(DESK)


@pytest.mark.parametrize("listed", OURS, ids=str)
def test_it_fits_at_four_times_the_size_in_every_way(zoomed, listed):
    page = zoomed.open(listed)
    assert runs_out(page) == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert runs_out(page) == [], "from right to left"
    page.evaluate(SPACED)
    assert runs_out(page) == [], "from right to left with more space"
    page.evaluate("document.documentElement.dir = 'ltr'")
    assert runs_out(page) == [], "with more space"


@pytest.fixture
def in_spanish(zoomed):
    zoomed.page.set_extra_http_headers({"Accept-Language": "es"})
    yield zoomed
    zoomed.page.set_extra_http_headers({})


@pytest.mark.parametrize("listed", OURS, ids=str)
def test_it_fits_in_spanish(in_spanish, listed):
    page = in_spanish.open(listed)
    assert page.locator("html").get_attribute("lang") == "es"
    assert runs_out(page) == []
    page.evaluate(SPACED)
    assert runs_out(page) == [], "with more space"


@pytest.fixture
def on_paper(reader):
    reader.page.emulate_media(media="print")
    yield reader
    reader.page.emulate_media(media="null")
    reader.page.set_viewport_size(DESK)


@pytest.mark.parametrize("listed", LISTED, ids=str)
def test_on_paper_stand_its_words_alone(on_paper, listed):
    page = on_paper.open(listed)
    for width in PAPERS:
        page.set_viewport_size({"width": width, "height": 1000})
        assert runs_out(page) == [], width
    those = FOR_THE_SCREEN if listed in OURS else ".leave-bar"  # the rest is Django's
    assert page.evaluate(SHOWN, those) == []


@pytest.mark.parametrize("listed", STAFFS, ids=str)
def test_staff_s_pages_fit_at_four_times_the_size(zoomed, listed):
    assert runs_out(zoomed.open(listed)) == []


def test_what_runs_out_would_be_noticed(zoomed):
    page = zoomed.go("/")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    assert runs_out(page)


def test_what_is_for_the_screen_alone_would_be_noticed(reader):
    shown = " ".join(reader.go("/notes/new/").evaluate(SHOWN, FOR_THE_SCREEN))
    assert all(each in shown for each in ('"bar"', '"foot"', "<form"))


def test_letters_with_more_space_have_it(zoomed):
    page = zoomed.go("/")
    page.evaluate(SPACED)
    spacing = page.locator("main p").first.evaluate(
        "e => getComputedStyle(e).letterSpacing"
    )
    assert float(spacing.removesuffix("px")) > 1


@pytest.mark.parametrize("listed", LISTED, ids=str)
def test_nothing_moves_for_who_wants_no_motion(reader, listed):
    page = reader.open(listed)
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
            const { animationName, transitionDuration } = getComputedStyle(element);
            const { scrollBehavior } = getComputedStyle(element);
            return animationName !== "none" || /[1-9]/.test(transitionDuration)
                || scrollBehavior === "smooth";
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    page.emulate_media(reduced_motion="null")
    assert moving == []
