"""Puts the site's own admin in the place of Django's default one."""

from django.contrib.admin.apps import AdminConfig


class EditorsDoor(AdminConfig):
    """Django's admin with our site class. It lives here since ``operators.admin`` cannot be imported this early."""

    default_site = "kb.staff_site.StaffSite"
