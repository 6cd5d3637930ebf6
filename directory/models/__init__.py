"""The world as it is: who can act, who can help, and what the law says."""

from directory.models.fact import Confidence, LinkStatus
from directory.models.helpline import (
    KINDS_OF_NEED,
    NEEDS,
    Helpline,
    HelplineKind,
    Phone,
)
from directory.models.law import Law, LawClass, Topic
from directory.models.platform import Category, Channel, Domain, Platform
from directory.models.recipient import Recipient
from directory.models.resource import Resource, ResourceStatus
from directory.places import COUNTRIES, STATES

__all__ = [
    "COUNTRIES",
    "KINDS_OF_NEED",
    "NEEDS",
    "STATES",
    "Category",
    "Channel",
    "Confidence",
    "Domain",
    "Helpline",
    "HelplineKind",
    "Law",
    "LawClass",
    "LinkStatus",
    "Phone",
    "Platform",
    "Recipient",
    "Resource",
    "ResourceStatus",
    "Topic",
]
