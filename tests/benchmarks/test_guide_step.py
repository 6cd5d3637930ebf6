"""A step of the guide beside a bare view of the same site, in the same process.

Both pay for the same middleware and the same open visit; the bare view says "ok". They
run in turn, and the name in the table ends with the ratio of their medians: by the wall
clock, which counts the disk, and by the processor's time, which a busy machine does not
blur. Goals: a GET at most 8 times a bare view, a POST at most 6 times.
"""

import io
import time

import lxml.html
import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tests.benchmarks.beside import beside
from tests.guide import say

STEP = "/guide/device/"
ANSWERS = {
    "safe": {"danger": ["address"]},
    "feelings": {"feelings": "hard"},
    "happened": {"happened": ["posted", "threatened"]},
    "place": {"country": "US", "state": "US-NY"},
    "taken": {"taken_by": "me"},
}
urlpatterns = [
    path("bare/", lambda request: HttpResponse("ok")),
    path("", include("helpcenter.urls")),
]

pytestmark = [
    pytest.mark.urls(__name__),
    pytest.mark.django_db(transaction=True),  # so that a POST is really written
]


@pytest.fixture
def visit():
    """The cookie and the form token of somebody in the middle of the guide."""
    client = Client()
    for slug, told in ANSWERS.items():
        say(client, slug, **told)
    page = lxml.html.fromstring(client.get(STEP).content)
    [token] = page.xpath("//main//input[@name='csrfmiddlewaretoken']/@value")
    return client.cookies.output(attrs=[], header="", sep=";"), token


@pytest.fixture
def ask(visit):
    """ask(path, body) -> the status, straight through the site's WSGI application."""
    application, (cookie, _) = get_wsgi_application(), visit

    def ask(path, body=b""):
        environ = {
            "REQUEST_METHOD": "POST" if body else "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_COOKIE": cookie,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
        }
        statuses = []
        response = application(environ, lambda status, headers: statuses.append(status))
        b"".join(response)
        response.close()
        return statuses[0][:3]

    return ask


by_each_clock = pytest.mark.parametrize(
    "clock",
    [
        pytest.param(
            clock, marks=pytest.mark.benchmark(group="guide step", timer=clock)
        )
        for clock in (time.perf_counter, time.process_time)
    ],
    ids=["wall", "processor"],
)


def beside_a_bare_view(benchmark, ask, clock, *request):
    """Ask in turn for a bare view and for the step; say how the medians compare."""
    often = {"rounds": 300, "warmup": 10}
    step, bare = (lambda: ask(*request)), (lambda: ask("/bare/"))
    return beside(benchmark, step, bare, name="bare", clock=clock, **often)


@by_each_clock
def test_step_get(benchmark, ask, clock):
    assert beside_a_bare_view(benchmark, ask, clock, STEP) == "200"


@by_each_clock
def test_step_post(benchmark, ask, visit, clock):
    body = f"watched=unsure&lives_with=no&csrfmiddlewaretoken={visit[1]}".encode()
    assert beside_a_bare_view(benchmark, ask, clock, STEP, body) == "302"
