"""What the self-check and the planner can be asked about."""

from datetime import datetime
from typing import Any

from operators import editions
from operators.rendering.words import word
from operators.vocabulary import LineType, SubjectKind, Topic

Row = dict[str, Any]


def to_cancel(language: str, now: datetime) -> list[Row]:
    """Every operator and line type with a cancellation policy: ``{"operator", "name", "line_type", …}``.

    A policy for any kind of line is offered for each kind.
    """
    rows = []
    for policy in _policies(Topic.CANCELLATION, language, now):
        lines = [line for line in LineType if line != LineType.ANY] if policy["line_type"] == "any" else []
        rows += [
            {**policy["operator_row"], "line_type": str(line), "line_type_word": word(language, "line_type", line)}
            for line in lines or [policy["line_type"]]
        ]
    return rows


def to_keep(language: str, now: datetime) -> list[Row]:
    """Every operator with a keep-alive policy, once, with the slug and the country of the policy."""
    rows: dict[str, Row] = {}
    for policy in _policies(Topic.KEEP_ALIVE, language, now):
        row = {**policy["operator_row"], "policy": policy["slug"], "country": policy["country"]}
        rows.setdefault(policy["operator"]["slug"], row)
    return list(rows.values())


def _policies(topic: str, language: str, now: datetime) -> list[Row]:
    """An operator's own policies of a topic, in the order of the operators."""
    order = list(editions.listings(SubjectKind.OPERATOR, now=now).values_list("slug", flat=True))
    rows = editions.listings(SubjectKind.POLICY, now=now).filter(topic=topic).exclude(operator="")
    found = [
        policy | {"operator_row": {"operator": policy["operator"]["slug"], "name": policy["operator"]["name"]}}
        for policy in editions.read_many(rows, language=language, now=now)
        if policy["operator"]["slug"] in order
    ]
    return sorted(found, key=lambda policy: order.index(policy["operator"]["slug"]))
