"""Questions with many answers: folded for the eye, and quick to write."""

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join


class FoldedChoices(forms.CheckboxSelectMultiple):
    """The first group is open; the others are folded until one in them is chosen."""

    template_name = "guide/_folded_choices.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["groups"] = [
            (label, options, any(option["selected"] for option in options))
            for label, options, _ in context["widget"]["optgroups"]
        ]
        return context


class LongSelect(forms.Select):
    """A select whose many options never change: written once, then only marked."""

    template_name = "guide/_long_select.html"

    @cached_property
    def written(self):
        return options_of(self.choices)

    def get_context(self, name, value, attrs):
        context = forms.Widget.get_context(self, name, value, attrs)
        [code] = self.format_value(value)
        mark = format_html('value="{}"', code)
        return context | {"options": self.written.replace(mark, f"{mark} selected", 1)}


def options_of(choices):
    """The options and the groups of options, as HTML."""
    return format_html_join("", "{}", ((option_or_group(*each),) for each in choices))


def option_or_group(code, said):
    if isinstance(said, str):
        return format_html('<option value="{}">{}</option>', code, said)
    return format_html('<optgroup label="{}">{}</optgroup>', code, options_of(said))
