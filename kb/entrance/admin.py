"""Accounts and roles in the admin; what django-allauth keeps has no page there."""

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kb.entrance.sessions import end_sessions

for model in (EmailAddress, EmailConfirmation, Authenticator, User, Group):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

POWERS = ("is_superuser", "user_permissions")
ROLE = frozenset(("is_active", "is_staff", "is_superuser", "groups", "user_permissions"))


@admin.register(User)
class AccountAdmin(UserAdmin):
    """An Administrator gives roles. Only a superuser makes or touches a superuser, or gives single permissions."""

    actions = None
    list_display = ("username", "first_name", "last_name", "roles", "has_second_factor", "is_active", "last_login")
    list_filter = ("groups", "is_active")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups", "authenticator_set")

    @admin.display(description=_("roles"))
    def roles(self, user: Any) -> str:
        return ", ".join(group.name for group in user.groups.all())

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, user: Any) -> bool:
        return any(one.type != Authenticator.Type.RECOVERY_CODES for one in user.authenticator_set.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, *POWERS]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts are switched off: what somebody edited and published stays theirs."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever's role changes logs in anew, with what they may do now."""
        super().save_related(request, form, formsets, change)
        if change and ROLE & set(form.changed_data):
            end_sessions(form.instance, but=request.session.session_key if form.instance == request.user else None)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles are what the site's own code says (``operators/roles.py``); an Administrator looks."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
