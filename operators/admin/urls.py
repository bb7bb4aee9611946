"""Addresses of the editors' door that belong to no single noun."""

from django.contrib import admin
from django.urls import path

from operators.admin import markdown_preview, shared

urlpatterns = [
    path("markdown/", admin.site.admin_view(markdown_preview.view), name="staff-markdown"),
    path("preview/<str:token>/<str:language>/", shared.view, name="staff-draft"),
]
