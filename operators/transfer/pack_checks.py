"""What the shapes of single files cannot tell: names that stand twice in a pack, and names that lead nowhere."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from operators.transfer.pack import NOUNS, Data, Pack


def cross_check(pack: Pack) -> list[str]:
    """Names that stand twice, and names that lead nowhere within the pack or to what is not allowed."""
    problems: list[str] = []
    things = {
        "source": pack.sources,
        "question": pack.questions,
        "operator": pack.operators,
        "faq": pack.faq,
        "synonym": pack.synonyms,
    }
    for noun, rows in things.items():
        seen: set[str] = set()
        for row in rows:
            name = row[NOUNS[noun]]
            if name in seen:
                problems.append(
                    _("%(place)s: %(noun)s “%(name)s” stands twice; %(column)ss are unique.")
                    % {"place": pack.places[noun, name], "noun": noun, "name": name, "column": NOUNS[noun]}
                )
            seen.add(name)
    seen_days: set[tuple[str, str]] = set()
    for policy in pack.policies:
        day = (policy["slug"], policy["edition"]["effective_from"])
        if day in seen_days:
            where = pack.places["policy", policy["slug"]]
            problems.append(
                _("%(where)s: policy “%(slug)s” stands twice for %(day)s; slugs are unique for a day.")
                % {"where": where, "slug": day[0], "day": day[1]}
            )
        seen_days.add(day)
    sources = {source["key"] for source in pack.sources}
    options = {q["key"]: [option["code"] for option in q["options"]] for q in pack.questions}
    for noun, rows in pack.subjects():
        for row in rows:
            where = pack.places[noun, row["slug"]]
            problems += [f"{where}: {row['slug']}{text}" for text in _references(row, sources, options)]
    for question in pack.questions:
        parent = question.get("asked_when")
        if parent:
            where = pack.places["question", question["key"]]
            problems += [f"{where}: {question['key']}.asked_when{text}" for text in _codes(parent, options)]
    return problems


def _references(row: Data, sources: set[str], options: dict[str, list[str]], path: str = "") -> Iterable[str]:
    """What a subject names that does not exist, and row keys that stand twice."""
    own = sources | {source["key"] for source in row.get("cited", [])}
    for key in row.get("sources", []):
        if key not in own:
            yield f"{path}.sources: " + _("there is no source “%(key)s” in the pack.") % {"key": key}
    if "when" in row:
        yield from (f"{path}.when{text}" for text in _codes({**row, "options": row["when"]}, options))
    if "shown_when" in row:
        yield from (f"{path}.shown_when{text}" for text in _codes(row["shown_when"], options))
    for name, value in row.items():
        if not isinstance(value, list) or name in ("cited", "questions"):
            continue
        keys = [one["key"] for one in value if isinstance(one, dict) and "key" in one]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{path}.{name}[{key}]: " + _("the key stands twice.")
        for one in value:
            if isinstance(one, dict):
                yield from _references(one, own, options, f"{path}.{name}[{one.get('key') or one.get('code')}]")


def _codes(shown: Data, options: dict[str, list[str]]) -> Iterable[str]:
    known = options.get(shown["question"])
    if known is None:
        allowed = ", ".join(sorted(options))
        yield ": " + _("there is no question “%(question)s”; allowed: %(allowed)s.") % {
            "question": shown["question"],
            "allowed": allowed,
        }
        return
    for code in shown["options"]:
        if code not in known:
            yield ": " + _("“%(code)s” is no answer to “%(question)s”; allowed: %(known)s.") % {
                "code": code,
                "question": shown["question"],
                "known": ", ".join(known),
            }
