"""The publication gate: every reason against a publication at once, each naming the field to mend. Pure.

``Problem.refuses`` is True for what stops a publication. The rest are warnings: publishable with a typed reason, or,
for a new host or number, when the reviewer has cleared exactly that one.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from operators.models.forms import LANGUAGE_NAMES
from operators.publishing.gate_hosts import operator_problems, own_channels, source_problems
from operators.publishing.gate_policy import policy_problems
from operators.publishing.gate_problem import Data, GateContext, Problem, refuse, warn
from operators.publishing.gate_texts import language_problems, name_problems, text_fields, text_findings
from operators.vocabulary import COUNTRIES

__all__ = ["GateContext", "Problem", "check", "own_channels"]


BEHIND_WITHDRAWAL = "behind_withdrawal"
"""Readers are told of a withdrawal from a later day."""


def check(snapshot: Data, context: GateContext) -> list[Problem]:
    """All problems of a snapshot, refusals first."""
    problems = [*_every(snapshot, context), *source_problems(snapshot, context)]
    kind = snapshot["kind"]
    if kind == "policy":
        problems += policy_problems(snapshot, context)
    elif kind == "operator":
        problems += operator_problems(snapshot, context)
    else:
        problems += _faq(snapshot, context)
    return sorted(problems, key=lambda problem: not problem.refuses)


def _every(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    entry, edition = snapshot["entry"], snapshot["edition"]
    if "effective_from" not in edition:
        yield refuse("no_effective_from", "effective_from", _("Say from which day this applies."))
    elif not "2000-01-01" <= edition["effective_from"] <= f"{context.today.year + 5}-12-31":
        yield refuse("odd_effective_from", "effective_from", _("That day is too far away to be meant."))
    elif edition["effective_from"] < context.withdrawn_from:
        message = _("Readers would stay with the withdrawal of %(day)s; choose that day or a later one.")
        yield refuse(BEHIND_WITHDRAWAL, "effective_from", message % {"day": context.withdrawn_from})
    if entry["country"] not in COUNTRIES:
        yield refuse("unknown_country", "country", _("Allowed: %(countries)s.") % {"countries": ", ".join(COUNTRIES)})
    title = {"policy": "title", "operator": "name", "faq": "question"}[snapshot["kind"]]
    if not entry.get(title):
        yield refuse(f"no_{title}", title, _("The %(title)s is empty.") % {"title": title})
    summary = "answer" if snapshot["kind"] == "faq" else "summary"
    if not entry.get(summary):
        yield refuse(f"no_{summary}", summary, _("There is no %(summary)s in any language.") % {"summary": summary})
    operator = entry.get("operator")
    if operator and operator not in context.live_operators:
        yield refuse(
            "operator_not_live",
            "operator",
            _("“%(operator)s” is not published; publish the operator first.") % {"operator": operator},
        )
    official = context.official
    if snapshot["kind"] == "operator":
        official = official.joined(own_channels(entry))
    for where, text in text_fields(snapshot):
        for code, message in text_findings(text, official):
            yield refuse(code, where, message)
    for where, message in name_problems({name: snapshot[name] for name in ("questions", "sources")} | entry):
        yield refuse("bad_name", where, message)
    for where, missing in language_problems(snapshot):
        yield warn(
            "missing_language",
            where,
            _("The text is missing in %(missing)s.") % {"missing": ", ".join(LANGUAGE_NAMES[one] for one in missing)},
        )
    for where, language in context.outdated:
        message = _(
            "The text in %(language)s translates an older wording; bring it up to date, or say that it is still right."
        ) % {"language": LANGUAGE_NAMES[language]}
        yield warn("outdated_translation", where, message)


def _faq(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    if not snapshot["sources"]:
        yield refuse("no_source", "sources", _("An entry rests on a source."))
    for slug in snapshot["entry"].get("policies", []):
        if slug not in context.live_policies:
            yield refuse("policy_not_live", "policies", _("“%(slug)s” is not published.") % {"slug": slug})
