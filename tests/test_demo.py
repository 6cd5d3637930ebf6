"""The whole job on a fictitious case: what is typed once is everywhere it belongs."""

import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from docx import Document as Word
from docx.oxml.ns import qn
from icalendar import Calendar
from pypdf import PdfReader

from directory.models import Platform
from directory.recognise import host_of, recognise_all
from evidence.models import Case, Record
from guide.demo import live_through, read_case, write_down
from guide.visitor import NotTaken, Visitor
from helpcenter.formats import moment_words
from helpcenter.models import SealedSession
from takedown.letters import LETTERS, available
from tests.conftest import exhibits_in
from tests.test_letters import ink, pdf_text

# All of them, so that they run one after the other and the folder is filled once.
pytestmark = pytest.mark.django_db
CASE = read_case()
LINKS = [link for incident in CASE["incidents"] for link in incident.get("links", [])]
SITES = (
    *("facebook.com", "reddit.com", "redd.it", "tiktok.com", "dailymotion.com"),
    *("discord.com", "pictures.example.net", "google.com", "omegle.com"),
)
# Which links each letter names.
THEIRS = {
    "litigation-hold": "redd",
    "take-it-down": "redd",
    "dmca": "redd",
    "follow-up": "redd",
    "ftc": "redd",
    "platform-policy": "facebook",
    "india": "facebook",
    "take-it-down-tiktok": "tiktok",
    "host-notice": r"pictures\.example",
    "dmca-search": r"pictures\.example",
    "dsa": "dailymotion",
    "gdpr": "dailymotion",
    "police-preservation": r"^(?!.*google\.com/search)",  # all but lists of results
    "esafety": r"^(?!.*google\.com/search)",
    "delisting": "^(?!.*(discord|omegle))",  # what a search can find
    **dict.fromkeys(["hold-email", "hold-access", "hold-payment"], "none"),
    **dict.fromkeys(["hold-phone", "counter-notice", "please-do-not-open"], "none"),
}
OF_MANY_SITES = ("police-preservation", "esafety", "delisting")
FORMATS = ("pdf", "docx", "txt")
PAPERS = (
    *("plan", "chart", "summary", "requests", "packet"),
    *("police-summary", "declaration", "certificate", "intake"),
)
EXPECTED = {
    *(f"{name}.{kind}" for name in PAPERS for kind in FORMATS),
    *("paper-pack.pdf", "paper-pack.docx", "letters.zip", "requests.ics"),
    *("chart.csv", "chart.json", "binder.pdf", "digital-copy.zip"),
    *(f"letters/{name}.{kind}" for name in THEIRS for kind in FORMATS),
}
NEW_YORK = ZoneInfo("America/New_York")
TWO_DAYS = timedelta(hours=48)
COPY = ink("Copy of the first request")  # in which all is said once more
each_letter = pytest.mark.parametrize("name", THEIRS)
each_format = pytest.mark.parametrize("kind", FORMATS)


@pytest.fixture(scope="module")
def demo(directory, django_db_blocker, tmp_path_factory):
    """What the command makes: the folder, and what it says."""
    folder, said = tmp_path_factory.mktemp("demo"), StringIO()
    with django_db_blocker.unblock(), exhibits_in(tmp_path_factory.mktemp("sealed")):
        call_command("demo", folder, stdout=said)
    return folder, said.getvalue()


@pytest.fixture(scope="module")
def folder(demo):
    return demo[0]


@pytest.fixture(scope="module")
def batch(folder):
    """The files in the ZIP of all letters."""
    archive = ZipFile(folder / "letters.zip")
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def docx_text(data):
    """The words of the body, those of tables too."""
    body = Word(BytesIO(data)).element.body
    return "".join(
        node.text or "" if node.tag == qn("w:t") else "\n"
        for node in body.iter(qn("w:t"), qn("w:br"), qn("w:p"))
    )


WORDS = {"pdf": pdf_text, "docx": docx_text, "txt": bytes.decode}


def words_of(folder, name, kind="txt"):
    return words_in((folder / f"{name}.{kind}").read_bytes(), kind)


