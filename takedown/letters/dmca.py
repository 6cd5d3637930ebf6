"""The copyright notice to a service that stores the material: 17 U.S.C. § 512(c)(3).

Elements DMCA1 to DMCA6, the warning of § 512(f) before signing (DMCA-F), and DMCA0:
never for somebody who did not take the picture. For the search engines' variant,
§ 512(d), see dmca_search.py.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from takedown.letters import shared
from takedown.letters.elements import Element, given
from takedown.letters.fields import Choice, Tick, Words
from takedown.letters.pages import Before, From, Page, Sign, SignAs, To, Where
from takedown.letters.removal import Removal

PUBLIC_ADDRESS = _(
    "The law asks for one here, and it may reach the person who posted it. "
    "A PO box or an office is fine."
)
PUBLIC_PHONE = _(
    "The law asks for one here, and it may reach the person who posted it. "
    "A new number is fine."
)


class Taken(Page):
    slug = "taken"
    title = _("Who took the picture")
    why = _(
        "This kind of letter is only for whoever took it. That person owns the "
        "copyright, and states so under penalty of perjury."
    )
    remembers = ("taken_by",)
    taken_by = Choice(
        label=_("Who took it?"),
        choices=[
            ("me", _("I did, or I set it up (a selfie counts)")),
            ("other", _("Somebody else did")),
            ("hidden", _("It was taken in secret")),
            ("unsure", _("I am not sure, or it is a fake")),
        ],
    )


class Work(Page):
    slug = "work"
    title = _("What you took")
    why = _(
        "The notice must say which work was copied. A few neutral words are enough. "
        "Nothing is attached, and nobody needs to know what it shows."
    )
    work = Words(
        label=_("The pictures or videos"),
        help_text=_(
            "For example: one photograph, taken by me in March 2024, "
            "never published by me."
        ),
        max_length=2_000,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["work"].widget.attrs["rows"] = 3


class SignUnderPerjury(Sign):
    """The warning stands above the form; the ticks come before the signature."""

    title = _("Read this, then sign")
    page_template = "takedown/letters/dmca/sign.html"
    warned = Tick(label=_("I have read the warning"))
    sworn = Tick(label=_("The three statements are true"))
    field_order = ["warned", "sworn", "signature", "by_hand"]

    def clean(self):
        facts = self.cleaned_data
        is_signing = facts.get("signature") or facts.get("by_hand")
        if is_signing and not (facts.get("warned") and facts.get("sworn")):
            raise forms.ValidationError(
                _(
                    "Before signing, read the warning and the statements, and tick "
                    "both. If one of them is not true, use another kind of letter."
                )
            )
        return facts


class CopyrightNotice(Removal):
    slug = "dmca"
    title = _("Claim copyright in a picture you took")
    purpose = _(
        "It tells a site that it shows your own picture without your permission."
    )
    fits = _(
        "Only for pictures you took yourself. Your name and address can reach the "
        "person who posted it, so try the other letters first."
    )
    law = "17 U.S.C. § 512(c)(3)"
    barred_template = "takedown/letters/dmca/barred.html"
    pages = (Taken, Before, SignAs, Where, Work, To, From, SignUnderPerjury)
    hints = {
        "name": shared.TRUE_NAME,
        "email": shared.REPLY_ADDRESS,
        "address": PUBLIC_ADDRESS,
        "phone": PUBLIC_PHONE,
    }
    recipient_kind = "dmca"
    usual = _("The law says “expeditiously” and names no hour.")
    readers = (
        (_("The site"), _("Its copyright agent reads the notice.")),
        (
            _("The person who posted it"),
            _(
                "Sites commonly pass the whole notice on to them: "
                "name, address, phone and e-mail."
            ),
        ),
        (
            _("The public"),
            _("Some sites publish such notices, for example in the Lumen database."),
        ),
    )
    elements = (
        Element(
            "DMCA0",
            "Never for somebody who did not take it.",
            _("That you took the picture yourself."),
            "taken_by",
            given=lambda letter: letter.is_owner,
        ),
        shared.signature("DMCA1", "(i) A signature, typed or by hand."),
        Element(
            "DMCA2",
            "(ii) The copyrighted work, in words.",
            _("A few words on which picture or video it is."),
            "work",
            paragraph="work",
            given=given("work"),
            written=lambda letter, paper: bool(paper.text("work")),
        ),
        shared.place(
            "DMCA3",
            "(iii) The infringing material and how to find it.",
            given("links"),
        ),
        Element(
            "DMCA4",
            "(iv) Address, telephone, and e-mail if there is one.",
            _("The postal address of whoever signs. A PO box is fine."),
            "@address",
            paragraph="contact",
            given=shared.signer_gave("address"),
            written=shared.shows_signer("address", "address_line"),
        ),
        Element(
            "DMCA4",
            "(iv) Address, telephone, and e-mail if there is one.",
            _("The phone number of whoever signs. A new number is fine."),
            "@phone",
            paragraph="contact",
            given=shared.signer_gave("phone"),
            written=shared.shows_signer("phone"),
        ),
        shared.wording(
            "DMCA5",
            "(v) Good-faith belief that the use is not authorized.",
            _("The statement that you believe in good faith that nobody allowed it."),
            "good-faith",
            *("good-faith belief", "the copyright owner, its agent, or the law"),
        ),
        shared.wording(
            "DMCA6",
            "(vi) The notice is accurate; under penalty of perjury, authority to act.",
            _(
                "The statement, under penalty of perjury, that you may act for the "
                "owner."
            ),
            "accuracy",
            *("accurate", "under penalty of perjury", "authorized to act on behalf of"),
        ),
        Element(
            "DMCA6",
            "(vi) The notice is accurate; under penalty of perjury, authority to act.",
            _("A tick that the three statements are true."),
            "sworn",
            given=given("sworn"),
        ),
        Element(
            "DMCA-F",
            "§ 512(f): the warning about false claims, before signing.",
            _("A tick that you read the warning about false claims."),
            "warned",
            given=given("warned"),
        ),
        shared.who("G3"),
        shared.date("G3"),
        shared.addressee("TO"),
        *shared.VOICE,
    )

    @classmethod
    def is_barred_by(cls, facts):
        return facts.get("taken_by", "") not in ("", "me")

    @property
    def is_decided(self):
        return bool(self.facts["taken_by"])

    @property
    def is_owner(self):
        return self.facts["taken_by"] == "me"

    @property
    def bar(self):
        return None if self.is_owner else Taken.slug
