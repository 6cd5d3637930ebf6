"""The public pages. What a person looks for comes by POST, and stays in the session."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from directory.finding import look_for, looking_for, place_of
from directory.forms import GoForm, LawSearch, LookUp, asked, country_and_state
from directory.lines import opened
from directory.models import Category, Channel, Helpline, Law, Platform
from directory.places import ELSEWHERE
from directory.search import platforms_like, search
from directory.sheet import law_sheet, platform_sheet
from helpcenter.documents import paper_for
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
# What they will ask is told if any of these is known to hold.
ASKS = ("needs_account", "needs_no_account", "same_form")


def home(request):
    form = LookUp(request.POST) if request.method == "POST" else LookUp()
    if form.is_bound and form.is_valid():
        return show_found(request, form)
    return render(request, "directory/home.html", {"form": form})


def show_found(request, form):
    """On to the platform, to all that fits, or to the way to ask a site that we do not
    know."""
    if form.sentence:
        messages.info(request, form.sentence)
    if only := form.found.only_platform:
        return redirect("directory:platform", only.slug)
    if form.found:
        look_for(request, query=form.cleaned_data["what"])
        return redirect("directory:found")
    look_for(request, host=form.host)
    return redirect("directory:unknown-site")


def found(request):
    query = looking_for(request).get("query", "")
    found = search(query)
    found.helplines = opened(found.helplines, timezone.now(), place_of(request))
    context = {"query": query, "found": found, "places": ways_on(found.places)}
    return render(request, "directory/found.html", context)


def ways_on(places):
    """[(place, form to its laws, form to its helplines)]; None for what we lack."""
    return [
        (
            place,
            GoForm.of(place=place.code) if place.has_laws else None,
            GoForm.of(country=place.country) if place.has_lines else None,
        )
        for place in places
    ]


def platforms(request):
    by_category = {category: [] for category in Category}
    for platform in Platform.objects.shown().order_by("name"):
        by_category[Category(platform.category)].append(platform)
    groups = [(category, each) for category, each in by_category.items() if each]
    return render(request, "directory/platforms.html", {"groups": groups})


def platform(request, slug):
    context = named_lines() | about(slug)
    return render(request, "directory/platform.html", context)


def about(slug):
    """All we hold about one platform, for the page and for paper."""
    platform = get_object_or_404(Platform.objects.shown().with_channels(), slug=slug)
    about = {"platform": platform} | channels_of(platform) | predicates(platform)
    about["asks"] = any(about[name] for name in ASKS)
    return about


def platform_paper(request, slug, extension):
    """The same on paper, to take along."""
    if extension not in FORMATS:
        raise Http404
    country = looking_for(request).get("country", "")
    paper = paper_for("" if country == ELSEWHERE else country)
    today = timezone.localdate()
    return download(platform_sheet(about(slug), paper, today), extension)


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
    alike = platforms_like(host) if host else []
    context = named_lines() | {"host": host, "alike": alike}
    return render(request, "directory/unknown_site.html", context)


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
    return {
        "place": place_of(request),
        "their_place": looking_for(request).get("their_place", ""),
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
