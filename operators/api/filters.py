"""What lists are filtered by: every filter declared here, over the querysets that `operators.editions` hands out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]
from django.db.models import F, Q, QuerySet
from drf_spectacular.utils import OpenApiParameter

from operators.api import parameters
from operators.api.problems import not_among
from operators.editions import due_range, listings
from operators.vocabulary import (
    COUNTRIES,
    FACTS,
    Channel,
    FaqCategory,
    FaqKind,
    Freshness,
    LineType,
    OnlineSupport,
    OperatorKind,
    Significance,
    SourceKind,
    Standing,
    StoreVisit,
    SubjectKind,
    Topic,
)


def _codes(field: str, codes: Iterable[str], about: str, **kwargs: Any) -> django_filters.ChoiceFilter:
    words = [str(code) for code in codes]
    return django_filters.ChoiceFilter(
        field_name=field, choices=[(word, word) for word in words], label=about, **kwargs
    )


class PublishedFilterSet(django_filters.FilterSet):
    """Refuses, naming the parameter, a value that it cannot have."""

    def __init__(self, data: Any, queryset: QuerySet[Any], *, now: datetime, as_of: date | None = None) -> None:
        self.now = now
        self.as_of = as_of
        super().__init__(data, queryset)
        for name in {"operator", *self.told}:
            if name in self.filters and name in (data or {}):
                self.filters[name].extra["choices"] = [(value, value) for value in self._known(name)]

    told: ClassVar[tuple[str, ...]] = ()
    """Filters by a column of the rows themselves, with the values that the rows have."""

    def _known(self, name: str) -> Iterable[str]:
        """The values that are published: another one is refused alike, whether it is a draft's or does not exist."""
        if name in self.told:
            rows: QuerySet[Any] = self.queryset
            return rows.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()
        return listings(SubjectKind.OPERATOR, now=self.now).order_by("slug").values_list("slug", flat=True)

    def filtered(self) -> QuerySet[Any]:
        """The rows that are left. Raises the problem of the first value that is not allowed."""
        self.chosen()
        rows: QuerySet[Any] = self.qs
        return rows

    def chosen(self) -> dict[str, str]:
        """The values that were given, by name. Raises the problem of the first one that is not allowed."""
        if not self.form.is_valid():
            name = next(iter(self.form.errors))
            choices = [str(code) for code, _label in self.filters[name].extra.get("choices", [])]
            raise not_among(name, self.data[name], choices)
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        """What the schema says of the filters, in their order."""
        found = []
        for name, one in cls.base_filters.items():
            choices = [code for code, _label in one.extra.get("choices", [])]
            about = str(one.label)
            if name == "updated_since":
                found.append(OpenApiParameter(name, parameters.MOMENT, description=about))
            else:
                found.append(parameters.code(name, about, choices) if choices else parameters.text(name, about))
        return found


class UpdateFilters(PublishedFilterSet):
    updated_since = django_filters.CharFilter(
        label="Published, or come into effect, at or after this day or moment.", method="by_update"
    )

    def by_update(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(public_at__gte=parameters.read_moment(name, value))


class OperatorFilters(PublishedFilterSet):
    country = _codes("country", COUNTRIES, "Of this country.")
    kind = _codes("sort", OperatorKind, "Of this kind.")


class PolicyFilters(UpdateFilters):
    operator = _codes("operator", (), "Of this operator (its slug).")
    country = _codes("country", COUNTRIES, "Of this country.")
    topic = _codes("topic", Topic, "On this topic.")
    line_type = _codes("line_type", LineType, "For this line type; `any` is a type of its own here.")
    online_support = _codes("online_support", OnlineSupport, "Whether a line can be cancelled online.")
    store_visit = _codes("store_visit", StoreVisit, "Whether cancelling online ends in a store.")
    channel = _codes(
        "channels__channel",
        Channel,
        "A request can be made by this channel. What is left when one is refused or ignored (a route whose role is "
        "`fallback`) is no way to make it, and is not counted.",
    )
    freshness = _codes("", Freshness, "By its next check, as of today, whatever `as_of` is.", method="by_freshness")

    def by_freshness(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        found = Q()
        for code, country in COUNTRIES.items():
            found |= Q(country=code, **due_range(Freshness(value), country.today(self.now)))
        return rows.filter(found)


class FaqFilters(PublishedFilterSet):
    operator = _codes("operator", (), "About this operator alone (its slug).")
    country = _codes("country", COUNTRIES, "Of this country.")
    category = _codes("category", FaqCategory, "In this category.")
    kind = _codes("sort", FaqKind, "Of this kind.")
    topic = _codes("", Topic, "About a policy on this topic.", method="by_topic")

    def by_topic(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        policies = listings(SubjectKind.POLICY, now=self.now, as_of=self.as_of).filter(topic=value)
        return rows.filter(policies__policy__in=policies.values("slug")).distinct()


class FactFilters(PublishedFilterSet):
    key = _codes("key", FACTS, "What the fact is about.")
    operator = _codes("operator", (), "Of this operator (its slug).")
    country = _codes("country", COUNTRIES, "Of this country.")
    topic = _codes("topic", Topic, "From policies on this topic.")
    standing = _codes("standing", Standing, "How it stands among others.")


class SearchFilters(PublishedFilterSet):
    """What may be chosen; the index itself does the filtering, so that nothing is found first and dropped later."""

    kind = _codes("kind", SubjectKind, "Of this kind.")
    operator = _codes("operator", (), "Of this operator (its slug).")
    country = _codes("country", COUNTRIES, "Of this country.")


class SourceFilters(PublishedFilterSet):
    kind = _codes("kind", SourceKind, "Of this kind.")
    publisher = _codes("publisher", (), "Of this publisher, as it is written.")
    host = _codes("host", (), "At this host.")
    operator = _codes("operator", (), "Cited by what concerns this operator (its slug).")
    country = _codes("country", COUNTRIES, "Cited by what concerns this country.")
    topic = _codes("topic", Topic, "Cited by policies on this topic.")
    told = ("publisher", "host")


class ChangeFilters(UpdateFilters):
    kind = _codes("kind", SubjectKind, "Of this kind.")
    operator = _codes("operator", (), "Concerning this operator (its slug).")
    country = _codes("country", COUNTRIES, "Concerning this country.")
    topic = _codes("topic", Topic, "Concerning policies on this topic.")
    significance = _codes("significance", Significance, "Of this significance.")
    told = ("operator",)


def ordered(
    rows: QuerySet[Any], wanted: str | None, columns: dict[str, str], ties: tuple[str, ...] = ("slug", "pk")
) -> QuerySet[Any]:
    """The rows by one of these names, backwards with `-` before it; rows that are equal in it by their `ties`."""
    if wanted is None:
        return rows
    allowed = [sign + name for name in columns for sign in ("", "-")]
    if wanted not in allowed:
        raise not_among("ordering", wanted, allowed)
    column = F(columns[wanted.removeprefix("-")])
    by = column.desc(nulls_last=True) if wanted.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(by, *ties)
