"""The site's settings, with the language of tests/pseudo.py added."""

import os

from helpcenter.settings import *  # noqa: F403
from helpcenter.settings import LANGUAGES, LOCALE_PATHS

LANGUAGES = [*LANGUAGES, ("ar", "Pseudo")]
LOCALE_PATHS = [os.environ["PSEUDO_LOCALE"], *LOCALE_PATHS]
