"""What the closed set takes, what it refuses by name, and what it makes of it."""

import pytest

from helpcenter.documents import UnsupportedHTML, to_text
from helpcenter.documents.blocks import (
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    label,
)
from helpcenter.documents.links import says_itself, target
from helpcenter.documents.reader import read
from tests.documents.samples import letter

UNSUPPORTED = {
    "<div>a</div>": "<div>",
    "<p><img src='x'></p>": "<img>",
    "<p><b>a</b></p>": "<b>",
    "<body><p>a</p></body>": "<body>",
    "<script>alert(1)</script>": "<script>",
    "<style>p { color: red }</style>": "<style>",
    "<link rel='attachment' href='file:///etc/passwd'>": "<link>",
    "<p onclick='x'>a</p>": '<p onclick="x">',
    "<p style='color: red'>a</p>": '<p style="color: red">',
    "<p id='x'>a</p>": '<p id="x">',
    "<p class='lead'>a</p>": '<p class="lead">',
    "<p class='note fine'>a</p>": '<p class="note fine">',
    "<p class>a</p>": '<p class="">',
    "<h1 class='note'>a</h1>": '<h1 class="note">',
    "<hr class='line'>": '<hr class="line">',
    "<p dir='up'>a</p>": '<p dir="up">',
    "<p lang='\"><b'>a</p>": "<p lang=",
    "<p><em dir='rtl'>a</em></p>": '<em dir="rtl">',
    "<table><tr dir='rtl'><td>a</td></tr></table>": '<tr dir="rtl">',
    "<p><a href='javascript:alert(1)'>a</a></p>": '<a href="javascript:">',
    "<p><a href=' JaVa\tScript:alert(1)'>a</a></p>": '<a href=":">',
    "<p><a href='data:text/html,x'>a</a></p>": '<a href="data:">',
    "<p><a href='file:///etc/passwd'>a</a></p>": '<a href="file:">',
    "<p><a href='/guide/'>a</a></p>": '<a href=":">',
    "<p><a href='//x.example'>a</a></p>": '<a href=":">',
    "<p><a href>a</a></p>": '<a href=":">',
    "<p><a href='https://x.example' target='_blank'>a</a></p>": '<a target="_blank">',
    "<table><tr><td colspan='2'>a</td></tr></table>": '<td colspan="2">',
    "<ol start='3'><li>a</li></ol>": '<ol start="3">',
    "words": "text in <body>",
    "<p>a</p> words": "text in <body>",
    "<ul>words<li>a</li></ul>": "text in <ul>",
    "<blockquote>words</blockquote>": "text in <blockquote>",
    "<table>words</table>": "text in <table>",
    "<br>": "<br> in <body>",
    "<strong>a</strong>": "<strong> in <body>",
    "<li>a</li>": "<li> in <body>",
    "<td>a</td>": "<td> in <body>",
    "<p><p>a</p></p>": "<p> in <p>",
    "<h1><ul><li>a</li></ul></h1>": "<ul> in <h1>",
    "<ul><p>a</p></ul>": "<p> in <ul>",
    "<ul><ul><li>a</li></ul></ul>": "<ul> in <ul>",
    "<ul><li><h2>a</h2></li></ul>": "<h2> in <li>",
    "<table><tr><td><table></table></td></tr></table>": "<table> in <td>",
    "<table><tr><th><p>a</p></th></tr></table>": "<p> in <th>",
    "<p>a<hr></p>": "<hr> in <p>",
    "<p><em>a<em>b</em></em></p>": "<em> in <em>",
    "<p><a href='https://a.example'><em><a>b</a></em></a></p>": "<a> in <a>",
    "<p><strong><em><strong>b</strong></em></strong></p>": "<strong> in <strong>",
    "<p>a": "<p> is not closed",
    "<p><em>a</p>": "</p> in <em>",
    "<p><em>a</p></em>": "</p> in <em>",
    "<p>a</p></p>": "</p> in <body>",
    "</body>": "</body> in <body>",
    "<p>a<br></br></p>": "</br> in <p>",
    "<!-- a -->": "a comment",
    "<!doctype html>": "a comment",
    "<?php ?>": "a comment",
    "<p><![CDATA[a]]></p>": "a comment",
    "<ul><li>" * 4 + "a" + "</li></ul>" * 4: "4 deep",
    "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>": "[1, 2] cells",
    "<table><tr></tr></table>": "[0] cells",
    "<table><caption>a</caption><caption>b</caption></table>": "<caption> twice",
    "<table><thead><tr><th>a</th></tr><tr><th>b</th></tr></thead></table>": "one row",
}
NOTHING = [
    "",
    "<p/>",
    " \n ",
    "<p> </p>",
    "<p><br></p>",
    "<ul></ul>",
    "<ul><li></li></ul>",
]
NOTHING += ["<table></table>", "<blockquote></blockquote>", "<hr class='page'>"]
NOTHING += ["<table><thead><tr><th>Link</th></tr></thead><tbody></tbody></table>"]
SAYING = {
    ("https://a.example/b", "https://a.example/b"): True,
    ("a.example/b/", "https://a.example/b"): True,
    ("A.example", "https://www.a.example/"): False,
    ("a.example", "https://www.a.example/"): True,
    ("a.example/b", "https://a.example/b?c=d"): False,
    ("the form", "https://a.example"): False,
    ("me@a.example", "mailto:me@a.example?subject=Hello"): True,
    ("me", "mailto:me@a.example"): False,
    ("+1 (217) 555-0100", "tel:+12175550100"): True,
    ("217 555 0100", "tel:+12175550100"): True,
    ("217 555 0199", "tel:+12175550100"): False,
    ("the helpline", "tel:988"): False,
    ("Call 988", "tel:988"): True,
    ("office 0", "tel:+12175550100"): False,
}
TARGETS = {
    " https://a.example/b?c=d&e=%20#f ": "https://a.example/b?c=d&e=%20#f",
    "https://a.example/é ü": "https://a.example/%C3%A9%20%C3%BC",
    "https://a.example/[1]": "https://a.example/%5B1%5D",
    'https://a.example/"<>\\^`{|}': "https://a.example/%22%3C%3E%5C%5E%60%7B%7C%7D",
    "HTTPS://A.example": "HTTPS://A.example",
    "mailto:me@a.example": "mailto:me@a.example",
    "tel:+1-217-555": "tel:+1-217-555",
    "https://[oops": "",
    "https:///path": "",
    "https:a.example": "",
    "https://a.example/" + "a" * 2065: "https://a.example/" + "a" * 2065,
    "https://a.example/" + "a" * 2066: "",
}


