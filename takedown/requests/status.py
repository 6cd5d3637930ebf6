"""How a request stands, and what was seen of each link, read off its events."""

from takedown.requests.parts import STATUSES


def seen_of(events):
    """What was seen last of each link: {link: ("yes", the event)}."""
    seen = {}
    for event in events:
        for link, answer in event.value.get("seen", {}).items():
            if answer:
                seen[link] = (answer, event)
        for link in event.value.get("links", ()):
            seen[link] = ("yes", event)
    return seen


def status_of(events, places):
    """`places`: the links of the letter; [""] for one that names none."""
    status = before = "sent"
    for number, event in enumerate(events):
        if event.what == "closed":
            before, status = status, "closed"
        elif event.what == "opened":
            status = before if status == "closed" else status
        elif event.what == "answered":
            told = event.value["status"]
            status = told if told in STATUSES else status
        elif event.what == "back":
            status = "reposted"
        elif event.what == "checked":
            status = status_seen(status, events[:number], event, places)
    return status


def status_seen(status, earlier, check, places):
    """What the person saw counts more than what the site wrote. Only what was seen to
    be gone can be back, and only what was all seen to be gone is taken down.
    """
    before, after = (answers_in(seen_of(some)) for some in (earlier, [*earlier, check]))
    up = {link for link, answer in check.value["seen"].items() if answer == "yes"}
    gone = {link for link, answer in after.items() if answer == "no"}
    was_gone = status == "reposted" or any(before.get(link) == "no" for link in up)
    if up and was_gone:
        return "reposted"
    if up:
        said = "denied" if status in ("removed", "denied") else status
        return "partly" if gone else said
    if not gone:
        return status
    is_up_elsewhere = "yes" in after.values()
    is_all_gone = gone >= {*places} or status == "removed"  # the rest by their word
    return "removed" if is_all_gone and not is_up_elsewhere else "partly"


def answers_in(seen):
    return {link: answer for link, (answer, _) in seen.items()}