def words_in(data, kind):
    """Without bullets: pypdf may put the last one of a page after its words."""
    return ink(WORDS[kind](data)).replace("•", "")


def named_in(words):
    return [link for link in LINKS if ink(link) in words]


def theirs(name):
    return [link for link in LINKS if re.search(THEIRS[name], link)]


# --- The case


def test_the_case_has_twelve_links_on_eight_services(directory):
    found = zip(LINKS, recognise_all(LINKS), strict=True)
    services = {
        platform.slug if platform else host_of(link) for link, platform in found
    }
    assert (len(LINKS), len(services)) == (12, 8)
    closed = {e.slug for e in Platform.objects.shown() if e.is_closed()}
    assert len(services & closed) == 1
    assert {"pictures.example.net", "google-search", "dailymotion"} <= services


def test_the_case_has_a_private_message_and_a_repost():
    assert "private" in [place["told"]["visibility"] for place in CASE["places"]]
    pages = [since["page"] for sent in CASE["sent"] for since in sent.get("since", [])]
    assert "back" in pages


# --- The files


def test_everything_is_made(folder):
    files = {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}
    assert files == EXPECTED


def test_every_kind_of_letter_is_made(directory):
    letters = {letter.get("name", letter["kind"]) for letter in CASE["letters"]}
    after = {e["kind"] for sent in CASE["sent"] for e in sent.get("then", [])}
    assert letters | after == set(THEIRS)
    assert {kind.slug for kind in available()} <= set(THEIRS)
    assert set(LETTERS) - set(THEIRS) == {"uk-report"}  # once our staff confirmed it


def test_paper_tells_nothing_of_the_site(folder):
    for file in folder.rglob("*.pdf"):
        assert set(PdfReader(file).metadata) <= {"/Title", "/CreationDate"}, file
        assert b"helpcenter" not in file.read_bytes(), file


def test_nothing_of_it_stays(folder):
    assert (Case.objects.count(), Record.objects.count()) == (0, 0)
    assert SealedSession.objects.count() == 0


def test_the_command_says_how_much_it_wrote(demo):
    folder, said = demo
    assert said == f"{len(EXPECTED)} files in {folder}\n"


def test_a_refusal_is_told(directory):
    with pytest.raises(NotTaken, match="not in the calendar"):
        write_down(Visitor(), {"date": "2026-02-30", "happened": "x"})


def test_it_is_told_that_no_file_comes(directory):
    with pytest.raises(NotTaken, match="saved no file"):
        Visitor().press(reverse("evidence:incident-new"))


# --- The letters


def test_a_link_typed_once_is_in_the_chart_and_in_three_letters(folder):
    link = CASE["incidents"][1]["links"][0]
    letters = ("litigation-hold", "take-it-down", "dmca")
    for name in ("chart", *(f"letters/{letter}" for letter in letters)):
        assert (folder / f"{name}.txt").read_text().count(link) == 1, name
    rows = json.loads((folder / "chart.json").read_text())["incidents"]
    assert link in [target["url"] for row in rows for target in row["targets"]]


def test_the_letters_are_complete(client, directory):
    for pk in live_through(Visitor(client), CASE).every_letter:
        page = client.get(f"/letters/mine/{pk}/").context
        assert page["is_ready"], [each.sentence for each, _ in page["missing"]]


@each_letter
def test_letter_says_the_same_in_every_format(folder, name):
    text, pdf, docx = (words_of(folder / "letters", name, k) for k in WORDS)
    assert text == pdf == docx
    assert "[" not in text


@each_letter
@each_format
def test_letter_names_its_links_once_in_order_and_no_others(folder, name, kind):
    words, _, again = words_of(folder / "letters", name, kind).partition(COPY)
    found = named_in(words)
    assert set(found) == set(theirs(name))
    assert [words.count(ink(link)) for link in found] == [1] * len(found)
    assert words.count("http") == len(found)
    assert bool(again) == (name == "follow-up")
    if name not in OF_MANY_SITES:
        places = [words.index(ink(link)) for link in found]
        assert places == sorted(places)
        assert set(named_in(again)) <= set(found)


