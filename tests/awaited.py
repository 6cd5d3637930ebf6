"""Staff's word that a law which we wait for is in force."""

import datetime

from directory.models import Law
from takedown.routes.predicates import UK_DUTY


def put_in_force(**changes):
    """The 48-hour duty of the United Kingdom, as opened and confirmed by our staff."""
    facts = {
        "place": "GB",
        "topic": "removal_duty",
        "title": "Takedown within 48 hours",
        "citation": "Online Safety Act 2023, s. 10(3A)",
        "summary": "Test.",
        "as_of": "2026-11",
        "source": "test",
        "confidence": "high",
        "checked_on": datetime.date(2026, 11, 1),
        "checked_by": "Kim",
    }
    Law.objects.update_or_create(slug=UK_DUTY, defaults=facts | changes)
