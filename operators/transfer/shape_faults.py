"""What pydantic finds wrong with a pack, said in the language of whoever reads it.

pydantic speaks English alone. Each kind of fault that a pack can have stands here with a sentence that catalogs know;
the English ones are pydantic's own, but for what nobody can act on.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from pydantic_core import PydanticCustomError

WORDS: dict[str, Any] = {
    "missing": gettext_lazy("Field required"),
    "string_type": gettext_lazy("Input should be a valid string"),
    "string_too_short": ngettext_lazy(
        "String should have at least %(min_length)d character",
        "String should have at least %(min_length)d characters",
        "min_length",
    ),
    "string_too_long": ngettext_lazy(
        "String should have at most %(max_length)d character",
        "String should have at most %(max_length)d characters",
        "max_length",
    ),
    "string_pattern_mismatch": gettext_lazy("String should match pattern '%(pattern)s'"),
    "bool_type": gettext_lazy("Input should be a valid boolean"),
    "int_type": gettext_lazy("Input should be a valid integer"),
    "greater_than_equal": gettext_lazy("Input should be greater than or equal to %(ge)d"),
    "less_than_equal": gettext_lazy("Input should be less than or equal to %(le)d"),
    "list_type": gettext_lazy("Input should be a valid array"),
    "too_short": ngettext_lazy(
        "List should have at least %(min_length)d item after validation, not %(actual_length)d",
        "List should have at least %(min_length)d items after validation, not %(actual_length)d",
        "min_length",
    ),
    "model_type": gettext_lazy("Input should be an object"),
    "enum": gettext_lazy("Input should be %(expected)s"),
    "literal_error": gettext_lazy("Input should be %(expected)s"),
    "json_invalid": gettext_lazy("It is nested too deeply, or holds half of a character"),
    # Faults of our own, which ``shapes`` finds.
    "unknown_key": gettext_lazy("unknown key %(unknown)s; allowed: %(allowed)s"),
    "no_day": gettext_lazy("not a day; write it as 2026-11-22"),
    "empty_text": gettext_lazy("the text is empty in every language"),
    "no_ground": gettext_lazy("a row needs sources, or our_advice: true"),
}


def shape_fault(kind: str, **values: str) -> PydanticCustomError:
    """A fault of our own, to be raised by a validator."""
    return PydanticCustomError(kind, kind, values)


def said(fault: Mapping[str, Any]) -> str:
    """One of ``ValidationError.errors()`` as a sentence without its full stop: ``falta este campo`` for ``missing``."""
    words = WORDS.get(fault["type"])
    if words is None:
        return _("It does not fit here (%(kind)s)") % {"kind": fault["type"]}
    values = dict(fault.get("ctx") or {})
    if "expected" in values:
        values["expected"] = _either(values["expected"])
    return str(words % values)


def _either(expected: str) -> str:
    """pydantic's ``'a', 'b' or 'c'`` with the last “or” in the reader's language."""
    most, separator, last = expected.rpartition(" or '")
    return _("%(most)s or %(last)s") % {"most": most, "last": f"'{last}"} if separator else expected
