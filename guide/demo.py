"""A fictitious person uses the whole site, and everything it makes is kept in a folder.

They go through the real pages and forms with scripts off, so that what the demo shows
is what people get. The case is in fixtures/demo-case.json; it is gone afterwards.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import resolve, reverse

from guide.visitor import Visitor

CASE = settings.BASE_DIR / "fixtures" / "demo-case.json"
FILES = settings.BASE_DIR / "fixtures" / "demo"
PAPER = ("pdf", "docx", "txt")
PAPERS = {  # the name of the file, and of the paper in its address
    "police-summary": "overview",
    "declaration": "statement",
    "certificate": "numbers",
    "intake": "sheet",
    "paper-pack": "blank",
}
ZONE = ZoneInfo("America/New_York")  # where the person lives


@dataclass(frozen=True)
class Lived:
    """The ids of what the person made."""

    letters: dict  # by the name of the letter in the case
    together: list  # letters that were made at once
    requests: dict  # by the name of the letter that was sent

    @property
    def every_letter(self):
        return [*self.letters.values(), *self.together]


def read_case():
    return json.loads(CASE.read_text())


def live_through(visitor, case):
    """Answer the guide, write down what happened, make letters, one by one and many at
    once, and send some. Returns what was made.
    """
    for step, answers in case["answers"].items():
        visitor.fill(reverse("guide:step", args=[step]), **answers)
    for incident in case["incidents"]:
        write_down(visitor, incident)
    for place in case["places"]:
        tell_of(visitor, place)
    letters = {
        name_of(letter): make_letter(visitor, letter, case["typed"])
        for letter in case["letters"]
    }
    together, requests = make_the_rest(visitor, case["typed"]), {}
    for sent in case["sent"]:
        path = requests[sent["letter"]] = send(visitor, letters, sent)
        for letter in sent.get("then", []):
            letters[letter["kind"]] = follow(visitor, path, letter, case["typed"])
    ids = {name: id_in(path) for name, path in requests.items()}
    return Lived(letters, together, ids)


def name_of(letter):
    return letter.get("name", letter["kind"])


def id_in(path):
    return resolve(path).kwargs["pk"]


def write_down(visitor, incident):
    typed = {name: value for name, value in incident.items() if name != "proof"}
    typed["links"] = "\n".join(typed.get("links", []))
    typed["worst"] = ["yes"] if typed.get("worst") else []
    before = places_for_proof(visitor)
    visitor.fill(reverse("evidence:incident-new"), **typed)
    (path,) = places_for_proof(visitor) - before
    for proof in incident.get("proof", []):
        add_proof(visitor, path, proof)


def places_for_proof(visitor):
    """The path of each incident's page for adding files."""
    page = visitor.page(reverse("evidence:chart"))
    return set(page.xpath("//a[contains(@href, '/add/')]/@href"))


def add_proof(visitor, path, proof):
    """Add a file there, and say what it is."""
    if "under_18" in visitor.form_of(path).fields:
        visitor.fill(path, under_18="no")
    with (FILES / proof["file"]).open("rb") as file:
        exhibit = visitor.send(path, file)
    visitor.fill(exhibit, **{k: v for k, v in proof.items() if k != "file"})


def tell_of(visitor, place):
    """Answer the questions on the page of a place."""
    page = visitor.page(reverse("takedown:routes"))
    (path,) = page.xpath("//h2/a[normalize-space() = $name]/@href", name=place["name"])
    visitor.fill(path, **place["told"])


# --- Letters


def make_letter(visitor, letter, told):
    """Begin it and go through its pages. Returns its id."""
    begin = reverse("takedown:letter", args=[letter["kind"]])
    chosen = {name: letter[name] for name in ("site", "engine") if name in letter}
    return go_through(visitor, visitor.fill(begin, **chosen), told | letter["typed"])


def go_through(visitor, path, told):
    """Answer what the pages of a letter ask. Returns its id."""
    while resolve(path).view_name == "takedown:page":
        path = answer(visitor, path, told)
    return id_in(path)


