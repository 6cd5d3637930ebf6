"""Proof that stays with the person: words, a link and a fingerprint of the file.

The file never comes here. static/fingerprint.js computes its SHA-256 in the browser;
without it, the page says how each system does, and takes what was typed.
"""

import re

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from evidence import exhibits
from evidence.cases import case_of
from evidence.exhibits import Exhibit
from evidence.incidents import incidents_of
from evidence.minors import is_minor, may_add_files, report_routes
from helpcenter.forms import LongTextField

HEX = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
NOT_ONE = _(
    "This is not a whole SHA-256 fingerprint. It has 64 characters: the digits 0 to 9 "
    "and the letters a to f. Please copy all of it once more."
)
TWO = _("There are two different fingerprints in this box. Keep the one of your file.")
OTHER_KIND = _(
    "This looks like a fingerprint of another kind. Please make one with SHA-256, as "
    "told on this page."
)
OTHER_LENGTHS = (32, 40, 96, 128)  # MD5, SHA-1, SHA-384, SHA-512
NOTHING = _(
    "There is nothing to save yet. A fingerprint, a link or a few words are enough."
)


class FingerprintField(LongTextField):
    """SHA-256 in hex, also inside of what a program printed. Cleans to lower case."""

    def clean(self, value):
        text = super().clean(value)
        bare = "".join(text.split())
        found = set(HEX.findall(text.lower())) or set(HEX.findall(bare.lower()))
        if text and len(found) != 1:
            raise forms.ValidationError(self.refusal(bare, found))
        return found.pop() if found else ""

    def refusal(self, bare, found):
        if found:
            return TWO
        is_hex = re.fullmatch("[0-9a-fA-F]+", bare)
        return OTHER_KIND if is_hex and len(bare) in OTHER_LENGTHS else NOT_ONE


class FingerprintForm(forms.Form):
    sha256 = FingerprintField(
        label=_("Fingerprint (SHA-256)"),
        required=False,
        help_text=_("64 characters. Spaces and capital letters do not matter."),
        widget=forms.Textarea(
            attrs={
                "class": "short",
                "rows": 2,
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        ),
    )
    shows = LongTextField(
        label=_("What it is"),
        required=False,
        help_text=_(
            "For example “The video he sent me, on my old phone”. You do not "
            "need to say what a picture of you shows."
        ),
        widget=forms.Textarea(attrs={"class": "short"}),
    )
    link = LongTextField(
        label=_("Where it was"),
        required=False,
        help_text=_("The link, or the app and account. We never open it."),
        widget=forms.Textarea(attrs={"class": "short"}),
    )

    def clean(self):
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError(NOTHING)


def fingerprint(request, id):
    case = case_of(request)
    found = [each for each in incidents_of(case) if each.id == id]
    if not found:
        raise Http404
    if is_minor(case):
        return show_routes(request, case, found[0])
    if not may_add_files(case, id):
        return redirect("evidence:exhibit-add", id)  # it asks about age first
    form = FingerprintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return save(request, case, Exhibit(incident=id, **form.cleaned_data))
    context = {"form": form, "incident": found[0]}
    return render(request, "evidence/exhibits/fingerprint.html", context)


def save(request, case, exhibit):
    entry = exhibits.add(case, exhibit)
    messages.success(request, _("It is saved. The file stays with you: keep it safe."))
    return redirect("evidence:exhibit", entry.id)


def show_routes(request, case, incident):
    """No copy of such a picture may be handled, not even to compute its fingerprint."""
    status = 403 if request.method == "POST" else 200
    context = {"routes": report_routes(case), "incident": incident}
    return render(request, "evidence/exhibits/fingerprint.html", context, status=status)
