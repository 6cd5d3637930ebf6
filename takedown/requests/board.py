"""All requests of a case together: by site, or by link."""

from takedown.letters.fields import unique


def by_site(requests):
    """[(name of the site, its requests)], in the order of the requests."""
    groups = {}
    for request in requests:
        groups.setdefault(request.service, []).append(request)
    return list(groups.items())


def by_link(requests):
    """[(link, the requests that name it)]; "" for those that name none."""
    links = unique(link for request in requests for link in request.links)
    rows = [(link, [each for each in requests if link in each.links]) for link in links]
    without = [each for each in requests if not each.links]
    return rows + ([("", without)] if without else [])


def ordered(requests):
    """The overdue first, then those whose time ends next, then the others; what is
    closed or gone comes last. The newest first among equals.
    """
    return sorted(requests, key=rank)


def rank(request):
    if not request.is_open:
        return (3, 0)
    if request.is_overdue():
        return (0, request.due.at.timestamp())
    if request.due and request.is_waiting:
        return (1, request.due.at.timestamp())
    return (2, 0)


def counts(requests):
    return {
        "all": len(requests),
        "open": sum(each.is_open for each in requests),
        "overdue": sum(each.is_overdue() for each in requests),
    }
