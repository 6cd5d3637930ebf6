"""What every paper is, and what all of them are made from."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import get_language, override

from evidence.chart import short_lists
from evidence.exhibits import SHOWN, Exhibit, exhibits_of
from evidence.incidents import Incident, incidents_of
from evidence.minors import is_minor, report_routes
from evidence.paper import OFFICE, document
from helpcenter.documents import A4
from helpcenter.documents.download import FORMATS

KIND = "paper"  # kind of record: what was typed for one paper, under the paper's name
PICTURED = {"page", "photo", "video"}  # kinds of exhibit that may show a picture


@dataclass(frozen=True)
class Told:
    """All that may stand on a paper, and nothing else does. All of it may be empty."""

    incidents: list[Incident] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    chosen: dict = field(default_factory=dict)  # for the short list
    said: dict = field(default_factory=dict)  # typed for this paper
    is_minor: bool = False
    routes: list = field(default_factory=list)  # who takes reports, if it is one

    @classmethod
    def of(cls, case, paper, chosen):
        """What the open case holds; nothing without a case."""
        if case is None:
            return cls()
        incidents = incidents_of(case)
        return cls(
            incidents,
            exhibits_of(case, incidents),
            case.facts,
            chosen,
            said_for(case, paper),
            is_minor(case),
            report_routes(case) if is_minor(case) else [],
        )

    @property
    def short(self):
        """(the most recent, the worst that are not among them, numbers of the rest)."""
        recent, worst = short_lists(self.incidents, self.chosen)
        above = {each.id for each in recent}
        return (
            recent,
            [each for each in worst if each.id not in above],
            [each.number for each in worst if each.id in above],
        )

    @property
    def hashed(self):
        return [each for each in self.exhibits if each.sha256]


@dataclass(frozen=True)
class Paper:
    """One kind of paper. Its words for the person are plain; its own may be harder."""

    slug: str  # in the address, so it is dull
    name: str  # of its template
    title: str
    purpose: str
    readers: str
    hints: tuple[str, ...] = ()
    form: type[forms.Form] = forms.Form
    elements: dict[str, str] = field(default_factory=dict)  # id: what it must hold
    details: Callable[[Told], dict] = lambda told: {}  # what only its template needs
    formats: tuple[str, ...] = tuple(FORMATS)
    names_exhibits: bool = True  # by their letters, which must stay from then on
    is_signed: bool = False
    is_for_office: bool = False  # then it is in the language which offices read
    margin: float | None = None  # millimeters, where it is not the usual one

    def document(self, told, paper=A4):
        """The paper, of this size, in the language that is active. Nothing is on it
        that is not in `told`.
        """
        is_to_read = self.is_for_office and get_language() != OFFICE
        context = {"told": told, "said": told.said, "is_to_read": is_to_read}
        context |= self.details(told)
        margin = paper.margin if self.margin is None else self.margin
        return document(self.name, context, replace(paper, margin=margin))


def said_for(case, paper):
    """What was typed for this paper; {} if nothing was."""
    entry = case.named(KIND, paper.slug)
    return entry.value if entry else {}


def offered_for(case, paper):
    """The same for its page, where gaps are filled with what other papers were told.
    It stands on the paper only once the person saved it there.
    """
    with override(OFFICE if paper.is_for_office else get_language()):
        offered = {"told": told_already(case)} if case else {}
    for entry in case.all(KIND) if case else []:
        offered |= {name: value for name, value in entry.value.items() if value}
    own = said_for(case, paper) if case else {}
    return {name: offered.get(name, "") for name in paper.form.base_fields} | own


def told_already(case):
    """Whom the person told, as the apps above us know it: a line each."""
    lines = (import_string(path)(case) for path in settings.CASE_TOLD)
    return "\n".join(line for some in lines for line in some)


def may_be_intimate(exhibit):
    """As long as nobody said no, what may show a picture may show an intimate one."""
    if exhibit.intimate:
        return exhibit.intimate == "yes"
    return exhibit.group in SHOWN or exhibit.kind in PICTURED


def state_of(exhibit, told):
    """How a paper may speak of an exhibit: "words" (never a copy), "sealed" or
    "attached".
    """
    if told.is_minor:
        return "words"
    return "sealed" if may_be_intimate(exhibit) else "attached"
