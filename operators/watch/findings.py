"""What a look at a page means for a source, and noting it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from operators.models.working import Source
from operators.vocabulary import LinkReason, LinkState, QuoteState
from operators.watch.fetching import Page, Unreachable
from operators.watch.quotes import page_text, says

GONE = (404, 410)
DEAD_REASONS = (LinkReason.NO_SUCH_HOST, LinkReason.WRONG_NAME)
TEXTS = ("text/html", "application/xhtml+xml", "text/plain", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """The columns of a source that a look fills in."""

    link_state: LinkState
    link_reason: LinkReason
    http_status: int | None
    final_url: str
    """Where a redirect ended, where it left the host or ended on a front page; else empty."""
    quote_state: QuoteState


def judge(url: str, quote: str, seen: Page | Unreachable) -> Finding:
    """What ``seen`` says of a source with this address and quote. Pure."""
    if isinstance(seen, Unreachable):
        state = LinkState.DEAD if seen.reason in DEAD_REASONS else LinkState.COULD_NOT_CHECK
        return Finding(state, seen.reason, None, "", _not_looked(quote))
    if not 200 <= seen.status < 300:
        state = LinkState.DEAD if seen.status in GONE else LinkState.COULD_NOT_CHECK
        return Finding(state, LinkReason.STATUS, seen.status, "", _not_looked(quote))
    moved = seen.url[:600] if _moved(url, seen.url) else ""
    return Finding(LinkState.OK, LinkReason.NONE, seen.status, moved, _quote(quote, seen))


def _not_looked(quote: str) -> QuoteState:
    return QuoteState.COULD_NOT_CHECK if quote else QuoteState.UNCHECKED


def _quote(quote: str, page: Page) -> QuoteState:
    if not quote.strip():
        return QuoteState.UNCHECKED
    kind = page.content_type.partition(";")[0].strip()
    if kind not in TEXTS:
        return QuoteState.COULD_NOT_CHECK
    text = page.text if kind == "text/plain" else page_text(page.text)
    if says(text, quote):
        return QuoteState.FOUND
    return QuoteState.MISSING if page.whole else QuoteState.COULD_NOT_CHECK


def _moved(asked: str, found: str) -> bool:
    """A redirect to another host, or from a page to the front page: the usual way of hiding that it is gone."""
    before, after = urlsplit(asked), urlsplit(found)
    hosts = [(one.hostname or "").removeprefix("www.") for one in (before, after)]
    return hosts[0] != hosts[1] or (before.path.strip("/") != "" and after.path.strip("/") == "" and not after.query)


def record(source: Source, finding: Finding, *, now: datetime) -> bool:
    """Note what was found, unless somebody edited the source meanwhile: then nothing is noted, and it says so.

    It moves no version and logs no edit, so four eyes never count it.
    """
    columns = asdict(finding) | {"checked_at": now, "checked_version": source.version}
    if finding.link_state == LinkState.OK:
        columns["alive_at"] = now
    if finding.quote_state == QuoteState.FOUND:
        columns["quote_seen_at"] = now
    return Source.objects.filter(pk=source.pk, version=source.version).update(**columns) == 1
