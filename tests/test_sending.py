"""What helps to send a letter: boxes to copy, a link and a draft for a mail program."""

import re
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
import pytest
from django.urls import reverse
from pypdf import PdfReader

from directory.models import Channel
from helpcenter.documents import Document
from takedown.letters import LETTERS
from takedown.sending import LONGEST_LINK, NEUTRAL, Boxes, Sending, mailto
from tests.letter_facts import (
    ATTORNEY,
    EVERYTHING,
    KINDS,
    PERSON,
    PLACE,
    SHEETS,
    TODAY,
    WITH_LINKS,
    make_letter,
    removed,
)
from tests.test_reading import check_kind, check_plain
from tests.test_takedown import adult, begin, fill, open_case, show, taken, words
from tests.test_takedown import chatter as chatter
from tests.test_takedown_reading import sentences
from tests.words import sentences_of

WITH_EMAIL = [kind for kind in KINDS if "recipient_email" in LETTERS[kind].blank()]
every_kind = pytest.mark.parametrize("kind", KINDS)
every_kind_by_email = pytest.mark.parametrize("kind", WITH_EMAIL)
HEADERS = ["Subject", "X-Unsent", "To", "MIME-Version", "Content-Type"]
SCRIPTS = {
    "Arabic": "طلب إزالة صور خاصة",
    "Thai": "ขอให้ลบภาพของฉัน",
    "emoji": "\U0001f469\u200d\U0001f52c " * 40,
    "long word": "w" * 900,
    "encoded words": "=?utf-8?q?a=0D=0ABcc:=20evil@example.com?= x",
    "half an encoded word": "=?utf-8?b?A?=",
    "no such charset": "=?none?q?=FF?=",
    "percent": "100% & more = ? # +",
}
every_script = pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)


@pytest.fixture
def client(chatter):
    return adult()


def page_of(client, id):
    return lxml.html.fromstring(show(client, id).content)


def boxes(page):
    """{label: text} of the boxes that can be copied."""
    found = page.xpath("//*[@data-copy]")
    labels = {each.get("for"): each.text_content() for each in page.xpath("//label")}
    return {labels[box.get("id")]: box.value for box in found}


def mail_link(page):
    [link] = page.xpath("//main//a[starts-with(@href, 'mailto:')]/@href")
    return link


def link_parts(link):
    """(address, subject, body) as a mail program reads them."""
    url = urlsplit(link)
    headers = parse_qs(url.query, strict_parsing=True)
    return unquote(url.path), *(headers.get(n, [""])[0] for n in ("subject", "body"))


def draft(client, id):
    return client.get(reverse("takedown:draft", args=[id]))


def message(client, id):
    return message_from_bytes(draft(client, id).content, policy=default)


def sending(**facts):
    return sending_of(make_letter("take-it-down", **facts))


def sending_of(letter):
    paper = letter.paper(TODAY)
    return Sending.of(letter, paper, Document(paper.html, title="Letter"))


def flat(text):
    return text.replace("\r\n", "\n")


# --- Boxes


def test_every_part_has_a_box_with_a_label_and_needs_no_script(client):
    id = fill(client, "take-it-down")
    page = page_of(client, id)
    assert boxes(page) == {
        "The letter as plain text": "\n" + taken(client, id).content.decode(),
        "Links": "\n" + "\n".join(PLACE["links"]),
        "Accounts that posted or sent it": "\nthrowaway_5512",
        "When it was posted, or when you saw it": "\n" + PLACE["seen"][0],
        "A short name for it": "\npicture 1",
        "Why it should not be there": "\n" + "\n".join(letter_reasons()),
        "Name": "\nRobin Sample",
        "E-mail address for the answer": "\nrobin.sample@example.org",
        "E-mail address it goes to": "\nlegal@chatter.example.net",
        "Subject": "\nRequest for removal under the TAKE IT DOWN Act, 47 U.S.C. § 223a",
    }
    for box in page.xpath("//*[@data-copy]"):
        assert "readonly" in box.attrib


def letter_reasons():
    return make_letter("take-it-down").reasons


@every_kind
def test_no_box_can_be_sent_into_an_address(client, kind):
    """Enter in a box of one line, or a button, would put its words into the URL."""
    page = page_of(client, fill(client, kind))
    forms = page.xpath("//form[.//@data-copy]")
    assert forms
    for form in forms:
        assert not form.xpath(".//input | .//button")
        assert form.get("autocomplete") == "off"


