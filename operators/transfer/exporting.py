"""Writing a pack: what is published, as a folder of YAML files."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from operators.links import host_of
from operators.models.printed import Edition, EditionSource, EditionText, Listing, SynonymGroup, Verification
from operators.publishing.merge import entry_of
from operators.transfer.order import ORDER
from operators.vocabulary import Channel, VerificationOutcome

Data = dict[str, Any]


def export_pack(*, now: datetime, waiting: bool = False) -> dict[str, str]:
    """All that is published, as ``{"operators/claro.yaml": "…", …}``, the same text for the same content.

    Editions that wait for their day are left out unless ``waiting``: a pack may be published itself. So is what
    a withdrawal ends, even one that still waits, and every name of what is left out.
    """
    rows = _without_end()
    if not waiting:
        rows = rows.filter(public_at__lte=now)
    entries = {kind: [_snapshot(row.edition) for row in rows if row.kind == kind] for kind in ("operator", "policy")}
    entries["faq"] = sorted((_snapshot(row.edition) for row in rows if row.kind == "faq"), key=_faq_order)
    _forget_what_is_left_out(entries, {(row.kind, row.slug) for row in rows if row.public_at <= now})
    snapshots = [one for kind in entries.values() for one in kind]
    if not snapshots:
        return {}
    sources = _newest(snapshots, "sources")
    questions = _newest(snapshots, "questions")
    files: dict[str, Data] = {
        "pack.yaml": {"pack": _pack_block(snapshots)},
        "sources.yaml": {"sources": [sources[key] for key in sorted(sources)]},
        "questions.yaml": {
            "questions": [
                _without(question, "position")
                for question in sorted(questions.values(), key=lambda one: (one["position"], one["key"]))
            ]
        },
    }
    policies = [(one, _entry(one, sources, questions)) for one in entries["policy"]]
    _add_checks(policies)
    country = [entry for _one, entry in policies if "operator" not in entry]
    if country:
        files["country.yaml"] = {"policies": country}
    for one in entries["operator"]:
        entry = _entry(one, sources, questions)
        own = [policy for _one, policy in policies if policy.get("operator") == entry["slug"]]
        files[f"operators/{entry['slug']}.yaml"] = {"operator": entry} | ({"policies": own} if own else {})
    if entries["faq"]:
        files["faq.yaml"] = {"faq": [_entry(one, sources, questions) for one in entries["faq"]]}
    synonyms = [{"key": one.key, "words": one.words} for one in SynonymGroup.objects.order_by("key") if one.words]
    if synonyms:
        files["synonyms.yaml"] = {"synonyms": sorted(synonyms, key=lambda one: one["key"])}
    return {name: _yaml(data) for name, data in sorted(files.items())}


def _without_end() -> QuerySet[Listing]:
    """The rows that no withdrawal follows: a pack cannot say that a rule ended, so elsewhere it would apply for ever.

    With the row that a withdrawal ends go all before it, or the one before would take its place.
    """
    ends = Listing.objects.filter(
        kind=OuterRef("kind"), slug=OuterRef("slug"), withdrawn=True, effective_from__gt=OuterRef("effective_from")
    )
    rows = Listing.objects.filter(~Exists(ends), withdrawn=False)
    return rows.select_related("edition").order_by("slug", "effective_from")


def _forget_what_is_left_out(entries: dict[str, list[Data]], there: set[tuple[str, str]]) -> None:
    """Take away the names of subjects that are not ``there``: another site's gate would refuse whatever names them."""
    operators = {slug for kind, slug in there if kind == "operator"}
    entries["policy"] = [one for one in entries["policy"] if one["entry"].get("operator") in {None, *operators}]
    policies = {one["entry"]["slug"] for one in entries["policy"]} & {slug for kind, slug in there if kind == "policy"}
    for entry in (one["entry"] for kind in ("operator", "faq") for one in entries[kind]):
        for column in ("operator", "host_network", "succeeded_by"):
            if entry.get(column) not in operators:
                entry.pop(column, None)
        named = [slug for slug in entry.pop("policies", []) if slug in policies]
        if named:
            entry["policies"] = named


def _faq_order(one: Data) -> tuple[int, str, str]:
    return (one["entry"].get("position", 0), one["entry"]["slug"], one["edition"]["effective_from"])


