"""What search finds, derived anew: run ``manage.py reindex`` after it on a site that has content.

A later migration that alters ``SearchEntry`` on SQLite makes its table anew, without the triggers: let it run
``make_index`` again after that.
"""

import django.db.models.deletion
from django.db import migrations, models

import operators.models.printed.tokens

SQLITE = [
    # detail=none: which entry has a token, not where. Only spaces part tokens, so nothing is cut here once more.
    "CREATE VIRTUAL TABLE operators_searchindex USING fts5("
    "tokens, content='operators_searchentry', content_rowid='id', detail=none, columnsize=0, "
    "tokenize=\"ascii tokenchars '*#+_-'\")",
    "CREATE TRIGGER operators_searchentry_added AFTER INSERT ON operators_searchentry BEGIN "
    "INSERT INTO operators_searchindex(rowid, tokens) VALUES (new.id, new.tokens); END",
    "CREATE TRIGGER operators_searchentry_removed AFTER DELETE ON operators_searchentry BEGIN "
    "INSERT INTO operators_searchindex(operators_searchindex, rowid, tokens) VALUES ('delete', old.id, old.tokens); END",
    "CREATE TRIGGER operators_searchentry_changed AFTER UPDATE OF id, tokens ON operators_searchentry BEGIN "
    "INSERT INTO operators_searchindex(operators_searchindex, rowid, tokens) VALUES ('delete', old.id, old.tokens); "
    "INSERT INTO operators_searchindex(rowid, tokens) VALUES (new.id, new.tokens); END",
]
POSTGRESQL = ["CREATE INDEX operators_searchentry_tokens ON operators_searchentry USING gin (tokens)"]


def make_index(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER operators_searchentry_{name}", params=None)
        schema_editor.execute("DROP TABLE operators_searchindex", params=None)
    else:
        schema_editor.execute("DROP INDEX operators_searchentry_tokens", params=None)


class Migration(migrations.Migration):
    dependencies = [("operators", "0005_reports_answered")]
    operations = [
        migrations.DeleteModel(name="SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=10)),
                ("slug", models.CharField(max_length=80)),
                ("country", models.CharField(max_length=2)),
                ("operator", models.CharField(blank=True, max_length=80)),
                ("operator_name", models.CharField(blank=True, max_length=200)),
                ("public_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("number", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("title", models.TextField()),
                ("zones", models.TextField()),
                ("lead", models.TextField()),
                ("body", models.TextField()),
                ("fallbacks", models.JSONField(default=dict)),
                ("tokens", operators.models.printed.tokens.TokensField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="search_entries",
                        to="operators.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "language"), name="searchentry_language_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12)),
                ("first", models.CharField(max_length=1)),
                ("length", models.PositiveIntegerField()),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "ordering": ["language", "word"],
                "indexes": [models.Index(fields=["language", "first", "length"], name="searchword_by_shape")],
                "constraints": [models.UniqueConstraint(fields=("language", "word"), name="searchword_once")],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
