"""The change log as an Atom feed (RFC 4287). The same entries give the same bytes."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join

from operators.links import OfficialList
from operators.rendering.policy import edition_said
from operators.rendering.scribe import Scribe
from operators.rendering.strings import strings
from operators.rendering.values import LIST_JOIN
from operators.vocabulary import SubjectKind

Data = dict[str, Any]

ATOM = "application/atom+xml"
TAGGED = 2026
"""The year in which the names of entries (RFC 4151) were given out: part of them for good."""
NEVER = datetime(TAGGED, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """Updated when its newest entry was; an empty one does not move with the clock."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


def change_feed(changes: list[Data], *, language: str, address: str, home: str) -> str:
    """Entries as ``editions.read_changes`` gives them; ``address`` is the feed's own,
    ``home`` the site's for readers.

    An entry is named after its edition and language, wherever the site moves to on its host.
    """
    scribe = Scribe(language, OfficialList())
    host = urlsplit(address).hostname or "localhost"
    feed = _Feed(
        title=scribe.say("feed_title"),
        link=home,
        description="",
        language=language,
        author_name=scribe.say("feed_author"),
        feed_url=address,
        feed_guid=address,
    )
    for change in changes:
        moment = datetime.fromisoformat(change["public_at"])
        number = change["edition"]["number"]
        feed.add_item(
            title=scribe.say(
                "feed_entry", title=change["title"] or change["slug"], action=scribe.word("action", change["action"])
            ),
            link=change["url"],
            description=_said(change, scribe),
            unique_id=f"tag:{host},{TAGGED}:{change['kind']}/{change['slug']}/{number}/{language}",
            pubdate=datetime.fromisoformat(change["edition"]["published_at"]),
            updateddate=moment,
        )
    written = StringIO()
    feed.write(written, "utf-8")
    return written.getvalue()


def change_rows(changes: list[Data], language: str) -> list[Data]:
    """The same entries as a page lists them: title, what happened, when, and what is told of it."""
    scribe = Scribe(language, OfficialList())
    return [
        {
            "title": change["title"] or change["slug"],
            "slug": change["slug"],
            "url": change["url"],
            "gone": change["withdrawn"],
            "action": scribe.word("action", change["action"]),
            "on": change["public_at"],
            "day": scribe.day(change["public_at"]),
            "number": change["edition"]["number"],
            "operator": change["operator"]["name"] if change["operator"] else "",
            "lines": [line for line in _lines(change, scribe) if line],
            "compare": change["compared_with"] if change["kind"] == SubjectKind.POLICY and change["changes"] else None,
        }
        for change in changes
    ]


def _said(change: Data, scribe: Scribe) -> str:
    """What an entry tells, as HTML."""
    lines = ((line,) for line in _lines(change, scribe) if line)
    return format_html("{}", format_html_join("", "<p>{}</p>", lines))


def _lines(change: Data, scribe: Scribe) -> list[str]:
    """From when it applies, why it was written, which parts differ; or why it was taken away. Some may be empty."""
    edition = edition_said(change["edition"], scribe)
    if change["action"] == "withdrawn":
        return [change["why"]]
    if change["withdrawn"]:
        return [scribe.say("feed_gone")]
    how = edition["significance"] if change["action"] == "changed" else ""
    # An answer or a word of the glossary is no rule: there is no day from which it applies.
    since = "" if change["kind"] == SubjectKind.FAQ else edition["since"]
    return [since, how, edition["note"], _parts(change["changes"], scribe)]


def _parts(changes: list[Data], scribe: Scribe) -> str:
    known = strings(scribe.language)
    parts = dict.fromkeys(change["path"].split("/")[1] for change in changes)
    named = [known[f"part_{part}"] for part in parts if f"part_{part}" in known]
    return scribe.say("feed_parts", parts=LIST_JOIN[scribe.language].join(named)) if named else ""
