"""Accounts of staff, as an administrator sees them. Least of all may be done here: an
administrator gives names, passwords and roles, and takes a lost second factor away.
"""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.forms import ValidationError
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from helpcenter.second_factor import take_away

admin.site.unregister([User, Group])

ADMINISTRATOR = gettext_noop("administrator")
ROLES = [ADMINISTRATOR, gettext_noop("editor"), gettext_noop("publisher")]
# What Django 6.1 says here and has no Spanish for. Our catalogue comes before its own.
FOR_DJANGO = [
    gettext_noop("- Select an option -"),
    gettext_noop("Filter by %(field_name)s"),
    gettext_noop("Logout"),
    gettext_noop("Pagination %(name)s"),
    gettext_noop("Pagination %(name)s entries"),
    gettext_noop("Run"),
    gettext_noop("Search %(name)s"),
]
ALONE = _(
    "Whoever makes accounts does not also change the directory or publish. Choose "
    "“administrator” alone, or the other roles without it."
)
TAKEN_AWAY = _(
    "The second factor is gone, and so is the password: somebody may know it. Give a "
    "new password. At the next log-in they set up a new second factor."
)


class AccountForm(UserChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if groups := self.fields.get("groups"):
            groups.label_from_instance = lambda role: gettext(role.name)

    def clean_groups(self):
        roles = self.cleaned_data["groups"]
        names = {role.name for role in roles}
        if ADMINISTRATOR in names and len(names) > 1:
            raise ValidationError(ALONE)
        return roles


def second_factor_gone(user):
    """As Django's history keeps it, and says it in the language of who reads it."""
    return [{"deleted": {"name": gettext_noop("second factor"), "object": str(user)}}]


class RoleFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        choices = super().field_choices(field, request, model_admin)
        return [(pk, gettext(name)) for pk, name in choices]


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm
    list_display = ["username", "is_active", "is_staff", "roles", "has_app"]
    list_filter = ["is_active", ("groups", RoleFilter)]
    search_fields = ["username"]
    actions = ["take_second_factor_away"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (
            _("What this account may do"),
            {
                "fields": ["is_active", "is_staff", "groups"],
                "description": _(
                    "Who leaves: untick “active”. Nobody is deleted, for the history "
                    "of the directory names who changed what."
                ),
            },
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    # Plain boxes: Django's own for these have no names for a screen reader.
    filter_horizontal = []
    add_form = UserCreationForm
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2"]})]

    def get_queryset(self, request):
        """Out of an administrator's reach: their own account, so that they give
        themself no role, and whoever has every permission."""
        users = super().get_queryset(request).prefetch_related("groups")
        users = users.select_related("second_factor")
        if request.user.is_superuser:
            return users
        return users.exclude(is_superuser=True).exclude(pk=request.user.pk)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("roles"))
    def roles(self, user):
        return ", ".join(gettext(group.name) for group in user.groups.all())

    @admin.display(boolean=True, description=_("second factor set up"))
    def has_app(self, user):
        return hasattr(user, "second_factor")

    @admin.action(
        description=_("Take the second factor away (it was lost)"),
        permissions=["change"],
    )
    def take_second_factor_away(self, request, users):
        for user in users:
            take_away(user)
            user.set_unusable_password()
            user.save(update_fields=["password"])
            self.log_change(request, user, second_factor_gone(user))
        self.message_user(request, TAKEN_AWAY, messages.WARNING)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles come with the site. Nobody widens one here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
