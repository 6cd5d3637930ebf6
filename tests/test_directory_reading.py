"""The words around the directory's facts: plain and calm. Facts are as they are."""

import re

import pytest
from django.urls import reverse

from directory.forms import HelplineSearch, LawSearch, LookUp
from directory.models import Channel, Helpline, Platform
from tests.test_reading import check_kind, check_plain
from tests.words import Page, sentences_of

pytestmark = pytest.mark.usefixtures("db")

FACT = {"source": "made up", "checked_on": "2026-11-22"}
# What programs call it.
CODE = re.compile(r"“\w+”|\S+\.(?:json|csv)")


def check(response):
    html = response.content.decode()
    sentences = [CODE.sub("name", each) for each in Page(html).sentences]
    check_plain(sentences)
    check_kind(sentences)


PAGES = (
    *("home", "found", "platforms", "unknown-site"),
    *("helplines", "laws", "resources", "data"),
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_below_grade_8(client, name):
    check(client.get(reverse(f"directory:{name}")))


@pytest.mark.parametrize("confidence", ["high", "medium", "low"])
@pytest.mark.parametrize("status", ["active", "closed"])
def test_a_platform_s_page_reads_below_grade_8(client, confidence, status):
    platform = Platform.objects.create(
        slug="a", name="A", category="social", status=status,
        what_to_do_instead="Look there.", in_app_steps=["Tap it."],
        logged_in_needed=True, confidence=confidence, **FACT,
    )  # fmt: skip
    for kind in Channel.Kind:
        Channel.objects.create(
            slug=f"a-{kind}", platform=platform, kind=kind, form="web_form",
            url=f"https://a.example/{kind}", email="a@a.example", name="A",
            label="A form", address=["A"], evidence="staff", confidence=confidence,
            shown=kind != "guide-2021", **FACT,
        )  # fmt: skip
    check(client.get(reverse("directory:platform", args=["a"])))


@pytest.mark.parametrize("hours", ["24/7", "daily 0:00-23:59", "evenings"])
def test_a_line_reads_below_grade_8(client, hours):
    Helpline.objects.create(
        slug="a", name="A", kind="ncii", country="GB", serves="all", hours=hours,
        text_chat="chat", cost="paid", confidence="medium", **FACT,
    )  # fmt: skip
    response = client.post(
        reverse("directory:helplines"), {"country": "GB"}, follow=True
    )
    assert "Hours:" in response.content.decode()
    check(response)


@pytest.mark.parametrize("form", [LookUp, HelplineSearch, LawSearch])
def test_a_form_asks_plainly(form):
    said = [
        sentence
        for field in form().fields.values()
        for text in (field.label, field.help_text)
        for sentence in sentences_of(text)
    ]
    check_plain(said)
    check_kind(said)
