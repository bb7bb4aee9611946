"""What a later rule has overtaken is never cited without it: who acts on the older one alone loses the number."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from operators.models.printed import Listing

OVERTAKEN = {"reg-port-30days": "reg-port-2025-active"}
"""A rule of 2014 let a number be ported for 30 days after it was cancelled; those in force since March 2025 do not."""


def cited(document: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    keys = {source["number"]: source["key"] for source in document["sources"]}
    for part, rows in document.items():
        for row in rows if isinstance(rows, list) and part != "sources" else ():
            if isinstance(row, dict) and row.get("sources"):
                yield f"{part}[{row.get('row') or row.get('key')}]", {keys[number] for number in row["sources"]}


@pytest.mark.usefixtures("peru")
def test_what_applies_now_cites_no_rule_without_the_one_that_overtook_it() -> None:
    seen, alone = 0, []
    for listing in Listing.objects.filter(kind="policy", ends_at__isnull=True).select_related("edition"):
        document = json.loads(listing.edition.texts.get(language="es").document)
        for place, keys in cited(document):
            seen += bool(keys & set(OVERTAKEN))
            alone += [(listing.slug, place) for old, new in OVERTAKEN.items() if old in keys and new not in keys]
    assert seen > 1
    assert alone == []
