"""What staff should know when they open their page: {% staff_notes as notes %}."""

from django import template
from django.conf import settings
from django.utils.module_loading import import_string

register = template.Library()


@register.simple_tag
def staff_notes():
    """Sentences of the apps above us, which we do not import."""
    return [note for path in settings.STAFF_NOTES for note in import_string(path)()]
