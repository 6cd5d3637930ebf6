"""What every answer of the site owes the person: no trace, no copy, a way out.

Headers on each response, the leaving answer, and a log that holds no word of theirs.
The page itself leaves by static/leave.js or by the plain link in templates/base.html.
"""

import logging
import secrets
import traceback

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import (
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    HttpResponseServerError,
)
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
        "payment=(), publickey-credentials-get=(), usb=()"
    ),
    "X-Robots-Tag": "noarchive",
}
METHODS = ("GET", "HEAD", "POST")
FRESHNESS_COOKIE = "v"
LEAVING_PATH = "/leave/"
PIECE, MOST_TO_TAKE = 2**16, 2**26  # bytes


class PrivacyMiddleware:
    """Outermost: its headers are on errors and refusals too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code >= 500 and request.path_info == LEAVING_PATH:
            response = farewell(request)  # leaving works, whatever else does not
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
        if "no-store" in response["Cache-Control"]:  # all but static files
            evict_from_back_forward_cache(response)
        return response


def refuse_other_methods(get_response):
    """A page is asked for, or sent to. What is no POST changes nothing."""

    def refusing(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return refusing


def evict_from_back_forward_cache(response):
    """Let the answer change a cookie, so that no browser keeps a copy for Back."""
    if not response.cookies:
        response.set_cookie(
            FRESHNESS_COOKIE,
            secrets.token_hex(4),
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def fresh(request):
    """An empty style sheet that every page asks for after it has arrived.

    Chromium 156 shows a no-store page again on Back, even when the server is gone and
    scripts are off, unless a cookie changed after the page came. The page's own cookie
    does not count; that of something it loads does (tests/browser/test_leaving.py).
    """
    return HttpResponse(content_type="text/css")


def leave(request):
    """End the visit here and now. Safe to ask for twice, and for anybody.

    A browser that follows the link is sent to the neutral site; a script that tells us
    it is already leaving gets an empty answer.
    """
    request.session.flush()
    return farewell(request)


def farewell(request):
    """Where leaving goes, with every cookie taken away."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":
        response = HttpResponse(status=303, headers={"Location": settings.NEUTRAL_URL})
    else:
        response = HttpResponse(status=204)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    for cookie in (FRESHNESS_COOKIE, settings.SESSION_COOKIE_NAME):
        response.delete_cookie(cookie, samesite="Lax")
    add_never_cache_headers(response)
    return response


def leaving(request=None):
    """For every template: where leaving goes, the dull title, how long we keep what."""
    return {
        "neutral_url": settings.NEUTRAL_URL,
        "site_title": settings.SITE_TITLE,
        "idle_minutes": settings.IDLE_SECONDS // 60,
        "visit_hours": settings.SESSION_ABSOLUTE_SECONDS // 3600,
        "case_days": settings.CASE_DAYS,
        "contact": settings.CONTACT_EMAIL,
    }


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        take_the_rest(request)
    return HttpResponseBadRequest(render_to_string("400.html", leaving()))


def take_the_rest(request):
    """Read what is still being sent, and forget it. Closing the line on a browser that
    is sending shows its own page of failure: ours and the way to leave are not seen.
    """
    left = MOST_TO_TAKE
    while left > 0 and (some := request.read(PIECE)):
        left -= len(some)


def server_error(request):
    """Without the request: whatever broke may be in what it brings along."""
    return HttpResponseServerError(render_to_string("500.html", leaving()))


class QuietFormatter(logging.Formatter):
    """Say which route failed and where in the code; never what anybody sent.

    Messages of others may hold a path, a query, a value, an address: they are dropped.
    Only our own loggers, named helpcenter.*, speak in sentences.
    """

    def format(self, record):
        parts = [
            self.formatTime(record),
            record.levelname,
            record.name,
            *self.where(record),
            secrets.token_hex(4),
        ]
        if record.name.startswith("helpcenter."):
            parts.append(record.getMessage())
        if record.exc_info and record.exc_info[0]:
            parts += self.failure(*record.exc_info)
        return " ".join(parts)

    def where(self, record):
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        yield (match and match.view_name) or f"{record.module}:{record.lineno}"
        yield str(getattr(record, "status_code", "-"))

    def failure(self, kind, _, trace):
        """The kind of error and the lines it passed through, without its words."""
        yield kind.__name__
        for frame in traceback.extract_tb(trace):
            yield f"\n  {frame.filename}:{frame.lineno} {frame.name}"
