"""The environment is read into usable values, or the start is refused with advice."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kb import env


def test_flag_is_read_from_words() -> None:
    assert [env.flag({"F": word}, "F", default=True) for word in ("on", "TRUE", "1", "off", "no", "")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
