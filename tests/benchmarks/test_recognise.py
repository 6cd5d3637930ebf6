"""How many pasted links are recognised in a second, on one core.

One round is ten thousand links of many forms, as one pasted list; the name in the table
ends with the links per second. Goal: 10,000. The floor is Python's own urlsplit.
"""

import time
from urllib.parse import urlsplit

import pytest

from directory.recognise import examine_all
from tests.benchmarks.beside import beside

pytestmark = [pytest.mark.benchmark(group="recognise", timer=time.process_time)]
FORMS = [
    "https://www.facebook.com/groups/{n}/posts/1",
    "facebook.com/messages/t/{n}",
    "https://i.redd.it/{n}.jpg",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F{n}&h=AT0",
    "https://www.google.com/url?q=https://tube{n}.example/v&sa=D",
    "https://bit.ly/{n}",
    "https://web.archive.org/web/2026/https://xhamster.com/v/{n}",
    "https://facebook.com.site{n}.example/login",
    "https://f\u0430cebook.com/{n}",
    "http://192.0.2.7:8080/{n}",
    "https://host{n}.example.net/a/b?c=d",
    "tg://resolve?domain={n}",
    "@marie{n} on Instagram",
    "no link at all, number {n}",
]
LINKS = [FORMS[n % len(FORMS)].format(n=n) for n in range(10_000)]


def split_all():
    for link in LINKS:
        urlsplit(link)


def test_ten_thousand_links(benchmark, db, directory):
    seen = beside(
        benchmark,
        lambda: examine_all(LINKS),
        split_all,
        name="urlsplit",
        clock=time.process_time,
    )
    assert sum(each.platform is not None for each in seen) > len(LINKS) / 2
    if benchmark.enabled:
        each_second = len(LINKS) / benchmark.stats.stats.median
        benchmark.stats.name += f", {each_second:,.0f} links a second"
