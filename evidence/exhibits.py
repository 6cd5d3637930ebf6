"""Exhibits: files (or only words about something) that show an incident.

Kept as sealed records; a file lies sealed in the store (evidence/files.py) and its
bytes are never changed. Other modules read exhibits through exhibits_of().
To add something a person can say of one, add it to Exhibit and to ExhibitForm.
"""

import base64
from dataclasses import asdict, dataclass, field, fields, replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evidence import custody, file_types, files
from evidence.files import KeptFile
from evidence.incidents import incidents_of
from evidence.models import SealedFile

KIND = "exhibit"
KINDS = {  # code: what it is, in words
    "": _("Not said"),
    "page": _("Picture of a web page or app"),
    "messages": _("Messages or a chat"),
    "mail": _("Email"),
    "document": _("Document"),
    "photo": _("Photograph"),
    "video": _("Video"),
    "audio": _("Sound recording"),
    "other": _("Something else"),
}
SHOWN = {"picture", "video"}  # groups of file types that may show an intimate picture


@dataclass(frozen=True)
class Exhibit:
    """One exhibit. What a person says of it may all be empty."""

    incident: str  # the id of its incident
    shows: str = ""
    kind: str = ""  # one of KINDS
    link: str = ""
    captured_when: str = ""
    captured_by: str = ""
    captured_with: str = ""
    intimate: str = ""  # "yes", "no" or not said
    note: str = ""

    # What we know of its file; all empty where there is none
    file: KeptFile | None = None
    file_type: str = ""  # a key of file_types.TYPES, such as "jpeg"
    file_name: str = ""  # as it was sent, cleaned
    received: str = ""  # ISO 8601, UTC
    sha256: str = ""  # also of a file that stayed with the person
    facts: dict = field(default_factory=dict)  # what pictures.look() found
    preview: KeptFile | None = None
    page_form: KeptFile | None = None  # what goes on paper instead of the file itself
    blurred: str = ""  # a tiny JPEG, base64
    original: str = ""  # the id of the exhibit this is a covered copy of
    fixed_label: str = ""  # once a letter or binder that names it was kept

    id: str = ""
    revision: int = 0
    made: int = 0
    label: str = ""  # "A", "B" … "Z", "AA" …
    incident_number: int = 0  # row of the chart; 0 where the incident is gone

    @classmethod
    def of(cls, entry, made=0):
        """The exhibit in a sealed record. A part that is new since then is empty."""
        value = {name: entry.value[name] for name in KEPT if name in entry.value}
        for name in FILES:
            value[name] = KeptFile(**value[name]) if value.get(name) else None
        return cls(**value, id=entry.id, revision=entry.revision, made=made)

    @property
    def value(self):
        """What is sealed: plain JSON."""
        everything = asdict(self)
        return {name: everything[name] for name in KEPT}

    @property
    def group(self):
        """How it is shown: see FileType. "" without a file."""
        return file_types.TYPES[self.file_type].group if self.file_type else ""

    @property
    def is_covered(self):
        """Shown blurred, and only as a placeholder on paper, unless asked for: as long
        as nobody said that it shows no intimate picture.
        """
        return self.group in SHOWN and self.intimate != "no"

    @property
    def kind_words(self):
        return KINDS[self.kind] if self.kind else ""

    @property
    def type_words(self):
        return file_types.TYPES[self.file_type].words if self.file_type else ""

    @property
    def title(self):
        """A line to know it by."""
        words = self.shows or self.kind_words or self.type_words
        return str(words or _("No description"))

    @property
    def called(self):
        """As papers and pages name it."""
        return _("Exhibit %(label)s") % {"label": self.label}

    @property
    def blurred_bytes(self):
        return base64.b64decode(self.blurred)

    @property
    def all_files(self):
        return [kept for kept in (self.file, self.preview, self.page_form) if kept]


FILES = ("file", "preview", "page_form")
KNOWN = {"id", "revision", "made", "label", "incident_number"}
KEPT = [part.name for part in fields(Exhibit) if part.name not in KNOWN]


# --- Reading


def exhibits_of(case, incidents=None):
    """All exhibits of the open case, labelled, in the order of their labels."""
    entries = case.all(KIND) if case else []
    found = [Exhibit.of(entry, made) for made, entry in enumerate(entries)]
    incidents = incidents_of(case) if incidents is None else incidents
    return labelled(found, {each.id: each.number for each in incidents})


def exhibit_of(case, id):
    """The labelled exhibit, or None."""
    return next((each for each in exhibits_of(case) if each.id == id), None)


