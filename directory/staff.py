"""How staff's pages behave. Saving a change notes who looked and when. What a release
brought is taken off the public pages, not deleted: the next would bring it again.
"""

from django import forms
from django.contrib import admin
from django.utils import timezone

from directory.models import Channel, Domain
from directory.models.fact import Fact
from directory.recognise import clean_host

PROOF = (
    "How we know",
    {
        "fields": ["source", "confidence", "shown", "checked_on", "checked_by"],
        "description": "Open the link or ask the office before you choose High. Low "
        "is never printed as a fact. Saving a change notes your name and the day.",
    },
)


def mark(fact, request):
    """Note that this member of staff looked at the fact today."""
    fact.checked_by = request.user.get_username()
    fact.checked_on = timezone.localdate()


class KeptKeyForm(forms.ModelForm):
    """A row that a release brought keeps its key, or the next would bring it again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.shipped is not None:
            for name in set(self.instance.KEY) & set(self.fields):
                self.fields[name].disabled = True


class DomainForm(KeptKeyForm):
    def clean_host(self):
        host = clean_host(self.cleaned_data["host"])
        if not host:
            raise forms.ValidationError("Write the host alone, such as example.com.")
        return host.removeprefix("www.")

    def clean(self):
        given = super().clean()
        key = {"host": given.get("host"), "path": given.get("path", "")}
        others = Domain.objects.exclude(pk=self.instance.pk).select_related("platform")
        if other := others.filter(**key).first():
            self.add_error("host", f"{other} belongs to {other.platform} already.")
        return given


class Opened(admin.SimpleListFilter):
    title = "opened by us"
    parameter_name = "opened"

    def lookups(self, request, model_admin):
        return [("no", "Not since it was collected"), ("yes", "Yes")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        by_nobody = {"checked_by": ""}
        if self.value() == "no":
            return queryset.filter(**by_nobody)
        return queryset.exclude(**by_nobody)


class RowAdmin(admin.ModelAdmin):
    form = KeptKeyForm
    save_on_top = True

    def has_delete_permission(self, request, obj=None):
        if obj is not None and obj.shipped is not None:
            return False
        return super().has_delete_permission(request, obj)


class FactAdmin(RowAdmin):
    readonly_fields = ["checked_on", "checked_by"]
    list_filter = ["confidence", Opened, "shown"]

    def save_model(self, request, obj, form, change):
        if form.changed_data:
            mark(obj, request)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Mark the facts among the rows; a row without proof of its own, like a
        number, counts as a look at what it belongs to."""
        rows = formset.save(commit=False)
        for row in rows:
            self.prepare(request, row)
            row.save()
        if formset.has_changed() and not issubclass(formset.model, Fact):
            mark(form.instance, request)
            form.instance.save()

    def prepare(self, request, row):
        if isinstance(row, Fact):
            mark(row, request)
        if isinstance(row, Channel) and not row.slug:
            row.slug = row.free_slug()
