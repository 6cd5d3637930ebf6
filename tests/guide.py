"""Answers and directory rows for the guide's tests, and how they read a page."""

from datetime import date

import lxml.html
from django.urls import reverse

from directory.models import Platform
from guide.answers import Answers
from guide.steps import STEPS


def answers_of(**given):
    """The answers of somebody who filled in these fields and skipped the rest."""
    unknown = given.keys() - {name for step in STEPS for name in step.base_fields}
    if unknown:
        raise KeyError(*unknown)
    saved = {s.slug: {n: given[n] for n in s.base_fields if n in given} for s in STEPS}
    return Answers.gather(STEPS, saved.get)


def directory_of(*slugs, **more):
    """Platforms of these slugs, which are their names too."""
    usual = {"category": "social", "source": "a test", "confidence": "high"}
    facts = usual | {"checked_on": date(2026, 11, 22)} | more
    return [Platform.objects.create(slug=s, name=s, **facts) for s in slugs]


def url(slug, query=""):
    return reverse("guide:step", args=[slug]) + query


def say(client, slug, query="", **answers):
    return client.post(url(slug, query), answers)


def text(response):
    """What the page says, between one space each."""
    return " ".join(tree(response).xpath("//main")[0].text_content().split())


def tree(response):
    return lxml.html.fromstring(response.content)


def ticked(response):
    """name -> values that are ticked or selected."""
    page, chosen = tree(response), {}
    for box in page.xpath("//main//input[@checked] | //main//option[@selected]"):
        name = box.get("name") or box.xpath("ancestor::select/@name")[0]
        chosen.setdefault(name, []).append(box.get("value"))
    return {name: values for name, values in chosen.items() if values != [""]}


def links(response):
    """Words of the link -> where it leads, in the page's own part."""
    return {
        a.text_content().strip(): a.get("href")
        for a in tree(response).xpath("//main//a")
    }
