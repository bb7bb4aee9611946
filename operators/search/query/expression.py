"""What must be found, as a small tree, and the same tree in the words of either database."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One token, or every token that begins with it."""

    token: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Expression", ...]


Expression = Term | AllOf | AnyOf


def as_fts5(expression: Expression) -> str:
    """For SQLite's ``MATCH``, every token quoted.

    >>> as_fts5(AllOf((Term("br_claro"), AnyOf((Term("br_baja"), Term("br_ba", prefix=True))))))
    '("br_claro" AND ("br_baja" OR "br_ba"*))'
    """
    match expression:
        case Term():
            quoted = expression.token.replace('"', '""')
            return f'"{quoted}"{"*" if expression.prefix else ""}'
        case AllOf():
            return f"({' AND '.join(as_fts5(part) for part in expression.parts)})"
        case AnyOf():
            return f"({' OR '.join(as_fts5(part) for part in expression.parts)})"


def as_tsquery(expression: Expression) -> str:
    """For PostgreSQL's ``tsquery``, every token quoted.

    >>> as_tsquery(AllOf((Term("br_claro"), AnyOf((Term("br_baja"), Term("br_ba", prefix=True))))))
    "('br_claro' & ('br_baja' | 'br_ba':*))"
    """
    match expression:
        case Term():
            quoted = expression.token.replace("\\", "\\\\").replace("'", "''")
            return f"'{quoted}'{':*' if expression.prefix else ''}"
        case AllOf():
            return f"({' & '.join(as_tsquery(part) for part in expression.parts)})"
        case AnyOf():
            return f"({' | '.join(as_tsquery(part) for part in expression.parts)})"


def matches(expression: Expression, tokens: Collection[str]) -> bool:
    """Whether these tokens are what is asked for: what both databases do, said once more in Python."""
    match expression:
        case Term():
            if expression.token in tokens:
                return True
            return expression.prefix and any(token.startswith(expression.token) for token in tokens)
        case AllOf():
            return all(matches(part, tokens) for part in expression.parts)
        case AnyOf():
            return any(matches(part, tokens) for part in expression.parts)
