"""Which translations an edit leaves behind. Pure.

There is no source language: whatever language is changed alone leaves the others behind. A text that was behind and is
now changed has caught up, and leaves nobody behind by it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from operators.vocabulary import LANGUAGES, Translations

Texts = dict[str, Translations]
"""Place -> texts: ``{"title": {"es": "…"}, "steps[ask].body": {…}}``."""

ORIGINAL = "original"
"""Of a message: its text in the operator's own language, which its translations follow. It is no gap of anybody's."""

MISSING, OUTDATED = "missing", "outdated"


@dataclass(frozen=True, slots=True)
class Gap:
    """``was`` maps each language that has changed since to what it said when this text translated it."""

    place: str
    language: str
    state: str
    since: datetime
    was: Translations = field(default_factory=dict)


def gaps_after(
    before: Texts,
    after: Texts,
    gaps: Iterable[Gap],
    *,
    now: datetime,
    in_step: bool = False,
    together: bool = False,
    still_right: Collection[tuple[str, str]] = (),
) -> list[Gap]:
    """The gaps once ``before`` has become ``after``.

    ``in_step``: all languages came together and fit, so none is behind. ``together``: they are those of one earlier
    version, so none falls behind by coming back, and one that was behind stays so until its words fit again.
    """
    names = renamed(before, after)
    before = {names.get(place, place): texts for place, texts in before.items()}
    known = {(names.get(gap.place, gap.place), gap.language): gap for gap in gaps}
    found: list[Gap] = []
    for place, texts in after.items():
        old = before.get(place, {})
        mine = {language: gap for (where, language), gap in known.items() if where == place}
        found += _missing(place, texts, mine, now)
        if not in_step:
            found += _outdated(place, old, texts, mine, now, together, still_right)
    return found


def _missing(place: str, texts: Translations, gaps: Mapping[str, Gap], now: datetime) -> list[Gap]:
    """A text that no language has is an empty field, and no gap."""
    if not any(texts.values()):
        return []
    since = {language: gap.since for language, gap in gaps.items() if gap.state == MISSING}
    return [Gap(place, one, MISSING, since.get(one, now)) for one in LANGUAGES if not texts.get(one)]


def _outdated(
    place: str,
    old: Translations,
    texts: Translations,
    gaps: Mapping[str, Gap],
    now: datetime,
    together: bool,
    still_right: Collection[tuple[str, str]],
) -> list[Gap]:
    behind = {language: gap for language, gap in gaps.items() if gap.state == OUTDATED}
    changed = [one for one, text in old.items() if text and texts.get(one) and texts[one] != text]
    leading = [] if together else [language for language in changed if language not in behind]
    found = []
    for language in LANGUAGES:
        text = texts.get(language)
        if not text or text != old.get(language) or (place, language) in still_right:
            continue
        gap = behind.get(language)
        was = dict(gap.was) if gap else {}
        if gap or leading:
            was = {**{one: old[one] for one in changed}, **was}
        if any(texts.get(one) != wording for one, wording in was.items()):
            found.append(Gap(place, language, OUTDATED, gap.since if gap else now, was))
    return found


_KEY = re.compile(r"\[[^\]]*\]")


def renamed(before: Texts, after: Texts) -> dict[str, str]:
    """Old place -> new place of texts whose row got another key: some language still says the same.

    >>> renamed({"steps[a].body": {"es": "x", "en": "y"}}, {"steps[b].body": {"es": "x", "en": "z"}})
    {'steps[a].body': 'steps[b].body'}
    """
    gone = [place for place in before if place not in after]
    found: dict[str, str] = {}
    for place, texts in after.items():
        if place in before:
            continue
        for old in gone:
            alike = _KEY.sub("", old) == _KEY.sub("", place)
            if alike and old not in found and any(text and before[old].get(one) == text for one, text in texts.items()):
                found[old] = place
                break
    return found