def test_zip_holds_every_letter_in_every_format(batch, folder):
    stems = sorted({name.partition(".")[0] for name in batch})
    assert stems == [f"{n:02}" for n in range(1, len(stems) + 1)]
    assert set(batch) == {f"{stem}.{kind}" for stem in stems for kind in FORMATS}
    texts = {batch[f"{stem}.txt"] for stem in stems}
    assert len(texts) == len(stems) > len(THEIRS)  # and those made at once
    assert {(folder / f"letters/{name}.txt").read_bytes() for name in THEIRS} <= texts


def test_letters_in_the_zip_say_the_same_and_name_one_site_each(batch, folder):
    many = {(folder / f"letters/{name}.txt").read_bytes() for name in OF_MANY_SITES}
    for name in batch:
        stem, _, kind = name.partition(".")
        words = words_in(batch[name], kind)
        assert words == words_in(batch[f"{stem}.txt"], "txt"), name
        if batch[f"{stem}.txt"] not in many:
            hosts = {host_of(link).removeprefix("www.") for link in named_in(words)}
            hosts -= {"i.redd.it"} if "reddit.com" in hosts else set()
            assert len(hosts) <= 1, name


# --- What was sent


def moments(folder, name):
    """The moments on a paper in words, as New York has them, in order."""
    found = re.findall(r"\w+day, (.+?) \(E[SD]T\)", (folder / name).read_text())
    form = "%B %d, %Y, at %I:%M %p"
    clear = (text.replace(".m.", "m").replace("\n", " ") for text in found)
    return [datetime.strptime(t, form).replace(tzinfo=NEW_YORK) for t in clear]


def over_at(folder):
    """When the time of the request in the packet ended."""
    sent, end, *_ = moments(folder, "packet.txt")
    assert end - sent == TWO_DAYS
    return end


def test_calendar_is_neutral(folder):
    text = (folder / "requests.ics").read_text().lower()
    calendar = Calendar.from_ical(text.upper())
    assert {str(event["summary"]) for event in calendar.events} == {"REMINDER"}
    for word in ("robin", "sam", "letter", "http", "helpcenter", "image", *SITES):
        assert word.removesuffix(".com") not in text, word


def test_calendar_reminds_only_of_what_is_to_come(folder):
    calendar = Calendar.from_ical((folder / "requests.ics").read_bytes())
    ends = [event["dtstart"].dt.astimezone(NEW_YORK) for event in calendar.events]
    assert ends
    assert min(ends) > datetime.now(UTC)
    assert set(ends) <= set(moments(folder, "requests.txt"))


@each_format
def test_packet_holds_what_was_sent_and_what_came_of_it(folder, kind):
    words = words_of(folder, "packet", kind)
    end = over_at(folder)
    assert end < datetime.now(UTC)
    assert ink(moment_words(end)) in words
    assert "Thetimeisover" in words
    assert ink(moment_words(end - TWO_DAYS)) in words
    assert words.count(ink(LINKS[1])) == 3  # its links, when it was looked, the letter
    assert set(named_in(words)) == set(theirs("take-it-down"))
    (sent,) = (each for each in CASE["sent"] if each["letter"] == "take-it-down")
    answer = sent["since"][0]["typed"]
    assert answer["reference"] in words
    assert all(ink(line) in words for line in answer["answer"].split("\n\n"))
    letter = words_of(folder, "letters/take-it-down")
    assert letter[letter.index("Re:") :] in words


@each_format
def test_list_of_requests_tells_of_each(folder, kind):
    words = words_of(folder, "requests", kind)
    for name in ("Reddit", "Facebook", "TikTok"):
        assert name in words
    for title in (LETTERS[e].title for e in ("litigation-hold", "take-it-down")):
        assert ink(str(title)) in words
    assert ink("It is back") in words
    assert ink(moment_words(over_at(folder))) in words


def test_letters_that_follow_know_what_was_sent(folder):
    for name in ("follow-up", "ftc"):
        words = words_of(folder, f"letters/{name}")
        end = over_at(folder)
        assert ink(moment_words(end)) in words
        assert ink(moment_words(end - TWO_DAYS)) in words
        assert "R-55012" in words
