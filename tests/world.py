"""A site in which every page of tests/pages.py can be opened, for clients and browsers.

In a Django test: the fixture `world`. In a browser test, with a running Site:

    world = world_of(site)                    # some seconds: do it once a module
    world.enter(browser, page.who, site.url)  # the cookie of a person, an editor, ...
    browser.pages[0].goto(site.url + page.path(world))

`world.ids` are the ids of what the person made and of the directory's first rows;
`world.client(who)` is a Django client, `world.tokens[who]` the session of each.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.test.utils import setup_test_environment

from directory.changes import Hand, save
from directory.models import Law, Platform
from evidence.cases import case_of
from evidence.drafts import drafts_of
from evidence.exhibits import exhibits_of
from guide.demo import live_through, name_of, read_case
from guide.visitor import Visitor
from takedown.kept import letters_of
from takedown.preview import sending_of
from takedown.requests.store import requests_of
from takedown.situations import places_of
from tests.staff import enter, member

ROOT = Path(__file__).parent.parent
MAKE = "from tests.world import print_world; print_world()"
ROLES = {
    "editor": ["editor"],
    "publisher": ["publisher"],
    "administrator": ["administrator"],
    "chief": [],
}


@dataclass
class World:
    ids: dict
    tokens: dict  # who -> the value of their cookie
    clients: dict = field(default_factory=dict, repr=False)

    def client(self, who):
        """A Django client of theirs. Nobody is new each time."""
        return self.clients.get(who) or Client()

    def enter(self, context, who, url):
        """Give a browser's context the session of this one; nobody has none."""
        context.clear_cookies()
        if who in self.tokens:
            cookie = {"name": "s", "value": self.tokens[who], "url": url}
            context.add_cookies([cookie])


def world_of(site):
    """The world made in a running Site's database, by a process of its own."""
    made = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", MAKE],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return World(**json.loads(made.stdout))


def small_case():
    """The case of fixtures/demo-case.json with fewer incidents, letters and places."""
    case = read_case()
    letters = case["letters"][:4]
    names = {name_of(letter) for letter in letters}
    sent = [each for each in case["sent"] if each["letter"] in names]
    fewer = {"incidents": case["incidents"][:4], "places": []}
    return case | fewer | {"letters": letters, "sent": sent}


def make_world(client):
    """A person who used all of the site in this client, and staff of each role. The
    directory must be loaded.
    """
    lived = live_through(Visitor(client), small_case())
    get_ready(client)
    clients = {"person": client} | {
        name: staff(name, *roles) for name, roles in ROLES.items()
    }
    tokens = {who: each.cookies["s"].value for who, each in clients.items()}
    ids = ids_of_a_person(client, lived) | ids_of_the_directory(clients)
    return World(ids, tokens, clients)


def get_ready(client):
    """Keep the case, and come to where every page of it can be opened."""
    client.post("/find/helplines/", {"country": "US", "need": ""})
    client.post("/find/laws/", {"place": "US-NY", "their_place": ""})
    typed = {"happened": "Not saved yet.", "tab": "0" * 32, "rev": "0"}
    assert client.post("/notes/new/draft/", typed).status_code == 200
    keep(client)
    client.post("/notes/kept/words/")  # shown, not confirmed: the page to confirm
    for path in ("/notes/binder/", "/notes/copy/"):
        assert send_as_shown(client, path).status_code == 302, path


def keep(client):
    """Keep the notes of this visit; the six words."""
    shown = client.post("/notes/kept/keep/").content.decode()
    words = re.findall(r"<li>([a-z]+)\n", shown)[:6]
    asked = client.get("/notes/kept/confirm/").content.decode()
    typed = {f"word-{n}": words[int(n) - 1] for n in re.findall(r"word-(\d)", asked)}
    assert client.post("/notes/kept/confirm/", typed).status_code == 302
    return " ".join(words)


def send_as_shown(client, path):
    visitor = Visitor(client)
    return visitor.post(visitor.form_of(path), path, {})


def staff(name, *roles):
    return enter(Client(), member(name, *roles, is_superuser=not roles))


def ids_of_a_person(client, lived):
    case = case_of(SimpleNamespace(session=client.session))
    letters = letters_of(case)
    sendings = ((kept, sending_of(kept, case)) for kept in letters)
    letter = next(each for each in letters if each.id in lived.letters.values())
    by_mail = next(k.id for k, sending in sendings if sending and sending.goes_by_email)
    request = lived.requests["take-it-down"]
    return ids_in(case, letter) | {"by_mail": by_mail, "request": request}


def ids_in(case, letter):
    """Of what was made in this case, as tests/pages.py names it in its addresses."""
    picture = next(each for each in exhibits_of(case) if each.preview)
    return {
        "incident": picture.incident,
        "exhibit": picture.id,
        "draft": drafts_of(case)[0].id,
        "letter": letter.id,
        "part": letter.kind.pages[0].slug,
        "by_mail": letter.id,
        "request": requests_of(case)[0].id,
        "place": places_of(case)[0].id,
    }


def ids_of_the_directory(clients):
    """The first row of each table that staff see, and a change that waits."""
    wait_for_a_second_person(User.objects.get(username="editor"))
    firsts = {
        model._meta.model_name: model.objects.order_by("pk").first().pk
        for model in admin.site._registry
    }
    platform = ContentType.objects.get_for_model(Platform)
    firsts["user"] = User.objects.get(username="editor").pk
    return firsts | {"platform_type": platform.pk}


def wait_for_a_second_person(editor):
    law = Law.objects.order_by("pk").first()
    law.summary = f"{law.summary} Changed."
    save(law, Hand(editor, "For the list of pages."))


def print_world():
    """For world_of(), in a process of its own."""
    setup_test_environment()
    made = make_world(Client())
    print(json.dumps({"ids": made.ids, "tokens": made.tokens}))
