"""A fictitious person uses the whole site, and everything it makes is kept in a folder.

They go through the real pages and forms with scripts off, so that what the demo shows
is what people get. The case is in fixtures/demo-case.json; it is gone afterwards.
"""

import json
from pathlib import Path

import lxml.html
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

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


class NotTaken(Exception):
    """A page of the site refused what the fictitious person typed, and says why."""


class Visitor:
    """Somebody with a browser that has no scripts."""

    def __init__(self, client=None):
        self.client = client or Client(headers={"host": settings.ALLOWED_HOSTS[0]})
        self.secure = settings.SECURE_SSL_REDIRECT

    def fetch(self, name, *args):
        """The bytes of a page or file, by the name of its route."""
        response = self.client.get(reverse(name, args=args), secure=self.secure)
        if response.status_code != 200:
            raise NotTaken(f"{name} answered {response.status_code}")
        return content_of(response)

    def fill(self, path, **typed):
        """Open the page, type into its own form, press the button. Returns where that
        leads. Raises NotTaken.
        """
        form = self.form_of(path)
        data = {}
        for field, value in form.form_values():
            data.setdefault(field, []).append(value)
        response = self.client.post(path, data | typed, secure=self.secure)
        if response.status_code not in (302, 303):
            errors = lxml.html.fromstring(response.content).xpath(
                "//*[@role='alert']//text()"
            )
            raise NotTaken(path + ": " + " ".join("".join(errors).split()))
        return response["Location"]

    def press(self, path):
        """The file that the page's button saves."""
        self.form_of(path)
        return content_of(self.client.post(path, secure=self.secure))

    def send(self, path, files, **fields):
        """Send files to the page's form. Returns where that leads. Raises NotTaken."""
        sent = fields | {"files": files}
        response = self.client.post(path, sent, secure=self.secure)
        if response.status_code not in (302, 303):
            raise NotTaken(f"{path} answered {response.status_code}")
        return response["Location"]

    def form_of(self, path):
        page = self.client.get(path, secure=self.secure)
        tree = lxml.html.fromstring(page.content)
        forms = [
            form
            for form in tree.xpath("//main//form")
            if form.method == "POST" and form.get("action", path) == path
        ]
        if not forms:
            raise NotTaken(f"{path} has no form")
        return forms[0]


def content_of(response):
    """The bytes of an answer, also of one that comes in pieces."""
    if response.streaming:
        return b"".join(response.streaming_content)
    return response.content


def read_case():
    return json.loads(CASE.read_text())


def live_through(visitor, case):
    """Answer the guide, write down what happened, make the letters. Returns the ids of
    the letters by kind.
    """
    for step, answers in case["answers"].items():
        visitor.fill(reverse("guide:step", args=[step]), **answers)
    for incident in case["incidents"]:
        write_down(visitor, incident)
    return {letter["kind"]: make_letter(visitor, letter) for letter in case["letters"]}


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
    page = lxml.html.fromstring(visitor.fetch("evidence:chart"))
    return set(page.xpath("//a[contains(@href, '/add/')]/@href"))


def add_proof(visitor, path, proof):
    """Add a file there, and say what it is."""
    if "under_18" in visitor.form_of(path).fields:
        visitor.fill(path, under_18="no")
    with (FILES / proof["file"]).open("rb") as file:
        exhibit = visitor.send(path, file)
    visitor.fill(exhibit, **{k: v for k, v in proof.items() if k != "file"})


def make_letter(visitor, letter):
    """Go through the letter's pages, typing what is asked for where it is asked."""
    begin = reverse("takedown:letter", args=[letter["kind"]])
    path = visitor.fill(begin, site=letter["site"])
    while resolve(path).view_name == "takedown:page":
        asked = {field.name for field in visitor.form_of(path).inputs}
        typed = {name: v for name, v in letter["typed"].items() if name in asked}
        path = visitor.fill(path, **typed)
    return resolve(path).kwargs["pk"]


def make_everything(visitor, letters, folder):
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
    for letter, pk in letters.items():
        for kind in PAPER:
            content = visitor.fetch("takedown:take", pk, kind)
            yield write(folder / "letters" / f"{letter}.{kind}", content)


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def make_demo(folder):
    """Everything the site makes for the fictitious person. Returns the files."""
    visitor = Visitor()
    try:
        letters = live_through(visitor, read_case())
        return list(make_everything(visitor, letters, Path(folder)))
    finally:
        visitor.client.post(reverse("guide:leave"), secure=visitor.secure)
