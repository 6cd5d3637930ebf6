"""Documents for the tests, and their words as each format gives them back."""

import re
import unicodedata
from io import BytesIO

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from helpcenter.documents import LETTER, Document, to_docx, to_pdf, to_text

LABEL = r"(?:[0-9]+|[a-z]+)\. "
LETTER_HTML = """
<p class="sender"><strong>Dana R.</strong><br>PO Box 1180<br>Springfield, IL 62701</p>
<p class="date">November 22, 2026</p>
<p class="recipient">Chatter, Inc.<br>Attn: Trust &amp; Safety<br>100 Main Street</p>
<p class="subject">Re: Request to remove intimate images</p>
<h1>Request</h1>
<p>Please remove this. It was posted <em>without my <strong>consent</strong></em>.</p>
<h2>What I ask</h2>
<ol>
  <li>Remove the content at each link.</li>
  <li>Search for identical copies:
    <ol><li>by hash,</li><li>by hand:<ol><li>now</li><li>later</li></ol></li></ol></li>
  <li>Confirm to <a href="mailto:dana@example.org">dana@example.org</a>.</li>
</ol>
<h3>Where</h3>
<ul>
  <li><a href="https://chatter.example/p/1?a=b&amp;c=d">chatter.example/p/1?a=b&amp;c=d</a></li>
  <li>See <a href="https://www.ftc.gov/take-it-down">the agency&#x27;s page</a>.
    <ul><li>or call <a href="tel:+12175550100">(217) 555-0100</a></li></ul></li>
</ul>
<ol>
  <li>This list begins at one again.</li>
  <li><p>Two paragraphs:</p><p>here.</p></li>
</ol>
<blockquote><p>Whoever knowingly publishes</p><ul><li>a picture</li></ul></blockquote>
<p class="note">Please do not tell anybody who I am.</p>
<p>Sincerely,</p>
<p class="signature">Dana R.</p>
<hr>
<p class="fine">Sent by e-mail.</p>
<hr class="page">
<h2>Second page</h2>
<p>The end.</p>
"""
TABLE_HTML = """
<table><caption>What happened</caption>
<thead>
<tr><th class="narrow">No.</th><th>When</th><th class="wide">What</th></tr>
</thead>
<tbody>
<tr><td>1</td><td>May 2026</td><td>They wrote.<br>Twice.</td></tr>
<tr><td>2</td><td></td><td><p>Two parts</p><ul><li>of it</li></ul></td></tr>
</tbody></table>
<table><tr><th class="narrow">Name</th><td>Dana</td></tr>
<tr><th>Signed:</th><td></td></tr></table>
<table><tr><td>left</td><td>right</td></tr></table>
"""
SCRIPTS = {
    "Latin": "Zoë Łukasz Nguyễn İpek ñandú",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Наталья Їжак Љубица",
    "Arabic": "نشر صوري بدون إذني",
    "Persian": "عکس‌های من گذاشته شد",
    "Hebrew": "התמונות שלי פורסמו",
    "Chinese": "我的照片 我的照片",
    "Japanese": "わたしの写真とビデオ",
    "Korean": "제 사진을 지워 주세요",
    "Thai": "ลบภาพของฉัน",
    "Hindi": "मेरी तस्वीरें हटाएँ",
    "Bengali": "আমার ছবি",
    "Tamil": "என் படங்கள்",
    "Punjabi": "ਮੇਰੀਆਂ ਤਸਵੀਰਾਂ",
    "Armenian": "Իմ նկարները",
    "Georgian": "ჩემი ფოტოები",
    "Amharic": "የእኔ ፎቶዎች",
    "Khmer": "រូបភាព",
    "signs": "☐ ☑ ✓ ✗ → € ₹ № § “a” … ½",
    "emoji": "🙂 🏳️‍🌈 👩‍👩‍👧 ❤️ 🇺🇦 👍🏽",
}


def letter(source=LETTER_HTML, **kwargs):
    return Document(source, **{"title": "Request", "paper": LETTER} | kwargs)


def pdf_of(document):
    return PdfReader(BytesIO(to_pdf(document)))


def docx_of(document):
    return docx.Document(BytesIO(to_docx(document)))


def pdf_words(document):
    """The words of the pages, without their footers and the marks of lists, which are
    drawn after all else.
    """
    text = "\n".join(page.extract_text() for page in pdf_of(document).pages)
    marks = rf"Page \d+ of \d+|[•◦▪]|^{LABEL}$"
    return re.sub(marks, "", text, flags=re.MULTILINE)


def pdf_labels(document):
    """The numbers of the lists, in the order they are drawn."""
    text = "\n".join(page.extract_text() for page in pdf_of(document).pages)
    return [label.strip() for label in re.findall(rf"^{LABEL}$", text, re.MULTILINE)]


def docx_words(document):
    """The words of the body, in order: those of links and of tables too."""
    body = docx_of(document).element.body
    return "".join(
        "\n" if node.tag in (qn("w:br"), qn("w:p")) else node.text or ""
        for node in body.iter(qn("w:t"), qn("w:br"), qn("w:p"))
    )


def text_words(document):
    """The text without its bullets, numbers, quote marks and rules."""
    marks = rf"^(> )?\s*- |^>|^-{{20}}$|^\s*{LABEL}"
    return re.sub(marks, "", to_text(document), flags=re.MULTILINE)


def text_labels(document):
    labels = re.findall(rf"^\s*({LABEL})\S", to_text(document), re.MULTILINE)
    return [label.strip() for label in labels]


def ink(text):
    """What is on the paper: no spaces, no invisible signs, one form of each letter."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace() and unicodedata.category(character) != "Cf"
    )
