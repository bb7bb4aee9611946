"""What items can be about: of each noun the model, the column that names it, and the one that entitles it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from operators.admin.words import text_of
from operators.models.working import FaqEntry, Operator, Policy, Question, Source


@dataclass(frozen=True, slots=True)
class Noun:
    model: Any
    name: str
    text: str

    def url(self, view: str, pk: int) -> str:
        return reverse(f"admin:operators_{self.model._meta.model_name}_{view}", args=[pk])


NOUNS = {
    "policy": Noun(Policy, "slug", "title"),
    "operator": Noun(Operator, "slug", "name"),
    "faq": Noun(FaqEntry, "slug", "question"),
    "question": Noun(Question, "key", "text"),
}
ENTITLED = {**NOUNS, "source": Noun(Source, "key", "title")}
"""All that logs tell of."""


def titles(noun: str, names: Collection[str]) -> dict[str, tuple[int, str]]:
    """The keys and titles of things, by their names, in one query."""
    kind = ENTITLED[noun]
    rows = kind.model.objects.filter(**{f"{kind.name}__in": set(names)}).order_by()
    found = rows.values_list("pk", kind.name, kind.text)
    return {name: (pk, (text if isinstance(text, str) else text_of(text)) or name) for pk, name, text in found}
