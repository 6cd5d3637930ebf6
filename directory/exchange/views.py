"""Staff's pages: a button per format to take a table away; upload, look, apply."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from directory.exchange import applying, formats
from directory.exchange.applying import ChangedMeanwhile, DoneAlready
from directory.exchange.columns import KINDS, columns_of
from directory.exchange.plans import Plan
from directory.exchange.refusals import Refused
from directory.shipping import plural_of
from helpcenter.documents.download import as_file, file_name
from helpcenter.forms import LongTextField

MOST_SHOWN = 100  # problems on one page
TOO_BIG = _(
    "This file is too big. The most is %(most)s MB. Split it, and upload each part."
)
NO_FILE = _("Choose a file first.")
TAKEN_IN = _("%(new)d new and %(changed)d changed rows were taken in.")
TAKEN_IN_TO_WAIT = _(
    "%(new)d new and %(changed)d changed rows were taken in. %(waiting)d of them wait "
    "for a second person to publish them."
)
ALREADY = _("All of this is in the directory already. There was nothing left to do.")


class Upload(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        help_text=_(
            "CSV (UTF-8), Excel workbook (.xlsx) or JSON, with the columns of the "
            "files above. Columns may be left out, but not the key."
        ),
    )


class Why(forms.Form):
    why = LongTextField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history of each row, for whoever looks later."),
    )


def model_for(request, kind):
    """The model, for staff who may change it."""
    if kind not in KINDS:
        raise Http404
    if not may(request.user, "change", kind):
        raise PermissionDenied
    return KINDS[kind]


def may(user, what, kind):
    return user.has_perm(f"directory.{what}_{kind}")


def show(request, template, status=200, **context):
    everything = admin.site.each_context(request) | context
    name = f"admin/exchange/{template}.html"
    return TemplateResponse(request, name, everything, status=status)


@require_safe
@admin.site.admin_view
def index(request):
    kinds = {
        kind: model
        for kind, model in KINDS.items()
        if may(request.user, "change", kind)
    }
    if not kinds:
        raise PermissionDenied
    return show(request, "index", title=_("Export and import"), kinds=named(kinds))


def named(kinds):
    return {kind: rows_of(model) for kind, model in kinds.items()}


def rows_of(model):
    return model._meta.verbose_name_plural


@admin.site.admin_view
def page(request, kind):
    """What staff see first; with a file, what that file would change."""
    model = model_for(request, kind)
    if request.method != "POST":
        return begin(request, kind, model)
    try:
        rows = formats.read(uploaded(request), model)
        plan = Plan(model, rows, may(request.user, "add", kind))
        token = applying.seal(request.user, plan)
    except Refused as refusal:
        return begin(request, kind, model, refused=str(refusal))
    return preview(request, kind, plan, token)


def begin(request, kind, model, refused=""):
    return show(
        request,
        "page",
        status=400 if refused else 200,
        title=_("Export and import: %(rows)s") % {"rows": rows_of(model)},
        kind=kind,
        opts=model._meta,
        formats={name: each.label for name, each in formats.FORMATS.items()},
        columns=list(columns_of(model)),
        key=model.KEY,
        form=Upload(),
        refused=refused,
    )


def uploaded(request):
    """The bytes of the file. What is too big was not kept by any upload handler."""
    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise Refused(TOO_BIG % {"most": number_format(round(most / 2**20, 1))})
    if "file" not in request.FILES:
        raise Refused(NO_FILE)
    return request.FILES["file"].read()


def preview(request, kind, plan, token):
    return show(
        request,
        "preview",
        status=400 if plan.problems else 200,
        title=_("What this file would change: %(rows)s")
        % {"rows": rows_of(plan.model)},
        kind=kind,
        opts=plan.model._meta,
        plan=plan,
        problems=plan.problems[:MOST_SHOWN],
        more=len(plan.problems) - MOST_SHOWN,
        token=token,
        form=Why(),
    )


@admin.site.admin_view
@require_POST
def apply(request, kind):
    model = model_for(request, kind)
    form = Why(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    token, may_add = request.POST.get("token", ""), may(request.user, "add", kind)
    try:
        plan, waiting = applying.apply(request, model, token, may_add, why)
    except Refused as refusal:
        return begin(request, kind, model, refused=str(refusal))
    except ChangedMeanwhile as changed:
        return conflict(request, kind, model, changed.conflicts)
    except DoneAlready:
        messages.info(request, ALREADY)
        return redirect("exchange:page", kind)
    if plan.problems:
        return preview(request, kind, plan, token)
    messages.success(request, said_of(plan, waiting))
    if waiting and request.user.has_perm("directory.view_change"):
        return redirect("admin:drafts")
    return redirect(list_of(model))


def conflict(request, kind, model, conflicts):
    return show(
        request,
        "conflict",
        409,
        title=_("Somebody changed these rows meanwhile"),
        kind=kind,
        opts=model._meta,
        conflicts=conflicts,
    )


def said_of(plan, waiting):
    numbers = {"new": len(plan.new), "changed": len(plan.changed), "waiting": waiting}
    return (TAKEN_IN_TO_WAIT if waiting else TAKEN_IN) % numbers


def list_of(model):
    """Where staff see the rows; a number has no list of its own."""
    if admin.site.is_registered(model):
        return reverse(f"admin:directory_{model._meta.model_name}_changelist")
    return reverse("exchange:page", args=[model._meta.model_name])


@require_safe
@admin.site.admin_view
def file(request, kind, extension):
    """The whole table, to take away."""
    model = model_for(request, kind)
    if extension not in formats.FORMATS:
        raise Http404
    name = file_name(extension, plural_of(model))
    content_type = formats.FORMATS[extension].content_type
    return as_file(formats.write(model, extension), content_type, name)
