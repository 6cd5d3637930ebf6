"""Every form of every page takes anything: no error page, nothing lost, nothing run."""

import lxml.html
import pytest
from django.core.exceptions import ValidationError

from helpcenter.characters import clean_text
from helpcenter.forms import LongTextField, TextField
from takedown.letters.fields import Line, Lines, Words
from tests.crawl import filled, is_page, text_fields, walk

HOSTILE = {
    "nothing": "",
    "spaces": "   \n ",
    "NUL and controls": "before\x00\x01\x0b\x1f\x7f after",
    "right to left": "\u202eabc \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5",
    "combining": "Z" + "\u0351\u036b\u0343" * 200,
    "noncharacters": "a\uffff b\ufdd0 c\U0001f469\u200d\U0001f52c",
    "a lone surrogate, as a browser sends it": b"x \xed\xa0\x80 y".decode(
        errors="replace"
    ),
    "a template": "{{7*7}} {% csrf_token %} ${7*7} #{7*7}",
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Word markup": "</w:t></w:r><w:p>",
    "a formula": '=cmd|" /C calc"!A0',
    "a javascript link": "javascript:alert(document.cookie)",
    "a data link": "data:text/html,<script>alert(1)</script>",
    "a long link": "https://example.org/" + "a" * 4000,
    "a date that is not": "2026-02-30",
    "a header": "a\r\nSet-Cookie: x=y",
    "a format": "%s %n {0} {0.__class__}",
    "a megabyte": "word " * 200_000,
}
STARTS = ["/", "/notes/", "/letters/", "/find/"]
# They end the visit, or count against those who guess: each has tests of its own.
ENDINGS = ("/kept/", "delete", "/leave/", "/staff/", "fresh.css")


def ends(path):
    return any(ending in path for ending in ENDINGS)


def assert_nothing_runs(response):
    """No markup of theirs became markup of ours."""
    tree = lxml.html.fromstring(response.content)
    assert tree.xpath("//script[not(starts-with(@src, '/static/'))]") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    ours = "//@href[not(../@rel='icon')]"  # our own icon stands in the page
    links = [
        link.strip().lower() for link in tree.xpath(f"{ours} | //@src | //@action")
    ]
    assert [
        x for x in links if x.startswith(("javascript:", "data:", "vbscript:"))
    ] == []


def assert_nothing_lost(response, action, names, text):
    """A form shown again holds what was typed into it."""
    tree = lxml.html.fromstring(response.content)
    if not text.strip() or not tree.xpath("//*[@role='alert']"):
        return
    kept = {
        as_read_back(value)
        for form in tree.forms
        for name, value in form.form_values()
        if name in names
    }
    assert as_read_back(text) in kept, action


def as_read_back(text):
    """The reader of HTML puts U+FFFD where a NUL stands, as browsers do."""
    return clean_text(text).replace("\ufffd", "").strip()


def forms_to_type_in(client):
    """(path, form) of every form with a box to type in, found by following links."""
    for page in walk(client, STARTS, leave_out=ENDINGS):
        for action, form in page.forms():
            if text_fields(form) and not ends(action):
                yield action, form


@pytest.mark.parametrize("field", [TextField, LongTextField, Line, Lines, Words])
def test_no_box_lets_the_browser_cut_off_what_is_pasted(field):
    assert "maxlength" not in field().widget.attrs
    with pytest.raises(ValidationError, match="longer than one box"):
        field(max_length=5).clean("longer")


@pytest.mark.slow
def test_every_form_takes_anything(client, demo_case):
    forms = dict(forms_to_type_in(client))
    assert len(forms) > 30
    for action, form in forms.items():
        for text in HOSTILE.values():
            response = client.post(action, filled(form, text))
            assert response.status_code < 500, action
            if is_page(response):
                assert_nothing_runs(response)
                assert_nothing_lost(response, action, text_fields(form), text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_was_taken_can_be_printed(client, demo_case, text):
    """The chart, a letter and the plan survive it in every format."""
    client.post(
        "/notes/new/", {"happened": text or "x", "account": text[:500], "who": text}
    )
    for kind in ("pdf", "docx", "txt", "csv", "json"):
        assert client.get(f"/notes/paper/{kind}/").status_code == 200
