"""One style sheet and one script a page, put together of the parts in static/."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command

from helpcenter import bundles
from tests.crowd import in_threads
from tests.guide import tree


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "BUILT", tmp_path / "bundles")
    monkeypatch.setattr(bundles, "PARTS", tmp_path)
    for part in ("tokens.css", "base.css", "components.css"):
        (tmp_path / part).write_text(f"/* {part} */")
    return tmp_path


def test_a_bundle_is_never_older_than_its_parts(folder):
    assert bundles.built("site.css").read_text() == (
        "/* tokens.css */\n/* base.css */\n/* components.css */"
    )
    (folder / "base.css").write_text("/* new */")
    assert "/* new */" in bundles.built("site.css").read_text()


def test_many_may_build_it_at_once(folder):
    """As when all processes of a server begin together."""
    for turn in range(50):
        (folder / "base.css").write_text(f"/* {turn} */" * 1000)
        in_threads(lambda _: bundles.built("site.css"), 8)
    assert [each.name for each in (folder / "bundles").iterdir()] == ["site.css"]


@pytest.fixture
def collected(tmp_path, settings):
    """The static files as script/server prepares them in production."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        }
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_in_production_each_part_is_hashed_and_compressed(db, collected, client):
    page = tree(client.get("/"))
    (sheet,) = page.xpath("//link[@rel='stylesheet'][contains(@href, 'site')]/@href")
    (script,) = page.xpath("//script/@src")
    for address in (sheet, script):
        name = address.removeprefix(f"/{settings.STATIC_URL}".replace("//", "/"))
        assert re.fullmatch(r"site\.[0-9a-f]{12}\.(css|js)", name)
        packed = [(collected / f"{name}.{way}").stat().st_size for way in ("gz", "br")]
        assert max(packed) < (collected / name).stat().st_size / 2
