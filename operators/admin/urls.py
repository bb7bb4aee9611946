"""Addresses of the editors' door that belong to no single noun."""

from django.contrib import admin
from django.urls import path

from operators.admin import markdown_preview, shared, transfer

wrap = admin.site.admin_view
urlpatterns = [
    path("markdown/", wrap(markdown_preview.view), name="staff-markdown"),
    path("transfer/", wrap(transfer.index), name="staff-transfer"),
    path("transfer/dry-run/", wrap(transfer.try_out), name="staff-transfer-dry-run"),
    path("transfer/import/", wrap(transfer.bring_in), name="staff-transfer-import"),
    path("transfer/export/<str:name>", wrap(transfer.export), name="staff-transfer-export"),
    path("preview/<str:token>/<str:language>/", shared.view, name="staff-draft"),
]
