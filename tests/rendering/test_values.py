"""Dates, money and lengths of time as each language says them."""

import doctest

import pytest

from operators.rendering import values
from operators.rendering.values import day, dialled, fact_value, money, quantity


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(values).failed == 0


@pytest.mark.parametrize(
    ("value", "zh", "es", "en"),
    [
        ("2026-11-22", "2026年11月22日", "22 de noviembre de 2026", "22 November 2026"),
        ("2026-01-01", "2026年1月1日", "1 de enero de 2026", "1 January 2026"),
        ("2025-10", "2025年10月", "octubre de 2025", "October 2025"),
        ("2014", "2014年", "2014", "2014"),
        ("2026-11-22T12:00:00Z", "2026年11月22日", "22 de noviembre de 2026", "22 November 2026"),
        (None, "", "", ""),
    ],
)
def test_days(value: str | None, zh: str, es: str, en: str) -> None:
    assert (day(value, "zh-hans"), day(value, "es"), day(value, "en")) == (zh, es, en)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "es", "en"),
    [
        (1, "business_day", "1个工作日", "1 día hábil", "1 business day"),
        (5, "business_day", "5个工作日", "5 días hábiles", "5 business days"),
        (240, "day", "240天", "240 días", "240 days"),
        (1, "month", "1个月", "1 mes", "1 month"),
        (24, "hour", "24小时", "24 horas", "24 hours"),
        (7, "count", "7", "7", "7"),
    ],
)
def test_quantities(value: int, unit: str, zh: str, es: str, en: str) -> None:
    assert tuple(quantity(value, unit, language) for language in ("zh-hans", "es", "en")) == (zh, es, en)


def test_other_values() -> None:
    assert money("5.00", "PEN") == "S/\u00a05.00"
    assert fact_value({"unit": "money", "value": "5.00", "currency": "PEN"}, "es") == "S/\u00a05.00"
    assert fact_value({"unit": "yes_no", "value": "no"}, "es") == "No"
    assert fact_value({"unit": "codes", "value": ["dni", "passport"]}, "zh-hans") == "DNI（秘鲁身份证）、护照"
    assert dialled("930 123 123") == "930123123"
