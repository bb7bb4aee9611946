"""How a Markdown twin is written: headings, lists, texts, footnotes and links.

Texts of a document are Markdown already; titles and labels are escaped. A text with a link that fails the link policy
loses its links here too.
"""

from typing import Any

from operators.rendering.contacts import shown
from operators.rendering.markdown import defanged, escaped
from operators.rendering.scribe import Scribe

Data = dict[str, Any]


class Twin:
    """Lines of one twin, and how its texts are written."""

    def __init__(self, scribe: Scribe) -> None:
        self.scribe = scribe
        self.lines: list[str] = []

    def heading(self, level: int, text: str) -> None:
        self.lines += ["", f"{'#' * level} {escaped(text)}", ""]

    def line(self, text: str) -> None:
        self.lines.append(text)

    def text(self, text: str) -> str:
        return defanged(text, self.scribe.official)

    def flat(self, text: str) -> str:
        """A text inside a list item: on one line."""
        return " ".join(self.text(text).split())

    def bullets(self, key: str, rows: list[str], level: int = 2) -> None:
        if rows:
            self.heading(level, self.scribe.say(key))
            self.lines += [f"- {row}" for row in rows]

    def marks(self, numbers: list[int], advice: bool = False) -> str:
        said = f" ({self.scribe.say('our_advice')})" if advice else ""
        return said + "".join(f"[^{number}]" for number in numbers)

    def sources(self, sources: list[Data]) -> None:
        if sources:
            self.heading(2, self.scribe.say("sources"))
        for source in sources:
            parts = [escaped(source["title"]), escaped(source["publisher"]), source["published"], f"<{source['url']}>"]
            self.line(f"[^{source['number']}]: " + ". ".join(part for part in parts if part and part != "<>"))

    def contacts(self, points: list[Data]) -> None:
        word = self.scribe.word
        rows = [f"{word('channel', p['channel'])}: {escaped(p['label'])} {escaped(shown(p))}" for p in points]
        self.bullets("contacts", rows)

    def written(self) -> str:
        return "\n".join(self.lines).strip() + "\n"


def link(title: str, url: str, query: str = "") -> str:
    """``link("Claro", "https://…/en/operators/claro/")`` leads to ``…/claro.md``."""
    return f"[{escaped(title)}]({url.removesuffix('/')}.md{query})"
