"""What puts the texts of one document on a page: in its language, with its links checked, foreign texts marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from operators.links import OfficialList
from operators.rendering import markdown
from operators.rendering.strings import say
from operators.rendering.values import day
from operators.rendering.words import word

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scribe:
    """``foreign`` tells which paths of the document (``/steps/2/body``) had to come from another language."""

    language: str
    official: OfficialList
    foreign: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Data, official: OfficialList) -> "Scribe":
        foreign = {one["path"]: one["language"] for one in document["fallbacks"]}
        return cls(document["language"], official, foreign)

    def plain(self, text: str, path: str = "") -> SafeString:
        """A title or a label: no Markdown."""
        return self._marked(format_html("{}", text), path, "span")

    def inline(self, text: str, path: str = "") -> SafeString:
        """A sentence or two, as Markdown without paragraphs."""
        return self._marked(markdown.render_inline(text or "", self.official), path, "span")

    def block(self, text: str, path: str = "") -> SafeString:
        """A long text, as Markdown."""
        return self._marked(markdown.render(text or "", self.official), path, "div")

    def say(self, key: str, **values: object) -> str:
        """A sentence of the interface."""
        return say(self.language, key, **values)

    def word(self, table: str, code: str) -> str:
        return word(self.language, table, code)

    def words(self, table: str, codes: Sequence[str]) -> list[str]:
        return [word(self.language, table, code) for code in codes]

    def day(self, value: Any) -> str:
        return day(value, self.language)

    def _marked(self, html: SafeString, path: str, tag: str) -> SafeString:
        language = self.foreign.get(path)
        if not language or not html:
            return html
        return mark_safe(f'<{tag} lang="{language}">{html}</{tag}>')  # noqa: S308 - both parts are safe already