@every_kind
def test_each_box_has_an_id_of_its_own(client, kind):
    ids = page_of(client, fill(client, kind)).xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", WITH_LINKS)
def test_what_was_not_told_has_no_box(client, kind):
    open_case(client).remember(taken_by="me")
    id = fill(client, kind, **dict.fromkeys(PERSON, ""), **{key: [] for key in PLACE})
    assert not {"Links", "Name", "A short name for it"} & set(
        boxes(page_of(client, id))
    )


def test_boxes_show_only_who_signs(client):
    id = fill(client, "take-it-down", "attorney")
    shown = boxes(page_of(client, id))
    assert shown["Name"].strip() == ATTORNEY["attorney_name"]
    assert PERSON["email"] not in " ".join(shown.values())


def test_text_that_looks_like_markup_stays_text_in_a_box(client):
    hostile = "https://chatter.example.net/</textarea><script>alert(1)</script>"
    page = page_of(client, fill(client, "take-it-down", links=[hostile]))
    assert boxes(page)["Links"].strip() == hostile
    assert "alert" not in "".join(page.xpath("//script/text()"))


def test_a_long_list_does_not_make_the_page_endless():
    form = Boxes([("links", "Links", "\n".join(["https://a.example/"] * 500))])
    assert 'rows="8"' in str(form)
    assert "short" not in str(form)


# --- The form of the site


def test_form_of_the_site_is_beside_the_answers(client):
    Channel.objects.filter(kind="take-it-down").update(form="web_form")
    page = page_of(client, fill(client, "take-it-down"))
    folded = page.xpath("//details[.//*[@id='copy-links']]")[0]
    [link] = folded.xpath(".//a[@href='https://chatter.example.net/48']")
    assert link.get("rel") == "noreferrer"
    said = " ".join(folded.text_content().split())
    assert "A form. You can fill it in at once." in said
    assert "We do not know what it asks, or in which order." in said
    assert "We have not opened it ourselves yet." in said


def test_form_that_leads_nowhere_any_more_is_not_offered(client, chatter):
    chatter.status, chatter.what_to_do_instead = "closed", "Write to the new owner."
    chatter.save()
    page = page_of(client, fill(client, "take-it-down"))
    folded = page.xpath("//details[.//*[@id='copy-links']]")[0]
    assert not folded.xpath(".//a")
    assert "Do they have a form of their own?" in folded.text_content()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(WITH_EMAIL)))
def test_letter_that_goes_by_a_form_only_has_its_parts_and_no_e_mail(client, kind):
    id = fill(client, kind)
    page = page_of(client, id)
    assert boxes(page)["Links that are still up"].split() == PLACE["links"]
    assert boxes(page)["Name of the site or app"].strip() == EVERYTHING["site"]
    assert not page.xpath("//main//a[starts-with(@href, 'mailto:')]")
    assert draft(client, id).status_code == 404


def test_what_was_ticked_is_in_the_words_of_the_letter(client):
    page = page_of(client, fill(client, "ftc"))
    assert boxes(page)["What came of it"].split("\n")[1:] == [
        "The images were not removed.",
        "No answer came.",
    ]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(WITH_LINKS)))
def test_letter_that_names_no_place_has_no_boxes_for_a_form(client, kind):
    page = page_of(client, fill(client, kind))
    assert "to copy into a form" not in page.text_content()
    assert "Subject" in boxes(page)


# --- The link


def test_short_letter_is_in_the_link_as_it_is_printed(client):
    id = fill(client, "please-do-not-open")
    shorten(client, id, keep={"opening", "subject", "signature"})
    page = page_of(client, id)
    address, subject, body = link_parts(mail_link(page))
    assert address == EVERYTHING["recipient_email"]
    assert subject == "Confidential: a request about messages you may receive"
    assert flat(body) == taken(client, id).content.decode()
    assert "\r\n" in body
    assert "may stay in the browser's history" in page.text_content()


def letter_paragraphs(client, id):
    return show(client, id).context["paper"].paragraphs


def shorten(client, id, keep, **texts):
    """Take all paragraphs out but these."""
    keys = {each.key for each in letter_paragraphs(client, id)} - keep
    emptied = {f"p_{key.replace('-', '_')}": "" for key in keys}
    assert words(client, id, **emptied | texts).status_code == 302


