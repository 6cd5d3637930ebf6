"""What a person sees of a row, for staff: the public page's own words."""

from django.http import Http404
from django.template.context import make_context
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.utils import timezone

from directory.lines import opened
from directory.models import Channel, Helpline, Law, Phone, Platform
from directory.views import about, named_lines


def is_public(row):
    """Whether people see the row at all. What is not confirmed is only counted."""
    if isinstance(row, Channel):
        return row.is_public() and row.platform.shown
    if isinstance(row, Phone):
        return row.shown and is_public(row.helpline)
    return row.shown and not (isinstance(row, (Helpline, Law)) and row.is_low())


def preview(row, request):
    """HTML without the page around it; "" for what no page shows."""
    if not is_public(row):
        return ""
    if isinstance(row, (Channel, Platform)):
        return platform_page(getattr(row, "platform", row), request)
    if isinstance(row, Phone):
        row = row.helpline
    if isinstance(row, Helpline):
        (line,) = opened([row], timezone.now())
        return get_template("directory/_helpline.html").render({"line": line}, request)
    if isinstance(row, Law):
        place = {"place": row.place, "laws": [row], "waiting": 0}
        return content_of("directory/laws.html", {"places": [place]}, request)
    return ""


def platform_page(platform, request):
    try:
        context = named_lines() | about(platform.slug)
    except Http404:
        return ""
    return content_of("directory/platform.html", context, request)


def content_of(name, context, request):
    """What the template puts into the part of the page that is its own."""
    template = get_template(name).template
    (block,) = (
        each
        for each in template.nodelist.get_nodes_by_type(BlockNode)
        if each.name == "content"
    )
    full = make_context(context, request)
    with full.render_context.push_state(template), full.bind_template(template):
        return block.nodelist.render(full)
