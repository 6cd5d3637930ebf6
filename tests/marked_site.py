"""Fill every form of a new site with marks, then die without tidying up.

    python -m tests.marked_site MARK     (DATABASE_URL names the new database)

Prints, as JSON, what a thief of the database must not find, and what was really kept.
Forms that are added to the site later are found by walking it, and filled as well.
"""

import json
import os
import re
import sys
from collections import Counter
from types import SimpleNamespace

import django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import resolve

STARTS = ["/", "/guide/safe/", "/guide/plan/", "/notes/", "/notes/new/", "/letters/"]
PASSES = 4  # what one pass makes, the next finds a page for
ENOUGH = 3  # pages of one kind in a pass; of the guide, all
LIKED = ["no", "self", "real", "me", "US", "US-NY", "sent", "knows"]  # opens most pages
NOT_FOLLOWED = re.compile("^/leave/|^/staff/")
NOT_PRESSED = re.compile("delete|close|kept/|find/|leave|staff")


def value_for(element, mark):
    kind = element.get("type", "text")
    if element.tag == "textarea" or kind in {"text", "search", "tel", "password"}:
        return f"https://example.org/{mark}" if "link" in element.name else mark
    return {
        "email": f"{mark}@example.org",
        "url": f"https://example.org/{mark}",
        "date": "2026-03-05",
        "number": "1",
        "time": "10:30",
    }.get(kind, element.value)


def choice_of(options):
    options = [option for option in options if option]
    liked = [option for option in LIKED if option in options]
    return (liked or options or [""])[0]


def filled(form, mark):
    """What a browser would send with the mark in every box and a choice everywhere."""
    data = {}
    for name in form.fields:
        element = form.inputs[name]
        if hasattr(element, "value_options"):
            data[name] = choice_of(list(element.value_options))
        elif element.get("type") == "file":
            # Long enough that a copy of it anywhere would be found.
            data[name] = SimpleUploadedFile(f"{mark}.txt", f"{mark}\n".encode() * 5000)
        elif element.get("type") == "checkbox":
            data[name] = element.get("value", "on")
        elif element.get("type") == "hidden":
            data[name] = element.value
        else:
            data[name] = value_for(element, mark)
    return {name: value for name, value in data.items() if value is not None}


def fill_everything(client, mark):
    """Which views took a form."""
    taken = set()
    for page in (page for _ in range(PASSES) for page in pages(client)):
        for path, form in page.forms():
            if NOT_PRESSED.search(path):
                continue
            if send(client, path, filled(form, mark)):
                taken.add(resolve(path).view_name)
    return taken


def send(client, path, data):
    """Whether it was taken, if need be without what a box would not have."""
    response = client.post(path, data, follow=True)
    assert response.status_code < 500, path
    if response.redirect_chain or not is_page(response):
        return True
    wrong = Page(path, response).tree.xpath(
        "//*[contains(@class, 'field-wrong')]//@name"
    )
    better = data | dict.fromkeys(wrong, "")
    return better != data and send(client, path, better)


def pages(client):
    """Each page that links lead to, but no more than enough of a kind."""
    waiting, seen, kinds = list(STARTS), set(), Counter()
    while waiting:
        path = waiting.pop(0).partition("?")[0]
        kind = resolve(path).view_name
        kinds[kind] += kind != "guide:step" and path not in seen
        if path in seen or kinds[kind] > ENOUGH or NOT_FOLLOWED.search(path):
            continue
        seen.add(path)
        response = client.get(path, follow=True)
        if is_page(response):
            page = Page(response.request["PATH_INFO"], response)
            yield page
            waiting.extend(page.links())


def save_a_draft(client, mark):
    """What the page's script does while somebody types."""
    (form,) = Page("", client.get("/notes/new/")).tree.forms
    assert client.post("/notes/new/draft/", filled(form, mark)).status_code == 200


def keep(client):
    page = client.post("/notes/kept/keep/")
    words = re.findall(r"<li>([a-z]+)\n", page.content.decode())[:6]
    page = client.get("/notes/kept/confirm/").content.decode()
    asked = set(re.findall(r"word-(\d)", page))
    client.post("/notes/kept/confirm/", {f"word-{n}": words[int(n) - 1] for n in asked})
    return " ".join(words)


def try_the_rest(mark, words):
    """Wrong words, right ones elsewhere, a form sent too late, a search; then leave."""
    other = Client(enforce_csrf_checks=True)
    other.post("/notes/kept/open/", {"words": mark, "note": mark})
    other.post(f"/notes/new/?q={mark}", {"what": mark})
    other.get(f"/nothing/{mark}/?q={mark}", HTTP_USER_AGENT=mark, HTTP_REFERER=mark)
    other = Client(REMOTE_ADDR="203.0.113.77")
    other.post("/notes/kept/open/", {"words": words})
    other.post("/find/found/", {"link": f"https://{mark}.example/{mark}"})
    other.get("/guide/plan/")
    other.get("/leave/")
    passing = Client()
    passing.post("/notes/new/", {"what": mark, "happened": mark})


def report(client, mark, words, taken):
    case = case_of(SimpleNamespace(session=client.session))
    kinds = sorted(set(Record.objects.values_list("kind", flat=True)))
    marked = [kind for kind in kinds if mark in json.dumps(values(case, kind))]
    secret = client.session["case"][1]
    never = [mark, words, secret, "AGE-SECRET", client.cookies["s"].value]
    return {"never": never, "kinds": kinds, "marked": marked, "taken": sorted(taken)}


def values(case, kind):
    return [entry.value for entry in case.all(kind)]


def main(mark):
    call_command("migrate", verbosity=0)
    call_command("load_directory", stdout=sys.stderr)
    client = Client()
    taken = fill_everything(client, mark)
    save_a_draft(client, mark)
    words = keep(client)
    try_the_rest(mark, words)
    print(json.dumps(report(client, mark, words, taken)), flush=True)
    os._exit(0)  # as a crash would: the write-ahead log stays where it is


if __name__ == "__main__":
    django.setup()
    setup_test_environment()

    from django.core.management import call_command

    from evidence.cases import case_of
    from evidence.models import Record
    from tests.crawl import Page, is_page

    main(sys.argv[1])
