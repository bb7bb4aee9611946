"""What keeping a number costs a year, said in words."""

from datetime import date
from typing import Any

import pytest

from operators.links import OfficialList
from operators.readiness import plan_keep, yearly_cost
from operators.rendering import keep_page
from tests.readiness.documents import document, fact, milestone

ON = date(2026, 11, 22)


def shown(facts: list[dict[str, Any]], *rows: dict[str, Any], language: str = "en") -> dict[str, Any]:
    frame = {
        "language": language,
        "fallbacks": [],
        "title": "Keep it",
        "url": "https://kb.example/en/policies/claro-keep/",
    }
    policy = document("claro-keep", milestones=list(rows), **frame)
    other = document("claro-top-up", facts=facts, **frame)
    for one in (policy, other):
        one["sources"] = [
            source
            | {"publisher": "", "kind": "press", "language": "es", "quote": ""}
            | {"published_on": None}
            | {"retrieved_on": None}
            for source in one["sources"]
        ]
    plan = plan_keep(policy, ON, "unknown", ON).to_dict()
    cost = yearly_cost(plan["events"], [policy, other], ON)
    page = keep_page(plan, policy, OfficialList(), cost, [other])
    year: dict[str, Any] = page["year"]
    return year | {"sources": [source["title"] for source in page["sources"]]}


def amount(**other: Any) -> dict[str, Any]:
    return fact("minimum_top_up", "3.00", "money", currency="PEN", **other)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "S/ 3.00 before each 90 days are up: 5 × S/ 3.00 = about S/ 15.00 a year."),
        ("es", "S/ 3.00 antes de que se cumplan 90 días, cada vez: 5 × S/ 3.00 = unos S/ 15.00 al año."),
        ("zh-hans", "每次在满90天之前充S/ 3.00：5 × S/ 3.00 = 一年约S/ 15.00。"),
    ],
)
def test_sum_is_shown(language: str, said: str) -> None:
    year = shown([amount()], milestone("partial_cut", 90), language=language)
    assert year["text"].replace("\u00a0", " ") == said


def test_each_part_of_the_sum_has_its_source_and_standing() -> None:
    disputed = amount(standing="disputed", in_force="unknown", qualifier="By card.")
    year = shown([disputed], milestone("partial_cut", 90))
    by_amount, by_day = year["basis"]
    assert by_amount["text"].replace("\u00a0", " ") == "Smallest top-up: S/ 3.00"
    assert (by_amount["standing"], by_amount["qualifier"]) == ("Disputed", "By card.")
    assert by_amount["in_force"].startswith("Nobody has published whether this is in force")
    assert by_day["text"] == "day 90: Service is cut in part"
    assert (by_amount["notes"], by_day["notes"]) == ([2], [1])
    assert year["sources"] == ["claro-keep-source", "claro-top-up-source"]


def test_what_nobody_has_published_is_said() -> None:
    no_amount = shown([], milestone("partial_cut", 90))
    assert "smallest top-up, so what it costs a year is not known" in no_amount["text"]
    assert "at least 5 a year" in no_amount["text"]
    assert no_amount["sources"] == ["claro-keep-source"]
    assert "how often one is needed" in shown([amount()])["text"]
    nothing = shown([])
    assert (nothing["text"].startswith("Not published: neither"), nothing["basis"]) == (True, [])
