"""A real Chromium against a real server. Every test here is marked ``browser``."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from operators.roles import EDITOR, REVIEWER
from tests.browser.editing import logged_in
from tests.peru import load_peru

CHROMIUM = os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db: None, live_server: Any, today: None) -> str:
    """The address of a server with Peru's content."""
    load_peru()
    return str(live_server.url)


@pytest.fixture(params=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "with scripts")


@pytest.fixture
def reader(chromium: Browser, scripts: bool) -> Iterator[BrowserContext]:
    """A phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def editor(site: str, chromium: Browser) -> Iterator[BrowserContext]:
    context = logged_in(chromium, site, "ed1", EDITOR)
    yield context
    context.close()


@pytest.fixture
def reviewer(site: str, chromium: Browser) -> Iterator[BrowserContext]:
    context = logged_in(chromium, site, "rev1", REVIEWER)
    yield context
    context.close()
