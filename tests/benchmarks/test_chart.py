"""How long the chart takes as a PDF in a warm process, as the server is after start."""

import pytest

from evidence.incidents import Incident, Link, in_order
from evidence.paper import chart_document
from helpcenter.documents import LETTER, to_pdf

WORDS = (
    "He wrote to me at night. He said he would send picture 1 to my boss unless I "
    "paid. I kept the messages and did not answer."
)


def incidents(count):
    """As long as the rows of the performance study."""
    return in_order(
        Incident(
            id=str(n),
            made=n,
            date=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
            time="14:30",
            targets=(Link(f"https://www.instagram.com/p/{n:011}/", "instagram"),),
            platform_name="Instagram",
            account=f"@somebody_{n}",
            happened=WORDS,
            who="The number was his.",
            witnesses="My sister.",
            told=f"Instagram, ticket {n:06}",
        )
        for n in range(count)
    )


@pytest.mark.parametrize("rows", [30, 100])
def test_chart_as_pdf(benchmark, rows):
    document = chart_document(incidents(rows), LETTER)
    to_pdf(document)
    pdf = benchmark.pedantic(to_pdf, args=[document], rounds=5)
    assert pdf.startswith(b"%PDF")
