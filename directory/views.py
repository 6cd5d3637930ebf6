"""The public pages. What a person looks for comes by POST, and stays in the session."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from directory.finding import look_for, looking_for
from directory.forms import HelplineSearch, LawSearch, LookUp, country_and_state
from directory.models import KINDS_OF_NEED, Category, Channel, Helpline, Law, Platform
from directory.search import platforms_named
from directory.sheet import law_sheet
from helpcenter.documents.download import FORMATS, download

# Lines that pages name, by the name they have in the templates.
NAMED = {
    "stopncii": "int-stopncii-org",
    "take_it_down": "int-take-it-down-ncmec",
    "cybertipline": "us-ncmec-cybertipline",
    "ftc": "us-ftc-take-it-down-act-complaints",
    "copyright_office": (
        "us-u-s-copyright-office-registration-and-designated-agent-directory"
    ),
}


def home(request):
    form = LookUp(request.POST) if request.method == "POST" else LookUp()
    if form.is_bound and form.is_valid():
        return show_found(request, form)
    return render(request, "directory/home.html", {"form": form})


def show_found(request, form):
    """On to the platform, to the list of those that fit, or to the way to ask a site
    that we do not know."""
    if len(form.platforms) == 1:
        return redirect("directory:platform", form.platforms[0].slug)
    if form.platforms:
        look_for(request, query=form.cleaned_data["what"])
        return redirect("directory:found")
    look_for(request, host=form.host)
    return redirect("directory:unknown-site")


def found(request):
    query = looking_for(request).get("query", "")
    context = {"query": query, "platforms": platforms_named(query)}
    return render(request, "directory/found.html", context)


def platforms(request):
    by_category = {category: [] for category in Category}
    for platform in Platform.objects.shown().order_by("name"):
        by_category[Category(platform.category)].append(platform)
    groups = [(category, each) for category, each in by_category.items() if each]
    return render(request, "directory/platforms.html", {"groups": groups})


def platform(request, slug):
    platform = get_object_or_404(Platform.objects.shown().with_channels(), slug=slug)
    context = named_lines() | channels_of(platform) | predicates(platform)
    return render(request, "directory/platform.html", context | {"platform": platform})


def named_lines():
    lines = Helpline.objects.confirmed().filter(slug__in=NAMED.values())
    by_slug = {line.slug: line for line in lines}
    return {name: by_slug.get(slug) for name, slug in NAMED.items()}


def channels_of(platform):
    """Each kind of channel under its name; what would be said twice only once."""
    channels = {kind.name.lower(): platform.channel(kind) for kind in Channel.Kind}
    report, form = channels["report"], channels.pop("take_it_down")
    same_form = bool(report and form and report.url == form.url)
    if report and report.is_email_only():
        channels["abuse_email"] = None
    all_public = platform.public_channels()
    return channels | {
        "same_form": same_form,
        "take_it_down_form": None if same_form else form,
        "others": [each for each in all_public if each.kind == Channel.Kind.OTHER],
        "was_told": platform.ftc_letter_2026 and not form,
    }


def predicates(platform):
    """Of what may be yes, no or not known: the names that the page asks for."""
    return {
        "needs_account": platform.logged_in_needed is True,
        "needs_no_account": platform.logged_in_needed is False,
        "on_stopncii": platform.supports_stopncii is True,
        "not_on_stopncii": platform.supports_stopncii is False,
    }


def unknown_site(request):
    host = looking_for(request).get("host", "")
    return render(
        request, "directory/unknown_site.html", named_lines() | {"host": host}
    )


def helplines(request):
    form = asked(HelplineSearch, request, looking_for(request))
    if request.method == "POST" and form.is_valid():
        remember_country(request, form.cleaned_data)
        return redirect("directory:helplines")
    context = found_helplines(form.cleaned_data) if form.is_valid() else {}
    return render(request, "directory/helplines.html", {"form": form} | context)


def asked(form, request, before):
    """The form with what was posted, else with what was asked before, as far as it is
    still good."""
    if request.method == "POST":
        return form(request.POST)
    remembered = form(before)
    return remembered if remembered.is_valid() else form({})


def remember_country(request, chosen):
    """A state of another country is forgotten with that country."""
    state = looking_for(request).get("state", "")
    keep = state if state.startswith(f"{chosen['country']}-") else ""
    look_for(request, **chosen, state=keep)


def found_helplines(chosen):
    country, kinds = chosen["country"], KINDS_OF_NEED.get(chosen["need"], [])
    return {
        "country": country,
        "emergency": Helpline.objects.emergency(country),
        "lines": Helpline.objects.for_need(country, kinds),
        "waiting": Helpline.objects.unconfirmed().filter(country=country).count(),
    }


def laws(request):
    form = asked(LawSearch, request, places_of_interest(request))
    if request.method == "POST" and form.is_valid():
        country, state = country_and_state(form.cleaned_data["place"])
        their_place = form.cleaned_data["their_place"]
        look_for(request, country=country, state=state, their_place=their_place)
        return redirect("directory:laws")
    places = found_laws(form.cleaned_data) if form.is_valid() else []
    return render(request, "directory/laws.html", {"form": form, "places": places})


def places_of_interest(request):
    """What the law form was last told, here or by another page of the site."""
    what = looking_for(request)
    return {
        "place": what.get("state") or what.get("country", ""),
        "their_place": what.get("their_place", ""),
    }


def found_laws(chosen):
    """For each place chosen: its code, its laws, and how many wait to be checked."""
    places = dict.fromkeys(place for place in chosen.values() if place)
    return [laws_of(place) for place in places]


def laws_of(place):
    country, state = country_and_state(place)
    return {
        "place": place,
        "laws": Law.objects.printable(country, state),
        "waiting": Law.objects.unconfirmed().of_place(country, state).count(),
    }


def laws_sheet(request, extension):
    """The same laws on paper, to hand to an officer or a lawyer."""
    if extension not in FORMATS:
        raise Http404
    form = asked(LawSearch, request, places_of_interest(request))
    places = found_laws(form.cleaned_data) if form.is_valid() else []
    if not places:
        return redirect("directory:laws")
    return download(law_sheet(places, timezone.localdate()), extension)
