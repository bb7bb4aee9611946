"""Plain data back into working copies: the other half of ``snapshot``. Used by content packs and by reverts.

Nothing here decides whether it may be done, and nothing is published: that is for the verbs.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from operators.models.working import (
    Caution,
    Condition,
    ContactPoint,
    Fact,
    FaqEntry,
    Message,
    Milestone,
    NotChecked,
    Operator,
    Option,
    Policy,
    Question,
    Route,
    Source,
    Step,
)
from operators.models.working.subject import Subject
from operators.publishing.snapshot import ROW_COLUMNS, Data

ROW_MODELS: dict[str, type[models.Model]] = {
    "cautions": Caution,
    "facts": Fact,
    "milestones": Milestone,
    "routes": Route,
    "steps": Step,
    "conditions": Condition,
}


class BadContent(ValueError):
    """Data that cannot become a working copy. ``path`` leads to the place: ``conditions[no-sms].when``."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path
        self.message = message


def _save(instance: models.Model, path: str) -> None:
    """Validate as a form would, then save: data from a file gets the same checks as data from an editor."""
    try:
        instance.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        messages = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        column, texts = next(iter(messages.items()))
        raise BadContent(f"{path}.{column}".rstrip("."), " ".join(texts)) from error
    instance.save()


def restore_source(data: Data) -> Source:
    source = Source.objects.filter(key=data["key"]).first() or Source(key=data["key"])
    for column in ("url", "title", "publisher", "kind", "language", "published_on", "quote"):
        setattr(source, column, data.get(column, ""))
    source.retrieved_on = date.fromisoformat(data["retrieved_on"])
    source.version = source.version + 1 if source.pk else 1
    _save(source, f"sources[{data['key']}]")
    return source


def restore_question(data: Data) -> Question:
    """Options that are no longer in ``data`` are removed. Its parent must be there already."""
    path = f"questions[{data['key']}]"
    question = Question.objects.filter(key=data["key"]).first() or Question(key=data["key"])
    question.group = data.get("group", "")
    question.text = data["text"]
    question.how_to_find_out = data.get("how_to_find_out", {})
    asked_when = data.get("asked_when")
    question.parent = _named(Question, "key", asked_when["question"], f"{path}.asked_when") if asked_when else None
    question.asked_when = list(asked_when["options"]) if asked_when else []
    question.position = data["position"]
    question.version = question.version + 1 if question.pk else 1
    _save(question, path)
    question.options.all().delete()
    for position, option in enumerate(data.get("options", [])):
        _save(
            Option(question=question, code=option["code"], label=option["label"], position=position),
            f"{path}.options[{option['code']}]",
        )
    return question


def _named(model: type[Any], column: str, value: str | None, path: str) -> Any:
    if value is None:
        return None
    found = model.objects.filter(**{column: value}).first()
    if found is None:
        allowed = ", ".join(model.objects.order_by(column).values_list(column, flat=True)[:60])
        about = {"kind": model._meta.model_name, "word": value, "allowed": allowed or _("none yet")}
        raise BadContent(path, _("there is no %(kind)s “%(word)s”; allowed: %(allowed)s.") % about)
    return found


def _link_sources(row: Any, keys: Iterable[str], known: Mapping[str, Source], path: str) -> None:
    keys = list(keys)
    for key in keys:
        if key not in known:
            about = {"kind": "source", "word": key}
            raise BadContent(f"{path}.sources", _("there is no %(kind)s “%(word)s”.") % about)
    row.sources.set([known[key] for key in keys])


def restore_subject(kind: str, entry: Data, edition: Data) -> Subject:
    """Make the working copy of ``kind`` and ``entry['slug']`` hold exactly this. Raises BadContent."""
    sources = Source.objects.in_bulk(field_name="key")
    maker = {"operator": _operator, "policy": _policy, "faq": _faq}[kind]
    return maker(entry, edition, sources)


def _subject(model: type[Any], entry: Data, edition: Data, columns: tuple[str, ...]) -> Any:
    subject = model.objects.filter(slug=entry["slug"]).first() or model(slug=entry["slug"])
    for column in columns:
        field = model._meta.get_field(column)
        setattr(subject, column, entry[column] if column in entry else field.get_default())
    day = edition.get("effective_from")
    subject.effective_from = date.fromisoformat(day) if day else None
    for column in ("effective_basis", "significance"):
        if column in edition:
            setattr(subject, column, edition[column])
    subject.change_note = edition.get("note", {})
    subject.version = subject.version + 1 if subject.pk else 1
    return subject


