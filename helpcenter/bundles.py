"""One style sheet and one script for each page, put together of the parts in static/.

A page then costs four requests: itself, these two, and /fresh.css (see privacy.py). On
a slow line each more would be another wait. collectstatic hashes and compresses them.
"""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

EVERYWHERE = ("leave.js", "idle.js")
BUNDLES = {
    "site.css": ("tokens.css", "base.css", "components.css"),
    "site.js": EVERYWHERE,
    "incident.js": (*EVERYWHERE, "autosave.js"),
    "exhibit-add.js": (*EVERYWHERE, "upload.js"),
    "exhibit-cover.js": (*EVERYWHERE, "cover.js"),
    "exhibit-fingerprint.js": (*EVERYWHERE, "sha256.js", "fingerprint.js"),
    "copy-check.js": (*EVERYWHERE, "sha256.js", "check.js"),
    "letter.js": (*EVERYWHERE, "copy.js"),
}
PARTS = settings.BASE_DIR / "static"
BUILT = settings.VAR_DIR / "bundles"


class BundleFinder(BaseFinder):
    """Gives Django's static files the bundles, built anew where a part has changed."""

    storage = FileSystemStorage(location=BUILT)

    def find(self, path, find_all=False, **kwargs):
        found = [str(built(path))] if path in BUNDLES else []
        return found if find_all else found and found[0]

    def list(self, ignore_patterns):
        for name in BUNDLES:
            yield built(name).name, self.storage


def built(name):
    """The file of a bundle, not older than what it is made of."""
    content = "\n".join((PARTS / part).read_text() for part in BUNDLES[name])
    file = BUILT / name
    if not file.exists() or file.read_text() != content:
        replace(file, content)
    return file


def replace(file, content):
    """At once, so that no other process reads half of it. Each has a file of its own to
    write to, because all of a server's processes begin together.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(dir=file.parent)
    with open(handle, "w") as out:
        out.write(content)
    Path(new).replace(file)
