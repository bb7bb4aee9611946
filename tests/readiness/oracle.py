"""The self-check once more, by brute force: every completion of the answers, one after the other."""

from itertools import product
from typing import Any

from operators.vocabulary import OUTCOME_SCALE

LEVELS = [str(outcome) for outcome in OUTCOME_SCALE]
IMPOSED = {name: (level, level) for level, name in enumerate(LEVELS)} | {"advice": (4, 4), "unknown_effect": (4, 0)}
SUPPORT = {"yes": (4, 4), "no": (0, 0), "partial": (4, 0), "unknown": (4, 0)}
VISIT = {"never": (4, 4), "always": (3, 3), "sometimes": (4, 3), "unknown": (4, 3)}

Documents = tuple[dict[str, Any], dict[str, Any]]
Interval = tuple[int, int]


def join(*intervals: Interval) -> Interval:
    return min(best for best, _ in intervals), min(worst for _, worst in intervals)


def completions(asked: list[dict[str, Any]], answers: dict[str, str]) -> list[dict[str, str]]:
    """Every way to answer all the questions, in keeping with the answers given."""
    choices = [
        [option["code"] for option in item["options"]]
        if answers.get(item["key"], "unknown") == "unknown"
        else [answers[item["key"]]]
        for item in asked
    ]
    return [dict(zip([item["key"] for item in asked], codes, strict=True)) for codes in product(*choices)]


def visibility(documents: Documents, asked: list[dict[str, Any]], complete: dict[str, str]) -> dict[str, str]:
    """``yes``, ``no`` or ``open`` for each question, parents first."""
    newest = max(documents, key=lambda document: str(document["edition"]["effective_from"]))
    ordered = [newest, *(document for document in documents if document is not newest)]
    states: dict[str, str] = {}
    for item in asked:
        when = item["asked_when"]
        if when is None:
            states[item["key"]] = "yes"
            continue
        home = next(document for document in ordered if item["key"] in [q["key"] for q in document["questions"]])
        known = [o["code"] for q in home["questions"] if q["key"] == when["question"] for o in q["options"]]
        code = complete[when["question"]]
        own = "yes" if code in when["options"] else "no" if code in known else "open"
        above = states[when["question"]]
        states[item["key"]] = "no" if "no" in (own, above) else "open" if "open" in (own, above) else "yes"
    return states


def of_route(
    documents: Documents, asked: list[dict[str, Any]], row: dict[str, Any], complete: dict[str, str]
) -> Interval:
    """The interval of a route when every question is answered."""
    states = visibility(documents, asked, complete)
    result = join(SUPPORT[row["support"]], VISIT[row["store_visit"]])
    for document in documents:
        for item in document["questions"]:
            key = item["key"]
            if states.get(key, "no") == "no":
                continue
            known = [option["code"] for option in item["options"]]
            codes = [complete[key]] if complete[key] in known else known
            each = []
            for code in codes:
                effects = [
                    IMPOSED[c["outcome"]]
                    for c in document["conditions"]
                    if c["question"] == key
                    and code in c["when"]
                    and row["channel"] in (c["channels"] or [row["channel"]])
                ]
                each.append(join((4, 4), *effects))
            best, worst = max(b for b, _ in each), min(w for _, w in each)
            result = join(result, (4 if states[key] == "open" else best, worst))
    return result
