"""Which route to take, and which conditions then matter."""

from collections.abc import Sequence

from operators.readiness.documents import Route
from operators.readiness.finding import Finding
from operators.readiness.levels import BLOCKED, Interval, highest


def recommend(routes: Sequence[Route], intervals: Sequence[Interval]) -> Route | None:
    """The route with the highest worst, then the highest best, then the editor's order.

    None while the case is undecided and every worst is ``blocked`` or lower: a guess is not a recommendation.
    """
    best, worst = highest(intervals)
    if best != worst and worst <= BLOCKED:
        return None
    index = min(range(len(routes)), key=lambda i: (-intervals[i][1], -intervals[i][0], i))
    return routes[index]


def relevant(findings: Sequence[Finding], routes: Sequence[Route], recommended: Route | None) -> list[Finding]:
    """The findings of the recommended route and those of every route, no others."""
    return [
        finding
        for finding in findings
        if (recommended is not None and finding.rule.on(recommended["channel"]))
        or all(finding.rule.on(route["channel"]) for route in routes)
    ]
