"""How staff's pages behave. Saving a change notes who looked and when, and why; some of
it waits for a second person. Nothing that people may have a letter to is deleted: it is
taken off the public pages.
"""

from django.contrib import admin, messages
from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.changes import Hand, delete, needs_two, save
from directory.history import RowHistory
from directory.models import Channel, Platform
from directory.models.fact import Fact
from directory.rows import locked, look
from directory.staff_forms import DomainForm, KeptKeyForm, LawForm

__all__ = [
    "PROOF",
    "DomainForm",
    "FactAdmin",
    "KeptInline",
    "KeptKeyForm",
    "LawForm",
    "Opened",
    "RowAdmin",
    "mark",
]

PROOF = (
    _("How we know"),
    {
        "fields": ["source", "confidence", "shown", "checked_on", "checked_by"],
        "description": _(
            "Open the link or ask the office before you choose High. Low is never "
            "printed as a fact. Saving a change notes your name and the day."
        ),
    },
)
WHY = (_("Your change"), {"fields": ["why", "seen"]})
WAITS = _(
    "Your change to %(row)s waits. Somebody else of us reads it and publishes it. "
    "Until then people see what they saw before."
)


def mark(fact, request):
    """Note that this member of staff looked at the fact today."""
    look(fact, request.user)


class Opened(admin.SimpleListFilter):
    title = _("opened by us")
    parameter_name = "opened"

    def lookups(self, request, model_admin):
        return [("no", _("Not since it was collected")), ("yes", _("Yes"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        by_nobody = {"checked_by": ""}
        if self.value() == "no":
            return queryset.filter(**by_nobody)
        return queryset.exclude(**by_nobody)


def stays(row):
    """Letters that people keep may point to it."""
    return isinstance(row, Platform) or needs_two(row)


class KeptInline:
    """A row on the page of what it belongs to."""

    can_delete = False
    extra = 0

    def get_fields(self, request, obj=None):
        fields = list(super().get_fields(request, obj))
        return [*fields, "seen"] if self.has_change_permission(request, obj) else fields


class RowAdmin(RowHistory, admin.ModelAdmin):
    form = KeptKeyForm
    save_on_top = True

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        may = self.has_change_permission if obj else self.has_add_permission
        args = [request, obj] if obj else [request]
        return [*fieldsets, WHY] if may(*args) else fieldsets

    def has_delete_permission(self, request, obj=None):
        if obj is not None and (obj.shipped is not None or stays(obj)):
            return False
        return super().has_delete_permission(request, obj)

    # --- Saving

    def get_object(self, request, object_id, from_field=None):
        """While a form is saved, the row is nobody else's: what it is compared with is
        what is there. Django opens the transaction."""
        row = super().get_object(request, object_id, from_field)
        is_saved = request.method == "POST" and connection.in_atomic_block
        return locked(row) if row and is_saved else row

    def save_model(self, request, obj, form, change):
        request.hand = Hand(request.user, form.cleaned_data.get("why", ""))
        if form.changed_data or not change:
            look(obj, request.user)
            save(obj, request.hand)

    def save_formset(self, request, form, formset, change):
        """Look at the facts among the rows; a row without proof of its own, like a
        host, counts as a look at what it belongs to."""
        for row in formset.save(commit=False):
            look(row, request.user)
            if isinstance(row, Channel) and not row.slug:
                row.slug = row.free_slug()
            save(row, request.hand)
        is_fact = issubclass(formset.model, Fact)
        if formset.has_changed() and not is_fact and not request.hand.drafts:
            look(form.instance, request.user)
            save(form.instance, request.hand)

    def delete_model(self, request, obj):
        delete(obj, Hand(request.user))

    def delete_queryset(self, request, queryset):
        hand = Hand(request.user)
        for row in queryset:
            delete(row, hand)

    # --- What is said then

    def log_addition(self, request, obj, message):
        if not request.hand.drafts:
            return super().log_addition(request, obj, message)
        return None

    def log_change(self, request, obj, message):
        if not request.hand.drafts:
            return super().log_change(request, obj, message)
        return None

    def response_add(self, request, obj, post_url_continue=None):
        if request.hand.drafts:
            return self.response_waits(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if request.hand.drafts:
            return self.response_waits(request, obj)
        return super().response_change(request, obj)

    def response_waits(self, request, obj):
        self.message_user(request, WAITS % {"row": obj}, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:drafts"))


class FactAdmin(RowAdmin):
    readonly_fields = ["checked_on", "checked_by"]
    list_filter = ["confidence", Opened, "shown"]
