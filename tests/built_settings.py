"""The site's settings with its static files hashed and compressed, as in production."""

import os

from helpcenter.settings import *  # noqa: F403
from helpcenter.settings import STORAGES

STATIC_ROOT = os.environ["STATIC_ROOT"]
STORAGES = STORAGES | {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}
WHITENOISE_USE_FINDERS = False
