"""What every answer carries, how every failure looks, and what no log line holds."""

import io
import logging
from contextlib import contextmanager

import lxml.html
import pytest
from django.conf import settings as site_settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from evidence.models import Case
from helpcenter import privacy
from helpcenter.privacy import HEADERS, LEAVING_PATH, QuietFormatter
from tests.broken_urls import FAILURES, MARKER
from tests.pages import NOWHERE, PAGES, STAFF, of, one_each
from tests.staff import enter

HEADERS_OF_ALL = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": HEADERS["Permissions-Policy"],
    "X-Robots-Tag": "noarchive",
}
# What an answer may carry beside them.
HEADERS_OF_SOME = {
    "Allow",
    "Clear-Site-Data",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "Expires",
    "Location",
    "Vary",
}
# One of each route: what it answers does not matter here.
ROUTES = {page.route: page.path(NOWHERE) for page in one_each(PAGES)}
OF_STAFF = [page.route for page in one_each(of(*STAFF))]


def assert_headers(response):
    headers = dict(response.headers)
    for name, value in HEADERS_OF_ALL.items():
        assert headers.pop(name, None) == value, name
    assert set(headers) <= HEADERS_OF_SOME
    assert response.cookies, "without a cookie, Chromium shows the page again on Back"
    for cookie in response.cookies.values():
        assert (cookie["max-age"], cookie["samesite"]) in {("", "Lax"), (0, "Lax")}


@pytest.fixture
def staff(db, client, django_user_model):
    return enter(client, django_user_model.objects.create_superuser("staff"))


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_carries_every_header(db, client, name):
    methods = [client.post, client.options]
    # What is the same for everybody may be kept: tests/test_open_data.py.
    methods += [] if name == "directory:data-file" else [client.get]
    for method in methods:
        assert_headers(method(ROUTES[name]))


@pytest.mark.parametrize("name", OF_STAFF)
def test_and_so_do_the_pages_of_staff(staff, name):
    assert_headers(staff.get(ROUTES[name]))


# Leaving is never refused; a password or a code is typed anew.
REFUSED = {"guide:leave": 303} | {
    f"admin:login{step}": 302 for step in ("", "-code", "-app")
}


@pytest.mark.parametrize("name", ROUTES)
def test_and_so_does_a_form_that_was_refused(db, name):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(ROUTES[name], {"x": "y"})
    assert response.status_code == REFUSED.get(name, 403)
    assert_headers(response)


def test_static_files_may_be_kept_and_set_no_cookie(db, client):
    response = client.get("/static/leave.js")
    assert response.status_code == 200
    assert "no-store" not in response.headers["Cache-Control"]
    assert not response.cookies
    assert list(response)  # read to its end, which closes the file
    response.close()
    for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
        assert response.headers[name] == HEADERS_OF_ALL[name]


def test_over_tls_it_stays_over_tls(db, client, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/nothing/here/", secure=True)
    hsts = response.headers["Strict-Transport-Security"]
    assert hsts == "max-age=31536000; includeSubDomains"


# --- Failures


@pytest.fixture
def broken(db, settings):
    settings.ROOT_URLCONF = "tests.broken_urls"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nothing/here/", 404, "This page is not here"),
        ("/broken/crash/", 500, "Something is broken on our side"),
        ("/broken/crash_in_database/", 500, "Something is broken on our side"),
        ("/broken/forbidden/", 403, "This page is not open to you"),
        ("/broken/suspicious/", 400, "That did not work"),
    ],
)
def test_a_failure_is_calm_and_tells_nothing(broken, path, status, says):
    response = broken.get(path, {"q": MARKER})
    page = lxml.html.fromstring(response.content)
    assert response.status_code == status
    assert page.xpath("//h1/text()") == [says]
    assert page.xpath("//title/text()") == [site_settings.SITE_TITLE]
    leave = page.xpath("//a[@data-leave]")
    assert {link.get("data-leave") for link in leave} == {site_settings.NEUTRAL_URL}
    assert {link.get("href") for link in leave} == {reverse("guide:leave")}
    assert MARKER.encode() not in response.content
    assert_headers(response)


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_the_pages_of_failure_need_nothing_of_the_request(name):
    assert "Start page" in render_to_string(name)


@pytest.mark.parametrize("name", ["400.html", "500.html", "evidence/case/foreign.html"])
def test_where_a_form_failed_the_way_that_keeps_the_words_is_told(name):
    """Chromium 156: Back empties the boxes of a no-store page, reload sends again."""
    page = render_to_string(name)
    assert "reload this page" in page.lower()
    assert "Do not go back" in page


def test_too_much_at_once_is_refused_calmly(broken):
    response = broken.post(reverse("evidence:open"), {"words": "x" * 6_000_000})
    assert response.status_code == 400
    assert b"It may be too long" in response.content
    assert_headers(response)


