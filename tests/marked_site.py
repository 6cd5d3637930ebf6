"""Fill every form of a new site with marks, from a foreign address; then let each of
them break, and die without tidying up.

    python -m tests.marked_site MARK     (DATABASE_URL names the new database)

Prints, as JSON, what a thief of the database must not find, and what was really kept.
Forms that are added to the site later are found by walking it, and filled as well.
Beside the database it leaves what a thief may also get: the log, told more than usual
(stderr); what the cache holds; and the headers and addresses of every answer.
"""

import io
import json
import logging
import os
import re
import sys
from collections import Counter
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import django
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import resolve
from PIL import Image

STARTS = ["/", "/guide/safe/", "/guide/plan/", "/notes/", "/notes/new/", "/letters/"]
PASSES = 4  # what one pass makes, the next finds a page for
ENOUGH = 3  # pages of one kind in a pass; of the guide, all
LIKED = ["no", "self", "real", "me", "US", "US-NY", "sent", "knows"]  # opens most pages
NOT_FOLLOWED = re.compile("^/leave/|^/staff/")
SIDES = re.compile("(left|top|width|height)-")  # of a part to cover, in percent
NOT_PRESSED = re.compile("delete|close|kept/|find/|leave|staff")
FAR = "203.0.113.77"
DATE = "Thu, 05 Mar 2026 21:14:00 -0500"


class Watched(Client):
    """Somebody far away, whose browser says MARK wherever it says anything. Keeps the
    headers of all answers, but for the values of cookies: they are theirs to know.
    """

    seen = set()

    def __init__(self, mark, **more):
        says = {"user-agent": mark, "referer": f"https://{mark}.example/"}
        says |= {"accept-language": f"en, {mark}", "x-forwarded-for": "203.0.113.78"}
        super().__init__(REMOTE_ADDR=FAR, headers=says, **more)

    def request(self, **request):
        response = super().request(**request)
        self.seen.add(response.request["PATH_INFO"])
        self.seen.add(response.request["QUERY_STRING"])
        self.seen.update(map(repr, response.headers.items()))
        self.seen.update(response.cookies)
        return response


class Breaking:
    """While it is on, every view that was sent something breaks when it has done its
    work, with what was sent in its hands.
    """

    mark = ""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not self.mark or request.method != "POST":
            return
        with transaction.atomic():  # and what it did is undone
            sent, answer = dict(request.POST), None
            try:
                answer = view(request, *args, **kwargs)
            finally:  # also where it refused what it was sent
                said = getattr(answer, "headers", "")
                raise RuntimeError(f"{self.mark} {sent} {said}")


