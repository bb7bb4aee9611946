"""A pack's entries as the snapshots that they will be printed from. Pure."""

from typing import Any

from operators.models.fields import normal_text
from operators.transfer.packs import Pack
from operators.vocabulary import LANGUAGES

Data = dict[str, Any]

_EXTRA = ("edition", "verified", "questions", "cited")


def normal(value: Any) -> Any:
    """Texts as a working copy keeps them, sources of a row in the order of their keys."""
    if isinstance(value, dict):
        if value and all(key in LANGUAGES for key in value):
            return {language: normal_text(value[language]) for language in LANGUAGES if language in value}
        return {
            key: sorted(inner) if key == "sources" and all(isinstance(one, str) for one in inner) else normal(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [normal(inner) for inner in value]
    return normal_text(value) if isinstance(value, str) else value


def question_list(pack: Pack) -> list[Data]:
    """The pack's questions with their places."""
    return [normal(question) | {"position": position} for position, question in enumerate(pack.questions, start=1)]


def subject_snapshot(pack: Pack, kind: str, entry: Data) -> Data:
    """What ``publishing.snapshot`` will give once ``entry`` is the working copy."""
    body = {key: value for key, value in normal(entry).items() if key not in _EXTRA}
    if kind == "faq":
        slugs = [one["slug"] for one in pack.faq]
        body["position"] = slugs.index(entry["slug"]) + 1
        body["policies"] = sorted(body.get("policies", []))
        if not body["policies"]:
            del body["policies"]
    for index, row in enumerate(body.get("not_checked", [])):
        row["key"] = f"not-checked-{index + 1}"
    sources = {source["key"]: source for source in [*pack.sources, *entry.get("cited", [])]}
    questions = {question["key"]: question for question in question_list(pack)}
    for question in entry.get("questions", []):
        questions[question["key"]] = normal(question) | {"position": questions[question["key"]]["position"]}
    return {
        "kind": kind,
        "entry": body,
        "edition": normal(entry["edition"]),
        "questions": [questions[key] for key in _asked(body, questions)],
        "sources": [normal(sources[key]) for key in sorted(_cited(body))],
    }


def _cited(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = set(value.get("sources", []))
        return own.union(*(_cited(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(_cited(inner) for inner in value))
    return set()


def _asked(body: Data, questions: dict[str, Data]) -> list[str]:
    """The questions that an entry names, with their parents, in the order of their places."""
    wanted = {row["question"] for row in body.get("conditions", [])}
    wanted |= {row["shown_when"]["question"] for row in body.get("cautions", []) if "shown_when" in row}
    for key in list(wanted):
        parent = questions[key].get("asked_when")
        while parent and parent["question"] not in wanted:
            wanted.add(parent["question"])
            parent = questions[parent["question"]].get("asked_when")
    return sorted(wanted, key=lambda key: questions[key]["position"])