@pytest.mark.parametrize(("size", "left"), [(6_000_000, 0), (2**26 + 1000, 1000)])
def test_too_much_is_read_to_its_end_or_else_no_browser_shows_the_answer(size, left):
    request = RequestFactory().post("/", b"x" * size, content_type="text/plain")
    privacy.bad_request(request, RequestDataTooBig())
    assert len(request.read()) == left


def test_another_host_is_refused(broken):
    response = broken.get("/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert b"evil.example" not in response.content


# --- Leaving


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_goes_to_the_neutral_site_and_forgets(db, client, method):
    client.get(reverse("evidence:keep"))
    assert client.session.session_key
    response = getattr(client, method)(reverse("guide:leave"))
    assert response.status_code == 303
    assert response.headers["Location"] == site_settings.NEUTRAL_URL
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert all(cookie["max-age"] == 0 for cookie in response.cookies.values())
    assert_headers(response)


def test_leaving_without_a_visit_leaves_no_cookie_either(db, client):
    client.get(reverse("evidence:case"))
    assert list(client.cookies) == ["v"]
    response = client.get(reverse("guide:leave"))
    assert {cookie["max-age"] for cookie in response.cookies.values()} == {0}


def test_leaving_works_when_the_database_does_not(broken, log):
    broken.post(reverse("evidence:keep"))
    token = broken.cookies["s"].value
    with without_tables():
        response = broken.get(reverse("guide:leave"))
    assert response.status_code == 303
    assert {cookie["max-age"] for cookie in response.cookies.values()} == {0}
    assert reverse("guide:leave") == LEAVING_PATH
    assert "OperationalError" in log.getvalue()
    assert token not in log.getvalue()


@contextmanager
def without_tables():
    """Every query fails."""

    def fail(*_):
        raise OperationalError("no such table")

    with connection.execute_wrapper(fail):
        yield


def test_leaving_deletes_what_this_visit_wrote(db, client):
    client.post(reverse("evidence:keep"))
    assert Case.objects.exists()
    client.get(reverse("guide:leave"))
    assert not Case.objects.exists()


def test_a_script_that_leaves_gets_an_empty_answer(db):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("guide:leave"), HTTP_SEC_FETCH_MODE="cors")
    assert (response.status_code, response.content) == (204, b"")
    assert_headers(response)


# --- The log


@pytest.fixture
def log():
    """All that the configured handlers write."""
    stream = io.StringIO()
    handler = logging.getLogger("django").handlers[0]
    assert handler in logging.getLogger().handlers
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


PRIVATE = {
    "story": MARKER + "-body",
    "words": MARKER + "-words",
}


@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_log_line_holds_a_word_of_theirs(broken, log, capfd, name, method):
    broken.cookies["s"] = MARKER + "-cookie"
    path = f"/broken/{name}/?q={MARKER}-query"
    extra = {
        "HTTP_USER_AGENT": MARKER + "-agent",
        "HTTP_REFERER": f"http://testserver/{MARKER}",
        "REMOTE_ADDR": "203.0.113.77",
    }
    getattr(broken, method)(path, PRIVATE, **extra)
    written = log.getvalue()
    assert written
    assert "MARKER" not in written + "".join(capfd.readouterr())
    assert "203.0.113" not in written


def test_no_log_line_holds_the_address_somebody_asked_for(broken, log):
    broken.get(f"/broken/with/{MARKER}/")
    broken.get(f"/nothing/{MARKER}/")
    broken.get("/", HTTP_HOST=f"{MARKER}.example")
    assert "crash-with-words 500" in log.getvalue()
    assert "404" in log.getvalue()
    assert "MARKER" not in log.getvalue()


def test_a_failure_says_where_in_the_code(broken, log):
    broken.get("/broken/crash_from_another/")
    written = log.getvalue()
    assert "crash_from_another 500" in written
    assert "LookupError" in written
    assert "broken_urls.py" in written


def test_our_own_sentences_are_kept(log):
    logging.getLogger("helpcenter.cases").error("A case is %s.", "damaged")
    assert "A case is damaged." in log.getvalue()


def test_nobody_is_mailed(settings):
    handlers = settings.LOGGING["handlers"].values()
    assert not any("AdminEmail" in handler["class"] for handler in handlers)
    assert logging.getLogger("django.server").handlers


def test_a_line_of_a_library_keeps_its_place_and_loses_its_words():
    record = logging.LogRecord("lib", 30, "lib/x.py", 7, "read %s", (MARKER,), None)
    line = QuietFormatter().format(record)
    assert "WARNING lib x:7 -" in line
    assert MARKER not in line
