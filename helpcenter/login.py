"""Logging in with a password and a second factor, for whoever has an account.

    name and password --> (first time: set up the app --> codes for paper)
                      --> six digits, or a code on paper --> in

Between the steps the session holds who gave the right password, and nothing else: a
visit on this device, with its open case, ends when an account logs in.
"""

import logging
import time
from functools import wraps

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from helpcenter.carried import Carried
from helpcenter.languages import begin_anew
from helpcenter.login_forms import (
    WRONG_CODE,
    CodeForm,
    FirstCodeForm,
    PasswordForm,
    is_right_for,
)
from helpcenter.models import SecondFactor
from helpcenter.second_factor import new_code_secret, picture
from helpcenter.vault import Unreadable

IDLE = 30 * 60  # seconds, even where visits of others may last longer
PASSWORD_FIRST = 10 * 60  # seconds in which the code must follow the password
SLIPS = 2  # wrong codes that anybody may type
log = logging.getLogger("helpcenter.login")
HALF_WAY, FACTOR, SEEN = "half_way_in", "second_factor", "account_seen"

FEW_CODES = ngettext_lazy(
    "You have %(left)d code on paper left. Ask an administrator to take your second "
    "factor away and to give you a new password. Then you set up a new one, with new "
    "codes.",
    "You have %(left)d codes on paper left. Ask an administrator to take your second "
    "factor away and to give you a new password. Then you set up a new one, with new "
    "codes.",
    "left",
)
SOMEBODY_TRIED = ngettext_lazy(
    "Since you were last here, %(tries)d wrong code was typed for your account. If "
    "that was not you, somebody knows your password: change it now.",
    "Since you were last here, %(tries)d wrong codes were typed for your account. If "
    "that was not you, somebody knows your password: change it now.",
    "tries",
)
KEY_LOST = _(
    "This site can no longer read your second factor. Ask an administrator to take it "
    "away and to give you a new password. Then you set up a new one."
)


def half_way_in(request):
    """Whoever gave the right password just now, or None."""
    pk, password, when = request.session.get(HALF_WAY, (None, "", 0))
    if pk is None or time.time() - when > PASSWORD_FIRST:
        return None
    user = get_user_model().objects.filter(pk=pk, is_active=True, is_staff=True).first()
    # A password that was changed meanwhile ends this too.
    return user if user and user.get_session_auth_hash() == password else None


def begin(request, user):
    """After the password. What this session held before, such as a case, is gone."""
    begin_anew(request.session)
    password = user.get_session_auth_hash()
    request.session[HALF_WAY] = [user.pk, password, int(time.time())]


def let_in(request, user):
    """After the code."""
    request.session.pop(HALF_WAY, None)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[FACTOR] = user.second_factor.pk
    request.session[SEEN] = int(time.time())
    log.info("Account %s logged in.", user.pk)


def is_in(request):
    """Whether the second factor let this visit in, still stands, and is not idle."""
    if is_idle(request):
        return False
    if not hasattr(request, "_factor_stands"):
        mine = SecondFactor.objects.filter(
            pk=request.session.get(FACTOR), user=request.user.pk
        )
        request._factor_stands = mine.exists()
    return request._factor_stands


def is_idle(request):
    return time.time() - request.session.get(SEEN, 0) > IDLE


def leave_if_idle(request):
    """The visit ends, with all that its session holds. One without an account stays."""
    if SEEN in request.session and is_idle(request):
        logout(request)


def stay(request):
    """Note to the minute that somebody is here."""
    if time.time() - request.session.get(SEEN, 0) > 60:
        request.session[SEEN] = int(time.time())


class TwoStepSite(AdminSite):
    """Django's admin, whose doors open after both steps alone."""

    enable_nav_sidebar = False  # it writes into the browser's storage

    def has_permission(self, request):
        leave_if_idle(request)
        return super().has_permission(request) and is_in(request)

    def admin_view(self, view, cacheable=False):
        inside = super().admin_view(view, cacheable)

        @wraps(inside)
        def guarded(request, *args, **kwargs):
            if self.has_permission(request):
                stay(request)
            elif request.method == "POST" and request.path != reverse("admin:logout"):
                return self.resume(request)
            return inside(request, *args, **kwargs)

        return guarded

    def resume(self, request):
        """Whoever was logged out while typing finds their words, and can send them once
        they are in again. 403, because nothing was taken.
        """
        if request.path.startswith(reverse("admin:login")):
            return redirect("admin:login")  # passwords and codes are typed anew
        title, carried = _("What you typed is still here"), Carried.of_refused(request)
        page = self.page(request, "resume", title, carried=carried)
        page.status_code = 403
        return page

    def get_urls(self):
        return [
            path("login/code/", self.code, name="login-code"),
            path("login/app/", self.app, name="login-app"),
            *super().get_urls(),
        ]

    def page(self, request, template, title, **context):
        request.current_app = self.name
        context = self.each_context(request) | {"title": title} | context
        return TemplateResponse(request, f"admin/{template}.html", context)

    def onward(self, request):
        """Where somebody wanted to go: a path of ours, or the start page."""
        return LoginView(request=request).get_redirect_url() or reverse("admin:index")

    def step(self, request, name):
        return redirect(f"{reverse(name)}?{request.GET.urlencode()}".rstrip("?"))

    def login(self, request, extra_context=None):
        if self.has_permission(request):
            return HttpResponseRedirect(self.onward(request))
        form = PasswordForm(request, request.POST or None)
        if request.method == "POST" and form.is_valid():
            begin(request, form.user)
            has_app = SecondFactor.objects.filter(user=form.user).exists()
            return self.step(request, f"admin:login-{'code' if has_app else 'app'}")
        return self.page(request, "log_in", _("Log in"), form=form)

    def code(self, request):
        """The second step, for who has an app."""
        user = half_way_in(request)
        factor = SecondFactor.objects.filter(user=user).first() if user else None
        if factor is None:
            return self.step(request, "admin:login")
        form = CodeForm(user, is_right_for(factor), WRONG_CODE, request.POST or None)
        try:
            if request.method == "POST" and form.is_valid():
                let_in(request, user)
                self.warn(request, factor)
                return HttpResponseRedirect(self.onward(request))
        except Unreadable:
            form.add_error("code", KEY_LOST)
        return self.page(request, "log_in", _("Your code"), form=form)

    def warn(self, request, factor):
        """Of guesses since the last time, and of few codes on paper."""
        if factor.wrong > SLIPS:
            messages.warning(request, SOMEBODY_TRIED % {"tries": factor.wrong})
        if (left := factor.paper_codes.count()) < 3:
            messages.warning(request, FEW_CODES % {"left": left})

    def app(self, request):
        """The second step of the first time: set up an app, then keep the codes."""
        user = half_way_in(request)
        if user is None or SecondFactor.objects.filter(user=user).exists():
            return self.step(request, "admin:login")
        secret = request.session.setdefault("new_app", new_code_secret())
        form = FirstCodeForm(user, secret, request.POST or None)
        if request.method == "POST" and form.is_valid():
            del request.session["new_app"]
            let_in(request, user)
            return self.page(
                request,
                "paper_codes",
                _("Your codes on paper"),
                codes=form.codes,
                onward=self.onward(request),
            )
        # Drawn by us; nobody's words are in it.
        svg = mark_safe(picture(secret, user))  # noqa: S308  # nosec
        return self.page(
            request,
            "new_app",
            _("Set up your second factor"),
            form=form,
            picture=svg,
            key=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        )