@every_kind_by_email
def test_long_letter_leaves_only_the_address_in_the_link(client, kind):
    page = page_of(client, fill(client, kind))
    link = mail_link(page)
    assert link_parts(link) == (EVERYTHING["recipient_email"], NEUTRAL, "")
    assert "too long for such a link" in page.text_content()
    assert "the browser's history" not in page.text_content()
    assert "Robin" not in link


@pytest.mark.parametrize(("more", "is_whole"), [(0, True), (1, False)])
def test_link_is_cut_at_the_length_that_programs_take(more, is_whole):
    short = sending()
    fixed = len(mailto(short.address, subject=short.subject, body=""))
    short.__dict__["text"] = "x" * (LONGEST_LINK - fixed + more)
    assert short.is_short is is_whole
    assert len(short.link) <= LONGEST_LINK
    assert ("xxx" in short.link) is is_whole


@every_script
def test_link_carries_every_script_and_sign(text):
    link = mailto("a+b@x.example", subject=text, body=f"{text}\nsecond line\n")
    assert re.fullmatch(
        r"mailto:[A-Za-z0-9._~%@-]+\?subject=[^&=?#+]*&body=[^&=?#+]*", link
    )
    assert link.isascii()
    assert link_parts(link) == ("a+b@x.example", text, f"{text}\r\nsecond line\r\n")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("abuse@x.example", "abuse@x.example"),
        (" abuse+1@x.example ", "abuse+1@x.example"),
        ("abuse@b\u00fccher.example", "abuse@xn--bcher-kva.example"),
        ("", ""),
        ("their contact page", ""),
        ("a@x.example, b@x.example", ""),
        ("Abuse <a@x.example>", ""),
        ("a@x.example\nBcc: evil@example.com", ""),
        ("a@x.example\r\nBcc: evil@example.com", ""),
        ("a@x.example?bcc=evil@example.com", ""),
        ("=?utf-8?q?a=0ABcc:b?=@x.example", ""),
        ('"a\\"b"@x.example', ""),
        ("\u202eabuse@x.example", ""),
    ],
)
def test_only_one_plain_address_is_written_to(typed, address):
    made = sending(recipient_email=typed)
    assert made.address == address
    assert link_parts(made.link)[0] == address


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "We have no e-mail address for them."),
        ("ask them", "This does not look like one e-mail address."),
    ],
)
def test_address_that_is_none_is_said_and_can_be_changed(client, typed, says):
    id = fill(client, "take-it-down", recipient_email=typed)
    page = page_of(client, id)
    assert says in page.text_content()
    to = reverse("takedown:page", args=[id, "to"]) + "?change#id_recipient_email"
    assert page.xpath(f"//a[@href='{to}']")
    assert message(client, id)["To"] is None


def test_traces_are_told_before_the_link(client):
    page = page_of(client, fill(client, "take-it-down"))
    folded = page.xpath("//details[.//a[starts-with(@href, 'mailto:')]]")[0]
    before, _, _ = folded.text_content().partition("Begin an e-mail")
    for told in (
        "“Sent”",
        "cannot open",
        "“From”",
        "delete it",
        "the day you sent it",
    ):
        assert told in before


# --- The draft


@every_kind_by_email
def test_draft_holds_the_letter_as_text_and_as_pdf_and_no_sender(client, kind):
    id = fill(client, kind)
    made = message(client, id)
    assert made.keys() == HEADERS
    assert made["X-Unsent"] == "1"
    assert made["To"] == EVERYTHING["recipient_email"]
    assert made["Subject"] == boxes(page_of(client, id))["Subject"].strip()
    assert not made["Subject"].startswith("Re:")
    text = made.get_body().get_content()
    assert flat(text) == taken(client, id).content.decode()
    [pdf] = made.iter_attachments()
    assert pdf.get_content_type() == "application/pdf"
    assert re.fullmatch(r"notes-\d{4}-\d\d\.pdf", pdf.get_filename())
    pages = PdfReader(BytesIO(pdf.get_content())).pages
    assert "Robin Sample" in "".join(each.extract_text() for each in pages)


def test_draft_is_a_file_with_a_name_that_says_nothing(client):
    response = draft(client, fill(client, "take-it-down"))
    assert response["Content-Type"] == "message/rfc822"
    assert "no-store" in response["Cache-Control"]
    assert re.fullmatch(
        r'attachment; filename="notes-\d{4}-\d\d\.eml"', response["Content-Disposition"]
    )


