"""What the editors' door only shows: nobody adds, changes or deletes it here, whatever their role."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest


class ViewOnlyAdmin(admin.ModelAdmin):
    """The verbs write these rows; the admin never does, and has no action that could."""

    actions: Any = None
    list_per_page = 50
    show_full_result_count = False
    said: ClassVar[dict[str, str]] = {}
    """Columns that hold a code, each with what says it in words."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The words stand where the codes would."""
        names = [name for name in super().get_fields(request, obj) if name not in self.said.values()]
        return [self.said.get(str(name), name) for name in names]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
