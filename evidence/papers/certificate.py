"""A certificate of hashes for whoever captured the files: FRE 902(13) and (14).

letters.md, part (h). Our part is filled in: what we received, when, and how we compute.
The rest only whoever signs can say.
"""

from django.utils.translation import gettext_lazy as _

from evidence.papers.fields import SigningForm, form_of_1746, text
from evidence.papers.paper import Paper


class CertificateForm(SigningForm):
    role = text(
        _("Role of whoever signs"),
        _("And why they know how the files were saved. For example “I saved them”."),
    )
    custody = text(
        _("Where else the files are"),
        _("For example “on my phone, which only I can open”."),
    )
    field_order = ("name", "role", "custody")


PAPER = Paper(
    slug="numbers",
    name="certificate",
    title=_("Certificate that files were not changed"),
    purpose=_(
        "It lists a number for each file. If one letter in a file changes, its "
        "number changes too. So anyone can check that it is the same file."
    ),
    readers=_("A lawyer or a court reads it. The other side gets it too."),
    hints=(
        _(
            "Whoever saved the files signs it. The other side may doubt a certificate "
            "that you sign yourself. Ask a lawyer who could sign it."
        ),
        _(
            "It can show that a file is real. It does not show that what the file says "
            "is true."
        ),
        _(
            "The other side must hear of it in time, and may look at the files. A "
            "lawyer knows when."
        ),
    ),
    margin=18,
    form=CertificateForm,
    details=lambda told: {"form": form_of_1746(told)},
    is_signed=True,
    is_for_office=True,
    elements={
        "H1": "The certifier's name, role and why qualified",
        "H2": "What was captured, from where, when (UTC and local), on what",
        "H3": "Method, and that the process gives an accurate result",
        "H4": "Algorithm and value of each file, computed when",
        "H5": "The re-computed value matches",
        "H6": "Custody and storage",
        "H7": "The line of 28 U.S.C. § 1746, date, signature",
    },
)