def test_draft_is_made_of_lines_that_every_mail_program_takes(client):
    content = draft(client, fill(client, "take-it-down")).content
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"testserver" not in content


@every_script
def test_draft_takes_any_subject_and_makes_no_other_header_of_it(client, text):
    id = fill(client, "take-it-down")
    words(client, id, p_subject=f"Re: {text}")
    made = message(client, id)
    assert made.keys() == HEADERS
    assert not made.defects
    assert made["Subject"] == " ".join(text.split())
    assert "\n" not in made["Subject"]
    assert text.strip() in flat(made.get_body().get_content())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\x0b"])
def test_line_end_in_a_subject_makes_no_header(client, end):
    id = fill(client, "take-it-down")
    words(client, id, p_subject=f"One{end}Bcc: evil@example.com{end}{end}Two")
    made = message(client, id)
    assert made["Bcc"] is None
    assert re.fullmatch(r"One ?Bcc: evil@example.com ?Two", made["Subject"])
    assert "Bcc" not in boxes(page_of(client, id))["Subject"].strip().split("\n")[1:]


def test_address_with_a_line_end_makes_no_header(client):
    typed = "a@x.example\r\nBcc: evil@example.com"
    made = message(client, fill(client, "take-it-down", recipient_email=typed))
    assert (made["To"], made["Bcc"]) == (None, None)


def test_letter_without_a_subject_gets_one_that_tells_nothing(client):
    made = sending_of(make_letter("dmca", edits={"subject": removed()}))
    assert made.subject == NEUTRAL


def test_nothing_of_a_draft_is_written_to_disk(client, monkeypatch):
    id = fill(client, "take-it-down")

    def read_only(path, mode="r", *args, **options):
        assert not set("wax+") & set(mode), path
        return really_open(path, mode, *args, **options)

    really_open = open
    monkeypatch.setattr("builtins.open", read_only)
    monkeypatch.setattr("io.open", read_only)
    assert b"X-Unsent" in draft(client, id).content


# --- Letters that are not ready, or not for sending


@every_kind_by_email
def test_letter_that_is_not_complete_says_so_and_can_be_sent_all_the_same(client, kind):
    open_case(client).remember(taken_by="me")
    id = begin(client, kind)
    assert "This letter is not complete yet." in page_of(client, id).text_content()
    text = message(client, id).get_body().get_content()
    assert flat(text) == taken(client, id).content.decode()
    whole = page_of(client, fill(client, kind))
    assert "This letter is not complete yet." not in whole.text_content()


@pytest.mark.parametrize("kind", SHEETS)
def test_sheet_that_goes_to_nobody_has_no_e_mail(client, kind):
    id = begin(client, kind)
    page = page_of(client, id)
    assert list(boxes(page)) == ["The letter as plain text"]
    assert not page.xpath("//a[starts-with(@href, 'mailto:')]")
    assert draft(client, id).status_code == 404


def test_barred_letter_has_no_draft(client):
    id = fill(client, "dmca")
    open_case(client).remember(taken_by="other")
    assert draft(client, id).status_code == 403
    assert b"X-Unsent" not in draft(client, id).content


def test_nobody_under_18_gets_a_draft(client):
    id = fill(client, "take-it-down")
    open_case(client).remember(under_18="yes")
    assert draft(client, id).status_code == 403


def test_draft_of_another_case_is_404(client):
    id = fill(client, "take-it-down")
    assert draft(adult(), id).status_code == 404


# --- Its words


@pytest.mark.parametrize("typed", ["", "ask them", "legal@chatter.example.net"])
@every_kind_by_email
def test_words_around_sending_read_below_grade_8(client, kind, typed):
    said = sentences(show(client, fill(client, kind, recipient_email=typed)))
    assert "An e-mail leaves traces" in said
    check_plain(said)
    check_kind(said)


def test_words_around_a_short_letter_read_below_grade_8(client):
    id = fill(client, "please-do-not-open")
    shorten(client, id, keep={"opening"})
    said = sentences(show(client, id))
    assert "Open the letter in your mail program" in said
    check_plain(said[said.index("By e-mail") :])


@every_kind
def test_boxes_have_plain_names(kind):
    letter = make_letter(kind)
    made = sending_of(letter)
    labels = [
        field.label
        for form in (made.parts, made.envelope)
        for field in form.fields.values()
    ]
    said = [sentence for label in labels for sentence in sentences_of(label)]
    assert "Subject" in said
    check_kind(said)
    check_plain(said)