def answer(visitor, path, told):
    """Type what is known where the page asks for it. Returns where that leads."""
    form = visitor.form_of(path)
    asked = {field.name for field in form.inputs} & set(told)
    return visitor.send_in(form, path, dated({name: told[name] for name in asked}))


def dated(typed):
    """With the days and hours that the case tells from now backwards."""
    now = datetime.now(ZONE)
    return {name: in_time(value, now) for name, value in typed.items()}


def in_time(value, now):
    if not isinstance(value, dict):
        return value
    moment = now - timedelta(
        **{name.removesuffix("_ago"): n for name, n in value.items()}
    )
    is_day = "days_ago" in value
    return f"{moment:%Y-%m-%d}" if is_day else f"{moment:%Y-%m-%dT%H:%M}"


def make_the_rest(visitor, told):
    """Make at once what is ticked beforehand. Returns the ids of those letters."""
    made = answer(visitor, reverse("takedown:many"), told)
    return [id_in(path) for path in visitor.page(made).xpath("//main//h2/a/@href")]


# --- What was sent


def send(visitor, letters, sent):
    """Write down that a letter went out and what came of it. Returns the path."""
    page = reverse("takedown:sent", args=[letters[sent["letter"]]])
    path = visitor.fill(page, **dated(sent["typed"]))
    for event in sent["since"]:
        page = reverse("takedown:request-event", args=[id_in(path), event["page"]])
        visitor.fill(page, **dated(event["typed"]))
    return path


def follow(visitor, path, letter, told):
    """Begin the letter that follows this request. Returns its id."""
    action = reverse("takedown:request-follow", args=[id_in(path)])
    path = visitor.fill(path, action, kind=letter["kind"])
    return go_through(visitor, path, told | letter["typed"])


# --- On paper


def make_everything(visitor, lived, folder):
    """Write each paper in each of its formats. Yields the files' paths."""
    for kind in PAPER:
        yield write(folder / f"plan.{kind}", visitor.fetch("guide:plan-paper", kind))
    for kind in (*PAPER, "csv", "json"):
        content = visitor.fetch("evidence:chart-paper", kind)
        yield write(folder / f"chart.{kind}", content)
    for kind in PAPER:
        content = visitor.fetch("evidence:summary-paper", kind)
        yield write(folder / f"summary.{kind}", content)
    for name, slug in PAPERS.items():
        for kind in PAPER if slug != "blank" else ("pdf", "docx"):
            content = visitor.fetch("evidence:paper-file", slug, kind)
            yield write(folder / f"{name}.{kind}", content)
    visitor.fill(reverse("evidence:binder"))
    yield write(folder / "binder.pdf", visitor.fetch("evidence:binder-file"))
    take = visitor.fill(reverse("evidence:copy"))
    yield write(folder / "digital-copy.zip", visitor.press(take))
    yield from make_letters(visitor, lived, folder)
    yield from make_requests(visitor, lived, folder)


def make_letters(visitor, lived, folder):
    for name, pk in lived.letters.items():
        for kind in PAPER:
            content = visitor.fetch("takedown:take", pk, kind)
            yield write(folder / "letters" / f"{name}.{kind}", content)
    content = visitor.press(reverse("takedown:take-many"), file="zip")
    yield write(folder / "letters.zip", content)


def make_requests(visitor, lived, folder):
    """All that were sent, and the packet of the one whose time is over."""
    overdue = lived.requests["take-it-down"]
    for kind in PAPER:
        content = visitor.fetch("takedown:requests-file", kind)
        yield write(folder / f"requests.{kind}", content)
        content = visitor.fetch("takedown:request-file", overdue, kind)
        yield write(folder / f"packet.{kind}", content)
    yield write(folder / "requests.ics", visitor.fetch("takedown:calendar"))


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def make_demo(folder):
    """Everything the site makes for the fictitious person. Returns the files."""
    visitor = Visitor()
    try:
        lived = live_through(visitor, read_case())
        return list(make_everything(visitor, lived, Path(folder)))
    finally:
        visitor.client.post(reverse("guide:leave"), secure=visitor.secure)
