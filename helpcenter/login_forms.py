"""The two forms of logging in: name and password, then a code.

Guessing is slowed by network and by account. What is tried stands in the log by the
number of the account alone.
"""

import logging

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from helpcenter.forms import TextField
from helpcenter.second_factor import Locked, enrol, is_right, may_guess
from helpcenter.throttle import allow

LONGEST_PASSWORD = 4096
log = logging.getLogger("helpcenter.login")

SLOWER = _(
    "That was many tries, or this site cannot count tries right now. Wait five "
    "minutes, then try again. If it stays so, tell whoever runs this site."
)
NO_FIT = _(
    "This name and password do not fit together. Check both, and capital letters. If "
    "it stays so, ask an administrator for a new password."
)
WRONG_CODE = _(
    "This code does not fit. Each code works once. Wait for the next one in your app. "
    "If none fits, check that the clock of your phone sets itself."
)
WRONG_FIRST_CODE = _(
    "This code does not fit what the app should show. Check that you added the key "
    "below, and that the clock of your phone sets itself. Then type the newest code."
)
LOCKED = _(
    "There were too many wrong codes in a row. Somebody may know your password. No "
    "code is taken now. Ask an administrator to take your second factor away and to "
    "give you a new password. Then you set up a new one."
)


class PasswordForm(forms.Form):
    username = TextField(label=_("Name"), max_length=150)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        name, password = given["username"], given["password"]
        if not self.may_try(name):
            raise forms.ValidationError(SLOWER)
        self.user = authenticate(self.request, username=name, password=password)
        if self.user is None or not self.user.is_staff:
            log.warning("A name and a password did not fit together.")
            raise forms.ValidationError(NO_FIT)
        return given

    def may_try(self, name):
        by_network = allow("log-in", self.request, 1 / 30, 20, if_down=False)
        this_name = f"log-in of {name.lower()}"
        return by_network and allow(this_name, None, 1 / 60, 20, if_down=False)


class CodeForm(forms.Form):
    code = TextField(
        label=_("Code"),
        max_length=64,
        help_text=_(
            "The six digits that your app shows now, or one of your codes on paper."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True}
        ),
        error_messages={"required": _("Type the code that your app shows.")},
    )

    def __init__(self, user, takes, wrong, *args, **kwargs):
        """takes(code): whether it is right. wrong: what to say if not."""
        super().__init__(*args, **kwargs)
        self.user, self.takes, self.wrong = user, takes, wrong

    def clean_code(self):
        code = self.cleaned_data["code"]
        if not may_guess(self.user):
            raise forms.ValidationError(SLOWER)
        try:
            is_taken = self.takes(code)
        except Locked:
            log.warning("Account %s takes no code any more.", self.user.pk)
            raise forms.ValidationError(LOCKED) from None
        if not is_taken:
            log.warning("A wrong code was typed for account %s.", self.user.pk)
            raise forms.ValidationError(self.wrong)
        return code


class FirstCodeForm(CodeForm):
    """Once valid: `codes` to keep on paper."""

    def __init__(self, user, secret, *args, **kwargs):
        super().__init__(user, self.try_out, WRONG_FIRST_CODE, *args, **kwargs)
        self.secret, self.codes = secret, None
        self.fields["code"].help_text = _("The six digits that your app shows now.")

    def try_out(self, code):
        self.codes = enrol(self.user, self.secret, code)
        return self.codes is not None


def is_right_for(factor):
    return lambda code: is_right(factor, code)
