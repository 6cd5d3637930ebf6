"""A model field for a short list of lines, which staff edit one line each."""

from django import forms
from django.db import models

from helpcenter.forms import clean_text


class LinesFormField(forms.CharField):
    """A text area. Its cleaned value is the list of its lines, empty ones left out."""

    widget = forms.Textarea(attrs={"rows": 5, "cols": 80})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = clean_text(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return not self.disabled and (initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of strings."""

    def __init__(self, **kwargs):
        super().__init__(**{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs):
        # Past JSONField's own, which insists on a form field that reads JSON.
        return models.Field.formfield(self, **{"form_class": LinesFormField} | kwargs)
