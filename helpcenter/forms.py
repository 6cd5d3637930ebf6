"""How every form looks and what every form takes: the renderer and clean text.

To change how a field looks, change templates/components/field.html; for a kind of
input, templates/django/forms/widgets/. No template writes an <input> by hand.
"""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from helpcenter.characters import clean_text

LONGEST = 200_000  # characters in one field: fifty pages


class Renderer(TemplatesSetting):
    """Django's own rendering, with our templates for the form and each field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(self, template_name, context, request=None):
        """Each input says "off" itself: Firefox writes what is typed into files of its
        own unless the input, not just its form, says so.
        """
        widget = context.get("widget", {"attrs": {}})
        for each in (widget, *widget.get("subwidgets", ())):
            each["attrs"].setdefault("autocomplete", "off")
        return super().render(template_name, context, request)


class TextField(forms.CharField):
    """Somebody's own words. Takes everything; drops only what cannot be printed."""

    def __init__(self, *, max_length=LONGEST, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["max_length"] = _(
            "This is longer than one box can hold (%(limit_value)d characters). "
            "Please split it in two. Nothing you typed is lost."
        )

    def to_python(self, value):
        # Before Django's validators, which would refuse a pasted NUL.
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget):
        """Without maxlength: a browser cuts off what is pasted beyond it, unsaid."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class LongTextField(TextField):
    """Several lines of somebody's own words."""

    widget = forms.Textarea
