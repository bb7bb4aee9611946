"""The settings as a process meets them: started anew, with a given environment and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = {"KB_SECRET_KEY": "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7_aB3dE6gH9jK2mN5pQ8sT1vW4", "KB_ALLOWED_HOSTS": "kb.example.org"}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` with this environment alone (no PYTEST_VERSION: that would be the local case)."""
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def shown(*names: str, **environment: str) -> str:
    """The values of these settings, as Python shows them."""
    code = f"from django.conf import settings; print(*(repr(getattr(settings, name)) for name in {names}))"
    done = manage("shell", "--no-imports", "-c", code, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "KB_SECRET_KEY is not set"),
        ({**GOOD, "KB_SECRET_KEY": "short"}, "KB_SECRET_KEY has fewer"),
        ({**GOOD, "KB_ALLOWED_HOSTS": ""}, "KB_ALLOWED_HOSTS must name"),
        ({**GOOD, "KB_DEBUG": "1"}, "KB_DEBUG shows"),
        ({**GOOD, "KB_SITE_URL": "http://kb.example.org"}, "KB_SITE_URL"),
        ({**GOOD, "KB_FOUR_EYES": "perhaps"}, "KB_FOUR_EYES"),
        ({**GOOD, "DATABASE_URL": "mysql://h/db"}, "DATABASE_URL"),
    ],
)
def test_production_refuses_to_start_and_says_what_to_set(environment: dict[str, str], named: str) -> None:
    done = manage("check", **environment)
    assert done.returncode == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_production_passes_the_deployment_checks() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert (done.returncode, "1 silenced" in done.stderr + done.stdout) == (0, True), done.stderr


def test_production_cookies_are_bound_to_the_host() -> None:
    value = shown("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", **GOOD)
    assert value == "'__Host-session' '__Host-csrf' True"


def test_four_eyes_is_on_unless_told_otherwise() -> None:
    assert shown("KB_FOUR_EYES", **GOOD) == "True"
    assert shown("KB_FOUR_EYES", **GOOD, KB_FOUR_EYES="off") == "False"


def test_forwarded_headers_are_trusted_only_behind_a_proxy() -> None:
    trusted = "('HTTP_X_FORWARDED_PROTO', 'https')"
    assert shown("SECURE_PROXY_SSL_HEADER", **GOOD) == "None"
    assert shown("SECURE_PROXY_SSL_HEADER", **GOOD, KB_NUM_PROXIES="1") == trusted


def test_local_case_needs_no_environment(tmp_path: Path) -> None:
    done = manage("check", KB_LOCAL="1", KB_DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "local-secret").is_file()
