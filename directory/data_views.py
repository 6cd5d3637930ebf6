"""The directory as files for other programs, and a page that says what is in them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from directory.models import Channel, Helpline, Law, Platform
from directory.open_data import ALL, KEPT, NAMES, file_named
from directory.shipping import plural_of


def data(request):
    context = {"whole": file_named(ALL), "tables": named(), "minutes": KEPT // 60}
    return render(request, "directory/data.html", context)


def named():
    """(name of the table's file, what its rows are called) of each."""
    tables = (Platform, Channel, Helpline, Law)
    return [(plural_of(each), each._meta.verbose_name_plural) for each in tables]


@require_safe
def data_file(request, table, extension):
    """The same for everybody, so anybody may keep it; it tells nothing of a visit."""
    if (table, extension) not in NAMES:
        raise Http404
    file = file_named((table, extension))
    response = HttpResponse(file.content, content_type=file.content_type)
    response["ETag"] = quote_etag(file.version)
    response = get_conditional_response(request, response["ETag"], response=response)
    patch_cache_control(response, public=True, max_age=KEPT)
    # Not looked at, not prolonged, in no header: a shared cache never gets its cookie.
    del request.session
    return response
