"""What the queue is narrowed by: country, operator, language. Remembered in the address alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from operators.models.choices import country_choices
from operators.models.forms import LANGUAGE_NAMES
from operators.models.printed import Listing
from operators.models.working import FaqEntry, Operator, Policy
from operators.vocabulary import COUNTRIES, LANGUAGES


@dataclass
class Filters:
    """Empty means all. A value that nobody knows counts as empty: an old bookmark must not be an error."""

    country: str = ""
    operator: str = ""
    language: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> "Filters":
        country, language = str(query.get("country", "")), str(query.get("language", ""))
        found = cls(
            country if country in COUNTRIES else "",
            str(query.get("operator", "")),
            language if language in LANGUAGES else "",
        )
        if found.operator not in (slug for slug, _name in found.operators):
            found.operator = ""
        return found

    @cached_property
    def operators(self) -> list[tuple[str, str]]:
        """The slugs and names to choose from."""
        return list(Operator.objects.order_by("name", "slug").values_list("slug", "name"))

    @property
    def countries(self) -> list[tuple[str, str]]:
        return country_choices()

    @property
    def languages(self) -> list[tuple[str, str]]:
        return list(LANGUAGE_NAMES.items())

    def __bool__(self) -> bool:
        return bool(self.country or self.operator or self.language)

    def subjects(self, kind: str = "kind", slug: str = "slug") -> Q:
        """Rows that name a subject by its kind and slug, in columns of these names."""
        if not self.country and not self.operator:
            return Q()
        place = Q(country=self.country) if self.country else Q()
        policies = Policy.objects.filter(place & (Q(operator__slug=self.operator) if self.operator else Q()))
        entries = FaqEntry.objects.filter(place & (Q(operator__slug=self.operator) if self.operator else Q()))
        operators = Operator.objects.filter(place & (Q(slug=self.operator) if self.operator else Q()))
        found = Q()
        for name, rows in (("policy", policies), ("faq", entries), ("operator", operators)):
            found |= Q(**{kind: name, f"{slug}__in": rows.order_by().values("slug")})
        return found

    def policies(self, slug: str) -> Q:
        """Rows that name a policy by its slug."""
        if not self.country and not self.operator:
            return Q()
        rows = Policy.objects.filter(Q(country=self.country) if self.country else Q())
        rows = rows.filter(Q(operator__slug=self.operator) if self.operator else Q())
        return Q(**{f"{slug}__in": rows.order_by().values("slug")})

    def listings(self) -> Q:
        """Rows of the listing, which hold both columns themselves."""
        found = Q(country=self.country) if self.country else Q()
        return found & Q(operator=self.operator) if self.operator else found

    def sources(self) -> Q:
        """Sources that what is printed of this country or operator cites."""
        if not self.country and not self.operator:
            return Q()
        from operators.models.printed import EditionSource

        rows = Listing.objects.filter(self.listings()).order_by().values("edition")
        return Q(key__in=EditionSource.objects.filter(edition__in=rows).order_by().values("key"))
