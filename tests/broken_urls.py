"""The site with pages added that fail in every way while they hold a person's words."""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from helpcenter import urls

MARKER = "MARKER-her-own-words"


def crash(request, **kwargs):
    words = request.POST.get("story", MARKER)
    secret = "AGE-SECRET-KEY-1" + MARKER
    raise RuntimeError(f"{words} {secret} {kwargs}")


def crash_in_database(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s FROM no_such_table", [MARKER])


def crash_in_template(request):
    source = "{% load static %}{{ story.missing }}{{ story|date:fail.this }}{{ boom }}"
    return HttpResponse(
        engines["django"].from_string(source).render({"story": MARKER, "boom": Boom()})
    )


class Boom:
    def __str__(self):
        raise ValueError(MARKER)


def crash_from_another(request):
    try:
        crash(request)
    except RuntimeError as error:
        raise LookupError(MARKER) from error


def suspicious(request):
    raise SuspiciousOperation(MARKER)


def forbidden(request):
    raise PermissionDenied(MARKER)


def chatty_library(request):
    logging.getLogger("some.library").error("read %s", MARKER)
    logging.getLogger("django.server").warning("GET /%s", MARKER)
    logging.getLogger("some.library").warning("with the stack", stack_info=True)
    return HttpResponse()


FAILURES = {
    view.__name__: view
    for view in (
        crash,
        crash_in_database,
        crash_in_template,
        crash_from_another,
        suspicious,
        forbidden,
        chatty_library,
    )
}
urlpatterns = [
    *(path(f"broken/{name}/", view, name=name) for name, view in FAILURES.items()),
    path("broken/with/<path:words>/", crash, name="crash-with-words"),
    *urls.urlpatterns,
]
handler400, handler500 = urls.handler400, urls.handler500
