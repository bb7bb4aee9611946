"""A search that finds Chinese in translated texts, on both databases."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest


class TextSearch(admin.ModelAdmin):
    """Mixin: ``search_texts`` names translated columns. They are searched as text, since a lookup on the JSON column
    would escape what is looked for.
    """

    search_texts: tuple[str, ...] = ()

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [*super().get_search_fields(request), *(f"{column}_as_text" for column in self.search_texts)]

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        casts = {f"{column}_as_text": Cast(column, TextField()) for column in self.search_texts}
        return super().get_search_results(request, queryset.annotate(**casts), search_term)
