"""What axe-core says of a page, and our judgement where it cannot tell.

axe's "incomplete" is a question, not a pass. Each is answered here: contrast by the
pixels that are really shown, the others by a sentence in JUDGED that says why it is
right. A question without an answer fails.
"""

import io
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tests.pages import NOBODY, PAGE, PAGES
from tests.site import DESK, PHONE

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]
RUN = """async (tags) => {
    const found = await axe.run(document, {
        runOnly: tags, resultTypes: ["violations", "incomplete"] });
    const said = (node) => [...node.any, ...node.all, ...node.none]
        .map((check) => check.message).join(" ");
    const plain = (kind) => found[kind].flatMap((rule) => rule.nodes.map((node) => [
        kind, rule.id, node.target.join(" "), node.html.slice(0, 300),
        said(node)]));
    return [...plain("violations"), ...plain("incomplete")];
}"""
# A colour on its way to another is neither.
SETTLED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
    document.adoptedStyleSheets = [sheet];
}"""
# Where an element is in the page, and how its letters look.
LOOK = """(element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { fontSize, fontWeight, color } = getComputedStyle(element);
    return {
        box: [x + scrollX, y + scrollY, x + scrollX + width, y + scrollY + height],
        size: parseFloat(fontSize), weight: Number(fontWeight),
        isEmpty: element.value === "", ink: color };
}"""
# WCAG 1.4.3: CSS pixels, and ratios.
LARGE, BOLD = 24, 18.66
ENOUGH_IF_LARGE, ENOUGH = 3, 4.5

# Rule, a part of its element, and why it is right all the same.
JUDGED = [
    (
        "th-has-data-cells",
        "<table",
        "Django's list of models beside each page of the admin keeps a head for links "
        "that are not shown there. Each row's name is its own head, and says it all.",
    ),
    (
        "aria-valid-attr-value",
        'aria-describedby="id_password_helptext"',
        "Django's block that says whether there is a password: no box to fill in. The "
        "words it means stand right under it.",
    ),
]

ZOOMED = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
# Sends a form with these words, whatever the page's own script says of it.
SEND = """([selector, typed, to]) => {
    const form = document.querySelector(selector);
    if (to) form.action = to;
    for (const [name, value] of Object.entries(typed)) {
        const box = document.createElement("input"), old = `[name="${name}"]`;
        for (const each of form.querySelectorAll(old)) each.disabled = true;
        form.append(Object.assign(box, { type: "hidden", name, value }));
    }
    HTMLFormElement.prototype.submit.call(form);
}"""
LISTED = [page for page in PAGES if page.kind == PAGE]
STAFFS = [page for page in LISTED if page.route.startswith(("admin:", "exchange:"))]
OURS = [page for page in LISTED if page not in STAFFS]


class Finding(NamedTuple):
    kind: str
    rule: str
    target: str
    html: str
    message: str

    def asks(self, rule):
        """Whether axe could not tell about this rule here."""
        return self.kind == "incomplete" and self.rule == rule


class Reader:
    """One page of a browser, opened as whoever may see it."""

    def __init__(self, context, site, world):
        self.context, self.site, self.world = context, site, world
        self.page, self.who = context.pages[0], None

    def open(self, listed):
        self.enter(listed.who)
        return self.go(listed.path(self.world))

    def enter(self, who):
        """Nobody is new each time; what one test wrote, no other sees."""
        if who == NOBODY or who != self.who:
            self.world.enter(self.context, who, self.site.url)
            self.who = who

    def go(self, path, status=200):
        answer = self.page.goto(self.site.url + path)
        assert answer.status == status, (path, answer.status)
        return self.page

    def reach(self, state):
        """One of tests/states.py, by the requests that lead there."""
        self.enter(state.who)
        for step in state.steps:
            typed = {name: self.told(it) for name, it in (step.typed or {}).items()}
            if step.at:
                opens = step.status if step.typed is None else 200
                self.go(step.at.path(self.world), opens)
            if step.typed is not None:
                assert self.send(step, typed) == step.status, state
        return self.page

    def told(self, value):
        return value(self) if callable(value) else value

    def send(self, step, typed):
        """The status of the answer."""
        files = {name: it for name, it in typed.items() if isinstance(it, bytes)}
        for name, data in files.items():
            file = {"name": "table", "mimeType": "text/plain", "buffer": data}
            self.page.locator(f"main [name={name}]").set_input_files(file)
        words = {name: it for name, it in typed.items() if name not in files}
        if step.before:
            self.page.evaluate(step.before)
        with self.page.expect_navigation() as answer:
            self.page.evaluate(SEND, [step.form, words, step.to])
        return answer.value.status


@contextmanager
def looking(page, way):
    """The page in another state of WAYS, then as it was."""
    begin, end = WAYS[way]
    begin(page)
    try:
        yield page
    finally:
        end(page)


def turn(page, direction, language):
    page.evaluate(
        "(given) => Object.assign(document.documentElement, given)",
        {"dir": direction, "lang": language},
    )


def to_the_left(page):
    page.set_viewport_size(PHONE)
    turn(page, "rtl", "ar")


def to_the_right(page):
    page.set_viewport_size(DESK)
    turn(page, "", "en")


def emulated(**media):
    back = dict.fromkeys(media, "null")
    return (
        lambda page: page.emulate_media(**media),
        lambda page: page.emulate_media(**back),
    )


WAYS = {
    "light": (lambda page: None, lambda page: None),
    "dark": emulated(color_scheme="dark"),
    "forced colours": emulated(forced_colors="active"),
    "on a phone": (
        lambda page: page.set_viewport_size(PHONE),
        lambda page: page.set_viewport_size(DESK),
    ),
    "right to left on a phone": (to_the_left, to_the_right),
}


def wrong(page, way="light"):
    """What is wrong on this page in this state, in a line each."""
    with looking(page, way):
        found = [Finding(*each) for each in run_axe(page)]
        unread = [each for each in found if is_to_read(each, way)]
        answers = zip(unread, are_readable(page, unread), strict=True)
        readable = [each for each, is_readable in answers if is_readable]
        left = [each for each in found if each not in readable and not is_judged(each)]
    return [f"{way}: {' '.join(each)}" for each in left]


def run_axe(page):
    page.evaluate("scrollTo(0, 0)")  # or the bar lies over what is scrolled beneath it
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe())
        page.evaluate(SETTLED)
    return page.evaluate(RUN, TAGS)


@cache
def axe():
    return AXE.read_text()


def is_to_read(finding, way):
    """With forced colours the styles that axe reads are not what is shown."""
    is_forced = way == "forced colours" and finding.rule == "color-contrast"
    return is_forced or finding.asks("color-contrast")


def is_judged(finding):
    return any(finding.asks(rule) and part in finding.html for rule, part, _ in JUDGED)


# --- Contrast, by what is on the screen


def are_readable(page, findings):
    """Whether the letters of each element stand out from what is behind them."""
    if not findings:
        return []
    png = page.screenshot(full_page=True)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    looks = [page.locator(each.target).first.evaluate(LOOK) for each in findings]
    return [contrast_of(look, picture) >= needed(look) for look in looks]


def needed(look):
    is_large = look["size"] >= LARGE or (look["size"] >= BOLD and look["weight"] >= 700)
    return ENOUGH_IF_LARGE if is_large else ENOUGH


def contrast_of(look, picture):
    """An empty box shows no letter yet: then of what it would have."""
    shown = picture.crop(tuple(map(round, look["box"])))
    ink = [rgb(look["ink"])] if look["isEmpty"] else colours_of(shown)
    return max(contrast(ground_of(shown), each) for each in ink)


def rgb(colour):
    """Of a colour as the browser tells it."""
    return tuple(map(float, re.findall(r"[\d.]+", colour)[:3]))


def colours_of(picture):
    return [colour for _, colour in picture.getcolors(picture.width * picture.height)]


def ground_of(picture):
    """The colour that most of it has."""
    return max(picture.getcolors(picture.width * picture.height))[1]


def contrast(one, other):
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    red, green, blue = (linear(each / 255) for each in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
