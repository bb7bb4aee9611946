"""The gaps of every thing's translations, kept in the transaction of each edit by ``record_edit``."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from operators.models.fields import TranslatedField
from operators.models.working import (
    Caution,
    Condition,
    ContactPoint,
    Fact,
    Message,
    Milestone,
    NotChecked,
    Operator,
    Option,
    Policy,
    Question,
    Route,
    Step,
    TranslationGap,
    Wording,
)
from operators.publishing.stepping import ORIGINAL, OUTDATED, Gap, Texts, gaps_after

ROWS: dict[Any, list[tuple[str, Any, str, str]]] = {
    Operator: [("contact_points", ContactPoint, "operator", "key")],
    Policy: [
        ("cautions", Caution, "policy", "key"),
        ("facts", Fact, "policy", "key"),
        ("milestones", Milestone, "policy", "key"),
        ("routes", Route, "policy", "key"),
        ("steps", Step, "policy", "key"),
        ("conditions", Condition, "policy", "key"),
        ("messages", Message, "policy", "key"),
        ("not_checked", NotChecked, "policy", "key"),
    ],
    Question: [("options", Option, "question", "code")],
}
"""Of each noun: its rows, under the name of its pack, with the column of their owner and the one of their key."""

NOTE = "edition.note"
"""The place of a subject's change note: the gate calls it so."""


def columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.fields if isinstance(field, TranslatedField)]


def place_of(column: str) -> str:
    return NOTE if column == "change_note" else column


def texts_of(thing: Any) -> Texts:
    """Every translated text of a working copy and its rows, as they are stored; empty fields are left out."""
    found: Texts = {}
    stored = type(thing)._default_manager.filter(pk=thing.pk).values(*columns(type(thing))).get()
    found.update({place_of(column): texts for column, texts in stored.items() if texts})
    for name, model, owner, key in ROWS.get(type(thing), []):
        own = columns(model)
        extra = ["text"] if model is Message else []
        for row in model._default_manager.filter(**{owner: thing}).values(key, *own, *extra):
            for column in own:
                texts = row[column] or {}
                if model is Message:
                    # The translations follow the text itself, which is of no language of the site.
                    texts = {**texts, ORIGINAL: row["text"]} if texts else {}
                if texts:
                    found[f"{name}[{row[key]}].{column}"] = texts
    return found


def keep(
    thing: Any,
    noun: str,
    key: str,
    *,
    now: datetime,
    in_step: bool = False,
    together: bool = False,
    still_right: Collection[tuple[str, str]] = (),
) -> None:
    """Compare the texts with those that the last edit left, and write down which translations are behind."""
    after = texts_of(thing)
    wording = Wording.objects.filter(noun=noun, key=key).first()
    rows = {(row.place, row.language): row for row in TranslationGap.objects.filter(noun=noun, key=key)}
    known = [Gap(row.place, row.language, row.state, row.since, row.was) for row in rows.values()]
    before = wording.texts if wording else {}
    wanted = gaps_after(before, after, known, now=now, in_step=in_step, together=together, still_right=still_right)
    if known or wanted:
        _write(noun, key, rows, wanted)
    if wording is None:
        Wording.objects.create(noun=noun, key=key, texts=after)
    elif wording.texts != after:
        Wording.objects.filter(pk=wording.pk).update(texts=after)


def _write(noun: str, key: str, rows: dict[tuple[str, str], TranslationGap], wanted: list[Gap]) -> None:
    same = set()
    new = []
    for gap in wanted:
        row = rows.get((gap.place, gap.language))
        if row is not None and (row.state, row.since, row.was) == (gap.state, gap.since, gap.was):
            same.add(row.pk)
        else:
            new.append(TranslationGap(noun=noun, key=key, place=gap.place, language=gap.language, state=gap.state,
                                      since=gap.since, was=gap.was))  # fmt: skip
    gone = [row.pk for row in rows.values() if row.pk not in same]
    if gone:
        TranslationGap.objects.filter(pk__in=gone).delete()
    if new:
        TranslationGap.objects.bulk_create(new)


def remember(thing: Any, noun: str, key: str) -> None:
    """Call it before a change: of a thing that was never saved here, nobody knows yet what it said."""
    if not Wording.objects.filter(noun=noun, key=key).exists():
        Wording.objects.create(noun=noun, key=key, texts=texts_of(thing))


def forget(noun: str, key: str) -> None:
    """Of a thing that is deleted."""
    Wording.objects.filter(noun=noun, key=key).delete()
    TranslationGap.objects.filter(noun=noun, key=key).delete()


def rename(noun: str, old: str, new: str) -> None:
    """Of a thing that was never published and got another slug or key."""
    forget(noun, new)
    Wording.objects.filter(noun=noun, key=old).update(key=new)
    TranslationGap.objects.filter(noun=noun, key=old).update(key=new)


def outdated(noun: str, key: str, questions: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The places and languages that are behind, of a subject and of the questions that it embeds, as the gate names
    them."""
    rows = TranslationGap.objects.filter(state=OUTDATED)
    rows = rows.filter(noun=noun, key=key) | rows.filter(noun="question", key__in=list(questions))
    return tuple((row.place if row.noun == noun else f"questions[{row.key}].{row.place}", row.language) for row in rows)
