"""The plan: what to do, in order, and the earliest day on which cancelling makes sense."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from operators.readiness.asking import Asked
from operators.readiness.citing import Citations
from operators.readiness.documents import Document, Route, Step
from operators.readiness.finding import Finding
from operators.readiness.levels import PREPARE_FIRST
from operators.vocabulary import ConditionOutcome, FindingStatus, Support


def earliest_cancellation(findings: Sequence[Finding], recommended: Route | None, on: date) -> date | None:
    """The day by which everything that stands, or may stand, in the way of the recommended route can be out of it.

    Lead times are calendar days and run side by side. What is not known yet counts as if it stood in the way, since a
    plan is made for the interval and not for its best end. None where there is no route that can be taken, where
    something has no remedy, or where a lead time is unknown (a piece of advice that nobody can time delays nothing).
    """
    if recommended is None or recommended["support"] == Support.NO:
        return None
    longest = 0
    for finding in findings:
        condition = finding.rule.condition
        if finding.status not in (FindingStatus.UNMET, FindingStatus.UNKNOWN):
            continue
        if finding.is_advice:
            if finding.status is FindingStatus.UNMET:
                longest = max(longest, condition["lead_time_days"] or 0)
        elif finding.rule.interval[1] <= PREPARE_FIRST:
            if not condition["remedy"] or condition["lead_time_days"] is None:
                return None
            longest = max(longest, condition["lead_time_days"])
    return on + timedelta(days=longest)


def plan(
    *,
    findings: Sequence[Finding],
    to_find_out: Iterable[Asked],
    policy: Document,
    recommended: Route | None,
    earliest: date | None,
    on: date,
    citations: Citations,
) -> list[dict[str, Any]]:
    """What to find out, then the remedies, then the steps of the recommended route, then the proof to keep.

    Every item has the same keys; what it does not refer to is null. ``earliest_on`` is the earliest day on which the
    item can be done; a remedy that expires, and one that cannot be undone, waits for the day of the cancellation.
    """
    items = [
        _item(
            "find_out",
            question.how_to_find_out or question.text,
            lead_time_days=0,
            earliest_on=on,
            question=question.key,
        )
        for question in to_find_out
    ]
    unmet = [finding for finding in findings if finding.status is FindingStatus.UNMET]
    for finding in sorted((finding for finding in unmet if finding.rule.condition["remedy"]), key=_remedy_order):
        condition = finding.rule.condition
        items.append(
            _item(
                "remedy",
                condition["remedy"],
                lead_time_days=condition["lead_time_days"],
                earliest_on=_remedied_on(finding, earliest, on),
                question=condition["question"],
                condition=condition["key"],
                policy=finding.rule.document["slug"],
                our_advice=condition.get("our_advice", False),
                sources=citations.cite(finding.rule.document, condition["sources"]),
            )
        )
    if recommended is None:
        return items
    steps = [step for step in policy["steps"] if not step["channels"] or recommended["channel"] in step["channels"]]
    steps.sort(key=lambda step: step["number"])
    proofs = [step for step in steps if step["proof"]]
    return [
        *items,
        *(_step_item("step", step, step["title"], policy, recommended, earliest, citations) for step in steps),
        *(_step_item("keep_proof", step, step["proof"], policy, recommended, earliest, citations) for step in proofs),
    ]


def _remedy_order(finding: Finding) -> tuple[bool, bool, bool, int]:
    """Irreversible ones last, expiring ones as late as possible before them, the longest lead time first.

    An unknown lead time may be the longest of all. A visit to the store after the request comes after what must be
    ready before it.
    """
    condition = finding.rule.condition
    lead = condition["lead_time_days"]
    return (
        condition["irreversible"],
        condition["outcome"] == ConditionOutcome.READY_THEN_STORE or condition["valid_days"] is not None,
        lead is not None,
        -(lead or 0),
    )


def _remedied_on(finding: Finding, earliest: date | None, on: date) -> date | None:
    condition = finding.rule.condition
    lead = condition["lead_time_days"]
    if lead is None:
        return None
    if condition["irreversible"] or condition["valid_days"] is not None:
        return earliest
    return on + timedelta(days=lead)


def _step_item(
    kind: str,
    step: Step,
    text: str,
    policy: Document,
    recommended: Route,
    earliest: date | None,
    citations: Citations,
) -> dict[str, Any]:
    return _item(
        kind,
        text,
        lead_time_days=0,
        earliest_on=earliest,
        policy=policy["slug"],
        step=step["key"],
        channel=recommended["channel"],
        our_advice=step.get("our_advice", False),
        sources=citations.cite(policy, step.get("sources", [])),
    )


def _item(
    kind: str, text: str, *, lead_time_days: int | None, earliest_on: date | None, **references: Any
) -> dict[str, Any]:
    return {
        "kind": kind,
        "text": text,
        "lead_time_days": lead_time_days,
        "earliest_on": earliest_on.isoformat() if earliest_on else None,
        "question": None,
        "condition": None,
        "policy": None,
        "step": None,
        "channel": None,
        "our_advice": False,
        "sources": [],
        **references,
    }


def to_find_out(questions: Mapping[str, Asked], left: Sequence[str], findings: Sequence[Finding]) -> list[Asked]:
    """The open questions behind the unknown findings, with the open questions that decide whether those are asked."""
    wanted: set[str] = set()
    for finding in findings:
        key: str | None = finding.rule.condition["question"] if finding.status is FindingStatus.UNKNOWN else None
        while key is not None and key not in wanted:
            wanted.add(key)
            key = questions[key].parent
    return [questions[key] for key in left if key in wanted]
