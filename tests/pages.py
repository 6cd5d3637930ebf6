"""The one list of pages: every route of the site, with how to reach it.

    from tests.pages import FILE, NOBODY, PAGE, PAGES, PERSON, STAFF, one_each
    from tests.world import world_of        # for browsers: see there

    @pytest.mark.parametrize("page", one_each(PAGES), ids=str)   # ids=str: its name
    def test_it(world, page):                        # `world` is a fixture (conftest)
        answer = world.client(page.who).get(page.path(world))

A page may stand here several times: each step, kind, format, part. one_each() gives
the first of each route. `who` is the least who reaches it; `kind` is what GET gives
them. tests/test_pages.py fails when a route of the site is missing from the list, and
when a page does not answer as its kind says.
"""

from dataclasses import dataclass, field

from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse

from directory.exchange.formats import FORMATS as TABLE_FORMATS
from directory.open_data import NAMES
from directory.sheet import CARDS
from evidence.papers import PAPERS
from guide.steps import STEPS
from guide.views import PAGES as PLAIN_PAGES
from helpcenter.documents.download import FORMATS
from takedown.letters import LETTERS
from takedown.requests.views import EVENTS

# Who: nobody in particular; a person with a case; staff by their role. The chief is
# whoever has every permission.
NOBODY, PERSON = "nobody", "person"
STAFF = EDITOR, PUBLISHER, ADMINISTRATOR, CHIEF = (
    *("editor", "publisher", "administrator", "chief"),
)

# The ids that name something a person made.
OF_A_PERSON = ("incident", "exhibit", "draft", "letter", "by_mail", "request", "place")

PAGE = "page"  # HTML with a way to leave
FILE = "file"  # to be saved: an attachment
DATA = "data"  # what a page loads: style, picture, JSON
REDIRECT = "redirect"  # GET leads elsewhere
POST = "post"  # GET is refused: 405
CLOSED = "closed"  # GET is 403, for everybody
GONE = "gone"  # GET is 404, for everybody


@dataclass(frozen=True)
class Page:
    """A route with its words filled in. {letter} stands for an id of the world."""

    route: str  # as reverse() takes it; for a route without a name, its pattern
    who: str
    kind: str = PAGE
    words: dict = field(default_factory=dict, hash=False)
    template: str = ""  # for a route without a name: its path

    def path(self, world):
        """Its path in a world (tests/world.py), or in any dict of ids."""
        ids = getattr(world, "ids", world)
        if self.template:
            return self.template.format(**ids)
        words = {name: str(word).format(**ids) for name, word in self.words.items()}
        return reverse(self.route, kwargs=words)

    @property
    def is_about_theirs(self):
        """Whether its address names something that a person made."""
        return not {f"{{{n}}}" for n in OF_A_PERSON}.isdisjoint(self.words.values())

    def __str__(self):
        return " ".join([self.route, *map(str, self.words.values())])


def one_each(pages):
    """The first page of each route."""
    return list({page.route: page for page in reversed(pages)}.values())[::-1]


def of(*who):
    """The pages that these reach first: of(NOBODY), of(*STAFF)."""
    return [page for page in PAGES if page.who in who]


# --- What anybody may open


def public():
    yield Page("guide:home", NOBODY)
    yield Page("guide:now", NOBODY)
    yield from (Page("guide:page", NOBODY, PAGE, {"slug": s}) for s in PLAIN_PAGES)
    yield from (Page("guide:step", NOBODY, PAGE, {"step": s.slug}) for s in STEPS)
    yield Page("guide:plan", NOBODY)
    yield from files("guide:plan-paper", FORMATS)
    yield Page("guide:leave", NOBODY, REDIRECT)
    yield Page("fresh", NOBODY, DATA)
    yield Page("security-txt", NOBODY, GONE)  # until somebody can be written to
    yield from DIRECTORY
    yield Page("evidence:chart", NOBODY)
    yield Page("evidence:incident-new", NOBODY)
    yield Page("evidence:draft-new", NOBODY, POST)
    yield Page("evidence:papers", NOBODY)
    yield from (Page("evidence:paper", NOBODY, PAGE, {"kind": k}) for k in PAPERS)
    yield Page("evidence:copy-check", NOBODY)
    yield Page("evidence:copy-back", NOBODY)
    yield Page("evidence:case", NOBODY)
    yield Page("evidence:keep", NOBODY)
    yield Page("evidence:open", NOBODY)
    yield Page("evidence:resume", NOBODY, REDIRECT)
    yield Page("evidence:still-here", NOBODY, POST)
    yield Page("takedown:letters", NOBODY)
    yield Page("takedown:age", NOBODY)


