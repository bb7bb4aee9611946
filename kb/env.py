"""Reads the environment for `settings.py`. Pure: every function takes what it reads and returns a value.

A value that cannot be used stops the start with a sentence that says what to set and how.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ON = frozenset({"1", "true", "yes", "on"})
OFF = frozenset({"0", "false", "no", "off", ""})
SECRET_LENGTH = 50
HOW_TO_MAKE_ONE = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
WEAK_SECRETS = ("django-insecure-", "change", "secret", "local-only-")
# SQLite below this can lose a commit when the write-ahead log is reset under load.
WAL_IS_SAFE_FROM = (3, 51, 3)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    """`flag({"KB_DEBUG": "on"}, "KB_DEBUG", default=False)` -> True; `KB_DEBUG=maybe` is refused."""
    word = env.get(name)
    if word is None:
        return default
    if word.strip().lower() in ON:
        return True
    if word.strip().lower() in OFF:
        return False
    raise ImproperlyConfigured(f"{name}={word!r} is neither on nor off. Use 1, true, yes, on or 0, false, no, off.")


def number(env: Mapping[str, str], name: str, *, default: int, least: int = 0) -> int:
    """`number({"KB_NUM_PROXIES": "1"}, "KB_NUM_PROXIES", default=0)` -> 1."""
    word = env.get(name, "").strip()
    if not word:
        return default
    if not word.isascii() or not word.isdigit() or int(word) < least:
        raise ImproperlyConfigured(f"{name}={word!r} is not a whole number of at least {least}.")
    return int(word)


def names(env: Mapping[str, str], name: str) -> list[str]:
    """`names({"KB_ALLOWED_HOSTS": "a.pe, b.pe"}, "KB_ALLOWED_HOSTS")` -> ["a.pe", "b.pe"]."""
    return [word.strip() for word in env.get(name, "").split(",") if word.strip()]


def contact(env: Mapping[str, str], name: str) -> str:
    """`contact({"CONTACT": "mailto:a@b.pe"}, "CONTACT")` -> "mailto:a@b.pe"; empty is nobody."""
    value = env.get(name, "").strip()
    if value and (not value.startswith(("mailto:", "https://", "tel:")) or any(one.isspace() for one in value)):
        raise ImproperlyConfigured(f"{name}={value!r} must begin with mailto:, https:// or tel:, and have no space.")
    return value


def secret(env: Mapping[str, str], *, local: bool, data_dir: Path) -> str:
    """The signing key: from the environment, or, on one's own machine, one that is made once and kept in `data_dir`."""
    key = env.get("KB_SECRET_KEY", "")
    if local and not key:
        return _kept_secret(data_dir / "local-secret")
    how = f"Make one with\n    {HOW_TO_MAKE_ONE}\nand set it as KB_SECRET_KEY (or KB_LOCAL=1 on your own machine)."
    if not key:
        raise ImproperlyConfigured(f"KB_SECRET_KEY is not set. {how}")
    if len(key) < SECRET_LENGTH or len(set(key)) < 10:
        raise ImproperlyConfigured(
            f"KB_SECRET_KEY has fewer than {SECRET_LENGTH} characters, or too few different ones. {how}"
        )
    if key.lower().startswith(WEAK_SECRETS):
        raise ImproperlyConfigured(f"KB_SECRET_KEY is a placeholder, not a secret. {how}")
    return key


def _kept_secret(path: Path) -> str:
    """Read the key at `path`; the first caller makes it, so that sessions outlive a restart."""
    import secrets

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write("local-only-" + secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip() or "local-only-" + secrets.token_urlsafe(50)


def hosts(env: Mapping[str, str], *, local: bool) -> list[str]:
    """The names under which the site answers. Production must name them: `*` would let any name into links."""
    given = names(env, "KB_ALLOWED_HOSTS")
    if local:
        return [*given, *sorted(LOOPBACK - {"::1"}), "[::1]", "testserver"]
    if not given or "*" in given:
        raise ImproperlyConfigured(
            "KB_ALLOWED_HOSTS must name the hosts that this site answers for, separated by commas, without '*'. "
            "For example: KB_ALLOWED_HOSTS=kb.example.org"
        )
    return given


def site_url(env: Mapping[str, str], *, local: bool, hosts: list[str]) -> str:
    """The address in links, feeds and the sitemap, without a final slash: `https://kb.example.org`.

    Plain http is for a loopback address alone (a try-out or a benchmark on one's own machine).
    """
    default = "http://127.0.0.1:8000" if local else f"https://{hosts[0].lstrip('.')}"
    given = (env.get("KB_SITE_URL", "").strip() or default).rstrip("/")
    parts = urlsplit(given)
    fine = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not fine or not parts.hostname or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(
            f"KB_SITE_URL={given!r} must look like https://kb.example.org: https, a host, no path "
            "(http only for localhost and 127.0.0.1)."
        )
    return given


def sqlite_options(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> dict[str, Any]:
    """The safest journal that this SQLite keeps its promises in; writers queue instead of failing."""
    if version >= WAL_IS_SAFE_FROM:
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    else:
        pragmas = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
    return {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas}


def database(url: str) -> dict[str, Any]:
    """A `DATABASES` entry from a URL.

    `sqlite:///var/kb.sqlite3` (relative), `sqlite:////srv/kb.sqlite3` (absolute), `postgres://user:password@host:5432/name`;
    what follows `?` goes to PostgreSQL's driver: `?sslmode=require&statement_timeout=8000`.
    """
    parts = urlsplit(url)
    shared = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": sqlite_options(),
            **shared,
        }
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        given = dict(parse_qsl(parts.query))
        statement, lock = given.pop("statement_timeout", "5000"), given.pop("lock_timeout", "5000")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": {
                "connect_timeout": int(given.pop("connect_timeout", "2")),
                "options": f"-c statement_timeout={int(statement)} -c lock_timeout={int(lock)}",
                **given,
            },
            # A cluster made without a locale has databases in SQL_ASCII; the tests need Chinese.
            "TEST": {"CHARSET": "UTF8", "TEMPLATE": "template0"},
            **shared,
        }
    # The URL itself may hold a password, so it is not repeated.
    raise ImproperlyConfigured(
        "DATABASE_URL must be sqlite:///path/to/file, sqlite:////absolute/path or postgres://user:password@host:port/name."
    )
