"""The publication gate: every reason against a publication at once, each naming the field to mend. Pure.

``Problem.refuses`` is True for what stops a publication. The rest are warnings: publishable with a typed reason, or,
for a new host or number, when the reviewer has cleared exactly that one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from operators.links import LinkRefused, OfficialList, borrowed_name, check_contact_value, check_source_url, host_of
from operators.models.choices import PARTIAL_DATE
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working.rows import value_problem
from operators.publishing.gate_texts import language_problems, name_problems, text_fields, text_findings
from operators.vocabulary import COUNTRIES, FACTS, Channel, ConditionOutcome, SourceKind, Standing, Unit

Data = dict[str, Any]

OLD_SOURCE = timedelta(days=365)
NEED_SOURCES = ("cautions", "facts", "milestones", "routes", "steps", "conditions")


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` is stable, ``field`` leads to the place (``conditions[no-sms].remedy``), ``message`` says what to do.

    ``clears`` is the host, number or address that a reviewer can clear.
    """

    code: str
    field: str
    message: str
    refuses: bool = True
    clears: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


@dataclass(frozen=True, slots=True)
class GateContext:
    """What the gate must know of the world: what is published, and which day it is in the country."""

    today: date
    official: OfficialList = field(default_factory=OfficialList)
    operator_hosts: OfficialList = field(default_factory=OfficialList)
    regulator_hosts: OfficialList = field(default_factory=OfficialList)
    known_hosts: frozenset[str] = frozenset()
    live_operators: Mapping[str, str] = field(default_factory=dict)
    live_policies: frozenset[str] = frozenset()
    rival: str = ""
    turned: tuple[str, ...] = ()
    """Sentences that say which self-check outcomes this edition would turn."""
    outdated: tuple[tuple[str, str], ...] = ()
    """Places and languages of texts that translate what another language said before."""


def check(snapshot: Data, context: GateContext) -> list[Problem]:
    """All problems of a snapshot, refusals first."""
    problems = [*_common(snapshot, context), *_sources(snapshot, context)]
    kind = snapshot["kind"]
    if kind == "policy":
        problems += _policy(snapshot, context)
    elif kind == "operator":
        problems += _operator(snapshot, context)
    else:
        problems += _faq(snapshot, context)
    return sorted(problems, key=lambda problem: not problem.refuses)


def _refuse(code: str, where: str, message: str) -> Problem:
    return Problem(code, where, message)


def _warn(code: str, where: str, message: str, clears: str = "") -> Problem:
    return Problem(code, where, message, refuses=False, clears=clears)


