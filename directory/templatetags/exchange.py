"""From a list to its files: {% exchange_kinds user opts as kinds %}."""

from django import template

from directory.exchange.columns import KINDS

register = template.Library()
WITH = {"helpline": ["phone"]}  # has no list of its own


@register.simple_tag
def exchange_kinds(user, opts):
    """{kind: its name} of what this person may bring in from this list."""
    kinds = [opts.model_name, *WITH.get(opts.model_name, [])]
    return {
        kind: KINDS[kind]._meta.verbose_name_plural
        for kind in kinds
        if kind in KINDS and user.has_perm(f"directory.change_{kind}")
    }