def labelled(exhibits, numbers):
    """With labels by the order of the chart. Those that are fixed stay; the others get
    the letters after them, so that no letter ever names two things.
    """
    last = max((number_of(each.fixed_label) for each in exhibits), default=0)
    free = [each for each in in_chart_order(exhibits, numbers) if not each.fixed_label]
    given = {each.id: letters(last + n) for n, each in enumerate(free, start=1)}
    shown = (
        replace(
            each,
            label=each.fixed_label or given[each.id],
            incident_number=numbers.get(each.incident, 0),
        )
        for each in exhibits
    )
    return sorted(shown, key=lambda each: number_of(each.label))


def in_chart_order(exhibits, numbers):
    """Those whose incident is gone come last."""
    return sorted(
        exhibits,
        key=lambda each: (
            each.incident not in numbers,
            numbers.get(each.incident, 0),
            each.made,
        ),
    )


def letters(number):
    """1 is A, 26 is Z, 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number_of(label):
    """The other way; 0 for none."""
    number = 0
    for letter in label:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


# --- Writing


def add(case, exhibit, *arriving):
    """Keep a new exhibit and claim its files. Returns the entry."""
    with transaction.atomic():
        entry = case.add(KIND, exhibit.value)
        for each in arriving:
            each.claim(case.id)
        event = "received" if exhibit.file else "noted"
        custody.note(case, event, entry.id, **of_file(exhibit))
    return entry


def of_file(exhibit):
    """What the custody log says of an exhibit's file."""
    if not exhibit.sha256:
        return {}
    size = {"bytes": exhibit.file.size} if exhibit.file else {}
    return {"sha256": exhibit.sha256} | size


def describe(case, exhibit, revision):
    """Save what the person says of it. Raises StaleRevision, or DoesNotExist."""
    with transaction.atomic():
        entry = case.change(KIND, exhibit.id, exhibit.value, revision)
        custody.note(case, "described", exhibit.id)
    return entry


def attach(case, exhibit, preview, page_form, **found):
    """Add what was made of its file, and what was found in it."""
    with transaction.atomic():
        made = {"preview": preview, "page_form": page_form}
        kept = {name: each and each.kept for name, each in made.items()}
        changed = replace(exhibit, **found, **kept)
        case.change(KIND, exhibit.id, changed.value, exhibit.revision)
        for each in filter(None, made.values()):
            each.claim(case.id)


def fix_labels(case, exhibits):
    """From now on these keep their labels: a paper that names them was kept. Read them
    again afterwards: another paper may have been kept at the same moment.
    """
    ids = {each.id for each in exhibits}
    with transaction.atomic():
        case.hold()
        case.all_again(KIND)
        loose = [
            each
            for each in exhibits_of(case)
            if each.id in ids and not each.fixed_label
        ]
        for each in loose:
            value = replace(each, fixed_label=each.label).value
            case.change(KIND, each.id, value, each.revision)
        custody.note_all(
            case, [("labelled", each.id, {"label": each.label}) for each in loose]
        )


def remove(case, exhibits):
    """Delete these: their words first, then their files."""
    names = [kept.name for each in exhibits for kept in each.all_files]
    with transaction.atomic():
        for each in exhibits:
            case.delete(KIND, each.id)
        files.disclaim(case.id, names)
        custody.note_all(
            case, [("removed", each.id, of_file(each)) for each in exhibits]
        )
    files.let_go(names)


def bring(case, visit, ids):
    """After case.bring(visit): the files of the visit come along. They stay sealed for
    the visit's key, which their records keep from now on. ids: new ids by old ones.
    """
    brought = [old for old in visit.all(KIND) if old.id in ids]
    with transaction.atomic():
        events = []
        for old in brought:
            entry = case.get(KIND, ids[old.id])
            exhibit = with_key(Exhibit.of(entry), visit.secret)
            exhibit = replace(
                exhibit,
                incident=ids.get(exhibit.incident, exhibit.incident),
                original=ids.get(exhibit.original, exhibit.original),
                fixed_label="",
            )
            case.change(KIND, entry.id, exhibit.value, entry.revision)
            events.append(("moved", entry.id, of_file(exhibit)))
        SealedFile.objects.filter(case=visit.id).update(case=case.id)
        custody.note_all(case, events)


def with_key(exhibit, secret):
    """With the key of its files beside them, where they have none yet."""
    kept = {name: getattr(exhibit, name) for name in FILES}
    keyed = {
        name: each and replace(each, secret=each.secret or secret)
        for name, each in kept.items()
    }
    return replace(exhibit, **keyed)


def size_of(case):
    """How many bytes the files of the case have in all."""
    found = (Exhibit.of(entry) for entry in (case.all(KIND) if case else []))
    return sum(kept.size for each in found for kept in each.all_files)
