"""Pictures of the main pages in every way they are met, for a person to look at.

    script/look DIR

Ten pages at 320 pixels and at a desk, light and dark, in each language and from right
to left (tests/pseudo.py), and each as it is printed, on A4 and Letter.
"""

import os
import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests import pseudo
from tests.site import DESK, PHONE, NeutralSite, Site, chromium

MAIN = {
    "home": ("guide:home", {}),
    "now": ("guide:now", {}),
    "step": ("guide:step", {"step": "happened"}),
    "plan": ("guide:plan", {}),
    "incident": ("evidence:incident", {"id": "{incident}"}),
    "chart": ("evidence:chart", {}),
    "letter": ("takedown:show", {"pk": "{letter}"}),
    "request": ("takedown:request", {"pk": "{request}"}),
    "helplines": ("directory:helplines", {}),
    "platform": ("directory:platform", {"slug": "instagram"}),
}
LANGUAGES = {"en": "en-US", "es": "es-US", pseudo.LANGUAGE: "ar"}
SIZES = {"phone": PHONE, "desk": DESK}
THEMES = ("light", "dark")
PAPERS = ("A4", "Letter")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as ground, NeutralSite() as neutral:
        with Site(Path(ground), neutral.url) as site:
            world = world_of(site)
        speak_pseudo(site, Path(ground))
        with site:
            for language, locale in LANGUAGES.items():
                take_all(site, world, language, locale, folder, ground)


def speak_pseudo(site, ground):
    site.environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.pseudo_settings",
        "PSEUDO_LOCALE": str(pseudo.write(ground / "locale")),
    }


def take_all(site, world, language, locale, folder, ground):
    for size, theme in product(SIZES, THEMES):
        options = {"viewport": SIZES[size], "color_scheme": theme, "locale": locale}
        with chromium(Path(ground, f"{language}-{size}-{theme}"), **options) as browser:
            world.enter(browser, "person", site.url)
            for name, path in paths(world).items():
                page = browser.pages[0]
                page.goto(site.url + path)
                page.screenshot(
                    path=folder / f"{name}-{language}-{size}-{theme}.png",
                    full_page=True,
                )
                if (size, theme) == ("desk", "light"):
                    print_on_paper(page, folder / f"{name}-{language}")


def print_on_paper(page, name):
    for paper in PAPERS:
        page.pdf(path=f"{name}-{paper}.pdf", format=paper)


def paths(world):
    """{name: path} of the main pages in this world."""
    return {
        name: Page(route, "person", words=words).path(world)
        for name, (route, words) in MAIN.items()
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcenter.settings")
    django.setup()

    from tests.pages import Page
    from tests.world import world_of

    main(Path(sys.argv[1]))
