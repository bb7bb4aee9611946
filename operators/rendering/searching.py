"""What search finds, as pages show it."""

from collections.abc import Sequence
from typing import Any

from operators.links import OfficialList
from operators.rendering.markdown import escaped
from operators.rendering.scribe import Scribe
from operators.rendering.strings import say
from operators.rendering.twin import Twin

Data = dict[str, Any]
TAGS = {"zh-hans": "zh-Hans", "es": "es", "en": "en"}


def hit_rows(hits: Sequence[Data], language: str) -> list[Data]:
    """Hits with the word for what they are, and the language of each part that came from another one."""
    rows = []
    for hit in hits:
        other = {one["path"]: TAGS.get(one["language"], one["language"]) for one in hit["fallbacks"]}
        rows.append(
            {
                "view": f"{hit['kind']}-detail",
                "slug": hit["slug"],
                "title": hit["highlighted_title"],
                "title_language": other.get("/title", ""),
                "kind": say(language, f"kind_{hit['kind']}"),
                "operator": hit["operator"]["name"] if hit["operator"] and hit["kind"] != "operator" else "",
                "passages": [
                    {"segments": segments, "language": other.get(f"/passages/{number}", "")}
                    for number, segments in enumerate(hit["passages"])
                ],
            }
        )
    return rows


def search_twin(typed: str, hits: Sequence[Data], suggestions: Sequence[str], *, language: str) -> str:
    """The hits as Markdown: a link to each, with what was found in it."""
    twin = Twin(Scribe(language, OfficialList()))
    twin.heading(1, say(language, "search_title"))
    if typed:
        twin.line(f"> {escaped(typed)}")
        twin.line("")
    for hit in hits:
        passages = " … ".join(
            "".join(f"**{escaped(one['text'])}**" if one["hit"] else escaped(one["text"]) for one in segments)
            for segments in hit["passages"]
        )
        twin.line(f"- [{escaped(hit['title'])}]({hit['url']}): {passages}")
    if typed and not hits:
        twin.line(say(language, "found_nothing"))
    if suggestions:
        twin.line("")
        twin.line(f"{say(language, 'meant')} {', '.join(escaped(one) for one in suggestions)}")
    return twin.written()
