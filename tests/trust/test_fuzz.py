"""Requests made up from the served description: a minute of what `make fuzz` does for half an hour."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fuzzing import explained
from tests.peru import load_peru

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMATHESIS = Path(sys.executable).parent / "st"
OPTIONS = (
    "--checks=all",
    "--exclude-checks=positive_data_acceptance",  # `tests.fuzzing` has it made anew
    "--phases=examples,coverage,fuzzing,stateful",
    "--max-examples=10",
    "--max-time=60",
    "--seed=1",
    "--continue-on-failure",
    "--no-color",
)


@pytest.mark.slow
def test_a_minute_of_made_up_requests_finds_no_fault(
    transactional_db: None, live_server: Any, today: None, settings: Any, tmp_path: Path
) -> None:
    load_peru()
    settings.KB_API_RATE = 0
    settings.KB_SITE_URL = str(live_server.url)
    done = subprocess.run(
        [str(SCHEMATHESIS), "run", f"{live_server.url}/api/v1/schema/", *OPTIONS],
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.fuzzing", "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        ({"type": "https://x/#future-day"}, True),
        ({"type": "https://x/#invalid-value", "parameter": "cursor"}, True),
        ({"type": "https://x/#invalid-value", "parameter": "operator"}, False),
        ({"type": "https://x/#invalid-body", "errors": [{"pointer": "/last_top_up"}]}, True),
        ({"type": "https://x/#invalid-body", "errors": [{"pointer": "/answers"}]}, False),
        ({"type": "https://x/#unknown-question"}, False),
    ],
)
def test_a_refusal_of_what_is_described_needs_a_reason(problem: dict[str, Any], reason: bool) -> None:
    assert explained(problem) is reason