def _snapshot(edition: Edition) -> Data:
    documents = {text.language: json.loads(text.document) for text in EditionText.objects.filter(edition=edition)}
    return entry_of(documents, edition) | {"printed": edition}


def _newest(snapshots: list[Data], name: str) -> dict[str, Data]:
    """Each shared question or source as the newest edition that embeds it has it."""
    found: dict[str, Data] = {}
    for one in sorted(snapshots, key=lambda snapshot: snapshot["printed"].revision):
        found.update({thing["key"]: thing for thing in one[name]})
    return found


def _entry(one: Data, sources: dict[str, Data], questions: dict[str, Data]) -> Data:
    """An entry of the pack. Where its edition words a shared thing otherwise than the newest one, it says so."""
    entry = _without(one["entry"], "position")
    cited = [source for source in one["sources"] if source != sources[source["key"]]]
    worded = [
        _without(question, "position")
        for question in one["questions"]
        if _without(question, "position") != _without(questions[question["key"]], "position")
    ]
    if worded:
        entry["questions"] = worded
    if cited:
        entry["cited"] = cited
    return entry | {"edition": one["edition"]}


def _without(data: Data, name: str) -> Data:
    return {key: value for key, value in data.items() if key != name}


def _add_checks(policies: list[tuple[Data, Data]]) -> None:
    """The last confirmed check of each policy, with its newest entry."""
    newest = {entry["slug"]: entry for _one, entry in policies}
    for slug, entry in newest.items():
        check = Verification.objects.filter(
            policy=slug, outcome=VerificationOutcome.CONFIRMED, confirmed_at__isnull=False
        ).first()
        if check is not None:
            block = {"on": check.day.isoformat(), "outcome": check.outcome, "source": check.source, "note": check.note}
            entry["verified"] = {key: value for key, value in block.items() if value}


def _pack_block(snapshots: list[Data]) -> Data:
    newest = max(snapshots, key=lambda one: one["printed"].revision)["printed"]
    imported = [one["printed"] for one in snapshots if one["printed"].origin.startswith("content pack ")]
    last = max(imported, key=lambda edition: edition.revision) if imported else newest
    reasons = [one["printed"] for one in snapshots if one["printed"].acceptance_reason]
    hosts = set(
        EditionSource.objects.filter(edition__in=[one["printed"] for one in snapshots]).values_list("host", flat=True)
    )
    return {
        "name": last.origin.removeprefix("content pack ") or "export",
        "country": newest.country,
        "accept_warnings": max(reasons, key=lambda edition: edition.revision).acceptance_reason
        if reasons
        else "Published before.",
        "cleared": sorted({host for host in hosts if host} | _channels(snapshots)),
    }


def _channels(snapshots: list[Data]) -> set[str]:
    """Every host, number and address of the official list."""
    found = set()
    for one in snapshots:
        for point in one["entry"].get("contact_points", []):
            if point["channel"] in (Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM):
                found.add(host_of(point["value"]))
            elif point["channel"] in (Channel.PHONE, Channel.WHATSAPP, Channel.EMAIL):
                found.add(point["value"])
        if one["entry"].get("homepage"):
            found.add(host_of(one["entry"]["homepage"]))
    return found


def _yaml(data: Data) -> str:
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_for_yaml(data, next(iter(data))), out)
    return out.getvalue()


def _for_yaml(value: Any, name: str = "") -> Any:
    """Keys in the order of the pack, long texts as blocks, days as days."""
    if isinstance(value, dict):
        order = ORDER.get(name, ())
        keys = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
        return {key: _for_yaml(value[key], key) for key in keys}
    if isinstance(value, list):
        return [_for_yaml(inner, name) for inner in value]
    if isinstance(value, str):
        if name in ("effective_from", "applies_from", "applies_until", "retrieved_on", "published_on", "on"):
            try:
                return date.fromisoformat(value)
            except ValueError:
                return value
        return LiteralScalarString(value) if "\n" in value else value
    return value


def write_pack(files: dict[str, str], folder: Path) -> None:
    """Write the files, each at once or not at all; files of an earlier export that are no longer there are removed."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(path)
    for path in sorted(folder.rglob("*.yaml")):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
