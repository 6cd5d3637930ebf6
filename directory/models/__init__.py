"""The world as it is: who can act, who can help, and what the law says."""

from directory.models.change import Change, ChangeState, Upkeep
from directory.models.domain import Domain
from directory.models.fact import Confidence, LinkStatus
from directory.models.helpline import (
    KINDS_OF_NEED,
    NEEDS,
    Helpline,
    HelplineKind,
    Phone,
)
from directory.models.law import Law, LawClass, Topic
from directory.models.link import (
    BROKEN,
    LINKS,
    Finding,
    FindingKind,
    LinkReport,
    ReportKind,
)
from directory.models.platform import Category, Channel, Platform
from directory.models.recipient import Recipient
from directory.models.resource import Resource, ResourceStatus
from directory.places import COUNTRIES, STATES

__all__ = [
    "BROKEN",
    "COUNTRIES",
    "KINDS_OF_NEED",
    "LINKS",
    "NEEDS",
    "STATES",
    "Category",
    "Change",
    "ChangeState",
    "Channel",
    "Confidence",
    "Domain",
    "Finding",
    "FindingKind",
    "Helpline",
    "HelplineKind",
    "Law",
    "LawClass",
    "LinkReport",
    "LinkStatus",
    "Phone",
    "Platform",
    "Recipient",
    "ReportKind",
    "Resource",
    "ResourceStatus",
    "Topic",
    "Upkeep",
]
