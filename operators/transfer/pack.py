"""A content pack in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from operators.transfer.pack_places import Places

Data = dict[str, Any]

NOUNS = {"source": "key", "question": "key", "operator": "slug", "policy": "slug", "faq": "slug", "synonym": "key"}
PLURAL = {
    "source": "sources",
    "question": "questions",
    "operator": "operators",
    "policy": "policies",
    "faq": "faq",
    "synonym": "synonyms",
}
"""What a pack holds: for each noun the column that names it, and the list of a file that it stands in."""


class PackError(ValueError):
    """All that is wrong with a pack: ``problems`` is one line each, with file, line and path."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Pack:
    """A pack in memory, in plain data: dates as ISO text, texts as ``{"zh-hans": …}``, nothing empty."""

    name: str
    country: str
    accept_warnings: str
    cleared: list[str]
    sources: list[Data] = field(default_factory=list)
    questions: list[Data] = field(default_factory=list)
    operators: list[Data] = field(default_factory=list)
    policies: list[Data] = field(default_factory=list)
    faq: list[Data] = field(default_factory=list)
    synonyms: list[Data] = field(default_factory=list)
    places: Places = field(default_factory=Places)

    def subjects(self) -> list[tuple[str, list[Data]]]:
        """What editions are printed of, by noun: ``[("operator", […]), ("policy", […]), ("faq", […])]``."""
        return [("operator", self.operators), ("policy", self.policies), ("faq", self.faq)]
