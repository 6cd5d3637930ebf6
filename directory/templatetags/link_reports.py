"""The way to say that a link did not work: {% link_report fact %}."""

from django import template

from directory.models import LINKS
from directory.models.fact import host_in
from directory.report_views import TOLD
from directory.reports import kinds_for, name_of

register = template.Library()


@register.inclusion_tag("directory/_report.html", takes_context=True)
def link_report(context, fact):
    """Only on the directory's own pages: elsewhere it could stand within a form, or
    lead away from a letter.
    """
    field = first_link(fact) if on_a_page_of_ours(context) else None
    if field is None:
        return {}
    name = name_of(fact, field)
    return {
        "link": name,
        "is_mail": field == "email",
        "about": host_in(getattr(fact, field)) or getattr(fact, field),
        "kinds": kinds_for(field).items(),
        "told": name in context["request"].session.get(TOLD, []),
    }


def on_a_page_of_ours(context):
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.app_name == "directory"


def first_link(fact):
    """The field that leads out of the site; None where there is nothing to press."""
    _, fields = LINKS.get(fact._meta.model_name, (None, ()))
    return next((field for field in fields if getattr(fact, field)), None)
