"""The recipes of `docs/api.md` do what they say, in each of their languages, against a server with Peru's content."""

from collections import Counter
from typing import Any

import pytest

from tests.api.recipes import program, recipes, run
from tests.peru import load_peru

LANGUAGES = ("bash", "python", "javascript")
JOBS = 9


@pytest.fixture
def base(transactional_db: None, live_server: Any, today: None, settings: Any) -> str:
    """The address of the API. It calls itself by the address at which it is."""
    load_peru()
    settings.KB_SITE_URL = str(live_server.url)
    return f"{live_server.url}/api/v1"


def test_every_job_has_a_recipe_in_every_language_that_says_what_it_prints() -> None:
    found = list(recipes())
    jobs = list(dict.fromkeys(one.job for one in found))
    assert Counter((one.job, one.language) for one in found) == {(job, name): 1 for job in jobs for name in LANGUAGES}
    assert len(jobs) >= JOBS
    assert [(one.job, one.language) for one in found if not one.prints.strip()] == []


@pytest.mark.slow
@pytest.mark.usefixtures("_unhurried")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recipe_prints_what_the_page_says(base: str, language: str) -> None:
    command = program(language)
    if command is None:
        pytest.skip(f"nothing here runs {language}: install curl, nodejs")
    printed = {one.job: run(one, base, command) for one in recipes() if one.language == language}
    assert printed == {one.job: one.prints for one in recipes() if one.language == language}
