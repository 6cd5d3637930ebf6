"""How long staff's start page takes with five thousand platforms and fifty thousand
links, a tenth of them broken and a tenth reported.
"""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Channel, Finding, LinkReport, Platform
from tests.staff import enter, member

PLATFORMS, LINKS_EACH = 5_000, 10
FACTS = {"source": "the benchmark", "confidence": "medium"}


def fill():
    fill_platforms()
    fill_channels()
    tenth = list(Channel.objects.order_by("pk"))[::10]
    fill_findings(tenth)
    fill_reports(tenth)


def looked(number):
    """Who looked when: some lately, some long ago, at a third of them nobody."""
    day = timezone.localdate() - datetime.timedelta(days=number % 180)
    return {"checked_on": day, "checked_by": "eva" if number % 3 else ""}


def fill_platforms():
    Platform.objects.bulk_create(
        Platform(
            slug=f"platform-{n}",
            name=f"Platform {n}",
            category="other",
            **looked(n),
            **FACTS,
        )
        for n in range(PLATFORMS)
    )


def fill_channels():
    Channel.objects.bulk_create(
        Channel(
            slug=f"platform-{n}-{each}",
            platform=platform,
            kind="other",
            url=f"https://platform-{n}.example/{each}",
            evidence="staff",
            **looked(n + each),
            **FACTS,
        )
        for n, platform in enumerate(Platform.objects.order_by("pk"))
        for each in range(LINKS_EACH)
    )


def fill_findings(channels):
    now = timezone.now()
    Finding.objects.bulk_create(
        Finding(
            channel=each,
            field="url",
            link=each.url,
            kind="gone",
            first_seen=now,
            last_checked=now,
        )
        for each in channels
    )


def fill_reports(channels):
    day = timezone.localdate()
    LinkReport.objects.bulk_create(
        LinkReport(channel=each, field="url", kind="dead", day=day) for each in channels
    )


@pytest.mark.parametrize("query", ["", "?part=broken", "?p=400"])
def test_worklist(benchmark, db, query):
    if benchmark.enabled:
        fill()
    staff = enter(Client(), member("ana", "editor"))
    page = benchmark.pedantic(
        staff.get, args=[f"/staff/{query}"], rounds=5, warmup_rounds=1
    )
    assert page.status_code == 200
