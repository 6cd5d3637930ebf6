"""Staff's pages: what each list and form shows. How they behave is in staff.py."""

from django.conf import settings
from django.contrib import admin

from directory.models import (
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
    KeptKeyForm,
    Opened,
    RowAdmin,
)

admin.site.site_title = settings.SITE_TITLE
admin.site.site_header = "Directory"
admin.site.index_title = "What we know, and how sure we are"


class ChannelInline(admin.StackedInline):
    model = Channel
    form = KeptKeyForm
    extra = 0
    can_delete = False
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


class DomainInline(admin.TabularInline):
    model = Domain
    form = DomainForm
    extra = 0
    can_delete = False
    fields = ["host", "path", "shown"]


class PhoneInline(admin.TabularInline):
    model = Phone
    form = KeptKeyForm
    extra = 0
    can_delete = False
    fields = ["position", "number", "dial", "label", "shown"]


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
            "What a person does there",
            {
                "fields": [
                    "status",
                    "what_to_do_instead",
                    "in_app_steps",
                    "logged_in_needed",
                ],
                "description": "Short sentences. Say which button, in which order. "
                "Never ask anybody to describe the picture or to send it.",
            },
        ),
        (
            "Services that block copies, and the law",
            {"fields": ["supports_stopncii", "supports_ncmec", "ftc_letter_2026"]},
        ),
        ("For staff", {"fields": ["notes", "live_checked", "in_guide_2021"]}),
        PROOF,
    ]


@admin.register(Channel)
class ChannelAdmin(FactAdmin):
    list_select_related = ["platform"]
    search_fields = ["platform__name", "label", "url", "email", "note"]
    autocomplete_fields = ["platform"]
    readonly_fields = ["slug", "checked_on", "checked_by"]
    list_display = [
        "platform",
        "kind",
        "confidence",
        "evidence",
        "checked_on",
        "checked_by",
        "host",
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
            "Where it leads",
            {
                "fields": ["url", "email", "name", "address", "note"],
                "description": "Addresses for police and courts go under “For an "
                "officer or a lawyer only”. People are never sent there.",
            },
        ),
        ("How it was found", {"fields": ["evidence", "check_before_release"]}),
        PROOF,
    ]

    def save_model(self, request, obj, form, change):
        obj.slug = obj.slug or obj.free_slug()
        super().save_model(request, obj, form, change)


@admin.register(Domain)
class DomainAdmin(RowAdmin):
    form = DomainForm
    list_select_related = ["platform"]
    search_fields = ["host", "platform__name"]
    autocomplete_fields = ["platform"]
    list_display = ["host", "path", "platform", "shown"]
    list_filter = ["shown", "platform__category"]


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
                "description": "A short number means something else in another "
                "country: it is always shown with its own.",
            },
        ),
        (
            "Who, when, how",
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
        ("For staff", {"fields": ["guide_2021_note"]}),
        PROOF,
    ]


@admin.register(Law)
class LawAdmin(FactAdmin):
    search_fields = ["title", "citation", "summary", "place", "slug"]
    list_display = [
        "citation",
        "place_name",
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
            "What it says",
            {
                "fields": ["classification", "summary"],
                "description": "Say what is forbidden or granted, to whom, since when. "
                "“The person shown”, never “victim”. No advice.",
            },
        ),
        ("The text", {"fields": ["official_url", "link_status", "as_of"]}),
        PROOF,
    ]


@admin.register(Resource)
class ResourceAdmin(FactAdmin):
    list_select_related = ["helpline"]
    search_fields = ["name", "used_for", "today"]
    autocomplete_fields = ["helpline"]
    list_display = ["name", "section", "status", "confidence", "checked_on", "shown"]
    list_filter = ["status", "confidence", Opened, "kind", "section"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "section", "used_for"]}),
        ("Today", {"fields": ["status", "today", "url", "helpline"]}),
        ("As the 2021 guide had it", {"fields": ["guide_url", "guide_phone"]}),
        PROOF,
    ]
