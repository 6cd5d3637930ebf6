"""Custody logs of the copies a case was brought back from. They are kept as they were:
their lines name the exhibits of that time, and `ids` says which those are here.
"""

from evidence.custody import Line

KIND = "earlier-log"


def keep(case, lines, ids, broken=0):
    """lines: plain JSON; ids: new ids of exhibits by old ones; broken: the number of
    the first line that is not as it was written, or 0.
    """
    case.add(KIND, {"lines": lines, "ids": ids, "broken": broken})


def earlier_logs(case):
    """Each as it was kept, the oldest first."""
    return [entry.value for entry in case.all(KIND)] if case else []


def readable_logs(case, labels):
    """For a page: (lines with the label of their exhibit, number of the broken line).
    labels: by the ids of today.
    """
    for log in earlier_logs(case):
        lines = [Line.of(value) for value in log["lines"]]
        here = log["ids"]
        rows = [(line, labels.get(here.get(line.exhibit), "")) for line in lines]
        yield rows, log["broken"]
