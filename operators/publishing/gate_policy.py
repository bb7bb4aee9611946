"""What the gate asks of a policy: its rows, the questions that they hang on, and its facts. Pure."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from operators.models.working.rows import value_problem
from operators.publishing.gate_problem import Data, GateContext, Problem, refuse, warn
from operators.vocabulary import FACTS, Channel, ConditionOutcome, Standing, Unit

NEED_SOURCES = ("cautions", "facts", "milestones", "routes", "steps", "conditions")


def policy_problems(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    entry = snapshot["entry"]
    if context.rival:
        yield refuse(
            "second_policy",
            "slug",
            _("“%(rival)s” already covers this country, operator, topic and line type.") % {"rival": context.rival},
        )
    for name in NEED_SOURCES:
        for row in entry.get(name, []):
            if not row.get("sources") and not row.get("our_advice"):
                where = f"{name}[{row['key']}].sources"
                yield refuse("no_source", where, _("Cite a source, or say that it is our advice."))
    yield from _questions(snapshot)
    yield from _facts(entry)
    for sentence in context.turned:
        yield warn("turns_outcomes", "", sentence)


def _questions(snapshot: Data) -> Iterator[Problem]:
    entry = snapshot["entry"]
    options = {q["key"]: [option["code"] for option in q.get("options", [])] for q in snapshot["questions"]}
    for question in snapshot["questions"]:
        if not question.get("options"):
            yield refuse("no_options", f"questions[{question['key']}].options", _("The question has no options."))
        parent = question.get("asked_when")
        if parent:
            yield from _codes(parent, options, f"questions[{question['key']}].asked_when")
    yield from _cycles(snapshot["questions"])
    for row in entry.get("conditions", []):
        where = f"conditions[{row['key']}]"
        if not row.get("when"):
            yield refuse("no_answers", f"{where}.when", _("Say for which answers this holds."))
        yield from _codes({"question": row["question"], "options": row.get("when", [])}, options, f"{where}.when")
        if not row.get("remedy") and row["outcome"] != ConditionOutcome.NOT_POSSIBLE:
            yield refuse("no_remedy", f"{where}.remedy", _("Say what the reader can do about it."))
        yield from _channels(row, where)
    for row in entry.get("cautions", []):
        if row.get("shown_when"):
            yield from _codes(row["shown_when"], options, f"cautions[{row['key']}].shown_when")
    for row in entry.get("steps", []):
        yield from _channels(row, f"steps[{row['key']}]")


def _codes(shown: Data, options: Mapping[str, list[str]], where: str) -> Iterator[Problem]:
    known = options.get(shown["question"], [])
    for code in shown["options"]:
        if code not in known:
            yield refuse(
                "foreign_option",
                where,
                _("“%(code)s” is no answer to “%(question)s”; allowed: %(known)s.")
                % {"code": code, "question": shown["question"], "known": ", ".join(known)},
            )


def _channels(row: Data, where: str) -> Iterator[Problem]:
    for channel in row.get("channels", []):
        if channel not in list(Channel):
            yield refuse(
                "unknown_channel",
                f"{where}.channels",
                _("“%(channel)s”; allowed: %(allowed)s.") % {"channel": channel, "allowed": ", ".join(Channel)},
            )


def _cycles(questions: list[Data]) -> Iterator[Problem]:
    parents = {q["key"]: q["asked_when"]["question"] for q in questions if q.get("asked_when")}
    for key in parents:
        seen, at = {key}, parents.get(key)
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None:
            yield refuse("question_cycle", f"questions[{key}].asked_when", _("Questions that ask for one another."))


def _facts(entry: Data) -> Iterator[Problem]:
    standings: dict[str, set[str]] = {}
    for row in entry.get("facts", []):
        where = f"facts[{row['key']}]"
        standings.setdefault(row["fact"], set()).add(row["standing"])
        if row["unit"] not in FACTS.get(row["fact"], ()):
            allowed = ", ".join(FACTS.get(row["fact"], ())) or _("no such fact")
            yield refuse(
                "wrong_unit",
                f"{where}.unit",
                _("“%(fact)s” is given in: %(allowed)s.") % {"fact": row["fact"], "allowed": allowed},
            )
        problem = value_problem(row.get("value"), row["unit"])
        if problem:
            yield refuse("wrong_value", f"{where}.value", problem)
        if row["unit"] == Unit.MONEY and not row.get("currency"):
            yield refuse("no_currency", f"{where}.currency", _("Say in which currency."))
    for fact, found in sorted(standings.items()):
        if Standing.DISPUTED in found and Standing.ADOPTED not in found:
            yield warn(
                "only_disputed",
                f"facts[{fact}]",
                _("“%(fact)s” has a disputed value and no adopted one.") % {"fact": fact},
            )