def files(route, extensions, who=NOBODY, gives=FILE, **words):
    for each in extensions:
        yield Page(route, who, gives, words | {"extension": each})


DIRECTORY = [
    Page("directory:home", NOBODY),
    Page("directory:found", NOBODY),
    Page("directory:platforms", NOBODY),
    Page("directory:platform", NOBODY, PAGE, {"slug": "instagram"}),
    *files("directory:platform-sheet", FORMATS, slug="instagram"),
    Page("directory:unknown-site", NOBODY),
    Page("directory:helplines", NOBODY),
    Page("directory:resources", NOBODY),
    Page("directory:report-link", NOBODY, REDIRECT),
    Page("directory:laws", NOBODY),
    Page("directory:data", NOBODY),
    *(
        Page("directory:data-file", NOBODY, DATA, {"table": t, "extension": e})
        for t, e in NAMES
    ),
    # These need a country, which the person chose before.
    *(
        page
        for c in CARDS
        for page in files("directory:helpline-card", FORMATS, PERSON, card=c)
    ),
    *files("directory:laws-sheet", FORMATS, PERSON),
]

# --- What a person has made


def of_a_person():
    yield from CASE
    for kind in LETTERS.values():
        gives = GIVES.get(kind.slug, REDIRECT if kind.follows else PAGE)
        yield Page("takedown:letter", PERSON, gives, {"kind": kind.slug})
    yield from LETTER
    yield from REQUEST
    for kind in PAPERS.values():
        yield from files("evidence:paper-file", kind.formats, PERSON, kind=kind.slug)


GIVES = {"uk-report": GONE}  # of a law that is not in force
INCIDENT, EXHIBIT = {"id": "{incident}"}, {"id": "{exhibit}"}
CASE = [
    Page("evidence:pause", PERSON),
    Page("evidence:summary", PERSON),
    *files("evidence:summary-paper", FORMATS, PERSON),
    *files("evidence:chart-paper", [*FORMATS, "csv", "json"], PERSON),
    Page("evidence:draft", PERSON, PAGE, {"id": "{draft}"}),
    Page("evidence:draft-delete", PERSON, POST, {"id": "{draft}"}),
    Page("evidence:incident", PERSON, PAGE, INCIDENT),
    Page("evidence:draft-save", PERSON, POST, INCIDENT),
    Page("evidence:incident-merge", PERSON, POST, INCIDENT),
    Page("evidence:incident-delete", PERSON, PAGE, INCIDENT),
    Page("evidence:fingerprint", PERSON, PAGE, INCIDENT),
    Page("evidence:exhibit-add", PERSON, PAGE, INCIDENT),
    Page("evidence:exhibits", PERSON),
    Page("evidence:custody", PERSON),
    Page("evidence:exhibit", PERSON, PAGE, EXHIBIT),
    Page("evidence:exhibit-show", PERSON, POST, EXHIBIT),
    Page("evidence:exhibit-preview", PERSON, DATA, EXHIBIT),
    Page("evidence:exhibit-file", PERSON, POST, EXHIBIT),
    Page("evidence:exhibit-delete", PERSON, PAGE, EXHIBIT),
    Page("evidence:cover", PERSON, PAGE, EXHIBIT),
    Page("evidence:binder", PERSON),
    Page("evidence:binder-making", PERSON),
    Page("evidence:binder-file", PERSON, FILE),
    Page("evidence:copy", PERSON),
    Page("evidence:copy-take", PERSON),
    Page("evidence:new-words", PERSON),
    Page("evidence:confirm", PERSON),
    Page("evidence:close", PERSON),
    Page("evidence:delete", PERSON),
]
MINE = {"pk": "{letter}"}
LETTER = [
    Page("takedown:show", PERSON, PAGE, MINE),
    Page("takedown:page", PERSON, PAGE, MINE | {"part": "{part}"}),
    Page("takedown:words", PERSON, PAGE, MINE),
    Page("takedown:sent", PERSON, PAGE, MINE),
    Page("takedown:new-words", PERSON, REDIRECT, MINE),
    Page("takedown:original", PERSON, REDIRECT, MINE),
    Page("takedown:draft", PERSON, FILE, {"pk": "{by_mail}"}),
    Page("takedown:delete", PERSON, PAGE, MINE),
    *files("takedown:take", FORMATS, PERSON, **MINE),
    # To read along in the visit's language: an English visit has none.
    *files("takedown:take-copy", FORMATS, PERSON, GONE, **MINE),
    Page("takedown:routes", PERSON),
    Page("takedown:place", PERSON, PAGE, {"place": "{place}"}),
    Page("takedown:many", PERSON),
    Page("takedown:many-made", PERSON),
    Page("takedown:take-many", PERSON),
]
SENT = {"pk": "{request}"}
REQUEST = [
    Page("takedown:requests", PERSON),
    *files("takedown:requests-file", FORMATS, PERSON),
    Page("takedown:calendar", PERSON, FILE),
    Page("takedown:request", PERSON, PAGE, SENT),
    *files("takedown:request-file", FORMATS, PERSON, **SENT),
    *files("takedown:request-copy", FORMATS, PERSON, GONE, **SENT),
    Page("takedown:request-calendar", PERSON, FILE, SENT),
    Page("takedown:request-follow", PERSON, POST, SENT),
    Page("takedown:request-correct", PERSON, PAGE, SENT),
    Page("takedown:request-delete", PERSON, PAGE, SENT),
    *(Page("takedown:request-event", PERSON, PAGE, SENT | {"word": w}) for w in EVENTS),
]

