"""The column that search looks into: ``tsvector`` on PostgreSQL, text beside an FTS5 table on SQLite.

Migration 0006 makes the index of either. On SQLite triggers keep the FTS5 table in step, whoever writes the row, so
nothing can be in one and not in the other, and emptying the table empties the index.
"""

from typing import Any

from django.db import models

INDEX = "operators_searchindex"
"""The FTS5 table; its rowid is the entry's id."""


class TokensField(models.TextField):
    """Tokens, sorted, separated by spaces: in Python the same text on both databases."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        if connection.vendor == "postgresql":
            return "array_to_tsvector(string_to_array(%s, ' '))"
        return "%s"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if value is None or connection.vendor != "postgresql":
            return value
        return " ".join(sorted(token.strip("'") for token in value.split(" ")))


@TokensField.register_lookup
class Finds(models.Lookup):
    """``tokens__finds={"sqlite": …, "postgresql": …}``: the expression in the words of either database."""

    lookup_name = "finds"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return "%s", (value[connection.vendor],)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        _sql, params = self.process_rhs(compiler, connection)
        inside = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608 - a name of our own
        return f"{alias}.id IN ({inside})", list(params)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, left_params = self.process_lhs(compiler, connection)
        _sql, params = self.process_rhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*left_params, *params]
