"""What a run found, in words for the terminal and as JSON for other programs."""

from directory.models import FindingKind

WORTH_A_LINE = [kind for kind in FindingKind if kind != FindingKind.WORKS]


def lines_of(done):
    """A count of each kind, then each link that somebody should look at."""
    for kind in FindingKind:
        if count := done.counts[kind]:
            yield f"{count:5} {kind.label}"
    for kind in WORTH_A_LINE:
        of_kind = [each for each in done.findings if each[1].kind == kind]
        if of_kind:
            yield f"\n{kind.label}:"
        for link, finding in of_kind:
            yield f"  {link.name} {line_of(finding)}"


def line_of(finding):
    led = finding.final_url not in {"", finding.link} and f"-> {finding.final_url}"
    parts = [finding.link, led, finding.status and f"({finding.status})", finding.note]
    return " ".join(str(part) for part in parts if part)


def data_of(done):
    return {
        "counts": {kind.value: done.counts[kind] for kind in FindingKind},
        "failed": [link.name for link in done.failed],
        "findings": [entry(link, finding) for link, finding in done.findings],
    }


def entry(link, finding):
    return {
        "row": link.name,
        "field": finding.field,
        "link": finding.link,
        "kind": finding.kind,
        "status": finding.status,
        "final_url": finding.final_url,
        "note": finding.note,
        "first_seen": finding.first_seen.isoformat(),
        "last_checked": finding.last_checked.isoformat(),
    }
