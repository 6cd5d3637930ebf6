"""Which day it is where the letter is written. Letters themselves have no clock."""

from zoneinfo import ZoneInfo

from django.utils import timezone

# Late in the evening in America it is tomorrow in UTC: a letter must not be ahead.
USUAL_ZONE = ZoneInfo("America/New_York")


def today_for(letter, case_facts):
    if named := letter.facts.get("zone"):
        return timezone.localdate(timezone=ZoneInfo(named))
    is_american = case_facts.get("country", "") in ("", "US", "CA")
    return timezone.localdate(timezone=USUAL_ZONE if is_american else None)
