"""What was typed and not saved yet: one sealed draft for each open form.

A draft is named by a random id that only its own tab knows, so tabs never overwrite
each other. It goes when its incident is saved, or when the person throws it away.
"""

from dataclasses import dataclass
from datetime import datetime

from evidence.models import Record

KIND = "draft"
FORM = "incident"


@dataclass(frozen=True)
class Draft:
    """The boxes of a form as they were typed, unchecked."""

    id: str
    incident: str  # the incident it changes; empty for a new one
    revision: int  # of that incident, when the form was opened
    typed: dict
    saved_at: datetime

    @classmethod
    def of(cls, entry):
        value = entry.value
        return cls(entry.id, value["of"], value["rev"], value["typed"], entry.saved_at)


def drafts_of(open_case):
    """All drafts of incidents, in the order they were begun."""
    entries = open_case.all(KIND) if open_case else []
    return [Draft.of(entry) for entry in entries if entry.value["form"] == FORM]


def unsaved(open_case, incidents, incident_id=""):
    """The drafts to offer when this form is opened. Changes to an incident that is gone
    are offered as a new one.
    """
    known = {each.id for each in incidents}
    drafts = drafts_of(open_case)
    if incident_id:
        return [each for each in drafts if each.incident == incident_id]
    return [each for each in drafts if each.incident not in known]


def keep(open_case, form, incident_id=""):
    """Keep what is in the boxes, and not twice what was put back into them."""
    value = {
        "form": FORM,
        "of": incident_id,
        "rev": form.revision,
        "typed": form.typed(),
    }
    entry = open_case.put(KIND, name_of(form.tab_id), value)
    drop(open_case, form.replaces, unless=entry.id)
    return entry


def drop_all(open_case, form):
    """The text is saved: forget this tab's draft and the one it came from."""
    entry = open_case.named(KIND, name_of(form.tab_id))
    drop(open_case, entry.id if entry else "")
    drop(open_case, form.replaces)


def drop(open_case, id, unless=None):
    """Delete a draft. One that is gone already is as good as deleted."""
    try:
        if id and id != unless:
            open_case.delete(KIND, id)
    except Record.DoesNotExist:
        return


def name_of(tab):
    return f"{FORM}|{tab}"
