"""The requirement files are complete, pinned by hash, and say nothing of the machine that wrote them."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A pin with its purpose above it, with or without extras.
OURS = r"^# .+\n([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?=="


def names(requirements: list[str]) -> set[str]:
    """The packages that these lines ask for: {"psycopg", "ruamel-yaml"}."""
    return {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=]", line, maxsplit=1)[0]).lower() for line in requirements}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_address(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    pins = re.findall(r"^[a-z0-9].*==.*$", text, flags=re.MULTILINE)
    hashed = re.findall(r"^[a-z0-9].*==.*\\\n    --hash=sha256:[0-9a-f]{64}", text, flags=re.MULTILINE)
    assert len(hashed) == len(pins) > 20
    assert "://" not in text


def test_every_direct_dependency_is_pinned_with_its_purpose() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime, development = (
        set(
            re.findall(
                r"^# .+\n([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE
            )
        )
        for file in ("requirements.txt", "requirements-dev.txt")
    )
    ours, tools = names(project["project"]["dependencies"]), names(project["dependency-groups"]["dev"])
    assert runtime | development == ours | tools
    # One of our tools may be what a runtime package needs too, never the other way round.
    assert ours <= runtime


def test_development_includes_what_runs() -> None:
    assert "\n-r requirements.txt\n" in (ROOT / "requirements-dev.txt").read_text("utf-8")


def test_pins_keep_the_extras_that_packages_ask_for() -> None:
    """pip before 23.3 takes `coverage[toml]` for another package than `coverage`, and then wants the newest one."""
    text = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert re.search(r"^coverage\[toml\]==", text, flags=re.MULTILINE)
