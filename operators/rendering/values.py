"""How dates, money and lengths of time are said in each language (the product's voice). Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from operators.rendering.words import word
from operators.vocabulary import Unit

# fmt: off
MONTHS = {
    "es": [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ],
}
# fmt: on
SYMBOLS = {"PEN": "S/"}
# unit -> (one, several); Chinese has one form
UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "zh-hans": {
        "hour": ("小时", "小时"),
        "day": ("天", "天"),
        "business_day": ("个工作日", "个工作日"),
        "month": ("个月", "个月"),
        "count": ("", ""),
    },
    "es": {
        "hour": ("hora", "horas"),
        "day": ("día", "días"),
        "business_day": ("día hábil", "días hábiles"),
        "month": ("mes", "meses"),
        "count": ("", ""),
    },
    "en": {
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "business_day": ("business day", "business days"),
        "month": ("month", "months"),
        "count": ("", ""),
    },
}
LIST_JOIN = {"zh-hans": "、", "es": ", ", "en": ", "}


def day(value: str | date | None, language: str) -> str:
    """A day, a month or a year as people say it.

    >>> day("2026-11-22", "es"), day("2025-10", "en"), day("2025", "zh-hans")
    ('22 de noviembre de 2026', 'October 2025', '2025年')
    """
    if not value:
        return ""
    parts = [int(part) for part in str(value)[:10].split("-")]
    if language == "zh-hans":
        return "".join(f"{part}{sign}" for part, sign in zip(parts, "年月日", strict=False))
    if len(parts) == 1:
        return str(parts[0])
    month = MONTHS[language][parts[1] - 1]
    if language == "es":
        return f"{month} de {parts[0]}" if len(parts) == 2 else f"{parts[2]} de {month} de {parts[0]}"
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


def quantity(value: Any, unit: str, language: str) -> str:
    """A length of time or a count.

    >>> quantity(1, "business_day", "es"), quantity(270, "day", "zh-hans"), quantity(7, "count", "en")
    ('1 día hábil', '270天', '7')
    """
    one, several = UNITS[language][unit]
    # Between Han and digits the stylesheet sets the space.
    gap = "" if language == "zh-hans" else " "
    return f"{value}{gap}{one if str(value) == '1' else several}".strip()


def money(value: Any, currency: str) -> str:
    """``money("5.00", "PEN")`` is ``S/ 5.00``, with a space that does not break."""
    return f"{SYMBOLS.get(currency, currency)}\u00a0{value}"


def fact_value(fact: Mapping[str, Any], language: str) -> str:
    """What a fact says, without its qualifier: ``5 business days``, ``S/ 5.00``, ``Yes``, ``DNI, passport``."""
    unit, value = fact["unit"], fact["value"]
    if unit == Unit.MONEY:
        return money(value, fact.get("currency", ""))
    if unit == Unit.YES_NO:
        return word(language, "yes_no", value)
    if unit == Unit.CODES:
        return LIST_JOIN[language].join(word(language, "id_document", code) for code in value)
    return quantity(value, unit, language)


def dialled(number: str) -> str:
    """A number as a ``tel:`` link takes it.

    >>> dialled("(01) 611 7777"), dialled("*123#")
    ('016117777', '*123%23')
    """
    return "".join(sign for sign in number if sign.isdigit() or sign in "+*#").replace("#", "%23")
