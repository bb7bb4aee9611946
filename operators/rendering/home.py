"""The home page: every operator at a glance, and the ways in."""

from collections.abc import Mapping
from typing import Any

from operators.links import OfficialList
from operators.rendering.faq import faq_row
from operators.rendering.operator import policy_row
from operators.rendering.scribe import Scribe
from operators.vocabulary import FaqKind, OperatorKind, SubjectKind, Topic

Data = dict[str, Any]

QUESTIONS_SHOWN = 8


def home_page(subjects: Mapping[SubjectKind, list[Data]], official: OfficialList) -> Data:
    """``subjects`` are the list forms of everything that is current, by kind, in the editors' order."""
    policies = subjects[SubjectKind.POLICY]
    operators = subjects[SubjectKind.OPERATOR]
    questions = [entry for entry in subjects[SubjectKind.FAQ] if entry["faq_kind"] == FaqKind.QUESTION]
    return {
        "rows": home_rows([o for o in operators if o["operator_kind"] != OperatorKind.REGULATOR], policies, official),
        "regulators": [
            {"slug": o["slug"], "name": o["name"]} for o in operators if o["operator_kind"] == OperatorKind.REGULATOR
        ],
        "unlinking": [
            {"slug": one["slug"], "title": one["title"]}
            for one in policies
            if one["topic"] == Topic.UNLINKING and not one["operator"]
        ],
        "country_policies": [policy_row(policy, official) for policy in policies if not policy["operator"]],
        "first_entry": _opening(questions[0], official) if questions else None,
        "questions": [faq_row(entry) for entry in questions[1 : 1 + QUESTIONS_SHOWN]],
    }


def home_rows(operators: list[Data], policies: list[Data], official: OfficialList) -> list[Data]:
    """One row an operator: its cancellation and keep-alive policies beside its name."""
    rows = []
    for operator in operators:
        own = [one for one in policies if (one["operator"] or {}).get("slug") == operator["slug"]]
        rows.append(
            {
                "slug": operator["slug"],
                "name": operator["name"],
                "cancel": [policy_row(one, official) for one in own if one["topic"] == Topic.CANCELLATION],
                "keep": [policy_row(one, official) for one in own if one["topic"] == Topic.KEEP_ALIVE],
            }
        )
    return rows


def _opening(entry: Data, official: OfficialList) -> Data:
    """The editors' first question with the first paragraph of its answer: what all of this is about."""
    scribe = Scribe.of(entry, official)
    return faq_row(entry) | {"opening": scribe.block(entry["answer"].split("\n\n")[0], "/answer")}
