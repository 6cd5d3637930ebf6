"""“This link did not work”: counted, thanked for, and a way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from directory.models.link import MOST_A_DAY
from directory.reports import count, is_full, kinds_for, link_named
from helpcenter import throttle

TOLD = "told"  # in the session: the links this visit told us of, each counts once
HOUR = 3600
TOO_MANY = 429


# A token would give a session, and its cookie, to all who only look. So the form is
# known by where the browser says that it comes from, and refused where it says nothing.
@csrf_exempt
def report_link(request):
    if request.method != "POST":
        return redirect("directory:home")
    if not is_from_our_page(request):
        raise PermissionDenied
    name, kind = request.POST.get("link", ""), request.POST.get("kind", "")
    found = link_named(name)
    if found is None or kind not in kinds_for(found[1]):
        raise Http404
    told = request.session.get(TOLD, [])
    if name in told:
        return thanks(request, *found)
    if not is_full(*found, kind):  # else there is nothing to slow down
        if not allowed(request, name):
            return thanks(request, *found, too_many=True)
        count(*found, kind)
    request.session[TOLD] = [*told, name]
    return thanks(request, *found)


def is_from_our_page(request):
    """As the browser says, in a header that no page can set. Older ones say Origin."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    ours = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == ours


def allowed(request, name):
    """Whether they may tell us of this link: a flood about it stops no other's."""
    theirs = throttle.allow("report-link", request, rate=10 / HOUR, burst=10)
    about = f"report-link:{name}"
    return theirs and throttle.allow(about, None, rate=10 / HOUR, burst=MOST_A_DAY)


def thanks(request, row, field, too_many=False):
    context = {
        "is_mail": field == "email",
        "too_many": too_many,
        "back": way_back(row),
    }
    status = TOO_MANY if too_many else 200
    return render(request, "directory/reported.html", context, status=status)


def way_back(row):
    """(words, address) of the page on which this row stands."""
    kind = row._meta.model_name
    if kind == "channel":
        words = _("Back to %(site)s") % {"site": row.platform}
        return words, row.platform.get_absolute_url()
    return {
        "helpline": (_("Back to the helplines"), reverse("directory:helplines")),
        "law": (_("Back to the laws"), reverse("directory:laws")),
        "resource": (_("Back to the list"), reverse("directory:resources")),
    }[kind]
