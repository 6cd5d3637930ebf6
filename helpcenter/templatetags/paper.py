"""What templates of documents need beyond Django's own: {% load paper %}."""

from django import template

from helpcenter.documents import links

register = template.Library()
# {{ link|as_link }}: what somebody typed as a link, safe to put on paper as it is.
register.filter("as_link", links.anchor)
