"""Facts on a page in any language: {{ law.summary|fact }}, <p{% in_english %}>."""

from django import template
from django.utils.html import format_html, format_html_join

from directory import phrases

register = template.Library()
register.filter("said", phrases.said)


@register.filter
def fact(text):
    """What we cannot say in the language of the page is marked as English."""
    return phrases.marked(text)


@register.filter
def facts(texts):
    return format_html_join(", ", "{}", [(phrases.marked(text),) for text in texts])


@register.simple_tag
def in_english():
    """For an element that holds a fact and nothing else: paper marks no less."""
    return format_html(' lang="{}"', phrases.KEPT_IN) if phrases.is_abroad() else ""


@register.simple_tag
def abroad():
    """Whether the page is in another language than the facts."""
    return phrases.is_abroad()
