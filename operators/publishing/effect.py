"""What an edition would change for readers: the self-check's answers before and after it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from operators.models.printed import EditionText, Listing
from operators.publishing.document import document
from operators.readiness.idle import idle
from operators.readiness.space import MOST_LOOKS, Comparison, Pair, Turn, compare
from operators.vocabulary import DEFAULT_LANGUAGE, LineType, SubjectKind, Topic

Data = dict[str, Any]

FEWEST_LOOKS = 200
"""Less than this says nothing about a policy; where there are more policies, the last ones are left out."""


@dataclass(frozen=True, slots=True)
class PolicyEffect:
    """What turns at one operator's policy: an edit of a country's rules turns something at each of them."""

    slug: str
    comparison: Comparison
    words: dict[str, tuple[str, dict[str, str]]]
    """The questions that either side asks, in words: ``{"debt": ("Do you owe?", {"yes": "Yes", …})}``."""


@dataclass(frozen=True, slots=True)
class Effect:
    """``policies`` are those at which something turns; ``compared`` is how many were looked at, ``left_out`` how many
    were too many. The idle ones are keys of the working copy's own rows and questions.
    """

    policies: tuple[PolicyEffect, ...] = ()
    compared: int = 0
    left_out: int = 0
    idle_conditions: tuple[str, ...] = ()
    idle_questions: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(one.comparison.total for one in self.policies)

    @property
    def changed(self) -> int:
        return sum(one.comparison.changed for one in self.policies)


def effect(snapshot: Data, *, now: datetime, language: str = DEFAULT_LANGUAGE, looks: int = MOST_LOOKS) -> Effect:
    """Compare the live edition with the working copy, and look for what in the working copy is idle.

    Only a cancellation policy has an effect, and only one that is live already can turn anything. What is said of it
    is in ``language``; the numbers are the same in every language. Exact unless ``sampled`` says otherwise.
    """
    entry = snapshot["entry"]
    if snapshot["kind"] != SubjectKind.POLICY or entry["topic"] != Topic.CANCELLATION:
        return Effect()
    live = _live_document(entry["slug"], language, now)
    starts = snapshot["edition"].get("effective_from") or now.date().isoformat()
    # No fact bears on an outcome, and one that is still half written cannot be printed.
    printable = {**snapshot, "entry": {**entry, "facts": []}}
    new = _as_read(document(printable, language, {}), starts, now.isoformat())
    pairs = _pairs(live, new, language, now)
    shown = pairs[: looks // FEWEST_LOOKS]
    policies = []
    if live is not None and _decisive(live) != _decisive(new):
        for slug, before, after in shown:
            comparison = compare(before, after, looks=looks // len(shown))
            if comparison.turns:
                policies.append(PolicyEffect(slug, comparison, _words(before, after)))
    conditions, questions = _idle(new, [after for _, _, after in shown])
    return Effect(
        policies=tuple(policies),
        compared=len(shown),
        left_out=len(pairs) - len(shown),
        idle_conditions=conditions,
        idle_questions=questions,
    )


def turned_outcomes(snapshot: Data, *, now: datetime) -> tuple[str, ...]:
    """Sentences that say how many answer sets get another outcome than today, with examples; empty when none does."""
    return turned(effect(snapshot, now=now)) if "effective_from" in snapshot["edition"] else ()


def turned(found: Effect) -> tuple[str, ...]:
    """The same of an effect that was looked for already: the numbers and codes are those of every language."""
    return tuple(f"{one.slug}: {_sentence(one.comparison)}" for one in found.policies)


def _sentence(comparison: Comparison) -> str:
    parts = [f"{turn.count:,} from {_interval(turn.old)} to {_interval(turn.new)} (for example {_answers(turn)})"
             for turn in comparison.turns[:3]]  # fmt: skip
    of = f"{comparison.total:,}"
    if comparison.sampled:
        of = f"{comparison.looked_at:,} sampled of {of}"
    return f"{comparison.changed:,} of {of} answer sets change: {'; '.join(parts)}."


def _answers(turn: Turn) -> str:
    return ", ".join(f"{key}={code}" for key, code in turn.example.items())


def _interval(ends: tuple[str, str]) -> str:
    best, worst = ends
    return best if best == worst else f"{worst}–{best}"


def _pairs(live: Data | None, new: Data, language: str, now: datetime) -> list[tuple[str, Pair, Pair]]:
    """Each policy that an operator's readers check, with its country's rules: as it is, and as it would be."""
    if new["operator"]:
        country = _country_document(_country_documents(new["country"], language, now), new["line_type"])
        return [(new["slug"], (live, country), (new, country))]
    rules = _country_documents(new["country"], language, now)
    with_new = [one for one in rules if one["slug"] != new["slug"]] + [new]
    found: list[tuple[str, Pair, Pair]] = []
    for own in _documents(now, language, country=new["country"]):
        before = _country_document(rules, own["line_type"])
        after = _country_document(with_new, own["line_type"])
        if own["operator"] is not None and after is new:
            found.append((own["slug"], (own, before), (own, after)))
    return found


def _idle(new: Data, pairs: list[Pair]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What changes nothing at any of the operators, in the order of the document."""
    found = [one for one in (idle(pair, new["slug"]) for pair in pairs) if one is not None]
    if not found:
        return (), ()
    conditions = frozenset.intersection(*(one.conditions for one in found))
    questions = frozenset.intersection(*(one.questions for one in found))
    return (
        tuple(row["key"] for row in new["conditions"] if row["key"] in conditions),
        tuple(row["key"] for row in new["questions"] if row["key"] in questions),
    )