# --- Staff


DOOR = [
    Page("admin:login", NOBODY),
    Page("admin:login-code", NOBODY, REDIRECT),
    Page("admin:login-app", NOBODY, REDIRECT),
]
DESK = [
    Page("admin:index", EDITOR),
    Page("admin:look", EDITOR, PAGE, {"kind": "law", "object_id": "{law}"}),
    Page("admin:drafts", EDITOR),
    Page("exchange:index", EDITOR),
    Page("exchange:page", EDITOR, PAGE, {"kind": "law"}),
    Page("exchange:apply", EDITOR, POST, {"kind": "law"}),
    *(
        Page("exchange:file", EDITOR, FILE, {"kind": "law", "extension": each})
        for each in TABLE_FORMATS
    ),
    Page("admin:app_list", EDITOR, PAGE, {"app_label": "directory"}),
    Page("admin:logout", EDITOR, POST),
    Page("admin:password_change", EDITOR),
    Page("admin:password_change_done", EDITOR),
    Page("admin:autocomplete", EDITOR, CLOSED),  # without its query
    Page("admin:jsi18n", EDITOR, DATA),
    Page(
        "admin:view_on_site",
        EDITOR,
        REDIRECT,
        {"content_type_id": "{platform_type}", "object_id": "{platform}"},
    ),
    Page("admin:auth_user_password_change", ADMINISTRATOR, PAGE, {"id": "{user}"}),
    Page("staff/(?P<url>.*)$", EDITOR, GONE, template="/staff/nothing-here/"),
]


def of_models():
    """The pages of each table in the admin."""
    for model in admin.site._registry:
        app, name = model._meta.app_label, model._meta.model_name
        reader = EDITOR if app == "directory" else ADMINISTRATOR
        row, prefix = {"object_id": f"{{{name}}}"}, f"admin:{app}_{name}"
        yield Page(f"{prefix}_changelist", reader)
        yield Page(f"{prefix}_add", reader, CLOSED if name in MADE_BY_US else PAGE)
        yield Page(f"{prefix}_history", reader, PAGE, row)
        yield Page(f"{prefix}_delete", CHIEF, CLOSED, row)  # what a release brought
        yield Page(f"{prefix}_change", reader, PAGE, row)
        route = f"staff/{app}/{name}/<path:object_id>/"
        yield Page(route, reader, REDIRECT, template=f"/staff/{app}/{name}/{{{name}}}/")


MADE_BY_US = ("change", "group")  # nobody adds one by hand

PAGES = [*public(), *of_a_person(), *DOOR, *DESK, *of_models()]
NOT_FOUND = Page("404", NOBODY, GONE, template="/nothing/here/")
# Ids of nothing: for what must hold of every answer, whatever there is.
NOWHERE = dict.fromkeys(OF_A_PERSON, "0" * 32) | {"part": "about"}
NOWHERE |= {model._meta.model_name: 1 for model in admin.site._registry}
NOWHERE |= {"platform_type": 1}


def routes(resolver=None, prefix="", path=""):
    """(the route as Page names it, the names of its words) of all there are."""
    resolver = resolver or get_resolver()
    for each in resolver.url_patterns:
        here = path + str(each.pattern)
        if isinstance(each, URLPattern):
            named = prefix + each.name if each.name else here
            yield named, list(each.pattern.regex.groupindex)
        else:
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from routes(each, prefix + inner, here)
