"""What a look of ours leaves on a row: how we know what it says, not what it says."""

from directory.models import Channel, Confidence

LOOKED = {"checked_on", "checked_by"}  # say who looked, not what is so


def seen_by_us(confidence):
    """What a way to report says of itself once one of us opened it: to have opened it
    is to have confirmed it.
    """
    is_low = confidence == Confidence.LOW
    return {
        "evidence": Channel.Evidence.STAFF.value,
        "check_before_release": False,
        "confidence": Confidence.MEDIUM.value if is_low else confidence,
    }
