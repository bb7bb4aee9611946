"""A working copy as plain data, in the shape of a content pack.

One shape serves four purposes: what a reviewer approves is the hash of it, what is printed is made of it, what a
content pack holds is it, and a revert loads it back. Empty values are left out, so equal contents are equal data.

A snapshot: ``{"kind", "entry": {…}, "edition": {…}, "questions": […], "sources": […]}``, where ``questions`` and
``sources`` are all that the entry names, whole.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from operators.models.fields import normal_text, normal_translations
from operators.models.working import FaqEntry, Operator, Policy, Question, Source
from operators.models.working.rows import Row
from operators.models.working.subject import Subject

Data = dict[str, Any]


def compact(data: Data) -> Data:
    """``data`` without what is empty (None, no text, no rows, False). Zero is a value and stays.

    >>> compact({"a": 0, "b": "", "c": None, "d": [], "e": False, "f": {}})
    {'a': 0}
    """
    return {key: value for key, value in data.items() if value or (value == 0 and value is not False)}


def tidy(value: Any) -> Any:
    """Texts normalised, codes as plain strings."""
    if isinstance(value, dict):
        return normal_translations(value)
    if isinstance(value, str):
        return normal_text(str(value))
    return value


def source_data(source: Source) -> Data:
    return compact(
        {
            "key": source.key,
            "url": source.url,
            "title": normal_text(source.title),
            "publisher": normal_text(source.publisher),
            "kind": str(source.kind),
            "language": source.language,
            "published_on": source.published_on,
            "retrieved_on": source.retrieved_on.isoformat(),
            "quote": normal_text(source.quote),
        }
    )


def question_data(question: Question) -> Data:
    """A question with its options. ``position`` is its place among all questions."""
    return compact(
        {
            "key": question.key,
            "group": str(question.group),
            "text": tidy(question.text),
            "how_to_find_out": tidy(question.how_to_find_out),
            "asked_when": {"question": question.parent.key, "options": list(question.asked_when)}
            if question.parent
            else None,
            "position": question.position,
            "options": [{"code": option.code, "label": tidy(option.label)} for option in question.options.all()],
        }
    )


def snapshot(subject: Subject) -> Data:
    """The working copy with everything that it embeds."""
    if isinstance(subject, Operator):
        entry, sources, questions = _operator(subject), _sources_of(subject, subject.contact_points.all()), []
    elif isinstance(subject, Policy):
        rows = {name: list(_rows(subject, name)) for name in ROW_COLUMNS}
        entry, sources, questions = _policy(subject, rows), _sources_of(*rows.values()), _questions(rows)
    elif isinstance(subject, FaqEntry):
        entry, sources, questions = _faq(subject), _sources_of(subject), []
    else:
        raise TypeError(f"{subject!r} cannot be published.")
    return {
        "kind": str(subject.KIND),
        "entry": entry,
        "edition": compact(
            {
                "effective_from": subject.effective_from.isoformat() if subject.effective_from else None,
                "effective_basis": str(subject.effective_basis),
                "significance": str(subject.significance),
                "note": tidy(subject.change_note),
            }
        ),
        "questions": [question_data(question) for question in questions],
        "sources": [source_data(source) for source in sources],
    }


def _keys(row: Any) -> list[str]:
    return sorted(source.key for source in row.sources.all())


def _sources_of(*things: Any) -> list[Source]:
    found: dict[str, Source] = {}
    for thing in things:
        for row in thing if isinstance(thing, Iterable) else [thing]:
            found.update({source.key: source for source in row.sources.all()})
    return [found[key] for key in sorted(found)]


def _operator(operator: Operator) -> Data:
    return compact(
        {
            "slug": operator.slug,
            "name": normal_text(operator.name),
            "legal_name": normal_text(operator.legal_name),
            "country": operator.country,
            "kind": str(operator.kind),
            "host_network": operator.host_network.slug if operator.host_network else None,
            "succeeded_by": operator.succeeded_by.slug if operator.succeeded_by else None,
            "homepage": operator.homepage,
            "summary": tidy(operator.summary),
            "sources": _keys(operator),
            "contact_points": [
                compact(
                    {
                        "key": point.key,
                        "channel": str(point.channel),
                        "label": tidy(point.label),
                        "value": normal_text(point.value),
                        "reach": {
                            "own_line": str(point.reach_own_line),
                            "country": str(point.reach_country),
                            "abroad": str(point.reach_abroad),
                        },
                        "hours": tidy(point.hours),
                        "sources": _keys(point),
                    }
                )
                for point in operator.contact_points.prefetch_related("sources")
            ],
        }
    )


def _faq(entry: FaqEntry) -> Data:
    return compact(
        {
            "slug": entry.slug,
            "kind": str(entry.kind),
            "category": str(entry.category),
            "country": entry.country,
            "operator": entry.operator.slug if entry.operator else None,
            "policies": sorted(policy.slug for policy in entry.policies.all()),
            "position": entry.position,
            "question": tidy(entry.question),
            "answer": tidy(entry.answer),
            "sources": _keys(entry),
        }
    )


# The columns of each row, in the order of the content pack; what needs more than copying is done in `_row`.
ROW_COLUMNS: dict[str, tuple[str, ...]] = {
    "cautions": ("key", "kind", "text"),
    "facts": ("key", "fact", "value", "unit", "currency", "qualifier", "standing", "applies_from", "applies_until",
              "in_force", "area"),
    "milestones": ("key", "clock", "balance", "plan", "from_day", "to_day", "event", "standing"),
    "routes": ("key", "channel", "role", "support", "store_visit"),
    "steps": ("key", "channels", "title", "body", "prepare", "proof", "duration"),
    "conditions": ("key", "question", "when", "outcome", "channels", "text", "remedy", "lead_time_days", "valid_days",
                   "irreversible"),
}  # fmt: skip


def _row(row: Row, name: str) -> Data:
    data: Data = {}
    for column in ROW_COLUMNS[name]:
        value = getattr(row, column)
        if column == "question":
            value = value.key
        elif column in ("applies_from", "applies_until"):
            value = value.isoformat() if value else None
        elif column != "value":
            value = list(value) if isinstance(value, list) else tidy(value)
        data[column] = value
    if name == "cautions":
        question = row.question  # type: ignore[attr-defined]
        data["shown_when"] = {"question": question.key, "options": list(row.when)} if question else None  # type: ignore[attr-defined]
    if name == "routes":
        within = row.store_visit_within  # type: ignore[attr-defined]
        data["store_visit_deadline"] = (
            {"value": within, "unit": str(row.store_visit_unit)} if within is not None else None  # type: ignore[attr-defined]
        )
        data["note"] = tidy(row.note)  # type: ignore[attr-defined]
    data["our_advice"] = row.our_advice
    data["sources"] = _keys(row)
    return compact(data)


def _rows(policy: Policy, name: str) -> Iterable[Any]:
    rows = getattr(policy, name).prefetch_related("sources")
    return rows.select_related("question") if name in ("conditions", "cautions") else rows


def _policy(policy: Policy, rows: Mapping[str, list[Any]]) -> Data:
    entry: Data = {
        "slug": policy.slug,
        "operator": policy.operator.slug if policy.operator else None,
        "country": policy.country,
        "topic": str(policy.topic),
        "line_type": str(policy.line_type),
        "title": tidy(policy.title),
        "summary": tidy(policy.summary),
        "scope": tidy(policy.scope),
        "review_every_days": policy.review_every_days,
        # A document says these as plain texts, so their keys cannot outlive it: their place is their key here.
        "not_checked": [
            {"key": f"not-checked-{place}", "text": tidy(row.text)}
            for place, row in enumerate(policy.not_checked.all(), start=1)
        ],
    }
    for name in ROW_COLUMNS:
        entry[name] = [_row(row, name) for row in rows[name]]
    entry["messages"] = [
        compact(
            {
                "key": message.key,
                "channel": str(message.channel),
                "language": message.language,
                "text": normal_text(message.text),
                "translation": tidy(message.translation),
            }
        )
        for message in policy.messages.all()
    ]
    return compact(entry)


def _questions(rows: Mapping[str, list[Any]]) -> list[Question]:
    """The questions that a policy's rows name; the parents of questions come with them."""
    wanted = {row.question_id for name in ("conditions", "cautions") for row in rows[name] if row.question_id}
    known = {
        question.pk: question
        for question in Question.objects.select_related("parent").prefetch_related("options").order_by("position")
    }
    for pk in list(wanted):
        parent = known[pk].parent_id
        while parent is not None and parent not in wanted:
            wanted.add(parent)
            parent = known[parent].parent_id
    return [question for pk, question in known.items() if pk in wanted]
