"""Home, the guide and the plan. The only module that imports formtools."""

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from helpcenter import privacy

leave = csrf_exempt(privacy.leave)


def home(request):
    """The first screen: safety first, then choice."""
    return render(request, "guide/home.html")


def now(request):
    return render(request, "guide/home.html")


def page(request, slug):
    return render(request, "guide/home.html")


def plan(request, step=""):
    return render(request, "guide/home.html")