def only(source, **kwargs):
    (block,) = read(source, **kwargs)
    return block


@pytest.mark.parametrize(("source", "name"), UNSUPPORTED.items(), ids=UNSUPPORTED)
def test_what_is_outside_the_set_is_refused_by_name(source, name):
    with pytest.raises(UnsupportedHTML) as refusal:
        read(source)
    assert name in str(refusal.value)


def test_a_refusal_never_repeats_what_somebody_wrote():
    for source in ["<ul>my secret</ul>", "<p><a href='x-secret/my secret'>a</a></p>"]:
        with pytest.raises(UnsupportedHTML) as refusal:
            read(source)
        assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("language", ["", "en us", 'en"><b', "x" * 9])
def test_a_language_is_a_language_tag(language):
    with pytest.raises(UnsupportedHTML):
        letter("", language=language)


@pytest.mark.parametrize("source", NOTHING)
def test_what_is_empty_leaves_nothing(source):
    assert read(source) == ()


def test_spaces_count_as_they_do_on_a_page():
    paragraph = only("<p>\n  a\tb <em> c </em> <br> d\u00a0 e<br><br></p>")
    assert paragraph.text == "a b c\nd\u00a0 e"
    assert paragraph.runs[1] == Run("c", em=True)


def test_marks_of_words_add_up():
    bold, both = only("<p><strong>a<em>b</em></strong></p>").runs
    assert bold == Run("a", strong=True)
    assert both == Run("b", strong=True, em=True)


def test_every_kind_of_block_is_read():
    kinds = [Paragraph, Listing, Table, Quote, Rule, PageBreak, Paragraph]
    blocks = read(
        "<h1>a</h1><ol><li>b</li></ol><table><tr><td>c</td></tr></table>"
        "<blockquote><p>d</p></blockquote><hr/><hr class='page'><p class='date'>e</p>"
    )
    assert [type(block) for block in blocks] == kinds
    assert (blocks[0].tag, blocks[-1].role) == ("h1", "date")