def _operator(entry: Data, edition: Data, sources: Mapping[str, Source]) -> Operator:
    path = f"operators[{entry['slug']}]"
    columns = ("name", "legal_name", "country", "kind", "homepage", "summary")
    operator: Operator = _subject(Operator, entry, edition, columns)
    operator.host_network = _named(Operator, "slug", entry.get("host_network"), f"{path}.host_network")
    operator.succeeded_by = _named(Operator, "slug", entry.get("succeeded_by"), f"{path}.succeeded_by")
    _save(operator, path)
    _link_sources(operator, entry.get("sources", []), sources, path)
    operator.contact_points.all().delete()
    for position, data in enumerate(entry.get("contact_points", [])):
        row_path = f"{path}.contact_points[{data['key']}]"
        reach = data.get("reach", {})
        point = ContactPoint(
            operator=operator,
            position=position,
            **{column: data[column] for column in ("key", "channel", "label", "value")},
            hours=data.get("hours", {}),
            **{f"reach_{name}": reach.get(name, "unknown") for name in ("own_line", "country", "abroad")},
        )
        _save(point, row_path)
        _link_sources(point, data.get("sources", []), sources, row_path)
    return operator


def _faq(entry: Data, edition: Data, sources: Mapping[str, Source]) -> FaqEntry:
    path = f"faq[{entry['slug']}]"
    columns = ("kind", "category", "country", "position", "question", "answer")
    faq: FaqEntry = _subject(FaqEntry, entry, edition, columns)
    faq.operator = _named(Operator, "slug", entry.get("operator"), f"{path}.operator")
    _save(faq, path)
    faq.policies.set([_named(Policy, "slug", slug, f"{path}.policies") for slug in entry.get("policies", [])])
    _link_sources(faq, entry.get("sources", []), sources, path)
    return faq


def _policy(entry: Data, edition: Data, sources: Mapping[str, Source]) -> Policy:
    path = f"policies[{entry['slug']}]"
    columns = ("country", "topic", "line_type", "title", "summary", "scope", "review_every_days")
    policy: Policy = _subject(Policy, entry, edition, columns)
    policy.operator = _named(Operator, "slug", entry.get("operator"), f"{path}.operator")
    _save(policy, path)
    policy.not_checked.all().delete()
    for position, data in enumerate(entry.get("not_checked", [])):
        row = NotChecked(policy=policy, position=position, key=data["key"], text=data["text"])
        _save(row, f"{path}.not_checked[{data['key']}]")
    questions = Question.objects.prefetch_related("options").in_bulk(field_name="key")
    for name, model in ROW_MODELS.items():
        getattr(policy, name).all().delete()
        for position, data in enumerate(entry.get(name, [])):
            row_path = f"{path}.{name}[{data['key']}]"
            values = _row_values(name, data, questions, row_path)
            made = model(policy=policy, position=position, our_advice=data.get("our_advice", False), **values)
            _save(made, row_path)
            _link_sources(made, data.get("sources", []), sources, row_path)
    policy.messages.all().delete()
    for position, data in enumerate(entry.get("messages", [])):
        message = Message(policy=policy, position=position, **data)
        _save(message, f"{path}.messages[{data['key']}]")
    return policy


def _row_values(name: str, data: Data, questions: Mapping[str, Question], path: str) -> Data:
    values = {column: data[column] for column in ROW_COLUMNS[name] if column in data}
    for column in ("applies_from", "applies_until"):
        if column in values:
            values[column] = date.fromisoformat(values[column])
    if name == "conditions":
        values["question"] = _question(questions, data["question"], data["when"], path)
    if name == "cautions" and data.get("shown_when"):
        shown = data["shown_when"]
        values["question"] = _question(questions, shown["question"], shown["options"], path)
        values["when"] = list(shown["options"])
    if name == "routes":
        deadline = data.get("store_visit_deadline")
        values["store_visit_within"] = deadline["value"] if deadline else None
        values["store_visit_unit"] = deadline["unit"] if deadline else ""
        values["note"] = data.get("note", {})
    return values


def _question(questions: Mapping[str, Question], key: str, codes: Iterable[str], path: str) -> Question:
    question = questions.get(key)
    if question is None:
        about = {"question": key, "allowed": ", ".join(sorted(questions))}
        raise BadContent(f"{path}.question", _("there is no question “%(question)s”; allowed: %(allowed)s.") % about)
    known = [option.code for option in question.options.all()]
    for code in codes:
        if code not in known:
            about = {"code": code, "question": key, "known": ", ".join(known)}
            raise BadContent(
                f"{path}.when", _("“%(code)s” is no answer to “%(question)s”; allowed: %(known)s.") % about
            )
    return question
