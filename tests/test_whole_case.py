"""A case as long as real ones: over forty exhibits, in one binder and one copy."""

import hashlib
import io
import subprocess
import zipfile

import bagit
import pikepdf
import pytest

from evidence import exhibits, files
from evidence.exhibits import Exhibit, exhibits_of
from tests.copies import brought, copy_of, unpacked, without_ids
from tests.documents.exhibits import grainy_screen, messages, photo
from tests.exhibits import add_file, samples
from tests.test_evidence_binder import binder_of, jpeg_streams, opened
from tests.test_incidents import kept, open_case, write

# bagit itself calls re.sub() in the old way.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning"),
]
DAYS = 12
HIDDEN = photo(99)  # may be intimate: nobody said that it is not


def proof():
    """(type, name, bytes) of every type, then photos and screenshots as phones have."""
    yield from samples()
    for seed in range(1, 9):
        yield "jpeg", f"IMG_{seed:04}.jpg", photo(seed)
        yield "jpeg", f"Screenshot {seed}.jpg", messages(seed=seed)
    for seed in range(1, 4):
        yield "png", f"screen-{seed}.png", grainy_screen(seed)


@pytest.fixture
def client(client, db):
    for day in range(1, DAYS + 1):
        link = f"https://a.example/post/{day}"
        write(client, happened=f"Post {day}.", date=f"2026-03-{day:02}", links=link)
    case = open_case(client)
    ids = [incident.id for incident in kept(client)]
    for number, (file_type, name, data) in enumerate(proof()):
        said = {"intimate": "no", "shows": f"Shows {number}"}
        add_file(case, ids[number % DAYS], data, file_type, name, **said)
    add_file(case, ids[0], HIDDEN, "jpeg", "IMG_0099.jpg", shows="A photo of me")
    exhibits.add(case, Exhibit(ids[1], shows="It is on my laptop", sha256="a" * 64))
    return client


def test_the_binder(client, tmp_path):
    found = exhibits_of(open_case(client))
    assert len(found) >= 40
    document = opened(binder_of(client), tmp_path)
    check = ["qpdf", "--check", tmp_path / "binder.pdf"]
    assert subprocess.run(check, capture_output=True).returncode == 0
    photos = {hashlib.sha256(photo(seed)).hexdigest() for seed in range(1, 9)}
    assert jpeg_streams(document) >= photos
    assert HIDDEN[2000:4000] not in (tmp_path / "binder.pdf").read_bytes()
    assert all_links_lead_somewhere(document)
    with document.open_outline() as outline:
        titles = [each.title for each in flat(outline.root)]
    for exhibit in found:
        assert [t for t in titles if t.startswith(f"Exhibit {exhibit.label}")], titles


def test_the_covered_picture_goes_in_only_if_asked_for(client):
    (covered,) = [e for e in exhibits_of(open_case(client)) if e.is_covered and e.file]
    assert HIDDEN[2000:4000] in binder_of(client, unsealed=[covered.id])


def flat(items):
    for item in items:
        yield item
        yield from flat(item.children)


def all_links_lead_somewhere(document):
    """Whether there are links, each to a place in the file or to the open web."""
    links = [
        note
        for page in document.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link"
    ]
    pages = {page.objgen for page in document.pages}
    inside = [place_of(document, link) for link in links if "/A" not in link]
    return len(inside) > 40 and all(page.objgen in pages for page in inside)


def place_of(document, link):
    place = link.Dest
    if isinstance(place, pikepdf.Name | pikepdf.String):
        tree = pikepdf.NameTree(document.Root.Names.Dests)
        place = tree[str(place)]
    return place[0] if isinstance(place, pikepdf.Array) else place.D[0]


def test_the_copy(client, tmp_path):
    data = copy_of(client)
    top = unpacked(data, tmp_path)
    assert bagit.Bag(str(top)).validate()
    command = ["sha256sum", "--strict", "-c", "manifest-sha256.txt"]
    subprocess.run(command, cwd=top, check=True, capture_output=True)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    mine = open_case(client)
    case, result = brought(data)
    assert result.is_whole
    assert without_ids(case) == without_ids(mine)
    for old, new in zip(exhibits_of(mine), exhibits_of(case), strict=True):
        assert old.file is None or (
            files.read(mine, old.file) == files.read(case, new.file)
        )
