"""What helps to send a letter: its parts to copy, and a link and a draft for e-mail.

Nothing here sends anything. Only when the person presses the link or opens the draft
does their own mail program get the letter.
"""

import re
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property
from urllib.parse import quote

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from helpcenter.characters import clean_text
from helpcenter.documents import Document, to_pdf, to_text
from helpcenter.forms import LongTextField
from takedown.english import in_english
from takedown.forms import copying
from takedown.letters.letter import Letter
from takedown.letters.paragraphs import Paper

# Windows hands programs links of fewer than 2,083 characters, and a browser there drops
# longer ones without a word: github.com/electron/electron/issues/9987.
LONGEST_LINK = 1_800
NEUTRAL = "Request"  # a subject that tells nobody anything
RE = "Re:"  # on paper "about"; in an e-mail it would mean an answer
EMAIL_TYPE = "message/rfc822"
MANY = 8  # lines
SEVEN_BITS = SMTP.clone(cte_type="7bit")  # survives every mail program
# What forms often ask for, in the order of our own pages.
ASKED = (
    *("site", "site_address", "first_sent", "how", "first_due", "reference"),
    *("links", "image_links", "result_links", "search_terms", "copies", "checked"),
    *("accounts", "posts", "found_in", "seen", "description", "work"),
)


class Boxes(forms.Form):
    """Texts to be selected and copied; each is (name, label, text), or left out.

    Only boxes of several lines: Enter in a single line would send the form, and its
    words would stand in an address.
    """

    def __init__(self, boxes):
        super().__init__(auto_id="copy-%s")
        for name, label, text in boxes:
            if text:
                self.fields[name] = copy_box(label, text)


def copy_box(label, text):
    """Read-only; copy.js adds a button of this name. Few lines make a small box."""
    lines = text.count("\n") + 1
    attrs = {"rows": lines, "class": "short"} if lines < MANY else {"rows": MANY}
    attrs |= copying(_("Copy: %(text)s") % {"text": label})
    attrs |= {"readonly": True, "lang": "en"}  # as in the letter
    return LongTextField(
        label=label, initial=text, required=False, widget=forms.Textarea(attrs)
    )


@dataclass(frozen=True)
class Sending:
    """One composed letter on its way out."""

    letter: Letter
    paper: Paper
    document: Document

    @classmethod
    def of(cls, letter, paper, document):
        """None for a sheet that goes to nobody."""
        return None if letter.is_sheet else cls(letter, paper, document)

    @cached_property
    def text(self):
        return to_text(self.document)

    @property
    def subject(self):
        """The letter's own, on one line."""
        line = one_line(self.paper.text("subject"))
        return line.removeprefix(RE).strip() or NEUTRAL

    @property
    def goes_by_email(self):
        return "recipient_email" in self.letter.facts

    @property
    def typed_address(self):
        return self.letter.facts.get("recipient_email", "").strip()

    @property
    def address(self):
        """Where it goes, in ASCII; empty if that cannot be one address."""
        local, _at, domain = self.typed_address.rpartition("@")
        return f"{local}@{punycode(domain)}" if is_address(self.typed_address) else ""

    @property
    def address_page(self):
        """Where the address is asked; None for what does not go by e-mail."""
        pages = self.letter.pages
        asking = (page for page in pages if "recipient_email" in page.base_fields)
        return next(asking, None)

    @property
    def parts(self):
        """The boxes for a form: what was told, and nothing else."""
        return Boxes(
            [
                *self.told,
                ("results", _("What came of it"), self.listed("results")),
                ("reasons", _("Why it should not be there"), self.reasons),
                ("name", _("Name"), self.letter.sender.name),
                ("email", _("E-mail address for the answer"), self.letter.sender.email),
            ]
        )

    @property
    def told(self):
        """(name, label, text) of facts as they were typed, labeled as on their page. A
        site knows its own name.
        """
        left_out = "site" if self.letter.is_to_site else ""
        for name in ASKED:
            if (told := self.letter.facts.get(name)) and name != left_out:
                label = self.letter.page_of(name).base_fields[name].label
                yield name, label, told if isinstance(told, str) else "\n".join(told)

    @property
    def reasons(self):
        own_words = self.letter.facts.get("consent_words", "")
        return "\n".join(filter(None, [self.listed("reasons"), own_words]))

    @in_english
    def listed(self, name):
        """What was ticked, as the letter says it; a line each."""
        ticked = name in self.letter.facts
        return "\n".join(map(str, getattr(self.letter, name))) if ticked else ""

    @property
    def envelope(self):
        """The boxes of an e-mail, but for its text."""
        to = "to", _("E-mail address it goes to"), self.typed_address
        return Boxes([to, ("subject", _("Subject"), self.subject)])

    @cached_property
    def whole_link(self):
        return mailto(self.address, subject=self.subject, body=self.text)

    @property
    def is_short(self):
        """Whether the whole letter goes into a link that mail programs take."""
        return len(self.whole_link) <= LONGEST_LINK

    @property
    def link(self):
        """With the letter in it; of a long one only the address."""
        if self.is_short:
            return self.whole_link
        return mailto(self.address, subject=NEUTRAL)


def form_of(known):
    """The platform's own form or page, of a Recipient of the directory; or None."""
    channels = known.channels if known and known.url else ()
    return next((each for each in channels if each.url == known.url), None)


def one_line(text):
    return " ".join(clean_text(text).split())


def is_address(text):
    """Whether it may stand behind To. Python reads =?…?= in a header as encoded words,
    which can hold a line end.
    """
    try:
        validate_email(text)
    except ValidationError:
        return False
    return not re.search(r'=\?|"', text)


def mailto(address, **headers):
    """A link after RFC 6068: percent-encoded, with CR LF at the end of a line."""
    lines = {name: text.replace("\n", "\r\n") for name, text in headers.items()}
    told = "&".join(f"{name}={quote(text, safe='')}" for name, text in lines.items())
    return f"mailto:{quote(address, safe='@')}?{told}"


def unsent(sending, pdf_name):
    """The letter as a message (RFC 5322) that nobody has sent: without From, Date and
    Message-ID, which the person's own mail program adds.
    """
    message = EmailMessage(policy=SEVEN_BITS)
    message["X-Unsent"] = "1"  # such a file opens as a draft in Outlook
    if sending.address:
        message["To"] = sending.address
    message.set_content(sending.text)
    pdf = to_pdf(sending.document)
    message.add_attachment(
        pdf, maintype="application", subtype="pdf", filename=pdf_name
    )
    return subject_line(sending.subject) + message.as_bytes()


def subject_line(subject):
    """All of it encoded. EmailMessage would read encoded words in what was typed, and
    doubles spaces where it breaks a line.
    """
    folded = Header(subject, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {folded}\r\n".encode("ascii")
