"""Staff's pages: what each list and form shows. How they behave is in staff.py."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directory.history import ChangeAdmin
from directory.models import (
    Change,
    Channel,
    Domain,
    Helpline,
    Law,
    Phone,
    Platform,
    Resource,
)
from directory.staff import (
    PROOF,
    DomainForm,
    FactAdmin,
    KeptInline,
    KeptKeyForm,
    LawForm,
    Opened,
    RowAdmin,
)

admin.site.site_title = settings.SITE_TITLE
admin.site.site_header = _("Directory")
admin.site.index_title = _("What we know, and how sure we are")


class ChannelInline(KeptInline, admin.StackedInline):
    model = Channel
    form = KeptKeyForm
    show_change_link = True
    classes = ["collapse"]
    readonly_fields = ["checked_on", "checked_by"]
    fields = [
        ("kind", "form", "shown"),
        ("label", "name"),
        ("url", "email"),
        "address",
        "note",
        ("evidence", "confidence", "check_before_release"),
        "source",
        ("checked_on", "checked_by"),
    ]


class DomainInline(KeptInline, admin.StackedInline):
    """Not as a table: there no box has a label of its own."""

    model = Domain
    form = DomainForm
    fields = [("host", "path", "shown")]


class PhoneInline(KeptInline, admin.StackedInline):
    model = Phone
    form = KeptKeyForm
    fields = [("position", "number", "dial"), ("label", "shown")]


@admin.register(Platform)
class PlatformAdmin(FactAdmin):
    inlines = [ChannelInline, DomainInline]
    search_fields = ["name", "slug", "aliases", "legal_name", "domains__host", "notes"]
    list_display = [
        "name",
        "category",
        "status",
        "confidence",
        "live_checked",
        "checked_on",
        "checked_by",
        "shown",
    ]
    list_filter = [
        "confidence",
        Opened,
        "live_checked",
        "category",
        "status",
        "in_guide_2021",
        "shown",
    ]
    fieldsets = [
        (None, {"fields": ["name", "slug", "aliases", "category", "legal_name"]}),
        (
            _("What a person does there"),
            {
                "fields": [
                    "status",
                    "what_to_do_instead",
                    "in_app_steps",
                    "logged_in_needed",
                ],
                "description": _(
                    "Short sentences. Say which button, in which order. "
                    "Never ask anybody to describe the picture or to send it."
                ),
            },
        ),
        (
            _("Services that block copies, and the law"),
            {"fields": ["supports_stopncii", "supports_ncmec", "ftc_letter_2026"]},
        ),
        (_("For staff"), {"fields": ["notes", "live_checked", "in_guide_2021"]}),
        PROOF,
    ]


@admin.register(Channel)
class ChannelAdmin(FactAdmin):
    list_select_related = ["platform"]
    search_fields = ["platform__name", "label", "url", "email", "note"]
    readonly_fields = ["slug", "checked_on", "checked_by"]
    list_display = [
        "platform",
        "kind",
        "confidence",
        "evidence",
        "checked_on",
        "checked_by",
        "leads_to",
        "email",
        "shown",
    ]
    list_filter = [
        "confidence",
        Opened,
        "check_before_release",
        "kind",
        "evidence",
        "shown",
    ]
    fieldsets = [
        (None, {"fields": ["platform", "slug", "kind", "form", "label"]}),
        (
            _("Where it leads"),
            {
                "fields": ["url", "email", "name", "address", "note"],
                "description": _(
                    "Addresses for police and courts go under “For an "
                    "officer or a lawyer only”. People are never sent there."
                ),
            },
        ),
        (_("How it was found"), {"fields": ["evidence", "check_before_release"]}),
        PROOF,
    ]

    @admin.display(description=_("host"))
    def leads_to(self, channel):
        return channel.host

    def save_model(self, request, obj, form, change):
        obj.slug = obj.slug or obj.free_slug()
        super().save_model(request, obj, form, change)


@admin.register(Domain)
class DomainAdmin(RowAdmin):
    form = DomainForm
    list_select_related = ["platform"]
    search_fields = ["host", "platform__name"]
    list_display = ["host", "path", "platform", "shown"]
    list_filter = ["shown", "platform__category"]
    fieldsets = [(None, {"fields": ["host", "path", "platform", "shown"]})]


@admin.register(Helpline)
class HelplineAdmin(FactAdmin):
    inlines = [PhoneInline]
    search_fields = ["name", "slug", "serves", "phones__number", "url"]
    list_display = [
        "name",
        "country",
        "kind",
        "confidence",
        "link_status",
        "checked_on",
        "checked_by",
        "hours",
        "shown",
    ]
    list_filter = ["confidence", Opened, "kind", "link_status", "shown", "country"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "kind", "country", "region"],
                "description": _(
                    "A short number means something else in another "
                    "country: it is always shown with its own."
                ),
            },
        ),
        (
            _("Who, when, how"),
            {
                "fields": [
                    "serves",
                    "text_chat",
                    "url",
                    "link_status",
                    "hours",
                    "languages",
                    "cost",
                    "caution",
                ]
            },
        ),
        (_("For staff"), {"fields": ["guide_2021_note"]}),
        PROOF,
    ]


@admin.register(Law)
class LawAdmin(FactAdmin):
    form = LawForm
    search_fields = ["title", "citation", "summary", "place", "slug"]
    list_display = [
        "citation",
        "where",
        "confidence",
        "as_of",
        "topic",
        "classification",
        "checked_on",
        "checked_by",
        "shown",
    ]
    list_filter = [
        "confidence",
        Opened,
        "topic",
        "classification",
        "link_status",
        "shown",
        "place",
    ]
    fieldsets = [
        (None, {"fields": ["place", "slug", "topic", "title", "citation"]}),
        (
            _("What it says"),
            {
                "fields": ["classification", "summary"],
                "description": _(
                    "Say what is forbidden or granted, to whom, since when. "
                    "“The person shown”, never “victim”. No advice."
                ),
            },
        ),
        (_("The text"), {"fields": ["official_url", "link_status", "as_of"]}),
        PROOF,
    ]

    @admin.display(description=_("place name"))
    def where(self, law):
        return law.place_name


@admin.register(Resource)
class ResourceAdmin(FactAdmin):
    list_select_related = ["helpline"]
    search_fields = ["name", "used_for", "today"]
    list_display = ["name", "section", "status", "confidence", "checked_on", "shown"]
    list_filter = ["status", "confidence", Opened, "kind", "section"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "section", "used_for"]}),
        (_("Today"), {"fields": ["status", "today", "url", "helpline"]}),
        (_("As the 2021 guide had it"), {"fields": ["guide_url", "guide_phone"]}),
        PROOF,
    ]


admin.site.register(Change, ChangeAdmin)
