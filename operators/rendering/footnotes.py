"""One numbered list of sources for a page that shows one document, or two."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from operators.rendering.scribe import Scribe

Data = dict[str, Any]


class Footnotes:
    """The sources of the first document keep their numbers; those that only a further one cites come after them."""

    def __init__(self, scribe: Scribe, *documents: Data) -> None:
        self.scribe = scribe
        self._numbers: dict[str, int] = {}
        self._of: dict[tuple[str, int], str] = {}
        self._sources: list[Data] = []
        for document in documents:
            for source in document["sources"]:
                key = source.get("key") or source.get("url") or source["title"]
                self._of[(document["slug"], source["number"])] = key
                if key not in self._numbers:
                    self._numbers[key] = len(self._sources) + 1
                    self._sources.append(source)

    def cite(self, document: Data, numbers: Iterable[int]) -> list[int]:
        """The numbers on this page of what ``document`` cites under ``numbers``."""
        found = {self._of[(document["slug"], number)] for number in numbers if (document["slug"], number) in self._of}
        return sorted(self._numbers[key] for key in found)

    def listed(self) -> list[Data]:
        return [said(source, number, self.scribe) for number, source in enumerate(self._sources, start=1)]


def said(source: Data, number: int, scribe: Scribe) -> Data:
    """A source as a footnote: host and dates in words. An address that is no plain web address gets no link."""
    url = source["url"] or ""
    parts = urlsplit(url)
    linked = parts.scheme in ("https", "http") and parts.hostname
    return {
        "number": number,
        "url": url if linked else "",
        "host": parts.hostname if linked else "",
        "title": source["title"],
        "publisher": source["publisher"] or "",
        "kind": scribe.word("source_kind", source["kind"]),
        "language": source["language"],
        "language_word": scribe.word("language", source["language"]),
        "published": scribe.day(source["published_on"]),
        "retrieved": scribe.day(source["retrieved_on"]),
        "quote": source["quote"] or "",
    }
