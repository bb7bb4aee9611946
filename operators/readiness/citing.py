"""One list of sources for one answer that joins several documents."""

from collections.abc import Iterable
from typing import Any

from operators.readiness.documents import Document


class Citations:
    """Gives the sources of several documents their numbers in one list, a source once however often it is embedded."""

    def __init__(self) -> None:
        self.sources: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}
        self._embedded: dict[str, dict[int, dict[str, Any]]] = {}

    def add_all(self, document: Document) -> None:
        self.cite(document, [source["number"] for source in document["sources"]])

    def cite(self, document: Document, numbers: Iterable[int]) -> list[int]:
        """The numbers, in the joined list, of what ``document`` cites under ``numbers``."""
        slug = document["slug"]
        if slug not in self._embedded:
            self._embedded[slug] = {source["number"]: source for source in document["sources"]}
        embedded = self._embedded[slug]
        return sorted({self._number(embedded[number]) for number in numbers if number in embedded})

    def _number(self, source: dict[str, Any]) -> int:
        key = str(source.get("key") or source.get("url") or source.get("title"))
        if key not in self._numbers:
            self._numbers[key] = len(self.sources) + 1
            self.sources.append({**source, "number": self._numbers[key]})
        return self._numbers[key]
