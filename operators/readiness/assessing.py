"""The self-check: what a policy and its country's rules mean for one set of answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from operators.readiness import context
from operators.readiness.answering import given
from operators.readiness.asking import Shown, ask, shown
from operators.readiness.assessment import Assessment
from operators.readiness.citing import Citations
from operators.readiness.documents import Document, read
from operators.readiness.finding import find
from operators.readiness.helping import what_would_help
from operators.readiness.levels import highest, named
from operators.readiness.outlook import Outlook
from operators.readiness.planning import earliest_cancellation, plan, to_find_out
from operators.readiness.recommending import recommend, relevant
from operators.readiness.rules import rulebook
from operators.readiness.undecided import because, questions_left
from operators.vocabulary import ONLINE_CHANNELS, Outcome, RouteRole

NO_DATA = {"best": str(Outcome.NO_DATA), "worst": str(Outcome.NO_DATA)}


def assess(
    policy: Mapping[str, Any] | None,
    country: Mapping[str, Any] | None,
    answers: Mapping[str, str],
    on: date,
    *,
    keep_alive: Mapping[str, Any] | None = None,
    operator: str | None = None,
    line_type: str | None = None,
    contact_points: Sequence[Mapping[str, Any]] = (),
) -> Assessment:
    """Assess ``answers`` (``{"debt": "yes", "in_peru": "unknown"}``) against the documents that apply ``on`` a day.

    ``policy`` and ``country`` are the printed cancellation documents of the operator and of its country, None where no
    edition applies; ``keep_alive`` is the operator's own keep-alive document. ``operator`` and ``line_type`` name what
    was asked for where there is no policy to say it, and ``contact_points`` whom to ask then. Without a document, a
    request route or a condition the outcome is ``no_data``: nothing can then be held against the answers, so they are
    not looked at. Raises ``UnknownQuestion`` and ``UnknownOption``.
    """
    own = read(policy) if policy is not None else None
    documents = [document for document in (own, read(country) if country is not None else None) if document is not None]
    routes = [route for route in own["routes"] if route["role"] == RouteRole.REQUEST] if own else []
    citations = Citations()
    for document in documents:
        citations.add_all(document)
    common: dict[str, Any] = {
        "operator": (own["operator"]["slug"] if own and own["operator"] else None) or operator,
        "line_type": own["line_type"] if own else line_type,
        "as_of": on.isoformat(),
        "language": documents[0]["language"] if documents else None,
        "policies": [{"slug": document["slug"], "edition": document["edition"]["number"]} for document in documents],
        "freshness": context.freshness(documents),
        "fallbacks": context.fallbacks(documents, citations),
        "if_you_do_nothing": context.if_you_do_nothing(read(keep_alive) if keep_alive else None, citations),
        "not_checked": context.not_checked(documents),
        "contact_points": context.contact_points(own) if own else [dict(point) for point in contact_points],
        "sources": citations.sources,
    }
    if own is None or country is None or not routes or not any(document["conditions"] for document in documents):
        return _no_data(common, documents, citations)

    questions = ask(documents)
    answered = given(questions, answers)
    states = shown(questions, answered)
    book = rulebook(questions, documents)
    outlook = Outlook(book, routes, answered)
    intervals = outlook.intervals()
    best, worst = highest(intervals)
    assessed = list(zip(routes, intervals, strict=True))
    online = [interval for route, interval in assessed if route["channel"] in ONLINE_CHANNELS]
    recommended = recommend(routes, intervals)
    findings = find(book.rules, [route["channel"] for route in routes], answered, states)
    planned = relevant(findings, routes, recommended)
    left = questions_left(outlook, states)
    earliest = earliest_cancellation(planned, recommended, on)
    closed_by = context.closed_by(documents, earliest or on)
    return Assessment(
        **common,
        best=named(best),
        worst=named(worst),
        decided=best == worst,
        undecided_because=because(outlook),
        online=_ends(*highest(online)) if online else NO_DATA,
        cautions=context.cautions(documents, answered, states, citations),
        routes=[
            {
                "key": route["key"],
                "channel": route["channel"],
                "role": route["role"],
                "support": route["support"],
                "store_visit": route["store_visit"],
                **_ends(*interval),
            }
            for route, interval in assessed
        ],
        recommended_route=recommended["channel"] if recommended else None,
        findings=[finding.to_dict(citations) for finding in findings],
        plan=plan(
            findings=planned,
            # Without a recommended route, finding out is what leads to one: then every route's questions count.
            to_find_out=to_find_out(questions, left, planned if recommended else findings),
            policy=own,
            recommended=recommended,
            earliest=earliest,
            on=on,
            citations=citations,
        ),
        earliest_cancellation_on=earliest.isoformat() if earliest else None,
        closed_by=closed_by.isoformat() if closed_by else None,
        what_would_help=what_would_help(outlook, planned),
        questions_left=left,
    )


def _no_data(common: dict[str, Any], documents: list[Document], citations: Citations) -> Assessment:
    """Never a guess: nothing but what holds for everybody."""
    states: dict[str, Shown] = {}
    return Assessment(
        **common,
        best=Outcome.NO_DATA,
        worst=Outcome.NO_DATA,
        decided=True,
        undecided_because=[],
        online=NO_DATA,
        cautions=context.cautions(documents, {}, states, citations),
        routes=[],
        recommended_route=None,
        findings=[],
        plan=[],
        earliest_cancellation_on=None,
        closed_by=None,
        what_would_help={"single": [], "smallest_set": []},
        questions_left=[],
    )


def _ends(best: int, worst: int) -> dict[str, str]:
    return {"best": str(named(best)), "worst": str(named(worst))}
