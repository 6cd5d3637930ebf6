"""The history of one row: who changed what when and why, and the way back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.changes import Hand, restore
from directory.looks import LOOKED
from directory.models import Change
from directory.models import ChangeState as State
from directory.models.change import PUT_BACK
from directory.rows import BY_NAME, differing, key_name, locked
from directory.shipping import default_of, plain
from directory.staff_forms import in_words

SHOWN_AT_ONCE = 100
FROM_RELEASE = "release"


def differences(change):
    """[(what the field is called, before, after)] of what is no mere look."""
    model = BY_NAME[change.model]
    for name in differing(model, change.before, change.after):
        if name not in LOOKED:
            each = model._meta.get_field(name)
            values = [
                (facts or {}).get(name, default_of(each))
                for facts in (change.before, change.after)
            ]
            yield str(each.verbose_name), *map(in_words, values)


def field_words(change, names):
    fields = BY_NAME[change.model]._meta
    return [str(fields.get_field(name).verbose_name) for name in names]


class RowHistory:
    """The part of an admin page that shows the history and puts a version back."""

    object_history_template = "admin/row_history.html"

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        if row is None:
            return super().history_view(request, object_id, extra_context)
        if request.method == "POST":
            return self.put_back(request, row)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("History of %(row)s") % {"row": row},
            "opts": self.opts,
            "object": row,
            "changes": self.changes_of(row),
            "key": key_name(row),
            "parts": [key_name(part) for part in self.parts_of(row)],
            "may_change": self.has_change_permission(request, row),
        }
        return self.admin_site.page_of(request, self.object_history_template, context)

    def changes_of(self, row):
        """With those of the rows on its page, the newest first."""
        names = [key_name(each) for each in [row, *self.children_of(row)]]
        changes = Change.objects.filter(row__in=names)
        changes = changes.select_related("made_by", "decided_by")[:SHOWN_AT_ONCE]
        return [(each, list(differences(each))) for each in changes]

    def children_of(self, row):
        for model in (inline.model for inline in self.inlines):
            (link,) = (
                each.name
                for each in model._meta.concrete_fields
                if each.related_model is self.model
            )
            yield from model.objects.filter(**{link: row}).select_related(link)

    def parts_of(self, row):
        """Those on its page without a page of their own: put back from here alone."""
        return [
            child
            for child in self.children_of(row)
            if not self.admin_site.is_registered(type(child))
        ]

    @transaction.atomic
    def put_back(self, request, row):
        row = locked(row)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        hand = Hand(request.user, request.POST.get("why", "")[:2000])
        hand.why = hand.why or PUT_BACK
        wanted = request.POST.get("version", "")
        parts = [locked(part) for part in self.parts_of(row)]
        versions = versions_of(wanted, row, parts)
        restored = [restore(each, facts, hand) for each, facts in versions]
        self.message_user(request, *said_of(list(filter(None, restored)), row))
        return HttpResponseRedirect(reverse_history(row))


def versions_of(wanted, row, parts):
    """[(row, the facts that were asked for)]: what a release brought of it and of its
    parts, or what one change made of one of them."""
    if wanted == FROM_RELEASE and row.shipped:
        return [(row, row.shipped), *((part, as_released(part)) for part in parts)]
    rows = {key_name(each): each for each in [row, *parts]}
    changes = Change.objects.filter(row__in=rows, state=State.MADE)
    change = changes.filter(pk=wanted).first() if wanted.isdecimal() else None
    if change is None or change.after is None:
        raise Http404
    return [(rows[change.row], change.after)]


def as_released(part):
    """A part that no release brought is kept, but not shown."""
    return part.shipped or plain(part) | {"shown": False}


def said_of(restored, row):
    if not restored:
        words = _("It is like that already. Nothing was changed.")
        return words, messages.INFO
    if any(change.state == State.DRAFT for change in restored):
        words = _("This version waits now. Somebody else of us must publish it.")
        return words, messages.WARNING
    return _("This version of %(row)s is back.") % {"row": row}, messages.SUCCESS


def reverse_history(row):
    return reverse(f"admin:directory_{row._meta.model_name}_history", args=[row.pk])


class ChangeAdmin(admin.ModelAdmin):
    """The history of all rows, to read. What waits is decided on its own page."""

    search_fields = ["row", "why"]
    list_display = ["row", "state", "made_at", "by", "decided_by", "from_day", "reason"]
    list_display_links = None
    list_filter = ["state", "model", "made_by"]
    list_select_related = ["made_by", "decided_by"]
    show_full_result_count = False

    @admin.display(description=_("who"))
    def by(self, change):
        return change.who

    @admin.display(description=_("why"))
    def reason(self, change):
        return change.why_words

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
