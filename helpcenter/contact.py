"""security.txt (RFC 9116): whom to tell of a weakness of this site.

Served once whoever runs the site says whom to write to and until which day that holds
(CONTACT_EMAIL, CONTACT_UNTIL). After that day it is gone: what may be out of date must
not be shown, and writing the day anew is a moment to see that mail is still read.
"""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone


def security_txt(request):
    last_day = settings.CONTACT_UNTIL
    if not settings.CONTACT_EMAIL or not last_day or last_day < timezone.localdate():
        raise Http404
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {last_day:%Y-%m-%d}T23:59:59Z",
        f"Preferred-Languages: {', '.join(code for code, _ in settings.LANGUAGES)}",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse(
        "".join(f"{line}\n" for line in lines),
        content_type="text/plain; charset=utf-8",
    )
