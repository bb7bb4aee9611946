"""Addresses of the whole site: the three doors, and what a machine asks about the process."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
