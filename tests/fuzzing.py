"""What schemathesis is told beyond the description: `SCHEMATHESIS_HOOKS=tests.fuzzing st run …` (`make fuzz`).

No schema can say "up to today" or "as the page before gave it", which the parameters say in words. So the check that
valid data is accepted is made anew here: a refusal for one of those reasons, told by its type of problem, is right.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)

# Most days that are made up are past ones, so that most answers are answers.
schemathesis.openapi.format("date", st.dates(date(1900, 1, 1), YESTERDAY).map(date.isoformat))


def explained(problem: dict[str, Any]) -> bool:
    """Whether a refusal of what the description allows has a reason that no schema can express."""
    match problem["type"].rpartition("#")[2]:
        case "future-day":
            return True
        case "invalid-value":
            return bool(problem["parameter"] == "cursor")
        case "invalid-body":
            return [one["pointer"] for one in problem["errors"]] == ["/last_top_up"]
    return False


@schemathesis.check
def accepted_or_explained(ctx: Any, response: Any, case: Any) -> bool | None:
    """`positive_data_acceptance`, but for those reasons."""
    if response.status_code == 400 and explained(response.json()):
        return None
    accepted: bool | None = positive_data_acceptance(ctx, response, case)
    return accepted
