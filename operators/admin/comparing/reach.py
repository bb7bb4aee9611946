"""Where readers could be led that they could not before, and the other way round: what a fraud would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy

from operators.admin.comparing.naming import ROWS, Data, Names
from operators.admin.sections import SECTIONS
from operators.links import OfficialList, host_of, readings, targets
from operators.models.forms import LANGUAGE_NAMES

KINDS: dict[str, Any] = {
    "contact": gettext_lazy("official contact point"),
    "homepage": gettext_lazy("homepage"),
    "source": gettext_lazy("address of a source"),
    "url": gettext_lazy("link"),
    "host": gettext_lazy("host"),
    "number": gettext_lazy("telephone number"),
    "email": gettext_lazy("e-mail address"),
}


@dataclass(slots=True)
class Lead:
    """One thing that a reader could open, dial or write to. ``known`` says whether it is on the official list (of a
    source: whether its host is, or was cited before); ``places`` are in words.
    """

    kind: str
    value: str
    known: bool = False
    places: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])

    @property
    def host(self) -> str:
        return host_of(self.value) if self.kind in ("contact", "homepage", "source", "url") else ""


@dataclass(frozen=True, slots=True)
class Reach:
    added: list[Lead]
    removed: list[Lead]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def reach(
    old: Mapping[str, Data],
    new: Mapping[str, Data],
    language: str,
    official: OfficialList,
    known_hosts: frozenset[str] = frozenset(),
) -> Reach:
    """What comes and what goes, over all languages; ``language`` is the one in which the places are named."""
    before, after = _leads(old, language), _leads(new, language)
    added = [lead for key, lead in after.items() if key not in before]
    for lead in added:
        lead.known = _is_known(lead, official, known_hosts)
    return Reach(
        added=sorted(added, key=lambda lead: (lead.known, list(KINDS).index(lead.kind))),
        removed=[lead for key, lead in before.items() if key not in after],
    )


def _is_known(lead: Lead, official: OfficialList, known_hosts: frozenset[str]) -> bool:
    if lead.kind == "source":
        return official.has_host(lead.host) or lead.host in known_hosts
    if "@" in lead.value and not lead.host:
        return lead.value.lower() in official.emails
    if lead.host or lead.kind == "host":
        return official.has_host(lead.host or lead.value.lower())
    return official.has_number(lead.value)


def _leads(documents: Mapping[str, Data], language: str) -> dict[tuple[str, str], Lead]:
    found: dict[tuple[str, str], Lead] = {}
    spoken: dict[tuple[str, str], dict[str, list[str]]] = {}
    named = documents.get(language) or next(iter(documents.values()), {})
    names = Names.of(named.get("kind", "policy"), named)
    for one, document in documents.items():
        for kind, value, place in _walk(document, named, names):
            found.setdefault((kind, value), Lead(kind, value))
            spoken.setdefault((kind, value), {}).setdefault(place, []).append(one)
    for key, lead in found.items():
        for place, languages in spoken[key].items():
            only = [LANGUAGE_NAMES[code] for code in documents if code in languages]
            lead.places.append(place if len(only) == len(documents) else f"{place} ({', '.join(only)})")
    return found


def _walk(document: Data, named: Data, names: Names) -> Iterator[tuple[str, str, str]]:
    """Kind, value and place of everything in a document; once for each place."""
    seen = set()
    for section, value in document.items():
        if section in ROWS and value and isinstance(value[0], dict):
            shown = {_key(row): row for row in named.get(section, [])}
            for row in value:
                title = names.row(section, shown.get(_key(row), row))
                where = f"{SECTIONS[section]}: {title}"
                for kind, found in _of_row(section, row):
                    seen.add((kind, found, where))
        elif section == "homepage" and value:
            seen.add(("homepage", value, names.field("", section)))
        elif section not in ("slug", "kind", "fallbacks"):
            for kind, found in _of_text(value):
                seen.add((kind, found, names.field("", section)))
    yield from sorted(seen)


def _key(row: Data) -> Any:
    return row.get("row", row.get("key"))


def _of_row(section: str, row: Data) -> Iterator[tuple[str, str]]:
    if section == "contact_points":
        yield "contact", row["value"]
    if section == "sources" and row.get("url"):
        yield "source", row["url"]
    taken = {"contact_points": ("value", "key"), "sources": ("url", "key")}.get(section, ("key", "row"))
    for name, value in row.items():
        if name not in taken:
            yield from _of_text(value)


def _of_text(value: Any) -> Iterator[tuple[str, str]]:
    """Every target in the texts of a value, as written and as Markdown reads it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _of_text(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_text(inner)
    elif isinstance(value, str):
        yield from _targets(value)


@lru_cache(maxsize=2048)
def _targets(text: str) -> tuple[tuple[str, str], ...]:
    """Kept, since most texts are the same before and after, and the same again at the next look."""
    return tuple((target.kind, target.value) for reading in readings(text) for target in targets(reading))
