"""What would help: which remedies lift the outcome."""

from collections.abc import Sequence
from typing import Any

from operators.readiness.finding import Finding
from operators.readiness.levels import highest
from operators.readiness.outlook import Outlook
from operators.readiness.rules import Rule
from operators.vocabulary import FindingStatus


def what_would_help(outlook: Outlook, findings: Sequence[Finding]) -> dict[str, Any]:
    """``{"single": ["bank-linked"], "smallest_set": ["bank-linked"]}``: keys of unmet conditions.

    ``single``: each remedy that, alone, lifts either end of the outcome. ``smallest_set``: the fewest conditions at the
    worst level of one route which, remedied together, lift the outcome; empty where no remedy can.
    ``findings`` are those of the recommended route and of every route.
    """
    unmet = [finding.rule for finding in findings if finding.status is FindingStatus.UNMET and not finding.is_advice]
    remedied = [rule for rule in unmet if rule.condition["remedy"]]
    now = outlook.overall()
    return {
        "single": [rule.condition["key"] for rule in remedied if highest(outlook.without([rule])) != now],
        "smallest_set": [rule.condition["key"] for rule in _smallest_set(outlook, unmet)],
    }


def _smallest_set(outlook: Outlook, unmet: Sequence[Rule]) -> list[Rule]:
    """The worst end is lifted if it can be; else the best end."""
    now = outlook.overall()
    for end in (1, 0):
        found: list[list[Rule]] = []
        for route in outlook.routes:
            rules = [rule for rule in unmet if rule.on(route["channel"]) and rule.interval[end] <= now[end]]
            lifts = rules and all(rule.condition["remedy"] for rule in rules)
            if lifts and highest(outlook.without(rules))[end] > now[end]:
                found.append(rules)
        if found:
            return min(found, key=len)
    return []
