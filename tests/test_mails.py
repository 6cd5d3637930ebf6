"""Looking inside e-mails and saved pages: headers, words, what is attached."""

from email.message import EmailMessage

import pytest

from helpcenter import pictures

HTML = """<html><head><title>Title</title><style>p {color: red}</style>
<script>alert(1)</script></head><body><p>One <b>bold</b>
word<br>and <a href="https://example.org/?a=1&amp;b=2">a link</a>.</p>
<img src="https://example.org/seen.gif"><div>Two</div>
<a href="#top">Up</a></body></html>"""


def mail(text="Words", **headers):
    message = EmailMessage()
    for name, value in ({"From": "robin@example.org"} | headers).items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    return message


def facts(message):
    return pictures.look(bytes(message), "mail").facts


def test_a_mail_is_read():
    message = mail(
        "They wrote this.",
        To="Zoë <zoe@example.org>",
        Subject="Grüße 🙂",
        Date="Thu, 05 Mar 2026 14:30:00 -0500",
        X_Mailer="Left out",
    )
    assert facts(message) == {
        "headers": [
            ["From", "robin@example.org"],
            ["To", "Zoë <zoe@example.org>"],
            ["Subject", "Grüße 🙂"],
            ["Date", "Thu, 05 Mar 2026 14:30:00 -0500"],
        ],
        "sent": "2026-03-05T14:30:00-05:00",
        "text": "They wrote this.",
        "cut": False,
        "attachments": [],
    }


def test_nothing_but_facts_is_made_of_a_mail():
    seen = pictures.look(bytes(mail()), "mail")
    assert (seen.preview, seen.blurred, seen.page_form) == (b"", b"", b"")


def test_every_station_is_named_in_order():
    raw = b"Received: from b\r\n by c\r\nreceived: from a by b\r\nSubject: Way\r\n\r\nx"
    assert facts(raw)["headers"] == [
        ["Received", "from b by c"],
        ["Received", "from a by b"],
        ["Subject", "Way"],
    ]


@pytest.mark.parametrize(
    ("date", "sent"),
    [
        ("Thu, 5 Mar 2026 14:30:00 -0000", "2026-03-05T14:30:00+00:00"),
        ("5 Mar 2026 14:30 GMT", "2026-03-05T14:30:00+00:00"),
        ("Thu, 45 Mar 2026 14:30:00 +0000", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_only_a_date_that_can_be_is_offered(date, sent):
    assert facts(f"Subject: x\nDate: {date}\n\n".encode())["sent"] == sent


def test_plain_words_are_chosen_and_attachments_only_named():
    message = mail("Plain words")
    message.add_alternative("<p>Other words</p>", subtype="html")
    png = {"maintype": "image", "subtype": "png"}
    message.add_attachment(bytes(1000), filename="Żółw.png", **png)
    message.add_attachment("A secret text", filename="text.txt")
    message.add_attachment(mail("Words inside"))
    seen = facts(message)
    assert seen["text"] == "Plain words"
    assert seen["attachments"][:2] == [
        {"name": "Żółw.png", "type": "image/png", "size": 1000},
        {"name": "text.txt", "type": "text/plain", "size": len("A secret text\n")},
    ]
    assert seen["attachments"][2]["type"] == "message/rfc822"


def test_page_is_read_without_what_is_not_shown():
    message = mail("")
    message.set_content(HTML, subtype="html", charset="iso-8859-2")
    lines = facts(message)["text"].split("\n")
    assert [line for line in lines if line] == [
        "One bold word",
        "and a link [https://example.org/?a=1&b=2].",
        "Two",
        "Up",
    ]


def test_saved_page_is_read():
    page = (
        b"From: <Saved by Blink>\r\n"
        b"Snapshot-Content-Location: https://chatter.example.net/p/1\r\n"
        b"Subject: A post\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="next"\r\n\r\n'
        b"--next\r\nContent-Type: text/html\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>A post=21</p>\r\n"
        b"--next\r\nContent-Type: image/png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--next--\r\n"
    )
    seen = facts(page)
    assert ["Snapshot-Content-Location", "https://chatter.example.net/p/1"] in seen[
        "headers"
    ]
    assert seen["text"] == "A post!"
    assert seen["attachments"] == [{"name": "", "type": "image/png", "size": 3}]


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-8", "Łódź".encode(), "Łódź"),
        ("iso-8859-2", "Łódź".encode("iso-8859-2"), "Łódź"),
        ("gb18030", "你好".encode("gb18030"), "你好"),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本"),
        ("x-unknown", "Łódź".encode(), "Łódź"),
        ("zlib", "Łódź".encode(), "Łódź"),
        ("us-ascii", b"a\xff\x00b", "a\ufffdb"),
    ],
)
def test_every_alphabet_is_read(charset, raw, text):
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n"
    assert facts(head.encode() + raw)["text"] == text


def test_headers_that_were_never_encoded_are_read():
    assert facts("Subject: Łódź\n\n".encode())["headers"] == [["Subject", "Łódź"]]


@pytest.mark.parametrize("subject", ["=?utf-8?b?A?=", "=?none?q?=FF?=", "=?", "a=?b?="])
def test_headers_that_make_no_sense_are_left_as_they_are(subject):
    assert facts(f"Subject: {subject}\n\n".encode())["headers"][0][0] == "Subject"


def test_long_texts_are_cut_and_said_to_be():
    assert facts(b"Subject: x\n\n" + b"a" * 500_000)["cut"] is False
    seen = facts(b"Subject: x\n\n" + b"a" * 500_001)
    assert (len(seen["text"]), seen["cut"]) == (500_000, True)


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: " + b"a" * 5001 + b"\n\n",
        b"Received: x\n" * 201 + b"\n",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: image/png\n\n" * 1001,
    ],
    ids=["header", "headers", "attachments"],
)
def test_more_of_anything_is_cut_and_said_to_be(raw):
    seen = facts(raw)
    assert seen["cut"] is True
    assert len(seen["headers"]) <= 200
    assert len(seen["attachments"]) <= 1000
    assert all(len(value) <= 5000 for _, value in seen["headers"])


NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n)
    for n in range(5000)
)


@pytest.mark.parametrize("raw", [b"", b"Words", b"\x89PNG", b"Subject: x\n" + NESTED])
def test_what_is_no_mail_or_never_ends_is_refused(raw):
    with pytest.raises(pictures.CannotRead):
        pictures.look(raw, "mail")