def _common(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    entry, edition = snapshot["entry"], snapshot["edition"]
    if "effective_from" not in edition:
        yield _refuse("no_effective_from", "effective_from", _("Say from which day this applies."))
    elif not "2000-01-01" <= edition["effective_from"] <= f"{context.today.year + 5}-12-31":
        yield _refuse("odd_effective_from", "effective_from", _("That day is too far away to be meant."))
    if entry["country"] not in COUNTRIES:
        yield _refuse("unknown_country", "country", _("Allowed: %(countries)s.") % {"countries": ", ".join(COUNTRIES)})
    title = {"policy": "title", "operator": "name", "faq": "question"}[snapshot["kind"]]
    if not entry.get(title):
        yield _refuse(f"no_{title}", title, _("The %(title)s is empty.") % {"title": title})
    summary = "answer" if snapshot["kind"] == "faq" else "summary"
    if not entry.get(summary):
        yield _refuse(f"no_{summary}", summary, _("There is no %(summary)s in any language.") % {"summary": summary})
    operator = entry.get("operator")
    if operator and operator not in context.live_operators:
        yield _refuse(
            "operator_not_live",
            "operator",
            _("“%(operator)s” is not published; publish the operator first.") % {"operator": operator},
        )
    official = context.official
    if snapshot["kind"] == "operator":
        official = official.joined(own_channels(entry))
    for where, text in text_fields(snapshot):
        for code, message in text_findings(text, official):
            yield _refuse(code, where, message)
    for where, message in name_problems({name: snapshot[name] for name in ("questions", "sources")} | entry):
        yield _refuse("bad_name", where, message)
    for where, missing in language_problems(snapshot):
        yield _warn(
            "missing_language",
            where,
            _("The text is missing in %(missing)s.") % {"missing": ", ".join(LANGUAGE_NAMES[one] for one in missing)},
        )
    for where, language in context.outdated:
        message = _(
            "The text in %(language)s translates an older wording; bring it up to date, or say that it is still right."
        ) % {"language": LANGUAGE_NAMES[language]}
        yield _warn("outdated_translation", where, message)


def own_channels(entry: Data) -> OfficialList:
    """What an operator's own contact points and homepage would add to the official list."""
    from operators.links import official_list

    pairs = [(point["channel"], point["value"]) for point in entry.get("contact_points", [])]
    if entry.get("homepage"):
        pairs.append((Channel.WEBSITE, entry["homepage"]))
    return official_list(pairs)


def _sources(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    for source in snapshot["sources"]:
        where = f"sources[{source['key']}]"
        url = source.get("url", "")
        if not url:
            if source["kind"] != SourceKind.DOCUMENT:
                yield _refuse("source_without_url", f"{where}.url", _("Only a document has no address."))
        else:
            try:
                check_source_url(url)
            except LinkRefused as refusal:
                yield _refuse("bad_link", f"{where}.url", refusal.said(_))
                continue
            yield from _source_host(source, host_of(url), where, context)
        if len(source.get("quote", "").split()) > 30:
            yield _refuse("long_quote", f"{where}.quote", _("A quote has at most 30 words."))
        published = source.get("published_on", "")
        if published and not PARTIAL_DATE.match(published):
            yield _refuse("bad_date", f"{where}.published_on", _("Write 2025-12-26, 2025-12 or 2025."))
        elif published and _day(published) < context.today - OLD_SOURCE:
            yield _warn(
                "old_source",
                f"{where}.published_on",
                _("Published on %(published)s: older than a year.") % {"published": published},
            )


def _day(partial: str) -> date:
    """The last day that a partial date may mean, so that nothing is called old too early."""
    year, *rest = (int(part) for part in partial.split("-"))
    if len(rest) == 2:
        return date(year, rest[0], rest[1])
    if len(rest) == 1:
        return (date(year, rest[0], 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(year, 12, 31)


def _source_host(source: Data, host: str, where: str, context: GateContext) -> Iterator[Problem]:
    theirs = {SourceKind.OPERATOR: context.operator_hosts, SourceKind.REGULATOR: context.regulator_hosts}
    official = theirs.get(source["kind"])
    if official is not None and not official.has_host(host):
        yield _refuse(
            "host_not_theirs",
            f"{where}.url",
            _("“%(host)s” is no official host of an %(kind)s; mend the kind.") % {"host": host, "kind": source["kind"]},
        )
        return
    borrowed = borrowed_name(host, context.official)
    if borrowed:
        yield _refuse(
            "borrowed_name",
            f"{where}.url",
            _("“%(host)s” borrows the name of “%(borrowed)s”.") % {"host": host, "borrowed": borrowed},
        )
    elif host not in context.known_hosts and not context.official.has_host(host):
        yield _warn(
            "new_host", f"{where}.url", _("“%(host)s” was never cited before; clear it.") % {"host": host}, clears=host
        )


def _operator(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    entry = snapshot["entry"]
    for column in ("host_network", "succeeded_by"):
        if entry.get(column) and entry[column] not in context.live_operators:
            yield _refuse("operator_not_live", column, _("“%(entry)s” is not published.") % {"entry": entry[column]})
    places = [(f"contact_points[{p['key']}].value", p["channel"], p["value"]) for p in entry.get("contact_points", [])]
    if entry.get("homepage"):
        places.append(("homepage", Channel.WEBSITE, entry["homepage"]))
    for where, channel, value in places:
        try:
            check_contact_value(channel, value)
        except LinkRefused as refusal:
            yield _refuse("bad_link", where, refusal.said(_))
            continue
        yield from _channel(where, channel, value, context)


def _channel(where: str, channel: str, value: str, context: GateContext) -> Iterator[Problem]:
    """A host, number or address that is not in the official list yet: the reviewer clears each one by itself."""
    official = context.official
    if channel in (Channel.PHONE, Channel.WHATSAPP):
        if not official.has_number(value):
            yield _warn(
                "new_channel",
                where,
                _("The number %(value)s is new in the official list; clear it.") % {"value": value},
                value,
            )
    elif channel == Channel.EMAIL:
        if value.lower() not in official.emails:
            yield _warn(
                "new_channel", where, _("%(value)s is new in the official list; clear it.") % {"value": value}, value
            )
    elif channel in (Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM):
        host = host_of(value)
        borrowed = borrowed_name(host, official)
        if borrowed:
            yield _refuse(
                "borrowed_name",
                where,
                _("“%(host)s” borrows the name of “%(borrowed)s”.") % {"host": host, "borrowed": borrowed},
            )
        elif not official.has_host(host):
            yield _warn(
                "new_channel", where, _("“%(host)s” is new in the official list; clear it.") % {"host": host}, host
            )


def _faq(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    if not snapshot["sources"]:
        yield _refuse("no_source", "sources", _("An entry rests on a source."))
    for slug in snapshot["entry"].get("policies", []):
        if slug not in context.live_policies:
            yield _refuse("policy_not_live", "policies", _("“%(slug)s” is not published.") % {"slug": slug})


def _policy(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    entry = snapshot["entry"]
    if context.rival:
        yield _refuse(
            "second_policy",
            "slug",
            _("“%(rival)s” already covers this country, operator, topic and line type.") % {"rival": context.rival},
        )
    for name in NEED_SOURCES:
        for row in entry.get(name, []):
            if not row.get("sources") and not row.get("our_advice"):
                where = f"{name}[{row['key']}].sources"
                yield _refuse("no_source", where, _("Cite a source, or say that it is our advice."))
    yield from _questions(snapshot)
    yield from _facts(entry)
    for sentence in context.turned:
        yield _warn("turns_outcomes", "", sentence)


def _questions(snapshot: Data) -> Iterator[Problem]:
    entry = snapshot["entry"]
    options = {q["key"]: [option["code"] for option in q.get("options", [])] for q in snapshot["questions"]}
    for question in snapshot["questions"]:
        if not question.get("options"):
            yield _refuse("no_options", f"questions[{question['key']}].options", _("The question has no options."))
        parent = question.get("asked_when")
        if parent:
            yield from _codes(parent, options, f"questions[{question['key']}].asked_when")
    yield from _cycles(snapshot["questions"])
    for row in entry.get("conditions", []):
        where = f"conditions[{row['key']}]"
        if not row.get("when"):
            yield _refuse("no_answers", f"{where}.when", _("Say for which answers this holds."))
        yield from _codes({"question": row["question"], "options": row.get("when", [])}, options, f"{where}.when")
        if not row.get("remedy") and row["outcome"] != ConditionOutcome.NOT_POSSIBLE:
            yield _refuse("no_remedy", f"{where}.remedy", _("Say what the reader can do about it."))
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
            yield _refuse(
                "foreign_option",
                where,
                _("“%(code)s” is no answer to “%(question)s”; allowed: %(known)s.")
                % {"code": code, "question": shown["question"], "known": ", ".join(known)},
            )


def _channels(row: Data, where: str) -> Iterator[Problem]:
    for channel in row.get("channels", []):
        if channel not in list(Channel):
            yield _refuse(
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
            yield _refuse("question_cycle", f"questions[{key}].asked_when", _("Questions that ask for one another."))


def _facts(entry: Data) -> Iterator[Problem]:
    standings: dict[str, set[str]] = {}
    for row in entry.get("facts", []):
        where = f"facts[{row['key']}]"
        standings.setdefault(row["fact"], set()).add(row["standing"])
        if row["unit"] not in FACTS.get(row["fact"], ()):
            allowed = ", ".join(FACTS.get(row["fact"], ())) or _("no such fact")
            yield _refuse(
                "wrong_unit",
                f"{where}.unit",
                _("“%(fact)s” is given in: %(allowed)s.") % {"fact": row["fact"], "allowed": allowed},
            )
        problem = value_problem(row.get("value"), row["unit"])
        if problem:
            yield _refuse("wrong_value", f"{where}.value", problem)
        if row["unit"] == Unit.MONEY and not row.get("currency"):
            yield _refuse("no_currency", f"{where}.currency", _("Say in which currency."))
    for fact, found in sorted(standings.items()):
        if Standing.DISPUTED in found and Standing.ADOPTED not in found:
            yield _warn(
                "only_disputed",
                f"facts[{fact}]",
                _("“%(fact)s” has a disputed value and no adopted one.") % {"fact": fact},
            )