def test_page_breaks_stand_between_things_only():
    page = '<hr class="page">'
    blocks = read(f"{page}<p>a</p>{page}{page}<p>b</p>{page}<ul></ul>{page}")
    assert [type(block) for block in blocks] == [Paragraph, PageBreak, Paragraph]


def test_an_item_may_hold_words_paragraphs_and_lists():
    outer = only("<ul><li>a<ol><li>b</li></ol>c</li><li><p>d</p><p>e</p></li></ul>")
    (first, inner, last), (one, two) = outer.items
    assert [first.text, last.text, one.text, two.text] == ["a", "c", "d", "e"]
    assert (outer.ordered, outer.depth) == (False, 0)
    assert (inner.ordered, inner.depth) == (True, 1)


def test_rows_may_stand_in_a_table_with_or_without_a_body():
    rows = "<tr><th>a</th><td>b</td></tr>"
    plain, wrapped = (
        only(f"<table>{rows}</table>"),
        only(f"<table><tbody>{rows}</tbody></table>"),
    )
    assert plain == wrapped
    header, cell = plain.body[0]
    assert header.is_header
    assert not cell.is_header


def test_columns_are_as_wide_as_their_first_row_says():
    table = only(
        "<table><thead><tr><th class='narrow'>a</th><th>b</th><th class='wide'>c</th>"
        "</tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
    )
    assert table.widths == pytest.approx((1 / 9.5, 2.5 / 9.5, 6 / 9.5))


@pytest.mark.parametrize(
    ("source", "language", "direction"),
    [
        ("<p>abc שלום</p>", "en", "ltr"),
        ("<p>1. «שלום» abc</p>", "en", "rtl"),
        ("<p>مرحبا</p>", "en", "rtl"),
        ("<p>24-118</p>", "en", "ltr"),
        ("<p>24-118</p>", "ar", "rtl"),
        ("<p>abc</p>", "he-IL", "ltr"),
        ("<p dir='rtl'>abc</p>", "en", "rtl"),
        ("<p dir='auto'>abc</p>", "he", "ltr"),
        ("<p dir='ltr'>שלום</p>", "he", "ltr"),
    ],
)
def test_a_block_runs_as_its_first_letter_does(source, language, direction):
    assert only(source, language=language).direction == direction


def test_what_is_inside_keeps_a_direction_that_was_given():
    quote = only("<blockquote dir='rtl'><p>abc</p><p dir='auto'>abc</p></blockquote>")
    assert [block.direction for block in quote.blocks] == ["rtl", "ltr"]
    listing = only("<ul><li>שלום</li><li>abc</li><li>1</li></ul>")
    assert listing.direction == "rtl"
    assert [item[0].direction for item in listing.items] == ["rtl", "ltr", "rtl"]


def test_a_language_holds_for_what_is_inside():
    quote = only("<blockquote lang='fr'><p>a</p><p lang='de'>b</p></blockquote>")
    assert [block.language for block in quote.blocks] == ["fr", "de"]


@pytest.mark.parametrize(("pair", "says"), SAYING.items(), ids=map(str, SAYING))
def test_a_link_is_spelled_out_unless_its_words_do_so(pair, says):
    assert says_itself(*pair) is says


def test_a_link_is_followed_by_where_it_leads():
    runs = only("<p><a href='https://a.example/b'>the <em>form</em></a>.</p>").runs
    assert "".join(run.text for run in runs) == "the form (https://a.example/b)."
    assert [run.link for run in runs] == ["https://a.example/b"] * 3 + [""]


def test_a_link_without_words_shows_where_it_leads():
    assert only("<p><a href='tel:988'> </a></p>").text == "988"
    assert only("<p>a <a>b</a></p>").text == "a b"


@pytest.mark.parametrize(("href", "link"), TARGETS.items())
def test_a_link_leads_only_where_every_program_can_go(href, link):
    assert target(href) == link


def test_numbers_of_a_list_are_those_of_word():
    assert [label(n, 0) for n in (1, 27)] == ["1.", "27."]
    assert [label(n, 1) for n in (1, 26, 27, 53)] == ["a.", "z.", "aa.", "aaa."]
    assert [label(n, 2) for n in (4, 9, 49)] == ["iv.", "ix.", "xlix."]


def test_direction_overrides_are_left_out_and_their_words_stay():
    assert to_text(letter("<p>a\u202egpj.exe\u202c b</p>")) == "agpj.exe\u202c b\n"
