"""What an edition would change for readers: the self-check's answers before and after it."""

import itertools
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from operators.models.printed import EditionText, Listing
from operators.publishing.document import document
from operators.readiness import assess, questionnaire
from operators.vocabulary import COUNTRIES, DEFAULT_LANGUAGE, LineType, SubjectKind, Topic

Data = dict[str, Any]

MOST_ANSWER_SETS = 400
"""So many answer sets are compared at most; beyond it, a fixed random sample stands for all, and the text says so."""

_DECIDES = ("conditions", "routes", "questions")
_WORDS = frozenset(("text", "remedy", "note", "how_to_find_out", "label", "sources", "our_advice"))


def turned_outcomes(snapshot: Data, *, now: datetime) -> tuple[str, ...]:
    """Sentences that say how many answer sets get another outcome than today, with examples; empty when none does.

    Only a cancellation policy that is live already can turn anything.
    """
    entry = snapshot["entry"]
    if entry["topic"] != Topic.CANCELLATION:
        return ()
    live = _live_document(entry["slug"], now)
    if live is None or "effective_from" not in snapshot["edition"]:
        return ()
    new = _as_read(document(snapshot, DEFAULT_LANGUAGE, {}), snapshot["edition"]["effective_from"], now.isoformat())
    if _decisive(live) == _decisive(new):
        return ()
    on = COUNTRIES[entry["country"]].today(now)
    if entry.get("operator"):
        country = _country_document(entry["country"], entry["line_type"], now)
        pairs = [(entry["slug"], (live, country), (new, country))]
    else:
        pairs = [(own["slug"], (own, live), (own, new)) for own in _operator_documents(entry["country"], now)]
    sentences = []
    for slug, before, after in pairs:
        sentence = _compare(before, after, on)
        if sentence:
            sentences.append(f"{slug}: {sentence}")
    return tuple(sentences)


def _compare(before: tuple[Data, Data | None], after: tuple[Data, Data | None], on: Any) -> str:
    changed: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], dict[str, str]] = {}
    total, sampled, sets = _answer_sets(before, after)
    count = 0
    for answers in sets:
        count += 1
        old = assess(*before, _known(before, answers), on)
        new = assess(*after, _known(after, answers), on)
        if (old.best, old.worst) != (new.best, new.worst):
            turn = (_interval(old), _interval(new))
            changed[turn] += 1
            examples.setdefault(turn, answers)
    if not changed:
        return ""
    parts = [
        f"{times} from {old} to {new} (for example {', '.join(f'{k}={v}' for k, v in examples[old, new].items())})"
        for (old, new), times in changed.most_common(3)
    ]
    of = f"{count:,} sampled of {total:,}" if sampled else f"{total:,}"
    return f"{sum(changed.values()):,} of {of} answer sets change: {'; '.join(parts)}."


def _interval(assessment: Any) -> str:
    best, worst = str(assessment.best), str(assessment.worst)
    return best if best == worst else f"{worst}–{best}"


def _answer_sets(
    before: tuple[Data, Data | None], after: tuple[Data, Data | None]
) -> tuple[int, bool, Iterator[dict[str, str]]]:
    """All complete answer sets over the questions of both sides, or a fixed sample of them."""
    options: dict[str, list[str]] = {}
    for policy, country in (before, after):
        for question in questionnaire(policy, country):
            codes = [option["code"] for option in question["options"]]
            options[question["key"]] = list(dict.fromkeys(options.get(question["key"], []) + codes))
    keys = sorted(options)
    total = math.prod(len(options[key]) for key in keys)
    if total <= MOST_ANSWER_SETS:
        product = itertools.product(*(options[key] for key in keys))
        return total, False, (dict(zip(keys, codes, strict=True)) for codes in product)
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret; the same one each time
    # Half of them differ from the most favourable answers in few places: that is where readers are.
    first = {key: options[key][0] for key in keys}
    near = ({**first, **{key: chance.choice(options[key]) for key in chance.sample(keys, min(2, len(keys)))}}
            for _ in range(MOST_ANSWER_SETS // 2))  # fmt: skip
    far = ({key: chance.choice(options[key]) for key in keys} for _ in range(MOST_ANSWER_SETS // 2))
    return total, True, itertools.chain(near, far)


def _known(pair: tuple[Data, Data | None], answers: dict[str, str]) -> dict[str, str]:
    """The answers that this side's questionnaire understands; the rest stays unanswered."""
    codes = {q["key"]: {option["code"] for option in q["options"]} for q in questionnaire(*pair)}
    return {key: code for key, code in answers.items() if code in codes.get(key, ())}


def _decisive(value: Data) -> str:
    """What of a document the outcome can depend on, as one text."""

    def strip(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: strip(inner) for key, inner in one.items() if key not in _WORDS}
        if isinstance(one, list):
            return [strip(inner) for inner in one]
        return one

    return json.dumps({name: strip(value[name]) for name in _DECIDES}, sort_keys=True)


def _documents(now: datetime, **columns: str) -> list[Data]:
    rows = Listing.objects.filter(
        kind=SubjectKind.POLICY, topic=Topic.CANCELLATION, withdrawn=False, public_at__lte=now, **columns
    ).exclude(ends_at__lte=now)
    texts = EditionText.objects.filter(edition__in=rows.values_list("edition_id", flat=True), language=DEFAULT_LANGUAGE)
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


def _live_document(slug: str, now: datetime) -> Data | None:
    return next(iter(_documents(now, slug=slug)), None)


def _operator_documents(country: str, now: datetime) -> list[Data]:
    return [one for one in _documents(now, country=country) if one["operator"] is not None]


def _country_document(country: str, line_type: str, now: datetime) -> Data | None:
    found = {one["line_type"]: one for one in _documents(now, country=country, operator="")}
    return found.get(line_type) or found.get(LineType.ANY)
