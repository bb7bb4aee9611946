"""Search over 50,000 entries in three languages, one client: `python -m benchmarks.search [entries]`.

Makes a test database of its own beside the configured one (`DATABASE_URL`), asks it while it is empty and again when
it is full, and drops it. The documents are made of the sentences of Peru's content, so words are as common as they are
in real texts; the queries are those of `tests/search/relevance.yaml`.
"""

import json
import logging
import os
import platform
import random
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("KB_LOCAL", "1")
os.environ.setdefault("KB_API_RATE", "0")
logging.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")

import django  # noqa: E402

django.setup()  # before any model is imported

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from ruamel.yaml import YAML  # noqa: E402

from operators.models.printed import Edition, EditionText, Listing, SearchEntry  # noqa: E402
from operators.publishing.derive_search import add_words  # noqa: E402
from operators.search.index import entry  # noqa: E402
from operators.vocabulary import LANGUAGES  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
BATCH = 500
ROUNDS = 5
Sentences = dict[str, list[str]]
DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, 12, tzinfo=UTC)


def sentences() -> Sentences:
    """The published titles and texts of Peru, by language."""
    found: Sentences = {language: [] for language in LANGUAGES}
    for row in SearchEntry.objects.all():
        found[row.language] += [row.title, *row.lead.split("\n"), *row.body.split("\n")]
    return found


def document(number: int, language: str, texts: list[str], chance: random.Random) -> dict[str, Any]:
    kind, operator = ("policy", f"op{number % 50}") if number % 2 else ("faq", "")
    named = {"slug": operator, "name": operator.title()} if operator else None
    words = chance.sample(texts, 12)
    common = {"kind": kind, "slug": f"{kind}-{number}", "fallbacks": [], "operator": named, "sources": []}
    if kind == "faq":
        return common | {"question": words[0][:120], "answer": "\n\n".join(words[1:]), "policies": []}
    steps = [{"key": "a", "title": word[:60], "body": word} for word in words[4:8]]
    return common | {"title": words[0][:120], "summary": "\n".join(words[1:4]), "scope": words[8], "steps": steps,
                     "not_checked": words[9:]}  # fmt: skip


def fill(entries: int, texts: Sentences) -> None:
    """Editions with a text in each language, and their entries; nothing else of a publication is needed here."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")  # filling is no request
    chance = random.Random(5)
    first = (Edition.objects.order_by("-revision").values_list("revision", flat=True).first() or 0) + 1
    for start in range(0, entries // len(LANGUAGES), BATCH):
        editions, rows = [], []
        for number in range(start, min(start + BATCH, entries // len(LANGUAGES))):
            kind = "policy" if number % 2 else "faq"
            editions.append(
                Edition(kind=kind, slug=f"{kind}-{number}", number=1, revision=first + number, country="PE",
                        effective_from=DAY, effective_basis="published", published_at=MOMENT, public_at=MOMENT,
                        published_by="benchmark", four_eyes=False, significance="clarification",
                        hash=f"{number:064d}")
            )  # fmt: skip
        for edition in Edition.objects.bulk_create(editions):
            listing = Listing(kind=edition.kind, slug=edition.slug, edition=edition, effective_from=DAY,
                              public_at=MOMENT, country="PE")  # fmt: skip
            for language in LANGUAGES:
                number = edition.revision - first
                made = document(number, language, texts[language], chance)
                rows.append(entry(listing, EditionText(edition=edition, language=language, document=json.dumps(made))))
        SearchEntry.objects.bulk_create(rows)
        add_words(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE operators_searchentry")
        if connection.vendor == "postgresql":
            cursor.execute("RESET statement_timeout")


def measure(queries: list[dict[str, Any]]) -> tuple[list[tuple[float, float]], int]:
    """Milliseconds of each request and of our own processor in it, after a round that warms up; and the hits."""
    client, hits = Client(), 0
    taken: list[tuple[float, float]] = []
    for turn in range(ROUNDS + 1):
        for one in queries:
            begin, busy = time.perf_counter(), time.process_time()
            answer = client.get("/api/v1/search/", {"q": one["q"], "lang": one["lang"]})
            if turn:
                taken.append(((time.perf_counter() - begin) * 1000, (time.process_time() - busy) * 1000))
                hits += answer.json()["count"]
    return taken, hits // ROUNDS


def row(name: str, taken: list[tuple[float, float]], hits: int) -> str:
    cells = []
    for times in zip(*taken, strict=True):
        parts = statistics.quantiles(times, n=100)
        cells += [f"{parts[49]:.1f}", f"{parts[98]:.1f}"]
    return f"| {connection.vendor}, {name} | {' | '.join(cells)} | {hits:,} |"


def main(entries: int) -> None:
    queries = YAML(typ="safe").load(ROOT / "tests" / "search" / "relevance.yaml")
    old = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("import_content", verbosity=0)
        texts = sentences()
        held = list(SearchEntry.objects.all())
        SearchEntry.objects.all().delete()
        empty = measure(queries)
        SearchEntry.objects.bulk_create(held)
        begin = time.perf_counter()
        fill(entries, texts)
        spent = time.perf_counter() - begin
        print(f"{SearchEntry.objects.count():,} entries in {spent:.0f} s, {connection.vendor}")
        print(f"Python {platform.python_version()}, Django {django.__version__}, {len(queries)} queries x {ROUNDS}")
        full = measure(queries)
        print("| database | p50 ms | p99 ms | processor p50 | processor p99 | hits |\n|---|---|---|---|---|---|")
        print(row("empty", *empty))
        print(row(f"{entries:,} entries", *full))
        ratio = statistics.median(one for one, _busy in full[0]) / statistics.median(one for one, _busy in empty[0])
        print(f"p50 is {ratio:.1f} times that of the empty database")
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
