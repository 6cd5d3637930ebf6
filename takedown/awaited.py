"""Laws that are offered only once our staff have confirmed that they are in force."""

from directory.models import Confidence, Law
from takedown.routes.predicates import UK_DUTY


def laws_in_force():
    """The awaited laws of which our staff have opened the text and are sure."""
    awaited = Law.objects.shown().filter(slug=UK_DUTY, confidence=Confidence.HIGH)
    return frozenset(awaited.exclude(checked_by="").values_list("slug", flat=True))


def is_uk_duty_in_force():
    return UK_DUTY in laws_in_force()