def value_for(element, mark):
    kind = element.get("type", "text")
    if SIDES.match(element.name):
        return "10"
    if element.tag == "textarea" or kind in {"text", "search", "tel", "password"}:
        return f"https://example.org/{mark}" if "link" in element.name else mark
    return {
        "email": f"{mark}@example.org",
        "url": f"https://example.org/{mark}",
        "date": "2026-03-05",
        "datetime-local": "2026-03-06T10:30",
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
            files = files_with(mark)
            data[name] = files if "multiple" in element.attrib else files[:1]
        elif element.get("type") == "checkbox":
            data[name] = element.get("value", "on")
        elif element.get("type") == "hidden":
            data[name] = element.value
        else:
            data[name] = value_for(element, mark)
    return {name: value for name, value in data.items() if value is not None}


def files_with(mark):
    """The mark in their names and inside: as text, in an email, and in a picture's own
    data. The text is so long that a copy of it anywhere would be found.
    """
    exif, picture = Image.Exif(), io.BytesIO()
    exif[0x010F] = exif[0x0110] = mark  # the camera's maker and model
    Image.effect_noise((320, 240), 60).convert("RGB").save(picture, "JPEG", exif=exif)
    mail = f"From: {mark}@example.org\nSubject: {mark}\nDate: {DATE}\n\n{mark}\n"
    contents = {
        "txt": f"{mark}\n".encode() * 5000,
        "jpg": picture.getvalue(),
        "eml": mail.encode(),
    }
    return [SimpleUploadedFile(f"{mark}.{n}", data) for n, data in contents.items()]


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
            links = list(page.links())
            Watched.seen.update(links)
            waiting.extend(links)


def save_a_draft(client, mark):
    """What the page's script does while somebody types."""
    (form,) = Page("", client.get("/notes/new/")).tree.forms
    assert client.post("/notes/new/draft/", filled(form, mark)).status_code == 200


def try_the_rest(mark, words):
    """Wrong words, right ones elsewhere, a form sent too late, a search; then leave."""
    other = Client(enforce_csrf_checks=True)
    other.post("/notes/kept/open/", {"words": mark, "note": mark})
    other.post(f"/notes/new/?q={mark}", {"happened": mark})
    other.get(f"/nothing/{mark}/?q={mark}", HTTP_USER_AGENT=mark, HTTP_REFERER=mark)
    other = Watched(mark)
    other.post("/notes/kept/open/", {"words": words})
    other.post("/find/found/", {"link": f"https://{mark}.example/{mark}"})
    other.get("/guide/plan/")
    other.get("/leave/")
    passing = Client()
    passing.post("/notes/new/", {"happened": mark})


def break_everything(mark, ids, tokens):
    """Send something to every route while its view fails: as nobody, and as the least
    who reaches it. Which routes did fail, by who sent it.
    """
    asked, broken = forms_of(mark, ids, tokens), {}
    Breaking.mark = mark
    for page, who in product(ROUTES, tokens):
        path, data = asked[page.route]
        if who in (NOBODY, reader_of(page)) and breaks(path, data, mark, tokens[who]):
            broken.setdefault(who, []).append(page.route)
    Breaking.mark = ""
    return broken


def reader_of(page):
    return CHIEF if page.who in STAFF else page.who


def forms_of(mark, ids, tokens):
    """{route: (path, what is typed there)}, by its form if there is one."""
    asked = {page.route: (page.path(ids), {"typed": mark}) for page in ROUTES}
    routes = {path: route for route, (path, _) in asked.items()}
    for page in ROUTES:
        path = page.path(ids)
        response = visit_of(tokens[reader_of(page)]).get(path)
        for to, form in Page(path, response).forms() if is_page(response) else ():
            if to in routes:
                asked[routes[to]] = to, filled(form, mark)
    return asked


def breaks(path, data, mark, token):
    client = visit_of(token, Watched(mark, raise_request_exception=False))
    response = client.post(path, data)
    assert mark.encode() not in response.content, path
    return response.status_code == 500  # else it refused before that


def visit_of(token, client=None):
    client = client or Client()
    if token:
        client.cookies["s"] = token
    return client


def write_down(folder):
    """What is not in the database and may be taken with it."""
    held = [f"{name} {value!r}" for name, value in cache._cache.items()]
    (folder / "cache").write_text("\n".join(held))
    (folder / "headers").write_text("\n".join(sorted(Watched.seen)))


def looked_into(case, mark):
    """The types of files in which the mark was found, beside their names."""
    exhibits = exhibits_of(case)
    return sorted({e.file_type for e in exhibits if mark in json.dumps(e.facts)})


def report(client, mark, words, taken):
    case = case_open_in(client)
    kinds = sorted(set(Record.objects.values_list("kind", flat=True)))
    marked = [kind for kind in kinds if mark in json.dumps(values(case, kind))]
    secret = client.session["case"][1]
    never = [mark, words, secret, "AGE-SECRET", client.cookies["s"].value]
    return {
        "never": never,
        "kinds": kinds,
        "marked": marked,
        "looked_into": looked_into(case, mark),
        "types": sorted({each.file_type for each in exhibits_of(case)}),
        "told": sorted({e.what for each in requests_of(case) for e in each.events}),
        "taken": sorted(taken),
    }


def case_open_in(client):
    return case_of(SimpleNamespace(session=client.session))


def values(case, kind):
    return [entry.value for entry in case.all(kind)]


def main(mark):
    call_command("migrate", verbosity=0)
    call_command("load_directory", stdout=sys.stderr)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Breaking"]
    for name in ("", "django", "helpcenter"):
        logging.getLogger(name).setLevel(logging.INFO)
    client = Watched(mark)
    taken = fill_everything(client, mark)
    save_a_draft(client, mark)
    words = keep(client)
    try_the_rest(mark, words)
    told = report(client, mark, words, taken)
    staff = {name: staff_of(name, *roles) for name, roles in ROLES.items()}
    case = case_open_in(client)
    ids = ids_in(case, letters_of(case)[0]) | ids_of_the_directory(staff)
    clients = {PERSON: client, CHIEF: staff[CHIEF]}
    tokens = {who: each.cookies["s"].value for who, each in clients.items()}
    told["never"] += tokens.values()
    told["broken"] = break_everything(mark, ids, tokens | {NOBODY: ""})
    write_down(Path(settings.EXHIBIT_FOLDER).parent)
    print(json.dumps(told), flush=True)
    os._exit(0)  # as a crash would: the write-ahead log stays where it is


if __name__ == "__main__":
    django.setup()
    setup_test_environment()

    from django.core.management import call_command

    from evidence.cases import case_of
    from evidence.exhibits import exhibits_of
    from evidence.models import Record
    from takedown.kept import letters_of
    from takedown.requests.store import requests_of
    from tests.crawl import Page, is_page
    from tests.pages import CHIEF, NOBODY, PAGES, PERSON, STAFF, one_each
    from tests.world import ROLES, ids_in, ids_of_the_directory, keep
    from tests.world import staff as staff_of

    ROUTES = one_each(PAGES)

    main(sys.argv[1])