def _words(*pairs: Pair) -> dict[str, tuple[str, dict[str, str]]]:
    words: dict[str, tuple[str, dict[str, str]]] = {}
    for one in (side for pair in pairs for side in pair if side is not None):
        for question in one["questions"]:
            known = words.get(question["key"], ("", {}))[1]
            labels = {option["code"]: option["label"] for option in question["options"]}
            words[question["key"]] = (question["text"], {**known, **labels})
    return words


_DECIDES = ("conditions", "routes", "questions")
_TEXTS = frozenset(("text", "remedy", "note", "how_to_find_out", "label", "group", "sources", "our_advice"))


def _decisive(value: Data) -> str:
    """What of a document the outcome can depend on, as one text."""

    def strip(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: strip(inner) for key, inner in one.items() if key not in _TEXTS}
        if isinstance(one, list):
            return [strip(inner) for inner in one]
        return one

    return json.dumps([value["line_type"], *(strip(value[name]) for name in _DECIDES)], sort_keys=True)


def _documents(now: datetime, language: str, **columns: str) -> list[Data]:
    rows = Listing.objects.filter(
        kind=SubjectKind.POLICY, topic=Topic.CANCELLATION, withdrawn=False, public_at__lte=now, **columns
    ).exclude(ends_at__lte=now)
    texts = EditionText.objects.filter(edition__in=rows.values_list("edition_id", flat=True), language=language)
    return [
        _as_read(
            json.loads(text.document), text.edition.effective_from.isoformat(), text.edition.published_at.isoformat()
        )
        for text in texts.order_by("edition_id").select_related("edition")
    ]


def _as_read(one: Data, effective_from: str, published_at: str) -> Data:
    """A document with what reading adds to it, as far as an outcome can depend on it: which side is the newer."""
    return one | {
        "edition": {"number": 0, "effective_from": effective_from, "published_at": published_at},
        "freshness": {"state": "never", "verified_on": None, "review_due_on": None},
        "contact_points": [],
        "url": "",
    }


def _live_document(slug: str, language: str, now: datetime) -> Data | None:
    return next(iter(_documents(now, language, slug=slug)), None)


def _country_documents(country: str, language: str, now: datetime) -> list[Data]:
    return _documents(now, language, country=country, operator="")


def _country_document(rules: list[Data], line_type: str) -> Data | None:
    """The rules that hold for a line type, as a request finds them: those for it, else those for any."""
    found = {one["line_type"]: one for one in rules}
    return found.get(line_type) or found.get(LineType.ANY)
