"""What a litigation hold asks for that goes to a company that is not the site."""

from django.utils.translation import gettext_lazy as _

from takedown.letters.fields import Choices, Line, Lines
from takedown.letters.litigation_hold import DATA, About, Keep, records
from takedown.letters.pages import Page, ToOther


def fitting(ids, **adapted):
    """The records of D1 to D14 that such a company has, some in words for it."""
    wanted = {*ids.split(), *adapted}
    return [(id, adapted.get(id, text)) for id, text in DATA if id in wanted]


class Used(Page):
    """What was used, and when. The first box is each kind's own."""

    slug = "where"
    title = _("Which records it is about")
    why = _(
        "The company can only keep what it can find. Say what was used, and when. "
        "There is no need to describe a picture."
    )
    seen = Lines(
        label=_("Days and times"),
        help_text=_(
            "When it was used. Add the time zone if you know it. "
            "One on each line. Do not guess: “around March 2026” is fine."
        ),
    )
    links = Lines(
        label=_("Links"),
        help_text=_(
            "Mostly the company does not need them, so this may stay empty. "
            "Whoever reads the letter can open them."
        ),
    )


class AboutAll(About):
    title = _("What happened")
    why = _(
        "The company needs to know why it matters. "
        "A tick or two is enough. There is no need to describe a picture."
    )
    event = Choices(
        label=_("What happened?"),
        choices=[
            ("posted", _("It was posted online")),
            ("sent", _("It was sent to other people")),
            ("threatened", _("Somebody threatened me with it")),
            ("money", _("Somebody asked for money")),
        ],
    )


class KeepSince(Keep):
    since = Line(
        label=_("Since when"),
        help_text=_("A date. Leave it empty for “thirty days before the first time”."),
    )


class ToCompany(ToOther):
    why = _(
        "Its own pages often say where such letters go. "
        "Look at the foot of a page, under “legal” or “contact”."
    )
    recipient_name = Line(label=_("Company"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipient_name"].help_text = self.letter.finding


# --- E-mail


class UsedEmail(Used):
    email_addresses = Lines(
        label=_("E-mail addresses that were used"),
        help_text=_("As they stand in the message. One on each line."),
    )
    field_order = ["email_addresses"]


class KeepEmail(KeepSince):
    data = records(
        fitting(
            "D1 D2 D3 D4 D5 D6 D7 D11 D14",
            D8=_(
                "Log-in and sending logs for the times given above, with port numbers, "
                "user agents and device identifiers"
            ),
            D9=_("Message logs with full headers, and report logs"),
            D12=_(
                "The messages themselves, their hash and their metadata, "
                "held so that no one can view them publicly"
            ),
            D13=_("Deletion records"),
        )
    )


# --- Internet access


class UsedAccess(Used):
    ip_addresses = Lines(
        label=_("IP addresses that were used"),
        help_text=_(
            "One on each line, with the port and the time if you know them. "
            "A site, an e-mail header or a lawyer may have told you."
        ),
    )
    field_order = ["ip_addresses"]


class KeepAccess(KeepSince):
    data = records(
        fitting(
            "D1 D2 D3 D4 D6 D14",
            D5=_(
                "The subscriber to whom each IP address was assigned at the times "
                "given above, with the dates and times of the assignment"
            ),
            D7=_("Account or subscriber ID, and registration date"),
            D8=_(
                "Assignment logs for each IP address given above, with port numbers "
                "and device identifiers"
            ),
        )
    )


# --- Payments


class UsedPayment(Used):
    payments = Lines(
        label=_("Accounts, wallets or payments"),
        help_text=_(
            "A user name, the address of a wallet, or the number of a payment. "
            "One on each line."
        ),
    )
    amounts = Lines(
        label=_("How much, and how"),
        help_text=_("Only if something was paid or asked for. One on each line."),
    )
    field_order = ["payments", "amounts"]


class KeepPayment(KeepSince):
    data = records(
        fitting(
            "D1 D2 D3 D4 D5 D6 D7 D14",
            D8=_(
                "Log-in records, with port numbers, user agents and device identifiers"
            ),
            D9=_("Notes and messages sent with payments, and report logs"),
            D10=_("Payment and payout records, with each payment given above"),
            D11=_("Linked accounts, bank accounts and cards, and recovery addresses"),
            D13=_("Records of the closing or deletion of an account"),
        )
    )


# --- Telephone


class UsedPhone(Used):
    phone_numbers = Lines(
        label=_("Phone numbers that were used"),
        help_text=_("With the country code if you know it. One on each line."),
    )
    field_order = ["phone_numbers"]


class KeepPhone(KeepSince):
    data = records(
        fitting(
            "D1 D2 D3 D4 D5 D6 D14",
            D7=_("Account or subscriber ID, past numbers, and registration date"),
            D8=_("Device identifiers used with each number at the times given above"),
            D9=_("Call and message logs for the times given above, without contents"),
            D10=_("Payment records, those of prepaid service included"),
        )
    )
